"""Totals as staff type them, of the plan and of its parts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sync.model.plan import QUARTERS, Field, Project, Subtotal, TypedTotals
from sync.sheet.amounts import amount_of
from sync.sheet.parts import Part
from sync.sheet.tables import Table, read_text
from sync.thai.money import parse_baht


def read_totals(table: Table, row: int) -> TypedTotals:
    """Read a row of totals; of quarters merged into one another none is read."""
    merged = any(table.above(row, quarter) for quarter in QUARTERS)

    def count(name: Field) -> Decimal | None:
        value = None if merged or table.spread else table.value(row, name)
        if isinstance(value, Decimal):
            return value
        read = parse_baht(read_text(value)) if value is not None else None
        return read.baht if read else None

    first, second, third, fourth = (count(quarter) for quarter in QUARTERS)
    return TypedTotals(
        budget=amount_of(table, table.value(row, Field.BUDGET)),
        quarters=(first, second, third, fourth),
        row=row,
        cells={name: table.cell(row, name) for name in (Field.BUDGET, *QUARTERS)},
    )


def read_subtotals(
    table: Table, parts: Sequence[Part], projects: Sequence[Project]
) -> Iterator[Subtotal]:
    """Yield each with the projects it stands for: by dimension if it names one."""
    dimensions = {project.row: project.dimension for project in projects}
    for part in parts:
        rows = part.rows
        unread = any(dimensions[row] is None for row in rows)
        if part.dimensions and not unread:
            named = [row for row, own in dimensions.items() if own in part.dimensions]
            rows = tuple(named) or rows
        yield Subtotal(read_totals(table, part.row), rows, part.others)
