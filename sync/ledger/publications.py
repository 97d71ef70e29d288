"""Publications in the ledger: each document as it was published last.

A document of this machine is a file in the office's folder, and goes where that goes:
copied, moved, on another drive or machine. So of its link only the name counts, and
what is read leads to where the folder is now. An office that was moved has changed
nothing.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from sync.errors import WorkerError
from sync.ledger.facts import from_json, to_json
from sync.ledger.outbox import put_in
from sync.ledger.people import INVITED
from sync.ledger.stored import named_from, understood
from sync.ledger.tables import Tables, put
from sync.model.changes import Facts
from sync.model.documents import Kind, Publication
from sync.model.mail import Message

_NEWS = "published"
_COLUMNS = "key, digest, link, as_of, kind, clean, version"


@dataclass(frozen=True, slots=True)
class Untold:
    """The plan as people were told of it last; ``None``: they were told of none."""

    facts: Facts | None


class Publications:
    """What was published last, by key and kind; ``files`` is where those of here are."""

    def __init__(self, db: Tables, files: Path) -> None:
        self._db = db
        self.files = files

    def find(self, key: str, kind: Kind = Kind.WORD) -> Publication | None:
        """Return what was last published under a key, of a kind."""
        with self._db.guarded():
            row = self._db.execute(
                f"SELECT {_COLUMNS}, facts FROM publications"  # noqa: S608
                " WHERE key = ? AND kind = ?",
                (key, kind),
            ).fetchone()
            return understood("publications", self._publication, row) if row else None

    def all(self) -> Sequence[Publication]:
        """Return every document as it was published last, but for the facts in it."""
        with self._db.guarded():
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM publications ORDER BY key, kind"  # noqa: S608
            ).fetchall()
            return [understood("publications", self._publication, row) for row in rows]

    def look_through(self) -> None:
        """Read all that is noted of documents, and of who was told."""
        for each in self.all():
            self.find(each.key, each.kind)
        self.refusal()
        with self._db.guarded():
            told = "SELECT facts FROM untold WHERE facts NOTNULL"
            for (facts,) in self._db.execute(told).fetchall():
                understood("untold", from_json, facts)

    def _publication(self, row: Sequence[Any]) -> Publication:
        key, digest, link, as_of, kind, clean, version, *facts = row
        return Publication(
            key=key,
            digest=digest,
            link=self._link_now(link),
            as_of=date.fromisoformat(as_of),
            facts=from_json(facts[0]) if facts else (),
            kind=Kind(kind),
            clean=None if clean is None else bool(clean),
            version=version,
        )

    def _link_now(self, link: str) -> str:
        """Return where a document is now that was noted under a link."""
        parts = urlsplit(link)
        if parts.scheme != "file":
            return link
        name = PurePosixPath(unquote(parts.path)).name
        return (self.files.resolve() / name).as_uri()

    def record(
        self,
        publication: Publication,
        messages: Sequence[Message],
        now: datetime,
        *,
        news: bool = False,
        invited: Collection[str] = (),
        noted: Mapping[str, str] | None = None,
    ) -> None:
        """Note a publication and queue its mail, both or neither.

        A message whose id is known already is the same message, queued or sent. It is
        ``news`` if people are told of it: while nobody was told of the publications
        before, these messages tell those as well, and take the place of theirs. Whom
        Google has ``invited`` has their mail by that. What is ``noted`` of that mail, by
        name, stands once it is queued.
        """
        key = publication.key
        with self._db.transaction() as db:
            if news and self.untold(key) is None:
                before = db.execute(
                    "SELECT facts FROM publications WHERE key = ? AND kind = ?",
                    (key, publication.kind),
                ).fetchone()
                facts = before[0] if before else None
                put(db, "untold", (key, facts, now.isoformat()))
            elif news:
                db.execute(
                    "UPDATE outbox SET state = 'merged' WHERE topic = ? AND way = 'mail'"
                    " AND state = 'pending' AND draft = '' AND queued >="
                    " (SELECT since FROM untold WHERE key = ?)",
                    (_NEWS, key),
                )
            put(
                db,
                "publications",
                (
                    publication.key,
                    publication.kind,
                    publication.digest,
                    publication.link,
                    publication.as_of.isoformat(),
                    to_json(publication.facts),
                    publication.clean,
                    publication.version,
                ),
            )
            put_in(db, messages, now)
            for message in messages:
                if message.recipient in invited:
                    db.execute(
                        "UPDATE outbox SET state = 'sent', sent = ?"
                        " WHERE message_id = ? AND state = 'pending'",
                        (now.isoformat(), message.message_id),
                    )
            for name, value in (noted or {}).items():
                put(db, "notes", (name, value))
            db.execute("DELETE FROM notes WHERE name = ?", (INVITED,))

    def untold(self, key: str) -> Untold | None:
        """Return the plan that people were told of last, if none of the news since left.

        ``None`` where it did, or where nobody waits for any.
        """
        with self._db.guarded():
            row = self._db.execute(
                "SELECT facts, since FROM untold WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                return None
            facts, since = row
            states = self._db.execute(
                "SELECT state, draft FROM outbox WHERE topic = ? AND way = 'mail'"
                " AND queued >= ? AND state != 'merged'",
                (_NEWS, since),
            ).fetchall()
            if not states or any(state != ("pending", "") for state in states):
                return None
            told = understood("untold", from_json, facts) if facts else None
            return Untold(told)

    def remember_refusal(self, stop: WorkerError | None) -> None:
        """Note why a document of the last night has no place; ``None``: all have one."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM refusal")
            if stop is not None:
                facts = json.dumps(stop.facts, ensure_ascii=False)
                db.execute("INSERT INTO refusal VALUES (?, ?)", (stop.code, facts))

    def refusal(self) -> tuple[str, Mapping[str, str]] | None:
        """Return the code and the facts of why a document has no place."""
        with self._db.guarded():
            row = self._db.execute("SELECT code, facts FROM refusal").fetchone()
            return (row[0], understood("refusal", named_from, row[1])) if row else None
