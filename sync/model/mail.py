"""Mail and what else is told: one message, and where it is on its way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Way(StrEnum):
    """How a message leaves, each by itself: one that is shut keeps nothing of another."""

    MAIL = "mail"
    NOTICE = "notice"
    """A sentence in a chat; its recipient is a group and a number in its list."""
    HOOK = "hook"
    """The facts that a command of the office's is called with, whose name is the
    recipient."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one reader, complete: the same bytes however often it is sent.

    ``topic`` is the kind of event that it tells of.
    """

    message_id: str
    recipient: str
    subject: str
    content: bytes
    topic: str = ""
    way: Way = Way.MAIL


_LONGEST_WAIT = timedelta(hours=25)
"""A day, and an hour that a clock may have been put back by."""


class MailState(StrEnum):
    """Where a message in the outbox is on its way.

    ``SENDING`` is written down before it is handed over: found so later, it is not
    known whether it was taken. ``MERGED``: it never left, and a later one tells it.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Queued:
    """A message in the outbox: tried ``attempts`` times, again at ``next_try``.

    ``answer`` is what was said to it last. ``repeated``: the very same message was
    sent once more, since nobody could tell whether it had been taken. ``draft`` is the
    one that it is sent by, where there are drafts.
    """

    message: Message
    since: datetime
    state: MailState = MailState.PENDING
    attempts: int = 0
    next_try: datetime | None = None
    answer: str = ""
    repeated: bool = False
    draft: str = ""

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be tried now.

        Nothing is put off for longer than a day: a later time was noted by a clock
        that was wrong.
        """
        if self.next_try is None:
            return True
        return not now < self.next_try <= now + _LONGEST_WAIT
