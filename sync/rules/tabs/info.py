"""Rules on the tab ข้อมูลแผน."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Info, Plan
from sync.rules.context import RuleContext
from sync.rules.text.wordlists import WordLists
from sync.rules.words.unfilled import is_unfilled, says_none
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

_MAY_LACK = (Info.TITLE, Info.ENGLISH_TITLE, Info.PERIOD, Info.APPROVER)
"""What is printed where it is given, and may be left out."""
_TITLES = ("นาย", "นาง", "นางสาว", "น.ส.", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.")
_PROVINCE = "องค์การบริหารส่วนจังหวัด"


def required(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The cover and the issuer's line print these; empty, the document has holes.

    Signs and words that hold a place are printed as a name would be, and name nobody. A
    province's office is in no district.
    """
    is_province = plan.info.text(Info.OFFICE_TYPE).startswith(_PROVINCE)
    no_need = {*_MAY_LACK, Info.AMPHOE} if is_province else _MAY_LACK
    for info in (*REQUIRED, *_MAY_LACK):
        text = plan.info.text(info)
        own = (context.label(info), *_begin(info, context.lists))
        lacks = is_unfilled(text, context.lists, *own)
        if lacks and not (info in no_need and _is_left_out(info, text)):
            cell = plan.info.cells.get(info, context.info)
            yield Hit("INF001", cell, text, {"heading": context.label(info)})


def _is_left_out(info: Info, text: str) -> bool:
    """Whether a text says that there is none; of who approves, dots to sign on say so."""
    return says_none(text) or (
        info is Info.APPROVER and bool(_TO_SIGN_ON.fullmatch(text))
    )


_TO_SIGN_ON = re.compile(r"[\s()._…-]*")


def _begin(info: Info, lists: WordLists) -> tuple[str, ...]:
    """Return what names begin with under a heading."""
    if info is Info.OFFICE:
        return tuple(name for kind in lists.offices for name in kind.names)
    return _TITLES if info in {Info.ISSUER, Info.APPROVER} else ()


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
