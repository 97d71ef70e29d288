"""A province's night by reckoning: thousands of offices, in seconds.

The planner is the real one, with its minutes, lanes and shares. What it waits for is a
model: quotas that slide, so many children, so many cores, and visits that take what
was measured of a real one.
"""

import heapq
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import partial
from itertools import count
from typing import TypeAlias

from sync.adapters.clock import BANGKOK
from sync.model.records import Outcome
from sync.province.planner import plan
from sync.province.values import SICK, ProvinceSettings
from sync.province.visits import (
    PRIORITIES,
    TOO_SLOW,
    Ended,
    Night,
    OfficeState,
    Standing,
    Visit,
)

_ROUND = 20.0
"""Seconds from one plan to the next, as of ``sync.province.work``."""
_REQUEST = 0.15
"""Seconds until Google has answered."""
BEGIN = datetime(2026, 12, 1, 1, 0, tzinfo=BANGKOK)


@dataclass(frozen=True, slots=True)
class Work:
    """What a visit does: requests of each kind, seconds of a processor, and waiting."""

    reads: int
    writes: int
    others: int
    processor: float
    waits: float = 0.0


@dataclass(frozen=True, slots=True)
class Machine:
    """What makes visits: cores, and what each visit costs in the process that plans.

    ``put`` is what it takes to put one in a queue, ``beside`` all else: taking it out,
    noting what became of it, and reading how the office stands.
    """

    cores: int
    put: float = 0.0
    beside: float = 0.0


@dataclass(slots=True)
class Window:
    """So many in any span of so many seconds; whoever comes first has the first turn."""

    limit: int
    within: float
    _taken: deque[float] = field(default_factory=deque)

    def turn(self, now: float) -> float:
        """Take the next turn, and return when it is."""
        at = now
        if len(self._taken) == self.limit:
            at = max(now, self._taken.popleft() + self.within)
        self._taken.append(at)
        return at


@dataclass(slots=True)
class Cores:
    """Processors; whoever comes first has the first that is free."""

    free: list[float]

    def done(self, now: float, seconds: float) -> float:
        """Return when work is done that may begin now."""
        at = max(now, heapq.heappop(self.free)) + seconds
        heapq.heappush(self.free, at)
        return at


_Steps: TypeAlias = Generator[float, float, None]
"""Yields until when it waits, and is sent what time it is then."""


@dataclass(slots=True)
class _Lane:
    most: int
    at_work: int = 0
    waiting: list[tuple[int, int, Visit]] = field(default_factory=list)


@dataclass(slots=True)
class _Made:
    """A visit that is being made; ``is_on`` once it has waited for something."""

    visit: Visit
    began: float
    steps: _Steps
    is_on: bool = False


class ModelledNight:
    """One night of a province, from its beginning until all that can be done is done."""

    def __init__(
        self,
        settings: ProvinceSettings,
        machine: Machine,
        works: Mapping[str, Work | None],
        known: Iterable[str] = (),
        within: float = 60.0,
    ) -> None:
        """Prepare a night.

        Args:
            settings: the province's.
            machine: what makes its visits.
            works: by office, what a visit does there; ``None`` where it hangs.
            known: offices that hung the night before.
            within: seconds in which quotas refill.
        """
        self._settings, self._machine, self._works = settings, machine, works
        self._within = within
        self._cores = Cores([0.0] * machine.cores)
        self._windows: dict[tuple[str, bool], Window] = {}
        lanes = settings.lanes
        self._lanes = {name: _Lane(settings.share) for name in lanes}
        self._lanes[SICK] = _Lane(settings.sick_slots)
        self._events: list[tuple[float, int, Callable[[float], None]]] = []
        self._order = count()
        self._left = {office for office, work in works.items() if work is not None}
        self._in_hand: set[str] = set()
        hung = frozenset(known)
        self._states = {
            office: OfficeState(
                office,
                Standing(sheet="x"),
                (_too_slow(office),) if office in hung else (),
            )
            for office in works
        }
        self.ended = 0.0
        self.visits = 0

    def run(self) -> float:
        """Return how many seconds it takes until every office that can has its night."""
        self._at(0.0, self._plan)
        while self._left:
            now, _, act = heapq.heappop(self._events)
            act(now)
        return self.ended

    def _at(self, when: float, act: Callable[[float], None]) -> None:
        heapq.heappush(self._events, (when, next(self._order), act))

    def _plan(self, now: float) -> None:
        """Plan; of offices whose night is done, or in hand, nothing is due."""
        waiting = (
            state
            for name, state in self._states.items()
            if name not in self._in_hand and not state.standing.nights
        )
        due = list(plan(waiting, self._settings, _moment(now)))
        for visit in due:
            self._in_hand.add(visit.office)
            now = self._cores.done(now, self._machine.put)
            self._at(now, partial(self._arrive, visit))
        self._at(max(now, self._next_round(now)), self._plan)

    def _next_round(self, now: float) -> float:
        return (now // _ROUND + 1) * _ROUND

    def _arrive(self, visit: Visit, now: float) -> None:
        lane = self._lanes[visit.lane]
        urgent = PRIORITIES[visit.kind], next(self._order)
        heapq.heappush(lane.waiting, (*urgent, visit))
        self._dispatch(now)

    def _dispatch(self, now: float) -> None:
        """Let whoever waits begin: no lane has more than its share, nor all the slots."""
        for name, lane in self._lanes.items():
            while lane.waiting and lane.at_work < lane.most and self._has_slot(name):
                _, _, visit = heapq.heappop(lane.waiting)
                lane.at_work += 1
                self.visits += 1
                self._go_on(_Made(visit, now, self._visit(visit, now)), now)

    def _has_slot(self, name: str) -> bool:
        others = (it.at_work for lane, it in self._lanes.items() if lane != SICK)
        return name == SICK or sum(others) < self._settings.slots

    def _go_on(self, made: _Made, now: float) -> None:
        try:
            until = made.steps.send(now) if made.is_on else next(made.steps)
        except StopIteration:
            self._end(made, now)
            return
        made.is_on = True
        self._at(until, partial(self._go_on, made))

    def _visit(self, visit: Visit, now: float) -> _Steps:
        work = self._works[visit.office]
        if work is None:
            yield now + self._settings.visit_seconds
            return
        now = yield self._cores.done(now, work.processor)
        for writes, times in ((False, work.reads), (True, work.writes)):
            for _ in range(times):
                account, project = self._buckets(visit.office, writes=writes)
                now = yield account.turn(now)
                now = yield project.turn(now)
                now = yield now + _REQUEST
        yield now + work.others * _REQUEST + work.waits

    def _buckets(self, office: str, *, writes: bool) -> tuple[Window, Window]:
        pool, settings = self._settings.pool_of(office), self._settings
        if pool is None:
            raise ValueError(office)
        limits = (
            (pool.name, pool.writes if writes else pool.reads),
            ("", settings.project_writes if writes else settings.project_reads),
        )
        account, project = (
            self._windows.setdefault((whose, writes), Window(limit, self._within))
            for whose, limit in limits
        )
        return account, project

    def _end(self, made: _Made, now: float) -> None:
        office, lane = made.visit.office, made.visit.lane
        self._lanes[lane].at_work -= 1
        self._in_hand.discard(office)
        self._cores.done(now, self._machine.beside)
        state, began = self._states[office], _moment(made.began)
        code = TOO_SLOW if self._works[office] is None else ""
        ended = Ended(office, made.visit.kind, lane, began, _moment(now), code)
        nights = () if code else (Night(began, Outcome.DONE),)
        self._states[office] = replace(
            state,
            standing=replace(state.standing, nights=nights),
            visits=(ended, *state.visits),
        )
        if office in self._left:
            self._left.discard(office)
            self.ended = now
        self._dispatch(now)


def _too_slow(office: str) -> Ended:
    night = BEGIN - timedelta(days=1)
    visit = next(plan([OfficeState(office)], ProvinceSettings(night=time(1)), BEGIN))
    return Ended(office, visit.kind, visit.lane, night, night, TOO_SLOW)


def _moment(seconds: float) -> datetime:
    return BEGIN + timedelta(seconds=seconds)


def settings_of(
    pools: int, slots: int, *, sick_slots: int = 1, reads: int = 57, project: int = 285
) -> ProvinceSettings:
    """Return the settings of a province whose nights all begin in one minute."""
    return ProvinceSettings.model_validate(
        {
            "night": BEGIN.time(),
            "hours": 0.01,
            "slots": slots,
            "sick_slots": sick_slots,
            "look_minutes": 0,
            "project_reads": project,
            "project_writes": project,
            "pool": [
                {
                    "name": name,
                    "key_file": "x",
                    "reads": reads,
                    "writes": reads,
                    "offices": [f"{name}-*"],
                }
                for name in pool_names(pools)
            ],
        }
    )


def pool_names(pools: int) -> Sequence[str]:
    """Return the names of so many pools."""
    return [f"pool-{number}" for number in range(pools)]


def office_names(offices: int, pools: int) -> Sequence[str]:
    """Return the names of so many offices, spread evenly over pools."""
    names = pool_names(pools)
    return [f"{names[number % pools]}-{number}" for number in range(offices)]
