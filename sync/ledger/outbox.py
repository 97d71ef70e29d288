"""The outbox in the ledger: where every message is on its way."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sync.ledger.stored import understood
from sync.ledger.tables import Statements, Tables, next_number, put
from sync.model.mail import MailState, Message, Queued, Way

TOLD_BEFORE = "told before"
"""The note that this ledger stands for one that was lost, of a plan that was published.

Until a night is done wholly, what is queued was surely told before and counts as sent,
but for what administrators hear of the worker. The end of that night and of the note
are one transaction.
"""
UNCOPIED = "left since the copy"
"""The note that something was handed over which no copy of the ledger knows of."""
_OF_WORKER = {"notice", "failure", "recovered", "trouble"}
_TELL_ALL = {"digest", "reminder"}
"""Topics of mail of which a later message tells all that an earlier one did."""

_FAR = timedelta(days=7)
"""How far ahead of today a day is surely wrong: a digest is due once in as long."""

_WAITS = "state IN ('pending', 'sending')"
"""Whether a message is neither known to be sent nor given up."""

_REACHED = (
    "EXISTS (SELECT 1 FROM outbox AS later WHERE later.state = 'sent'"
    " AND later.recipient = outbox.recipient AND later.queued > outbox.queued)"
)
"""Whether a later message reached the recipient of one."""


class Outbox:
    """What is to leave in one way, has left, or never will."""

    def __init__(self, db: Tables, way: Way = Way.MAIL) -> None:
        self._db = db
        self._way = way

    def queue(self, messages: Iterable[Message], now: datetime) -> None:
        """Queue messages; one whose id is known already is the same message."""
        with self._db.transaction() as db:
            put_in(db, messages, now)

    def last_mailed(self, today: date) -> Mapping[str, date]:
        """Return the day on which each address, case-folded, was last written to.

        A day far after ``today`` is of a clock that was wrong, and tells nothing. Of a
        near one it is this day that may be wrong: nobody hears the same twice for that.
        """
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT recipient, queued FROM outbox"
                " WHERE state != 'merged' AND way = ?",
                (self._way,),
            ).fetchall()
            moments = [(who, _moment(queued)) for who, queued in rows]
        days: dict[str, date] = {}
        for recipient, queued in moments:
            day = queued.date()
            if day - today >= _FAR:
                continue
            days[recipient.casefold()] = max(day, days.get(recipient.casefold(), day))
        return days

    def waiting(self) -> Sequence[Queued]:
        """Return the messages neither known to be sent nor failed, oldest first."""
        return self._select(_WAITS)

    def unsent(self) -> Sequence[Message]:
        """Return the messages themselves that wait."""
        return [queued.message for queued in self.waiting()]

    def still_waiting(self, message: Message) -> Queued | None:
        """Return a message as it waits at this moment; ``None``: it does no more.

        People settle mail by hand, in another process, while a round is going on.
        """
        which = f"message_id = ? AND {_WAITS}"
        return next(iter(self._select(which, message.message_id)), None)

    def update(self, queued: Queued) -> bool:
        """Note how a message's sending stands, and return whether it still waited."""
        with self._db.transaction() as db:
            changed = db.execute(
                "UPDATE outbox SET state = ?, attempts = ?, next_try = ?, answer = ?,"  # noqa: S608
                f" repeated = ?, draft = ? WHERE message_id = ? AND {_WAITS}",
                (
                    queued.state,
                    queued.attempts,
                    queued.next_try.isoformat() if queued.next_try else None,
                    queued.answer,
                    queued.repeated,
                    queued.draft,
                    queued.message.message_id,
                ),
            )
            if changed.rowcount and queued.state is MailState.SENDING:
                put(db, "notes", (UNCOPIED, "yes"))
        return bool(changed.rowcount)

    def make_due(self) -> None:
        """Have all that waits tried at once: somebody may have put it right.

        What is in doubt keeps its time: it has only one try left.
        """
        with self._db.transaction() as db:
            db.execute(
                "UPDATE outbox SET next_try = NULL WHERE state = 'pending' AND way = ?",
                (self._way,),
            )

    def send_again(self, recipient: str, now: datetime) -> int:
        """Have mail given up or in doubt sent as if for the first time: a person asked.

        Args:
            recipient: whose it is; ``""`` for everybody's.
            now: the moment.

        Returns:
            How many messages that are.
        """
        return self._settle(
            recipient,
            "state = 'pending', attempts = 0, next_try = NULL, answer = '',"
            " repeated = 0, told = 0, queued = ?",
            now.isoformat(),
        )

    def note_arrived(self, recipient: str) -> int:
        """Note of mail given up or in doubt that it arrived: a person says so.

        Args:
            recipient: whose it is; ``""`` for everybody's.

        Returns:
            How many messages that are.
        """
        done = "state = 'sent', sent = queued, next_try = NULL, answer = ''"
        return self._settle(recipient, done)

    def look_through(self) -> None:
        """Read every message, and when it left."""
        self._select("true")
        self.has_left(
            datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
        )

    def _settle(self, recipient: str, change: str, *values: str) -> int:
        with self._db.transaction() as db:
            # read within: the worker may be at work on the very same mail
            wanted = [
                queued.message.message_id
                for queued in (*self.undelivered(), *self.waiting())
                if queued.state in {MailState.FAILED, MailState.SENDING}
                and recipient.casefold() in {"", queued.message.recipient.casefold()}
            ]
            for message_id in wanted:
                db.execute(
                    f"UPDATE outbox SET {change} WHERE message_id = ?",  # noqa: S608
                    (*values, message_id),
                )
        return len(wanted)

    def has_left(self, since: datetime, until: datetime) -> bool:
        """Whether any message was taken between two moments."""
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT sent FROM outbox WHERE sent IS NOT NULL AND way = ?",
                (self._way,),
            )
            moments = [_moment(sent) for (sent,) in rows]
        return any(since <= moment <= until for moment in moments)

    def failed_untold(self) -> Sequence[Queued]:
        """Return the messages given up of which nobody has been told yet."""
        return self._select("state = 'failed' AND told = 0")

    def undelivered(self) -> Sequence[Queued]:
        """Return the messages given up whose recipients nothing has reached since."""
        return self._select(f"state = 'failed' AND NOT {_REACHED}")

    def mark_failures_told(self) -> None:
        """Note that administrators have been told of all messages given up."""
        with self._db.transaction() as db:
            db.execute(
                "UPDATE outbox SET told = 1 WHERE state = 'failed' AND way = ?",
                (self._way,),
            )

    def let_go(self, is_gone: Callable[[str], bool]) -> None:
        """Let go of what waits for readers that there are no more."""
        waited_for = {queued.message.recipient for queued in self.waiting()}
        with self._db.transaction() as db:
            for recipient in filter(is_gone, waited_for):
                db.execute(
                    "UPDATE outbox SET state = 'merged'"  # noqa: S608
                    f" WHERE recipient = ? AND way = ? AND {_WAITS}",
                    (recipient, self._way),
                )

    def _select(self, which: str, *values: str) -> Sequence[Queued]:
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT message_id, recipient, subject, content, topic, queued, state,"  # noqa: S608
                " way, attempts, next_try, answer, repeated, draft FROM outbox"
                f" WHERE {which} AND way = ? ORDER BY queued, number",
                (*values, self._way),
            ).fetchall()
            return [understood("outbox", _queued, row) for row in rows]

    def mark_sent(self, message: Message, now: datetime) -> None:
        """Note that a message was taken."""
        with self._db.transaction() as db:
            db.execute(
                "UPDATE outbox SET state = 'sent', sent = ?, next_try = NULL,"
                " answer = '' WHERE message_id = ?",
                (now.isoformat(), message.message_id),
            )
            put(db, "notes", (UNCOPIED, "yes"))


def put_in(db: Statements, messages: Iterable[Message], now: datetime) -> None:
    """Put messages in the outbox; one whose id is known already is the same message."""
    known = "SELECT 1 FROM notes WHERE name = ?"
    told = db.execute(known, (TOLD_BEFORE,)).fetchone() is not None
    for m in messages:
        db.execute(
            "DELETE FROM outbox WHERE message_id = ? AND state = 'merged'",
            (m.message_id,),
        )
        added = db.execute(
            "INSERT INTO outbox (message_id, recipient, subject, content, topic, way,"
            " queued, number, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (
                *astuple(m),
                now.isoformat(),
                next_number(db, "outbox"),
                MailState.SENT if told and _is_news(m) else MailState.PENDING,
            ),
        )
        if added.rowcount and (m.topic in _TELL_ALL or m.way is not Way.MAIL):
            _take_place(db, m)


def _is_news(m: Message) -> bool:
    """Whether a message tells of the plan, and not of the worker; a command is no news."""
    return m.way is not Way.HOOK and m.topic.partition(" ")[0] not in _OF_WORKER


def _take_place(db: Statements, m: Message) -> None:
    """Let a message stand for those of its topic that wait still.

    Of a command or a chat it takes over how long and how often these were tried: one
    that fails each night with something newer would else be given up by nobody.
    """
    which = (
        "topic = ? AND way = ? AND (recipient = ? OR way = 'hook')"
        " AND state = 'pending' AND draft = '' AND message_id != ?"
    )
    known = (m.topic, m.way, m.recipient, m.message_id)
    if m.way is not Way.MAIL:
        db.execute(
            f"UPDATE outbox SET (queued, attempts) = (SELECT min(queued), max(attempts)"  # noqa: S608
            f" FROM outbox WHERE {which}) WHERE message_id = ?"
            f" AND EXISTS (SELECT 1 FROM outbox WHERE {which})",
            (*known, m.message_id, *known),
        )
    db.execute(f"UPDATE outbox SET state = 'merged' WHERE {which}", known)  # noqa: S608


def empty_old(db: Statements, before: date) -> int:
    """Empty the mail that left before a day, and return how many messages.

    Its id stays, so that it is not sent again. What waits, is in doubt or was given up
    is whole, for a person may have it sent; but not once a later one reached its
    reader.
    """
    emptied = db.execute(
        "UPDATE outbox SET content = ? WHERE content != ?"  # noqa: S608
        f" AND (state IN ('sent', 'merged') OR state = 'failed' AND {_REACHED})"
        " AND coalesce(sent, queued) < ?",
        (b"", b"", before.isoformat()),
    )
    # a call is known by its number as well, and there may be one an hour
    db.execute(
        "DELETE FROM outbox WHERE way = 'hook' AND state IN ('sent', 'merged')"
        " AND coalesce(sent, queued) < ?",
        (before.isoformat(),),
    )
    return emptied.rowcount


def _moment(kept: str) -> datetime:
    return understood("outbox", datetime.fromisoformat, kept)


def _queued(row: Sequence[Any]) -> Queued:
    since, state, way, attempts, next_try, answer, repeated, draft = row[5:]
    message_id, recipient, subject, content, topic = row[:5]
    return Queued(
        Message(message_id, recipient, subject, content, topic, Way(way)),
        datetime.fromisoformat(since),
        MailState(state),
        attempts,
        datetime.fromisoformat(next_try) if next_try else None,
        answer,
        bool(repeated),
        draft,
    )
