"""Columns of a source that may all be its budgets: what is said of them.

As in an office's sheet the plainly better one is taken, or none (``sheet/rivals.py``).
What is not taken has no place, and is kept so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sync.importing.workbook.projects import ProjectsTab
from sync.model.cells import Cell
from sync.model.imports import Said
from sync.sheet.rivals import budget_title, named, settle
from sync.sheet.rows import sort_rows


def settled(tab: ProjectsTab, year: int | None = None) -> ProjectsTab:
    """Return a table with one column of budgets, or none where that is not sure.

    Args:
        tab: with the table.
        year: the plan's; if nobody has said, that of the table's title or cover.
    """
    table, rivals = settle(
        tab.table, tab.headers, lambda _: tab.rows.projects(), year or tab.year
    )
    if table is tab.table and rivals is None:
        return tab
    rows = sort_rows(table, tab.headers)
    return replace(tab, table=table, rows=rows, rivals=rivals)


def found_rivals(tab: ProjectsTab) -> Iterator[Said]:
    """Yield which of several columns is taken, and which not."""
    if tab.rivals and tab.rivals.taken:
        facts = {
            "title": budget_title(tab.headers),
            "of": _named(tab.title, [tab.rivals.taken]),
            "other": _named(tab.title, tab.rivals.others),
        }
        yield Said("found_rivals", facts, _place(tab.title, [tab.rivals.taken]))


def doubts_of_rivals(tab: ProjectsTab) -> Iterator[Said]:
    """Yield which columns may all be the budgets, and that somebody must look."""
    if tab.rivals and not tab.rivals.taken:
        others = _named(tab.title, tab.rivals.others)
        facts = {"title": budget_title(tab.headers), "other": others}
        yield Said("doubt_rivals", facts, _place(tab.title, tab.rivals.others))


def _place(title: str, cells: Sequence[tuple[Cell, str]]) -> Said:
    if title:
        return Said("at", {"tab": title, "cell": ", ".join(c.a1 for c, _ in cells)})
    return Said("at_row", {"label": cells[0][1]})


def _named(title: str, cells: Sequence[tuple[Cell, str]]) -> str:
    """Return headers with their cells, which only a workbook has."""
    return named(cells) if title else ", ".join(f"“{text}”" for _, text in cells)
