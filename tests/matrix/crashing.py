"""A worker ended after each step of its work, another after it; what people then find."""

import multiprocessing
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from sync.paths import OfficePaths
from tests.matrix.living import NIGHT, Life, live

ENDS = {"kill": -9, "stop": 130}
"""How a worker is ended, and the status that it leaves."""
PARTS = 4
"""The steps are shared out among so many tests, which cores can share."""

CONTEXT: Any = multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")


@dataclass(frozen=True)
class State:
    """What people find: cells, documents, mail; and whether any of it is double."""

    cells: object
    documents: object
    mails: list[str]
    known: object = None
    """What the worker remembers of it."""


@dataclass(frozen=True)
class Matrix:
    """What is cut off, and where: ``make`` an office in a folder, tell the ``state`` of it.

    ``settle`` is what comes after the work, at one that nobody disturbed as well.
    """

    make: Callable[[Path], Path]
    state: Callable[[Path], State]
    life: Life = NIGHT
    settle: Callable[[Path], object] = lambda _: None

    def undisturbed(self, folder: Path) -> tuple[State, list[str]]:
        """Return what people find after the work, and the steps that it took."""
        folder.mkdir()
        office = self.make(folder)
        assert run(office, folder / "steps", life=self.life) == 0
        self.settle(office)
        return self.state(office), (folder / "steps").read_text().splitlines()

    def crash_everywhere(self, folder: Path, part: int, how: str = "kill") -> State:
        """End it after each step of an undisturbed run, start again, and compare.

        ``part`` tells which of them: one in ``PARTS``. Return what was found each time.
        """
        wanted, every = self.undisturbed(folder / "whole")
        chance = random.Random(part)  # noqa: S311
        for nth in range(1 + part, len(every), PARTS):
            here = folder / str(nth)
            here.mkdir()
            office = self.make(here)
            assert run(office, here / "first", nth, how, self.life) == ENDS[how]
            if chance.random() < 0.25:
                again = chance.randint(1, len(every))
                run(office, here / "second", again, how, self.life)
            assert run(office, here / "last", life=self.life) == 0, every[nth - 1]
            self.settle(office)
            assert self.state(office) == wanted, (nth, every[nth - 1])
        return wanted


def run(
    office: Path,
    steps: Path,
    die_after: int = 0,
    how: str = "kill",
    life: Life = NIGHT,
) -> int | None:
    """Let a worker live; give how it ended."""
    process = CONTEXT.Process(target=live, args=(office, steps, die_after, how, life))
    process.start()
    process.join(60)
    code: int | None = process.exitcode
    process.close()
    return code


def mails(office: Path) -> list[str]:
    """Return the names of the mails, which are made of their Message-IDs."""
    return sorted(path.name for path in OfficePaths(office).outbox.glob("*.eml"))


def attached(office: Path) -> set[bytes]:
    """Return the PDFs that go with the mails."""
    letters = (
        message_from_bytes(path.read_bytes(), policy=default)
        for path in OfficePaths(office).outbox.glob("*.eml")
    )
    return {
        part.get_content()
        for letter in letters
        for part in letter.iter_attachments()
        if part.get_content_type() == "application/pdf"
    }


def ageless(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """Leave out when the sheet was checked: that is later in a second life."""
    return [list(row) for row in rows if not row or row[0] != "ตรวจล่าสุดเมื่อ"]
