"""Places: where a finding is, as people know it: whose, under which heading, which cell."""

from sync.messages import Words
from sync.model.findings import Confirmed, Finding
from sync.plan.naming import in_title
from sync.thai.folding import shorten, width


def place_in_words(finding: Finding, words: Words) -> str:
    """Name a finding's project and heading, or its tab where it is no project's."""
    heading = finding.field or finding.cell.a1
    project = in_title(finding.called, words) if finding.called else ""
    if not project:
        return words.say("place.of_plan", tab=finding.cell.tab, heading=heading)
    return words.say("place.of_project", project=project, heading=heading)


def place_with_cell(finding: Finding, words: Words) -> str:
    """Name a finding's place, and its cell; once, where it has no heading but that."""
    if not (finding.field or finding.called):
        return place_in_words(finding, words)
    place = place_in_words(finding, words)
    return words.say("place.with_cell", place=place, cell=str(finding.cell))


def cell_with_place(finding: Finding, words: Words) -> str:
    """Name a finding's cell, its heading and its project, in one line of a column.

    It is a link there, and LibreOffice breaks none into lines: what there is no room for
    is left out, the project's name first.
    """
    said = str(finding.cell)
    if finding.field:
        said = words.say("place.behind_cell", cell=said, place=finding.field)
    project = in_title(finding.called, words) if finding.called else ""
    room = ONE_LINE - width(said)
    if project and room >= _LEAST_OF_A_PROJECT:
        said = words.say("place.behind_cell", cell=said, place=project)
    return shorten(said, ONE_LINE)


ONE_LINE = 46
"""Columns that a place takes at most."""
_LEAST_OF_A_PROJECT = 13
"""Columns that a project's number takes at least."""


def confirmed_in_words(confirmed: Confirmed, words: Words) -> str:
    """Name what was confirmed, where, and why, in a line."""
    finding = confirmed.finding
    return words.say(
        "place.confirmed",
        place=place_with_cell(finding, words),
        message=finding.message,
        reason=confirmed.reason,
    )
