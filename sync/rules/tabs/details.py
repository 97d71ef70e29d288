"""Rules on the tab รายละเอียด, and between it and the table."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Field, Heading, Plan
from sync.rules.amounts.read_budgets import is_of_others, read_budgets
from sync.rules.context import RuleContext
from sync.rules.words.unfilled import is_unfilled, says_none
from sync.thai.folding import says_something
from sync.thai.money import baht


def missing(_plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Every project of the table has its nine headings in the document."""
    for project in context.matching.without:
        if project.name:
            yield Hit("DET001", project.cells[Field.NAME], project.name)


def of_no_project(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A detail without a row in the table would not be printed."""
    matching = context.matching
    for detail in plan.details:
        if matching.project_of(detail) is None and detail.row not in matching.unsure:
            yield Hit("DET002", detail.name_cell, detail.name)


def of_some_project(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A name like those of two projects, or of one that has a detail, is nobody's.

    Nothing is printed on a guess: whoever knows chooses the name.
    """
    matching = context.matching
    for detail in plan.details:
        near = matching.unsure.get(detail.row, ())[:_MOST_NEAR]
        if near:
            called = {"near": [matching.called[project.row] for project in near]}
            yield Hit("DET007", detail.name_cell, detail.name, projects=called)


_MOST_NEAR = 3


def name_drift(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """A name typed twice drifts: the table's and the detail's must be one."""
    matching = context.matching
    for detail in plan.details:
        project = matching.drifted.get(detail.row)
        if project:
            called = {"other": [matching.called[project.row]]}
            yield Hit("DET006", detail.name_cell, detail.name, projects=called)


def empty_heading(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The manual of the NACC gives every project all nine headings.

    A dash says that there is none: of a budget or a target group that may be so.
    """
    for detail in plan.details:
        for heading, text in detail.texts.items():
            is_answer = heading in _MAY_LACK or says_something(text)
            may_lack = is_answer and says_none(text)
            if text and is_unfilled(text, context.lists) and not may_lack:
                label = context.label(heading)
                facts = {"quoted": label, "headings": label}
                yield Hit("DET003", detail.cells[heading], text, facts)
        if empty := [heading for heading in Heading if not detail.texts[heading]]:
            # a plan that was imported lacks most of them: one line a project
            labels = [context.label(heading) for heading in empty]
            facts = {"quoted": "”, “".join(labels), "headings": ", ".join(labels)}
            yield Hit("DET003", detail.cells[empty[0]], "", facts)


_MAY_LACK = frozenset({Heading.BUDGET, Heading.TARGET_GROUP})


def twice(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Of two details of one project only the first would be printed."""
    again = context.matching.again
    for detail in plan.details:
        if detail.row in again:
            facts = {"other": str(again[detail.row])}
            yield Hit("DET004", detail.name_cell, detail.name, facts)


def run_together(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """Another project's beginning in a heading: two were pasted into one row.

    Told by ``ชื่อโครงการ :``, a number of the table, or a heading alone in a line.
    """
    begins = {heading: _beginning_in(heading, context) for heading in Heading}
    for detail in plan.details:
        for heading, cell in detail.cells.items():
            if match := begins[heading].search(detail.texts[heading]):
                yield Hit("DET008", cell, match[0].strip())


def _beginning_in(heading: Heading, context: RuleContext) -> re.Pattern[str]:
    """Return what another project begins with where it stands under a heading."""
    others = (context.label(other) for other in _TELLING if other != heading)
    alone = "|".join(map(re.escape, others))
    return re.compile(
        rf"{_NAME_LABEL}|^\s*(?:{_NUMBER_OF}|{_ITEM}(?:{alone})\s*:?)\s*$", re.M
    )


_ITEM = r"(?:[\d๐-๙]+(?:\.[\d๐-๙]+)*[.)]?\s*)?"
_NAME = r"ชื่อ(?:โครงการ|กิจกรรม|มาตรการ)(?:\s*/\s*(?:โครงการ|กิจกรรม|มาตรการ))*"
_NAME_LABEL = (
    rf"{_NAME}\s*[:：]|^\s*(?:ลำดับที่\s*[\d๐-๙]+\s*)?{_ITEM}{_NAME}\s+(?=โครงการ|มาตรการ|กิจกรรม)"
    rf"|^\s*ลำดับที่\s*[\d๐-๙]+\s*{_NAME}"
)
_NUMBER_OF = r"(?:โครงการ|มาตรการ|กิจกรรม|ลำดับ)ที่\s*[\d๐-๙]+(?:\.[\d๐-๙]+)?"
_TELLING = (
    *(Heading.RATIONALE, Heading.OBJECTIVES, Heading.METHOD),
    *(Heading.PERIOD, Heading.RESPONSIBLE),
)
"""Headings that are no word of a sentence, nor of a list under another heading."""


def other_budget(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The detail's amount and the table's are one amount.

    Judged only where the detail names one amount; several may be a breakdown, and a
    price by the head is none of the project's, nor is what others give.
    """
    for detail, text, read in read_budgets(plan, context):
        project = context.matching.project_of(detail)
        if project is None or project.budget is None:
            continue
        if len(read.amounts) != 1 or read.prices or is_of_others(text, project.budget):
            continue
        (amount,) = read.amounts
        if amount.baht != project.budget:
            found = text[amount.start : amount.end].removesuffix("บาท").rstrip()
            cell, facts = detail.cells[Heading.BUDGET], {"table": baht(project.budget)}
            yield Hit("DET005", cell, found, facts)
