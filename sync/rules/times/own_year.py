"""Rules on the plan's own year in running text, where it is left from last year's plan.

A year gone by is named in many right sentences: what was done in it, what it is
compared with, whose plan or order is carried on. It is the plan's own where the
sentence points at itself (this plan, this year), says what was therefore drawn up, or
sets a step's time.
"""

import re
from collections.abc import Iterator
from itertools import product

from sync.model.findings import Hit
from sync.model.plan import Heading, Plan
from sync.rules.context import RuleContext
from sync.rules.text.lines import line_begin
from sync.rules.times.months import MONTH, OF_A_YEAR, ON_A_DAY
from sync.thai.dates import BUDDHIST_ERA, buddhist_year, month_number
from sync.thai.digits import in_digits_of, to_arabic

_HEADINGS = (
    Heading.RATIONALE,
    Heading.OBJECTIVES,
    Heading.TARGET_GROUP,
    Heading.METHOD,
)
_OF_ITS_TIME = (Heading.METHOD, Heading.OUTPUTS, Heading.OUTCOMES)
_OF_YEAR = (
    rf"(?P<of>(?:ประจำ)?ปี(?:งบประมาณ)?{OF_A_YEAR})"
    rf"(?!\s*(?:-|–|—|ถึง)\s*{BUDDHIST_ERA}?\s*\d{{4}})"
)
_THIS = r"(?:ฉบับ|โครงการ|กิจกรรม|แผน|ปี|ปีงบประมาณ|รอบ|ครั้ง)?นี้"
_POINTS_BACK = re.compile(
    rf"{_OF_YEAR}\s*{_THIS}(?![\u0e01-\u0e2e]*(?:คือ|เป็นต้น))", re.ASCII
)
_THIS_ONE = r"(?:แผน[^\s\d]{0,40}|โครงการ|มาตรการ|กิจกรรม|ปี|ปีงบประมาณ)\s?(?:ฉบับ)?นี้"
_POINTS_AHEAD = re.compile(rf"{_THIS_ONE}[^\n\d]{{0,40}}?{_OF_YEAR}", re.ASCII)
_DRAWN_UP = re.compile(
    rf"จึง(?:ได้)?(?:จัดทำ|จัดให้มี|กำหนด|ประกาศใช้)[^\n\d]{{0,80}}?{_OF_YEAR}", re.ASCII
)
_PLANNED = re.compile(
    rf"(?<!ได้)(?:จะ(?!ได้)|กำหนด(?!ไว้|การ)|มีแผน|วางแผน|ตั้งเป้า|มุ่ง)[^\n\d]{{0,60}}?(?:ใน|ภายใน|ตลอด|สำหรับ)\s*{_OF_YEAR}",
    re.ASCII,
)
_NEAR = 40
"""Letters before what is planned in which a sentence tells that it looks back."""
_STEP = re.compile(rf"(?:ใน|ภายใน|ตลอด|สำหรับ)\s*(?=ปีงบ){_OF_YEAR}", re.ASCII)
LOOKS_BACK = re.compile(
    "ที่ผ่านมา|ที่แล้ว|ก่อน|เดิม|เทียบ|ต่อเนื่อง|ต่อจาก|สืบเนื่อง|จาก|กว่า|ทบทวน|ถอดบทเรียน|สรุป|รายงาน|ผล(?!ประโยชน์|ิต)|สถิติ"
    "|ข้อมูล|วิเคราะห์|ประเมิน|คะแนน|แล้วเสร็จไป|พบว่า|ปรากฏ|ประกาศใช้เมื่อ|ตั้งแต่|แก้ไขเพิ่มเติม|แทน|ยกเลิก|เริ่ม|ครั้งแรก|เคย|ได้รับ|ได้(?:ดำเนินการ|จัด(?!ทำ)|ใช้|ทำ)|รับไว้|ค้าง|เกิด"
)
"""Words before a year with which a sentence speaks of it as one gone by."""
_GONE_BY = re.compile(r"[^\n\d]{0,20}?(?:แล้ว(?!เสร็จ)|ที่ผ่านมา)")
_IN_A_MONTH = re.compile(rf"(?P<of>{ON_A_DAY}(?P<month>{MONTH}){OF_A_YEAR})", re.ASCII)
_OF_A_PAPER = re.compile("ลงวันที่|ตาม|มติ|หนังสือ|คำสั่ง|ราชกิจจา|ณ วันที่|เมื่อ")
"""Before the day of what was decided or written earlier."""
_BEFORE, _AFTER = 6, 3
"""Months in which a year's projects are made ready, and reported on when it is over."""
_LEFT_FOR = 3
"""Years: what is older was not left by last year's plan, and is history."""


def own_year(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The text calls another fiscal year the plan's own: it was copied with last year's.

    Not where the sentence speaks of a year gone by on purpose: its results, what it is
    compared with, the plan that this one carries on.
    """
    year = plan.info.fiscal_year
    if year is None:
        return
    texts = (
        (detail.cells[heading], detail.texts[heading], heading)
        for detail in plan.details
        for heading in _HEADINGS
        if heading in detail.cells
    )
    for cell, text, heading in texts:
        for match in own_years(to_arabic(text), heading):
            named = buddhist_year(int(match["year"])) or 0
            points = match.re is _POINTS_BACK
            if year - _LEFT_FOR <= named != year and (points or named < year):
                found = text[slice(*match.span("of"))]
                right = in_digits_of(found)(str(year))
                yield Hit("YRS014", cell, found, {"year": right})


def months_of_another_year(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """A step is done in a month that is not of the fiscal year: last year's plan had it.

    So is a result. Not what was decided or written earlier, nor where it is made ready
    or reported on.
    """
    year = plan.info.fiscal_year
    if year is None:
        return
    last = year * 12 + 9
    for detail, heading in product(plan.details, _OF_ITS_TIME):
        text = to_arabic(detail.texts[heading])
        for match in _IN_A_MONTH.finditer(text):
            named = buddhist_year(int(match["year"])) or 0
            month = named * 12 + month_number(match["month"])
            is_near = abs(named - year) <= _LEFT_FOR
            is_own = last - 11 - _BEFORE <= month <= last + _AFTER
            at = match.start("of")
            before = text[line_begin(text, at) : at]
            is_told = _OF_A_PAPER.search(before) or (
                month < last and LOOKS_BACK.search(before)
            )
            if is_near and not is_own and not is_told:
                found = detail.texts[heading][slice(*match.span("of"))]
                right = in_digits_of(found)(str(year))
                yield Hit("YRS017", detail.cells[heading], found, {"year": right})


def own_years(text: str, heading: Heading) -> Iterator[re.Match[str]]:
    """Yield the years that a text calls its own, each once."""
    patterns = [_POINTS_BACK, _POINTS_AHEAD, _DRAWN_UP, _PLANNED]
    if heading is Heading.METHOD:
        patterns.append(_STEP)
    met: set[int] = set()
    for pattern in patterns:
        for match in pattern.finditer(text):
            at = match.start("of")
            begins = _sentence_begin(text, match)
            is_other = pattern is not _POINTS_BACK and (
                LOOKS_BACK.search(text, begins, at)
                or _GONE_BY.match(text, match.end("of"))
            )
            if at not in met and not is_other:
                met.add(at)
                yield match


def _sentence_begin(text: str, match: re.Match[str]) -> int:
    """Return from where on a sentence may look back before the year that it names."""
    begins = line_begin(text, match.start("of"))
    if match.re is _STEP:
        return begins
    return max(begins, match.start() - _NEAR) if match.re is _PLANNED else match.start()
