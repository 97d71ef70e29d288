"""One section of an export: the nine headings of a project, and the lines under them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.importing.apart import headings_apart
from sync.importing.broken_headings import rejoined
from sync.importing.numbered import Numbered, numbered
from sync.importing.openings import NAMES, RESULTS, in_front, openings_in
from sync.importing.results import is_joint, parted, result_of, results_among
from sync.importing.source import SourceLine
from sync.model.plan import Heading
from sync.plan.heading_words import is_apart
from sync.plan.labels import Headers

_BOTH = (Heading.OUTPUTS, Heading.OUTCOMES)


@dataclass(frozen=True, slots=True)
class Section:
    """A section's lines by what they stand under."""

    name: tuple[str, ...]
    lines: Mapping[Heading, tuple[SourceLine, ...]]
    unplaced: tuple[str, ...]
    apart: tuple[str, ...] = ()


def read_section(lines: Sequence[SourceLine], headers: Headers) -> Section:
    """Put each line of a section under its heading.

    ``unplaced`` stood under none, ``apart`` under a heading that the form has not, or
    beside the text.
    """
    beside = [line for line in lines if line.beside]
    lines = rejoined([line for line in lines if not line.beside], headers)
    lines = [part for line in lines for part in _parted(line, headers)]
    openings = openings_in(lines, headers)
    cut = [numbered(line.text) for line in lines]
    others = headings_apart(lines, cut, openings.keys(), headers)
    says = {at: (opening.place, opening.rest) for at, opening in openings.items()}
    says |= _counted(cut, others, {place for place, _ in says.values()}, headers)
    rest = others.keys() - says.keys()
    places = {at: place for at, (place, _) in says.items()}
    results = results_among([line.text for line in lines], places, rest, RESULTS)
    says |= {at: (own.heading, own.text) for at, own in results.items() if own.heading}
    nowhere: list[SourceLine] = []
    gathered: dict[str, list[SourceLine]] = {RESULTS: nowhere}
    apart: list[list[SourceLine]] = [[line] for line in beside]
    into = nowhere
    for at, line in enumerate(lines):
        if at in says:
            place, text = says[at]
            if place in _BOTH and at - 1 in rest and _is_title(lines[at - 1], headers):
                apart.pop()  # all that stands below it has a place
            into = gathered.setdefault(place, [])
            into += [replace(line, text=text, heading=False)] if text else []
        elif at in rest or at in results:
            into = [line]
            apart.append(into)
        else:
            into.append(line)
    return Section(
        name=tuple(line.text for line in gathered.get(NAMES, ())),
        lines={place: tuple(gathered[place]) for place in Heading if place in gathered},
        unplaced=tuple(line.text for line in nowhere),
        apart=tuple("\n".join(line.text for line in own) for own in apart),
    )


def _counted(
    lines: Sequence[Numbered],
    others: Collection[int],
    opened: set[str],
    headers: Headers,
) -> Mapping[int, tuple[str, str]]:
    """Return which headings are ours after all, by their number, each with its text.

    Where numbers go on no colon need stand between a heading's words and its text.
    """
    found: dict[int, tuple[str, str]] = {}
    for at in others:
        place, rest = (
            in_front(lines[at].rest, headers) if lines[at].mark else (None, "")
        )
        if place and place not in opened:
            found[at] = place, rest
            opened.add(place)
    return found


def _is_title(line: SourceLine, headers: Headers) -> bool:
    """Whether a line is one of the headings that projects' papers have, and says no more."""
    words = numbered(line.text).rest.rstrip(" :")
    return headers.find("apart", words) is not None or is_apart(words)


def _parted(line: SourceLine, headers: Headers) -> Iterator[SourceLine]:
    """Yield a line in as many as it has outputs and outcomes, and the heading above them."""
    title, colon, rest = line.text.partition(":")
    bare = numbered(title).rest
    may_have = is_joint(bare) or headers.find("apart", bare) or is_apart(bare)
    if colon and may_have and result_of(rest.strip()):
        yield replace(line, text=f"{title}:")
        line = replace(line, text=rest.strip(), opens=True, heading=False)
    yield from (replace(line, text=each) for each in parted(line.text))
