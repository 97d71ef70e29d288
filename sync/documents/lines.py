"""Lines under a heading: their list marks, and how deep each hangs below another.

What staff typed decides: blanks before a mark, the depth of a number (1.1 below 1.), a
kind of mark that comes below another. Documents of every kind print these levels.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sync.plan.text import printable, split_mark
from sync.thai.digits import to_arabic

DEEPEST = 4
"""Levels below the outermost; what hangs deeper hangs there."""

_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})(?=\s+\D)")
"""A section's number without a last dot, which only others like it make a mark."""
_LETTER = re.compile(r"[ก-ฮ]\.\s+(?=\S)")
_ROUND = re.compile(r"o\s+(?=\S)")
"""What is left of a round bullet that was pasted from Word."""
_DASH = "–"  # Sarabun has no ◦
_ROW = re.compile(r"\s*\|(.*)\|\s*")
_RULER = re.compile(r"[\s|:-]*-[\s|:-]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class LineView:
    """One line under a heading; ``mark`` is its list mark, empty for prose.

    ``level`` is 0 for what hangs below nothing, and at most ``DEEPEST``.
    """

    mark: str
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Item:
    """An item: how far in it was typed, its kind of mark, its number if it has one."""

    indent: int
    kind: str
    number: tuple[int, ...]
    level: int = 0

    def follows(self, other: "_Item") -> bool:
        """Whether its number is the next one after another's."""
        return bool(self.number) and self.number == _next(other.number)

    def is_below(self, other: "_Item") -> bool:
        """Whether its number is of a section of another's."""
        return bool(other.number) and self.number[:-1] == other.number


def lines_of(text: str) -> tuple[LineView, ...]:
    """Return a text's lines, each printable, none empty."""
    rows = [(_indent(row), _plain(row)) for row in text.splitlines()]
    items: list[_Item | None] = []
    said: list[tuple[str, str]] = []
    for indent, row in filter(lambda row: row[1], rows):
        mark, rest = _parted(row, [it for it in items if it])
        items.append(_Item(indent, _kind(mark), _number(mark)) if mark else None)
        said.append((_DASH if mark == "o" else mark, rest))
    levels = _levels(items)
    return tuple(
        LineView(mark, rest, level)
        for (mark, rest), level in zip(said, levels, strict=True)
    )


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _plain(row: str) -> str:
    """Return a line as it is printed; of a table drawn with bars, the cells in a line."""
    found = _ROW.fullmatch(row)
    if found is None:
        return printable(row)
    if _RULER.fullmatch(row):
        return ""
    return " · ".join(filter(None, map(printable, found[1].split("|"))))


def _parted(row: str, before: Sequence[_Item]) -> tuple[str, str]:
    """Return a line's list mark and the rest."""
    mark, rest = split_mark(row)
    if mark or not before:
        return mark, rest
    found = _ROUND.match(row) or _LETTER.match(row)
    if found is None and (found := _SECTION.match(row)):
        this = _Item(0, "", _number(found[0]))
        first = this.number[-1] == 1
        if not any(this.follows(it) or (first and this.is_below(it)) for it in before):
            found = None
    end = found.end() if found else 0
    return row[:end].strip(), row[end:].strip()


def _number(mark: str) -> tuple[int, ...]:
    found = _NUMBER.search(to_arabic(mark))
    return tuple(map(int, found[0].split("."))) if found else ()


def _next(number: tuple[int, ...]) -> tuple[int, ...]:
    return (*number[:-1], number[-1] + 1) if number else ()


def _kind(mark: str) -> str:
    """Return a mark without what differs among items that stand beside each other."""
    number = _number(mark)
    shape = re.sub(r"[\d.]+", "1" * len(number), mark) if number else mark
    return re.sub(r"[ก-ฮ]|(?<=\()[a-z]|[a-z](?=\))", "ก", shape)


def _levels(items: Sequence[_Item | None]) -> list[int]:
    """Return each line's level; prose is outermost, and parts no list."""
    above: list[_Item] = []
    levels = []
    for item in _first_as_others(items):
        if item is None:
            levels.append(0)
            continue
        while above and above[-1].indent > item.indent:
            above.pop()
        beside = _beside(item, above)
        if beside is not None:
            level = above[beside].level
            del above[beside:]
        else:
            level = min(above[-1].level + 1, DEEPEST) if above else 0
        above.append(_Item(item.indent, item.kind, item.number, level))
        levels.append(level)
    return levels


def _first_as_others(items: Sequence[_Item | None]) -> Sequence[_Item | None]:
    """Give the first line the blanks of others like it: a cell's text begins with none."""
    if not items or items[0] is None:
        return items
    first = items[0]
    alike = [it.indent for it in items[1:] if it and it.kind == first.kind]
    indent = min(alike, default=first.indent)
    return [_Item(indent, first.kind, first.number), *items[1:]]


def _beside(item: _Item, above: Sequence[_Item]) -> int | None:
    """Return where the nearest item is that this one stands beside, if there is one."""
    for at in reversed(range(len(above))):
        other = above[at]
        if other.indent < item.indent and not item.follows(other):
            return None
        typed_so = other.indent == item.indent > 0 and not item.is_below(other)
        if other.kind == item.kind or item.follows(other) or typed_so:
            return at
    return None
