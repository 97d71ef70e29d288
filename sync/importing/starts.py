"""Where sections begin, of which each describes a project."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from sync.importing.broken_headings import rejoined
from sync.importing.openings import begins_with_name, openings_in
from sync.importing.source import SourceLine
from sync.plan.labels import Headers
from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key

_ORDINAL = re.compile(
    r"(?:ลำดับ\s*(?:ที่)?|(?:โครงการ|กิจกรรม|มาตรการ)\s*ที่)\s*(?P<number>\d{1,4}(?:\.\d{1,3})*)"
    r"\s*[.:]?"
)
_COUNTED = re.compile(r"\D{0,20}?(\d{1,3})\s*[.:)]?")
_DIGITS = re.compile(r"\d+")
_FEWEST = 2
"""Headings that make a section of what a project's name begins."""


def is_ordinal(text: str) -> bool:
    """Whether a line is such as ``ลำดับที่ ๑``, with which a section begins."""
    return ordinal_of(text) is not None


def ordinal_of(text: str) -> str | None:
    """Return the number that such a line gives a project, as 3 or 3.1."""
    match = _ORDINAL.fullmatch(to_arabic(clean(text)))
    return match["number"] if match else None


def headings_in(lines: Sequence[SourceLine], headers: Headers) -> frozenset[str]:
    """Return which headings these lines have."""
    openings = openings_in(rejoined(lines, headers), headers).values()
    return frozenset(opening.place for opening in openings)


def has_headings(lines: Sequence[SourceLine], headers: Headers) -> bool:
    """Whether these lines describe a project at all."""
    return bool(headings_in(lines, headers))


def section_starts(lines: Sequence[SourceLine | None], headers: Headers) -> set[int]:
    """Return which lines open a section; what is ``None`` is no line of text.

    They are ordinals, or, where no section has one, the headings of projects' names;
    or the titles that stand above each of them.
    """
    starts = sorted(_followed(lines, is_ordinal, 1, headers))
    if not starts:
        names = sorted(_followed(lines, begins_with_name, _FEWEST, headers))
        starts = [
            at - 1 if at and _counts(lines[at - 1], number) else at
            for number, at in enumerate(names, 1)
        ]
    above = _same_above(lines, starts)
    return {start - above for start in starts}


def _same_above(lines: Sequence[SourceLine | None], starts: Sequence[int]) -> int:
    """Return how many lines above each start are the same: titles and labels of a form.

    They are no text of the section before.
    """
    gap = min((end - start for start, end in pairwise([-1, *starts])), default=1)
    if len(starts) < _FEWEST:
        return 0
    same = (
        {_title(lines[start - above]) for start in starts} for above in range(1, gap)
    )
    return sum(1 for _ in takewhile(lambda own: len(own) == 1 and "" not in own, same))


def _title(line: SourceLine | None) -> str:
    """Return a line as it is compared: a heading by its words, any without its numbers."""
    if line is None:
        return ""
    text = line.text.partition(":")[0] if line.heading else line.text
    return _DIGITS.sub("", key(text))


def is_own_number(line: SourceLine, number: int) -> bool:
    """Whether a line is nothing but the number of a section, which is that one."""
    return is_ordinal(line.text) or _counts(line, number)


def _counts(line: SourceLine | None, number: int) -> bool:
    """Whether a line above a name is a word and its number, as “ข้อ ๒”."""
    found = _COUNTED.fullmatch(to_arabic(line.text)) if line else None
    return found is not None and int(found[1]) == number


def _followed(
    lines: Sequence[SourceLine | None],
    begins: Callable[[str], bool],
    least: int,
    headers: Headers,
) -> set[int]:
    """Return the lines that begin a section, if headings follow before the next one."""
    starts = [at for at, line in enumerate(lines) if line and begins(line.text)]
    return {
        start
        for start, end in pairwise([*starts, len(lines)])
        if len(headings_in([one for one in lines[start + 1 : end] if one], headers))
        >= least
    }
