"""Rows: which row of the table of projects is a project, and what the others are.

Staff keep more in the table than projects: sub-totals, lines carried to the next page,
headings of sections, the header again on a new page, notes and signatures below. Only
a project is counted, and only one row may be the total that the worker writes. Where
it is not certain which one that is, none is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from sync.model.cells import Cell, spans
from sync.model.findings import Hit
from sync.model.plan import Field
from sync.plan.labels import Headers
from sync.sheet.lines import (
    Line,
    RowKind,
    header_of,
    look_at,
    number_in,
    unmarked,
)
from sync.sheet.nested import find_nested
from sync.sheet.noted import find_notes, is_noted, is_project
from sync.sheet.parts import Part, parts_of, sections_of, sums_in_doubt
from sync.sheet.quarters import own_columns
from sync.sheet.tables import Table, is_something, names_in, read_text
from sync.sheet.under_total import drop_under_total
from sync.sheet.year_titles import new_years
from sync.thai.folding import key
from sync.thai.money import baht
from sync.thai.total_labels import Label, Sum


@dataclass(frozen=True, slots=True)
class Rows:
    """What every filled row of the table is.

    ``total`` is the row of the plan's total, and ``place`` the empty one where it may
    be made; both are ``None`` where it is not certain, and then a hit says why.
    ``left`` are totals that are not written because of another table, ``in_doubt`` sums
    that may be the plan's total or of some of its projects. ``sections`` are
    projects' rows below a heading such as “มิติที่ 1 …”, each with that dimension.
    ``nested`` are projects that may be parts of another one, or head several.
    """

    kinds: Mapping[int, RowKind]
    total: int | None = None
    place: int | None = None
    left: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    in_doubt: tuple[Part, ...] = ()
    sections: Mapping[int, int] = field(default_factory=dict)
    nested: tuple[int, ...] = ()
    hits: tuple[Hit, ...] = ()

    def projects(self) -> Iterator[int]:
        """Return the rows that are projects."""
        return self.of(RowKind.PROJECT)

    def of(self, *kinds: RowKind) -> Iterator[int]:
        """Return the rows that are of some kinds."""
        return (row for row, own in self.kinds.items() if own in kinds)


def sort_rows(table: Table, headers: Headers) -> Rows:
    """Return what each row of the table of projects is."""
    lines = [look_at(table, row, headers) for row in table.filled_rows()]
    under = drop_under_total(table, lines)
    doubted = find_nested(lines)
    _find_sums_in_other_words(lines)
    _find_titles(lines)
    hits = list(_drop_second_table(table, lines, headers))
    last = _find_unnamed(lines)
    total, doubts = (None, []) if hits else _find_total(table, lines)
    left_out = [_left_out(table, line) for line in find_notes(lines, total)]
    place = None
    if total is None and not hits and not doubts and not last:
        place, doubts = _place_below(table, lines)
    unnamed = [_unnamed(table, line) for line in lines if line.kind is RowKind.UNNAMED]
    doubted = [line for line in doubted if line.kind is RowKind.PROJECT]
    counted_with = [line for line in lines if line.kind in _NESTED]
    told = [
        *_told_once("TOT015", table, counted_with),
        *_told_once("TOT016", table, doubted),
        *_told_once("TOT017", table, under),
    ]
    left = [line.row for line in lines if hits and line.kind is RowKind.TOTAL]
    return Rows(
        kinds={line.row: line.kind for line in lines},
        total=total.row if total else None,
        place=place,
        left=tuple(left),
        parts=tuple(parts_of(lines)),
        in_doubt=tuple(sums_in_doubt(lines, total.row if total else None)),
        sections=dict(sections_of(lines)),
        nested=tuple(line.row for line in doubted),
        hits=(*hits, *doubts, *unnamed, *left_out, *told),
    )


# --- rows by what stands around them --------------------------------------------


def _find_sums_in_other_words(lines: Sequence[Line]) -> None:
    """Find sub-totals whose label begins as one and goes on in words of its own.

    Nothing in the row is a project's but the name, and its figure is the sum above.
    """
    above: list[Decimal] = []
    for line in lines:
        if line.kind is not RowKind.PROJECT:
            if line.kind not in {RowKind.BLANK, *_NESTED}:
                above = []
            continue
        begins = key(line.name or line.before).startswith(("รวม", "ยอดรวม"))
        bare = not (line.has_number or line.has_dimension)
        is_sum = len(above) > 1 and line.amount == sum(above) and not line.ticks
        if begins and bare and line.amount is not None and (line.counts or is_sum):
            line.kind, line.label, above = RowKind.SUBTOTAL, Label(Sum.PART), []
        else:
            above.append(line.amount or Decimal(0))


def _find_unnamed(lines: Sequence[Line]) -> bool:
    """Find sums that no word tells: rows of figures alone. Whether the last row is one.

    Between projects such a row is one that staff have just begun, unless its figure is
    the sum above. After the last of them, or below the total, it is most likely a sum;
    where several follow each other, they are begun.
    """
    above: list[Decimal] = []
    rest = [line for line in lines if line.kind is RowKind.PROJECT]
    end = max((line.row for line in rest if line.signs and not line.bare), default=0)
    below = [line for line in rest if line.row > end and line.bare]
    has_total = any(line.kind is RowKind.TOTAL for line in lines)
    for line in lines:
        if line.kind in _SUMS:
            above = []
        if line.kind is not RowKind.PROJECT:
            continue
        is_sum = len(above) > 1 and line.amount == sum(above)
        is_after = bool(above or has_total) and below == [line] and end > 0
        if line.bare and (is_sum or (is_after and not _total_below(lines, line))):
            line.kind, above = RowKind.UNNAMED, []
        else:
            above.append(line.amount or Decimal(0))
    return any(line.kind is RowKind.UNNAMED for line in below) and not has_total


def _total_below(lines: Sequence[Line], line: Line) -> bool:
    return any(own.kind is RowKind.TOTAL and own.row > line.row for own in lines)


_SUMS = {RowKind.TOTAL, RowKind.SUBTOTAL}
_NESTED = {RowKind.GROUP, RowKind.PART}


def _told_once(code: str, table: Table, rows: Sequence[Line]) -> Iterator[Hit]:
    """Tell once of several rows, at the first."""
    if rows:
        cell = table.cell(rows[0].row, Field.NAME)
        yield Hit(code, cell, "", {"rows": spans(line.row for line in rows)})


def _unnamed(table: Table, line: Line) -> Hit:
    cell = table.cell(line.row, Field.BUDGET)
    found = table.text(line.row, Field.BUDGET)
    return Hit(
        "TOT010",
        cell,
        found,
        {"cell": cell.a1, "amount": baht(line.amount or Decimal(0))},
    )


def _find_titles(lines: Sequence[Line]) -> None:
    """Find the title right above a header that is there again."""
    for above, line in pairwise(lines):
        is_above = line.kind is RowKind.HEADER and above.row == line.row - 1
        if is_above and above.kind is RowKind.PROJECT and not above.signs:
            above.kind = RowKind.NOTE


def _drop_second_table(
    table: Table, lines: Sequence[Line], headers: Headers
) -> Iterator[Hit]:
    """Leave alone what stands below the header of another table.

    The header again on a new page is the same table's; below the plan's total or the
    title of another year, or with other columns, it is another's.
    """
    # of several columns with one header the same is named in both rows
    own = {**table.columns, **names_in(table.tab, table.top, headers)}
    ended, starts = False, _other_years(table, lines)
    for line in lines:
        ended |= line.label is not None and line.label.sums is Sum.ALL
        if line.kind is not RowKind.HEADER or not line.header:
            continue
        moved = any(
            own.get(name, column) != column for name, column in line.header.items()
        )
        start = starts.get(line.row, line.row if moved or ended else None)
        if start is None:
            continue
        for below in (one for one in lines if one.row >= start):
            below.kind = RowKind.HEADER if below is line else RowKind.NOTE
            below.label = below.section = None
        yield _second_table(table, line.row)
        return
    for row in range(1, table.top):
        if header_of(table, row, headers):
            yield _second_table(table, row)
            return


def _other_years(table: Table, lines: Sequence[Line]) -> Mapping[int, int]:
    """Return the rows of headers below the title of another year, and where it begins."""
    headers = [table.top, *(line.row for line in lines if line.header)]
    titles = new_years(table.tab, headers)
    return {title.stop: title.start for title in titles}


def _second_table(table: Table, row: int) -> Hit:
    return Hit("TOT008", _first_cell(table, row), "", {"row": str(row)})


def _find_total(table: Table, lines: Sequence[Line]) -> tuple[Line | None, list[Hit]]:
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
    below = _projects_below(lines, last)
    above = [line for line in lines if line.row < last.row and is_project(line)]
    if below and above:
        first = below[0]
        facts = {"row": str(last.row)}
        cell = table.cell(first.row, Field.NAME)
        return None, [Hit("TOT007", cell, first.name, facts)]
    return last, []


def _may_be_a_part(lines: Sequence[Line], last: Line) -> bool:
    """Whether a total that says only รวม may be of its last part alone.

    It may if other parts have theirs, and projects stand between.
    """
    for line in reversed([line for line in lines if line.row < last.row]):
        sums = line.label.sums if line.label else None
        if sums and sums is not Sum.CARRIED:
            return any(
                last.row > own.row > line.row and is_project(own) for own in lines
            )
    return False


def _which(table: Table, lines: Sequence[Line]) -> Hit:
    rows = ", ".join(str(line.row) for line in lines)
    return Hit("TOT006", _first_cell(table, lines[-1].row), "", {"rows": rows})


def _left_out(table: Table, line: Line) -> Hit:
    facts = {"row": str(line.row)}
    return Hit("TOT012", table.cell(line.row, Field.NAME), line.name, facts)


def _projects_below(lines: Sequence[Line], total: Line) -> Sequence[Line]:
    """Return the rows below the total that somebody means to be projects, as it seems.

    One sign of a project is enough, but not below a note: notes are numbered, too.
    """
    found, least = [], 1
    for line in lines:
        if line.row > total.row:
            least = 2 if is_noted(line) else least
            is_one = line.signs >= least and bool(line.name)
            if is_project(line) and is_one:
                found.append(line)
    return found


def _row(line: Line) -> int:
    return line.row


# --- where a total may be made --------------------------------------------------


def _place_below(table: Table, lines: Sequence[Line]) -> tuple[int | None, list[Hit]]:
    """Find the row below the table, unless something of staff's stands there."""
    kinds = {line.row: line.kind for line in lines}
    ends = {RowKind.PROJECT, RowKind.SUBTOTAL, *_NESTED}
    if RowKind.PROJECT not in kinds.values():
        return None, []
    row = max(row for row, kind in kinds.items() if kind in ends) + 1
    # rows that staff have numbered beforehand are still to be filled in
    while kinds.get(row) is RowKind.BLANK and table.text(row, Field.NUMBER):
        if number_in(table.text(row, Field.NUMBER)) is None:
            break
        row += 1
    ours = (Field.NUMBER, Field.BUDGET, *own_columns(table))
    is_merged = any(table.above(row, name) for name in ours)
    if not is_merged and not any(map(is_something, unmarked(table, row))):
        return row, []
    return None, [Hit("TOT009", _first_cell(table, row), "", {"row": str(row)})]


def _first_cell(table: Table, row: int) -> Cell:
    values = table.tab.rows[row - 1] if row <= len(table.tab.rows) else ()
    filled = (column for column, value in enumerate(values, 1) if read_text(value))
    return Cell(table.tab.title, row, next(filled, 1))
