"""Tables in a tab, found by their header texts wherever staff have moved them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from sync.model.cells import Cell, CellError, EmptyResult, Tab, Uncomputed, Value
from sync.model.findings import Finding
from sync.model.plan import QUARTERS
from sync.plan.header_words import read_header
from sync.plan.labels import HEADER_ROWS, Headers
from sync.thai.folding import clean
from sync.thai.spaces import even_spaces


def text_of(value: Value) -> str:
    """Return a cell's value as staff would type it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(value, date):
        return value.isoformat()
    return value or ""


def read_text(value: Value) -> str:
    """Return a cell's text as everything judges it: spaces even, none around it.

    This is where spaces are folded; nothing after it meets one of another kind. A
    formula that gave nothing has no text.
    """
    if isinstance(value, CellError | Uncomputed):
        return ""
    return even_spaces(text_of(value)).strip()


def is_something(value: Value) -> bool:
    """Whether staff put something in a cell, be it a formula that shows nothing.

    An empty check box is nothing.
    """
    if isinstance(value, CellError | EmptyResult | Uncomputed):
        return True
    if isinstance(value, str):
        return bool(read_text(value))
    return value not in (None, False) or isinstance(value, Decimal)


def covered_cells(tab: Tab) -> Mapping[Cell, Cell]:
    """Return the cells that merged ones cover, each with the cell that shows there.

    Only as far as anything stands in the tab, and no more of them than a plan may have.
    """
    rows, columns = len(tab.rows) + 1, max(map(len, tab.rows), default=0)
    covered = (
        (Cell(tab.title, row, column), Cell(tab.title, area.top, area.left))
        for area in tab.merged
        for row in range(area.top, min(area.bottom, rows) + 1)
        for column in range(area.left, min(area.right, columns) + 1)
        if (row, column) != (area.top, area.left)
    )
    return dict(islice(covered, _MOST_COVERED))


_MOST_COVERED = 200_000


@dataclass(frozen=True, slots=True)
class Table:
    """Where a tab's columns are: ``columns`` by header name, rows below ``header``.

    ``covered`` are its places in merged cells but for the first ones. ``top`` is the
    row in which headers are named, where ``header`` is the 1 2 3 4 below. ``spread``
    are the columns that tell of quarters which have no column each: one for them all,
    or one for every month; ``columns`` has the first of each then. ``unit`` is what the
    budget's header counts in, as baht. ``unsure`` are the budgets where several
    columns may be these: ``columns`` has the first, and nothing in it is read or written.
    """

    tab: Tab
    header: int
    columns: Mapping[str, int]
    covered: Mapping[Cell, Cell] = field(default_factory=dict)
    top: int = 0
    spread: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unit: Decimal = Decimal(1)
    unsure: frozenset[str] = frozenset()

    def rows(self) -> range:
        """Return the numbers of the rows below the header."""
        return range(self.header + 1, len(self.tab.rows) + 1)

    def filled_rows(self) -> Iterator[int]:
        """Return those of them in which anything stands.

        A slip far below is one row.
        """
        return (row for row in self.rows() if self.tab.rows[row - 1])

    def read_columns(self) -> set[int]:
        """Return the columns that surely are read; a header of quarters alone tells none."""
        unread = {"quarters", *self.unsure}
        named = (at for name, at in self.columns.items() if name not in unread)
        return {*named, *(at for own in self.spread.values() for at in own)}

    def cell(self, row: int, name: str) -> Cell:
        """Return the place of a column in a row."""
        return Cell(self.tab.title, row, self.columns[name])

    def value(self, row: int, name: str) -> Value:
        """Return a cell's value; ``None`` where no column surely is that one."""
        column = self.columns.get(name)
        is_sure = column is not None and name not in self.unsure
        return self.tab.value(row, column) if column and is_sure else None

    def text(self, row: int, name: str) -> str:
        """Return a cell's text, its spaces even; none where a merged cell covers it."""
        return "" if self.above(row, name) else read_text(self.value(row, name))

    def held(self, row: int, name: str) -> str:
        """Return the text that holds for a cell.

        The merged cell's, where one covers it.
        """
        cell = self.above(row, name)
        if cell is None or name in self.unsure:
            return read_text(self.value(row, name))
        return read_text(self.tab.value(cell.row, cell.column))

    def above(self, row: int, name: str) -> Cell | None:
        """Return the merged cell that covers a cell, if one does."""
        return self.covered.get(Cell(self.tab.title, row, self.columns.get(name, 0)))


def find_table(tab: Tab, headers: Headers, *sections: str) -> Table | None:
    """Find a table's header row: the one that names most columns of the sections.

    Quarters tell nothing here: they may stand in a row below all others.
    """
    best, most = None, 1
    first = next((row for row, cells in enumerate(tab.rows, 1) if any(cells)), 1)
    for row in range(first, min(len(tab.rows) + 1, first + HEADER_ROWS)):
        columns = dict(_named_columns(tab, row, sections, headers))
        named = len(columns.keys() - set(QUARTERS))
        if named > most:
            best, most = Table(tab, row, columns, top=row), named
    if best is None:
        return None
    return replace(best, covered=covered_cells(tab))


def names_in(tab: Tab, row: int, headers: Headers) -> Mapping[str, int]:
    """Name the columns of the table of projects that a row is a header of."""
    return dict(_named_columns(tab, row, ("projects", "marks"), headers))


def _named_columns(
    tab: Tab, row: int, sections: Sequence[str], headers: Headers
) -> Iterator[tuple[str, int]]:
    """Name the columns of a row from the right, so that the leftmost of two wins.

    What is spelt as we know it wins over what only reads like a header of ours.
    """
    claims = [*claims_in(tab, row, sections, headers)]
    spelt = {claim.name for claim in claims if claim.is_spelt}
    for claim in reversed(claims):
        if claim.is_spelt or claim.name not in spelt:
            yield claim.name, claim.column


@dataclass(frozen=True, slots=True)
class Claim:
    """A cell that is the header of a column of ours: as we spell it, or by its words."""

    name: str
    column: int
    text: str
    is_spelt: bool = False


def claims_in(
    tab: Tab, row: int, sections: Sequence[str], headers: Headers
) -> Iterator[Claim]:
    """Yield what the cells of a row say that their columns are, from the left."""
    for column, value in enumerate(tab.rows[row - 1], 1):
        text = read_text(value)
        # a bare number is a header only below “ดำเนินการไตรมาส”; else it is data
        if not text or clean(text).isdecimal():
            continue
        spelt = _spelt(text, sections, headers)
        name = spelt or (read_header(text) if "projects" in sections else None)
        if name and name != "total":
            yield Claim(name, column, text, is_spelt=spelt is not None)


def _spelt(text: str, sections: Sequence[str], headers: Headers) -> str | None:
    names = (headers.find(section, text) for section in sections)
    return next(filter(None, names), None)


def columns_as_put(
    table: Table, names: Sequence[str], section: str, headers: Headers
) -> dict[str, int]:
    """Return the columns; of two with one title the one that stands as we put it.

    Staff may have added one of that title for themselves, wherever they like. Those
    that the table lacks come on its right.

    Args:
        table: of the worker's making; its ``key`` tells where the others stand.
        names: its columns in the order in which we put them, ``key`` among them.
        section: of the headers.
        headers: what columns are called.
    """
    columns = dict(table.columns)
    if key := columns.get("key"):
        order = {name: place for place, name in enumerate(names)}
        away: dict[str, int] = {}
        for column, value in enumerate(table.tab.rows[table.top - 1], 1):
            name = headers.find(section, read_text(value))
            if name and name != "key":
                distance = abs((key - column) - (order["key"] - order[name]))
                if distance < away.get(name, distance + 1):
                    away[name], columns[name] = distance, column
    for name in names:
        if name not in columns:
            columns[name] = max(*columns.values(), *map(len, table.tab.rows)) + 1
    return columns


def found_by_row(
    findings: Iterable[Finding], table: Table
) -> Mapping[int, Sequence[Finding]]:
    """Return the findings in a table by row, each under its column's plain heading."""
    by_row: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.cell.tab == table.tab.title:
            heading = read_text(table.tab.value(table.top, finding.cell.column))
            plain = replace(finding, field=heading or finding.field)
            by_row.setdefault(finding.cell.row, []).append(plain)
    return by_row


def likeliest_header(tab: Tab) -> tuple[int, tuple[str, ...]]:
    """Return the row that is likest a header, and its texts.

    The one with most of them.
    """
    rows = enumerate(tab.rows[:HEADER_ROWS], 1)
    texts = {
        row: tuple(text for value in values if (text := read_text(value)))
        for row, values in rows
    }
    row = max(texts, key=lambda row: len(texts[row]), default=1)
    return row, texts.get(row, ())
