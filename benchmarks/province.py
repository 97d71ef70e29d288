"""How long a province's night takes against the floor of Google's quotas.

The offices are stubs that ask as a changed night asks (two looks and a change at
Sheets, one question at Drive, 150 ms each), through the real engine, children and
pace, on quotas that refill five times as fast as Google's. What visits to real offices
take is measured apart, and nights over thousands are reckoned with it.
"""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, Result
from benchmarks.office import measured_apart
from benchmarks.province_night import (
    BEGIN,
    Machine,
    ModelledNight,
    Work,
    office_names,
    pool_names,
    settings_of,
)
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

_OFFICES, _POOLS, _SLOTS = 200, 5, 30
_READS, _PROJECT, _WITHIN = 57, 285, 12_000
_SECONDS = 0.15
_LOOKS = 2
_COUNTRY, _HANG, _CORES, _COUNTRY_SLOTS = 7_850, 200, 2, 40


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
    pace = SharedPace(ProvincePaths(Path(folder)).pace, quota, project)
    pace.first = lambda: False  # nights
    return Stub(pace, clocks)


def measure() -> Result:
    """Time a night over stubs and visits to real offices; reckon nights of thousands."""
    with tempfile.TemporaryDirectory(prefix="plan-bench-") as folder:
        wall, engine = _night_over_stubs(ProvincePaths(Path(folder)))
    told = measured_apart("province_visits")
    return Result(
        (
            Figure(
                f"night over {_OFFICES} offices, quotas × 5",
                wall,
                "s",
                reference=_floor(_OFFICES),
                against="the floor of Google's quotas",
                times=1.1,
            ),
            Figure("the engine's processor time, an office", 1000 * engine, "ms"),
            Figure(
                "a visit at Google, nothing changed", told["quiet"], "s", limit=0.15
            ),
            Figure("the same of an office here", told["here"], "s", limit=0.15),
            Figure("a visit at Google, a cell changed", told["changed"], "s"),
            Figure("memory of four children, a child", told["each"], "MB", limit=150),
            Figure("of this, what a child has alone", told["own"], "MB"),
            *_reckoned(told, engine),
        )
    )


def _floor(offices: int) -> float:
    """Return in how many seconds so many children could make a night, were all free.

    By Google's own quotas, of which the pace leaves a twentieth.
    """
    settings = settings_of(_POOLS, _SLOTS, reads=60, project=300)
    works = dict.fromkeys(office_names(offices, _POOLS), Work(_LOOKS, 1, 1, 0))
    machine = Machine(_SLOTS)
    return ModelledNight(settings, machine, works, within=_WITHIN / 1000).run()


def _reckoned(told: Mapping[str, Any], engine: float) -> Iterator[Figure]:
    """Yield how many minutes nights over all offices of the country take, with all measured.

    An answer of Google's that converts a document takes three seconds, as others saw.
    """
    quiet = _work(told, "quiet")
    changed = _work(told, "changed", waits=3)
    names = office_names(_COUNTRY, _POOLS)
    few = {
        name: changed if place // _POOLS % 20 == 0 else quiet
        for place, name in enumerate(names)
    }
    hanging = names[7 :: _COUNTRY // _HANG][:_HANG]
    hung = few | dict.fromkeys(hanging)
    machine = Machine(_CORES, put=engine / 2, beside=engine / 2 + told["standing"])
    settings = settings_of(_POOLS, _COUNTRY_SLOTS, sick_slots=2)
    for what, works, known, most in (
        ("all changed", dict.fromkeys(names, changed), (), 58),
        ("5 % changed", few, (), 31),
        (f"5 %, {_HANG} hang again", hung, hanging, 35),
        (f"5 %, {_HANG} hang anew", hung, (), 35),
    ):
        minutes = ModelledNight(settings, machine, works, known).run() / 60
        yield Figure(f"{_COUNTRY:,} offices, {what}", minutes, "min", limit=most)


def _night_over_stubs(paths: ProvincePaths) -> tuple[float, float]:
    create_province(paths.folder)
    settings = settings_of(_POOLS, _SLOTS)
    offices = [
        OfficeState(name, Standing(sheet="x"))
        for name in office_names(_OFFICES, _POOLS)
    ]
    children = Children(paths, settings, _SLOTS, stub)
    made: list[Ended] = []
    with _launched(paths, settings, children, made) as engine:
        _warm_up(engine, pool_names(_POOLS), made)
        wall, processor = time.monotonic(), time.process_time()
        engine.put(plan(offices, settings, BEGIN))
        while len(made) < _OFFICES:
            time.sleep(0.05)
        took = time.monotonic() - wall
        worked = (time.process_time() - processor) / _OFFICES
    if {it.code for it in made} != {""}:
        raise RuntimeError("a visit failed")
    return took, worked


def _work(told: Mapping[str, Any], kind: str, waits: float = 0) -> Work:
    """Return what a visit of a kind was seen to do."""
    reads, writes, others = told[f"{kind} requests"]
    return Work(reads, writes, others, told[kind], waits)


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


def _warm_up(engine: Engine, lanes: Sequence[str], made: list[Ended]) -> None:
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
