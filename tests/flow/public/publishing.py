"""Nights of an office with a public folder, and what the public reads after them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.model.approvals import Decision, Result, Strength
from sync.model.chain import Chained, first_break
from sync.model.public import digest_of, read_list
from sync.settings.public import PublicSettings
from tests.fakes import FixedClock, MemorySpreadsheet
from tests.offices import ROOT
from tests.sheets import place

NOW = datetime(2026, 12, 1, 1, tzinfo=ZoneInfo("Asia/Bangkok"))
SCHEMA = (ROOT / "config" / "public" / "schema.json").read_bytes()


def setting(office: Services, **public: object) -> Services:
    settings = PublicSettings.model_validate(public)
    return replace(
        office, settings=office.settings.model_copy(update={"public": settings})
    )


def files(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def text_of(folder: Path, name: str) -> str:
    page = (folder / name).read_text("utf-8")
    body = page.partition("<body>")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def night(office: Services, clock: FixedClock) -> tuple[str, ...]:
    """Let a night pass; the folder is whole after it, and the chain not broken."""
    made = run_cycle(office).public
    assert made.stop is None
    assert office.public
    folder = office.public.folder.folder
    if folder.exists():
        digests = {name: digest_of(it) for name, it in files(folder).items()}
        ours = read_list((folder / "SHA256SUMS").read_text("utf-8"))
        assert ours.items() <= digests.items()
    assert first_break(office.ledger.chain.links()) is None
    clock.time += timedelta(days=1)
    return made.said


def type_in(office: Services, address: str, text: str) -> None:
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    office.spreadsheet.type_in(place(address), text)


def decide(
    office: Services,
    version: int,
    result: Result,
    number: str = "",
    signed: str = "",
    strength: Strength = Strength.GUARDED,
) -> None:
    """Have the tab's decision on a version of the plan entered, as a night does."""
    (link,) = (
        link
        for link in office.ledger.chain.links()
        if link.enters_version_of(Chained.PLAN, 2570)
        and link.facts()["version"] == version
    )
    day = office.clock.now().date()
    decision = Decision(
        Chained.PLAN,
        2570,
        version,
        str(link.facts()["content"]),
        result,
        strength,
        day,
        name="นายตัวอย่าง รักสุจริต",
        position="นายก อบต.",
        announcement=number,
        announced=day if number else None,
        signed=signed,
    )
    office.ledger.approvals.note(decision, ["approver@example.com"], day)


ITEM = {"year": 2570, "item": "O1", "title": "แผน", "document": "plan", "path": ["แผน"]}
