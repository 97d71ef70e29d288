"""Under the total: summaries and lists that offices put below the plan, in its columns.

What each dimension costs, where the money is from, who is on a committee: by their
columns their rows look like projects. Below the total of all, behind an empty row or
under a header or title of their own, they are none, unless they go on with the plan: a
project that somebody put there by mistake must not be lost.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from sync.sheet.lines import SAYS_SO, Line, RowKind, number_in, unmarked
from sync.sheet.noted import is_project
from sync.sheet.tables import Table, read_text
from sync.thai.total_labels import Sum

_FEWEST = 2
"""Texts that make a row one of headers."""

_SURE = 3
"""Signs that make a row a project wherever it stands, if nothing heads it."""


def drop_under_total(table: Table, lines: Sequence[Line]) -> Sequence[Line]:
    """Make notes of what stands under the plan's total and does not go on with it.

    Returns:
        Those of its rows that might be taken for something of the plan.
    """
    place = _total_of_all(lines)
    if place is None or any(line.header for line in lines[place:]):
        return ()
    above, below = lines[:place], lines[place:]
    last = max(_going_on(table, above, below[1:]), default=0)
    start = _start(table, below[last:])
    block = below[last + start :] if start is not None else ()
    heads = [line for line in block if _is_header(table, line)]
    if below[0].label and below[0].label.sums is Sum.SOME and not heads:
        return ()
    told = [line for line in block if line.kind is not RowKind.BLANK]
    told = [line for line in told if line.signs or line.label]
    if not any(_is_taken(line) and line.signs for line in block) and not heads:
        return ()
    for line in block:
        if line.kind is not RowKind.BLANK:
            line.kind, line.label, line.section = RowKind.NOTE, None, None
            line.alone = False
    if _adds_up_to(above, told):
        return ()
    return [line for line in told if not line.like_note]


def _adds_up_to(above: Sequence[Line], rows: Sequence[Line]) -> bool:
    """Whether rows share out what the projects above cost: then no project is among them.

    A total of their own, if the last is one, says the same once more.
    """
    whole = sum(line.amount or Decimal(0) for line in above if is_project(line))
    amounts = [line.amount for line in rows if line.amount is not None]
    if not whole or len(amounts) < len(rows):
        return False
    return sum(amounts) == whole or sum(amounts[:-1]) == whole == amounts[-1]


def _total_of_all(lines: Sequence[Line]) -> int | None:
    """Return the place of the row that surely is the plan's total.

    One that says only รวม is, if nothing above it parts the plan.
    """
    parted = False
    for place, line in enumerate(lines):
        sums = line.label.sums if line.kind is RowKind.TOTAL and line.label else None
        if sums is Sum.ALL or (sums is Sum.SOME and not parted):
            later = [own for own in lines[place + 1 :] if own.row == line.row + 1]
            is_one = not any(own.kind is RowKind.TOTAL for own in later)
            return place if is_one and any(map(is_project, lines[:place])) else None
        parted |= line.label is not None or line.section is not None
    return None


def _going_on(
    table: Table, above: Sequence[Line], below: Sequence[Line]
) -> Iterator[int]:
    """Yield the places of rows that go on with the plan, from 1 below the total."""
    numbers = (number_in(line.before) for line in above if is_project(line))
    last = max((number for number in numbers if number), default=0)
    counts_on, headed = last > 0, False
    for place, line in enumerate(below, 1):
        headed |= _is_header(table, line)
        number = number_in(line.before)
        if not _is_taken(line) or not any(map(str.isalpha, line.name)):
            continue
        if number is not None:
            counts_on &= number > last
        is_next = counts_on and number is not None
        is_next &= bool(line.amount is not None or line.ticks) or (
            not headed and number == last + 1
        )
        is_told = bool(line.ticks) or line.name.startswith(SAYS_SO)
        is_sure = not headed and not line.counts and line.signs >= _SURE and is_told
        if is_next or is_sure:
            last = max(last, number or 0)
            yield place


def _start(table: Table, lines: Sequence[Line]) -> int | None:
    """Return where something else begins: behind an empty row, at a header, a title or a 1."""
    for place, (before, line) in enumerate(pairwise(lines), 1):
        is_apart = before.kind is RowKind.BLANK or line.row > before.row + 1
        is_title = (
            line.kind is RowKind.PROJECT and not line.signs and not line.like_note
        )
        # a project under a signature is told by its own rule
        is_apart &= not line.like_note
        if is_apart or is_title or _begins_anew(line) or _is_header(table, line):
            return place
    return None


def _begins_anew(line: Line) -> bool:
    """Whether a row is numbered from one again and has nothing of a project but a name."""
    has_more = line.amount is not None or line.ticks or line.has_dimension
    return number_in(line.before) == 1 and not has_more


def _is_header(table: Table, line: Line) -> bool:
    """Whether a row has texts alone, as headers are, and nothing of a project."""
    if line.label or line.section or line.like_note or line.has_number:
        return False
    if line.amount is not None or line.has_dimension or line.ticks:
        return False
    values = [value for value in unmarked(table, line.row) if read_text(value)]
    texts = [read_text(value) for value in values if not isinstance(value, bool)]
    worded = [text for text in texts if any(map(str.isalpha, text))]
    return len(worded) == len(texts) and len(worded) >= _FEWEST


def _is_taken(line: Line) -> bool:
    """Whether a row would be read as a project of the plan, and names something."""
    return is_project(line) and bool(line.before or line.name)
