"""One section of an export: the nine headings of a project, and the lines under them.

A heading is known by its words. Its number only helps where a line of a list has the
same words as a heading, or where a PDF has moved the marks of the words.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sync.importing.apart import Numbered, headings_apart
from sync.importing.results import is_joint, parted, result_of, results_among
from sync.importing.source import SourceLine
from sync.model.plan import Heading
from sync.plan.labels import Headers
from sync.thai.digits import to_arabic
from sync.thai.folding import clean

_ORDINAL = re.compile(
    r"(?:ลำดับ\s*(?:ที่)?|(?:โครงการ|กิจกรรม|มาตรการ)\s*ที่)\s*(?P<number>\d{1,4}(?:\.\d{1,3})*)"
    r"\s*[.:]?"
)
_COUNTED = re.compile(r"\D{0,20}?(\d{1,3})\s*[.:)]?")
_NUMBER = re.compile(
    r"(?P<number>\d{1,2})(?:(?P<mark>[.)])(?!\d)|(?:\.\d{1,2})+[.)]?|(?=\s))\s*"
)
_NAME = re.compile(r"ชื่อ\s*โครงการ(?:\s*/\s*(?:กิจกรรม|มาตรการ))*\s*:?\s*")
NAME_LABEL = "ชื่อโครงการ"
_NAMES, _RESULTS = "name", "results"
_BOTH = (Heading.OUTPUTS, Heading.OUTCOMES)
NUMBERS = {
    _NAMES: 1,
    Heading.RATIONALE: 2,
    Heading.OBJECTIVES: 3,
    Heading.TARGET_GROUP: 4,
    Heading.METHOD: 5,
    Heading.PERIOD: 6,
    Heading.BUDGET: 7,
    Heading.RESPONSIBLE: 8,
    _RESULTS: 9,
    Heading.OUTPUTS: 9,
    Heading.OUTCOMES: 9,
}
"""The numbers of the official form."""

_LONGEST_HEADING = 40

_FEWEST = 2
"""Headings that make a section of what a project's name begins."""

_MOST_WORDS = 4
"""No heading has more; Thai hardly puts a space between words."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section's lines by what they stand under."""

    name: tuple[str, ...]
    lines: Mapping[Heading, tuple[SourceLine, ...]]
    unplaced: tuple[str, ...]
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line that may open ``place``; ``rest`` is what it says under it at once."""

    at: int
    place: str
    rest: str
    likelihood: int


def is_ordinal(text: str) -> bool:
    """Whether a line is such as ``ลำดับที่ ๑``, with which a section begins."""
    return ordinal_of(text) is not None


def ordinal_of(text: str) -> str | None:
    """Return the number that such a line gives a project, as 3 or 3.1."""
    match = _ORDINAL.fullmatch(to_arabic(clean(text)))
    return match["number"] if match else None


def headings_in(lines: Sequence[SourceLine], headers: Headers) -> frozenset[str]:
    """Return which headings these lines have."""
    openings = _openings(_rejoined(lines, headers), headers).values()
    return frozenset(opening.place for opening in openings)


def has_headings(lines: Sequence[SourceLine], headers: Headers) -> bool:
    """Whether these lines describe a project at all."""
    return bool(headings_in(lines, headers))


def heading_of(text: str, headers: Headers) -> str | None:
    """Return which heading a text is, with its number or without, and nothing else."""
    _, _, bare = _numbered(clean(text))
    words = bare.rstrip(" :")
    return _NAMES if _NAME.fullmatch(words) else _place(words, headers)


def section_starts(lines: Sequence[SourceLine | None], headers: Headers) -> set[int]:
    """Return which lines open a section; what is ``None`` is no line of text.

    They are ordinals, or, where no section has one, the headings of projects' names.
    """
    ordinals = _followed(lines, is_ordinal, 1, headers)
    if ordinals:
        return ordinals
    names = sorted(_followed(lines, begins_with_name, _FEWEST, headers))
    return {
        at - 1 if at and _counts(lines[at - 1], number) else at
        for number, at in enumerate(names, 1)
    }


def _counts(line: SourceLine | None, number: int) -> bool:
    """Whether a line above a name is a word and its number, as “ข้อ ๒”."""
    found = _COUNTED.fullmatch(to_arabic(line.text)) if line else None
    return found is not None and int(found[1]) == number


def begins_with_name(text: str) -> bool:
    """Whether a line begins with the heading of a project's name."""
    return bool(_NAME.match(_numbered(clean(text))[2]))


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


def read_section(lines: Sequence[SourceLine], headers: Headers) -> Section:
    """Put each line of a section under its heading.

    ``unplaced`` stood under none, ``apart`` under a heading that the form has not, or
    beside the text.
    """
    beside = [line for line in lines if line.beside]
    lines = _rejoined([line for line in lines if not line.beside], headers)
    lines = [part for line in lines for part in _parted(line, headers)]
    openings = _openings(lines, headers)
    numbered = [Numbered(*_numbered(line.text)) for line in lines]
    others = headings_apart(lines, numbered, openings.keys(), headers)
    places = {at: opening.place for at, opening in openings.items()}
    results = results_among([line.text for line in lines], places, others, _RESULTS)
    says = {at: (opening.place, opening.rest) for at, opening in openings.items()}
    says |= {at: (own.heading, own.text) for at, own in results.items() if own.heading}
    nowhere: list[SourceLine] = []
    gathered: dict[str, list[SourceLine]] = {_RESULTS: nowhere}
    apart: list[list[SourceLine]] = [[line] for line in beside]
    into = nowhere
    for at, line in enumerate(lines):
        if at in says:
            place, rest = says[at]
            if (
                place in _BOTH
                and at - 1 in others
                and _is_title(lines[at - 1], headers)
            ):
                apart.pop()  # all that stands below it has a place
            into = gathered.setdefault(place, [])
            into += [replace(line, text=rest, heading=False)] if rest else []
        elif at in others or at in results:
            into = [line]
            apart.append(into)
        else:
            into.append(line)
    return Section(
        name=tuple(line.text for line in gathered.get(_NAMES, ())),
        lines={place: tuple(gathered[place]) for place in Heading if place in gathered},
        unplaced=tuple(line.text for line in nowhere),
        apart=tuple("\n".join(line.text for line in own) for own in apart),
    )


def _is_title(line: SourceLine, headers: Headers) -> bool:
    """Whether a line is one of the headings that projects' papers have, and says no more."""
    _, _, bare = _numbered(line.text)
    return headers.find("apart", bare.rstrip(" :")) is not None


def _parted(line: SourceLine, headers: Headers) -> Iterator[SourceLine]:
    """Yield a line in as many as it has outputs and outcomes, and the heading above them."""
    title, colon, rest = line.text.partition(":")
    _, _, bare = _numbered(title)
    may_have = is_joint(bare) or headers.find("apart", bare) is not None
    if colon and may_have and result_of(rest.strip()):
        yield replace(line, text=f"{title}:")
        line = replace(line, text=rest.strip(), opens=True, heading=False)
    yield from (replace(line, text=each) for each in parted(line.text))


# --- headings broken over two lines -----------------------------------------------


def _rejoined(lines: Sequence[SourceLine], headers: Headers) -> Sequence[SourceLine]:
    """Return the lines with each heading in one; its number tells that it is one."""
    joined: list[SourceLine] = []
    at = 0
    while at < len(lines):
        first, second = lines[at], lines[at + 1] if at + 1 < len(lines) else None
        if second and _is_broken(first.text, second.text, headers):
            joined.append(replace(first, text=f"{first.text} {second.text}"))
            at += 2
        else:
            joined.append(first)
            at += 1
    return joined


def _is_broken(first: str, second: str, headers: Headers) -> bool:
    """Whether two lines are one heading, with its text behind a colon at most."""
    number, _, begun = _numbered(first)
    if not number or len(first) > _LONGEST_HEADING or is_joint(begun):
        return False
    if second.startswith(":"):
        place = _NAMES if _NAME.fullmatch(begun) else _place(begun, headers)
    else:
        words = second.partition(":")[0]
        if len(words) > _LONGEST_HEADING:
            return False
        whole = f"{begun}{words}"
        place = _NAMES if _NAME.fullmatch(whole) else _place(whole, headers)
    return place is not None and NUMBERS[place] == number


# --- which lines open a place -----------------------------------------------------


def _openings(lines: Sequence[SourceLine], headers: Headers) -> Mapping[int, _Opening]:
    """Return the lines that open a place by where they stand: the likeliest of each."""
    likeliest: dict[str, _Opening] = {}
    for at, line in enumerate(lines):
        for opening in _may_open(at, line.text, headers):
            known = likeliest.get(opening.place)
            if known is None or opening.likelihood > known.likelihood:
                likeliest[opening.place] = opening
    name = likeliest.get(_NAMES)
    if name and any(opening.at < name.at for opening in likeliest.values()):
        del likeliest[_NAMES]  # prose that speaks of a project's name
    return {opening.at: opening for opening in likeliest.values()}


def _may_open(at: int, text: str, headers: Headers) -> Iterator[_Opening]:
    number, mark, bare = _numbered(text)
    if match := _NAME.match(bare):
        place: str | None = _NAMES
        rest = bare[match.end() :]
    else:
        words, _, rest = bare.partition(":")
        place = _place(words, headers)
    if place is None and number:
        place = headers.find_by_letters("details", words)
        if place is None:
            place, rest = _in_front(bare, headers)
        if place is None or NUMBERS.get(place) != number:
            return
    if place is not None:
        yield _Opening(at, place, rest.strip(), _likelihood(place, number, mark))


def _numbered(text: str) -> tuple[int, str, str]:
    """Take the number off a line: the number, 0 for none, its mark, and the rest."""
    match = _NUMBER.match(to_arabic(text))
    if match is None:
        return 0, "", text
    return int(match["number"]), match["mark"] or "", text[match.end() :]


def _place(words: str, headers: Headers) -> str | None:
    if is_joint(words):
        return _RESULTS
    place = headers.find("details", words)
    return place if place != _NAMES else None


def _in_front(text: str, headers: Headers) -> tuple[str | None, str]:
    """Find a heading with its text on the same line and no colon between."""
    words = text.split(" ")
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        if place := _place(" ".join(words[:count]), headers):
            return place, " ".join(words[count:])
    return None, ""


def _likelihood(place: str, number: int, mark: str) -> int:
    """Rank lines with a heading's words; ``๘.`` is the form's number, ``๒)`` a list's."""
    if not number:
        return 1
    if number != NUMBERS[place]:
        return 0
    return 3 if mark == "." else 2
