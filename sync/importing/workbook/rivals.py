"""Columns of a source that have headers for the same one of ours: what is said of them.

As in an office's sheet the plainly better one is taken, or none (``sheet/rivals.py``).
Names are the exception: without them nothing could be brought in, so the left ones are
taken, and somebody is asked to look. What is not taken has no place, and is kept so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sync.importing.workbook.projects import ProjectsTab
from sync.model.cells import Cell
from sync.model.imports import Said
from sync.model.plan import Field
from sync.plan.labels import Headers
from sync.sheet.rivals import Rivals, named, settle, title_of
from sync.sheet.rows import sort_rows

_NAMES = {str(Field.NAME), "name"}


def settled(tab: ProjectsTab, year: int | None = None) -> ProjectsTab:
    """Return a table with one column, or none, where several headers name the same.

    Args:
        tab: with the table.
        year: the plan's; if nobody has said, that of the table's title or cover.
    """
    table, rivals = settle(
        tab.table,
        "projects",
        tab.headers,
        lambda _: tab.rows.projects(),
        year or tab.year,
    )
    if table is tab.table:
        return tab
    table = replace(table, unsure=table.unsure - _NAMES)
    rows = sort_rows(table, tab.headers)
    return replace(tab, table=table, rows=rows, rivals=rivals)


def found_rivals(
    title: str, rivals: Iterable[Rivals], section: str, headers: Headers
) -> Iterator[Said]:
    """Yield which of several columns is taken, and which not."""
    for each in rivals:
        if each.taken:
            facts = {
                "title": title_of(each.name, section, headers),
                "of": _named(title, [each.taken]),
                "other": _named(title, each.others),
            }
            yield Said("found_rivals", facts, _place(title, [each.taken]))


def doubts_of_rivals(
    title: str, rivals: Iterable[Rivals], section: str, headers: Headers
) -> Iterator[Said]:
    """Yield which columns may be the same one, and that somebody must look."""
    for each in rivals:
        if each.taken is None:
            facts = {
                "title": title_of(each.name, section, headers),
                "other": _named(title, each.others),
            }
            code = "doubt_rival_names" if each.name in _NAMES else "doubt_rivals"
            yield Said(code, facts, _place(title, each.others))


def _place(title: str, cells: Sequence[tuple[Cell, str]]) -> Said:
    if title:
        return Said("at", {"tab": title, "cell": ", ".join(c.a1 for c, _ in cells)})
    return Said("at_row", {"label": cells[0][1]})


def _named(title: str, cells: Sequence[tuple[Cell, str]]) -> str:
    """Return headers with their cells, which only a workbook has."""
    return named(cells) if title else ", ".join(f"“{text}”" for _, text in cells)
