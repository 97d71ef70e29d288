"""Rules on the years of a plan: its title, frame and as-of date, and years in text."""

import re
from collections.abc import Iterator
from datetime import timedelta

from sync.model.findings import Hit
from sync.model.plan import Field, Heading, Info, Plan
from sync.rules.context import RuleContext
from sync.rules.text.passages import Passage, passages
from sync.rules.times.months import MONTH, OF_A_YEAR
from sync.thai.dates import (
    ANY_ERA,
    BUDDHIST_ERA,
    ERA,
    buddhist_year,
    fiscal_year,
    long_date,
)
from sync.thai.digits import in_digits_of

_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_BUDDHIST = re.compile(rf"(?<!เ){BUDDHIST_ERA}\s*(\d{{1,6}})(?!\d)")
_CHRISTIAN = re.compile(r"ค\.?\s?ศ\.?\s*(\d{4})(?!\d)")
_IN_A_MONTH = re.compile(rf"(?P<month>{MONTH})\s*(?P<year>\d{{4}})(?!\d)")
"""With no era between: behind one, the two patterns above see a wrong year."""
OF_THE_YEAR = re.compile(
    rf"(?:ปีงบประมาณ|ประจำปี|(?:ข้อ|เทศ)บัญญัติ(?:งบประมาณ)?(?:รายจ่าย)?){OF_A_YEAR}(?!\s*[-–—]\s*{BUDDHIST_ERA}?\s*\d{{4}})"
)
SAVED = re.compile("เหลื่อมปี|กันเงิน|เงินสะสม")
COMPARED = re.compile(
    r"(?:(?:ลด|เพิ่ม|น้อย|สูง|มาก|ต่ำ)(?:ลง|ขึ้น)?(?:จาก|กว่า)|เท่ากับ|เทียบกับ|เช่นเดียวกับ|ต่างจาก"
    r"|(?:เหลือ|ค้าง|ยก|สะสม)(?:จ่าย|อยู่|ไว้|มา)?(?:จาก|ตั้งแต่)|(?:ซื้อ|จัดหา|จัดทำ|ผลิต)(?:ไว้|แล้ว)?(?:ใน|เมื่อ|จาก))"
    r"(?:งบประมาณ|วงเงิน|ของ|ใน|\s)*\Z"
)
"""Before the year of money that this year's is compared with, or of things kept from it."""
_FRAME_YEARS = 5
_FRAME_OF_FOUR = (2561, 2564)
_EARLIEST, _LATEST_AHEAD = 2400, 30
"""No Thai act is older; no national strategy looks farther ahead."""
_FISCAL_AHEAD = 10
_FISCAL = re.compile(r"ปีงบประมาณ\s*\Z")
"""Nobody plans the money of a year so far ahead."""
_OF_HISTORY = 2300
"""Temples and towns are older than acts, and plans tell of them."""

_RECENT, _COMING = 1950, 2099
"""Christian years that a plan speaks of; what is before or after may be of history."""


def as_of_elsewhere(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A plan's data is of its fiscal year or of the year in which it was drawn up."""
    day, year = plan.info.as_of, plan.info.fiscal_year
    if day and year and fiscal_year(day) not in {year - 1, year}:
        facts = {"year": str(year), "read": long_date(day)}
        text = plan.info.text(Info.AS_OF)
        yield Hit("YRS001", plan.info.cells[Info.AS_OF], text, facts)


def as_of_before_change(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A plan that changed after the day it bears is not what it says to be."""
    day = plan.info.as_of
    if day and context.changed and day < context.changed:
        facts = {"changed": long_date(context.changed), "read": long_date(day)}
        text = plan.info.text(Info.AS_OF)
        yield Hit("YRS009", plan.info.cells[Info.AS_OF], text, facts)


def as_of_to_come(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Nobody knows data of a day that has not come: its year or month is mistyped.

    Tomorrow is let pass, for it may be today where the sheet is filled in.
    """
    day, today = plan.info.as_of, context.today
    if day and today and day > today + _TOLERANCE:
        text = plan.info.text(Info.AS_OF)
        yield Hit("YRS020", plan.info.cells[Info.AS_OF], text)


_TOLERANCE = timedelta(days=1)


def _frame(plan: Plan) -> tuple[int, int] | None:
    text = plan.info.text(Info.PERIOD)
    years = [
        year for typed in _YEAR.findall(text) if (year := buddhist_year(int(typed)))
    ]
    return (years[0], years[1]) if len(years) == 2 else None


def frame_reversed(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A frame ends after it begins."""
    frame = _frame(plan)
    if frame and frame[0] > frame[1]:
        yield Hit("YRS002", plan.info.cells[Info.PERIOD], plan.info.text(Info.PERIOD))


def frame_not_of_five(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The NACC's frames are of five years; the one of 2561 to 2564 was of four."""
    frame = _frame(plan)
    if frame is None or frame == _FRAME_OF_FOUR:
        return
    years = frame[1] - frame[0] + 1
    if years > 0 and years != _FRAME_YEARS:
        cell, text = plan.info.cells[Info.PERIOD], plan.info.text(Info.PERIOD)
        yield Hit("YRS003", cell, text, {"years": str(years)})


def title_of_another_year(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The cover's title and the cover's year are read one under the other."""
    title, year = plan.info.text(Info.TITLE), plan.info.fiscal_year
    matches = list(_YEAR.finditer(title))
    if year and len(matches) == 1 and buddhist_year(int(matches[0][1])) != year:
        cell = plan.info.cells[Info.TITLE]
        yield Hit("YRS004", cell, matches[0][0], {"year": str(year)})


def budget_of_another_year(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Money of this plan is in this year's ordinance, unless it was saved."""
    for detail in plan.details:
        text = detail.texts[Heading.BUDGET]
        if not SAVED.search(text):
            cell = detail.cells[Heading.BUDGET]
            yield from _other_years("YRS005", Passage(cell, text, Heading.BUDGET), plan)


def fiscal_years_in_budget(text: str) -> frozenset[int]:
    """Return the fiscal years that a detail's budget names, if it was not saved."""
    if SAVED.search(text):
        return frozenset()
    named = (
        buddhist_year(int(match[1]))
        for match in OF_THE_YEAR.finditer(text)
        if not COMPARED.search(text, 0, match.start())
    )
    return frozenset(year for year in named if year)


def name_of_another_year(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A project's name with another year was likely copied from that year's plan."""
    for project in plan.projects:
        cell = project.cells[Field.NAME]
        yield from _other_years("YRS006", Passage(cell, project.name, Field.NAME), plan)


def _other_years(code: str, passage: Passage, plan: Plan) -> Iterator[Hit]:
    year = plan.info.fiscal_year
    for match in OF_THE_YEAR.finditer(passage.text):
        is_compared = COMPARED.search(passage.text, 0, match.start())
        if year and buddhist_year(int(match[1])) != year and not is_compared:
            yield Hit(code, passage.cell, match[0], {"year": str(year)})


def wrong_era(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """``พ.ศ. 2026`` is a Christian year, ``ค.ศ. 2569`` a Buddhist one; ``มิถุนายน 2026`` is none."""
    for passage in passages(plan):
        for match in _BUDDHIST.finditer(passage.text):
            if _RECENT <= (year := int(match[1])) <= _COMING:
                facts = {"right": f"พ.ศ. {year + ERA}"}
                yield Hit("YRS007", passage.cell, match[0], facts)
        for match in _IN_A_MONTH.finditer(passage.text):
            if _RECENT <= (year := int(match["year"])) <= _COMING:
                right = in_digits_of(match[0])(f"{match['month']} {year + ERA}")
                yield Hit("YRS007", passage.cell, match[0], {"right": right})
        for match in _CHRISTIAN.finditer(passage.text):
            if (year := int(match[1])) >= _EARLIEST:
                facts = {"right": f"ค.ศ. {year - ERA}"}
                yield Hit("YRS007", passage.cell, match[0], facts)


def impossible_year(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A year of three or five digits, or of another century, is a slip: ``๒๖๕๙``.

    So is a fiscal year long ahead. Not where the text tells of history: of kings, of
    wars, of what was built then.
    """
    year = plan.info.fiscal_year
    if year is None:
        return
    for passage in passages(plan):
        for match in _BUDDHIST.finditer(passage.text):
            typed, digits = int(match[1]), len(match[1])
            known_time = typed <= 2150 or _OF_HISTORY <= typed <= year + _LATEST_AHEAD
            is_far = typed > year + _FISCAL_AHEAD
            is_far = is_far and bool(_FISCAL.search(passage.text, 0, match.start()))
            if digits == 2 or (digits == 4 and known_time and not is_far):
                continue
            near = passage.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            if digits > 4 or typed > year or not _HISTORY.search(near):
                yield Hit("YRS008", passage.cell, match[0])


_HISTORY = re.compile(
    "อยุธยา|สุโขทัย|ล้านนา|พระเจ้า|พระนเรศวร|พระนารายณ์|กษัตริย์|สมัย|รัชกาล|ราชวงศ์|โบราณ|ศตวรรษ|พุทธกาล|ตำนาน"
    "|ประวัติศาสตร์|ราชทูต|สงคราม|ครองราชย์|สถาปนา|สร้างขึ้น|สร้างเมื่อ|เมืองเก่า"
)
_NEAR = 120
"""Letters on either side in which a text tells what time it speaks of."""


_SPAN = re.compile(
    rf"(?:{ANY_ERA}|ปี(?:งบประมาณ)?)\s*(?P<first>\d{{4}})\s*(?:-|–|—|ถึง)\s*(?:ปี)?\s*{ANY_ERA}?\s*(?P<last>\d{{4}})(?!\d)"
)


def span_reversed(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A span of years in a text ends before it begins: ``พ.ศ. ๒๕๗๐ - ๒๕๖๖``."""
    for passage in passages(plan):
        if passage.what is Info.PERIOD:  # which has a rule of its own
            continue
        for match in _SPAN.finditer(passage.text):
            first, last = (
                buddhist_year(int(match[each])) for each in ("first", "last")
            )
            if first and last and first > last:
                yield Hit("YRS015", passage.cell, match[0])
