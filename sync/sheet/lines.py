"""Lines: what a row of the table of projects looks like by itself.

Its label, its signs of a project, its figures. What it is in the end may depend on what
stands around it (`sync/sheet/rows.py`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

from sync.model.cells import Value
from sync.model.plan import QUARTERS, Field, Mark
from sync.plan.labels import Headers
from sync.plan.naming import number_key
from sync.sheet.amounts import amount_of
from sync.sheet.dimensions import named_dimension, read_dimension
from sync.sheet.quarters import is_unticked, own_columns, read_quarters
from sync.sheet.tables import Table, names_in, read_text
from sync.thai.digits import to_count
from sync.thai.folding import clean, key
from sync.thai.periods import month_of, quarter_below
from sync.thai.remarks import is_remark
from sync.thai.ticks import parse_tick
from sync.thai.total_labels import Label, Sum, is_note, read_label, read_section


class RowKind(Enum):
    """What a row is."""

    PROJECT = auto()
    TOTAL = auto()
    """The plan's total, or one that could be it."""
    SUBTOTAL = auto()
    UNNAMED = auto()
    """Nothing but figures: a sum, as it seems, that no word tells."""
    SECTION = auto()
    GROUP = auto()
    """The heading of the projects below it, numbered or with a budget as they are."""
    PART = auto()
    """A part of the project above it, whose budget has it."""
    HEADER = auto()
    NOTE = auto()
    BLANK = auto()


@dataclass(slots=True)
class Line:
    """A row as it looks by itself; ``kind`` is settled by what stands around it.

    ``signs`` count what makes it a project: a number, a dimension, a budget, a tick, a
    name that says so. ``before`` is what stands before the name. ``bare`` is one with a
    budget and nothing else but counts, ``alone`` one with a name, or that and a budget.
    """

    row: int
    kind: RowKind
    name: str = ""
    before: str = ""
    label: Label | None = None
    section: tuple[str, int] | None = None
    header: Mapping[str, int] = field(default_factory=dict)
    signs: int = 0
    amount: Decimal | None = None
    has_number: bool = False
    has_dimension: bool = False
    ticks: int = 0
    counts: bool = False
    bare: bool = False
    alone: bool = False
    like_note: bool = False


_DIMENSION = re.compile(r"มิติ(?:ที่)?[1-4]|(?:ที่)?[1-4]$", re.ASCII)
_LONGEST_DIMENSION = 100
SAYS_SO = ("โครงการ", "กิจกรรม", "มาตรการ")


def look_at(table: Table, row: int, headers: Headers) -> Line:
    """Return what a row looks like, its kind as far as it can be told alone.

    Args:
        table: of the projects.
        row: its number, from 1.
        headers: what columns and dimensions are called.
    """
    name = clean(table.text(row, Field.NAME))
    quarters = [table.value(row, quarter) for quarter in own_columns(table)]
    dimension = table.held(row, Field.DIMENSION)
    line = Line(
        row=row,
        kind=RowKind.PROJECT,
        name=name,
        before=table.text(row, Field.NUMBER),
        header=header_of(table, row, headers),
        amount=_amount(table, row),
        has_number=number_in(table.text(row, Field.NUMBER)) is not None,
        has_dimension=read_dimension(dimension, headers) is not None
        or bool(_DIMENSION.match(key(dimension[:_LONGEST_DIMENSION]))),
        ticks=_ticks(table, row),
        counts=any(isinstance(value, Decimal) and value > 1 for value in quarters),
        like_note=any(map(is_note, _telling(table, row, name))),
    )
    signs = (line.has_number, line.has_dimension, line.amount is not None, line.ticks)
    line.signs = sum(map(bool, signs)) + name.startswith(SAYS_SO)
    line.like_note |= not line.signs and is_remark(name)
    told = (table.held(row, name) for name in _TELLING)
    line.bare = line.amount is not None and not any(told)
    line.bare &= line.counts or not line.ticks
    own = line.before or line.ticks or table.text(row, Field.DIMENSION)
    line.alone = bool(name and not own)
    _settle(table, line, headers)
    return line


def number_in(text: str) -> int | None:
    """Return the number of a row, whatever mark stands behind it."""
    return to_count(number_key(text))


_TELLING = (Field.NUMBER, Field.NAME, Field.DIMENSION, Field.REMARK)


def header_of(table: Table, row: int, headers: Headers) -> Mapping[str, int]:
    """Name the columns that a row is a header of; of no other row does it name any."""
    values = table.tab.rows[row - 1]
    texts = [value for value in values if isinstance(value, str) and value]
    if len(texts) < _LEAST_HEADERS or any(isinstance(value, bool) for value in values):
        return {}
    columns = names_in(table.tab, row, headers)
    is_header = len(columns) >= _LEAST_HEADERS and {Field.NAME, Field.BUDGET} <= set(
        columns
    )
    return columns if is_header else {}


_LEAST_HEADERS = 3


def _settle(table: Table, line: Line, headers: Headers) -> None:
    """Tell by itself what a row is, where that can be told."""
    line.label = None if line.header else _label(table, line, headers)
    line.section = _section(table, line, headers)
    if line.header:
        line.kind = RowKind.HEADER
    elif line.label:
        is_total = line.label.sums in {Sum.ALL, Sum.SOME}
        line.kind = RowKind.TOTAL if is_total else RowKind.SUBTOTAL
    elif line.section:
        line.kind = RowKind.SECTION
    elif _is_blank(table, line.row):
        number = table.text(line.row, Field.NUMBER)
        is_text = number and not any(map(str.isdigit, number))
        line.kind = RowKind.NOTE if is_text else RowKind.BLANK
    elif _is_second_header_row(table, line):
        line.kind = RowKind.HEADER


def _is_second_header_row(table: Table, line: Line) -> bool:
    """Whether it is the 1 2 3 4 below a header that is there again, in whatever words."""
    if line.name or line.has_dimension or line.amount is not None:
        return False
    shown = [quarter_below(table.text(line.row, quarter)) for quarter in QUARTERS]
    if table.spread:
        months = [of for columns in table.spread.values() for of in columns]
        texts = (read_text(table.tab.value(line.row, column)) for column in months)
        return all(month_of(text) for text in texts)
    return shown == [1, 2, 3, 4]


def _label(table: Table, line: Line, headers: Headers) -> Label | None:
    """Read a total's label in the number, name or dimension, or over two of them."""
    number, name = table.text(line.row, Field.NUMBER), line.name
    if number and name and (label := read_label(f"{number} {name}")):
        return label
    if line.has_dimension and line.ticks and not line.counts and name:
        return read_label(name)
    texts = (number, name, table.text(line.row, Field.DIMENSION))
    for text in filter(None, texts):
        if label := read_label(text):
            return label
        if headers.find("projects", text) == "total":
            return Label(Sum.ALL)
    return None


def _section(table: Table, line: Line, headers: Headers) -> tuple[str, int] | None:
    """Read a section's heading: by its number, or a dimension's name that stands alone."""
    if line.ticks and not line.counts:
        return None
    number = table.text(line.row, Field.NUMBER)
    text = line.name or number
    if numbered := read_section(text):
        return numbered
    is_alone = line.amount is None and not (line.has_number or line.has_dimension)
    if is_alone and (apart := read_section(number)):
        return apart
    named = named_dimension(text, headers) if is_alone else None
    return ("มิติ", named) if named else None


def _ticks(table: Table, row: int) -> int:
    """Count the quarters that are ticked in the row itself, not in a merged cell."""
    if table.spread:
        return len(read_quarters(table, row).quarters)
    values = [table.value(row, quarter) for quarter in own_columns(table)]
    return sum(parse_tick(read_text(value)) is True for value in values)


def _is_blank(table: Table, row: int) -> bool:
    """A row with nothing but a number and empty check boxes is one not yet used."""
    typed = (Field.NAME, Field.DIMENSION, Field.BUDGET, Field.REMARK)
    if any(table.text(row, name) for name in typed):
        return False
    if table.spread:
        return is_unticked(table, row)
    texts = (table.text(row, quarter) for quarter in own_columns(table))
    return all(parse_tick(text) is False for text in texts)


def _amount(table: Table, row: int) -> Decimal | None:
    value, text = table.value(row, Field.BUDGET), table.text(row, Field.BUDGET)
    return amount_of(table, value) if text else None


def _telling(table: Table, row: int, name: str) -> Iterator[str]:
    """Yield the texts that tell a note.

    Its number and name, or all if it has no name.
    """
    if name:
        yield from (table.text(row, Field.NUMBER), name)
        return
    yield from (value for value in unmarked(table, row) if isinstance(value, str))


def unmarked(table: Table, row: int) -> Iterator[Value]:
    """Return a row's values but for those in the worker's own columns."""
    marks = {table.columns.get(mark) for mark in Mark}
    values = table.tab.rows[row - 1] if row <= len(table.tab.rows) else ()
    return (value for column, value in enumerate(values, 1) if column not in marks)
