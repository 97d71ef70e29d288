"""Where nobody knows whether a message was taken, it goes out at most twice."""

import contextlib
from datetime import timedelta

import pytest

from sync.errors import MailUnavailable, MessageDelayed, MessageUncertain, Stopped
from sync.ledger import Ledger
from sync.mail.deliver import DOUBT, PAUSES, deliver
from sync.model.mail import MailState, Message
from tests.fakes import FixedClock
from tests.unit.mail.deliver.post import ONE, THREE, TWO, Killed, Post, kept, states


def test_where_nobody_can_tell_the_same_bytes_go_out_once_more_and_it_is_noted(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, MessageUncertain("cut off"))

    first = deliver(ledger.outbox, silent, clock)
    clock.move(DOUBT)
    second = deliver(ledger.outbox, silent, clock)

    assert first.waiting[0].state is MailState.SENDING
    assert (second.sent, second.repeated) == ((TWO, THREE, ONE), (ONE,))
    assert silent.taken.count(b"1") == 2
    assert kept(ledger, ONE) == ("sent", "", True)


def test_never_a_third_time(ledger: Ledger, silent: Post, clock: FixedClock) -> None:
    silent.goes_wrong(ONE, *[MessageUncertain("cut off")] * 9)

    rounds = []
    for _ in range(9):
        rounds.append(deliver(ledger.outbox, silent, clock))
        clock.move(timedelta(days=1))

    assert silent.taken.count(b"1") == 2
    assert [it.message for done in rounds for it in done.failed] == [ONE]
    assert kept(ledger, ONE) == ("failed", "cut off", True)


def test_never_a_third_time_though_it_could_be_told_in_between(
    ledger: Ledger, silent: Post, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent.goes_wrong(ONE, *[MessageUncertain("cut off")] * 9)
    answers = iter([None, False, None, None])
    monkeypatch.setattr(silent, "took", lambda *_: next(answers))

    while ledger.outbox.waiting():
        deliver(ledger.outbox, silent, clock)
        clock.move(timedelta(days=1))

    # the second was surely not taken; so it went out, and once more where nobody knew
    assert silent.tried.count(ONE) == 3
    assert kept(ledger, ONE) == ("failed", "cut off", True)


def test_where_it_can_be_told_a_message_that_arrived_is_not_sent_again(
    ledger: Ledger, telling: Post, clock: FixedClock
) -> None:
    telling.goes_wrong(ONE, MessageUncertain("cut off"))
    deliver(ledger.outbox, telling, clock)

    clock.move(DOUBT)
    done = deliver(ledger.outbox, telling, clock)

    assert telling.asked == [ONE]
    assert (done.sent, done.repeated) == ((TWO, THREE, ONE), ())
    assert telling.taken.count(b"1") == 1


def test_where_it_can_be_told_a_message_that_was_lost_is_sent(
    ledger: Ledger, telling: Post, clock: FixedClock
) -> None:
    telling.goes_wrong(ONE, MessageUncertain("cut off"))
    telling.lost.add(ONE)
    deliver(ledger.outbox, telling, clock)

    clock.move(DOUBT)
    done = deliver(ledger.outbox, telling, clock)

    assert (done.sent, done.repeated) == ((TWO, THREE, ONE), ())
    assert telling.taken.count(b"1") == 1


def test_doubt_without_end_is_bounded(
    ledger: Ledger, telling: Post, clock: FixedClock
) -> None:
    telling.goes_wrong(ONE, *[MessageUncertain("cut off")] * 99)
    telling.lost.add(ONE)

    while ledger.outbox.waiting():
        deliver(ledger.outbox, telling, clock)
        clock.move(timedelta(hours=1))

    assert kept(ledger, ONE)[0] == "failed"
    assert len(telling.tried) - 2 <= len(PAUSES) + 1


@pytest.mark.parametrize("tells", [True, False])
def test_after_a_long_outage_one_in_doubt_has_its_other_try(
    ledger: Ledger, clock: FixedClock, *, tells: bool
) -> None:
    post = Post(tells=tells)
    outage = len(PAUSES) + 2
    post.goes_wrong(ONE, *[MailUnavailable("no connection")] * outage)
    post.early = True
    for _ in range(outage):
        deliver(ledger.outbox, post, clock)
        clock.move(timedelta(days=1))
    post.early = False
    post.goes_wrong(ONE, MessageUncertain("cut off"))
    post.lost.add(ONE)
    deliver(ledger.outbox, post, clock)

    clock.move(timedelta(days=1))
    done = deliver(ledger.outbox, post, clock)

    assert (done.sent, done.failed) == ((TWO, THREE, ONE), ())
    assert post.taken.count(b"1") == 1


def test_a_message_over_which_the_worker_always_dies_is_given_up(
    ledger: Ledger, telling: Post, clock: FixedClock
) -> None:
    telling.goes_wrong(ONE, *[Killed()] * 99)

    deaths = 0
    while ONE in ledger.outbox.unsent():
        try:
            deliver(ledger.outbox, telling, clock)
        except Killed:
            deaths += 1

    assert deaths == len(PAUSES) + 1
    assert kept(ledger, ONE)[0] == "failed"
    assert telling.taken == [b"2", b"3"]


def test_a_repeat_that_was_surely_not_taken_may_be_made_again(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, MessageUncertain("cut off"), MessageDelayed("450 busy"))

    for _ in range(3):
        deliver(ledger.outbox, silent, clock)
        clock.move(timedelta(hours=1))

    assert silent.taken.count(b"1") == 2
    assert kept(ledger, ONE) == ("sent", "", True)


def test_while_it_cannot_be_asked_the_doubt_remains(
    ledger: Ledger,
    telling: Post,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    telling.goes_wrong(ONE, MessageUncertain("cut off"))
    deliver(ledger.outbox, telling, clock)
    clock.move(DOUBT)

    def nobody_answers(_message: Message, _draft: str) -> bool | None:
        raise MailUnavailable("no connection")

    with monkeypatch.context() as broken:
        broken.setattr(telling, "took", nobody_answers)
        deliver(ledger.outbox, telling, clock)
    clock.move(PAUSES[1])
    done = deliver(ledger.outbox, telling, clock)

    assert (done.sent, done.repeated) == ((ONE,), ())
    assert telling.taken.count(b"1") == 1


def test_asked_to_stop_while_in_doubt_the_doubt_remains_and_others_just_wait(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, Stopped())

    with pytest.raises(Stopped):
        deliver(ledger.outbox, silent, clock)

    assert states(ledger) == [
        (MailState.SENDING, 1),
        (MailState.PENDING, 0),
        (MailState.PENDING, 0),
    ]
    assert [it.next_try for it in ledger.outbox.waiting()] == [None, None, None]
    assert silent.closed == 1


def test_however_often_it_is_stopped_the_same_bytes_go_out_at_most_twice(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, *[Stopped()] * 9)

    for _ in range(9):
        with contextlib.suppress(Stopped):
            deliver(ledger.outbox, silent, clock)
        clock.move(timedelta(days=1))

    assert silent.taken.count(b"1") == 2
    assert kept(ledger, ONE) == ("failed", "", True)
    assert silent.taken.count(b"2") == silent.taken.count(b"3") == 1


def test_stopped_before_it_was_handed_over_a_message_is_in_no_doubt(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.early = True
    silent.goes_wrong(ONE, *[Stopped()] * 20)

    for _ in range(20):
        with pytest.raises(Stopped):
            deliver(ledger.outbox, silent, clock)

    assert states(ledger)[0] == (MailState.PENDING, 0)
    assert deliver(ledger.outbox, silent, clock).repeated == ()
    assert silent.taken == [b"1", b"2", b"3"]


def test_the_last_try_of_what_is_in_doubt_is_not_spent_at_once(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, *[MessageUncertain("cut off")] * 9)
    silent.lost.add(ONE)
    deliver(ledger.outbox, silent, clock)

    ledger.outbox.make_due()
    deliver(ledger.outbox, silent, clock)
    clock.move(DOUBT - timedelta(seconds=1))
    deliver(ledger.outbox, silent, clock)

    assert silent.tried == [ONE, TWO, THREE]
    clock.move(timedelta(seconds=1))
    deliver(ledger.outbox, silent, clock)
    assert silent.tried == [ONE, TWO, THREE, ONE]


def test_after_a_message_without_word_the_others_are_not_handed_over(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    for each in (ONE, TWO, THREE):
        silent.goes_wrong(each, *[MessageUncertain("timed out")] * 9)

    deliver(ledger.outbox, silent, clock)

    assert silent.tried == [ONE]
    doubt, *others = states(ledger)
    assert doubt == (MailState.SENDING, 1)
    assert others == [(MailState.PENDING, 1)] * 2


def test_a_message_that_silences_the_server_keeps_the_others_for_one_round_alone(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, *[MessageUncertain("cut off")] * 9)

    deliver(ledger.outbox, silent, clock)
    clock.move(DOUBT)
    second = deliver(ledger.outbox, silent, clock)

    assert second.sent == (TWO, THREE)
    assert silent.tried == [ONE, TWO, THREE, ONE]


def test_where_each_has_a_server_of_its_own_doubt_about_one_stops_no_other(
    ledger: Ledger, silent: Post, clock: FixedClock
) -> None:
    silent.goes_wrong(ONE, MessageUncertain("cut off"))

    assert deliver(ledger.outbox, silent, clock, apart=True).sent == (TWO, THREE)
