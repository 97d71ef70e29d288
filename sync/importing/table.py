"""The official table in an export: its rows by column, its totals, where it ends."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sync.importing.source import Flow, Line, Row
from sync.model.cells import Tab
from sync.model.plan import QUARTERS, Field
from sync.plan.labels import Headers
from sync.sheet.header_rows import find_projects


@dataclass(frozen=True, slots=True)
class ParsedTable:
    """The table of projects; ``parts`` says which of the source's parts it takes."""

    parts: range
    projects: Sequence[Mapping[Field, str]]
    totals: Mapping[Field, str]
    unplaced: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where our columns stand in a row, from 0, and of how many it is made."""

    places: Mapping[int, Field]
    width: int
    headers: Headers

    @property
    def name(self) -> int:
        return next(at for at, name in self.places.items() if name is Field.NAME)

    def is_header(self, row: Row) -> bool:
        """Whether a row is one of headers, with which a new page may begin again."""
        names = [self.headers.find("projects", cell) for cell in row.cells if cell]
        words = set(names) - set(QUARTERS)
        if len(words) > 1 and None not in words and Field.NAME in words:
            return True
        under_quarters = all(
            self.places.get(at) in QUARTERS for at, cell in enumerate(row.cells) if cell
        )
        return under_quarters and set(names) <= set(QUARTERS)

    def is_total(self, row: Row) -> bool:
        """Whether a row is that of the totals, by its first text."""
        first = next((cell for cell in row.cells if cell), "")
        return self.headers.find("projects", first) == "total"


def parse_table(
    parts: Sequence[Flow], headers: Headers, is_foreign: Callable[[Flow], bool]
) -> ParsedTable | None:
    """Find and read the table of projects; it ends before a part that is foreign."""
    rows = [at for at, part in enumerate(parts) if isinstance(part, Row)]
    table = find_projects(Tab("", tuple(_cells(parts[at]) for at in rows)), headers)
    if table is None or Field.NAME not in table.columns:
        return None
    first, last = rows[table.top - 1], rows[table.header - 1]
    columns = _Columns(
        {
            table.columns[name] - 1: name
            for name in Field
            if name in table.columns and name not in table.spread
        },
        len(_cells(parts[first])),
        headers,
    )
    stop = _end(parts, last + 1, columns, is_foreign)
    body = _Body(
        [text for part in parts[first : last + 1] for text in _unknown(part, headers)]
    )
    for part in _mended(parts[last + 1 : stop], columns):
        body.read(part, columns)
    return ParsedTable(range(first, stop), body.projects, body.totals, body.unplaced)


def _cells(part: Flow) -> tuple[str, ...]:
    return part.cells if isinstance(part, Row) else (part.text,)


def _unknown(part: Flow, headers: Headers) -> Iterator[str]:
    for cell in _cells(part):
        if cell and not headers.find("projects", cell):
            yield cell


def _end(
    parts: Sequence[Flow],
    start: int,
    columns: _Columns,
    is_foreign: Callable[[Flow], bool],
) -> int:
    """Return where the table is over.

    At its totals, unless a page begins anew there.
    """
    end, after_totals = start, False
    for at in range(start, len(parts)):
        part = parts[at]
        goes_on = isinstance(part, Row) and columns.is_header(part)
        if is_foreign(part) or (after_totals and not goes_on):
            break
        if isinstance(part, Row):
            end, after_totals = at + 1, columns.is_total(part)
    return end


# --- rows torn in two ---------------------------------------------------------------


def _mended(parts: Sequence[Flow], columns: _Columns) -> Iterator[Flow]:
    """Put lines together that a line break in a project's name has torn apart."""
    torn: Row | None = None
    for part in parts:
        if torn and _continues(torn, part, columns):
            cells = _cells(part)
            name = f"{torn.cells[columns.name]} {cells[0]}".strip()
            before, after = torn.cells[: columns.name], torn.cells[columns.name + 1 :]
            torn = Row((*before, name, *(cells[1:] or after)), torn.number)
            continue
        if torn:
            yield torn
        torn = (
            part if isinstance(part, Row) and len(part.cells) > columns.name else None
        )
        if torn is None:
            yield part
    if torn:
        yield torn


def _continues(row: Row, part: Flow, columns: _Columns) -> bool:
    """Whether a part goes on with the name that a row has begun."""
    if columns.is_total(row) or columns.is_header(row):
        return False
    if isinstance(part, Line):
        return True
    ends_in_name = len(row.cells) == columns.name + 1 < columns.width
    fits = len(part.cells) == columns.width - columns.name
    return (
        ends_in_name and fits and bool(part.cells[0]) and not part.cells[0].isdecimal()
    )


# --- what the rows say ----------------------------------------------------------------


@dataclass(slots=True)
class _Body:
    """What the rows below the headers have said so far."""

    unplaced: list[str]
    projects: list[Mapping[Field, str]] = field(default_factory=list)
    totals: Mapping[Field, str] = field(default_factory=dict)

    def read(self, part: Flow, columns: _Columns) -> None:
        if isinstance(part, Line):
            self.unplaced.append(part.text)
            return
        if columns.is_header(part):
            return
        row, extra = _by_column(part, columns)
        self.unplaced += extra
        if columns.is_total(part):
            self.unplaced += [text for text in self.totals.values() if text]
            self.totals = row
        elif any(text for name, text in row.items() if name is not Field.NUMBER):
            self.projects.append(row | _held(part, row, columns))
        elif not row[Field.NUMBER].isdecimal():
            # a caption across the table; only a number is an empty row of the form
            self.unplaced += [row[Field.NUMBER]] if row[Field.NUMBER] else []


def _held(part: Row, row: Mapping[Field, str], columns: _Columns) -> dict[Field, str]:
    """Return what merged cells say of a row: its dimension, and its quarters.

    A merged budget is whose nobody can tell, and a merged name no name of this row.
    """
    held = {}
    for column, origin, text in part.held:
        name, first = columns.places.get(column), columns.places.get(origin)
        if (name in QUARTERS and first in QUARTERS) or name == first == Field.DIMENSION:
            held[Field(name)] = text
    return {name: text for name, text in held.items() if not row[name]}


def _by_column(row: Row, columns: _Columns) -> tuple[dict[Field, str], list[str]]:
    """Return a row's cells by column, and those that stand under no header."""
    texts = dict.fromkeys(Field, "")
    extra = []
    for at, cell in enumerate(row.cells):
        if at in columns.places:
            texts[columns.places[at]] = cell
        elif cell:
            extra.append(cell)
    return texts, extra
