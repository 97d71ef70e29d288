import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from sync.errors import LedgerDamaged
from sync.ledger import MIGRATIONS, Ledger
from sync.model import (
    Change,
    CycleRecord,
    Kind,
    Message,
    Publication,
    Totals,
    WrittenTotals,
)

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PUBLICATION = Publication(
    "plan", "abc", "file:///x", date(2026, 11, 16), (("K", "โครงการ", "มิติ", "1"),)
)
MESSAGE = Message("<1@example.com>", "a@example.com", "เรื่อง", b"...")


def totals(baht: int) -> Totals:
    zeros = (Decimal(0),) * 4
    return Totals(1, Decimal(baht), (1, 0, 0, 0), (1, 0, 0, 0), zeros)


def test_what_was_recorded_is_there_after_opening_again(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    ledger.record_publication(PUBLICATION, [MESSAGE], NOW)
    ledger.close()

    again = Ledger.open(tmp_path / "ledger.db")

    assert again.publication("plan") == PUBLICATION
    assert list(again.unsent()) == [MESSAGE]
    again.close()


def test_a_cycle_is_kept_with_its_changes(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    number = ledger.begin_cycle(NOW).number
    record = CycleRecord(
        number=number,
        started=NOW,
        finished=NOW,
        outcome="done",
        errors=1,
        warnings=2,
        infos=3,
        projects=16,
        budget=Decimal("20000.25"),
        changes=(Change("โครงการ", "มิติ", "1", "2"),),
    )

    ledger.end_cycle(record)

    assert list(ledger.cycles(5)) == [record]
    ledger.close()


def test_a_cycle_that_never_ended_shows_as_running(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    ledger.begin_cycle(NOW)

    assert [cycle.outcome for cycle in ledger.cycles(5)] == ["running"]
    ledger.close()


def test_a_message_is_queued_once_and_gone_when_sent(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    ledger.record_publication(PUBLICATION, [MESSAGE], NOW)
    ledger.mark_sent(MESSAGE, NOW)

    ledger.record_publication(
        PUBLICATION, [replace(MESSAGE, content=b"other bytes")], NOW
    )

    assert list(ledger.unsent()) == []
    ledger.close()


def test_the_last_two_totals_written_are_known(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")

    for baht in (1, 2, 3):
        ledger.remember_totals(totals(baht))

    assert list(ledger.written_totals()) == [
        WrittenTotals(Decimal(2), (1, 0, 0, 0)),
        WrittenTotals(Decimal(3), (1, 0, 0, 0)),
    ]
    ledger.close()


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 100, b"SQLite format 3"]
)
def test_a_file_that_is_no_ledger_is_said_to_be_damaged(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(content)

    with pytest.raises(LedgerDamaged):
        Ledger.open(path)


def test_a_ledger_of_a_newer_worker_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()

    with pytest.raises(LedgerDamaged, match="newer"):
        Ledger.open(path)


def test_a_copy_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    ledger = Ledger.open(path)
    ledger.record_publication(PUBLICATION, [MESSAGE], NOW)
    ledger.close()
    before = path.read_bytes()

    copy = Ledger.copy(path)
    copy.mark_sent(MESSAGE, NOW)
    copy.begin_cycle(NOW)
    copy.close()

    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.db"]


def test_a_copy_of_no_ledger_is_empty_and_makes_none(tmp_path: Path) -> None:
    copy = Ledger.copy(tmp_path / "ledger.db")

    assert list(copy.cycles(5)) == []
    assert list(tmp_path.iterdir()) == []
    copy.close()


def test_a_ledger_of_an_older_worker_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    old = sqlite3.connect(path)
    old.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
    old.execute(
        "INSERT INTO publications VALUES ('plan', 'abc', 'file:///x', '2026-11-16',"
        ' \'[["K", "โครงการ", "มิติ", "1"]]\')'
    )
    old.commit()
    old.close()

    ledger = Ledger.open(path)

    assert ledger.publication("plan") == PUBLICATION
    assert ledger.publication("plan", Kind.PDF) is None
    ledger.close()


def test_kinds_of_one_key_are_noted_apart(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "ledger.db")
    pdf = replace(PUBLICATION, kind=Kind.PDF, digest="pdf")

    for publication in (PUBLICATION, pdf):
        ledger.record_publication(publication, [], NOW)

    assert ledger.publication("plan") == PUBLICATION
    assert ledger.publication("plan", Kind.PDF) == pdf
    ledger.close()
