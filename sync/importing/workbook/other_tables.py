"""Other tables in the tab of the projects', told from it row by row."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sync.importing.above import Above, Line, part_above
from sync.importing.workbook.parting import is_header
from sync.importing.workbook.reading import texts_in
from sync.model.cells import Tab
from sync.model.plan import Field
from sync.plan.labels import Headers
from sync.sheet.tables import Table, names_in

_FEWEST = 3
"""Headers that make a row one of headers."""


def likely_top(tab: Tab, headers: Headers) -> int | None:
    """Return the first row with headers of a table of projects, however far down."""
    rows = range(1, len(tab.rows) + 1)
    return next((row for row in rows if is_header(tab, row, headers)), None)


def above(tab: Tab, top: int, headers: Headers) -> Above:
    """Return the rows above a table's headers, the plan's own and others'.

    The row right above its headers may name columns of it: that is no other table's.
    """
    end = top
    if end > 1 and names_in(tab, end - 1, headers):
        end -= 1
    rows = [row for row in range(1, end) if texts_in(tab, row)]
    found = part_above([Line(row, texts_in(tab, row)) for row in rows])
    own, others = ([rows[at] for at in places] for places in found)
    return Above([*own, *range(end, top)], others)


def below(table: Table, headers: Headers) -> Sequence[int]:
    """Return the rows of a table that counts its rows anew below that of the projects.

    The same headers again are a new page of the projects'.
    """
    for row in table.rows():
        number = table.text(row, Field.NUMBER)
        is_header = bool(number) and headers.find("projects", number) == Field.NUMBER
        if not is_header or len(texts_in(table.tab, row)) < _FEWEST:
            continue
        if Field.NAME not in names_in(table.tab, row, headers):
            rows = range(row, len(table.tab.rows) + 1)
            return [own for own in rows if texts_in(table.tab, own)]
    return ()


def without(tab: Tab, rows: Collection[int]) -> Tab:
    """Return a tab with some rows empty, all else in its place."""
    kept = (() if row in rows else cells for row, cells in enumerate(tab.rows, 1))
    merged = tuple(area for area in tab.merged if area.top not in rows)
    return replace(tab, rows=tuple(kept), merged=merged)
