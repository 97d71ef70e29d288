"""Rules on the period heading of a detail, and between it and the table's ticks."""

import re
from collections.abc import Iterator, Sequence

from sync.model.findings import Hit
from sync.model.plan import Detail, Heading, Plan, Project
from sync.rules.context import RuleContext
from sync.rules.times.quarters import QUARTERS, named_quarters, reversed_quarters
from sync.rules.times.spans import (
    AROUND,
    FISCAL_YEAR,
    WHOLE_YEAR,
    Span,
    all_spans_of,
    months_as_typed,
    spans_of,
)
from sync.thai.dates import ERA, buddhist_year
from sync.thai.digits import to_arabic

_ALL = frozenset({1, 2, 3, 4})
_WITH_MONTHS = re.compile(
    r"(?P<named>ไตรมาส\s*(?:ที่)?\s*[1-4๑-๔])\s*\((?P<months>[^()\n]{4,50})\)"
)
_DONE = re.compile(
    "โดย|และ|แล้ว|จัด|สรุป|ดำเนิน|ประเมิน|รายงาน|ติดตาม|อบรม|ประชุม|เริ่ม|เน้น|กิจกรรม"
)
"""Words between months and a quarter that tell what is done in the quarter."""
_GOES_ON_FROM = re.compile(
    r"(?:ต่อเนื่อง|สืบเนื่อง|ต่อ|ขยายผล)(?:มา)?จาก\s*(?:โครงการ)?(?:ใน)?\s*\Z"
)
"""What goes on from a year before is said on purpose."""
_EVERY = r"(?:เดือน|ไตรมาส|สัปดาห์)"
_MANY = r"(?:[2-9๒-๙]|[1๑][0-2๐-๒])"
_RECURS = re.compile(
    rf"(?:อย่างน้อย\s*|ไม่น้อยกว่า\s*)?ปีละ\s*(?:ไม่น้อยกว่า|อย่างน้อย)?\s*{_MANY}\s*(?:ครั้ง|รอบ|ฉบับ)"
    rf"|(?<!\d){_MANY}\s*(?:ครั้ง|รอบ)\s*(?:ต่อ|/)\s*ปี"
    rf"|ทุก\s*(?:ๆ\s*)?(?:สิ้น)?{_EVERY}|ราย{_EVERY}(?:\s*/\s*ราย{_EVERY})*|(?:เดือน|ไตรมาส)ละ"
    r"|ทุก\s*(?:ๆ\s*)?[1-6๑-๖]\s*เดือน|ตลอด(?:ทั้ง)?ปี(?:งบประมาณ)?"
    r"|รอบ\s*[6๖]\s*เดือน(?:\s*(?:และ|,|/)?\s*(?:รอบ)?\s*(?:12|๑๒)\s*เดือน)?"
)


def _covered(context: RuleContext, text: str) -> frozenset[int]:
    """Return the quarters a period covers, however it says so.

    All for the plain year.
    """
    spans = spans_of(context, text)
    in_months = (span.quarters for span in spans if not span.is_reversed)
    covered = named_quarters(text) or frozenset[int]().union(*in_months)
    folded = to_arabic(text)
    if covered:
        return covered
    year = WHOLE_YEAR.search(folded) or FISCAL_YEAR.search(folded)
    return _ALL if year else covered


def _periods(plan: Plan) -> Iterator[tuple[Detail, str]]:
    for detail in plan.details:
        if text := detail.texts[Heading.PERIOD]:
            yield detail, text


def _ticked(plan: Plan, context: RuleContext) -> Iterator[tuple[Detail, str, Project]]:
    for detail, text in _periods(plan):
        project = context.matching.project_of(detail)
        if project and project.quarters:
            yield detail, text, project


def _hit(code: str, detail: Detail, found: str, **facts: str) -> Hit:
    return Hit(code, detail.cells[Heading.PERIOD], found, facts)


def _listed(quarters: frozenset[int]) -> str:
    return ", ".join(str(quarter) for quarter in sorted(quarters))


def other_quarter(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The table ticks a quarter that the period does not name.

    A period of more quarters than ticks is let pass: e-PlanNACC takes one quarter only.
    """
    for detail, text, project in _ticked(plan, context):
        match = QUARTERS.search(to_arabic(text))
        if reversed_quarters(text):
            continue
        if match and not project.quarters <= named_quarters(text):
            found = text[match.start() : match.end()]
            yield _hit("QTR101", detail, found, ticked=_listed(project.quarters))


def other_months(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The months of the period lie in none of the quarters ticked."""
    for detail, found, project, covered in _in_months(plan, context):
        if project.quarters.isdisjoint(covered):
            yield _hit("QTR102", detail, found, ticked=_listed(project.quarters))


def not_all_ticked(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The months of the period lie in some of the quarters ticked, and not in all."""
    for detail, found, project, covered in _in_months(plan, context):
        missing = project.quarters - covered
        if missing and missing != project.quarters:
            facts = {"missing": _listed(missing), "ticked": _listed(project.quarters)}
            yield _hit("QTR110", detail, found, **facts)


def _in_months(
    plan: Plan, context: RuleContext
) -> Iterator[tuple[Detail, str, Project, frozenset[int]]]:
    """Yield the periods told in months alone: as typed, and the quarters they lie in."""
    for detail, text, project in _ticked(plan, context):
        spans = spans_of(context, text)
        if (
            spans
            and not named_quarters(text)
            and not any(span.is_reversed for span in spans)
        ):
            covered = frozenset[int]().union(*(span.quarters for span in spans))
            yield detail, months_as_typed(text, spans), project, covered


def months_of_another_quarter(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """``ไตรมาสที่ ๒ (เมษายน - มิถุนายน)`` contradicts itself: that is the third.

    Months of a whole year are a frame, in which the quarter lies.
    """
    for detail, text in _periods(plan):
        named = named_quarters(text)
        for span in spans_of(context, text):
            is_other = bool(named) and _is_beyond(span, named)
            if is_other and not (span.is_reversed or _is_of_other_work(span, text)):
                yield _hit("QTR103", detail, span.text, named=_listed(named))
    for detail in plan.details:
        for match in _WITH_MONTHS.finditer(detail.texts[Heading.METHOD]):
            named = named_quarters(match["named"])
            for span in spans_of(context, match["months"]):
                is_other = _is_beyond(span, named)
                if is_other and not span.is_reversed_with_years:
                    facts = {"named": _listed(named)}
                    yield Hit("QTR103", detail.cells[Heading.METHOD], span.text, facts)


def _is_beyond(span: Span, named: frozenset[int]) -> bool:
    """Whether months lie outside of some quarters, and are no frame of the whole year."""
    return span.quarters != _ALL and not span.quarters <= named


def _is_of_other_work(span: Span, text: str) -> bool:
    """Whether what is done in a quarter is told of only behind months of something else."""
    begins = text.index(span.text)
    ends = begins + len(span.text)
    folded = to_arabic(text)
    quarter = QUARTERS.search(folded)
    return bool(quarter and _DONE.search(folded, ends, max(ends, quarter.start())))


def outside_the_year(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A plan of one fiscal year runs from October before it to its September."""
    year = plan.info.fiscal_year
    if year is None:
        return
    october = (year - ERA - 1) * 12 + 9
    for detail, text in _periods(plan):
        for span in all_spans_of(context, text):
            since, around = span.months_since, AROUND if span.is_beside else 0
            first, last = october - around, october + 11 + around
            if since and (min(since) < first or max(since) > last):
                facts = {"year": str(year), "before": str(year - 1)}
                yield _hit("QTR104", detail, span.text, **facts)


def other_year(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The period names a fiscal year that is not the plan's: left from another year."""
    year = plan.info.fiscal_year
    for detail, text in _periods(plan):
        for match in FISCAL_YEAR.finditer(to_arabic(text)):
            named = [match["year"], *re.findall(r"\d{4}", match["more"])]
            years = [buddhist_year(int(typed)) or 0 for typed in named]
            goes_on = _GOES_ON_FROM.search(text, 0, match.start())
            if year and not goes_on and not min(years) <= year <= max(years):
                found = text[match.start() : match.end()]
                yield _hit("QTR105", detail, found, year=str(year))


def fiscal_years_in_period(context: RuleContext, text: str) -> frozenset[int]:
    """Return the fiscal years a period names, and those its months lie in."""
    named = (
        buddhist_year(int(typed))
        for match in FISCAL_YEAR.finditer(to_arabic(text))
        for typed in [match["year"], *re.findall(r"\d{4}", match["more"])]
    )
    months = (
        (month - 9) // 12 + 1 + ERA
        for span in spans_of(context, text)
        for month in span.months_since or ()
    )
    return frozenset(year for year in (*named, *months) if year)


def ends_before_it_begins(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A period's last month or quarter comes after its first.

    Among the steps too, where both months say their year: a school's year runs from May
    to March.
    """
    for detail in plan.details:
        period = detail.texts[Heading.PERIOD]
        backward = [one.text for one in spans_of(context, period) if one.is_reversed]
        for found in (*reversed_quarters(period), *backward):
            yield _hit("QTR106", detail, found)
        for span in spans_of(context, detail.texts[Heading.METHOD]):
            if span.is_reversed_with_years:
                yield Hit("QTR106", detail.cells[Heading.METHOD], span.text)


def longer_than_ticks(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The period covers more quarters than are ticked: a reader cannot tell which.

    Only said: every detail of a real plan has the whole year and one tick, because
    e-PlanNACC takes one choice. How long a period is that ends before it begins, nobody
    can tell.
    """
    for detail, text, project in _ticked(plan, context):
        is_reversed = any(span.is_reversed for span in spans_of(context, text))
        if is_reversed or reversed_quarters(text):
            continue
        if project.quarters < _covered(context, text) and not _is_by_then(
            spans_of(context, text), project
        ):
            found = _as_typed(context, text)
            yield _hit("QTR107", detail, found, ticked=_listed(project.quarters))


def _is_by_then(spans: Sequence[Span], project: Project) -> bool:
    """Whether a period tells only by when the work is done, each time in a ticked quarter."""
    ends = {(span.months[1] - 10) % 12 // 3 + 1 for span in spans}
    are_deadlines = bool(spans) and all(span.is_deadline for span in spans)
    return are_deadlines and ends <= project.quarters


def _as_typed(context: RuleContext, text: str) -> str:
    """Return the words in which a period says how long it is."""
    folded = to_arabic(text)
    if not QUARTERS.search(folded) and (spans := spans_of(context, text)):
        return months_as_typed(text, spans)
    found = (p.search(folded) for p in (QUARTERS, WHOLE_YEAR, FISCAL_YEAR))
    match = next(filter(None, found), None)
    return text[match.start() : match.end()] if match else text


def recurring_with_one_tick(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Work of every month, in a period of the whole year, against one tick.

    Not where the period names the ticked quarter: then the staff have chosen.
    """
    for detail, text, project in _ticked(plan, context):
        if len(project.quarters) > 1 or _covered(context, text) != _ALL:
            continue
        for heading in (Heading.METHOD, Heading.OUTPUTS):
            typed = detail.texts[heading]
            if match := _RECURS.search(typed):
                facts = {"ticked": _listed(project.quarters)}
                yield Hit("QTR108", detail.cells[heading], match[0], facts)
                break


def year_without_era(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Official papers write ``พ.ศ.`` before a year."""
    for detail, text in _periods(plan):
        match = FISCAL_YEAR.search(to_arabic(text))
        if match and not match["era"]:
            yield _hit("QTR109", detail, text[match.start() : match.end()])
