"""Parts: which projects a sub-total, or a section's heading, stands for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sync.sheet.lines import Line, RowKind
from sync.thai.total_labels import Label, Sum


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

    def among(self, rows: Collection[int]) -> "Part":
        """Return it as it stands for some rows alone."""
        own, others = (
            tuple(row for row in part if row in rows)
            for part in (self.rows, self.others)
        )
        return replace(self, rows=own, others=others)


_IN_DOUBT = {RowKind.TOTAL, RowKind.UNNAMED}
_UNNAMED = Label(Sum.SOME)
_ENDS = {RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.SECTION}


def parts_of(lines: Sequence[Line]) -> Iterator[Part]:
    """Yield what the sub-totals among lines stand for, and headings with a figure."""
    for place, line in enumerate(lines):
        if line.kind is RowKind.SUBTOTAL and line.label:
            yield _part_of(line.row, line.label, lines[:place])
        elif line.kind is RowKind.SECTION and line.section and line.amount:
            below = _until(lines[place + 1 :], _ENDS)
            yield Part(line.row, _dimensions(*line.section), _projects(below))


def sums_in_doubt(lines: Sequence[Line], total: int | None) -> Iterator[Part]:
    """Yield what sums stand for that may be the plan's, or some of its projects'.

    Args:
        lines: of the whole table.
        total: the row that surely is the plan's.
    """
    for place, line in enumerate(lines):
        if line.kind in _IN_DOUBT and line.row != total:
            yield _part_of(line.row, line.label or _UNNAMED, lines[:place])


def sections_of(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the rows of projects below a dimension's heading, and which one it is."""
    dimension = None
    for line in lines:
        ends = line.label is not None and line.label.sums not in _PASSED
        if line.kind is RowKind.SECTION and line.section:
            (dimension,) = _dimensions(*line.section) or (dimension,)
        elif line.kind is RowKind.PROJECT and dimension in _FOUR:
            yield line.row, dimension
        elif ends:
            dimension = None


_PASSED = {Sum.CARRIED, Sum.PAGE}
_FOUR = (1, 2, 3, 4)


def _part_of(row: int, label: Label, above: Sequence[Line]) -> Part:
    every = _projects(above)
    if label.sums is Sum.CARRIED:
        page = _projects(_since_page(above)) if label.word else ()
        return Part(row, (), every, page)
    if label.sums is Sum.ALL:
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


def _since_page(above: Sequence[Line]) -> Sequence[Line]:
    """Return the lines since the last page ended, or this one began."""
    for place in range(len(above) - 1, -1, -1):
        label = above[place].label
        if above[place].kind is RowKind.HEADER or (
            label and label.sums in {Sum.PAGE, Sum.CARRIED}
        ):
            return above[place + 1 :]
    return above


def _until(
    lines: Sequence[Line], kinds: Collection[RowKind], passing: Sum | None = None
) -> Sequence[Line]:
    for place, line in enumerate(lines):
        passed = line.label is not None and line.label.sums is passing
        if line.kind in kinds and not passed:
            return lines[:place]
    return lines


def _projects(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(sorted(line.row for line in lines if line.kind is RowKind.PROJECT))
