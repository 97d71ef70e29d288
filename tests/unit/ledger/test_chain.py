"""The chain in the ledger: entered once, kept for good."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sync.ledger import Ledger
from sync.model.approvals import Decision, Result, Strength
from sync.model.chain import (
    Break,
    Chained,
    Finished,
    canonical,
    code_of,
    export,
    first_break,
)

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


APPROVED = Decision(
    Chained.PLAN, 2570, 1, code_of(PLAN.content), Result.APPROVED, Strength.GUARDED
)


def test_a_decision_is_entered_once_for_as_long_as_it_is_the_last(
    tmp_path: Path,
) -> None:
    cancelled = replace(APPROVED, result=Result.CANCELLED)
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        ledger.chain.note(PLAN, TODAY)
        noted = [
            ledger.approvals.note(each, ["head@example.go.th"], TODAY)
            for each in (APPROVED, APPROVED, cancelled, APPROVED)
        ]
        links = ledger.chain.links()

        assert [each and each.number for each in noted] == [2, None, 3, 4]
        assert first_break(links) is None
        assert "@" not in export(links)
        assert ledger.approvals.editors(4) == ("head@example.go.th",)
        assert ledger.approvals.decisions() == (APPROVED, cancelled, APPROVED)


def test_what_a_document_says_now_tells_whether_its_approval_is_of_that(
    tmp_path: Path,
) -> None:
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        ledger.chain.note(PLAN, TODAY)
        ledger.approvals.note(APPROVED, [], TODAY)
        assert [each.standing for each in ledger.approvals.standing()] == ["approved"]

        ledger.approvals.note_now({(Chained.PLAN, 2570): code_of("{}")})
        assert [each.standing for each in ledger.approvals.standing()] == ["changed"]

        ledger.approvals.note_now({(Chained.PLAN, 2570): APPROVED.content})
        assert [each.standing for each in ledger.approvals.standing()] == ["approved"]


def test_a_publication_is_entered_when_something_else_is_published_there(
    tmp_path: Path,
) -> None:
    changed = replace(PLAN, content="{}")
    one, other = code_of(PLAN.content), code_of("{}")
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        for finished in (PLAN, changed):
            ledger.chain.note(finished, TODAY)
        for code, where in (
            (one, "public"),
            (one, "public"),
            (one[:12], "public"),
            (one, "https://example.go.th"),
            (other, "public"),
            (one, "public"),
        ):
            ledger.chain.note_publication(Chained.PLAN, 2570, code, where, TODAY)
        with pytest.raises(ValueError, match="abc"):
            ledger.chain.note_publication(Chained.PLAN, 2570, "abc", "public", TODAY)
        with pytest.raises(ValueError, match=one):
            ledger.chain.note_publication(Chained.PLAN, 2571, one, "public", TODAY)
        links = ledger.chain.links()

    said = [link.facts() for link in links if link.kind == "publication"]
    assert [(each["where"], each["version"]) for each in said] == [
        ("public", 1),
        ("https://example.go.th", 1),
        ("public", 2),
        ("public", 1),
    ]
    assert first_break(links) is None


def test_the_facts_of_a_version_are_kept_once(tmp_path: Path) -> None:
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        assert ledger.approvals.facts_of("a") is None
        for text in ("ก", "ข"):
            ledger.approvals.keep_facts("a", (("", "", "ชื่อ", text),))
        assert ledger.approvals.facts_of("a") == (("", "", "ชื่อ", "ก"),)
