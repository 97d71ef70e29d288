"""Rules on the tab ข้อมูลแผน."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Info, Plan
from sync.rules.context import RuleContext
from sync.thai.dates import buddhist_year
from sync.thai.digits import to_arabic

REQUIRED = (
    Info.OFFICE,
    Info.AMPHOE,
    Info.PROVINCE,
    Info.FISCAL_YEAR,
    Info.PREPARED_BY,
    Info.ISSUER,
)
"""What stands on the cover and below the table of every published plan."""

_PROVINCE = "องค์การบริหารส่วนจังหวัด"


def required(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The cover and the issuer's line print these; empty, the document has holes.

    A province's office is in no district.
    """
    is_province = plan.info.text(Info.OFFICE_TYPE).startswith(_PROVINCE)
    for info in REQUIRED:
        if not plan.info.text(info) and not (is_province and info is Info.AMPHOE):
            cell = plan.info.cells.get(info, context.info)
            yield Hit("INF001", cell, "", {"heading": context.label(info)})


def year_outside_period(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A plan of one year lies inside its frame, such as 2569 in 2566 - 2570."""
    years = [
        year
        for text in re.findall(r"\d{4}", to_arabic(plan.info.text(Info.PERIOD)))
        if (year := buddhist_year(int(text)))
    ]
    year = plan.info.fiscal_year
    if len(years) == 2 and year and not years[0] <= year <= years[1]:
        cell = plan.info.cells[Info.FISCAL_YEAR]
        quotes = {"period": plan.info.text(Info.PERIOD)}
        yield Hit("INF005", cell, plan.info.text(Info.FISCAL_YEAR), quotes=quotes)
