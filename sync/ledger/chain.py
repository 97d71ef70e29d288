"""The chain in the ledger: versions are entered and never taken out again."""

import zlib
from datetime import date

from sync.ledger.connection import Database
from sync.model.chain import Finished, Link, link_after, short


class Chain:
    """The finished versions of an office's documents, in the order they came."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, finished: Finished, today: date) -> Link:
        """Enter a version, unless it is the latest of its document already.

        Args:
            finished: the version.
            today: the day.

        Returns:
            The entry that speaks for it.
        """
        with self._db.transaction() as db:
            rows = db.execute("SELECT number, entry, code FROM chain ORDER BY number")
            links = [Link(*row) for row in rows]
            same = [link for link in links if link.is_of(finished)]
            last, latest = (every[-1] if every else None for every in (links, same))
            link = link_after(last, latest, finished, today)
            if link is not latest:
                content = zlib.compress(link.content.encode(*_FORM))
                values = (link.number, link.text, link.code, content)
                db.execute("INSERT INTO chain VALUES (?, ?, ?, ?)", values)
        return link

    def head(self) -> str:
        """Return the code of the latest entry as people compare it; empty without one."""
        with self._db.guarded():
            row = self._db.execute(
                "SELECT code FROM chain ORDER BY number DESC LIMIT 1"
            ).fetchone()
        return short(row[0]) if row else ""

    def links(self) -> tuple[Link, ...]:
        """Return all entries in their order, each with the content of its version."""
        with self._db.guarded():
            rows = self._db.execute(
                "SELECT number, entry, code, content FROM chain ORDER BY number"
            )
            return tuple(
                Link(number, entry, code, _unpacked(packed))
                for number, entry, code, packed in rows
            )


_FORM = ("utf-8", "surrogatepass")


def _unpacked(packed: bytes) -> str:
    """Return a content as it was; empty where it is damaged, and so not what it was."""
    try:
        return zlib.decompress(packed).decode(*_FORM)
    except (zlib.error, UnicodeDecodeError):
        return ""
