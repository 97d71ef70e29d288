"""A worker at its office in time that passes only while it sleeps."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine

from sync.adapters.clock import BANGKOK
from sync.cycle.services import Services
from sync.errors import GoogleUnavailable, WorkbookOpen, WorkerError
from sync.model.cells import Edit, Sheet
from sync.model.documents import Before, Document, Placed
from sync.model.records import CycleKind, Trouble
from sync.worker.health import Health
from sync.worker.loop import Worker
from sync.worker.shutdown import Stopping
from tests.fakes import MemoryDocuments, MemoryMail, MemorySpreadsheet
from tests.sheets import PROJECTS, clean_sheet

START = datetime(2028, 2, 28, 20, 0, tzinfo=BANGKOK)
Moment = Callable[[], None]


class Wire(MemorySpreadsheet):
    """A spreadsheet that counts its readings, and can be out of reach."""

    def __init__(self) -> None:
        super().__init__(*clean_sheet().tabs)
        self.reads = 0
        self.down = False
        self.open_at: Path | None = None

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        if self.open_at:
            raise WorkbookOpen(self.open_at, self.open_at)
        return super().write(edits, seen=seen)

    def read(self) -> Sheet:
        self.reads += 1
        if self.down:
            raise GoogleUnavailable("test")
        return super().read()


class Minutes(Stopping):
    """Time that passes only while the worker sleeps; things happen in their minute."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        super().__init__()
        self._traveller = traveller
        self._slept = 0.0
        self._moments: list[tuple[float, Moment]] = []

    def at(self, minute: float, act: Moment) -> None:
        """Have something happen when so many minutes have been slept."""
        self._moments.append((minute, act))

    def put(self, **by: float) -> None:
        """Put the clock forward, or back."""
        self._traveller.shift(timedelta(**by))

    def anew(self) -> "Minutes":
        """Return the same clock to another worker."""
        return Minutes(self._traveller)

    def sleep(self, seconds: float) -> None:
        passed = max(seconds, 0.5)
        self._slept += passed
        self._traveller.shift(passed)
        for moment in [each for each in self._moments if 60 * each[0] <= self._slept]:
            self._moments.remove(moment)
            moment[1]()
        self.check()


class SlowDocuments(MemoryDocuments):
    """Documents during whose publishing something happens."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act

    def publish(self, document: Document, before: Before | None = None) -> Placed:
        self._act()
        return super().publish(document, before)


class Watch:
    """A worker at its office, with somebody who listens."""

    def __init__(self, office: Services, minutes: Minutes) -> None:
        self.office = office
        self.minutes = minutes
        self.told: list[tuple[Trouble, str]] = []
        self.beats = 0
        self.again()

    def again(self) -> "Watch":
        """Start another worker at the office, with what waits for its moment."""
        if self.minutes.asked:
            self.minutes = self.minutes.anew()
        health = Health(self.office, self._hear, self._beat)
        self.worker = Worker(self.office, self.minutes, health)
        return self

    def use(self, **others: Any) -> None:  # noqa: ANN401
        """Give the office something else to work with."""
        self.office = replace(self.office, **others)
        self.again()

    @property
    def wire(self) -> Wire:
        assert isinstance(self.office.spreadsheet, Wire)
        return self.office.spreadsheet

    @property
    def mails(self) -> int:
        assert isinstance(self.office.mail, MemoryMail)
        return len(self.office.mail.delivered)

    def run(self, hours: float) -> None:
        """Let the worker work for some hours."""
        self.minutes.at(60 * hours, self.minutes.ask)
        self.worker.watch()

    def cycles(self, kind: CycleKind) -> list[str]:
        """Return when cycles of a kind began, the earliest first."""
        every = reversed(self.office.ledger.cycles.last(1000))
        return [f"{c.started:%d %H:%M}" for c in every if c.kind is kind]

    def status(self, row: int) -> object:
        tab = self.wire.read().tab(PROJECTS)
        assert tab
        return tab.value(row, 10)

    def _hear(self, trouble: Trouble, stop: WorkerError | None) -> None:
        self.told.append((trouble, stop.code if stop else "well"))

    def _beat(self) -> None:
        self.beats += 1
