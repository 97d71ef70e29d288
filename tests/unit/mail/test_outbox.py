"""The outbox in the ledger: where every mail is on its way."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from sync.ledger import Ledger
from sync.ledger.schema import MIGRATIONS
from sync.model.documents import Publication
from sync.model.mail import MailState, Message, Queued

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PUBLICATION = Publication("plan", "abc", "file:///x", date(2026, 11, 16), ())
ONE = Message("<1@example.com>", "a@example.com", "เรื่อง", b"one")
TWO = Message("<2@example.com>", "b@example.com", "เรื่อง", b"two")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.open(tmp_path / "ledger.db")
    yield ledger
    ledger.close()


def test_a_queued_message_waits_and_has_not_been_tried(ledger: Ledger) -> None:
    ledger.publications.record(PUBLICATION, [ONE], NIGHT)

    assert ledger.outbox.waiting() == [Queued(ONE, NIGHT)]


def test_how_sending_stands_is_kept_whole(ledger: Ledger, tmp_path: Path) -> None:
    ledger.publications.record(PUBLICATION, [ONE, TWO], NIGHT)
    stands = Queued(
        ONE,
        NIGHT,
        MailState.SENDING,
        attempts=3,
        next_try=NIGHT + timedelta(hours=1),
        answer="451 later",
        repeated=True,
    )

    ledger.outbox.update(stands)

    other = Ledger.open(tmp_path / "ledger.db")
    assert other.outbox.waiting() == [stands, Queued(TWO, NIGHT)]
    other.close()


def test_what_is_sent_or_failed_no_longer_waits(ledger: Ledger) -> None:
    ledger.publications.record(PUBLICATION, [ONE, TWO], NIGHT)

    ledger.outbox.mark_sent(ONE, NIGHT)
    ledger.outbox.update(Queued(TWO, NIGHT, MailState.FAILED, answer="550 nobody"))

    assert ledger.outbox.waiting() == []


@pytest.mark.parametrize("state", [MailState.SENT, MailState.FAILED])
def test_the_same_message_is_not_queued_again(ledger: Ledger, state: MailState) -> None:
    ledger.publications.record(PUBLICATION, [ONE], NIGHT)
    ledger.outbox.update(Queued(ONE, NIGHT, state))

    ledger.publications.record(PUBLICATION, [replace(ONE, content=b"other")], NIGHT)

    assert ledger.outbox.waiting() == []


def test_what_is_noted_of_mail_stands_once_that_is_queued(ledger: Ledger) -> None:
    ledger.publications.record(PUBLICATION, [ONE], NIGHT, noted={"told": "ข่าว"})
    with pytest.raises(AttributeError):
        ledger.publications.record(
            PUBLICATION, [cast("Message", None)], NIGHT, noted={"told": "อื่น"}
        )

    assert ledger.notes.read("told") == "ข่าว"


def test_the_oldest_waits_first(ledger: Ledger) -> None:
    ledger.publications.record(PUBLICATION, [TWO], NIGHT)
    ledger.publications.record(PUBLICATION, [ONE], NIGHT + timedelta(days=1))

    assert ledger.outbox.unsent() == [TWO, ONE]


def test_an_older_workers_outbox_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    before = next(
        place for place, script in enumerate(MIGRATIONS) if "next_try" in script
    )
    old = sqlite3.connect(path)
    for script in MIGRATIONS[:before]:
        old.executescript(script)
    old.execute(f"PRAGMA user_version = {before}")
    old.executemany(
        "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?)",
        [
            (m.message_id, m.recipient, m.subject, m.content, NIGHT.isoformat(), sent)
            for m, sent in ((ONE, NIGHT.isoformat()), (TWO, None))
        ],
    )
    old.commit()
    old.close()

    ledger = Ledger.open(path)

    assert ledger.outbox.waiting() == [Queued(TWO, NIGHT)]
    ledger.close()
