"""What merged cells of an export's table say of its rows."""

from collections.abc import Iterator, Mapping

from sync.importing.source import Row
from sync.importing.workbook.projects import merged_budget
from sync.model.imports import Said
from sync.model.plan import QUARTERS, Field


def held(
    part: Row, row: Mapping[Field, str], places: Mapping[int, Field]
) -> Mapping[Field, str]:
    """Return what merged cells say of a row: its dimension, and its quarters.

    A merged budget is whose nobody can tell, and a merged name no name of this row.

    Args:
        part: the row as the source has it.
        row: its texts by column.
        places: where our columns stand, from 0.
    """
    found = {}
    for column, origin, text in part.held:
        name, first = places.get(column), places.get(origin)
        if (name in QUARTERS and first in QUARTERS) or name == first == Field.DIMENSION:
            found[Field(name)] = text
    return {name: text for name, text in found.items() if not row[name]}


def merged_budgets(
    parts: Mapping[int, Row],
    projects: Mapping[int, Mapping[Field, str]],
    places: Mapping[int, Field],
) -> Iterator[Said]:
    """Yield which budgets stand in a cell merged over several projects."""
    shared: list[tuple[str, list[str]]] = []
    for row, project in projects.items():
        goes_on = any(places.get(own.column) is Field.BUDGET for own in parts[row].held)
        if not (goes_on and shared):
            shared.append((project[Field.BUDGET], []))
        shared[-1][1].append(project[Field.NAME])
    for amount, names in shared:
        if len(names) > 1:
            yield Said("doubt_merged_budget_here", merged_budget(amount, names))
