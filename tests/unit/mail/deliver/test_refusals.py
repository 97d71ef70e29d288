"""Whose trouble a refusal is: the sender's, or the recipient's own."""

import pytest

from sync.errors import (
    MailSenderRefused,
    MailSignInRefused,
    MailUnavailable,
    MessageRefused,
)
from sync.ledger import Ledger
from sync.mail.deliver import PAUSES, deliver
from tests.fakes import FixedClock
from tests.unit.mail.deliver.post import ONE, RELAY, SIGN_IN, THREE, TWO, Post


def test_refused_alike_by_everybody_it_is_the_senders_trouble_and_all_waits(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    for n, message in enumerate((ONE, TWO, THREE)):
        silent.goes_wrong(message, MessageRefused(f"554 5.7.1 <{n}>: no relay", RELAY))

    with pytest.raises(MailSenderRefused):
        deliver(ledger.outbox, silent, clock)
    clock.move(PAUSES[0])

    assert deliver(ledger.outbox, silent, clock).sent == (ONE, TWO, THREE)


def test_where_others_are_taken_a_refusal_is_the_recipients_own(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    for message in (ONE, THREE):
        silent.goes_wrong(message, MessageRefused("554 5.7.1 no", RELAY))

    done = deliver(ledger.outbox, silent, clock)

    assert done.sent == (TWO,)
    assert [it.message for it in done.failed] == [ONE, THREE]


def test_of_one_refusal_alone_nobody_can_tell_so_it_waits(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, MessageRefused("554 5.7.1 no", RELAY))
    for message in (TWO, THREE):
        silent.goes_wrong(message, MessageRefused("550 5.1.1 nobody here"))

    done = deliver(ledger.outbox, silent, clock)

    assert [it.message for it in done.waiting] == [ONE]
    assert [it.message for it in done.failed] == [TWO, THREE]
    clock.move(PAUSES[0])
    assert deliver(ledger.outbox, silent, clock).sent == (ONE,)


def test_different_refusals_are_no_ones_in_common_and_wait(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, MessageRefused("554 5.7.1 no", RELAY))
    silent.goes_wrong(TWO, MessageRefused("550 no", RELAY))
    silent.goes_wrong(THREE, MailUnavailable("gone"))

    done = deliver(ledger.outbox, silent, clock)

    assert [it.message for it in done.waiting] == [ONE, TWO, THREE]
    assert done.failed == ()


def test_once_it_is_put_right_what_waits_is_due_at_once(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, SIGN_IN)
    with pytest.raises(MailSignInRefused):
        deliver(ledger.outbox, silent, clock)
    assert deliver(ledger.outbox, silent, clock).sent == ()

    ledger.outbox.make_due()

    assert deliver(ledger.outbox, silent, clock).sent == (ONE, TWO, THREE)
