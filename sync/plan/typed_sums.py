"""Sums that staff type, compared with the projects they stand for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sync.model.plan import QUARTERS, Field, Project, Subtotal, TypedTotals


@dataclass(frozen=True, slots=True)
class Unequal:
    """A figure typed as a sum that is none: of a budget, or a count of a quarter.

    ``sums`` are those of the projects it may stand for, the likeliest ``projects``
    first; ``unread`` counts budgets that are in none of them, as they cannot be read.
    """

    typed: TypedTotals
    field: Field
    found: Decimal
    sums: Sequence[Decimal]
    projects: Sequence[Project]
    unread: int = 0


def unequal_sums(
    subtotals: Iterable[Subtotal], projects: Iterable[Project]
) -> Iterator[Unequal]:
    """Yield the figures that are not the sum of what they stand for.

    Args:
        subtotals: what staff typed, with the rows of its projects.
        projects: of the plan.
    """
    by_row = {project.row: project for project in projects}
    for subtotal in subtotals:
        rows = (subtotal.rows, subtotal.others)
        parts = [[by_row[row] for row in part] for part in rows if part]
        if parts:
            yield from _unequal(subtotal.typed, parts)


def _unequal(
    typed: TypedTotals, parts: Sequence[Sequence[Project]]
) -> Iterator[Unequal]:
    sums = [sum((p.budget or Decimal(0) for p in part), Decimal(0)) for part in parts]
    if typed.budget is not None and typed.budget not in sums:
        unread = {p.row for part in parts for p in part if p.budget is None}
        yield Unequal(typed, Field.BUDGET, typed.budget, sums, parts[0], len(unread))
    for number, (quarter, found) in enumerate(
        zip(QUARTERS, typed.quarters, strict=True), 1
    ):
        counts = [
            Decimal(sum(number in project.quarters for project in part))
            for part in parts
        ]
        if found is not None and found not in counts:
            yield Unequal(typed, quarter, found, counts, parts[0])
