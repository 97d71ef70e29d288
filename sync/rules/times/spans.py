"""The months that a period names: from when to when, and whether in them the project runs.

One prepares before, and reports after; that is told from the project's own time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sync.memo import remembered
from sync.rules.context import RuleContext
from sync.rules.times.months import MONTH, ON_A_DAY
from sync.rules.times.quarters import QUARTERS, named_quarters
from sync.thai.dates import BUDDHIST_ERA, christian_year, month_number
from sync.thai.digits import to_arabic

_TO = r"\s*(?:-|–|—|จนถึง|ถึง)\s*(?:สิ้นเดือน|เดือน|วันที่)?\s*"
_UNTIL = re.compile(r"(?:ถึง|ภายใน|ไม่เกิน)\s*(?:สิ้นเดือน|เดือน|วันที่)?\s*$")
_SINCE = re.compile(r"(?:ตั้งแต่|เริ่ม\S*)\s*(?:ต้นเดือน|เดือน|วันที่)?\s*$")
_POINT = re.compile(
    rf"{ON_A_DAY}(?P<month>{MONTH})"
    rf"(?:\s*{BUDDHIST_ERA}?\s*(?P<year>\d{{4}}|\d{{2}})(?!\d|\s*{MONTH}))?",
    re.ASCII,
)
"""A month, its year if it has one: of two figures as well, which here are no count; a figure
before the next month is its day."""
WHOLE_YEAR = re.compile(r"ตลอด(?:ทั้ง)?ปี(?:งบประมาณ)?|ทั้งปี|12\s*เดือน|ทุกไตรมาส|ทุกเดือน")
FISCAL_YEAR = re.compile(
    rf"(?:ประจำ)?ปีงบประมาณ\s*(?P<era>{BUDDHIST_ERA})?\s*(?P<year>\d{{4}})(?!\d)"
    rf"(?P<more>(?:(?:{_TO}|\s*(?:,|และ|/)\s*){BUDDHIST_ERA}?\s*\d{{4}}(?!\d))*)",
    re.ASCII,
)
_REPORTS = re.compile(
    "รายงาน|สรุป|ประเมิน|ประกาศ|เผยแพร่|เสนอ|ส่ง(?!เสริม)|เตรียม|ถอดบทเรียน|ติดตามผล|แจ้งผล|มอบรางวัล"
)
_WORKS = re.compile(
    r"(?<!การ)(?:จัด(?!ทำ|ส่ง|เตรียม)|ดำเนิน(?!(?:การ|งาน)?\s*(?:จัดทำ|สรุป|รายงาน|ประเมิน|ติดตามผล))"
    "|อบรม|ประชุม|ฝึก|ลงพื้นที่|เริ่ม)"
)
"""Words of what is done before and after a project, and of the project itself."""
AROUND = 3
"""Months before a year and after it in which one may prepare and report."""


@dataclass(frozen=True, slots=True)
class Span:
    """Months as typed, and from when to when; both count from year 0, if years are.

    ``has_years`` is whether both months say their year, ``is_deadline`` whether by them
    the work is done, ``is_beside`` whether one prepares or reports in them, beside the
    project's own time.
    """

    text: str
    months: tuple[int, int]
    months_since: tuple[int, int] | None
    has_years: bool
    is_deadline: bool = False
    is_beside: bool = False

    @property
    def quarters(self) -> frozenset[int]:
        """The quarters of the fiscal year that the months lie in."""
        first, last = self.months
        many = (last - first) % 12
        return frozenset((first - 10 + each) % 12 // 3 + 1 for each in range(many + 1))

    @property
    def is_reversed(self) -> bool:
        """Whether the last month is before the first."""
        since = self.months_since
        return _run_back(self.months) if since is None else since[0] > since[1]

    @property
    def is_reversed_with_years(self) -> bool:
        """Whether they are reversed by the years that both of them say."""
        return self.has_years and self.is_reversed


@remembered  # many rules ask
def spans_of(context: RuleContext, text: str) -> tuple[Span, ...]:
    """Return the months of the project's own time, a pair with a dash between as one span."""
    return tuple(span for span in all_spans_of(context, text) if not span.is_beside)


@remembered
def all_spans_of(_context: RuleContext, text: str) -> tuple[Span, ...]:
    """Return all months named, those beside the project's own time among them."""
    spans = tuple(_read_spans(text))
    has_own = any(not span.is_beside for span in spans) or _names_time(text)
    return spans if has_own else tuple(replace(s, is_beside=False) for s in spans)


def _names_time(text: str) -> bool:
    """Whether a period names a whole year or quarters."""
    folded = to_arabic(text)
    is_year = WHOLE_YEAR.search(folded) or FISCAL_YEAR.search(folded)
    return bool(is_year or named_quarters(text))


def _read_spans(text: str) -> Iterator[Span]:
    folded = to_arabic(text)
    points = list(_POINT.finditer(folded))
    years = (*WHOLE_YEAR.finditer(folded), *FISCAL_YEAR.finditer(folded))
    ends = [match.end() for match in (*years, *QUARTERS.finditer(folded))]
    end, is_beside = 0, False
    while points:
        first = last = points.pop(0)
        if points and re.fullmatch(_TO, folded[first.end() : points[0].start()]):
            last = points.pop(0)
        begins = max((one for one in ends if one <= first.start()), default=0)
        clause = folded[max(end, begins) : first.start()]
        is_beside = not _WORKS.search(clause) and (
            is_beside or bool(_REPORTS.search(clause))
        )
        end = last.end()
        months = (month_number(first["month"]), month_number(last["month"]))
        since = _since(first["year"], last["year"], months)
        before = folded[: first.start()]
        is_deadline = first is last and _UNTIL.search(before) is not None
        if first is last:
            months = _open_ended(months, before)
        yield Span(
            text[first.start() : last.end()],
            months,
            since,
            has_years=bool(first["year"] and last["year"]),
            is_deadline=is_deadline,
            is_beside=is_beside,
        )


def _open_ended(months: tuple[int, int], before: str) -> tuple[int, int]:
    """Return a month, stretched to the fiscal year's begin or end where the text says so."""
    if _UNTIL.search(before):
        return (10, months[1])
    return (months[0], 9) if _SINCE.search(before) else months


def _since(
    first: str | None, last: str | None, months: tuple[int, int]
) -> tuple[int, int] | None:
    """Return from when to when months are, counted from year 0; ``None`` without a year.

    One that has none is of the other's year, or of the year beside where they run over
    its turn.
    """
    turns = months[0] > months[1] and not _run_back(months)
    begins = christian_year(int(first)) if first else None
    ends = christian_year(int(last)) if last else None
    if begins is None and ends is None:
        return None
    begins = begins if begins is not None else (ends or 0) - turns
    ends = ends if ends is not None else begins + turns
    return (begins * 12 + months[0] - 1, ends * 12 + months[1] - 1)


def _run_back(months: tuple[int, int]) -> bool:
    """Whether months are in the wrong order, of one year or of the fiscal years beside.

    ``ตุลาคม - มีนาคม`` runs over the turn of a year; ``มิถุนายน - เมษายน`` would be eleven
    months of two fiscal years, and is three of one, exchanged.
    """
    first, last = months
    is_turn_of_fiscal_year = first >= 10 > last
    return first > last and not is_turn_of_fiscal_year and first - last <= 6


def months_as_typed(text: str, spans: Sequence[Span]) -> str:
    """Return the words from the first months to the last, with those that stretch them."""
    begins = text.index(spans[0].text)
    ends = text.rindex(spans[-1].text) + len(spans[-1].text)
    before = text[:begins]
    stretches = _UNTIL.search(before) or _SINCE.search(before)
    return text[stretches.start() if stretches else begins : ends]
