"""A table that an export has written one cell a line, as LibreOffice does.

Empty cells are empty lines, and a merged cell is one line. A row begins where its
number stands before a text; read from there, and its dimension tells where a name of
several lines ends. What cannot be told from the lines is left as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.importing.source import Aside, Part, Row, SourceLine
from sync.model.plan import QUARTERS, Field
from sync.plan.labels import Headers
from sync.thai.digits import to_arabic
from sync.thai.folding import clean

_QUARTERS = "quarters"
_DIMENSIONS = {"1", "2", "3", "4"}
_FEWEST = 4
"""So many headers one below the other are a table's, not words of a text."""

_FEW_ROWS = 2
_LONGEST = 40
"""Lines of a row; a cell may hold several."""


@dataclass(frozen=True, slots=True)
class _Stack:
    """The lines of such a table: its columns, and where its first row begins."""

    columns: tuple[str, ...]
    header: range
    parts: Sequence[Part]
    headers: Headers


def unstack(parts: Sequence[Part], headers: Headers) -> Sequence[Part]:
    """Return the parts with such a table's lines as rows."""
    if any(_is_header_row(part, headers) for part in parts):
        return parts
    stack = _find(parts, headers)
    if stack is None:
        return parts
    starts, end = _starts(stack, len(stack.columns))
    if len(starts) < _FEW_ROWS:
        starts, end = _starts(stack, _FEWEST)
    if not starts:
        return parts
    rows = _rows(stack, starts, end)
    totals, after = _totals(stack, end)
    before = parts[: stack.header.start]
    return [*before, *_header(stack), *rows, *totals, *parts[after:]]


def _is_header_row(part: Part, headers: Headers) -> bool:
    return isinstance(part, Row) and any(
        headers.find("projects", cell) == Field.NAME for cell in part.cells
    )


# --- where it stands ------------------------------------------------------------------


def _find(parts: Sequence[Part], headers: Headers) -> _Stack | None:
    at = 0
    while at < len(parts):
        found = _headers_from(parts, at, headers)
        columns = _columns(list(found))
        if columns is not None:
            return _Stack(columns, range(at, at + len(found)), parts, headers)
        at += max(1, len(found))
    return None


def _headers_from(
    parts: Sequence[Part], start: int, headers: Headers
) -> Mapping[str, int]:
    """Return the headers that follow one another from a line on, none of them twice."""
    found: dict[str, int] = {}
    for at in range(start, len(parts)):
        part = parts[at]
        name = (
            headers.find("projects", part.text)
            if isinstance(part, SourceLine)
            else None
        )
        if name is None or name in found:
            break
        found[name] = at
    return found


def _columns(found: Sequence[str]) -> tuple[str, ...] | None:
    """Return the columns from left to right.

    The quarters stand under their own word.
    """
    whole = [name for name in found if name not in QUARTERS]
    if len(whole) < _FEWEST or {Field.NUMBER, Field.NAME} - set(whole):
        return None
    if _QUARTERS not in whole or Field.DIMENSION not in whole:
        return None
    at = whole.index(_QUARTERS)
    return (*whole[:at], *QUARTERS, *whole[at + 1 :])


# --- its rows -------------------------------------------------------------------------


def _starts(stack: _Stack, lines: int) -> tuple[Sequence[int], int]:
    """Return the parts that rows of so many lines begin with, and where the last ends."""
    starts: list[int] = []
    parts = stack.parts
    for at in range(stack.header.stop, len(parts)):
        part = parts[at]
        if not isinstance(part, SourceLine):
            break
        since = part.number - _line(parts[starts[-1]]) if starts else lines
        if stack.headers.find("projects", part.text) == "total":
            return starts, at
        if since > _LONGEST:
            break
        counted = to_arabic(clean(part.text)) == str(len(starts) + 1)
        if counted and since >= lines and _is_name(parts, at + 1):
            starts.append(at)
    end = starts[-1] if starts else stack.header.stop
    while (
        starts
        and end < len(parts)
        and _line(parts[end]) < (_line(parts[starts[-1]]) + len(stack.columns))
    ):
        end += 1
    return starts, end


def _line(part: Part) -> int:
    return part.number if isinstance(part, SourceLine | Row) else 0


def _is_name(parts: Sequence[Part], at: int) -> bool:
    return at < len(parts) and any(char.isalpha() for char in parts[at].text)


def _rows(stack: _Stack, starts: Sequence[int], end: int) -> Iterator[Part]:
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        first, width = _line(stack.parts[start]), len(stack.columns)
        after = _line(stack.parts[stop]) if stop < len(stack.parts) else first + width
        lines = [""] * (after - first)
        for part in stack.parts[start:stop]:
            lines[_line(part) - first] = part.text
        yield from _row(stack, lines, first)


def _row(stack: _Stack, lines: list[str], number: int) -> Iterator[Part]:
    """Yield a row of its lines.

    Where there are too many, a name goes on to the dimension, and the last cell to the
    end. Where there are too few, empty ones were left out, and nobody can tell which
    quarter a tick is of: what stands before the quarters is read, the rest is said.
    """
    width, name = len(stack.columns), stack.columns.index(Field.NAME)
    dimension, quarters = (
        stack.columns.index(column) for column in (Field.DIMENSION, QUARTERS[0])
    )
    if len(lines) > width and dimension == name + 1:
        known = (to_arabic(clean(line)) in _DIMENSIONS for line in lines)
        ends = next((at for at, is_one in enumerate(known) if is_one and at > name), 0)
        if ends:
            lines[name:ends] = [" ".join(filter(None, lines[name:ends]))]
    if len(lines) < width:
        whole, rest = lines[:quarters], lines[quarters:]
        yield from (Aside(line) for line in rest if line)
    else:
        rest = lines[width - 1 :]
        whole = [*lines[: width - 1], " ".join(filter(None, rest))]
    yield Row((*whole, *[""] * (width - len(whole))), number)


def _totals(stack: _Stack, start: int) -> tuple[Sequence[Row], int]:
    """Return the row of totals and where it ends.

    A merged cell took several columns.
    """
    at, numbers = start + 1, []
    word = stack.parts[start] if start < len(stack.parts) else None
    if word is None or stack.headers.find("projects", word.text) != "total":
        return [], start
    while at < len(stack.parts) and _is_number(stack.parts[at].text):
        numbers.append(stack.parts[at].text)
        at += 1
    columns = [name for name in stack.columns if name in {Field.BUDGET, *QUARTERS}]
    if len(numbers) != len(columns):
        return [], start
    totals = dict(zip(columns, numbers, strict=True))
    cells = [totals.get(name, "") for name in stack.columns]
    cells[0] = word.text
    return [Row(tuple(cells), _line(word))], at


def _is_number(text: str) -> bool:
    return clean(text).replace(",", "").replace(".", "").isdecimal()


def _header(stack: _Stack) -> Iterator[Row]:
    """Yield the two rows of headers that the lines were."""
    write, number = stack.headers.write, _line(stack.parts[stack.header.start])
    upper = ["" if name in QUARTERS else name for name in stack.columns]
    upper[stack.columns.index(QUARTERS[0])] = _QUARTERS
    yield Row(tuple(name and write("projects", name) for name in upper), number)
    lower = (name if name in QUARTERS else "" for name in stack.columns)
    yield Row(tuple(name and write("projects", name) for name in lower), number)
