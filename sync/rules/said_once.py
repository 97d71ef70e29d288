"""What is said once for many places: a whole plan's habit, and one thing over in a cell."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from sync.messages import Words
from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.plan.naming import in_sentence
from sync.rules.places import Place
from sync.thai.folding import shorten

_MAY_BE_HABITS = frozenset({"QTR107", "TRM008", "LST006", "RSP001", "RSP002"})
_LEAST_OF_A_HABIT = 4
_MOST_NAMED = 12
"""Places that a sentence names; a finding has them all."""
_LONGEST = 300


def said_once(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits in their order, each with the other places of which it is said as well."""
    return _together(_together(hits, _alike, 2), _habit, _LEAST_OF_A_HABIT)


def _together(
    hits: Iterable[Hit], kind: Callable[[Hit], Hashable | None], least: int
) -> list[Hit]:
    """Return of hits of one kind, if there are so many, the first with the others' places."""
    known = [(hit, kind(hit)) for hit in hits]
    of_kind: dict[Hashable, list[Hit]] = defaultdict(list)
    for hit, name in known:
        of_kind[name].append(hit)
    once: list[Hit] = []
    for hit, name in known:
        alike = of_kind[name]
        if name is None or len(alike) < least:
            once.append(hit)
        elif hit is alike[0]:
            others = [cell for each in alike for cell in (each.cell, *each.others)]
            once.append(replace(hit, others=tuple(others[1:])))
    return once


def _alike(hit: Hit) -> Hashable:
    """Name all that is said of a cell."""
    named = tuple((name, tuple(all_)) for name, all_ in hit.projects.items())
    said = (*hit.facts.items(), *hit.quotes.items(), *named)
    return hit.rule, hit.cell, hit.found, said


def _habit(hit: Hit) -> Hashable | None:
    """Name what is done: a rule's text that is right, where it gives one."""
    is_habit = hit.rule in _MAY_BE_HABITS
    return (hit.rule, hit.facts.get("right", "")) if is_habit else None


def with_others(
    message: str,
    hit: Hit,
    place_of: Callable[[Cell], Place],
    words: Words,
    write: Callable[[str], str],
) -> str:
    """Add to a sentence of one place how many others there are, and which.

    Nothing is claimed of them but that they are of the kind: what is quoted may differ.
    """
    if not hit.others:
        return message
    elsewhere = [cell for cell in dict.fromkeys(hit.others) if cell != hit.cell]
    if not elsewhere:
        count = write(str(len(hit.others) + 1))
        return words.say("findings.here", message=message, count=count)
    count, places = write(str(len(hit.others))), _named(elsewhere, place_of, hit, words)
    return words.say("findings.others", message=message, count=count, places=places)


def _named(
    cells: Sequence[Cell], place_of: Callable[[Cell], Place], hit: Hit, words: Words
) -> str:
    """Name places by their projects' numbers, or by cells where these tell more."""
    places = sorted(
        ((place_of(cell), cell) for cell in cells),
        key=lambda each: (each[0].project or 0, each[1].tab, each[1]),
    )[:_MOST_NAMED]
    called = [place.called for place, _ in places if place.called]
    numbers = {each.number for each in called if each.number}
    if len(numbers) == len(places):
        named = in_sentence(called, words)
    else:
        shown = (c.a1 if c.tab == hit.cell.tab else str(c) for _, c in places)
        named = ", ".join(shown)
    more = " …" if len(places) < len(cells) else ""
    return shorten(named, _LONGEST) + more
