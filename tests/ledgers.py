"""Ledgers of tests, and all that can be done to one, drawn by chance: the same by one seed."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sync.errors import NotShared, PlanNotKept
from sync.ledger import Ledger
from sync.ledger.forms import TURNED
from sync.ledger.outbox import TOLD_BEFORE, Outbox
from sync.ledger.postgres import PostgresHome
from sync.ledger.postgres_tables import connect
from sync.ledger.tables import KEYS, digest
from sync.model.approvals import Decision, Result, Strength
from sync.model.cells import Cell
from sync.model.chain import Chained, Finished, code_of
from sync.model.changes import Change, Facts
from sync.model.documents import Kind, Publication
from sync.model.findings import Counts
from sync.model.mail import MailState, Message, Queued, Way
from sync.model.plan import (
    CorrectedTotal,
    Field,
    Recipient,
    Role,
    Totals,
)
from sync.model.records import CycleKind, CycleRecord, Outcome

FIRST = datetime(2026, 8, 1, 1, tzinfo=UTC)
_TEXTS = (
    *("ก", "ข ๒", "", "a", "B", "é", "%s ?", "' \" \\", "ฎีกา\nสอง", "-", "😀", "Z"),
    *("{", "[1", '{"a": 1}\n-', "null", "0", "\t"),
)
_READERS = ("a@example.com", "A@example.com", "ข@example.com", "chat 1")
_NAMES = ("before", "ก", "Invited", "copied")


def home_of(address: str, office: str, folder: Path) -> PostgresHome:
    """Return where an office's ledger is that is in a database."""
    folder.mkdir(exist_ok=True)
    return PostgresHome(address, office, folder / "ledger.db", nullcontext)


def says(ledger: Ledger) -> str:
    """Return what a ledger holds, as a digest."""
    return digest(ledger._db)


def everything(address: str, but: str) -> list[tuple[object, ...]]:
    """Return all rows of all offices but one, as they are in the database."""
    with closing(connect(address)) as db:
        return [
            row
            for table in (*KEYS, "offices")
            for row in db.execute(
                f"SELECT t.* FROM plan_sync.{table} AS t WHERE office != %s"  # noqa: S608
                " ORDER BY t::text".encode(),
                (but,),
            ).fetchall()
        ]


class Chance:
    """One clerk at a ledger: what is done next is drawn, time goes on."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger = ledger
        self._draw = random.Random(seed)  # noqa: S311  the same each time
        self.now = FIRST
        self._open: CycleRecord | None = None

    def steps(self, rounds: int) -> Iterator[object]:
        """Do everything so often, and yield what each step returned, or what it met."""
        every = self.every()
        for _ in range(rounds):
            for name in self._draw.sample(list(every), len(every)):
                self.now += timedelta(hours=self._draw.choice((1, 5, 30)))
                try:
                    yield name, every[name]()
                except (PlanNotKept, ValueError) as stop:
                    yield name, repr(stop)

    def every(self) -> Mapping[str, Callable[[], object]]:
        """Return every method of each part of a ledger, with what is given to it."""
        ledger, pick = self.ledger, self._draw.choice
        parts: dict[str, Callable[[], object]] = {
            "cycles.begin": self._begin,
            "cycles.end": self._end,
            "cycles.drop": self._drop,
            "cycles.close_killed": ledger.cycles.close_killed,
            "cycles.last": lambda: ledger.cycles.last(5),
            "cycles.numbered": lambda: ledger.cycles.numbered(self._number()),
            "cycles.count": ledger.cycles.count,
            "cycles.latest": lambda: ledger.cycles.latest(
                self.now, pick((None, *CycleKind)), pick((None, *Outcome))
            ),
            "cycles.ahead_of": lambda: ledger.cycles.ahead_of(
                self.now + timedelta(pick((0, 9)))
            ),
            "cycles.days_around": lambda: ledger.cycles.days_around(
                self.now - timedelta(pick((0, 9))), after=pick((0, 3))
            ),
            "cycles.last_nights": lambda: ledger.cycles.last_nights(7),
            "cycles.nights_since": lambda: ledger.cycles.nights_since(
                self.now - timedelta(3)
            ),
            "cycles.revision": ledger.cycles.revision,
            "cycles.changed_on": lambda: ledger.cycles.changed_on(
                "ช่อง", until=self.now
            ),
            "snapshots.last": ledger.snapshots.last,
            "snapshots.at": lambda: ledger.snapshots.at(self._number()),
            "people.remember": lambda: ledger.people.remember(self._people()),
            "people.all": ledger.people.all,
            "people.remember_shut_out": lambda: ledger.people.remember_shut_out(
                self._draw.choices(_READERS, k=3)
            ),
            "people.shut_out": ledger.people.shut_out,
            "people.remember_invited": lambda: ledger.people.remember_invited(
                [pick(_READERS)]
            ),
            "people.invited": ledger.people.invited,
            "troubles.note": lambda: ledger.troubles.note(
                pick(_NAMES), NotShared(pick(_TEXTS), "x"), self.now
            ),
            "troubles.all": ledger.troubles.all,
            "troubles.of": lambda: ledger.troubles.of(pick(_NAMES)),
            "troubles.mark_told": lambda: ledger.troubles.mark_told(pick(_NAMES)),
            "troubles.forget": lambda: ledger.troubles.forget(pick(_NAMES)),
            "totals.remember": lambda: ledger.totals.remember(
                self._totals(), [self._corrected()]
            ),
            "totals.stand": lambda: ledger.totals.stand(self._totals()),
            "totals.take_back_corrected": lambda: ledger.totals.take_back_corrected(
                [self._corrected()]
            ),
            "totals.written": ledger.totals.written,
            "totals.corrected": ledger.totals.corrected,
            "publications.record": lambda: ledger.publications.record(
                self._publication(),
                [self._message()],
                self.now,
                news=pick((True, False)),
                invited=[pick(_READERS)],
            ),
            "publications.find": lambda: ledger.publications.find(
                pick(_TEXTS), pick(list(Kind))
            ),
            "publications.all": ledger.publications.all,
            "publications.untold": lambda: ledger.publications.untold(pick(_TEXTS)),
            "publications.remember_refusal": lambda: (
                ledger.publications.remember_refusal(
                    pick((None, NotShared(pick(_TEXTS), "x")))
                )
            ),
            "publications.refusal": ledger.publications.refusal,
            "chain.note": lambda: ledger.chain.note(self._finished(), self._day()),
            "chain.note_publication": lambda: ledger.chain.note_publication(
                pick(list(Chained)),
                2570,
                code_of(pick(_TEXTS)),
                pick(_TEXTS),
                self._day(),
            ),
            "chain.head": ledger.chain.head,
            "chain.entries": ledger.chain.entries,
            "chain.content_of": lambda: ledger.chain.content_of(code_of(pick(_TEXTS))),
            "chain.links": ledger.chain.links,
            "approvals.standing": ledger.approvals.standing,
            "approvals.note": lambda: ledger.approvals.note(
                self._decision(), self._draw.choices(_READERS, k=2), self._day()
            ),
            "approvals.is_noted": lambda: ledger.approvals.is_noted(self._decision()),
            "approvals.editors": lambda: ledger.approvals.editors(self._number()),
            "approvals.decisions": ledger.approvals.decisions,
            "approvals.note_now": lambda: ledger.approvals.note_now(
                {(pick(list(Chained)), 2570): code_of(pick(_TEXTS))}
            ),
            "approvals.keep_facts": lambda: ledger.approvals.keep_facts(
                code_of(pick(_TEXTS)), self._plan()
            ),
            "approvals.facts_of": lambda: ledger.approvals.facts_of(
                code_of(pick(_TEXTS))
            ),
            "notes.write": lambda: ledger.notes.write(
                pick((*_NAMES, TOLD_BEFORE)), pick(_TEXTS)
            ),
            "notes.read": lambda: ledger.notes.read(pick(_NAMES)),
            "notes.write_as": lambda: ledger.notes.write_as(
                TURNED, (pick((2570, 2571)), self._day())
            ),
            "notes.read_as": lambda: ledger.notes.read_as(TURNED),
            "notes.look_through": ledger.notes.look_through,
            "look_through": ledger.look_through,
            "approvals.look_through": ledger.approvals.look_through,
            "publications.look_through": ledger.publications.look_through,
            "snapshots.look_through": ledger.snapshots.look_through,
            "notes.forget": lambda: ledger.notes.forget(pick(_NAMES)),
            "tabs.remember": lambda: ledger.tabs.remember(
                pick(_TEXTS), {pick(_TEXTS): pick((0, 5, 2**40)), "ข": 1}
            ),
            "tabs.of": lambda: ledger.tabs.of(pick(_TEXTS)),
            "make_all_due": ledger.make_all_due,
            "prune": lambda: ledger.prune(self.now.date() + timedelta(pick((0, 90)))),
            "fingerprint": lambda: ledger.fingerprint(
                but_notes=pick(((), _NAMES[:2])), but_tables=pick(((), ("people",)))
            ),
        }
        boxes = {
            "outbox": ledger.outbox,
            "notices": ledger.notices,
            "hooks": ledger.hooks,
        }
        for name, box in boxes.items():
            parts |= {f"{name}.{it}": do for it, do in self._mail(box).items()}
        return parts

    def _mail(self, box: Outbox) -> Mapping[str, Callable[[], object]]:
        pick = self._draw.choice
        return {
            "queue": lambda: box.queue(
                [self._message(self._way()) for _ in range(3)], self.now
            ),
            "last_mailed": lambda: box.last_mailed(self.now.date()),
            "waiting": box.waiting,
            "unsent": box.unsent,
            "still_waiting": lambda: box.still_waiting(self._message(self._way())),
            "update": lambda: box.update(self._queued(box)),
            "make_due": box.make_due,
            "send_again": lambda: box.send_again(pick(("", *_READERS)), self.now),
            "note_arrived": lambda: box.note_arrived(pick(_READERS)),
            "look_through": box.look_through,
            "has_left": lambda: box.has_left(FIRST, self.now),
            "failed_untold": box.failed_untold,
            "undelivered": box.undelivered,
            "mark_failures_told": box.mark_failures_told,
            "let_go": lambda: box.let_go(pick(_READERS).__eq__),
            "mark_sent": lambda: box.mark_sent(self._message(self._way()), self.now),
        }

    def _day(self) -> date:
        return self.now.date() - timedelta(self._draw.choice((0, 1, 400)))

    def _way(self) -> Way:
        return self._draw.choice(list(Way))

    def _begin(self) -> CycleRecord:
        kind = self._draw.choice((CycleKind.NIGHT, CycleKind.NIGHT, CycleKind.LOOK))
        self._open = self.ledger.cycles.begin(self.now, kind)
        return self._open

    def _drop(self) -> None:
        self.ledger.cycles.drop(self._open or self._begin())
        self._open = None

    def _end(self) -> None:
        pick = self._draw.choice
        done = replace(
            self._open or self._begin(),
            finished=self.now,
            outcome=pick((Outcome.DONE, Outcome.STOPPED)),
            requests=pick((0, 7)),
            projects=16,
            budget=Decimal("20000.25"),
            changes=pick(((), (Change("ก", pick(("ช่อง", "อื่น")), "1", pick(_TEXTS)),))),
            editor=pick(_TEXTS),
            confirmed=pick(((), (pick(_TEXTS),))),
            why=pick(_TEXTS),
            report_findings=Counts(1, 2, 3),
            reports=pick(((), ("ร่าง",))),
        )
        self.ledger.cycles.end(done, pick(_TEXTS), pick((None, self._plan())))
        self._open = None

    def _number(self) -> int:
        return self._draw.randrange(1, self.ledger.cycles.count() + 2)

    def _plan(self) -> Facts:
        pick = self._draw.choice
        rows = [(f"K{it}", "โครงการ", "ช่อง", f"ข้อความที่ {it} " * 9) for it in range(9)]
        rows[pick(range(9))] = ("K", pick(_TEXTS), "ช่อง", pick(_TEXTS))
        return tuple(rows)

    def _people(self) -> list[Recipient]:
        pick, role = self._draw.choice, (None, *Role)
        return [
            Recipient(
                pick(_TEXTS), it, pick(role), pick((True, False)), 0, Cell("", 0, 0)
            )
            for it in self._draw.sample(_READERS, 3)
        ]

    def _totals(self) -> Totals:
        zeros, budget = (Decimal(0),) * 4, Decimal(self._draw.choice((1, 2, 3)))
        return Totals(1, budget, (1, 0, 0, 0), (1, 0, 0, 0), zeros)

    def _corrected(self) -> CorrectedTotal:
        return CorrectedTotal(
            self._draw.choice(list(Field)), Decimal("1.50"), Decimal(2)
        )

    def _publication(self) -> Publication:
        pick = self._draw.choice
        return Publication(
            pick(_TEXTS),
            pick(_TEXTS),
            "file:///x",
            self.now.date(),
            self._plan(),
            pick(list(Kind)),
            pick((None, True, False)),
            pick((1, 2)),
        )

    def _finished(self) -> Finished:
        pick = self._draw.choice
        document, office = pick(list(Chained)), pick(("อบต.", "อบต.ข"))
        return Finished(document, 2570, office, self.now.date(), pick(_TEXTS))

    def _decision(self) -> Decision:
        pick = self._draw.choice
        return Decision(
            pick(list(Chained)),
            2570,
            pick((1, 2)),
            code_of(pick(_TEXTS)),
            pick(list(Result)),
            pick(list(Strength)),
            self.now.date(),
            pick(_TEXTS),
        )

    def _message(self, way: Way = Way.MAIL) -> Message:
        pick = self._draw.choice
        number, topic = pick(range(40)), pick(("", "digest", "reminder", "published"))
        content = bytes((number, 0, 255)) * 3
        return Message(
            f"<{number}@{way}>", pick(_READERS), pick(_TEXTS), content, topic, way
        )

    def _queued(self, box: Outbox) -> Queued:
        pick, waiting = self._draw.choice, box.waiting()
        queued = pick(waiting) if waiting else Queued(self._message(), self.now)
        return replace(
            queued,
            state=pick(list(MailState)),
            attempts=pick((0, 1, 9)),
            next_try=pick((None, self.now)),
            answer=pick(_TEXTS),
            repeated=pick((True, False)),
            draft=pick(("", "d")),
        )
