"""References in formulas: ``A1``, ``$B$2:C``, ``'Tab 2'!A:A``, and how they move."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from emulator.sheets.a1 import column_index, letters

_TITLE = r"""(?:'(?:[^']|'')+'|[^\s!'"(),;{}&=<>+*/^%:$#-]+)!"""
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d*"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_ROW = r"\$?[1-9]\d*"

REFERENCE = (
    rf"(?:{_TITLE})?(?:{_CELL}:{_CELL}|{_CELL}:{_COLUMN}|{_CELL}:{_ROW}|{_CELL}"
    rf"|{_COLUMN}:{_CELL}|{_COLUMN}:{_COLUMN}|{_ROW}:{_ROW})(?![\w(.])"
)
_PARTS = re.compile(
    rf"(?P<title>{_TITLE})?(?P<first>[^:]+)(?::(?P<last>.+))?", re.DOTALL
)
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)(\d*)")


@dataclass(frozen=True, slots=True)
class Corner:
    """One end of a reference; ``None``: it names no row, or no column."""

    row: int | None
    column: int | None
    row_fixed: bool = False
    column_fixed: bool = False

    def __str__(self) -> str:
        """Write it as formulas do."""
        text = ""
        if self.column is not None:
            text += "$" * self.column_fixed + letters(self.column)
        if self.row is not None:
            text += "$" * self.row_fixed + str(self.row + 1)
        return text


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or a range. ``prefix`` is the tab as written, with its exclamation mark."""

    prefix: str
    first: Corner
    last: Corner | None = None

    @property
    def title(self) -> str | None:
        """The title of the tab; ``None``: the formula's own."""
        text = self.prefix.removesuffix("!")
        if text.startswith("'"):
            return text[1:-1].replace("''", "'")
        return text or None

    @property
    def rows(self) -> tuple[int, int | None]:
        """The first row and the one past the last; ``None``: to the end."""
        return _span(self.first.row, (self.last or self.first).row)

    @property
    def columns(self) -> tuple[int, int | None]:
        """The first column and the one past the last; ``None``: to the end."""
        return _span(self.first.column, (self.last or self.first).column)

    def __str__(self) -> str:
        """Write it as formulas do."""
        last = f":{self.last}" if self.last else ""
        return f"{self.prefix}{self.first}{last}"

    def copied(self, rows: int, columns: int) -> "Reference | None":
        """Return it as it is so many rows and columns away; ``None``: off the grid."""
        first = _copied(self.first, rows, columns)
        last = _copied(self.last, rows, columns) if self.last else None
        if first is None or (self.last and last is None):
            return None
        return replace(self, first=first, last=last)

    def along(
        self,
        dimension: str,
        index: Callable[[int], int | None],
        span: Callable[[int, int], tuple[int, int]],
    ) -> "Reference | None":
        """Return it as it is after rows or columns moved; ``None`` if it is gone."""
        name = "row" if dimension == "ROWS" else "column"
        start, end = self.rows if dimension == "ROWS" else self.columns
        if self.last is None:
            moved = index(start)
            return None if moved is None else self._with(name, moved, moved)
        if getattr(self.first, name) is None and getattr(self.last, name) is None:
            return self
        first, past = span(start, 2**31 if end is None else end)
        return None if first >= past else self._with(name, first, past - 1)

    def _with(self, name: str, first: int, last: int) -> "Reference":
        corners = [self.first, self.last or self.first]
        given = [getattr(corner, name) for corner in corners]
        is_reversed = None not in given and given[0] > given[1]
        ends = (last, first) if is_reversed else (first, last)
        if given[0] is None:  # as in A:B5: the one row that is named is the first
            ends = (last, first)
        made = [
            corner if getattr(corner, name) is None else _put(corner, name, edge)
            for corner, edge in zip(corners, ends, strict=True)
        ]
        return replace(self, first=made[0], last=made[1] if self.last else None)


def read_reference(text: str) -> Reference:
    """Read what ``REFERENCE`` matches."""
    match = _PARTS.fullmatch(text)
    assert match is not None, text
    last = _corner(match["last"]) if match["last"] else None
    return Reference(match["title"] or "", _corner(match["first"]), last)


def _put(corner: Corner, name: str, edge: int) -> Corner:
    if name == "row":
        return replace(corner, row=edge)
    return replace(corner, column=edge)


def _corner(text: str) -> Corner:
    match = _CORNER.fullmatch(text)
    assert match is not None, text
    first_sign, column, second_sign, row = match.groups()
    return Corner(
        int(row) - 1 if row else None,
        column_index(column) if column else None,
        row_fixed=bool(second_sign if column else first_sign),
        column_fixed=bool(first_sign and column),
    )


def _span(one: int | None, other: int | None) -> tuple[int, int | None]:
    given = sorted(edge for edge in (one, other) if edge is not None)
    if not given:
        return 0, None
    return given[0], given[1] + 1 if len(given) == 2 else None


def _copied(corner: Corner, rows: int, columns: int) -> Corner | None:
    row, column = corner.row, corner.column
    if row is not None and not corner.row_fixed:
        row += rows
    if column is not None and not corner.column_fixed:
        column += columns
    if (row or 0) < 0 or (column or 0) < 0:
        return None
    return replace(corner, row=row, column=column)
