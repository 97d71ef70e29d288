"""Deliver: hand over what waits in the outbox, each message once as far as can be.

That a message is being sent is written down at the moment it is handed over. Whatever
cuts the worker off, being asked to stop as well, the next round knows which message is
in doubt and asks about it. Where nobody can tell, the very same message goes out once
more, and never a third time. After a message of which no word came the round ends: what
silenced the server would put the others in doubt as well. They were not handed over.
"""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sync.errors import (
    GoogleError,
    MailError,
    MailUnavailable,
    MessageRefused,
    MessageTrouble,
    MessageUncertain,
    WorkerError,
)
from sync.ledger.outbox import Outbox
from sync.mail.waiting import answer_of
from sync.model.mail import MailState, Message, Queued
from sync.ports import Clock, Mail

_log = logging.getLogger(__name__)

_CODES = re.compile(r"[0-9]{3}(?: [0-9]\.[0-9]{1,3}\.[0-9]{1,3})?")

PAUSES = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=24),
)
"""How long to wait after the first failed attempt, the second, and so on."""

DOUBT = timedelta(hours=1)
"""How long a message in doubt waits at least: it has one more try, and what broke off
the first is not over at once."""

OLDEST = timedelta(days=4)
"""A message that is this old, and that alone does not leave, is given up."""

FEWEST_TRIES = 5
"""Nor is one given up that was tried less often: the worker may have been off for days,
or the clock wrong."""

LONGEST_ROUND = timedelta(minutes=10)
"""After so long no further message is begun: there is other work to do as well."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one round came to.

    ``repeated`` are those among ``sent`` that went out a second time, ``failed`` were
    given up in this round, and ``waiting`` is all that will be tried again.
    """

    sent: tuple[Message, ...] = ()
    repeated: tuple[Message, ...] = ()
    failed: tuple[Queued, ...] = ()
    waiting: tuple[Queued, ...] = ()


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts in a row that failed."""
    return PAUSES[min(max(attempts, 1), len(PAUSES)) - 1]


def deliver(
    outbox: Outbox, mail: Mail, clock: Clock, *, apart: bool = False
) -> Delivery:
    """Hand over every message that is due, those of a cycle cut short as well.

    Args:
        outbox: where messages wait, and where what becomes of them is noted.
        mail: the way they leave by.
        clock: says what is due.
        apart: each has a server of its own, so that others tell nothing of one's trouble.

    Returns:
        What left, and what did not.

    Raises:
        WorkerError: no mail can leave; what was due waits.
    """
    beginning = clock.now()
    due = [queued for queued in outbox.waiting() if queued.is_due(beginning)]
    # the last try of what is in doubt is for a server that has just taken others
    due.sort(key=lambda queued: queued.state is MailState.SENDING)
    post = _DeliveryRound(outbox, mail, clock.now, apart)
    try:
        for place, queued in enumerate(due):
            if clock.now() - beginning > LONGEST_ROUND:
                break
            if not post.goes_on(queued, due[place + 1 :]):
                break
        refused_alike = post.settle()
    finally:
        mail.close()
    if refused_alike:
        raise refused_alike
    return Delivery(
        tuple(post.sent),
        tuple(post.repeated),
        tuple(post.failed),
        tuple(outbox.waiting()),
    )


def _why(trouble: MailUnavailable | WorkerError) -> str:
    """Return what was answered, or which stop there was."""
    if isinstance(trouble, WorkerError):
        return answer_of(trouble)
    return trouble.answer


class _SettledByHandError(Exception):
    """A person settled the message just before it was to leave."""


@dataclass(slots=True)
class _DeliveryRound:
    """One going through the outbox, and what has come of it so far.

    ``handed``: the message at hand may be out of our hands already. ``untaken`` is how
    it stands if it surely was not taken.
    """

    outbox: Outbox
    mail: Mail
    now: Callable[[], datetime]
    apart: bool = False
    sent: list[Message] = field(default_factory=list)
    repeated: list[Message] = field(default_factory=list)
    failed: list[Queued] = field(default_factory=list)
    unclear: list[tuple[Queued, MessageRefused]] = field(default_factory=list)
    handed: bool = False
    untaken: Queued | None = None

    def goes_on(self, listed: Queued, rest: Sequence[Queued]) -> bool:
        """Try one message, and return whether the others are worth trying.

        What stops one may stop all: then the ``rest`` just waits, as it does itself.
        """
        queued = self.outbox.still_waiting(listed.message)
        if queued is None:
            return True
        self.handed, self.untaken = False, queued
        try:
            self._hand_over(queued)
        except MessageUncertain as trouble:  # noted already
            self._leave_all(() if self.apart else rest, trouble.answer, at_least=DOUBT)
            return self.apart
        except (MailUnavailable, MailError, GoogleError) as trouble:
            self.leave(self.untaken, _why(trouble))
            self._leave_all(rest, _why(trouble))
            self.settle()
            if isinstance(trouble, WorkerError):
                raise
            return False
        except WorkerError:
            raise
        except Exception as defect:
            # a mistake of our own keeps mail here as much as a server does
            why = f"{type(defect).__name__}: {defect}"
            if not self.handed:
                self.leave(queued, why)
            self._leave_all(rest, why)
            raise
        return True

    def _leave_all(
        self, listed: Sequence[Queued], answer: str, at_least: timedelta = timedelta()
    ) -> None:
        for each in listed:
            if queued := self.outbox.still_waiting(each.message):
                self.leave(queued, answer, at_least)

    def _hand_over(self, queued: Queued) -> None:
        """Try one message, and note what came of it."""
        took = self._took(queued)
        if took:
            self._mark_sent(queued)
        elif queued.state is MailState.SENDING and (
            queued.repeated if took is None else queued.attempts > len(PAUSES)
        ):
            self._give_up(queued, queued.answer)
        else:
            self._send(queued, again=took is None)

    def _took(self, queued: Queued) -> bool | None:
        """Whether it arrived already: surely not, if it was never handed over."""
        if queued.state is MailState.PENDING:
            return False
        return self.mail.took(queued.message, queued.draft)

    def _send(self, queued: Queued, *, again: bool) -> None:
        # that it was handed over before is of no account once it is known not to be taken
        untaken = queued if again else replace(queued, state=MailState.PENDING)
        # nor are the days for which it had to wait before, for all that is bounded here
        before = queued.attempts
        if queued.state is MailState.PENDING:
            before = min(before, FEWEST_TRIES)
        going = replace(
            queued,
            state=MailState.SENDING,
            attempts=before + 1,
            next_try=None,
            repeated=queued.repeated or again,
        )
        self.untaken = untaken

        def hand(draft: str) -> None:
            nonlocal going, untaken
            going, untaken = replace(going, draft=draft), replace(untaken, draft=draft)
            self.untaken = untaken
            if not self.outbox.update(going):
                raise _SettledByHandError
            self.handed = True

        try:
            self.mail.send(queued.message, queued.draft, hand)
        except _SettledByHandError:
            self._discard(going)
        except MessageUncertain as trouble:
            self._wait(going, trouble.answer, at_least=DOUBT)
            raise
        except MessageTrouble as trouble:
            self._note_untaken(going, untaken, trouble)
        else:
            self._mark_sent(going)

    def _note_untaken(
        self, going: Queued, untaken: Queued, trouble: MessageTrouble
    ) -> None:
        if isinstance(trouble, MailUnavailable):
            raise trouble
        if not isinstance(trouble, MessageRefused):
            self.put_off(untaken, trouble.answer)
        elif trouble.if_everybody is None:
            self._give_up(going, trouble.answer)
        else:
            self._wait_for_others(untaken, trouble)

    def _wait_for_others(self, untaken: Queued, trouble: MessageRefused) -> None:
        """Let it wait: what becomes of the others tells whose trouble it is.

        This is noted before its draft goes. For a draft that is gone means sent.
        """
        left = replace(untaken, draft="")
        self.leave(left, trouble.answer)
        self.unclear.append((left, trouble))
        self._discard(untaken)

    def _discard(self, queued: Queued) -> None:
        if queued.draft:
            self.mail.discard(queued.draft)

    def settle(self) -> WorkerError | None:
        """Decide of refusals that may be the sender's trouble, and return it as a stop.

        Where others were taken, it is the trouble of those refused. Where everybody was
        refused alike, it is the sender's; and of one alone nobody can tell, so it
        waits.
        """
        unclear, self.unclear = self.unclear, []
        for queued, trouble in unclear:
            if self.sent:
                self._give_up(queued, trouble.answer)
        people = {queued.message.recipient.casefold() for queued, _ in unclear}
        kinds = {_kind(trouble.answer) for _, trouble in unclear}
        if self.sent or len(people) == 1 or len(kinds) != 1:
            return None
        return unclear[0][1].if_everybody

    def put_off(self, queued: Queued, answer: str) -> None:
        """Leave a message that was not taken as it was, for another time."""
        self._wait(replace(queued, attempts=queued.attempts + 1), answer)

    def leave(
        self, queued: Queued, answer: str, at_least: timedelta = timedelta()
    ) -> None:
        """Leave a message that is not to blame as it was, however long it takes."""
        attempts = min(queued.attempts + 1, len(PAUSES))
        self._note_waiting(replace(queued, attempts=attempts), answer, at_least)

    def _wait(
        self, queued: Queued, answer: str, at_least: timedelta = timedelta()
    ) -> None:
        """Try it again, unless it has been long enough and other mail did leave."""
        old = self.now() - queued.since >= OLDEST and queued.attempts >= FEWEST_TRIES
        if old and (self.apart or self._others_left(queued)):
            self._give_up(queued, answer)
        else:
            self._note_waiting(queued, answer, at_least)

    def _others_left(self, queued: Queued) -> bool:
        return bool(self.sent) or self.outbox.has_left(queued.since, self.now())

    def _note_waiting(
        self, queued: Queued, answer: str, at_least: timedelta = timedelta()
    ) -> None:
        again_at = self.now() + max(pause_after(queued.attempts), at_least)
        self._note(replace(queued, next_try=again_at, answer=answer))

    def _give_up(self, queued: Queued, answer: str) -> None:
        """Give it up, and let go of its draft: in this order, or it is lost unseen."""
        failed = replace(
            queued, state=MailState.FAILED, next_try=None, answer=answer, draft=""
        )
        if self._note(failed):
            self.failed.append(failed)
            self._discard(queued)

    def _mark_sent(self, queued: Queued) -> None:
        self.outbox.mark_sent(queued.message, self.now())
        self.sent.append(queued.message)
        if queued.repeated:
            self.repeated.append(queued.message)
        _log.info("message sent id=%s", queued.message.message_id)

    def _note(self, queued: Queued) -> bool:
        noted = self.outbox.update(queued)
        _log.info(
            "message state=%s attempts=%d id=%s",
            queued.state if noted else "settled by hand",
            queued.attempts,
            queued.message.message_id,
        )
        return noted


def _kind(answer: str) -> str:
    """Return what an answer says without whom it says it of: its codes."""
    match = _CODES.match(answer)
    return match[0].strip() if match else answer
