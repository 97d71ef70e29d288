"""Rows: which row of the table of projects is a project, and what the others are.

Staff keep more in the table than projects: sub-totals, lines carried to the next page,
headings of sections, the header again on a new page, notes and signatures below. Only
a project is counted, and only one row may be the total that the worker writes. Where
it is not certain which one that is, none is.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from itertools import pairwise

from sync.model.cells import Cell, CellError, Uncomputed, Value
from sync.model.findings import Hit
from sync.model.plan import QUARTERS, Field, Mark
from sync.plan.labels import Headers
from sync.sheet.tables import Table, names_of_header, read_text
from sync.thai.digits import to_arabic, to_count
from sync.thai.folding import clean, key
from sync.thai.money import parse_baht
from sync.thai.ticks import parse_tick
from sync.thai.total_labels import Label, Sum, is_note, read_label, read_section


class RowKind(Enum):
    """What a row is."""

    PROJECT = auto()
    TOTAL = auto()
    """The plan's total, or one that could be it."""
    SUBTOTAL = auto()
    SECTION = auto()
    HEADER = auto()
    NOTE = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A line that says what some rows add up to: a sub-total, or a section's heading.

    ``dimensions`` are those it names. ``rows`` are the projects it stands for by its
    place, and ``others`` those that it may stand for as well.
    """

    row: int
    dimensions: tuple[int, ...]
    rows: tuple[int, ...]
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """What every filled row of the table is.

    ``total`` is the row of the plan's total, and ``place`` the empty one where it may
    be made; both are ``None`` where it is not certain, and then a hit says why.
    """

    kinds: Mapping[int, RowKind]
    total: int | None = None
    place: int | None = None
    parts: tuple[Part, ...] = ()
    hits: tuple[Hit, ...] = ()

    def projects(self) -> Iterator[int]:
        """Return the rows that are projects."""
        return self.of(RowKind.PROJECT)

    def of(self, *kinds: RowKind) -> Iterator[int]:
        """Return the rows that are of some kinds."""
        return (row for row, own in self.kinds.items() if own in kinds)


def sort_rows(table: Table, headers: Headers) -> Rows:
    """Return what each row of the table of projects is."""
    lines = [_look(table, row, headers) for row in table.filled_rows()]
    _find_sums_in_other_words(lines)
    _find_titles(lines)
    hits = list(_drop_second_table(table, lines, headers))
    total, doubts = (None, []) if hits else _find_total(table, lines)
    _find_notes(lines, total)
    place = None
    if total is None and not hits and not doubts:
        place, doubts = _place_below(table, lines)
    return Rows(
        kinds={line.row: line.kind for line in lines},
        total=total.row if total else None,
        place=place,
        parts=tuple(_parts(lines)),
        hits=(*hits, *doubts),
    )


# --- one row by itself ----------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """A row as it looks by itself; ``kind`` is settled by what stands around it.

    ``signs`` count what makes it a project: a number, a dimension, a budget, a tick,
    a name that says so.
    """

    row: int
    kind: RowKind
    name: str = ""
    label: Label | None = None
    section: tuple[str, int] | None = None
    header: Mapping[str, int] = field(default_factory=dict)
    signs: int = 0
    amount: Decimal | None = None
    has_number: bool = False
    has_dimension: bool = False
    ticks: int = 0
    counts: bool = False
    like_note: bool = False


_DIMENSION = re.compile(r"มิติ(?:ที่)?[1-4]|(?:ที่)?[1-4]$", re.ASCII)
_LONGEST_DIMENSION = 100
_SAYS_SO = ("โครงการ", "กิจกรรม", "มาตรการ")


def _look(table: Table, row: int, headers: Headers) -> _Line:
    name = clean(table.text(row, Field.NAME))
    quarters = [table.value(row, quarter) for quarter in QUARTERS]
    dimension = table.held(row, Field.DIMENSION)
    line = _Line(
        row=row,
        kind=RowKind.PROJECT,
        name=name,
        header=_header(table, row, headers),
        amount=_amount(table, row),
        has_number=to_count(to_arabic(table.text(row, Field.NUMBER))) is not None,
        has_dimension=bool(_DIMENSION.match(key(dimension[:_LONGEST_DIMENSION]))),
        ticks=sum(parse_tick(read_text(value)) is True for value in quarters),
        counts=any(isinstance(value, Decimal) and value > 1 for value in quarters),
        like_note=any(map(is_note, _telling(table, row, name))),
    )
    signs = (line.has_number, line.has_dimension, line.amount is not None, line.ticks)
    line.signs = sum(map(bool, signs)) + name.startswith(_SAYS_SO)
    _settle(table, line, headers)
    return line


def _header(table: Table, row: int, headers: Headers) -> Mapping[str, int]:
    """Name the columns that a row is a header of; of no other row does it name any."""
    values = table.tab.rows[row - 1]
    texts = [value for value in values if isinstance(value, str) and value]
    if len(texts) < _LEAST_HEADERS or any(isinstance(value, bool) for value in values):
        return {}
    columns = names_of_header(table.tab, row, headers)
    is_header = len(columns) >= _LEAST_HEADERS and {Field.NAME, Field.BUDGET} <= set(
        columns
    )
    return columns if is_header else {}


_LEAST_HEADERS = 3


def _settle(table: Table, line: _Line, headers: Headers) -> None:
    """Tell by itself what a row is, where that can be told."""
    line.label = None if line.header else _label(table, line, headers)
    line.section = _section(table, line)
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


def _is_second_header_row(table: Table, line: _Line) -> bool:
    """Whether it is the 1 2 3 4 below a header that is there again."""
    if line.name or line.has_dimension or line.amount is not None:
        return False
    quarters = [to_arabic(table.text(line.row, quarter)) for quarter in QUARTERS]
    return quarters == ["1", "2", "3", "4"]


def _label(table: Table, line: _Line, headers: Headers) -> Label | None:
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


def _section(table: Table, line: _Line) -> tuple[str, int] | None:
    if line.ticks and not line.counts:
        return None
    number = table.text(line.row, Field.NUMBER)
    return read_section(line.name) or (None if line.name else read_section(number))


def _is_blank(table: Table, row: int) -> bool:
    """A row with nothing but a number and empty check boxes is one not yet used."""
    typed = (Field.NAME, Field.DIMENSION, Field.BUDGET, Field.REMARK)
    return not any(table.text(row, name) for name in typed) and not any(
        parse_tick(table.text(row, quarter)) is not False for quarter in QUARTERS
    )


def _amount(table: Table, row: int) -> Decimal | None:
    value, text = table.value(row, Field.BUDGET), table.text(row, Field.BUDGET)
    if isinstance(value, Decimal) and text:
        return value
    read = parse_baht(text) if text else None
    return read.baht if read else None


def _telling(table: Table, row: int, name: str) -> Iterator[str]:
    """Yield the texts that tell a note.

    Its number and name, or all if it has no name.
    """
    if name:
        yield from (table.text(row, Field.NUMBER), name)
        return
    yield from (value for value in _unmarked(table, row) if isinstance(value, str))


# --- rows by what stands around them --------------------------------------------


def _find_sums_in_other_words(lines: Sequence[_Line]) -> None:
    """Find sub-totals whose label begins as one and goes on in words of its own.

    Nothing in the row is a project's but the name, and its figure is the sum above.
    """
    above: list[Decimal] = []
    for line in lines:
        if line.kind is not RowKind.PROJECT:
            if line.kind is not RowKind.BLANK:
                above = []
            continue
        begins = key(line.name).startswith(("รวม", "ยอดรวม"))
        bare = not (line.has_number or line.has_dimension)
        is_sum = len(above) > 1 and line.amount == sum(above) and not line.ticks
        if begins and bare and line.amount is not None and (line.counts or is_sum):
            line.kind, line.label, above = RowKind.SUBTOTAL, Label(Sum.PART), []
        else:
            above.append(line.amount or Decimal(0))


def _find_titles(lines: Sequence[_Line]) -> None:
    """Find the title right above a header that is there again."""
    for above, line in pairwise(lines):
        is_above = line.kind is RowKind.HEADER and above.row == line.row - 1
        if is_above and above.kind is RowKind.PROJECT and not above.signs:
            above.kind = RowKind.NOTE


def _drop_second_table(
    table: Table, lines: Sequence[_Line], headers: Headers
) -> Iterator[Hit]:
    """Leave alone what stands below the header of another table.

    The header again on a new page is the same table's; below the plan's total, or with
    other columns, it is another's.
    """
    ended = False
    for place, line in enumerate(lines):
        ended |= line.label is not None and line.label.sums is Sum.ALL
        if line.kind is not RowKind.HEADER or not line.header:
            continue
        moved = any(
            table.columns.get(name, column) != column
            for name, column in line.header.items()
        )
        if not (moved or ended):
            continue
        for below in lines[place:]:
            below.kind = RowKind.HEADER if below is line else RowKind.NOTE
            below.label = below.section = None
        yield _second_table(table, line.row)
        return
    for row in range(1, table.top):
        if _header(table, row, headers):
            yield _second_table(table, row)
            return


def _second_table(table: Table, row: int) -> Hit:
    return Hit("TOT008", _first_cell(table, row), "", {"row": str(row)})


def _find_total(table: Table, lines: Sequence[_Line]) -> tuple[_Line | None, list[Hit]]:
    """Find the plan's total, or say why it is not certain which row that is."""
    totals = [line for line in lines if line.kind is RowKind.TOTAL]
    if not totals:
        return None, []
    named = [line for line in totals if line.label and line.label.sums is Sum.ALL]
    last = (named or totals)[-1]
    rivals = [line for line in named if line is not last]
    rivals += [line for line in totals if line.row > last.row]
    for line in totals:
        if line is not last and line not in rivals:
            line.kind = RowKind.SUBTOTAL
    if not named and _may_be_a_part(lines, last):
        rivals = [*(line for line in totals if line is not last), *rivals]
        return None, [_which(table, [*rivals, last])]
    if rivals:
        return None, [_which(table, sorted([*rivals, last], key=_row))]
    below = [line for line in lines if line.row > last.row and _is_clear(line)]
    above = [line for line in lines if line.row < last.row and _is_project(line)]
    if below and above:
        first = below[0]
        facts = {"row": str(last.row)}
        cell = table.cell(first.row, Field.NAME)
        return None, [Hit("TOT007", cell, first.name, facts)]
    return last, []


def _may_be_a_part(lines: Sequence[_Line], last: _Line) -> bool:
    """Whether a total that says only รวม may be of its last part alone.

    It may if other parts have theirs, and projects stand between.
    """
    for line in reversed([line for line in lines if line.row < last.row]):
        sums = line.label.sums if line.label else None
        if sums and sums is not Sum.CARRIED:
            return any(
                last.row > own.row > line.row and _is_project(own) for own in lines
            )
    return False


def _which(table: Table, lines: Sequence[_Line]) -> Hit:
    rows = ", ".join(str(line.row) for line in lines)
    return Hit("TOT006", _first_cell(table, lines[-1].row), "", {"rows": rows})


def _find_notes(lines: Sequence[_Line], total: _Line | None) -> None:
    """Find notes and signatures: below the total, else below the last project."""
    above = [line for line in lines if _is_project(line)]
    if total and any(line.row < total.row for line in above):
        for line in lines:
            if line.row > total.row and line.kind is RowKind.PROJECT:
                line.kind = RowKind.NOTE if not _is_clear(line) else line.kind
    last = max((line.row for line in lines if _has_figures(line)), default=0)
    ended = False
    for line in lines:
        ended |= _is_noted(line) and line.row > last
        if line.kind is RowKind.PROJECT and (_is_noted(line) or ended):
            line.kind = RowKind.NOTE


def _is_noted(line: _Line) -> bool:
    """Whether a row reads as a note, and little else in it is a project's."""
    return line.kind is RowKind.PROJECT and line.like_note and line.signs < 2


def _is_project(line: _Line) -> bool:
    return line.kind is RowKind.PROJECT and not _is_noted(line)


def _has_figures(line: _Line) -> bool:
    """Whether there is more than a text in a row."""
    figures = line.has_dimension or line.amount is not None or line.ticks
    return _is_project(line) and bool(figures)


def _is_clear(line: _Line) -> bool:
    """Whether a row is a project even where notes would stand."""
    return line.kind is RowKind.PROJECT and line.signs > 1 and bool(line.name)


def _row(line: _Line) -> int:
    return line.row


# --- where a total may be made --------------------------------------------------


def _place_below(table: Table, lines: Sequence[_Line]) -> tuple[int | None, list[Hit]]:
    """Find the row below the table, unless something of staff's stands there."""
    kinds = {line.row: line.kind for line in lines}
    ends = {RowKind.PROJECT, RowKind.SUBTOTAL}
    if RowKind.PROJECT not in kinds.values():
        return None, []
    row = max(row for row, kind in kinds.items() if kind in ends) + 1
    # rows that staff have numbered beforehand are still to be filled in
    while kinds.get(row) is RowKind.BLANK and table.text(row, Field.NUMBER):
        if to_count(to_arabic(table.text(row, Field.NUMBER))) is None:
            break
        row += 1
    ours = (Field.NUMBER, Field.BUDGET, *QUARTERS)
    is_merged = any(table.above(row, name) for name in ours)
    if not is_merged and not any(map(_is_something, _unmarked(table, row))):
        return row, []
    return None, [Hit("TOT009", _first_cell(table, row), "", {"row": str(row)})]


def _is_something(value: Value) -> bool:
    """Whether staff put something in a cell; an empty check box is nothing."""
    if isinstance(value, str) and not isinstance(value, CellError | Uncomputed):
        return bool(read_text(value))
    return value not in (None, False) or isinstance(value, Decimal)


def _unmarked(table: Table, row: int) -> Iterator[Value]:
    marks = {table.columns.get(mark) for mark in Mark}
    values = table.tab.rows[row - 1] if row <= len(table.tab.rows) else ()
    return (value for column, value in enumerate(values, 1) if column not in marks)


def _first_cell(table: Table, row: int) -> Cell:
    values = table.tab.rows[row - 1] if row <= len(table.tab.rows) else ()
    filled = (column for column, value in enumerate(values, 1) if read_text(value))
    return Cell(table.tab.title, row, next(filled, 1))


# --- what sub-totals stand for --------------------------------------------------

_ENDS = {RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.SECTION}


def _parts(lines: Sequence[_Line]) -> Iterator[Part]:
    for place, line in enumerate(lines):
        if line.kind is RowKind.SUBTOTAL and line.label:
            yield _part_of(line.row, line.label, lines[:place])
        elif line.kind is RowKind.SECTION and line.section and line.amount:
            below = _until(lines[place + 1 :], _ENDS)
            yield Part(line.row, _dimensions(*line.section), _projects(below))


def _part_of(row: int, label: Label, above: Sequence[_Line]) -> Part:
    every = _projects(above)
    if label.sums is Sum.CARRIED:
        return Part(row, (), every)
    if label.sums is Sum.PAGE:
        return Part(row, (), _projects(_since_page(above)))
    since = _projects(_until(above[::-1], _ENDS, passing=Sum.CARRIED))
    own = {(label.word, number) for number in label.sections}
    for place, line in enumerate(above):
        if line.kind is RowKind.SECTION and line.section in own:
            since = _projects(above[place:])
            break
    others = every if label.sums is Sum.SOME else ()
    return Part(row, _dimensions(label.word, *label.sections), since, others)


def _dimensions(word: str, *numbers: int) -> tuple[int, ...]:
    return numbers if word == "มิติ" else ()


def _since_page(above: Sequence[_Line]) -> Sequence[_Line]:
    """Return the lines since the last page ended, or this one began."""
    for place in range(len(above) - 1, -1, -1):
        label = above[place].label
        if above[place].kind is RowKind.HEADER or (
            label and label.sums in {Sum.PAGE, Sum.CARRIED}
        ):
            return above[place + 1 :]
    return above


def _until(
    lines: Sequence[_Line], kinds: Collection[RowKind], passing: Sum | None = None
) -> Sequence[_Line]:
    for place, line in enumerate(lines):
        passed = line.label is not None and line.label.sums is passing
        if line.kind in kinds and not passed:
            return lines[:place]
    return lines


def _projects(lines: Sequence[_Line]) -> tuple[int, ...]:
    return tuple(sorted(line.row for line in lines if line.kind is RowKind.PROJECT))
