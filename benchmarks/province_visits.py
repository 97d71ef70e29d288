"""What visits to real offices take, in children as a province has them.

``python -m benchmarks.province_visits`` says it as JSON. It imports little, since
each child imports it as well.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from sync.adapters.clock import BangkokClock
from sync.province.children import Children, visitor_of
from sync.province.clocks import Shared
from sync.province.places import ProvincePaths
from sync.province.standing import read_standing
from sync.province.values import ProvinceSettings
from sync.province.visit import Visitor
from sync.province.visits import Ended, Kind, Visit

_NIGHTS = 6
_SLOTS = 4
_MEMORY = 8192
"""MB: on a machine with many cores NumPy asks for much that it never uses."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Makes visits, and tells which process it is in and what that has taken so far."""

    visitor: Visitor

    def make(self, visit: Visit, slot: int) -> Ended:
        """Make a visit."""
        told = {"spent": time.process_time(), "parts": _parts()}
        ended = self.visitor.make(visit, slot)
        return replace(ended, unsettled=json.dumps(told))


def watched(folder: str, settings: ProvinceSettings, numbers: Shared) -> Watched:
    """Return what makes visits in a child."""
    return Watched(visitor_of(folder, settings, numbers))


def _parts() -> Sequence[int]:
    """Return the processes that this one shares memory with, itself among them."""
    return [os.getpid(), os.getppid()]


@dataclass(frozen=True, slots=True)
class Told:
    """What a child told of a visit, and how many requests it took."""

    spent: float
    parts: Sequence[int]
    requests: int


def _visit(children: Children, office: str) -> Told:
    ended = children.make(Visit(office, Kind.NOW, "here", BangkokClock().now()))
    if ended.code:
        raise RuntimeError(ended.code)
    return Told(**json.loads(ended.unsettled), requests=ended.requests)


def _usual(
    children: Children, office: str, before: Callable[[int], None] = lambda _: None
) -> tuple[float, int]:
    """Return what a visit takes of a processor, in the median, and its requests."""
    told = []
    for number in range(_NIGHTS + 1):
        before(number)
        told.append(_visit(children, office))
    taken = [after.spent - one.spent for one, after in pairwise(told)]
    return statistics.median(taken), told[-1].requests


def _standing(paths: ProvincePaths) -> float:
    """Return what it takes to read how an office stands, as after each visit."""
    now, taken = BangkokClock().now(), []
    for _ in range(_NIGHTS):
        began = time.process_time()
        read_standing(paths.office("here"), now)
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def _memory(folder: Path) -> Mapping[str, float]:
    """Return the MB that a slot takes: its own, and all of them by slots.

    What several processes share counts once, and the one they come from is among them.
    """
    from tests.offices import example_office  # noqa: PLC0415

    paths = ProvincePaths(folder)
    names = [f"memory-{number}" for number in range(_SLOTS)]
    for name in names:
        example_office(paths.offices / name)
    settings = ProvinceSettings(slots=_SLOTS, memory_mb=_MEMORY)
    with (
        closing(Children(paths, settings, _SLOTS, watched)) as children,
        ThreadPoolExecutor(_SLOTS) as threads,
    ):
        for _ in range(3):
            told = list(threads.map(lambda name: _visit(children, name), names))
        own = max(_kilobytes(it.parts[0], "Private_") for it in told)
        every = {part for it in told for part in it.parts}
        shared = sum(_kilobytes(part, "Pss:") for part in every)
    return {"own": own / 1024, "each": shared / _SLOTS / 1024}


def _kilobytes(process: int, name: str) -> int:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    lines = (line.split() for line in rollup.splitlines()[1:])
    return sum(int(line[1]) for line in lines if line[0].startswith(name))


def main() -> None:
    """Visit an office at an emulated Google and others here; say what that took."""
    from benchmarks.office import emulated  # noqa: PLC0415
    from benchmarks.plans import OFFICE  # noqa: PLC0415
    from tests.offices import example_office  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="plan-bench-") as place:
        paths = ProvincePaths(Path(place))
        example_office(paths.offices / "here")
        with (
            emulated(OFFICE) as google,
            closing(
                Children(paths, ProvinceSettings(memory_mb=_MEMORY), 1, watched)
            ) as children,
        ):
            shutil.move(google.folder, paths.offices / "google")

            def type_in(number: int) -> None:
                google.type_in("D3", 12000 + number)

            for _ in range(3):
                _visit(children, "google")
            google.asked()
            quiet, _ = _usual(children, "google")
            asked_quiet = google.asked()
            changed, _ = _usual(children, "google", type_in)
            asked_changed = google.asked()
            for _ in range(3):
                _visit(children, "here")
            here, _ = _usual(children, "here")
        told = {
            "quiet": quiet,
            "changed": changed,
            "here": here,
            "standing": _standing(paths),
            "quiet requests": _kinds(asked_quiet),
            "changed requests": _kinds(asked_changed),
            **_memory(Path(place)),
        }
    sys.stdout.write(json.dumps(told) + "\n")


def _kinds(asked: Sequence[str]) -> Sequence[int]:
    """Return how many reads, writes and other requests a visit makes."""
    sheets = [it for it in asked if "/spreadsheets" in it]
    reads = sum(it.startswith("GET") for it in sheets)
    kinds = (reads, len(sheets) - reads, len(asked) - len(sheets))
    return [round(kind / (_NIGHTS + 1)) for kind in kinds]


if __name__ == "__main__":
    main()
