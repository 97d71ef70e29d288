"""Time, people and trouble for a worker that is to live through many nights."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import time_machine

from sync.adapters.clock import BANGKOK
from sync.adapters.google.session import Time
from sync.errors import (
    MailUnavailable,
    MessageDelayed,
    MessageUncertain,
)
from sync.model.cells import Cell
from sync.model.mail import Message
from sync.ports import Handing, unheard
from sync.worker.shutdown import Stopping
from tests.fakes import MemoryMail
from tests.google.sheeting import Staff
from tests.sheets import PROJECTS

Act = Callable[[], object]


class Killed(BaseException):
    """The process ends here and now."""


class Days(Stopping):
    """Time that passes only while somebody waits; things happen when it is time.

    A worker that is idle sleeps longer than it asked for: that is allowed, and saves
    the test most of its steps.
    """

    def __init__(
        self, traveller: time_machine.Traveller, chance: random.Random
    ) -> None:
        super().__init__()
        self._traveller = traveller
        self._chance = chance
        self._agenda: list[tuple[datetime, Act]] = []
        self.slept = 0.0
        self._end: datetime | None = None

    @property
    def now(self) -> datetime:
        return datetime.now(BANGKOK)

    @property
    def asked(self) -> bool:
        return self._end is not None and self.now >= self._end

    def until(self, end: datetime) -> None:
        """Let the worker work until then."""
        self._end = end

    def at(self, moment: datetime, act: Act) -> None:
        """Have something happen at the first occasion after a moment."""
        self._agenda.append((moment, act))

    def put(self, **by: float) -> None:
        """Put the clock forward, or back; or the machine slept."""
        self._traveller.shift(timedelta(**by))
        self._happen()

    def sleep(self, seconds: float) -> None:
        self._pass(self._nap() if seconds >= 30 else max(seconds, 0.5))
        self.check()

    def google_time(self) -> Time:
        """Return what waiting for Google goes by."""
        return Time(monotonic=lambda: self.slept, sleep=self._waiting)

    def _nap(self) -> float:
        """Return how long to sleep when idle; not over what is about to happen."""
        ends = [moment for moment, _ in self._agenda]
        if self._end:
            ends.append(self._end)
        left = min((end - self.now).total_seconds() for end in ends) if ends else 0
        return max(30, min(self._chance.uniform(600, 20000), left))

    def _waiting(self, seconds: float) -> None:
        self._pass(seconds)

    def _pass(self, seconds: float) -> None:
        self.slept += seconds
        self._traveller.shift(seconds)
        self._happen()

    def _happen(self) -> None:
        for due in [due for due in self._agenda if due[0] <= self.now]:
            if due in self._agenda:  # it may have happened within another
                self._agenda.remove(due)
                due[1]()


class MoodyMail(MemoryMail):
    """Mail that fails as mail does, while it is in a ``mood``.

    ``handed`` is all that was handed over to a server that took it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mood = ""
        self.handed: list[Message] = []

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        handing(draft)
        match self.mood:
            case "down":
                raise MailUnavailable("421 later")
            case "later":
                raise MessageDelayed("450 busy")
            case "unsure":
                self._take(message)
                raise MessageUncertain("no answer")
            case "deadly":
                self.mood = ""
                self._take(message)
                raise Killed
            case _:
                self._take(message)

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        return None  # as SMTP: nobody can be asked

    def _take(self, message: Message) -> None:
        self.handed.append(message)
        super().send(message)


class Clerk:
    """Somebody of the staff who works on the plan; ``look`` hears of every change."""

    def __init__(self, staff: Staff, chance: random.Random, look: Act) -> None:
        self._staff = staff
        self._chance = chance
        self._look = look
        self._number = 0

    def work(self) -> None:
        """Do one of the things that people do."""
        self._number += 1
        rows = self.project_rows()
        row = self._chance.choice(rows)
        column, value = self._chance.choice(
            [
                ("I", f"หมายเหตุ {self._number}"),
                ("D", self._chance.choice([0, 5000, "๗,๕๐๐", "สองหมื่น", "-", ""])),
                ("C", self._chance.choice([1, 2, 3, 4, "มิติ ๒", 9, ""])),
                ("F", self._chance.choice([True, False, "/", "✓"])),
                ("B", f"กิจกรรมที่ {self._number}"),
                ("J", "ตรวจแล้ว"),
            ]
        )
        tab = self._staff.tabs()[PROJECTS]
        ends = {"sheetId": tab, "dimension": "ROWS"}
        one = {**ends, "startIndex": row - 1, "endIndex": row}
        action = self._chance.random()
        if action < 0.70:
            self._staff.type_in(f"{PROJECTS}!{column}{row}", value)
        elif action < 0.78 and len(rows) < 8:
            self._staff.batch({"insertDimension": {"range": one}})
            self._staff.type_in(f"{PROJECTS}!B{row}", f"กิจกรรมเพิ่ม {self._number}")
        elif action < 0.84 and len(rows) > 3:
            self._staff.batch({"deleteDimension": {"range": one}})
        elif action < 0.90:
            to = self._chance.choice(rows)
            if to not in {row, row + 1}:
                move = {"source": one, "destinationIndex": to - 1}
                self._staff.batch({"moveDimension": move})
        elif action < 0.95:
            area = {
                "sheetId": tab,
                "startRowIndex": rows[0] - 1,
                "endRowIndex": rows[-1],
            }
            by = [{"dimensionIndex": 1, "sortOrder": "ASCENDING"}]
            self._staff.batch({"sortRange": {"range": area, "sortSpecs": by}})
        else:
            self._staff.note_on(Cell(PROJECTS, row, 2), f"บันทึก {self._number}")
        self._look()

    def project_rows(self) -> list[int]:
        """Return the rows of projects: those between the header and the totals."""
        rows = self._staff.read(f"{PROJECTS}!A1:B40")
        last = next(n for n, row in enumerate(rows, 1) if row[:1] == ["รวมทั้งสิ้น"])
        return list(range(3, last))


def names(staff: Staff) -> list[str]:
    """Return the names of the projects as staff see them, top to bottom."""
    found: list[Any] = staff.read(f"{PROJECTS}!A3:B40")
    return [str(row[1]) for row in found if len(row) > 1 and row[1]]
