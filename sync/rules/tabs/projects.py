"""Rules on the rows of the tab โครงการ."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sync.model.findings import Hit
from sync.model.plan import Field, Plan
from sync.plan.naming import number_key
from sync.rules.context import RuleContext
from sync.rules.words.unfilled import is_unfilled
from sync.thai.digits import to_count
from sync.thai.folding import key


def none_at_all(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A plan without a project is a sheet not yet filled in."""
    if not plan.projects:
        yield Hit("PRJ003", context.projects)


def no_name(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Every row of the official table names its project."""
    for project in plan.projects:
        if is_unfilled(project.name, context.lists):
            yield Hit("PRJ001", project.cells[Field.NAME], project.name)


def same_name(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Two rows of one name cannot be told apart, and share one detail."""
    first: dict[str, int] = {}
    for project in plan.projects:
        name = key(project.name)
        if name in first:
            called = {"other": [context.matching.called[first[name]]]}
            cell = project.cells[Field.NAME]
            yield Hit("PRJ002", cell, project.name, projects=called)
        elif name:
            first[name] = project.row


def number_out_of_order(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The official table counts from 1; a gap means a row lost or inserted."""
    found = list(_out_of_order(plan))
    if len(found) < _MANY:
        yield from found


def numbers_out_of_order(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Rows that were sorted have all their numbers out of order: that is one slip."""
    found = list(_out_of_order(plan))
    if len(found) >= _MANY:
        others = tuple(hit.cell for hit in found[1:])
        facts = {"count": str(len(found))}
        yield replace(found[0], rule="PRJ006", facts=facts, others=others)


_MANY = 4


def _out_of_order(plan: Plan) -> Iterator[Hit]:
    """Yield the rows whose number is none that may stand there.

    After an odd number the count goes on from it, so that one slip is one finding; not
    where the next row has the number after the one expected: then this one is the slip.
    ``1.1``, ``1.2``, ``2.1`` count within each part, and a new dimension may begin from
    1 again. A row without a number counts in the part of the row before. A column that
    staff left empty throughout is theirs to leave: the document counts.
    """
    counts: Counter[str] = Counter()
    part = dot = ""
    numbers = [number_key(project.number) for project in plan.projects]
    for place, project in enumerate(plan.projects, 1):
        number = numbers[place - 1]
        if not number:
            counts[part] += 1
            continue
        part, dot, last = number.rpartition(".")
        begins = place > 1 and project.dimension != plan.projects[place - 2].dimension
        if begins and last == "1":
            counts[part] = 0
        counts[part] += 1
        expected = f"{part}{dot}{counts[part]}"
        if number == expected:
            continue
        facts = {"expected": expected}
        yield Hit("PRJ004", project.cells[Field.NUMBER], project.number, facts)
        if numbers[place : place + 1] != [f"{part}{dot}{counts[part] + 1}"]:
            counts[part] = to_count(last) or counts[part]


def no_quarter(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The NACC asks for the time of every project; the table gives it by quarter."""
    for project in plan.projects:
        if not project.quarters:
            yield Hit("QTR001", project.cells[Field.QUARTER_1])
