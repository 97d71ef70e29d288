"""How long a province's night takes against the floor of Google's quotas.

The offices are stubs that ask as a changed night asks (two looks and a change at
Sheets, one question at Drive, 150 ms each), through the real engine, children and
pace, on quotas that refill five times as fast as Google's.
"""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, Result
from sync.adapters.clock import BangkokClock
from sync.province.children import Children
from sync.province.clocks import Clocks, Shared
from sync.province.engine import Engine
from sync.province.pace import Quota, SharedPace
from sync.province.places import ProvincePaths
from sync.province.planner import plan
from sync.province.setting_up import create_province
from sync.province.values import ProvinceSettings
from sync.province.visits import Ended, Kind, OfficeState, Standing, Visit
from tests.offices import example_office

_OFFICES, _POOLS, _SLOTS = 200, 5, 16
_READS, _PROJECT, _WITHIN = 57, 285, 12_000
_SECONDS = 0.15
_LOOKS = 2
_NIGHTS = 5


@dataclass(slots=True)
class Stub:
    """Asks as an office's changed night does, of nobody."""

    pace: SharedPace
    clocks: Clocks

    def make(self, visit: Visit, slot: int) -> Ended:
        """Make a visit."""
        began = BangkokClock().now()
        self.clocks.begin(slot)
        self.pace.waiting = lambda begins: (
            self.clocks.hold(slot) if begins else self.clocks.go_on(slot)
        )
        account = f"{visit.lane}@plans.iam.gserviceaccount.com"
        for writes in (False,) * _LOOKS + (True,):
            self.pace(account, writes=writes)
            time.sleep(_SECONDS)
        time.sleep(_SECONDS)
        held = self.clocks.held(slot)
        now = BangkokClock().now()
        return Ended(visit.office, visit.kind, visit.lane, began, now, held=held)


def stub(folder: str, _settings: ProvinceSettings, numbers: Shared) -> Stub:
    """Return what makes visits in a child."""
    quota, project = Quota(_READS, _READS, _WITHIN), Quota(_PROJECT, _PROJECT, _WITHIN)
    clocks = Clocks(numbers)
    return Stub(SharedPace(ProvincePaths(Path(folder)).pace, quota, project), clocks)


def measure() -> Result:
    """Time a night over 200 stubs, and a visit at a real office where nothing changed."""
    with tempfile.TemporaryDirectory(prefix="plan-bench-") as folder:
        wall, processor = _night_over_stubs(ProvincePaths(Path(folder) / "stubs"))
        visit, megabytes = _unchanged_visit(ProvincePaths(Path(folder) / "real"))
    floor = _floor(_OFFICES * _LOOKS)
    return Result(
        (
            Figure(
                f"night over {_OFFICES} offices, quotas × 5",
                wall,
                "s",
                reference=floor,
                against="the floor of the quotas and of one visit",
                times=1.1,
            ),
            Figure("the engine's processor time, an office", processor, "ms"),
            Figure("a warm visit, nothing changed", visit, "s"),
            Figure("memory of a child that makes visits", megabytes, "MB", limit=150),
        )
    )


def _floor(looks: int) -> float:
    """Return in how many seconds so many looks can be had, and a visit made, at best."""
    most = min(_READS * _POOLS, _PROJECT)
    return (looks - 1) // most * _WITHIN / 1000 + (_LOOKS + 2) * _SECONDS


def _night_over_stubs(paths: ProvincePaths) -> tuple[float, float]:
    create_province(paths.folder)
    names = [f"pool-{number}" for number in range(_POOLS)]
    pools = [
        {"name": name, "key_file": "x", "offices": [f"{name}-*"]} for name in names
    ]
    settings = ProvinceSettings.model_validate(
        {"slots": _SLOTS, "look_minutes": 0, "hours": 0.02, "pool": pools}
    )
    offices = [
        OfficeState(f"{names[number % _POOLS]}-{number}", Standing(sheet="x"))
        for number in range(_OFFICES)
    ]
    children = Children(paths, settings, _SLOTS, stub)
    made: list[Ended] = []
    with _launched(paths, settings, children, made) as engine:
        _warm_up(engine, names, made)
        wall, processor = time.monotonic(), time.process_time()
        now = BangkokClock().now()
        engine.put(plan(offices, settings, now))
        while len(made) < _OFFICES:
            time.sleep(0.05)
        took = time.monotonic() - wall
        worked = (time.process_time() - processor) / _OFFICES * 1000
    if {it.code for it in made} != {""}:
        raise RuntimeError("a visit failed")
    return took, worked


@contextmanager
def _launched(
    paths: ProvincePaths,
    settings: ProvinceSettings,
    children: Children,
    made: list[Ended],
) -> Iterator[Engine]:
    engine = Engine(paths.engine, settings, "bench")

    def make(visit: Visit) -> None:
        made.append(children.make(visit))

    engine.launch(make)
    try:
        yield engine
    finally:
        children.close()
        engine.close()


def _warm_up(engine: Engine, lanes: list[str], made: list[Ended]) -> None:
    """Have every child come to life, and wait until what that cost is refilled."""
    now = BangkokClock().now()
    engine.put(
        Visit(f"warm-{number}", Kind.MAIL, lanes[number % len(lanes)], now)
        for number in range(_SLOTS)
    )
    while len(made) < _SLOTS or engine.offices():
        time.sleep(0.1)
    time.sleep(_WITHIN / 1000)
    made.clear()


def _unchanged_visit(paths: ProvincePaths) -> tuple[float, float]:
    """Return what a visit takes where nothing changed: processor time, and memory."""
    example_office(paths.offices / "a")
    children = Children(paths, ProvinceSettings(), 1)
    try:
        for _ in range(2):
            _visit(children)
        (child,) = multiprocessing.active_children()
        before = _processor_seconds(child.pid)
        for _ in range(_NIGHTS):
            _visit(children)
        took = (_processor_seconds(child.pid) - before) / _NIGHTS
        return took, _megabytes(child.pid)
    finally:
        children.close()


def _visit(children: Children) -> None:
    ended = children.make(Visit("a", Kind.NOW, "here", BangkokClock().now()))
    if ended.code:
        raise RuntimeError(ended.code)


def _processor_seconds(process: int | None) -> float:
    """Return how long a process has worked, as Linux tells it."""
    told = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: int | None) -> float:
    """Return the memory of a process, as Linux tells it."""
    pages = Path(f"/proc/{process}/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20
