"""The chain in the ledger: entered once, kept for good."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sync.ledger import Ledger
from sync.model.chain import Break, Chained, Finished, canonical, first_break

NOW = datetime(2026, 11, 29, 1, tzinfo=UTC)
TODAY = NOW.date()
PLAN = Finished(
    Chained.PLAN, 2570, "อบต.ตัวอย่าง", date(2026, 11, 28), canonical({"name": "\ud83d"})
)


def test_a_version_is_entered_once_however_often_it_is_noted(tmp_path: Path) -> None:
    for days in range(3):
        with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
            link = ledger.chain.note(PLAN, TODAY + timedelta(days=days))

    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        (kept,) = ledger.chain.links()
    assert (kept.number, kept.text, kept.code) == (1, link.text, link.code)
    assert kept.content == PLAN.content
    assert first_break([kept]) is None


def test_entries_follow_each_other_over_documents(tmp_path: Path) -> None:
    report = replace(PLAN, document=Chained.REPORT_6, content="{}")
    changed = replace(PLAN, content=canonical({"name": "ข"}))
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        for finished in (PLAN, report, PLAN, changed, report):
            ledger.chain.note(finished, TODAY)
        links = ledger.chain.links()

    said = [(link.facts()["document"], link.facts()["version"]) for link in links]
    assert said == [("plan", 1), ("report_6", 1), ("plan", 2)]
    assert first_break(links) is None


def altered(path: Path, change: str) -> Path:
    """Make a ledger with one entry, of which somebody alters something."""
    with closing(Ledger.open(path)) as ledger:
        ledger.chain.note(PLAN, TODAY)
    with closing(sqlite3.connect(path)) as db:
        db.execute(change)
        db.commit()
    return path


def test_what_somebody_altered_in_the_file_is_noticed(tmp_path: Path) -> None:
    path = altered(tmp_path / "ledger.db", "UPDATE chain SET content = x'00'")

    with closing(Ledger.open(path)) as ledger:
        assert first_break(ledger.chain.links()) == (1, Break.CONTENT)


def test_a_damaged_entry_stops_no_night(tmp_path: Path) -> None:
    path = altered(tmp_path / "ledger.db", "UPDATE chain SET entry = 'x'")

    with closing(Ledger.open(path)) as ledger:
        link = ledger.chain.note(PLAN, TODAY)
        assert link.number == 2
        assert first_break(ledger.chain.links()) == (1, Break.UNREADABLE)


def test_pruning_leaves_the_chain_as_it_is(tmp_path: Path) -> None:
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        ledger.chain.note(PLAN, TODAY)
        for days in range(40):
            ledger.cycles.begin(NOW + timedelta(days=days))
        ledger.prune(date(2031, 1, 1))
        assert len(ledger.chain.links()) == 1
