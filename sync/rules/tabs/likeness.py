"""Rules that hold projects against each other: look-alikes, order, dimensions."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Field, Info, Plan
from sync.plan.matching import NameIndex
from sync.rules.context import RuleContext
from sync.thai.folding import key
from sync.thai.likeness import begin_alike

_KIND = re.compile("(?:โครงการ|กิจกรรม|มาตรการ)(?:การ)?")
_SHORTEST = 10
"""Shorter names differ by a letter and mean another thing."""


def look_alike(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Two names but for one slip, or for their kind or office, are one project twice.

    A figure that differs makes a series, such as two courses of one name.
    """
    office = key(plan.info.text(Info.OFFICE)) or "\n"
    places, names = context.matching.places, NameIndex()
    cores: dict[int, str] = {}
    for project in plan.projects:
        core = _KIND.sub("", key(project.name), count=1).replace(office, "")
        if len(core) < _SHORTEST:
            continue
        for row in names.near(core):
            other = plan.projects[places[row] - 1]
            if _one_slip(cores[row], core) and key(other.name) != key(project.name):
                called = {"other": [context.matching.called[row]]}
                cell = project.cells[Field.NAME]
                yield Hit("PRJ101", cell, project.name, projects=called)
                break
        cores[project.row] = core
        names.add(project.row, core)


def _one_slip(one: str, other: str) -> bool:
    """Whether a letter was changed, or two at most left out, in one place."""
    if abs(len(one) - len(other)) > 2:
        return False
    begin = begin_alike(one, other)
    one, other = one[begin:], other[begin:]
    end = begin_alike(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    if re.search(r"[\divx]", one + other):
        return False
    at_the_end = not end and one and other  # ชั้น ก, ชั้น ข
    return len(one) + len(other) <= 2 and not at_the_end


def other_order(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The document describes the projects in the order of its table.

    Said once, at the first detail that stands elsewhere.
    """
    matched = [
        (context.matching.places[project.row], project, detail)
        for detail in plan.details
        if (project := context.matching.project_of(detail))
    ]
    ordered = sorted(place for place, *_ in matched)
    for expected, (place, project, detail) in zip(ordered, matched, strict=True):
        if place != expected:
            names = context.matching.called
            wanted = plan.projects[expected - 1]
            called = {"here": [names[project.row]], "expected": [names[wanted.row]]}
            yield Hit("PRJ102", detail.name_cell, detail.name, projects=called)
            return


def empty_dimension(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A plan of the NACC's frame works in all four dimensions, if it has four projects.

    Nothing is said while the dimension of a project is not yet chosen.
    """
    used = {project.dimension for project in plan.projects}
    if len(plan.projects) < len(context.dimensions) or None in used:
        return
    for number, name in enumerate(context.dimensions, 1):
        if number not in used:
            yield Hit(
                "PRJ103", context.projects, "", {"number": str(number), "name": name}
            )
