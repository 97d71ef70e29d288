"""The ledger: the worker's own durable record, in SQLite.

It knows what was written, published and queued, so that a worker killed at any
instant finishes what it had begun and repeats nothing. Each method is one
transaction. Losing the ledger loses history, never staff's work: everything else is
found again in the spreadsheet and the documents.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, astuple, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from sync.errors import LedgerDamaged, LedgerNewer, WorkerError
from sync.ledger.file import connect, copy_into_memory, guarded, refuse_if_lost
from sync.ledger.schema import MIGRATIONS
from sync.model.cells import Cell
from sync.model.changes import Change, Facts
from sync.model.documents import Kind, Publication
from sync.model.mail import MailState, Message, Queued
from sync.model.plan import (
    CorrectedTotal,
    Field,
    Recipient,
    Role,
    Totals,
    WrittenTotals,
)
from sync.model.records import CycleKind, CycleRecord, Trouble
from sync.storage.files import make_folder, replace_file

_COLUMNS = (
    "number, started, kind, finished, outcome, editor, requests,"
    " errors, warnings, infos, projects, budget, changes, confirmed, why"
)
_NOWHERE = Cell("", 0, 0)
_MOST_TOTALS = 50
"""Sums that are kept while none of them can be written, besides the first."""
_COPIES = "ledger-*.db"
_FEWEST_COPIES = 7


_NEWS = "published"
_TELL_ALL = {"digest", "reminder"}
"""Topics of which a later message tells all that an earlier one did."""


@dataclass(frozen=True, slots=True)
class Untold:
    """The plan as people were told of it last; ``None``: they were told of none."""

    facts: Facts | None


class Ledger:
    """The durable record of one office."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path
        with self._guarded():
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            (verdict,) = self._db.execute("PRAGMA quick_check").fetchone()
            if verdict != "ok":
                raise LedgerDamaged(path, verdict)
            self._migrate()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a ledger, new if there is none.

        Raises:
            LedgerDamaged: the file is no ledger, or is broken.
            LedgerLost: it is gone or empty, and copies of it are there.
            LedgerNewer: a newer version of the worker made it.
            LedgerLocked: another program holds it.
            StorageError: it cannot be opened.
        """
        return cls(connect(path), path)

    @classmethod
    def copy(cls, path: Path) -> Self:
        """Open a copy in memory, for a look: the file is not touched.

        Raises: as ``open``.
        """
        return cls(copy_into_memory(path), path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            refuse_if_lost(self._path)
        if version > len(MIGRATIONS):
            raise LedgerNewer(self._path, version)
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            # executescript commits first, so the script brings its own transaction
            self._db.executescript(
                f"BEGIN;{script}PRAGMA user_version = {number};COMMIT;"
            )

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        with guarded(self._path, writes=True):
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._guarded():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # on some failures SQLite has ended it
                    self._db.execute("ROLLBACK")
                raise

    # --- cycles -----------------------------------------------------------------

    def begin_cycle(
        self, now: datetime, kind: CycleKind = CycleKind.NIGHT
    ) -> CycleRecord:
        """Open a cycle, which now has a number."""
        with self._transaction() as db:
            added = db.execute(
                "INSERT INTO cycles (started, kind, outcome) VALUES (?, ?, 'running')",
                (now.isoformat(), kind),
            )
            return CycleRecord(int(added.lastrowid or 0), now, kind)

    def close_killed(self) -> None:
        """Note that cycles that never ended were stopped: whoever ran them is dead."""
        with self._transaction() as db:
            db.execute(
                "UPDATE cycles SET outcome = 'stopped' WHERE outcome = 'running'"
            )

    def end_cycle(
        self, record: CycleRecord, revision: str = "", facts: Facts | None = None
    ) -> None:
        """Close a cycle with what came of it.

        ``revision`` is of the spreadsheet as the cycle left it, and ``facts`` are the
        plan in it: kept if they are others than those kept last.
        """
        changes = [asdict(change) for change in record.changes]
        with self._transaction() as db:
            if facts is not None and facts != self.last_facts():
                db.execute(
                    "INSERT INTO snapshots VALUES (?, ?)",
                    (record.number, _json(facts)),
                )
            db.execute(
                "UPDATE cycles SET finished = ?, outcome = ?, requests = ?, editor = ?,"
                " revision = ?, errors = ?, warnings = ?,"
                " infos = ?, projects = ?, budget = ?, changes = ?, confirmed = ?,"
                " why = ?"
                " WHERE number = ?",
                (
                    record.finished.isoformat() if record.finished else None,
                    record.outcome,
                    record.requests,
                    record.editor,
                    revision,
                    record.errors,
                    record.warnings,
                    record.infos,
                    record.projects,
                    str(record.budget),
                    json.dumps(changes, ensure_ascii=False),
                    json.dumps(record.confirmed, ensure_ascii=False),
                    record.why,
                    record.number,
                ),
            )

    def cycles(self, most: int) -> Sequence[CycleRecord]:
        """Return the last cycles, the latest first."""
        with self._guarded():
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM cycles ORDER BY number DESC LIMIT ?",  # noqa: S608
                (most,),
            ).fetchall()
        return [_cycle(row) for row in rows]

    def nights_since(self, moment: datetime) -> Sequence[CycleRecord]:
        """Return the night cycles begun since a moment, the earliest first."""
        with self._guarded():
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM cycles WHERE kind = ? AND started >= ?"  # noqa: S608
                " ORDER BY number",
                (CycleKind.NIGHT, moment.isoformat()),
            ).fetchall()
        return [_cycle(row) for row in rows]

    def revision(self) -> str:
        """Return the revision in which the last finished cycle left the spreadsheet."""
        with self._guarded():
            row = self._db.execute(
                "SELECT revision FROM cycles WHERE revision != ''"
                " ORDER BY number DESC LIMIT 1"
            ).fetchone()
        return str(row[0]) if row else ""

    def last_facts(self) -> Facts | None:
        """Return the plan that was kept last."""
        with self._guarded():
            row = self._db.execute(
                "SELECT facts FROM snapshots ORDER BY cycle DESC LIMIT 1"
            ).fetchone()
        return _facts(row[0]) if row else None

    def facts_at(self, cycle: int) -> Facts | None:
        """Return the plan as it was in a cycle; ``None`` if there was no such cycle."""
        with self._guarded():
            row = self._db.execute(
                "SELECT facts FROM snapshots WHERE cycle <= ?"
                " AND EXISTS (SELECT 1 FROM cycles WHERE number = ?)"
                " ORDER BY cycle DESC LIMIT 1",
                (cycle, cycle),
            ).fetchone()
        return _facts(row[0]) if row else None

    def remember_people(self, recipients: Iterable[Recipient]) -> None:
        """Note who wants mail, for a time when the spreadsheet cannot be read."""
        with self._transaction() as db:
            db.execute("DELETE FROM people")
            db.executemany(
                "INSERT INTO people VALUES (?, ?, ?)",
                [(who.email, who.name, who.role) for who in recipients if who.wants],
            )

    def people(self) -> Sequence[Recipient]:
        """Return who wanted mail when the spreadsheet was last read."""
        with self._guarded():
            rows = self._db.execute("SELECT name, email, role FROM people").fetchall()
        return [
            Recipient(name, email, Role(role) if role else None, True, 0, _NOWHERE)  # noqa: FBT003
            for name, email, role in rows
        ]

    def remember_shut_out(self, addresses: Iterable[str]) -> None:
        """Note who gets mail and could not open the document when it was last told."""
        with self._transaction() as db:
            db.execute("DELETE FROM shut_out")
            db.executemany(
                "INSERT OR IGNORE INTO shut_out VALUES (?)",
                [(address,) for address in addresses],
            )

    def shut_out(self) -> tuple[str, ...]:
        """Return who could not open the document when that was last looked at."""
        with self._guarded():
            rows = self._db.execute("SELECT address FROM shut_out ORDER BY rowid")
            return tuple(address for (address,) in rows)

    # --- how the worker is ----------------------------------------------------------

    def note_failure(self, job: str, code: str, now: datetime) -> Trouble:
        """Note that work of a kind failed, once more."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO troubles VALUES (?, 1, ?, ?, 0) ON CONFLICT (job)"
                " DO UPDATE SET failures = failures + 1, code = excluded.code",
                (job, now.isoformat(), code),
            )
        (trouble,) = (each for each in self.troubles() if each.job == job)
        return trouble

    def troubles(self) -> Sequence[Trouble]:
        """Return what has failed and not succeeded since."""
        with self._guarded():
            rows = self._db.execute(
                "SELECT job, failures, since, code, told FROM troubles ORDER BY since"
            ).fetchall()
        return [
            Trouble(job, failures, datetime.fromisoformat(since), code, bool(told))
            for job, failures, since, code, told in rows
        ]

    def trouble(self, job: str) -> Trouble | None:
        """Return the trouble with work of a kind, if there is any."""
        return next((each for each in self.troubles() if each.job == job), None)

    def mark_told(self, job: str) -> None:
        """Note that administrators have been told of a trouble."""
        with self._transaction() as db:
            db.execute("UPDATE troubles SET told = 1 WHERE job = ?", (job,))

    def forget_trouble(self, job: str) -> None:
        """Note that work of a kind succeeded."""
        with self._transaction() as db:
            db.execute("DELETE FROM troubles WHERE job = ?", (job,))

    def back_up(self, today: date, *, keep_days: int) -> Path:
        """Put a copy beside the ledger, named by the day; drop those that are older.

        The last seven stay however old: a clock that is ahead makes all others so.
        """
        folder = self._path.with_name("backups")
        make_folder(folder, private=True)
        copy = folder / f"ledger-{today.isoformat()}.db"
        with self._guarded(), closing(sqlite3.connect(":memory:")) as target:
            self._db.backup(target)
            content = target.serialize()
        replace_file(copy, content, home=self._path.parent, private=True)
        oldest = f"ledger-{(today - timedelta(days=keep_days)).isoformat()}.db"
        # copies of the future are none to count on: a clock was wrong then or is now
        past = sorted(it for it in folder.glob(_COPIES) if it.name <= copy.name)
        for other in past[:-_FEWEST_COPIES]:
            if other.name < oldest:
                other.unlink()
        return copy

    # --- what was written and published ------------------------------------------

    def remember_totals(
        self, totals: Totals, corrected: Iterable[CorrectedTotal] = ()
    ) -> None:
        """Note the totals about to be written; before writing, so that none is missed.

        ``corrected`` are those of staff's that they will stand in the place of. Each sum
        is kept once, however often a write of it is tried, until one was written.
        """
        sums = (str(totals.budget), json.dumps(totals.per_quarter))
        with self._transaction() as db:
            db.execute(
                "INSERT INTO written_totals (budget, per_quarter) SELECT ?, ? WHERE NOT"
                " EXISTS (SELECT 1 FROM written_totals"
                " WHERE budget = ? AND per_quarter = ?)",
                (*sums, *sums),
            )
            db.execute(
                "DELETE FROM written_totals WHERE number !="
                " (SELECT min(number) FROM written_totals) AND number <="
                " (SELECT max(number) FROM written_totals) - ?",
                (_MOST_TOTALS,),
            )
            _keep_corrected(db, corrected)

    def totals_written(self, totals: Totals) -> None:
        """Note that these totals stand in the sheet: no other is ours any more."""
        with self._transaction() as db:
            db.execute(
                "DELETE FROM written_totals WHERE budget != ? OR per_quarter != ?",
                (str(totals.budget), json.dumps(totals.per_quarter)),
            )

    def take_back_corrected(self, before: Iterable[CorrectedTotal]) -> None:
        """Note that nothing was written after all: staff's totals are as ``before``."""
        with self._transaction() as db:
            _keep_corrected(db, before)

    def written_totals(self) -> Sequence[WrittenTotals]:
        """Return the totals that may stand in the sheet and are the worker's.

        Several, since a cycle killed or stopped before its write leaves an older one.
        """
        with self._guarded():
            rows = self._db.execute(
                "SELECT budget, per_quarter FROM written_totals ORDER BY number"
            )
            return [WrittenTotals(Decimal(b), tuple(json.loads(q))) for b, q in rows]

    def corrected_totals(self) -> tuple[CorrectedTotal, ...]:
        """Return the totals of staff's in whose place the worker put its own."""
        with self._guarded():
            rows = self._db.execute(
                "SELECT field, typed, computed FROM corrected_totals ORDER BY field"
            ).fetchall()
        return tuple(
            CorrectedTotal(Field(field), Decimal(typed), Decimal(computed))
            for field, typed, computed in rows
        )

    def publication(self, key: str, kind: Kind = Kind.WORD) -> Publication | None:
        """Return what was last published under a key, of a kind."""
        with self._guarded():
            row = self._db.execute(
                "SELECT digest, link, as_of, facts, clean, version FROM publications"
                " WHERE key = ? AND kind = ?",
                (key, kind),
            ).fetchone()
        if row is None:
            return None
        digest, link, as_of, facts, clean, version = row
        return Publication(
            key=key,
            digest=digest,
            link=link,
            as_of=date.fromisoformat(as_of),
            facts=_facts(facts),
            kind=kind,
            clean=None if clean is None else bool(clean),
            version=version,
        )

    def record_publication(
        self,
        publication: Publication,
        messages: Iterable[Message],
        now: datetime,
        *,
        news: bool = False,
    ) -> None:
        """Note a publication and queue its mail, both or neither.

        A message whose id is known already is the same message, queued or sent. It is
        ``news`` if people are told of it: while nobody was told of the publications
        before, these messages tell those as well, and take the place of theirs.
        """
        key = publication.key
        with self._transaction() as db:
            if news and self.untold(key) is None:
                db.execute(
                    "INSERT OR REPLACE INTO untold VALUES (?, (SELECT facts FROM"
                    " publications WHERE key = ? AND kind = ?), ?)",
                    (key, key, publication.kind, now.isoformat()),
                )
            elif news:
                db.execute(
                    "UPDATE outbox SET state = 'merged' WHERE topic = ?"
                    " AND state = 'pending' AND draft = '' AND queued >="
                    " (SELECT since FROM untold WHERE key = ?)",
                    (_NEWS, key),
                )
            db.execute(
                "INSERT OR REPLACE INTO publications VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    publication.key,
                    publication.kind,
                    publication.digest,
                    publication.link,
                    publication.as_of.isoformat(),
                    _json(publication.facts),
                    publication.clean,
                    publication.version,
                ),
            )
            _put_in_outbox(db, messages, now)

    def untold(self, key: str) -> Untold | None:
        """Return the plan that people were told of last, if none of the news since left.

        ``None`` where it did, or where nobody waits for any.
        """
        with self._guarded():
            row = self._db.execute(
                "SELECT facts, since FROM untold WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                return None
            facts, since = row
            states = self._db.execute(
                "SELECT state, draft FROM outbox WHERE topic = ? AND queued >= ?"
                " AND state != 'merged'",
                (_NEWS, since),
            ).fetchall()
        if not states or any(state != ("pending", "") for state in states):
            return None
        return Untold(_facts(facts) if facts else None)

    def queue(self, messages: Iterable[Message], now: datetime) -> None:
        """Queue messages; one whose id is known already is the same message."""
        with self._transaction() as db:
            _put_in_outbox(db, messages, now)

    def last_mailed(self, today: date) -> Mapping[str, date]:
        """Return the day on which each address, case-folded, was last written to.

        Days after ``today`` are of a clock that was wrong, and tell nothing.
        """
        with self._guarded():
            rows = self._db.execute(
                "SELECT recipient, queued FROM outbox WHERE state != 'merged'"
            ).fetchall()
        days: dict[str, date] = {}
        for recipient, queued in rows:
            day = datetime.fromisoformat(queued).date()
            if day > today:
                continue
            days[recipient.casefold()] = max(day, days.get(recipient.casefold(), day))
        return days

    def remember_refusal(self, stop: WorkerError | None) -> None:
        """Note why a document of the last night has no place; ``None``: all have one."""
        with self._transaction() as db:
            db.execute("DELETE FROM refusal")
            if stop is not None:
                facts = json.dumps(stop.facts, ensure_ascii=False)
                db.execute("INSERT INTO refusal VALUES (?, ?)", (stop.code, facts))

    def refusal(self) -> tuple[str, Mapping[str, str]] | None:
        """Return the code and the facts of why a document has no place."""
        with self._guarded():
            row = self._db.execute("SELECT code, facts FROM refusal").fetchone()
        return (str(row[0]), json.loads(row[1])) if row else None

    def changed_on(self, field: str) -> datetime | None:
        """Return when a change of the plan was seen last, save of one ``field``."""
        with self._guarded():
            rows = self._db.execute(
                "SELECT started, changes FROM cycles WHERE changes != '[]'"
                " ORDER BY number DESC"
            )
            for started, changes in rows:
                if any(change["field"] != field for change in json.loads(changes)):
                    return datetime.fromisoformat(started)
        return None

    def tabs(self, spreadsheet: str) -> Mapping[str, int]:
        """Return the ids that a spreadsheet's tabs had, by the titles they had."""
        with self._guarded():
            rows = self._db.execute(
                "SELECT title, id FROM tabs WHERE spreadsheet = ?", (spreadsheet,)
            )
            return dict(rows.fetchall())

    def remember_tabs(self, spreadsheet: str, tabs: Mapping[str, int]) -> None:
        """Note the ids of tabs, so that one that is renamed is found again."""
        with self._transaction() as db:
            db.executemany(
                "INSERT OR REPLACE INTO tabs VALUES (?, ?, ?)",
                [(spreadsheet, title, number) for title, number in tabs.items()],
            )

    # --- outbox -----------------------------------------------------------------

    def waiting(self) -> Sequence[Queued]:
        """Return the messages neither known to be sent nor failed, oldest first."""
        return self._queued("state IN ('pending', 'sending')")

    def unsent(self) -> Sequence[Message]:
        """Return the messages themselves that wait."""
        return [queued.message for queued in self.waiting()]

    def update_queued(self, queued: Queued) -> None:
        """Note how a message's sending stands; of a draft once noted, none forgets."""
        with self._transaction() as db:
            db.execute(
                "UPDATE outbox SET state = ?, attempts = ?, next_try = ?, answer = ?,"
                " repeated = ?, draft = coalesce(nullif(?, ''), draft)"
                " WHERE message_id = ?",
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

    def make_mail_due(self) -> None:
        """Have all that waits tried at once: somebody may have put it right."""
        with self._transaction() as db:
            db.execute(
                "UPDATE outbox SET next_try = NULL"
                " WHERE state IN ('pending', 'sending')"
            )

    def has_mail_left(self, since: datetime, until: datetime) -> bool:
        """Whether any message was taken between two moments."""
        with self._guarded():
            rows = self._db.execute("SELECT sent FROM outbox WHERE sent IS NOT NULL")
            moments = [datetime.fromisoformat(sent) for (sent,) in rows]
        return any(since <= moment <= until for moment in moments)

    def failed_untold(self) -> Sequence[Queued]:
        """Return the messages given up of which nobody has been told yet."""
        return self._queued("state = 'failed' AND NOT told")

    def undelivered(self) -> Sequence[Queued]:
        """Return the messages given up whose recipients nothing has reached since."""
        return self._queued(
            "state = 'failed' AND NOT EXISTS (SELECT 1 FROM outbox AS later"
            " WHERE later.state = 'sent' AND later.recipient = outbox.recipient"
            " AND later.queued > outbox.queued)"
        )

    def mark_failures_told(self) -> None:
        """Note that administrators have been told of all messages given up."""
        with self._transaction() as db:
            db.execute("UPDATE outbox SET told = 1 WHERE state = 'failed'")

    def _queued(self, which: str) -> Sequence[Queued]:
        with self._guarded():
            rows = self._db.execute(
                "SELECT message_id, recipient, subject, content, topic, queued, state,"  # noqa: S608
                " attempts, next_try, answer, repeated, draft FROM outbox"
                f" WHERE {which} ORDER BY queued, rowid"
            ).fetchall()
        return [_queued(row) for row in rows]

    def remembered(self, name: str) -> str:
        """Return what was noted under a name; empty if nothing was."""
        with self._guarded():
            row = self._db.execute(
                "SELECT value FROM notes WHERE name = ?", (name,)
            ).fetchone()
        return str(row[0]) if row else ""

    def remember(self, name: str, value: str) -> None:
        """Note something under a name."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def mark_sent(self, message: Message, now: datetime) -> None:
        """Note that a message was taken."""
        with self._transaction() as db:
            db.execute(
                "UPDATE outbox SET state = 'sent', sent = ?, next_try = NULL,"
                " answer = '' WHERE message_id = ?",
                (now.isoformat(), message.message_id),
            )


def _keep_corrected(
    db: sqlite3.Connection, corrected: Iterable[CorrectedTotal]
) -> None:
    db.execute("DELETE FROM corrected_totals")
    db.executemany(
        "INSERT INTO corrected_totals VALUES (?, ?, ?)",
        [(each.field, str(each.typed), str(each.computed)) for each in corrected],
    )


def _put_in_outbox(
    db: sqlite3.Connection, messages: Iterable[Message], now: datetime
) -> None:
    for m in messages:
        db.execute(
            "DELETE FROM outbox WHERE message_id = ? AND state = 'merged'",
            (m.message_id,),
        )
        added = db.execute(
            "INSERT OR IGNORE INTO outbox (message_id, recipient, subject, content,"
            " topic, queued) VALUES (?, ?, ?, ?, ?, ?)",
            (*astuple(m), now.isoformat()),
        )
        if added.rowcount and m.topic in _TELL_ALL:
            db.execute(
                "UPDATE outbox SET state = 'merged' WHERE recipient = ? AND topic = ?"
                " AND state = 'pending' AND draft = '' AND message_id != ?",
                (m.recipient, m.topic, m.message_id),
            )


def _queued(row: Sequence[Any]) -> Queued:
    since, state, attempts, next_try, answer, repeated, draft = row[5:]
    return Queued(
        Message(*row[:5]),
        datetime.fromisoformat(since),
        MailState(state),
        attempts,
        datetime.fromisoformat(next_try) if next_try else None,
        answer,
        bool(repeated),
        draft,
    )


def _json(facts: Facts) -> str:
    return json.dumps(facts, ensure_ascii=False)


def _facts(kept: str) -> Facts:
    return tuple(tuple(fact) for fact in json.loads(kept))


def _cycle(row: Sequence[str]) -> CycleRecord:
    number, started, kind, finished, outcome, editor, *counts = row[:-4]
    budget, changes, confirmed, why = row[-4:]
    requests, errors, warnings, infos, projects = map(int, counts)
    return CycleRecord(
        number=int(number),
        started=datetime.fromisoformat(started),
        kind=CycleKind(kind),
        finished=datetime.fromisoformat(finished) if finished else None,
        outcome=outcome,
        editor=editor,
        requests=requests,
        errors=errors,
        warnings=warnings,
        infos=infos,
        projects=projects,
        budget=Decimal(budget),
        changes=tuple(Change(**change) for change in json.loads(changes)),
        confirmed=tuple(json.loads(confirmed)),
        why=why,
    )
