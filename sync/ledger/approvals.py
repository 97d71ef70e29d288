"""Approvals in the ledger: decisions enter the chain, and what is beside it stays here.

Who may edit the cell of a decision are addresses of people: they stand here, and in no
entry that goes to others. So do the facts of versions, by which it is told what differs
from the approved one, and what the documents say now.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from sync.ledger.chain import entries, keep
from sync.ledger.facts import pack, unpack
from sync.ledger.stored import texts_from, understood
from sync.ledger.tables import Tables, put
from sync.model.approvals import (
    Approval,
    Decision,
    approvals_standing,
    decision_of,
)
from sync.model.chain import Chained, Link, sealed
from sync.model.changes import Facts

_EDITORS = "SELECT number, editors FROM decision_editors"


class Approvals:
    """What was decided on versions, and which approval stands."""

    def __init__(self, db: Tables) -> None:
        self._db = db

    def standing(self) -> tuple[Approval, ...]:
        """Return the approval that stands of each document and year that has one."""
        with self._db.guarded():
            links = entries(self._db)
            now = self._db.execute("SELECT document, year, content FROM contents_now")
            contents = {
                (understood("contents_now", Chained, name), year): code
                for name, year, code in now
            }
            return understood("chain", approvals_standing, links, contents)

    def note(
        self, decision: Decision, editors: Sequence[str], today: date
    ) -> Link | None:
        """Enter a decision, unless it is the last on its version already.

        What spoke for it when it was seen first is what stays noted.

        Args:
            decision: as it stands in the sheet.
            editors: who may edit its cell, by their addresses.
            today: the day.

        Returns:
            The entry; ``None`` where nothing is new.
        """
        said = decision.facts()
        with self._db.transaction() as db:
            links = entries(db)
            if _stands(decision, links):
                return None
            last = links[-1] if links else None
            link = sealed(last, {**said, "noted": today.isoformat()})
            keep(db, link)
            kept = json.dumps(sorted(editors), ensure_ascii=False)
            db.execute(
                "INSERT INTO decision_editors VALUES (?, ?)", (link.number, kept)
            )
        return link

    def is_noted(self, decision: Decision) -> bool:
        """Whether a decision is the last on its version already, whatever speaks for it."""
        with self._db.guarded():
            links = entries(self._db)
        return _stands(decision, links)

    def editors(self, number: int) -> Sequence[str]:
        """Return who could edit the cell of a decision when it was entered."""
        with self._db.guarded():
            row = self._db.execute(
                f"{_EDITORS} WHERE number = ?",
                (number,),
            ).fetchone()
            return understood("decision_editors", texts_from, row[1]) if row else ()

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions, in the order in which they were entered."""
        with self._db.guarded():
            links = entries(self._db)
            every = (understood("chain", decision_of, link) for link in links)
            return tuple(filter(None, every))

    def look_through(self) -> None:
        """Read all that is kept of decisions and of what was decided on."""
        self.standing()
        self.decisions()
        with self._db.guarded():
            for number, _ in self._db.execute(_EDITORS).fetchall():
                self.editors(number)
            for content, _ in self._db.execute(
                "SELECT * FROM version_facts"
            ).fetchall():
                self.facts_of(content)

    def note_now(self, contents: Mapping[tuple[Chained, int], str]) -> None:
        """Note the code of what documents say now, in 64 digits, drafts as well."""
        with self._db.transaction() as db:
            for (name, year), code in contents.items():
                put(db, "contents_now", (name, year, code))

    def keep_facts(self, content: str, facts: Facts) -> None:
        """Keep the facts of a version under the code of its content."""
        with self._db.transaction() as db:
            db.execute(
                "INSERT INTO version_facts VALUES (?, ?) ON CONFLICT DO NOTHING",
                (content, pack(facts)),
            )

    def facts_of(self, content: str) -> Facts | None:
        """Return the facts of a version; ``None`` where nobody kept them."""
        with self._db.guarded():
            row = self._db.execute(
                "SELECT facts FROM version_facts WHERE content = ?", (content,)
            ).fetchone()
            return understood("version_facts", unpack, row[0]) if row else None


def _stands(decision: Decision, links: Sequence[Link]) -> bool:
    said = decision.facts()
    of = {name: said[name] for name in ("document", "year", "version", "kind")}
    before = [link for link in links if of.items() <= link.facts().items()]
    told = {name: it for name, it in said.items() if name not in _BESIDE}
    return bool(before) and told.items() <= before[-1].facts().items()


_BESIDE = frozenset({"strength", "editors"})
"""What an entry says of a decision besides what people typed."""
