"""Data: a version as a table and as JSON, for whoever wants to count for themselves.

Names are English and without spaces, as data.go.th asks of columns
(https://data.go.th/pages/metadata, 2026-11-29); what stands in them is as the document
has it, in Arabic digits.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from sync.model.plan import Project
from sync.model.progress import Reason, Reported, State
from sync.plan.naming import numbers_printed
from sync.plan.text import digit_style, printable, printable_lines
from sync.progress.figures import ReportedProject, printed_numbers
from sync.public.editions import Edition
from sync.public.restoring import restored_plan, restored_report

Value: TypeAlias = str | int | bool | Decimal | None
Row: TypeAlias = Mapping[str, Value]
Label: TypeAlias = Callable[[State | Reason], str]

_TEXT, _WHOLE, _MONEY, _YES = "string", "integer", "number", "boolean"
PLAN_COLUMNS: Mapping[str, str] = {
    "fiscal_year": _WHOLE,
    "project_no": _TEXT,
    "project_name": _TEXT,
    "dimension": _WHOLE,
    "budget_plan_baht": _MONEY,
    "quarter_1": _YES,
    "quarter_2": _YES,
    "quarter_3": _YES,
    "quarter_4": _YES,
    "remark": _TEXT,
    "as_of": "date",
}
REPORT_COLUMNS: Mapping[str, str] = {
    "fiscal_year": _WHOLE,
    "round": _WHOLE,
    "project_no": _TEXT,
    "project_name": _TEXT,
    "dimension": _WHOLE,
    "in_plan": _YES,
    "budget_plan_baht": _MONEY,
    "budget_ordinance_baht": _MONEY,
    "paid_baht": _MONEY,
    "status": _TEXT,
    "reason": _TEXT,
    "in_ordinance": _YES,
    "completed_on": "date",
    "result": _TEXT,
    "indicator": _TEXT,
    "problems": _TEXT,
    "suggestions": _TEXT,
    "evidence_url": _TEXT,
    "as_of": "date",
}
"""Columns and what is in them, by the names that Frictionless has for kinds."""

_arabic = digit_style("arabic")


def columns_of(edition: Edition) -> Mapping[str, str]:
    """Return the columns of a version's table."""
    return REPORT_COLUMNS if edition.months else PLAN_COLUMNS


def rows_of(edition: Edition, label: Label, *, problems: bool) -> tuple[Row, ...]:
    """Return a version's projects, a row each.

    Args:
        edition: the version.
        label: what staff call a state.
        problems: whether problems and suggestions are shown.
    """
    if not edition.months:
        projects = restored_plan(edition).plan.projects
        numbers = numbers_printed([project.number for project in projects])
        pairs = zip(projects, numbers, strict=True)
        return tuple(_planned(each, number, edition) for each, number in pairs)
    told = restored_report(edition, problems=problems).told
    numbers = list(printed_numbers(told))
    return tuple(
        _reported(each, number, edition, label)
        for each, number in zip(told, numbers, strict=True)
    )


def as_csv(rows: Iterable[Row], columns: Iterable[str]) -> bytes:
    """Write rows as Excel opens them in Thai: UTF-8 with its mark, CRLF.

    A text that a spreadsheet would take for a formula begins with a space.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    names = list(columns)
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def as_json(rows: Sequence[Row], edition: Edition, state: Mapping[str, Value]) -> bytes:
    """Write a version and its rows as one JSON object, which ``schema.json`` describes.

    Args:
        rows: its projects.
        edition: the version.
        state: what is known of its approval, by name.
    """
    whole: Mapping[str, object] = {
        "office": _arabic(printable(edition.office)),
        "document": str(edition.document),
        "fiscal_year": edition.year,
        "round": edition.months or None,
        "version": edition.version,
        "content_code": edition.code,
        "as_of": edition.as_of.isoformat(),
        "finished_on": edition.noted.isoformat(),
        **state,
        "projects": [
            {name: _plain(value) for name, value in row.items()} for row in rows
        ],
    }
    return written(whole)


def written(value: object) -> bytes:
    """Write JSON for people and programs to read."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "replace")


def _planned(project: Project, number: str, edition: Edition) -> Row:
    return {
        "fiscal_year": edition.year,
        "project_no": _arabic(number),
        "project_name": _arabic(printable(project.name)),
        "dimension": project.dimension,
        "budget_plan_baht": project.budget,
        **{f"quarter_{each}": each in project.quarters for each in (1, 2, 3, 4)},
        "remark": _lines(project.remark),
        "as_of": edition.as_of.isoformat(),
    }


def _reported(
    told: ReportedProject, number: str, edition: Edition, label: Label
) -> Row:
    own, report = told.own, told.report
    done_on = report.completed if report.state is State.DONE else None
    return {
        "fiscal_year": edition.year,
        "round": edition.months,
        "project_no": _arabic(number),
        "project_name": _arabic(printable(own.name)),
        "dimension": own.dimension,
        "in_plan": own.in_plan,
        "budget_plan_baht": own.planned,
        "budget_ordinance_baht": report.ordinance,
        "paid_baht": report.paid,
        "status": label(report.state) if report.state else "",
        "reason": _lines(report.text(Reported.REASON)),
        "in_ordinance": report.in_ordinance,
        "completed_on": done_on.isoformat() if done_on else "",
        **{
            str(column): _lines(report.text(column))
            for column in (
                *(Reported.RESULT, Reported.INDICATOR),
                *(Reported.PROBLEMS, Reported.SUGGESTIONS),
            )
        },
        "evidence_url": " ".join(map(printable, report.evidence)),
        "as_of": edition.as_of.isoformat(),
    }


def _lines(text: str) -> str:
    return _arabic("\n".join(printable_lines(text)))


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    text = str(value)
    return f" {text}" if text.startswith(_FORMULA) else text


_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
"""How formulas begin; a spreadsheet may take the wide signs for the same."""


def _plain(value: Value) -> str | int | float | None:
    """Return a value as JSON has it: a float of two places prints as it was."""
    return float(value) if isinstance(value, Decimal) else value
