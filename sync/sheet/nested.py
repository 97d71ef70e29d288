"""Rows within rows: headings with the sum of what is below them, and parts of a project.

Offices number a heading 1 and its projects 1.1 and 1.2, or list below a project what it
pays for. Counted as projects, such rows would double the plan. Where figures, numbers
and ticks together tell what a row is, it is none of the projects; where they only let it
be supposed, it is told.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sync.plan.naming import number_key
from sync.sheet.lines import SAYS_SO, Line, RowKind
from sync.thai.remarks import COST

_PATH = re.compile(r"\d{1,3}(?:\.\d{1,3})*", re.ASCII)
_ITEM = re.compile(r"[-–—•●○▪·*]\s*[ก-๎A-Za-z]")
"""How an item of a list begins."""

_COST = re.compile(COST)

_INSIDE = {RowKind.BLANK, RowKind.PART, RowKind.GROUP}


def find_nested(lines: Sequence[Line]) -> Sequence[Line]:
    """Find the rows that are parts of a project, and those that head several.

    Returns:
        The rows that may be either, though nothing is certain: they stay projects.
    """
    doubts = [*_find_parts(lines), *_find_numbered(lines)]
    _find_headings(lines)
    return sorted(doubts, key=lambda line: line.row)


# --- what a project pays for --------------------------------------------------------


def _find_parts(lines: Sequence[Line]) -> Iterator[Line]:
    """Find names right below a project that cost together what it does, or nothing."""
    for place, line in enumerate(lines):
        if line.kind is not RowKind.PROJECT or line.alone:
            continue
        parts = _right_below(line, lines[place + 1 :])
        costs = [part for part in parts if part.amount is not None]
        are_listed = all(map(_is_listed, costs))
        are_projects = any(part.name.startswith(SAYS_SO) for part in costs)
        may_be_parts = are_listed or (len(costs) > 1 and not are_projects)
        _make([part for part in parts if _is_item(part)], RowKind.PART)
        if costs and may_be_parts and _are_all_of(line, costs):
            _make(costs, RowKind.PART)
        elif are_listed:
            yield from costs


def _is_item(part: Line) -> bool:
    """Whether a name is an item of a list, and nothing is counted with it."""
    return part.amount is None and bool(_ITEM.match(part.name))


def _is_listed(part: Line) -> bool:
    """Whether a name begins as an item of a list, or says what is paid for."""
    return bool(_ITEM.match(part.name) or _COST.match(part.name))


def _right_below(line: Line, lines: Sequence[Line]) -> list[Line]:
    parts: list[Line] = []
    for row, part in enumerate(lines, line.row + 1):
        if part.row != row or part.kind is not RowKind.PROJECT or not part.alone:
            break
        parts.append(part)
    return parts


# --- headings -------------------------------------------------------------------------


def _find_numbered(lines: Sequence[Line]) -> Iterator[Line]:
    """Find what 1 is where 1.1 and 1.2 are below it: their heading, or they are its parts."""
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        own = _children(line, lines[place + 1 :])
        if line.kind is not RowKind.PROJECT or not own:
            continue
        is_sum = _are_all_of(line, own)
        ticked = any(each.ticks or each.kind is RowKind.GROUP for each in own)
        if not line.ticks and ticked and (is_sum or line.amount is None):
            line.kind = RowKind.GROUP
        elif is_sum and line.amount and line.ticks and not ticked:
            _make(own, RowKind.PART)
        elif line.amount and (is_sum or (ticked and not line.ticks)):
            yield line


def _children(line: Line, lines: Sequence[Line]) -> list[Line]:
    """Return the rows numbered below a row's number, one level down."""
    path, found = _path(line), []
    for below in lines if path else ():
        if below.kind in _INSIDE and not _path(below):
            continue
        own = _path(below)
        if own[: len(path)] != path or len(own) == len(path):
            break
        if len(own) == len(path) + 1 and below.kind in {RowKind.PROJECT, RowKind.GROUP}:
            found.append(below)
    return found


def _path(line: Line) -> tuple[str, ...]:
    number = number_key(line.before)
    return tuple(number.split(".")) if _PATH.fullmatch(number) else ()


def _find_headings(lines: Sequence[Line]) -> None:
    """Find names with nothing but an amount, the sum of the projects below them."""
    for place, line in enumerate(lines):
        if line.kind is RowKind.PROJECT and line.alone:
            own = _numbered_below(lines[place + 1 :])
            if len(own) > 1 and line.amount and _are_all_of(line, own):
                line.kind = RowKind.GROUP


def _numbered_below(lines: Sequence[Line]) -> list[Line]:
    """Return the projects up to the next row that is none, or has an amount alone."""
    found = []
    for line in lines:
        if line.kind is RowKind.PROJECT and not line.alone:
            found.append(line)
        elif line.kind not in _INSIDE and (line.amount is not None or not line.alone):
            break
    return found


def _are_all_of(line: Line, parts: Sequence[Line]) -> bool:
    """Whether parts cost together what a row does."""
    total = sum((part.amount or Decimal(0) for part in parts), Decimal(0))
    return line.amount is not None and line.amount == total


def _make(lines: Sequence[Line], kind: RowKind) -> None:
    for line in lines:
        line.kind = kind
