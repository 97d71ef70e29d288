"""Places: where a finding is, as people know it: whose, under which heading, which cell."""

from sync.messages import Words
from sync.model.findings import Confirmed, Finding
from sync.plan.text import printable
from sync.thai.folding import shorten

_LONGEST_NAME = 60
"""Columns of a project's name in a place; its number tells it apart."""


def place_in_words(finding: Finding, words: Words) -> str:
    """Name a finding's project and heading, or its tab where it is no project's."""
    heading = finding.field or finding.cell.a1
    if finding.project is None:
        return words.say("place.of_plan", tab=finding.cell.tab, heading=heading)
    name = shorten(printable(finding.name), _LONGEST_NAME)
    number = str(finding.project)
    if not name:
        return words.say("place.unnamed", number=number, heading=heading)
    return words.say("place.of_project", number=number, name=name, heading=heading)


def place_with_cell(finding: Finding, words: Words) -> str:
    """Name a finding's place, and its cell."""
    place = place_in_words(finding, words)
    return words.say("place.with_cell", place=place, cell=str(finding.cell))


def confirmed_in_words(confirmed: Confirmed, words: Words) -> str:
    """Name what was confirmed, where, and why, in a line."""
    finding = confirmed.finding
    return words.say(
        "place.confirmed",
        place=place_with_cell(finding, words),
        message=finding.message,
        reason=confirmed.reason,
    )
