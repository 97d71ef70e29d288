"""Tables of several years in one tab: one above the other, or side by side.

Each becomes a tab for itself, everything where it stands, so that one year's rows and
columns are never read as another's. Of these the newest is the plan, or the only one
with all official columns; where neither tells which that is, nobody guesses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sync.importing.workbook.reading import line_of, text_at, year_in
from sync.model.cells import Tab, Value, column_letters
from sync.model.imports import Said
from sync.model.plan import QUARTERS, Field
from sync.plan.header_words import read_header
from sync.plan.labels import Headers
from sync.sheet.tables import names_in
from sync.sheet.year_titles import new_years, one_year

_FEWEST = 3
"""Headers that make a row one of headers, the name among them."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A tab with its newest table alone; why this one, and what of the tab is left.

    ``alike`` are the places of its tables where nothing tells which is meant: then the
    tab is whole.
    """

    tab: Tab
    found: tuple[Said, ...] = ()
    left: tuple[Said, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A table's part of a tab: its rows, headers and columns, and the year above it."""

    rows: range
    header: int
    columns: range
    year: int | None = None

    def of(self, tab: Tab) -> Tab:
        """Return the tab with this part alone, all in its place.

        What stands above tables side by side is of each that has nothing of its own
        there.
        """
        above = range(self.rows.start, self.header)
        own = {row: self._cells(tab.rows[row - 1]) for row in self.rows}
        if not any(own[row] for row in above):
            own |= {row: tab.rows[row - 1] for row in above}
        merged = (
            area
            for area in tab.merged
            if area.top in self.rows and area.left in self.columns
        )
        rows = (own.get(row, ()) for row in range(1, len(tab.rows) + 1))
        return replace(tab, rows=tuple(rows), merged=tuple(merged))

    def _cells(self, values: tuple[Value, ...]) -> tuple[Value, ...]:
        own = tuple(
            value if column in self.columns else None
            for column, value in enumerate(values, 1)
        )
        return own if any(value is not None for value in own) else ()


def newest_part(tab: Tab, headers: Headers) -> Parted:
    """Return a tab with its newest table alone, where it has tables of several years."""
    pieces = _pieces(tab, headers)
    if len(pieces) < 2:
        return Parted(tab)
    years = [piece.year for piece in pieces if piece.year]
    newest = max(years, default=0)
    if len(years) == len(pieces) and years.count(newest) == 1:
        taken = next(piece for piece in pieces if piece.year == newest)
        why = "because_newer_part"
    elif official := _only_official(pieces, newest, tab, headers):
        taken, why = official, "because_columns_part"
    else:
        return Parted(tab, alike=tuple(_place(piece, tab) for piece in pieces))
    others = [piece for piece in pieces if piece is not taken]
    return Parted(
        taken.of(tab),
        (_said(why, taken, tab),),
        tuple(
            _said("left_year_beside" if piece.year else "left_part_beside", piece, tab)
            for piece in others
        ),
    )


def _only_official(
    pieces: Sequence[_Piece], newest: int, tab: Tab, headers: Headers
) -> _Piece | None:
    """Return the one table with a dimension, a budget and quarters, if none is newer.

    What was done last year is told in columns of its own.
    """
    found = [piece for piece in pieces if _is_official(piece, tab, headers)]
    is_newest = len(found) == 1 and (found[0].year or 0) == newest
    return found[0] if is_newest else None


def _is_official(piece: _Piece, tab: Tab, headers: Headers) -> bool:
    names = names_in(piece.of(tab), piece.header, headers)
    has_quarters = not {*QUARTERS, "quarters"}.isdisjoint(names)
    return has_quarters and {Field.DIMENSION, Field.BUDGET} <= names.keys()


def _said(code: str, piece: _Piece, tab: Tab) -> Said:
    facts = {"tab": tab.title, "place": _place(piece, tab)}
    return Said(code, {**facts, "year": str(piece.year)} if piece.year else facts)


def _place(piece: _Piece, tab: Tab) -> str:
    """Return where a part stands, as ``A3:H9``."""
    filled = [row for row in piece.rows if tab.rows[row - 1]]
    width = max((len(tab.rows[row - 1]) for row in filled), default=1)
    last = min(piece.columns.stop - 1, width)
    corners = (
        f"{column_letters(piece.columns.start)}{min(filled, default=1)}",
        f"{column_letters(last)}{max(filled, default=1)}",
    )
    return ":".join(corners)


def _pieces(tab: Tab, headers: Headers) -> list[_Piece]:
    width = max(map(len, tab.rows), default=0)
    found = [row for row in range(1, len(tab.rows) + 1) if is_header(tab, row, headers)]
    if not found:
        return []
    whole = range(1, width + 1)
    starts = [1, *(title.start for title in new_years(tab, found))]
    pieces = []
    for start, end in pairwise([*starts, len(tab.rows) + 1]):
        rows = range(start, end)
        header = next((row for row in found if row in rows), start)
        for columns in _blocks(tab, header, headers) or [whole]:
            piece = _Piece(rows, header, columns)
            pieces.append(replace(piece, year=_year_above(piece, tab)))
    return pieces


def is_header(tab: Tab, row: int, headers: Headers) -> bool:
    """Whether a row has headers of a table of projects."""
    if sum(isinstance(value, str) for value in tab.rows[row - 1]) < _FEWEST:
        return False
    names = names_in(tab, row, headers)
    return Field.NAME in names and len(names) >= _FEWEST


# --- side by side ---------------------------------------------------------------------


def _blocks(tab: Tab, header: int, headers: Headers) -> list[range]:
    """Return the columns of each table where two and more stand side by side."""
    starts: list[int] = []
    named: list[set[str]] = []
    for column, name in sorted(_named(tab, header, headers).items()):
        if not named or name in named[-1]:
            starts.append(column)
            named.append(set())
        named[-1].add(name)
    whole = all(Field.NAME in own and len(own) >= _FEWEST for own in named)
    if len(starts) < 2 or not whole:
        return []
    width = max(map(len, tab.rows), default=0)
    bounds = [1, *starts[1:], width + 1]
    return [range(first, end) for first, end in pairwise(bounds)]


def _named(tab: Tab, row: int, headers: Headers) -> Mapping[int, str]:
    """Name each column of a row, also where two have one name."""
    texts = {at: text_at(value) for at, value in enumerate(tab.rows[row - 1], 1)}
    named = {
        at: headers.find("projects", text) or read_header(text)
        for at, text in texts.items()
        if text
    }
    return {at: str(name) for at, name in named.items() if name}


def _year_above(piece: _Piece, tab: Tab) -> int | None:
    """Return the year above a table; of tables side by side the whole line's may be it."""
    part = piece.of(tab)
    above = range(piece.rows.start, piece.header)
    own = one_year(line_of(part, row) for row in above)
    return own or one_year(line_of(tab, row) for row in above) or year_in(tab.title)
