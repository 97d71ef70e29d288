"""The rule on last year's year where nothing beside it says that last year is meant.

Most plans begin as a copy of last year's. A year gone by is named in many right
sentences; what is asked about here is a year of a step, an aim, a remark, a by-law or of
the plan against corruption itself, with no word beside it that looks back.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from sync.model.findings import Hit
from sync.model.plan import Field, Heading, Info, Plan
from sync.rules.context import RuleContext
from sync.rules.text.passages import passages
from sync.rules.times.months import MONTH, OF_A_YEAR
from sync.rules.times.own_year import LOOKS_BACK, own_years
from sync.rules.times.years import COMPARED, OF_THE_YEAR, SAVED
from sync.thai.dates import BUDDHIST_ERA, buddhist_year
from sync.thai.digits import in_digits_of, to_arabic

_OF_YEAR = re.compile(
    rf"(?<!ต้น)(?<!กลาง)(?<!ปลาย)(?<!สิ้น)(?<!เมื่อ)(?:ประจำ)?ปี(?P<fiscal>งบประมาณ)?{OF_A_YEAR}",
    re.ASCII,
)
_ANY_YEAR = re.compile(
    rf"(?:(?:ประจำ)?ปี(?P<fiscal>งบประมาณ)?|(?<![\d.,/]))(?P<of>{OF_A_YEAR})", re.ASCII
)
"""A year with or without a word for it, as a remark may have it alone."""
_IN_ORDER = re.compile("ประจำปี|ปีงบประมาณ")
"""With these the year before last is a plan's own, left by the plan before last."""
_TO = r"\s*(?:-|–|—|~|/|,|ถึง|จนถึง|และ|กับ)\s*"
_SPAN_BEHIND = re.compile(
    rf"{_TO}(?:ปี(?:งบประมาณ)?)?\s*{BUDDHIST_ERA}?\s*\d{{2,4}}", re.ASCII
)
_SPAN_BEFORE = re.compile(rf"\d{{2,4}}{_TO}\Z", re.ASCII)
_MONTH_BEFORE = re.compile(rf"{MONTH}\s*(?:ของ)?\s*\Z")
_PAPER = re.compile(
    "หนังสือ|คำสั่ง|มติ|ลงวันที่|ฉบับที่|พระราช|พ\\.ร\\.|พรบ|แผนพัฒนา|ยุทธศาสตร์|แผนแม่บท|คู่มือ|แนวทาง|ปฏิทิน|ITA|OIT|รางวัล|บรรจุ|โอน"
)
"""Words of a line whose year is a paper's, or of when somebody came."""
_OF_WHAT_WAS = re.compile(
    "งบการเงิน|ตรวจสอบพัสดุ|พัสดุประจำปี|ข้อเสนอแนะ|ข้อบกพร่อง|ข้อสังเกต|ข้อทักท้วง|ตรวจพบ|ผู้ผ่าน|ผู้เคย|บทเรียน|เหลือจ่าย"
)
"""Words of a line on what a year left behind, which is looked at in the next one."""
_USED = re.compile(r"\s*(?:ใช้|ตั้ง|ได้รับ|เบิก|จ่าย)")
_OWN_PLAN = re.compile(
    r"(?:ตาม|ภายใต้|จัดทำ|ประกาศ(?:ใช้)?|ขับเคลื่อน|ดำเนินการ)\s?แผน(?:ปฏิบัติการ)?(?:ด้าน)?(?:การ)?ป้องกัน[^\n\d]{0,60}\Z"
)
_BY_LAW = re.compile(r"(?:ข้อ|เทศ)บัญญัติ[^\n\d]{0,60}\Z")
_DONE = re.compile(r"[^\n\d]{0,40}?(?:ได้(?!แก่)|แล้ว|พบว่า|ปรากฏ|ที่ผ่านมา|มีผล|สิ้นสุด|ครบ)")
_BACK = (LOOKS_BACK, _PAPER, _OF_WHAT_WAS)
_NEAR = 60


def last_year(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Last year's year is named as if it were this one's: it was copied with last year's plan.

    Asked, for last year may be meant. Not where the line looks back (results, what this
    is compared with or goes on from), names a law, an order or a plan of years, or this
    year as well; nor where another rule says it.
    """
    year = plan.info.fiscal_year
    if year is None:
        return
    for passage in passages(plan):
        is_left = _LEFT.get(passage.what)
        text = to_arabic(passage.text) if is_left else ""
        years = _ANY_YEAR if passage.what is Field.REMARK else _OF_YEAR
        for match in years.finditer(text):
            named = buddhist_year(int(match["year"]))
            line = _line(text, match)
            is_near = named == year - 1 or (
                named == year - 2 and _IN_ORDER.match(match[0])
            )
            if not is_near or str(year) in line or _is_in_span(text, match):
                continue
            if is_left and is_left(text, match):
                found = passage.text[slice(*match.span())].strip()
                right = in_digits_of(found)(str(year))
                yield Hit("YRS019", passage.cell, found, {"year": right})


def _line(text: str, match: re.Match[str]) -> str:
    begins = text.rfind("\n", 0, match.start()) + 1
    return text[begins:].split("\n", 1)[0]


def _is_in_span(text: str, match: re.Match[str]) -> bool:
    return bool(
        _SPAN_BEHIND.match(text, match.end())
        or _SPAN_BEFORE.search(text, 0, match.start())
    )


def _in_rationale(text: str, match: re.Match[str]) -> bool:
    """Whether it is the year of a plan like this one, or of the by-law that pays for it."""
    near = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 2 * _NEAR)
    before = text[near : match.start()]
    if _DONE.match(text, match.end()) or match.start() in _told(
        text, Heading.RATIONALE
    ):
        return False
    if _BY_LAW.search(before):
        return not (SAVED.search(before) or COMPARED.search(before))
    return bool(_OWN_PLAN.search(before)) and not LOOKS_BACK.search(before)


def _in_list(heading: Heading) -> "_IsLeft":
    def is_left(text: str, match: re.Match[str]) -> bool:
        line = _line(text, match)
        looks_back = any(words.search(line) for words in _BACK)
        is_told = match.start() in _told(text, heading)
        return not (looks_back or is_told or _DONE.match(text, match.end()))

    return is_left


def _told(text: str, heading: Heading) -> set[int]:
    return {match.start("of") for match in own_years(text, heading)}


def _in_period(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    looks_back = LOOKS_BACK.search(before) or _MONTH_BEFORE.search(before)
    return not (match["fiscal"] or looks_back)


def _in_budget(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    looks_back = SAVED.search(text) or COMPARED.search(before)
    looks_back = looks_back or _USED.match(text, match.end())
    is_told = _is_in_order(text, match) or _OF_WHAT_WAS.search(text)
    return not (is_told or looks_back)


def _in_name(text: str, match: re.Match[str]) -> bool:
    looks_back = any(words.search(text) for words in _BACK)
    return not (_is_in_order(text, match) or looks_back)


def _is_in_order(text: str, match: re.Match[str]) -> bool:
    """Whether rules on the year's order (ประจำปี, ปีงบประมาณ) tell of a year."""
    ends = {told.end() for told in OF_THE_YEAR.finditer(text)}
    return match.end() in ends


def _in_remark(text: str, match: re.Match[str]) -> bool:
    is_of_month = _MONTH_BEFORE.search(text, 0, match.start("of"))
    looks_back = any(words.search(text) for words in (*_BACK, SAVED))
    return not (is_of_month or looks_back)


_IsLeft = Callable[[str, "re.Match[str]"], bool]
_LEFT: Mapping[Info | Field | Heading, _IsLeft] = {
    Heading.RATIONALE: _in_rationale,
    Heading.OBJECTIVES: _in_list(Heading.OBJECTIVES),
    Heading.TARGET_GROUP: _in_list(Heading.TARGET_GROUP),
    Heading.METHOD: _in_list(Heading.METHOD),
    Heading.PERIOD: _in_period,
    Heading.BUDGET: _in_budget,
    Field.NAME: _in_name,
    Field.REMARK: _in_remark,
}
"""Whether a year is likely left from last year's plan, under each heading."""
