"""Which lines open a heading of a project's paper, and what they say under it at once.

A heading is known by its words. Its number only helps where a line of a list has the
same words as a heading, or where a PDF has moved the marks of the words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.importing.numbered import Numbered, numbered
from sync.importing.results import is_joint
from sync.importing.source import SourceLine
from sync.model.plan import Heading
from sync.plan.labels import Headers
from sync.thai.folding import clean

_NAME = re.compile(r"ชื่อ\s*โครงการ(?:\s*/\s*(?:กิจกรรม|มาตรการ))*\s*:?\s*")
NAME_LABEL = "ชื่อโครงการ"
NAMES, RESULTS = "name", "results"
NUMBERS = {
    NAMES: 1,
    Heading.RATIONALE: 2,
    Heading.OBJECTIVES: 3,
    Heading.TARGET_GROUP: 4,
    Heading.METHOD: 5,
    Heading.PERIOD: 6,
    Heading.BUDGET: 7,
    Heading.RESPONSIBLE: 8,
    RESULTS: 9,
    Heading.OUTPUTS: 9,
    Heading.OUTCOMES: 9,
}
"""The numbers of the official form."""

_MOST_WORDS = 4
"""No heading has more; Thai hardly puts a space between words."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open ``place``; ``rest`` is what it says under it at once."""

    at: int
    place: str
    rest: str
    likelihood: int


def heading_of(text: str, headers: Headers) -> str | None:
    """Return which heading a text is, with its number or without, and nothing else."""
    words = numbered(clean(text)).rest.rstrip(" :")
    return NAMES if _NAME.fullmatch(words) else _place(words, headers)


def begins_with_name(text: str) -> bool:
    """Whether a line begins with the heading of a project's name."""
    return bool(_NAME.match(numbered(clean(text)).rest))


def openings_in(lines: Sequence[SourceLine], headers: Headers) -> Mapping[int, Opening]:
    """Return the lines that open a place by where they stand: the likeliest of each."""
    likeliest: dict[str, Opening] = {}
    for at, line in enumerate(lines):
        for opening in _may_open(at, line.text, headers):
            known = likeliest.get(opening.place)
            if known is None or opening.likelihood > known.likelihood:
                likeliest[opening.place] = opening
    name = likeliest.get(NAMES)
    if name and any(opening.at < name.at for opening in likeliest.values()):
        del likeliest[NAMES]  # prose that speaks of a project's name
    return {opening.at: opening for opening in likeliest.values()}


def _may_open(at: int, text: str, headers: Headers) -> Iterator[Opening]:
    line = numbered(text)
    if match := _NAME.match(line.rest):
        place: str | None = NAMES
        rest = line.rest[match.end() :]
    else:
        words, _, rest = line.rest.partition(":")
        place = _place(words, headers)
    if place is None and line.number:
        place = headers.find_by_letters("details", words)
        if place is None:
            place, rest = _in_front(line.rest, headers)
        if place is None or NUMBERS.get(place) != line.number:
            return
    if place is not None:
        yield Opening(at, place, rest.strip(), _likelihood(place, line))


def _place(words: str, headers: Headers) -> str | None:
    if is_joint(words):
        return RESULTS
    place = headers.find("details", words)
    return place if place != NAMES else None


def _in_front(text: str, headers: Headers) -> tuple[str | None, str]:
    """Find a heading with its text on the same line and no colon between."""
    words = text.split(" ")
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        if place := _place(" ".join(words[:count]), headers):
            return place, " ".join(words[count:])
    return None, ""


def _likelihood(place: str, line: Numbered) -> int:
    """Rank lines with a heading's words; ``๘.`` is the form's number, ``๒)`` a list's."""
    if not line.number:
        return 1
    if line.number != NUMBERS[place]:
        return 0
    return 3 if line.mark == "." else 2
