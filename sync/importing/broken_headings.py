"""Headings that an export has broken over two lines."""

from collections.abc import Sequence
from dataclasses import replace

from sync.importing.numbered import numbered
from sync.importing.openings import NUMBERS, heading_of, spelt_heading
from sync.importing.results import is_joint
from sync.importing.source import SourceLine
from sync.plan.labels import Headers

_LONGEST = 40


def rejoined(lines: Sequence[SourceLine], headers: Headers) -> Sequence[SourceLine]:
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
    line = numbered(first)
    begun = line.rest
    if not line.number or len(first) > _LONGEST or is_joint(begun):
        return False
    if second.startswith(":"):
        place = heading_of(begun, headers)
    else:
        words = second.partition(":")[0]
        if len(words) > _LONGEST:
            return False
        whole = f"{begun}{words}"
        # what is a heading already goes on only with the rest of one that we know
        is_whole = heading_of(begun, headers) is not None
        place = (spelt_heading if is_whole else heading_of)(whole, headers)
    return place is not None and NUMBERS[place] == line.number
