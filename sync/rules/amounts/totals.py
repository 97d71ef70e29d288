"""Rules on the row รวมทั้งสิ้น, and on the sub-totals that staff keep above it.

The row is the worker's, and a total that staff type there is put right. Before it goes
it is explained: most often a budget is missing above, not the sum wrong. Sub-totals are
staff's: they are only looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sync.model.findings import Hit
from sync.model.plan import (
    QUARTERS,
    CorrectedTotal,
    Field,
    Plan,
    Totals,
    WrittenTotals,
)
from sync.plan.typed_sums import unequal_sums
from sync.rules.context import RuleContext
from sync.thai.money import baht


def typed_budget(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A total typed by hand that is not the sum says that something is amiss."""
    if not _unread(plan):
        yield from _other_total("TOT001", plan, context)


def typed_budget_partly(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Where budgets above cannot be read, they are the likeliest difference."""
    if unread := _unread(plan):
        called = {"unread": [context.matching.called[row] for row in unread]}
        for hit in _other_total("TOT003", plan, context):
            yield replace(hit, projects=called)


def _other_total(code: str, plan: Plan, context: RuleContext) -> Iterator[Hit]:
    for total in context.corrected:
        if plan.typed_totals and total.field is Field.BUDGET:
            facts = {
                "computed": baht(total.computed),
                "difference": baht(abs(total.typed - total.computed)),
            }
            cell = plan.typed_totals.cells[Field.BUDGET]
            yield Hit(code, cell, baht(total.typed), facts)


def corrected_totals(
    plan: Plan,
    totals: Totals,
    written: Sequence[WrittenTotals],
    before: Sequence[CorrectedTotal],
    untold: Sequence[CorrectedTotal] = (),
) -> tuple[CorrectedTotal, ...]:
    """Return the totals that staff typed and that are no sums, now or some time ago.

    Whoever typed one saw a figure, and only in the sheet can it be told.

    Args:
        plan: as it was read.
        totals: what it adds up to.
        written: totals that the worker may have written itself: no mistakes of staff's.
        before: those that were put right; each is told until the sum becomes another.
        untold: those of them that are told whatever the sum is now.

    Returns:
        One a field at most.
    """
    if plan.typed_totals is None:
        return ()
    known = {total.field: total for total in before}
    ours = [_by_column(each.budget, each.per_quarter) for each in written]
    found = []
    sums = _by_column(totals.budget, totals.per_quarter)
    there = _by_column(plan.typed_totals.budget, plan.typed_totals.quarters)
    for field, computed in sums.items():
        typed, last = there[field], known.get(field)
        if typed is not None and typed not in {
            computed,
            *(each[field] for each in ours),
        }:
            found.append(CorrectedTotal(field, typed, computed or Decimal(0)))
        elif not last or field not in plan.typed_totals.cells:
            continue
        elif last.computed == computed or last in untold:
            found.append(CorrectedTotal(field, last.typed, computed or Decimal(0)))
    return tuple(found)


def _by_column(
    budget: Decimal | None, quarters: Sequence[Decimal | int | None]
) -> Mapping[Field, Decimal | None]:
    counts = (None if count is None else Decimal(count) for count in quarters)
    return {Field.BUDGET: budget, **dict(zip(QUARTERS, counts, strict=True))}


def _unread(plan: Plan) -> Sequence[int]:
    """Return the rows of the projects whose budget is in no sum."""
    return [project.row for project in plan.projects if project.budget is None]


def typed_quarters(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The count of each quarter is the number of ticks above it."""
    for total in context.corrected:
        if plan.typed_totals and total.field in QUARTERS:
            quarter = QUARTERS.index(total.field) + 1
            facts = {"quarter": str(quarter), "computed": _plain(total.computed)}
            cell = plan.typed_totals.cells[total.field]
            yield Hit("TOT002", cell, _plain(total.typed), facts)


def left_total(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A total that is left alone, because of another table, may be of yesterday."""
    computed = context.totals.budget
    for typed in plan.left_totals:
        if typed.budget is not None and typed.budget != computed:
            facts = {"computed": baht(computed)}
            yield Hit("TOT011", typed.cells[Field.BUDGET], baht(typed.budget), facts)


def subtotal_budget(plan: Plan, context: RuleContext) -> Iterator[Hit]:  # noqa: ARG001
    """A sub-total is the sum of its own rows; one of them has changed, or it has."""
    for sums in unequal_sums(plan.subtotals, plan.projects):
        if sums.field is Field.BUDGET and not sums.unread:
            facts = {"computed": baht(sums.sums[0]), "count": str(len(sums.projects))}
            cell = sums.typed.cells[Field.BUDGET]
            yield Hit("TOT004", cell, baht(sums.found), facts)


def subtotal_quarters(plan: Plan, context: RuleContext) -> Iterator[Hit]:  # noqa: ARG001
    """A sub-total's count of a quarter is the number of ticks in its own rows."""
    for sums in unequal_sums(plan.subtotals, plan.projects):
        if sums.field in QUARTERS:
            quarter = str(QUARTERS.index(sums.field) + 1)
            facts = {"quarter": quarter, "computed": _plain(sums.sums[0])}
            cell = sums.typed.cells[sums.field]
            yield Hit("TOT005", cell, _plain(sums.found), facts)


def _plain(number: Decimal) -> str:
    return str(int(number)) if number == int(number) else str(number)
