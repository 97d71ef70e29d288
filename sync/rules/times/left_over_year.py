"""The year that a plan's details are left over from, where nearly all say another.

Staff begin a year's plan with last year's file, or mistype the year: then every detail
disagrees with it, for one cause. It is said once, at the year's cell, and not again of
each detail.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sync.model.findings import Hit
from sync.model.plan import Detail, Heading, Info, Plan
from sync.rules.context import RuleContext, shared
from sync.rules.times.periods import fiscal_years_in_period
from sync.rules.times.years import fiscal_years_in_budget

_LEAST, _SHARE = 3, 0.75
_FOLDED = frozenset({"QTR104", "QTR105", "YRS005", "YRS014", "YRS019"})


@dataclass(frozen=True, slots=True)
class LeftOver:
    """The other year, the details that say it, and how many say any year."""

    year: int
    details: tuple[Detail, ...]
    of: int

    def explains(self, hit: Hit) -> bool:
        """Whether a hit is told by the one cause."""
        cells = (detail.cells.values() for detail in self.details)
        return hit.rule in _FOLDED and any(hit.cell in each for each in cells)


@shared
def left_over_year(plan: Plan, context: RuleContext) -> LeftOver | None:
    """Return the one other year that nearly all details say; ``None`` for none."""
    stated = [
        (detail, years) for detail in plan.details if (years := _years(detail, context))
    ]
    counts = Counter(years for _, years in stated if len(years) == 1)
    own = plan.info.fiscal_year
    if own is None or not counts:
        return None
    (years, number), *_ = counts.most_common(1)
    if own in years or number < _LEAST or number <= _SHARE * len(stated):
        return None
    details = tuple(detail for detail, said in stated if said == years)
    return LeftOver(next(iter(years)), details, len(stated))


def _years(detail: Detail, context: RuleContext) -> frozenset[int]:
    period = fiscal_years_in_period(context, detail.texts[Heading.PERIOD])
    return period | fiscal_years_in_budget(detail.texts[Heading.BUDGET])


def details_of_another_year(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Nearly all details are of one other year: it or the plan's year is left over."""
    left = left_over_year(plan, context)
    if left:
        facts = {"count": str(len(left.details)), "of": str(left.of)}
        facts["other"] = str(left.year)
        year = str(plan.info.fiscal_year)
        called = {"which": [context.matching.called_of(one) for one in left.details]}
        cell = plan.info.cells[Info.FISCAL_YEAR]
        yield Hit("YRS010", cell, year, facts, projects=called)
