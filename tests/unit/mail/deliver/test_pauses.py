"""How long what does not leave is tried, and when it is given up."""

import contextlib
from datetime import timedelta

import pytest

from sync.errors import MailError, MailUnavailable, MessageDelayed, MessageRefused
from sync.ledger import Ledger
from sync.mail.deliver import FEWEST_TRIES, OLDEST, PAUSES, deliver, pause_after
from tests.fakes import FixedClock
from tests.unit.mail.deliver.post import (
    NIGHT,
    ONE,
    RELAY,
    SIGN_IN,
    THREE,
    TWO,
    Post,
    kept,
)


def test_pauses_grow_to_a_day_and_no_further() -> None:
    pauses = [pause_after(n) for n in range(1, 99)]

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=5), timedelta(days=1))


def test_a_message_that_alone_does_not_leave_is_given_up_after_four_days(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, *[MessageDelayed("450 busy")] * 99)

    rounds = [deliver(ledger.outbox, silent, clock)]
    while ledger.outbox.waiting():
        clock.move(timedelta(hours=1))
        rounds.append(deliver(ledger.outbox, silent, clock))

    assert OLDEST <= clock.now() - NIGHT <= OLDEST + PAUSES[-1]
    assert [it.message for done in rounds for it in done.failed] == [ONE]
    assert kept(ledger, ONE) == ("failed", "450 busy", False)


@pytest.mark.parametrize(
    "wrong",
    [
        MessageDelayed("450 busy"),
        MailUnavailable("nobody there"),
        SIGN_IN,
        MessageRefused("554 5.7.1 relay denied", RELAY),
    ],
    ids=["delayed", "unavailable", "password", "relay"],
)
def test_while_nothing_leaves_nothing_is_given_up_however_long_it_takes(
    ledger: Ledger, silent: Post, clock: FixedClock, wrong: Exception
) -> None:
    for message in (ONE, TWO, THREE):
        silent.goes_wrong(message, *[wrong] * 999)

    for _ in range(24 * 30):
        with contextlib.suppress(MailError):
            deliver(ledger.outbox, silent, clock)
        clock.move(timedelta(hours=1))
    silent.wrongs.clear()
    clock.move(PAUSES[-1])

    assert deliver(ledger.outbox, silent, clock).sent == (ONE, TWO, THREE)
    assert len(silent.tried) < 3 * (len(PAUSES) + 32)


def test_a_time_that_is_too_far_off_was_noted_by_a_wrong_clock(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, MessageDelayed("450 busy"))
    ahead = FixedClock(NIGHT.replace(year=2099))
    deliver(ledger.outbox, silent, ahead)

    assert deliver(ledger.outbox, silent, clock).sent == (ONE,)


def test_a_message_that_waited_while_the_worker_was_off_is_tried_still(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    clock.move(timedelta(days=30))

    assert deliver(ledger.outbox, silent, clock).sent == (ONE, TWO, THREE)


def test_after_days_without_a_worker_one_that_is_put_off_is_not_given_up_at_once(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    clock.move(timedelta(days=30))
    silent.goes_wrong(TWO, *[MessageDelayed("451 greylisted")] * (FEWEST_TRIES - 1))

    rounds = []
    for _ in range(FEWEST_TRIES):
        rounds.append(deliver(ledger.outbox, silent, clock))
        clock.move(timedelta(days=1))

    assert rounds[0].sent == (ONE, THREE)
    assert rounds[-1].sent == (TWO,)
    assert [it for done in rounds for it in done.failed] == []
