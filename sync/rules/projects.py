"""Rules on the rows of the tab โครงการ."""

from collections import Counter
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Field, Plan
from sync.rules.context import RuleContext
from sync.thai.digits import to_count
from sync.thai.folding import key


def none_at_all(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A plan without a project is a sheet not yet filled in."""
    if not plan.projects:
        yield Hit("PRJ003", context.projects)


def no_name(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Every row of the official table names its project."""
    for project in plan.projects:
        if not project.name:
            yield Hit("PRJ001", project.cells[Field.NAME])


def same_name(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Two rows of one name cannot be told apart, and share one detail."""
    first: dict[str, str] = {}
    for place, project in enumerate(plan.projects, 1):
        name = key(project.name)
        if name in first:
            facts = {"other": first[name]}
            yield Hit("PRJ002", project.cells[Field.NAME], project.name, facts)
        elif name:
            first[name] = project.number or str(place)


def number_out_of_order(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The official table counts from 1; a gap means a row lost or inserted.

    After an odd number the count goes on from it, so that one slip is one finding; not
    where the next row has the number after the one expected: then this one is the slip.
    ``1.1``, ``1.2``, ``2.1`` count within each part. A column that staff left empty
    throughout is theirs to leave: the document counts.
    """
    counts: Counter[str] = Counter()
    numbers = [project.number for project in plan.projects]
    for place, project in enumerate(plan.projects, 1):
        part, dot, _ = project.number.rpartition(".")
        counts[part] += 1
        expected = f"{part}{dot}{counts[part]}"
        if not project.number or project.number == expected:
            continue
        facts = {"expected": expected}
        yield Hit("PRJ004", project.cells[Field.NUMBER], project.number, facts)
        if numbers[place : place + 1] != [f"{part}{dot}{counts[part] + 1}"]:
            last = to_count(project.number.removeprefix(f"{part}{dot}"))
            counts[part] = last or counts[part]


def no_quarter(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """The NACC asks for the time of every project; the table gives it by quarter."""
    for project in plan.projects:
        if not project.quarters:
            yield Hit("QTR001", project.cells[Field.QUARTER_1])
