"""The draft of a message is noted, handed over again, and goes when it may."""

from datetime import timedelta

import pytest

from sync.errors import (
    MailUnavailable,
    MessageDelayed,
    MessageRefused,
    MessageUncertain,
)
from sync.ledger import Ledger
from sync.mail.deliver import DOUBT, deliver
from sync.model.mail import MailState
from tests.fakes import FixedClock
from tests.unit.mail.deliver.post import NIGHT, ONE, RELAY, THREE, TWO, Post


def test_the_draft_that_is_sent_is_noted_and_handed_over_again(
    ledger: Ledger, telling: Post, clock: FixedClock
) -> None:
    telling.lost.add(ONE)
    telling.goes_wrong(ONE, MessageUncertain("cut off"), MessageDelayed("450 busy"))

    for _ in range(3):
        deliver(ledger.outbox, telling, clock)
        clock.move(timedelta(hours=1))

    noted = f"draft {ONE.message_id}"
    tries = zip(telling.tried, telling.drafts, strict=True)
    assert [draft for it, draft in tries if it == ONE] == ["", noted, noted]


def test_a_draft_goes_only_after_it_is_noted_that_it_was_refused(
    ledger: Ledger, telling: Post, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: dict[str, list[tuple[str, str]]] = {}

    def discard(draft: str) -> None:
        rows = ledger._db.execute("SELECT state, draft FROM outbox ORDER BY rowid")
        noted[draft] = rows.fetchall()

    monkeypatch.setattr(telling, "discard", discard)
    telling.goes_wrong(ONE, MessageRefused("550 no", RELAY))
    telling.goes_wrong(TWO, MessageRefused("550 nobody"))
    telling.goes_wrong(THREE, MailUnavailable("gone"))

    deliver(ledger.outbox, telling, clock)

    assert noted == {
        "draft <1@example.com>": [("pending", ""), ("pending", ""), ("pending", "")],
        "draft <2@example.com>": [("pending", ""), ("failed", ""), ("pending", "")],
    }
    assert [it.draft for it in ledger.outbox.waiting()] == ["", "draft <3@example.com>"]


def test_a_message_known_not_to_be_taken_and_then_refused_is_in_doubt_no_more(
    ledger: Ledger, telling: Post, clock: FixedClock
) -> None:
    telling.goes_wrong(
        ONE, MessageUncertain("cut off"), MessageRefused("550 no", RELAY)
    )
    for other in (TWO, THREE):
        ledger.outbox.mark_sent(other, NIGHT)
    telling.lost.add(ONE)
    deliver(ledger.outbox, telling, clock)
    clock.move(DOUBT)

    deliver(ledger.outbox, telling, clock)

    first = ledger.outbox.waiting()[0]
    assert (first.message, first.state, first.draft) == (ONE, MailState.PENDING, "")
