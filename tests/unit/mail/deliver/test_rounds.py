"""A round: each message once, and what befalls one or all."""

from datetime import timedelta

import pytest

from sync.errors import (
    MailSignInRefused,
    MailUnavailable,
    MessageDelayed,
    MessageRefused,
)
from sync.ledger import Ledger
from sync.mail.deliver import PAUSES, deliver
from sync.mail.waiting import stuck_mail
from sync.model.mail import MailState
from tests.fakes import FixedClock
from tests.unit.mail.deliver.post import (
    NIGHT,
    ONE,
    SIGN_IN,
    THREE,
    TWO,
    Post,
    kept,
    states,
)


def test_all_that_waits_is_sent_once_in_its_order(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    done = deliver(ledger.outbox, silent, clock)
    again = deliver(ledger.outbox, silent, clock)

    assert done.sent == (ONE, TWO, THREE)
    assert (done.failed, done.waiting, done.repeated) == ((), (), ())
    assert again.sent == ()
    assert silent.taken == [b"1", b"2", b"3"]
    assert silent.closed == 2


def test_a_message_refused_for_good_stops_no_other_and_is_not_tried_again(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(TWO, MessageRefused("550 nobody here"))

    done = deliver(ledger.outbox, silent, clock)
    clock.move(timedelta(days=1))
    deliver(ledger.outbox, silent, clock)

    assert done.sent == (ONE, THREE)
    assert [(it.message, it.answer) for it in done.failed] == [(TWO, "550 nobody here")]
    assert silent.tried == [ONE, TWO, THREE]
    assert kept(ledger, TWO) == ("failed", "550 nobody here", False)


def test_a_message_delayed_stops_no_other_and_is_tried_after_a_pause(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(TWO, MessageDelayed("450 busy"))

    done = deliver(ledger.outbox, silent, clock)
    at_once = deliver(ledger.outbox, silent, clock)
    clock.move(PAUSES[0])
    later = deliver(ledger.outbox, silent, clock)

    assert done.sent == (ONE, THREE)
    assert done.waiting == at_once.waiting
    (waits,) = done.waiting
    assert (waits.message, waits.answer, waits.attempts) == (TWO, "450 busy", 1)
    assert waits.next_try == NIGHT + PAUSES[0]
    assert at_once.sent == ()
    assert (later.sent, later.repeated) == ((TWO,), ())


def test_where_no_mail_can_leave_the_rest_is_not_tried(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(TWO, MailUnavailable("no connection"))

    done = deliver(ledger.outbox, silent, clock)

    assert silent.tried == [ONE, TWO]
    assert done.sent == (ONE,)
    assert [(it.message, it.answer) for it in done.waiting] == [
        (TWO, "no connection"),
        (THREE, "no connection"),
    ]
    assert states(ledger) == [(MailState.PENDING, 1), (MailState.PENDING, 1)]


def test_a_refused_password_stops_the_round_and_is_not_tried_at_once_again(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, SIGN_IN)

    with pytest.raises(MailSignInRefused):
        deliver(ledger.outbox, silent, clock)
    deliver(ledger.outbox, silent, clock)

    assert silent.tried == [ONE]
    assert len(ledger.outbox.unsent()) == 3
    assert silent.closed == 2


def test_once_the_password_is_right_all_is_sent(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, SIGN_IN)
    with pytest.raises(MailSignInRefused):
        deliver(ledger.outbox, silent, clock)

    clock.move(PAUSES[0])

    assert deliver(ledger.outbox, silent, clock).sent == (ONE, TWO, THREE)


def test_a_round_that_takes_long_leaves_the_rest_for_the_next(
    ledger: Ledger, silent: Post, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = silent.send

    def slow(*args: object) -> None:
        clock.move(timedelta(minutes=11))
        real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(silent, "send", slow)

    assert deliver(ledger.outbox, silent, clock).sent == (ONE,)
    assert deliver(ledger.outbox, silent, clock).sent == (TWO,)


def test_a_mistake_of_our_own_leaves_mail_stuck_and_not_forgotten(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.early = True
    silent.goes_wrong(ONE, UnicodeError("label too long"))

    with pytest.raises(UnicodeError):
        deliver(ledger.outbox, silent, clock)

    assert states(ledger) == [(MailState.PENDING, 1)] * 3
    stuck = stuck_mail(ledger, clock.now())
    assert stuck is not None
    assert stuck.answer == "UnicodeError: label too long"


def test_a_mistake_of_our_own_after_handing_over_leaves_the_doubt(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, ValueError("what"))

    with pytest.raises(ValueError, match="what"):
        deliver(ledger.outbox, silent, clock)

    assert [state for state, _ in states(ledger)] == [
        MailState.SENDING,
        MailState.PENDING,
        MailState.PENDING,
    ]
