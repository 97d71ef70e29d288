"""The example office: a fictional plan with five mistakes, to see the worker work.

The office has last year's plan as well, this year's without its mistakes, with all that
became of it; and half of this year's first round is reported.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from sync.importing import import_plan
from sync.model.imports import (
    ImportedDetail,
    ImportedPlan,
    ImportedRecipient,
    ImportedReport,
)
from sync.model.plan import Field, Heading, Info, Role
from sync.model.progress import Copied, Reported, Round
from sync.plan.labels import Headers
from sync.progress.rounds import round_in_words
from sync.resources import CONFIG
from sync.rollover.years import move_years
from sync.thai.digits import in_digits_of, to_arabic
from sync.thai.money import parse_baht

EXAMPLE = CONFIG / "example"


def load_example(
    headers: Headers, dimensions: Sequence[str], folder: Path = EXAMPLE
) -> ImportedPlan:
    """Import the example's plan, and add what an export does not carry."""
    plan = import_plan(folder / "plan.txt", headers, dimensions)
    rest = _read(folder / "tabs.toml")
    recipients = [
        ImportedRecipient(
            name=row["name"],
            email=row["email"],
            role=Role(headers.find("roles", row["role"]) or row["role"]),
            wants=row["wants"],
        )
        for row in rest["recipients"]
    ]
    info = {Info(name): text for name, text in rest["info"].items()}
    return replace(plan, info={**plan.info, **info}, recipients=tuple(recipients))


def without_mistakes(plan: ImportedPlan) -> ImportedPlan:
    """Return the example's plan with its five mistakes put right."""
    mended = _read(EXAMPLE / "mended.toml")
    projects, details = list(plan.projects), list(plan.details)
    for number, right in mended.items():
        at = int(number) - 1
        fields = {Field(name): right[name] for name in right if name in set(Field)}
        texts = {Heading(name): right[name] for name in right if name in set(Heading)}
        projects[at] = {**projects[at], **fields}
        name = right.get("detail_name", details[at].name)
        details[at] = ImportedDetail(name, {**details[at].texts, **texts})
    return replace(plan, projects=tuple(projects), details=tuple(details), totals={})


def year_before(plan: ImportedPlan) -> ImportedPlan:
    """Return last year's plan of the example, with what became of it in twelve months."""
    year = fiscal_year_of(plan)
    back = partial(_a_year_back, year=year)
    right = without_mistakes(plan)
    before = replace(
        right,
        info={name: back(text) for name, text in right.info.items()},
        projects=tuple(
            {name: back(text) for name, text in project.items()}
            for project in right.projects
        ),
        details=tuple(
            ImportedDetail(
                detail.name, {at: back(it) for at, it in detail.texts.items()}
            )
            for detail in right.details
        ),
    )
    return replace(before, reports=tuple(_reports(before, Round(year - 1, 12))))


def running_year(
    plan: ImportedPlan, before: ImportedPlan, keys: Sequence[str]
) -> ImportedPlan:
    """Return this year's plan with what is reported of it, and of the year before.

    Args:
        plan: the example's, as it was loaded.
        before: last year's, with its reports.
        keys: of last year's projects, in their order.
    """
    ended = [
        {**report, Copied.KEY: key}
        for report, key in zip(before.reports, keys, strict=True)
    ]
    # newest first, as staff would sort them
    reports = _reports(plan, Round(fiscal_year_of(plan), 6))
    return replace(plan, reports=(*reports, *ended))


def fiscal_year_of(plan: ImportedPlan) -> int:
    """Return the fiscal year of the example's plan, which has one."""
    return int(to_arabic(plan.info[Info.FISCAL_YEAR]))


def _a_year_back(text: str, *, year: int) -> str:
    """Move the years of the plan back; the text may be the year itself."""
    show = in_digits_of(text)
    if text == show(str(year)):
        return show(str(year - 1))
    return move_years(text, year, months=True, by=-1).text


def _reports(plan: ImportedPlan, which: Round) -> Iterator[ImportedReport]:
    """Yield a row a project in a round, those that nobody reported as well."""
    told = _read(EXAMPLE / "reports.toml")[round_in_words(which)]
    for project in plan.projects:
        number, planned = project[Field.NUMBER], parse_baht(project[Field.BUDGET])
        yield {
            Copied.NUMBER: int(number),
            Copied.NAME: project[Field.NAME],
            Copied.DIMENSION: int(project[Field.DIMENSION]),
            Copied.PLANNED: planned.baht if planned else "",
            Copied.ROUND: round_in_words(which),
            **{Reported(name): cell for name, cell in told.get(number, {}).items()},
        }


def _read(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
