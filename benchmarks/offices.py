"""Plans of invented offices: each clean, of its own kind and in its own style.

Mistakes are planted in them (``planted.py``). Rules may be chosen by what they find in
the ``CHOSEN``; what is told of them is measured on the ``HELD_OUT``.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from sync.model.cells import Sheet, Tab, Value
from sync.model.findings import Finding
from sync.model.plan import Field, Heading, Info
from sync.plan.labels import load_headers
from sync.plan.totals import compute_totals
from sync.rules.catalogue import load_rule_texts
from sync.rules.reference import ReferenceData
from sync.rules.text.wordlists import load_word_lists
from sync.rules.validate import find_hits, phrase
from sync.settings.frames import load_frames
from sync.sheet.read import read_plan

PLANS = Path(__file__).parents[1] / "tests" / "cases" / "plans"
CHOSEN = ("town", "subdistrict")
HELD_OUT = ("village_town", "province")
HEADERS = load_headers()
REFERENCE = ReferenceData(HEADERS, load_word_lists(), load_frames())
TEXTS = load_rule_texts()["th"]


@dataclass(frozen=True, slots=True)
class OfficePlan:
    """One office's plan: ``info`` by heading, and the rows of its two tables."""

    info: Mapping[Info, str]
    projects: tuple[Mapping[str, Any], ...]

    def text(self, project: int, heading: Heading) -> str:
        """Return what stands under a heading of a project."""
        return str(self.projects[project][heading]).strip()

    def with_text(self, project: int, heading: str, text: object) -> "OfficePlan":
        """Return the plan with another text under a heading of a project."""
        rows = list(self.projects)
        rows[project] = {**rows[project], heading: text}
        return replace(self, projects=tuple(rows))


def load_office(name: str) -> OfficePlan:
    """Read the plan of one of the offices."""
    raw = tomllib.loads((PLANS / f"{name}.toml").read_text("utf-8"))
    info = {Info(key): text for key, text in raw["info"].items()}
    return OfficePlan(info, tuple(raw["project"]))


def sheet_of(plan: OfficePlan) -> Sheet:
    """Lay a plan out as a spreadsheet."""
    info = [(HEADERS.label(name), text) for name, text in plan.info.items()]
    fields = list(Field)
    header = (HEADERS.label(name) for name in fields)
    projects: list[tuple[Value, ...]] = [
        tuple(label.replace("ดำเนินการไตรมาส", "ไตรมาส") for label in header)
    ]
    details: list[tuple[Value, ...]] = [
        ("รายการโครงการ", *(HEADERS.label(heading) for heading in Heading))
    ]
    for number, row in enumerate(plan.projects, 1):
        ticks = tuple(quarter in row["quarters"] for quarter in (1, 2, 3, 4))
        first = (row.get("number", str(number)), row["name"], Decimal(row["dimension"]))
        projects.append((*first, Decimal(row["budget"]), *ticks, None))
        texts = (str(row[heading]).strip() for heading in Heading)
        details.append((row["name"], *texts))
    recipients = [("ชื่อ", "อีเมล", "บทบาท", "รับ")]
    tabs: dict[str, Sequence[tuple[Value, ...]]] = {
        "info": info,
        "projects": projects,
        "details": details,
        "recipients": recipients,
    }
    return Sheet(
        tuple(Tab(HEADERS.tabs[name], tuple(rows)) for name, rows in tabs.items()),
        revision="",
    )


def judge(
    plan: OfficePlan, reference: ReferenceData = REFERENCE
) -> tuple[Finding, ...]:
    """Return every finding of a plan."""
    reading = read_plan(sheet_of(plan), HEADERS)
    hits = find_hits(reading, compute_totals(reading.plan), (), reference)
    return phrase(hits, reading.plan, reading.matching, HEADERS, TEXTS)
