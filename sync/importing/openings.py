"""Which lines open a heading of a project's paper, and what they say under it at once.

A heading is known by its words. Its number only helps where a line of a list has the
same words as a heading, or where a PDF has moved the marks of the words.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sync.importing.numbered import Numbered, numbered
from sync.importing.results import is_joint
from sync.importing.source import SourceLine
from sync.model.plan import Heading
from sync.plan.heading_words import is_name, read_heading
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

_FEWEST = 2
"""Headings with a number, or that stand out, by which all others must be known."""

_MOST_WORDS = 4
"""No heading has more; Thai hardly puts a space between words."""

_GOING_ON = ("และ", "หรือ", "กับ", "ของ", "/", ",", "&")
"""What goes on with a title, and begins no text."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open ``place``; ``rest`` is what it says under it at once.

    ``is_bare`` says that nothing but its words tells that it is a heading, and these are
    spelt as the office likes.
    """

    at: int
    place: str
    rest: str
    likelihood: int = 0
    is_bare: bool = False


def heading_of(text: str, headers: Headers) -> str | None:
    """Return which heading a text is, with its number or without, and nothing else."""
    words = numbered(clean(text)).rest.rstrip(" :")
    if _NAME.fullmatch(words) or is_name(words):
        return NAMES
    return spelt_heading(words, headers) or _in_own_words(words, headers)


def spelt_heading(words: str, headers: Headers) -> str | None:
    """Return which heading words are as we know it spelt, but for a project's name."""
    if is_joint(words):
        return RESULTS
    place = headers.find("details", words)
    return place if place != NAMES else None


def _in_own_words(words: str, headers: Headers) -> str | None:
    return None if headers.find("apart", words) else read_heading(words)


def begins_with_name(text: str) -> bool:
    """Whether a line begins with the heading of a project's name."""
    return _behind_name(numbered(clean(text)).rest) is not None


def _behind_name(text: str) -> str | None:
    """Return what stands behind the heading of a project's name at the start of a text."""
    if match := _NAME.match(text):
        return text[match.end() :]
    words, colon, rest = text.partition(":")
    return rest if colon and is_name(words) else None


def openings_in(lines: Sequence[SourceLine], headers: Headers) -> Mapping[int, Opening]:
    """Return the lines that open a place by where they stand: the likeliest of each."""
    every = [
        opening
        for at, line in enumerate(lines)
        if (opening := _may_open(at, line, headers))
    ]
    has_marks = sum(_is_marked(lines[opening.at]) for opening in every) >= _FEWEST
    bare = [opening for opening in every if has_marks and opening.is_bare]
    likeliest = _likeliest(each for each in every if not (has_marks and each.is_bare))
    for opening in bare:
        if opening.place not in likeliest and _fits(opening, likeliest.values()):
            likeliest[opening.place] = opening
    name = likeliest.get(NAMES)
    if (
        name
        and not lines[name.at].heading
        and any(opening.at < name.at for opening in likeliest.values())
    ):
        del likeliest[NAMES]  # prose that speaks of a project's name
    return {opening.at: opening for opening in likeliest.values()}


def _likeliest(every: Iterable[Opening]) -> dict[str, Opening]:
    """Return the likeliest opening of each place, the first of those that are alike."""
    found: dict[str, Opening] = {}
    for opening in every:
        known = found.get(opening.place)
        if known is None or opening.likelihood > known.likelihood:
            found[opening.place] = opening
    return found


def _fits(opening: Opening, others: Collection[Opening]) -> bool:
    """Whether a line stands where the form has its heading, though it bears no mark."""
    number = NUMBERS[opening.place]
    return any(other.at < opening.at for other in others) and all(
        (NUMBERS[other.place] < number) is (other.at < opening.at) for other in others
    )


def _is_marked(line: SourceLine) -> bool:
    """Whether a line stands out, or has a heading's number."""
    return line.heading or bool(numbered(line.text).mark)


def _may_open(at: int, line: SourceLine, headers: Headers) -> Opening | None:
    cut = numbered(line.text)
    behind_name = _behind_name(cut.rest)
    if behind_name is not None:
        likelihood = _likelihood(NAMES, cut, line, is_spelt=True)
        return Opening(at, NAMES, behind_name.strip(), likelihood)
    words, colon, rest = cut.rest.partition(":")
    place = spelt_heading(words, headers)
    is_spelt = place is not None
    place = place or _in_own_words(words, headers)
    is_bare = not (is_spelt or colon or _is_marked(line))
    if place is None and cut.number:
        place = headers.find_by_letters("details", words)
        if place is None:
            place, rest = in_front(cut.rest, headers)
        if NUMBERS.get(place or "") != cut.number:
            return None
    if place is None:
        return None
    likelihood = _likelihood(place, cut, line, is_spelt=is_spelt)
    if clean(words) == headers.spellings["details"].get(place, ("",))[0]:
        likelihood += 1
    return Opening(at, place, rest.strip(), likelihood, is_bare)


def in_front(text: str, headers: Headers) -> tuple[str | None, str]:
    """Find a heading with its text on the same line and no colon between: it, and that."""
    words = text.split(" ")
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        begun, rest = " ".join(words[:count]), " ".join(words[count:])
        place = spelt_heading(begun, headers) or _in_own_words(begun, headers)
        if place and not rest.startswith(_GOING_ON):
            return place, rest
    return None, ""


def _likelihood(place: str, cut: Numbered, line: SourceLine, *, is_spelt: bool) -> int:
    """Rank lines with a heading's words; ``๘.`` is the form's number, ``๒)`` a list's."""
    likelihood = _STANDS_OUT if line.heading else 0
    if cut.number == NUMBERS[place]:
        return likelihood + (_NUMBERED if cut.mark == "." else _LISTED)
    if is_spelt:
        return likelihood + (4 if cut.number else 6)
    return likelihood + (2 if cut.number else 0)


_STANDS_OUT, _NUMBERED, _LISTED = 100, 30, 20
