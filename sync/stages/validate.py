"""Validate: every rule over the plan, and what it met in words for staff."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.config import Frame, dimension_names
from sync.headers import CONFIG, Headers
from sync.model import Cell, Finding, Hit, Plan, Severity, Totals, WrittenTotals
from sync.rules import RULES
from sync.rules.known import Known
from sync.rules.matching import match_details
from sync.stages.read import Reading
from sync.wordlists import WordLists
from sync.words import Words

_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule's entry in the catalogue, in one language."""

    severity: Severity
    message: str
    suggestion: str


RuleTexts = Mapping[str, RuleText]


def load_rule_texts(path: Path = CONFIG / "rules.toml") -> Mapping[str, RuleTexts]:
    """Read the catalogue of rules; give it by language, ``th`` and ``en``."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return {
        language: {
            code: RuleText(
                severity=Severity(entry["severity"]),
                message=entry[language],
                suggestion=entry[f"suggest_{language}"],
            )
            for code, entry in raw.items()
        }
        for language in ("th", "en")
    }


@dataclass(frozen=True, slots=True)
class Lore:
    """What rules know besides the plan, the same for every cycle of an office."""

    headers: Headers
    lists: WordLists
    frames: tuple[Frame, ...]


def find_hits(
    reading: Reading, totals: Totals, written: Sequence[WrittenTotals], lore: Lore
) -> tuple[Hit, ...]:
    """Run every rule; what was hard to read comes first.

    ``written`` are the totals the worker itself wrote last.
    """
    plan, headers = reading.plan, lore.headers
    known = Known(
        totals=totals,
        written=written,
        label=headers.label,
        matching=match_details(plan),
        lists=lore.lists,
        dimensions=dimension_names(lore.frames, plan.info.fiscal_year),
        info=Cell(headers.tabs["info"], 1, 1),
        projects=Cell(headers.tabs["projects"], reading.projects.header + 1, 1),
        recipients=Cell(headers.tabs["recipients"], 2, 1),
    )
    met = (hit for rule in RULES.values() for hit in rule(plan, known))
    return (*reading.hits, *met)


def phrase(
    hits: Iterable[Hit], plan: Plan, headers: Headers, texts: RuleTexts
) -> tuple[Finding, ...]:
    """Put hits in words, most important first, then by place."""
    places = _places(plan, headers)
    findings = [_finding(hit, places, texts[hit.rule]) for hit in hits]
    tabs = list(headers.tabs.values())
    return tuple(
        sorted(
            findings,
            key=lambda finding: (
                _ORDER[finding.severity],
                tabs.index(finding.cell.tab),
                finding.cell,
                finding.rule,
            ),
        )
    )


def _finding(
    hit: Hit, places: Mapping[Cell, tuple[int | None, str]], text: RuleText
) -> Finding:
    project, label = places.get(hit.cell, (None, ""))
    # the words come from our catalogue and only the blanks from the sheet: text of
    # the sheet that looks like a blank is not filled in again
    facts = {"found": hit.found, **hit.facts}
    return Finding(
        rule=hit.rule,
        severity=text.severity,
        cell=hit.cell,
        project=project,
        field=label,
        found=hit.found,
        message=text.message.format(**facts),
        suggestion=text.suggestion.format(**facts),
    )


def project_numbers(plan: Plan) -> tuple[int, ...]:
    """Number the projects: as typed where that tells them apart, else by place."""
    typed = [project.number for project in plan.projects]
    if all(number.isdecimal() for number in typed) and len(set(typed)) == len(typed):
        return tuple(int(number) for number in typed)
    return tuple(range(1, len(typed) + 1))


def _places(plan: Plan, headers: Headers) -> Mapping[Cell, tuple[int | None, str]]:
    """Tell of each cell whose it is and what staff call it."""
    places: dict[Cell, tuple[int | None, str]] = {
        cell: (None, headers.label(info)) for info, cell in plan.info.cells.items()
    }
    numbers = dict(
        zip(
            (project.row for project in plan.projects),
            project_numbers(plan),
            strict=True,
        )
    )
    for project in plan.projects:
        for name, cell in project.cells.items():
            places[cell] = (numbers[project.row], headers.label(name))
    matching = match_details(plan)
    for detail in plan.details:
        owner = matching.project_of(detail)
        number = numbers[owner.row] if owner else None
        places[detail.name_cell] = (number, headers.write("details", "name"))
        for heading, cell in detail.cells.items():
            places[cell] = (number, headers.label(heading))
    for recipient in plan.recipients:
        places[recipient.email_cell] = (None, headers.write("recipients", "email"))
    if plan.typed_totals:
        for name, cell in plan.typed_totals.cells.items():
            places[cell] = (None, headers.label(name))
    return places


def count(findings: Sequence[Finding], severity: Severity) -> int:
    """Count the findings of a severity."""
    return sum(finding.severity is severity for finding in findings)


def counts_in_words(findings: Sequence[Finding], words: Words) -> str:
    """Say how many findings there are of each severity."""
    return words.say(
        "findings.counts",
        errors=str(count(findings, Severity.ERROR)),
        warnings=str(count(findings, Severity.WARNING)),
        infos=str(count(findings, Severity.INFO)),
    )
