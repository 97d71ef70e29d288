"""Rules on the row รวมทั้งสิ้น.

The row is the worker's, and a total that staff type there is put right. Before it
goes it is explained: most often a budget is missing above, not the sum wrong.
"""

from collections.abc import Iterator
from decimal import Decimal

from sync.model import QUARTERS, Field, Hit, Plan
from sync.rules.known import Known
from sync.thai.money import baht


def typed_budget(plan: Plan, known: Known) -> Iterator[Hit]:
    """A total typed by hand that is not the sum says that something is amiss."""
    if not _unread(plan):
        yield from _other_total("TOT001", plan, known)


def typed_budget_partly(plan: Plan, known: Known) -> Iterator[Hit]:
    """Where budgets above cannot be read, they are the likeliest difference."""
    unread = _unread(plan)
    if unread:
        yield from _other_total("TOT003", plan, known, unread=unread)


def _other_total(code: str, plan: Plan, known: Known, **facts: str) -> Iterator[Hit]:
    typed = plan.typed_totals
    if typed is None or typed.budget is None:
        return
    if typed.budget in {known.totals.budget, *(w.budget for w in known.written)}:
        return
    facts["computed"] = baht(known.totals.budget)
    facts["difference"] = baht(abs(typed.budget - known.totals.budget))
    yield Hit(code, typed.cells[Field.BUDGET], baht(typed.budget), facts)


def _unread(plan: Plan) -> str:
    return ", ".join(
        project.number or project.name
        for project in plan.projects
        if project.budget is None
    )


def typed_quarters(plan: Plan, known: Known) -> Iterator[Hit]:
    """The count of each quarter is the number of ticks above it."""
    typed = plan.typed_totals
    if typed is None:
        return
    for place, (quarter, found) in enumerate(
        zip(QUARTERS, typed.quarters, strict=True)
    ):
        computed = known.totals.per_quarter[place]
        ours = {computed, *(written.per_quarter[place] for written in known.written)}
        if found is None or found in ours:
            continue
        facts = {"quarter": str(place + 1), "computed": str(computed)}
        yield Hit("TOT002", typed.cells[quarter], _plain(found), facts)


def _plain(number: Decimal) -> str:
    return str(int(number)) if number == int(number) else str(number)
