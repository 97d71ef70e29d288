"""What columns of the table itself say of projects."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sync.importing.workbook.detail_headers import said_in_cell
from sync.importing.workbook.details import details_under
from sync.importing.workbook.own_columns import Column, other_columns
from sync.importing.workbook.projects import ProjectsTab
from sync.model.imports import ImportedDetail
from sync.model.plan import Field, Heading


@dataclass(frozen=True, slots=True)
class InColumns:
    """The details that columns are, by their project's row, and the ``others``.

    ``titles`` are of the columns that are details, each with a heading that it says.
    """

    details: Mapping[int, ImportedDetail]
    titles: Sequence[tuple[str, Heading]]
    others: tuple[Column, ...]


def details_in_columns(tab: ProjectsTab) -> InColumns:
    """Return what columns beside the official ones say of projects, and all others.

    A row without a project's name goes on with the one before. Where something is done
    has no heading of its own: it goes on below how it is done, with its column's name.
    """
    texts: dict[int, dict[Heading, list[str]]] = {}
    titles: dict[tuple[str, Heading], None] = {}
    others: list[Column] = []
    # another column of budgets is no detail
    rivals = tab.rivals.columns if tab.rivals else frozenset()
    for column in other_columns(tab.table, tab.filled):
        if column.at in rivals:
            others.append(column)
            continue
        left: dict[int, str] = {}
        for row, text in column.texts.items():
            said, unsaid = said_in_cell(column.title, text, tab.headers)
            own = texts.setdefault(_owner(tab, row), {})
            for heading, each in said.items():
                own.setdefault(heading, []).append(each)
            titles |= dict.fromkeys((column.title, heading) for heading in said)
            left |= {row: unsaid} if unsaid else {}
        others += [replace(column, texts=left)] if left else []
    rest = [_without_places(column, texts, tab) for column in others]
    for column, kept in zip(others, rest, strict=True):
        if kept.texts != column.texts:
            titles[column.title, Heading.METHOD] = None
    return InColumns(
        {
            row: one
            for row in sorted(texts)
            for one in details_under(tab.projects[row][Field.NAME], texts[row])
        },
        tuple(titles),
        tuple(column for column in rest if column.texts),
    )


def _owner(tab: ProjectsTab, row: int) -> int:
    rows = tab.project_rows
    return rows[bisect_right(rows, row) - 1]


def _without_places(
    column: Column, texts: Mapping[int, dict[Heading, list[str]]], tab: ProjectsTab
) -> Column:
    """Return what of a column is left once places went to those who say how."""
    if tab.headers.find("apart", column.title) != "place":
        return column
    left = dict(column.texts)
    for row in column.texts:
        if how := texts.get(_owner(tab, row), {}).get(Heading.METHOD):
            how.append(f"{column.title}: {left.pop(row)}")
    return replace(column, texts=left)
