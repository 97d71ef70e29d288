"""People settle mail by hand, between rounds or while one goes on."""

import contextlib
from collections.abc import Callable
from datetime import timedelta

import pytest

from sync.errors import (
    MailError,
    MailUnavailable,
    MessageDelayed,
    MessageRefused,
    MessageUncertain,
)
from sync.ledger import Ledger
from sync.mail.deliver import DOUBT, deliver
from sync.model.mail import MailState, Message
from sync.ports import Handing, unheard
from tests.fakes import FixedClock
from tests.unit.mail.deliver.post import ONE, SIGN_IN, THREE, TWO, Post, kept


def given_up(ledger: Ledger, silent: Post, clock: FixedClock) -> None:
    silent.goes_wrong(ONE, *[MessageUncertain("cut off")] * 2)
    silent.lost.add(ONE)
    for _ in range(3):
        deliver(ledger.outbox, silent, clock)
        clock.move(timedelta(days=1))
    assert [it.message for it in ledger.outbox.undelivered()] == [ONE]


@pytest.mark.parametrize("whose", ["", ONE.recipient.upper()])
def test_what_was_given_up_is_sent_again_where_a_person_says_so(
    ledger: Ledger, silent: Post, clock: FixedClock, whose: str
) -> None:
    given_up(ledger, silent, clock)

    assert ledger.outbox.send_again(whose, clock.now()) == 1
    done = deliver(ledger.outbox, silent, clock)

    assert (done.sent, done.repeated) == ((ONE,), ())
    assert silent.taken == [b"2", b"3", b"1"]
    assert ledger.outbox.undelivered() == []


@pytest.mark.parametrize("whose", ["", ONE.recipient])
def test_what_a_person_says_arrived_is_done_with(
    ledger: Ledger, silent: Post, clock: FixedClock, whose: str
) -> None:
    given_up(ledger, silent, clock)

    assert ledger.outbox.note_arrived(whose) == 1

    assert deliver(ledger.outbox, silent, clock).sent == ()
    assert (ledger.outbox.undelivered(), ledger.outbox.waiting()) == ([], [])
    assert kept(ledger, ONE)[0] == "sent"


def test_mail_of_somebody_else_and_mail_that_just_waits_is_not_settled(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(TWO, MessageDelayed("450 busy"))
    given_up(ledger, silent, clock)

    assert ledger.outbox.send_again("x@example.com", clock.now()) == 0
    assert ledger.outbox.note_arrived(THREE.recipient) == 0
    assert [it.message for it in ledger.outbox.undelivered()] == [ONE]


class Meddled(Post):
    """While a message is sent, a person does something to the outbox."""

    def __init__(self, *, tells: bool, on: Message, does: Callable[[], object]) -> None:
        super().__init__(tells=tells)
        self.on, self.does = on, does

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        if message == self.on:
            self.does()
        super().send(message, draft, handing)


def in_doubt(ledger: Ledger, clock: FixedClock, *messages: Message) -> None:
    post = Post(tells=False)
    for message in messages:
        post.goes_wrong(message, MessageUncertain("cut off"))
    deliver(ledger.outbox, post, clock, apart=True)
    clock.move(DOUBT)


def test_what_a_person_notes_as_arrived_during_a_round_is_not_sent_again(
    ledger: Ledger, clock: FixedClock
) -> None:
    in_doubt(ledger, clock, ONE, TWO, THREE)
    post = Meddled(
        tells=False,
        on=ONE,
        does=lambda: ledger.outbox.note_arrived(TWO.recipient),
    )

    done = deliver(ledger.outbox, post, clock)

    assert done.sent == (ONE, THREE)
    assert post.taken == [b"1", b"3"]
    assert kept(ledger, TWO) == ("sent", "", False)


@pytest.mark.parametrize("tells", [True, False])
def test_what_is_noted_as_arrived_just_before_it_leaves_does_not_leave(
    ledger: Ledger, clock: FixedClock, *, tells: bool
) -> None:
    in_doubt(ledger, clock, ONE)
    post = Meddled(
        tells=tells, on=ONE, does=lambda: ledger.outbox.note_arrived(ONE.recipient)
    )

    done = deliver(ledger.outbox, post, clock)

    assert (done.sent, post.taken) == ((), [])
    assert kept(ledger, ONE) == ("sent", "", False)
    assert post.discarded == (["draft <1@example.com>"] if tells else [])


@pytest.mark.parametrize(
    "wrong", [MailUnavailable("gone"), MessageUncertain("cut off"), SIGN_IN]
)
def test_what_went_wrong_with_one_undoes_nothing_that_a_person_noted_of_others(
    ledger: Ledger, clock: FixedClock, wrong: Exception
) -> None:
    in_doubt(ledger, clock, ONE, TWO, THREE)

    def settle() -> None:
        ledger.outbox.note_arrived(TWO.recipient)
        ledger.outbox.send_again(THREE.recipient, clock.now())

    post = Meddled(tells=False, on=ONE, does=settle)
    post.goes_wrong(ONE, wrong)

    with contextlib.suppress(MailError):
        deliver(ledger.outbox, post, clock)

    assert kept(ledger, TWO) == ("sent", "", False)
    again = next((it for it in ledger.outbox.waiting() if it.message == THREE), None)
    assert again is None or (again.state, again.repeated) == (MailState.PENDING, False)


def test_a_refusal_does_not_undo_that_a_person_knows_it_arrived(
    ledger: Ledger, clock: FixedClock
) -> None:
    class Late(Post):
        def send(
            self, message: Message, draft: str = "", handing: Handing = unheard
        ) -> None:
            handing(draft)
            ledger.outbox.note_arrived(message.recipient)
            raise MessageRefused("550 no")

    in_doubt(ledger, clock, ONE)

    done = deliver(ledger.outbox, Late(tells=False), clock)

    assert (done.failed, done.waiting) == ((), ())
    assert kept(ledger, ONE) == ("sent", "", True)
