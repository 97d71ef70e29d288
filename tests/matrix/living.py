"""One life of a worker: a piece of work, in a process that is ended after a step of it.

A step is a request that was answered, a file that took another's place, a commit of the
ledger. Ended after one is ended before the next. The end is a SIGKILL, or being asked
to stop with no more patience, as after ten seconds of a step that does not end.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import requests

from sync import wiring
from sync.cycle.judging import tell_nobody
from sync.cycle.night import run_cycle
from sync.errors import Stopped
from sync.ledger.connection import Database
from sync.model.documents import Document
from sync.wiring import edges
from sync.worker.shutdown import Stopping
from tests.fakes import FixedClock, MemoryPdf
from tests.reporting import turn_the_year

Step = Callable[[str], None]


@dataclass(frozen=True)
class Life:
    """What a worker does: a night, or the year's turn; by the machine's clock, or at a time."""

    work: Literal["night", "turn"] = "night"
    time: datetime | None = None


NIGHT = Life()


class Printing(MemoryPdf):
    """Prints other bytes each time, as real printing does."""

    def make(self, document: Document, link: str) -> bytes | None:
        made = super().make(document, link)
        return made and made + os.urandom(8).hex().encode()


def live(office: Path, steps: Path, die_after: int, how: str, life: Life) -> None:
    """Do a life's work, and note its steps; end after so many, 0 for not at all."""
    done, stopping = 0, Stopping()

    def step(name: str) -> None:
        nonlocal done
        done += 1
        with steps.open("a") as file:
            file.write(f"{name}\n")
        if done == die_after:
            if how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGALRM)

    _watch_requests(step)
    _watch_files(step)
    _watch_commits(step)
    edges.LibreOfficePdf = Printing  # type: ignore[attr-defined,assignment]
    try:
        with (
            stopping.on_signals(),
            wiring.open_office(office, stopping.sleep) as opened,
        ):
            if life.time:
                opened = replace(opened, clock=FixedClock(life.time))  # noqa: PLW2901
            if life.work == "turn":
                turn_the_year(opened)
            else:
                run_cycle(opened, stopping.between(tell_nobody))
    except Stopped as stop:
        sys.exit(stop.exit_code)


def _watch_requests(step: Step) -> None:
    send = requests.adapters.HTTPAdapter.send

    def noted(self: Any, request: Any, *how: Any, **more: Any) -> Any:  # noqa: ANN401
        answer = send(self, request, *how, **more)
        step(f"request {request.method}")
        return answer

    requests.adapters.HTTPAdapter.send = noted  # type: ignore[method-assign]


def _watch_files(step: Step) -> None:
    replace = os.replace

    def noted(source: Any, target: Any, **how: Any) -> None:  # noqa: ANN401
        replace(source, target, **how)
        step(f"file {Path(target).suffix}")

    os.replace = noted  # type: ignore[assignment]


def _watch_commits(step: Step) -> None:
    transaction = Database.transaction

    @contextmanager
    def noted(self: Database) -> Iterator[Any]:
        with transaction(self) as db:
            yield db
        step("commit")

    Database.transaction = noted  # type: ignore[method-assign]
