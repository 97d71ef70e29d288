"""Parts with what a PDF has done to their Thai put right, before anything reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sync.importing.source import Aside, Flow, Part, Row, SourceLine
from sync.thai.repair import Damage, damage_of, goes_on_with, repair


class Mended(NamedTuple):
    """The parts as they were meant, how many had to be mended, what cannot be.

    ``lost_am``: SARA AM may still be SARA AA in words that are not known.
    """

    parts: Sequence[Part]
    repairs: int
    lost_am: bool


def mend(parts: Sequence[Part]) -> Mended:
    """Return the parts as they were meant.

    What is certain is mended, and nothing else: see ``sync/thai/repair.py``.
    """
    damage = damage_of("\n".join(part.text for part in parts))
    whole = list(_whole(parts))
    mended = [_mended(part, damage) for part in whole]
    changed = sum(new != old for new, old in zip(mended, whole, strict=True))
    return Mended(mended, changed, damage.lost_am)


def _whole(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield lines that were broken within a letter as one, the break still in it."""
    begun: list[Flow] = []
    for part in parts:
        if isinstance(part, Aside):
            yield from _together(begun)
            yield part
            begun = []
        elif begun and goes_on_with(_cells(begun[-1])[-1], _cells(part)[0]):
            begun.append(part)
        else:
            yield from _together(begun)
            begun = [part]
    yield from _together(begun)


def _together(parts: Sequence[Flow]) -> Iterator[Flow]:
    """Yield parts as one, the last cell of each gone on with by the next one's first."""
    if len(parts) < 2:
        yield from parts
        return
    cells = list(_cells(parts[0]))
    for part in parts[1:]:
        first, *rest = _cells(part)
        cells[-1:] = [f"{cells[-1]}\n{first}", *rest]
    number = parts[0].number
    yield SourceLine(cells[0], number) if len(cells) == 1 else Row(tuple(cells), number)


def _cells(part: Flow) -> tuple[str, ...]:
    return part.cells if isinstance(part, Row) else (part.text,)


def _mended(part: Part, damage: Damage) -> Part:
    # a break that was none of a letter's is one between lines of prose
    if isinstance(part, Row):
        cells = (repair(cell, damage).replace("\n", " ") for cell in part.cells)
        return replace(part, cells=tuple(cells))
    return replace(part, text=repair(part.text, damage).replace("\n", " "))
