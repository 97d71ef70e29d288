"""What programs are given with ``--json``, and commands of the office's: its form.

Each form stands as a JSON Schema in ``config/schemas/``, made by ``python -m
sync.cli.shapes``. New keys may come; none goes or changes its meaning.
"""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, TypeAdapter

from sync.resources import CONFIG


class Shape(BaseModel):
    """An object of the output, with exactly these keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stop(Shape):
    """What is in the way, and what to do about it, in the office's language."""

    code: str
    says: str
    cure: str


class Trouble(Stop):
    """Work that failed several times in a row."""

    job: str
    failures: int
    since: datetime


class Waits(Shape):
    """A message that has not left, or was given up; for whom is not said."""

    since: datetime
    reason: str
    given_up: bool


class Cycle(Shape):
    """A cycle; counts are zero where it was stopped before the plan was judged."""

    number: int
    started: datetime
    finished: datetime | None
    kind: Literal["night", "look"]
    outcome: Literal["running", "stopped", "killed", "done"]
    judged: bool
    errors: int
    warnings: int
    hints: int
    report_errors: int
    report_warnings: int
    confirmed: int
    projects: int
    budget: Decimal
    requests: int
    why: str


class Status(Shape):
    """``status``: how the worker is."""

    well: bool
    now: datetime
    at_work: str | None
    step: str | None
    stuck: bool
    last: Cycle | None
    last_good_night: datetime | None
    next_night: datetime
    due: bool
    in_the_way: Stop | None
    troubles: tuple[Trouble, ...]
    night_stopped: str | None
    mail_is_stuck: bool
    mail: tuple[Waits, ...]
    others: tuple[Waits, ...]


class Changed(Shape):
    """What differs from the plan of the cycle before."""

    project: str
    field: str
    old: str
    new: str


class PastCycle(Cycle):
    """A cycle, with what changed before it."""

    editor: str
    changes: tuple[Changed, ...]
    confirmations: tuple[str, ...]
    reports: tuple[str, ...]


class History(RootModel[tuple[PastCycle, ...]]):
    """``history``: past cycles, the latest first."""


class Source(Shape):
    """What a rule cites, and the day on which it was seen there."""

    name: str
    address: str
    seen: str


class Rule(Shape):
    """A rule, in the office's language; ``reason`` is in English."""

    code: str
    severity: Literal["error", "warning", "info", "off"]
    message: str
    suggestion: str
    reason: str
    confirmable: bool
    sources: tuple[Source, ...]


class Rules(RootModel[tuple[Rule, ...]]):
    """``rules``: those there are, by code."""


class Examined(Shape):
    """What one check of the doctor's found, and what to do about it."""

    name: str
    level: Literal["good", "warning", "wrong", "left_out"]
    says: str
    cure: str


class Doctor(RootModel[tuple[Examined, ...]]):
    """``doctor``: what each check found."""


class Finding(Shape):
    """A finding; ``confirmed`` is staff's reason if there is one.

    ``project`` counts the table's projects from 1; ``number`` is the one that stands there,
    empty where it does not name the project alone. ``others`` are the cells besides, as
    ``tab!A1``, of which it is said as well.
    """

    rule: str
    severity: Literal["error", "warning", "info"]
    tab: str
    cell: str
    place: str
    project: int | None
    number: str
    name: str
    field: str
    found: str
    message: str
    suggestion: str
    others: tuple[str, ...]
    confirmed: str | None = None


class Check(RootModel[tuple[Finding, ...]]):
    """``check``: the findings, those that staff confirmed last."""


class _Call(Shape):
    event: str
    office: str
    at: datetime


class CallAfterCheck(_Call):
    """Given to ``after_check``."""

    hook: Literal["after_check"]
    cycle: int
    kind: Literal["night", "look"]
    errors: int
    warnings: int
    hints: int
    report_errors: int
    report_warnings: int
    confirmed: int
    changes: int
    projects: int
    budget: Decimal


class PublishedFile(Shape):
    """A document as it was published last; ``changed`` since the last call."""

    key: str
    kind: Literal["docx", "html", "pdf"]
    link: str
    as_of: str
    state: Literal["clean", "draft", "unknown"]
    sha256: str
    changed: bool


class CallAfterPublish(_Call):
    """Given to ``after_publish``."""

    hook: Literal["after_publish"]
    changed: int
    documents: tuple[PublishedFile, ...]


class CallOnTrouble(_Call):
    """Given to ``on_trouble``."""

    hook: Literal["on_trouble"]
    job: str
    since: datetime
    failures: int
    says: str
    cure: str


class CallOnRecovery(_Call):
    """Given to ``on_recovery``."""

    hook: Literal["on_recovery"]
    job: str
    since: datetime


class Call(
    RootModel[
        Annotated[
            CallAfterCheck | CallAfterPublish | CallOnTrouble | CallOnRecovery,
            Field(discriminator="hook"),
        ]
    ]
):
    """What a command of the office's reads on standard input."""


SHAPES: dict[str, type[BaseModel]] = {
    "check": Check,
    "doctor": Doctor,
    "history": History,
    "hook": Call,
    "rules": Rules,
    "status": Status,
}


def schema_of(name: str) -> str:
    """Return a form as a JSON Schema, as it ships."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(SHAPES[name]).json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path = CONFIG / "schemas") -> None:
    """Write every form anew."""
    for name in SHAPES:
        (folder / f"{name}.json").write_text(schema_of(name), "utf-8")


if __name__ == "__main__":
    write_schemas()
