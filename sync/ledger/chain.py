"""The chain in the ledger: entries are made and never taken out again."""

import zlib
from collections.abc import Mapping
from datetime import date

from sync.ledger.tables import Statements, Tables
from sync.model.chain import (
    Chained,
    Finished,
    Kind,
    Link,
    link_after,
    sealed,
    short,
)


class Chain:
    """What was finished, decided and published, in the order it came."""

    def __init__(self, db: Tables) -> None:
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
            links = entries(db)
            same = [link for link in links if link.is_of(finished)]
            last, latest = (every[-1] if every else None for every in (links, same))
            link = link_after(last, latest, finished, today)
            if link is not latest:
                keep(db, link)
        return link

    def note_publication(
        self, document: Chained, year: int, content_code: str, where: str, today: date
    ) -> Link:
        """Enter that a version was published, unless it is what stands there already.

        Args:
            document: of which document.
            year: and of which year.
            content_code: of the version, in 64 digits or as people compare it.
            where: an address, or a name of the place.
            today: the day.

        Returns:
            The entry that speaks for it.

        Raises:
            ValueError: no such version was entered.
        """
        with self._db.transaction() as db:
            links = entries(db)
            version = _version(links, document, year, content_code)
            there = {"document": document, "kind": Kind.PUBLICATION, "where": where}
            facts = {**there, "year": year}
            before = [link for link in links if facts.items() <= link.facts().items()]
            of = {name: version[name] for name in ("content", "version")}
            if before and of.items() <= before[-1].facts().items():
                return before[-1]
            link = sealed(links[-1], {**facts, **of, "noted": today.isoformat()})
            keep(db, link)
        return link

    def head(self) -> str:
        """Return the code of the latest entry as people compare it; empty without one."""
        with self._db.guarded():
            row = self._db.execute(
                "SELECT code FROM chain ORDER BY number DESC LIMIT 1"
            ).fetchone()
        return short(row[0]) if row else ""

    def entries(self) -> list[Link]:
        """Return all entries in their order, without what their versions say."""
        with self._db.guarded():
            return entries(self._db)

    def content_of(self, code: str) -> str:
        """Return what a version says, by the code of that in 64 digits; empty for none."""
        with self._db.guarded():
            for link in entries(self._db):
                if link.kind == Kind.VERSION and link.facts().get("content") == code:
                    (packed,) = self._db.execute(
                        "SELECT content FROM chain WHERE number = ?", (link.number,)
                    ).fetchone()
                    return _unpacked(packed)
        return ""

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


def entries(db: Tables | Statements) -> list[Link]:
    """Return all entries in their order, without what their versions say."""
    rows = db.execute("SELECT number, entry, code FROM chain ORDER BY number")
    return [Link(*row) for row in rows]


def keep(db: Statements, link: Link) -> None:
    """Keep a new entry, within a transaction."""
    content = zlib.compress(link.content.encode(*_FORM))
    values = (link.number, link.text, link.code, content)
    db.execute("INSERT INTO chain VALUES (?, ?, ?, ?)", values)


def _version(
    links: list[Link], document: Chained, year: int, code: str
) -> Mapping[str, object]:
    """Return what the latest entry of a version of that content says."""
    for link in reversed(links):
        facts = link.facts()
        same = bool(code) and str(facts.get("content", "")).startswith(code)
        if same and link.enters_version_of(document, year):
            return facts
    raise ValueError(code)


_FORM = ("utf-8", "surrogatepass")


def _unpacked(packed: bytes) -> str:
    """Return a content as it was; empty where it is damaged, and so not what it was."""
    try:
        return zlib.decompress(packed).decode(*_FORM)
    except (zlib.error, UnicodeDecodeError):
        return ""
