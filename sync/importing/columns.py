"""A table whose columns stand apart by spaces, as ``pdftotext -layout`` writes it.

A row begins where the next number stands before a name and a dimension. The quarters
are narrow, and a letter there has no fixed width: ticks go to the nearest of them, and
are believed only where they add up to the table's own totals. Else they are said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sync.importing.source import Aside, Part, Row
from sync.model.plan import QUARTERS, Field
from sync.plan.labels import Headers
from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.ticks import parse_tick

_CHUNK = re.compile(r"\S+(?: \S+)*")
_QUARTERS = re.compile(r"(?<!\S)([1๑]) +([2๒]) +([3๓]) +([4๔])(?!\S)")
_ROW = re.compile(
    r"\s*(?P<number>\d{1,3})\.?\s+(?P<name>\S.*?)\s{2,}(?P<dimension>[1-4๑-๔])"
    r"(?:\s+(?P<budget>-(?!\S)|[^\s☑]*\d\S*))?(?P<rest>\s.*)?"
)
_THAI = re.compile("[ก-๎]")
_LONGEST = 400
"""Letters of such a line; a page is not that wide."""

_NEAR = 3
"""Lines from the headers of the columns to the numbers of the quarters."""

_FEW_ROWS = 2


@dataclass(slots=True)
class _Project:
    """A row as far as it is read; ``marks`` are where ticks stand, or their absence."""

    number: int
    line: int
    name: str
    name_at: int
    dimension: str
    dimension_at: int
    budget: str
    marks: Sequence[tuple[int, str]]
    note: str

    def goes_on(self, line: str) -> bool:
        """Take a line that goes on with the name or the note, if it does."""
        chunks = list(_CHUNK.finditer(line))
        names = [c for c in chunks if self.name_at - 2 <= c.start() < self.dimension_at]
        notes = [c for c in chunks if c.start() > self.dimension_at + 2]
        if not chunks or len(names) + len(notes) < len(chunks) or len(names) > 1:
            return False
        for chunk in names:
            self.name = _joined(self.name, chunk[0])
        for chunk in notes:
            self.note = _joined(self.note, chunk[0])
        return True


@dataclass(slots=True)
class _Reading:
    """What the lines below the headers have said, and where they end."""

    end: int
    projects: list[_Project] = field(default_factory=list)
    total: Sequence[str] = ()


def laid_out(
    lines: Sequence[str], headers: Headers
) -> tuple[range, Sequence[Part]] | None:
    """Find such a table: which of the lines it takes, and its rows."""
    start = next((at for at in range(len(lines)) if _is_header(lines[at], headers)), -1)
    if start < 0:
        return None
    numbers = _quarters(lines, start)
    if numbers is None:
        return None
    places, last = numbers
    reading = _read(lines, max(start, last) + 1, headers)
    if len(reading.projects) < _FEW_ROWS:
        return None
    while start and _has_header(lines[start - 1], headers):
        start -= 1
    return range(start, reading.end), list(_parts(reading, places, start, headers))


# --- the headers --------------------------------------------------------------------


def _found(line: str, headers: Headers) -> set[str]:
    if len(line) > _LONGEST or "\t" in line:
        return set()
    chunks = (chunk[0] for chunk in _CHUNK.finditer(line))
    return {found for chunk in chunks if (found := headers.find("projects", chunk))}


def _is_header(line: str, headers: Headers) -> bool:
    return {Field.NAME, Field.DIMENSION} <= _found(line, headers)


def _has_header(line: str, headers: Headers) -> bool:
    return bool(_found(line, headers) - {"total", *QUARTERS})


def _quarters(lines: Sequence[str], header: int) -> tuple[Sequence[int], int] | None:
    """Return where the quarters stand, and in which line."""
    for at in range(max(0, header - _NEAR), min(len(lines), header + _NEAR + 1)):
        if match := _QUARTERS.search(lines[at][:_LONGEST]):
            return [match.start(nth) for nth in range(1, 5)], at
    return None


# --- the rows -----------------------------------------------------------------------


def _read(lines: Sequence[str], start: int, headers: Headers) -> _Reading:
    reading = _Reading(start)
    for at in range(start, len(lines)):
        line = lines[at]
        if not line.strip():
            continue
        if total := _total(line, headers):
            reading.total = total
            reading.end = at + 1
            break
        project = _project(line, at + 1, len(reading.projects) + 1)
        if project:
            reading.projects.append(project)
        elif not _repeats_header(line, headers) and not (
            reading.projects and reading.projects[-1].goes_on(line)
        ):
            break
        reading.end = at + 1
    return reading


def _repeats_header(line: str, headers: Headers) -> bool:
    """Whether a page begins with the headers again."""
    return _has_header(line, headers) or bool(_QUARTERS.search(line[:_LONGEST]))


def _project(line: str, number: int, expected: int) -> _Project | None:
    match = _ROW.fullmatch(line) if len(line) <= _LONGEST else None
    if match is None or int(match["number"]) != expected:
        return None
    marks, note = _marks(line, match.end("budget" if match["budget"] else "dimension"))
    return _Project(
        number=expected,
        line=number,
        name=match["name"],
        name_at=match.start("name"),
        dimension=match["dimension"],
        dimension_at=match.start("dimension"),
        budget=match["budget"] or "",
        marks=marks,
        note=note,
    )


def _marks(line: str, start: int) -> tuple[Sequence[tuple[int, str]], str]:
    """Return the ticks from a place on, and the note behind them."""
    marks: list[tuple[int, str]] = []
    for match in re.finditer(r"\S+", line[start:]):
        mark = match[0]
        if any(char.isalnum() for char in mark) or parse_tick(mark) is None:
            return marks, clean(line[start + match.start() :])
        marks.append((start + match.start(), mark))
    return marks, ""


def _total(line: str, headers: Headers) -> Sequence[str]:
    """Return the totals of the budget and of the quarters, where a line has all of them."""
    chunks = [chunk[0] for chunk in _CHUNK.finditer(line[:_LONGEST])]
    if not chunks or headers.find("projects", chunks[0]) != "total":
        return ()
    numbers = " ".join(chunks[1:]).split()
    return (chunks[0], *numbers) if len(numbers) == 1 + len(QUARTERS) else ()


def _joined(before: str, after: str) -> str:
    """Put a cell's lines together; between letters of Thai there is hardly a space."""
    if before and _THAI.fullmatch(before[-1]) and _THAI.match(after):
        return before + after
    return f"{before} {after}".strip()


# --- what they say --------------------------------------------------------------------


def _parts(
    reading: _Reading, places: Sequence[int], start: int, headers: Headers
) -> Iterator[Part]:
    known = [_ticks(project, places) for project in reading.projects]
    sure = _add_up(known, reading.total)
    write = headers.write
    upper = [name for name in Field if name not in QUARTERS]
    at = upper.index(Field.REMARK)
    before = tuple(write("projects", name) for name in upper[:at])
    remark = write("projects", Field.REMARK)
    yield Row((*before, write("projects", "quarters"), "", "", "", remark), start + 1)
    numbers = (write("projects", name) for name in QUARTERS)
    yield Row((*("" for _ in before), *numbers, ""), start + 1)
    for project, ticks in zip(reading.projects, known, strict=True):
        marks = [mark for _, mark in project.marks]
        certain = sure or len(marks) == len(QUARTERS)
        yield Row(
            (
                str(project.number),
                project.name,
                project.dimension,
                project.budget,
                *(ticks if certain else [""] * len(QUARTERS)),
                project.note,
            ),
            project.line,
        )
        if marks and not certain:
            yield Aside(f"{project.name} {' '.join(marks)}")
    if reading.total:
        word, budget, *quarters = reading.total
        yield Row((word, "", "", budget, *quarters, ""), reading.end)


def _ticks(project: _Project, places: Sequence[int]) -> Sequence[str]:
    """Return the marks by quarter: in their order, each as near to its own as can be."""
    marks, ticks = project.marks, [""] * len(QUARTERS)
    if len(marks) > len(QUARTERS):
        return ticks
    nearest = min(
        combinations(range(len(QUARTERS)), len(marks)),
        key=lambda quarters: sum(
            abs(places[quarter] - at)
            for quarter, (at, _) in zip(quarters, marks, strict=True)
        ),
    )
    for quarter, (_, mark) in zip(nearest, marks, strict=True):
        ticks[quarter] = mark
    return ticks


def _add_up(known: Sequence[Sequence[str]], total: Sequence[str]) -> bool:
    """Whether the quarters have as many ticks as the table says."""
    counts = [
        sum(parse_tick(mark) is True for mark in column)
        for column in zip(*known, strict=True)
    ]
    return [to_arabic(number) for number in total[2:]] == [
        str(count) for count in counts
    ]
