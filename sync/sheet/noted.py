"""Notes and signatures around a table's rows: what reads as one, and is no project."""

from collections.abc import Iterator, Sequence

from sync.sheet.lines import Line, RowKind
from sync.thai.total_labels import may_be_words


def find_notes(lines: Sequence[Line], total: Line | None) -> Iterator[Line]:
    """Find notes and signatures: below the total, else below the last project.

    Yield those that have something of a project, and are none for all that is seen.
    """
    before = [line for line in lines if line.kind is RowKind.PROJECT]
    _settle_notes(lines, total)
    for line in before:
        is_listed = line.signs == 1 and line.has_number and _below_note(lines, line)
        is_signed = line.signs > 0 and not (line.like_note or is_listed)
        if line.kind is RowKind.NOTE and is_signed:
            yield line


def _below_note(lines: Sequence[Line], line: Line) -> bool:
    """Whether a row goes on a list of notes."""
    return any(own.like_note and own.row < line.row for own in lines)


def _settle_notes(lines: Sequence[Line], total: Line | None) -> None:
    above = [line for line in lines if is_project(line)]
    if total and any(line.row < total.row for line in above):
        for line in lines:  # a project there would have made the total uncertain
            if line.row > total.row and line.kind is RowKind.PROJECT:
                line.kind = RowKind.NOTE
    last = max((line.row for line in lines if _has_figures(line)), default=0)
    end = max(last, total.row if total else 0)
    ended = False
    for before, line in zip([None, *lines], lines, strict=False):
        goes_on = line.row < end and before is not None and _goes_on(line, before)
        is_none = is_noted(line) and not goes_on
        ended |= is_none and line.row > last
        if line.kind is RowKind.PROJECT and (is_none or ended):
            line.kind = RowKind.NOTE


def _goes_on(line: Line, above: Line) -> bool:
    """Whether a row may be the rest of a name, though it begins as a note of money does."""
    is_right_below = above.kind is RowKind.PROJECT and above.row == line.row - 1
    return is_right_below and not line.signs and may_be_words(line.name)


def is_noted(line: Line) -> bool:
    """Whether a row reads as a note, and little else in it is a project's."""
    return line.kind is RowKind.PROJECT and line.like_note and line.signs < 2


def is_project(line: Line) -> bool:
    """Whether a row is a project as far as is known, and does not read as a note."""
    return line.kind is RowKind.PROJECT and not is_noted(line)


def _has_figures(line: Line) -> bool:
    """Whether there is more than a text in a row."""
    figures = line.has_dimension or line.amount is not None or line.ticks
    return is_project(line) and bool(figures)
