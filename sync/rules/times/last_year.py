"""The rule on last year's year where nothing beside it says that last year is meant.

Most plans begin as a copy of last year's. A year gone by is named in many right
sentences; what is asked about here is a year of a step, an aim, a remark, a by-law or of
the plan against corruption itself, with no word beside it that looks back.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sync.model.findings import Hit
from sync.model.plan import Field, Heading, Info, Plan
from sync.rules.context import RuleContext
from sync.rules.text.lines import line_around, line_begin
from sync.rules.text.passages import Passage, passages
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
        for named in _years_left(passage, year) if is_left else ():
            if str(year) in named.line or named.is_in_span:
                continue
            if is_left and is_left(named):
                found = passage.text[slice(*named.match.span())].strip()
                right = in_digits_of(found)(str(year))
                yield Hit("YRS019", passage.cell, found, {"year": right})


@dataclass(frozen=True)
class _Text:
    """A text in Arabic digits, and what other rules tell of its years, found once."""

    text: str
    what: Info | Field | Heading

    @cached_property
    def told(self) -> frozenset[int]:
        """Where the years begin that are held against the plan's own."""
        own = own_years(self.text, self.what) if isinstance(self.what, Heading) else ()
        return frozenset(match.start("of") for match in own)

    @cached_property
    def in_order(self) -> frozenset[int]:
        """Where the years end that are those of a year's order (ประจำปี, ปีงบประมาณ)."""
        return frozenset(told.end() for told in OF_THE_YEAR.finditer(self.text))


@dataclass(frozen=True, slots=True)
class _Named:
    """A year that a text names, with the line in which it does."""

    of: _Text
    match: re.Match[str]
    line: str

    @property
    def text(self) -> str:
        return self.of.text

    @property
    def before(self) -> str:
        return self.text[: self.match.start()]

    @property
    def is_in_span(self) -> bool:
        return bool(
            _SPAN_BEHIND.match(self.text, self.match.end())
            or _SPAN_BEFORE.search(self.text, 0, self.match.start())
        )

    @property
    def is_told(self) -> bool:
        """Whether another rule tells of a heading's year."""
        return self.match.start() in self.of.told

    @property
    def is_in_order(self) -> bool:
        """Whether rules on the year's order tell of a year."""
        return self.match.end() in self.of.in_order

    def is_followed(self, words: re.Pattern[str]) -> bool:
        return bool(words.match(self.text, self.match.end()))


def _years_left(passage: Passage, year: int) -> Iterator[_Named]:
    """Yield where a passage names the year before a plan's, or, in order, the one before that."""
    of = _Text(to_arabic(passage.text), passage.what)
    years = _ANY_YEAR if passage.what is Field.REMARK else _OF_YEAR
    for match in years.finditer(of.text):
        ago = year - (buddhist_year(int(match["year"])) or 0)
        if ago == 1 or (ago == 2 and _IN_ORDER.match(match[0])):
            at = match.start()
            yield _Named(of, match, line_around(of.text, at, at))


def _looks_back(text: str, *more: re.Pattern[str]) -> bool:
    return any(words.search(text) for words in (*_BACK, *more))


def _in_rationale(year: _Named) -> bool:
    """Whether it is the year of a plan like this one, or of the by-law that pays for it."""
    at = year.match.start()
    near = max(line_begin(year.text, at), at - 2 * _NEAR)
    before = year.text[near:at]
    if year.is_followed(_DONE) or year.is_told:
        return False
    if _BY_LAW.search(before):
        return not (SAVED.search(before) or COMPARED.search(before))
    return bool(_OWN_PLAN.search(before)) and not LOOKS_BACK.search(before)


def _in_list(year: _Named) -> bool:
    return not (_looks_back(year.line) or year.is_told or year.is_followed(_DONE))


def _in_period(year: _Named) -> bool:
    looks_back = LOOKS_BACK.search(year.before) or _MONTH_BEFORE.search(year.before)
    return not (year.match["fiscal"] or looks_back)


def _in_budget(year: _Named) -> bool:
    looks_back = SAVED.search(year.text) or COMPARED.search(year.before)
    is_told = year.is_in_order or _OF_WHAT_WAS.search(year.text)
    return not (is_told or looks_back or year.is_followed(_USED))


def _in_name(year: _Named) -> bool:
    return not (year.is_in_order or _looks_back(year.text))


def _in_remark(year: _Named) -> bool:
    is_of_month = _MONTH_BEFORE.search(year.text, 0, year.match.start("of"))
    return not (is_of_month or _looks_back(year.text, SAVED))


_IsLeft = Callable[[_Named], bool]
_LEFT: Mapping[Info | Field | Heading, _IsLeft] = {
    Heading.RATIONALE: _in_rationale,
    Heading.OBJECTIVES: _in_list,
    Heading.TARGET_GROUP: _in_list,
    Heading.METHOD: _in_list,
    Heading.PERIOD: _in_period,
    Heading.BUDGET: _in_budget,
    Field.NAME: _in_name,
    Field.REMARK: _in_remark,
}
"""Whether a year is likely left from last year's plan, under each heading."""
