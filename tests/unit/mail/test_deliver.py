"""Handing over what waits: every mail once, whatever goes wrong."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sync.errors import (
    MailError,
    MailSenderRefused,
    MailSignInRefused,
    MailUnavailable,
    MessageDelayed,
    MessageRefused,
    MessageUncertain,
    Stopped,
)
from sync.ledger import Ledger
from sync.mail.deliver import DOUBT, FEWEST_TRIES, OLDEST, PAUSES, deliver, pause_after
from sync.mail.waiting import stuck_mail
from sync.model.documents import Publication
from sync.model.mail import MailState, Message
from sync.ports import Handing, unheard
from tests.fakes import FixedClock

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PUBLICATION = Publication("plan", "abc", "file:///x", date(2026, 11, 16), ())
ONE, TWO, THREE = (
    Message(f"<{n}@example.com>", f"{n}@example.com", "เรื่อง", b"%d" % n)
    for n in (1, 2, 3)
)
RELAY = MailSenderRefused("mail.example.com", "plan@example.com", "554 5.7.1 no")
SIGN_IN = MailSignInRefused("mail.example.com", "plan", "535 no")


class Post:
    """Mail that does what it is told; ``taken`` is every copy that arrived."""

    def __init__(self, *, tells: bool) -> None:
        self.taken: list[bytes] = []
        self.asked: list[Message] = []
        self.tried: list[Message] = []
        self.wrongs: dict[Message, list[BaseException]] = {}
        self.lost: set[Message] = set()
        self.closed = 0
        self.drafts: list[str] = []
        self.discarded: list[str] = []
        self.early = False
        self._tells = tells

    def goes_wrong(self, message: Message, *wrongs: BaseException) -> None:
        self.wrongs[message] = list(wrongs)

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        self.tried.append(message)
        self.drafts.append(draft)
        if self.early and self.wrongs.get(message):
            raise self.wrongs[message].pop(0)
        handing(f"draft {message.message_id}" if self._tells else "")
        wrong = next(iter(self.wrongs.get(message, ())), None)
        if wrong is None:
            self.taken.append(message.content)
            return
        self.wrongs[message].pop(0)
        unsure = isinstance(wrong, MessageUncertain | Stopped)
        if unsure and message not in self.lost:
            self.taken.append(message.content)
        raise wrong

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        self.asked.append(message)
        return message.content in self.taken if self._tells else None

    def discard(self, draft: str) -> None:
        self.discarded.append(draft)

    def close(self) -> None:
        self.closed += 1


class Killed(BaseException):
    """The process is gone: nothing catches it."""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.copy(tmp_path / "none")
    ledger.publications.record(PUBLICATION, [ONE, TWO, THREE], NIGHT)
    yield ledger
    ledger.close()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NIGHT)


@pytest.fixture
def silent() -> Post:
    """An SMTP server: it never tells what it took."""
    return Post(tells=False)


@pytest.fixture
def telling() -> Post:
    """Gmail, or a folder: one can look."""
    return Post(tells=True)


def states(ledger: Ledger) -> list[tuple[MailState, int]]:
    return [(it.state, it.attempts) for it in ledger.outbox.waiting()]


def kept(ledger: Ledger, message: Message) -> tuple[str, str, bool]:
    row = ledger._db.execute(
        "SELECT state, answer, repeated FROM outbox WHERE message_id = ?",
        (message.message_id,),
    ).fetchone()
    return str(row[0]), str(row[1]), bool(row[2])


# --- the good way, and what befalls one message -------------------------------------


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


# --- pauses and their end -------------------------------------------------------------


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


# --- whose trouble a refusal is -------------------------------------------------------


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


# --- doubt ----------------------------------------------------------------------------


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


# --- killed ---------------------------------------------------------------------------

STEPS: list[tuple[str, str, int]] = [
    (part, method, nth)
    for part, method, most in (
        ("outbox", "update", 3),
        ("post", "send", 3),
        ("outbox", "mark_sent", 3),
        ("post", "close", 1),
    )
    for nth in range(1, most + 1)
]


def kill(
    monkeypatch: pytest.MonkeyPatch,
    target: object,
    step: tuple[str, int],
    *,
    after: bool,
) -> None:
    """Let the process die before or after the n-th call of a method."""
    method, nth = step
    real: Callable[..., object] = getattr(target, method)
    calls = iter(range(1, 99))

    def dying(*args: object) -> object:
        if next(calls) != nth:
            return real(*args)
        if after:
            real(*args)
        raise Killed

    monkeypatch.setattr(target, method, dying)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("tells", [False, True], ids=["silent", "telling"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: "-".join(map(str, step)))
def test_killed_at_any_step_everything_is_sent_and_at_most_one_in_doubt_twice(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: tuple[str, str, int],
    *,
    tells: bool,
    after: bool,
) -> None:
    path = tmp_path / "ledger.db"
    post, clock = Post(tells=tells), FixedClock(NIGHT)
    first = Ledger.open(path)
    first.publications.record(PUBLICATION, [ONE, TWO, THREE], NIGHT)
    part, method, nth = step
    with monkeypatch.context() as dying:
        target = first.outbox if part == "outbox" else post
        kill(dying, target, (method, nth), after=after)
        with pytest.raises(Killed):
            deliver(first.outbox, post, clock)
    first.close()

    ledger = Ledger.open(path)
    done = deliver(ledger.outbox, post, clock)

    assert ledger.outbox.waiting() == []
    assert set(post.taken) == {b"1", b"2", b"3"}
    twice = [content for content in set(post.taken) if post.taken.count(content) > 1]
    assert len(post.taken) == 3 + len(twice)
    if tells:
        assert twice == []
    # a copy sent twice is always one that the ledger says so of
    noted = [it.content for it in (ONE, TWO, THREE) if kept(ledger, it)[2]]
    assert set(twice) <= set(noted)
    assert noted == [it.content for it in done.repeated]
    assert len(noted) <= 1
    assert deliver(ledger.outbox, post, clock).sent == ()
    ledger.close()


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


# --- people settle mail by hand, in another process, while a round goes on ------------


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


# --- drafts ----------------------------------------------------------------------------


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
