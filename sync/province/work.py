"""The work of a province: one process plans and makes visits, others help to make them."""

import logging
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date, datetime

from sync.adapters.clock import BangkokClock
from sync.errors import WorkerError
from sync.province.children import Children, Closed
from sync.province.engine import Engine
from sync.province.listed import as_listed
from sync.province.listening import listening
from sync.province.paused import read_paused
from sync.province.places import ProvincePaths
from sync.province.planner import lane_of, plan
from sync.province.records import Records
from sync.province.sharing import Sharing, sharing_of
from sync.province.survey import Survey
from sync.province.values import HERE, SICK, ProvinceSettings
from sync.province.visits import PUT_OFF, Ended, Kind, OfficeState, Visit
from sync.province.workers import Workers, workers_of
from sync.worker.shutdown import Stopping

_log = logging.getLogger(__name__)

_ROUND = 20
"""Seconds from one plan to the next."""
_GLANCE = 1
"""Seconds until somebody who waits looks again."""


@dataclass(slots=True)
class Work:
    """One process's work at a province."""

    paths: ProvincePaths
    settings: ProvinceSettings
    engine: Engine
    records: Records
    survey: Survey
    workers: Workers
    sharing: Sharing
    children: Children
    sick: Children

    def launch(self) -> None:
        """Begin to make visits, those first that were in hand when we were killed."""
        within = copy_context()

        def make(visit: Visit) -> None:
            # the engine's threads know nothing of what is logged where
            within.copy().run(self.make, visit)

        self.engine.launch(make)

    def make(self, visit: Visit) -> None:
        """Make a visit that has come out of a queue, and note what became of it."""
        now = BangkokClock().now()
        pool = self._pool_of(visit)
        self.sharing.bring(visit.office)
        if self._is_paused(visit.office) or self.survey.rests(pool, now):
            kind, lane = visit.kind, visit.lane
            ended = Ended(visit.office, kind, lane, now, now, PUT_OFF)
        else:
            try:
                ended = (self.sick if visit.lane == SICK else self.children).make(visit)
            except Closed:
                return  # it is due yet, and will be planned again
        self.records.note_visit(ended, pool)
        _log.info(
            "visit office=%s kind=%s lane=%s code=%s requests=%d held=%.1f",
            ended.office,
            ended.kind,
            ended.lane,
            ended.code or "-",
            ended.requests,
            ended.held,
        )

    def mend(self) -> bool:
        """Begin anew where somebody took what the engine keeps away, else go on.

        Returns:
            Whether there is anything to go on with: a database that is away is waited
            for.
        """
        if not self.workers.stay():
            return False
        if self.engine.is_lost():
            _log.warning("what the engine keeps is gone; it is made anew")
            self.engine.close()
            self.launch()
        return True

    def tend(self, now: datetime) -> Sequence[OfficeState]:
        """Plan what is due, and put back what nobody is at; return how offices stand."""
        self.engine.revive(self.workers.is_alive)
        there = self.engine.offices()
        self.sharing.look()
        states = self.survey.states(now)
        self._plan(states, there, now)
        return states

    def tend_bound(self, now: datetime) -> None:
        """Plan for offices of this machine's alone: who plans elsewhere sees them not."""
        self.sharing.look()
        if bound := self.sharing.bound:
            there = self.engine.offices()
            states = self.survey.states(now)
            self._plan([it for it in states if it.name in bound], there, now)

    def _plan(
        self, states: Sequence[OfficeState], there: Container[str], now: datetime
    ) -> None:
        settings, _ = as_listed(self.paths, self.settings)
        paused = read_paused(self.paths, self.settings).among(it.name for it in states)
        due = plan(
            (it for it in states if it.name not in paused),
            settings,
            now,
            self.survey.resting((pool.name for pool in self.settings.pools), now),
        )
        wanted = (it for it in due if it.office not in there)
        if put := self.engine.put(wanted, self.sharing.bound):
            _log.info("planned visits=%d", put)

    def _is_paused(self, office: str) -> bool:
        return bool(read_paused(self.paths, self.settings).among([office]))

    def _pool_of(self, visit: Visit) -> str:
        if visit.lane != SICK:
            return visit.lane
        settings, _ = as_listed(self.paths, self.settings)
        pool = settings.pool_of(visit.office)
        return pool.name if pool else HERE


@contextmanager
def at_work(paths: ProvincePaths, settings: ProvinceSettings) -> Iterator[Work]:
    """Be one of a province's workers; the visits in hand get a while in the end."""
    with ExitStack() as stack:
        workers = workers_of(paths, settings)
        worker = stack.enter_context(workers.one())
        records = Records(paths.records, settings.database)
        children = Children(paths, settings, settings.slots)
        sick = Children(paths, settings, settings.sick_slots)
        sharing = sharing_of(paths, settings)
        sharing.look()
        engine = Engine(paths.engine, settings, worker, sharing.machine)
        work = Work(
            paths,
            settings,
            engine,
            records,
            Survey(paths, records),
            workers,
            sharing,
            children,
            sick,
        )
        stack.callback(engine.close)
        stack.callback(sick.close)
        stack.callback(children.close)
        work.launch()
        _log.info("at work worker=%s offices=%d", worker, len(paths.office_names()))
        yield work


@dataclass(slots=True)
class Planning:
    """Plans again and again; ``tell`` hears of each plan."""

    work: Work
    tell: Callable[[Sequence[OfficeState], datetime], None]
    _day: date | None = None

    def once(self, now: datetime) -> None:
        """Plan, tell how offices stand, and once a day let go of what is old."""
        self.tell(self.work.tend(now), now)
        if self._day != now.date():
            self.work.engine.forget_old(now)
            self.work.records.forget_old(now)
            self._day = now.date()


@contextmanager
def going_on() -> Iterator[None]:
    """Have what goes wrong in one round be no end: offices must not wait for a person."""
    try:
        yield
    except WorkerError as stop:
        _log.warning("no plan stop=%s", stop)
    except Exception:  # noqa: BLE001  whatever it is
        _log.exception("no plan")


def run(
    paths: ProvincePaths,
    settings: ProvinceSettings,
    stopping: Stopping,
    tell: Callable[[Sequence[OfficeState], datetime], None],
) -> None:
    """Plan and make visits until asked to stop; where somebody else plans, help.

    Args:
        paths: the province's.
        settings: its settings.
        stopping: whether it is to stop.
        tell: hears after each plan how offices stand.

    Raises:
        Stopped: as asked.
    """
    with (
        at_work(paths, settings) as work,
        work.workers.only_planner() as is_ours,
        ExitStack() as asking,
    ):
        planning: Planning | None = None
        while True:
            with going_on():
                if not work.mend():
                    pass  # it is waited for
                elif is_ours():
                    if planning is None:
                        asking.enter_context(listening(paths, settings))
                        planning = Planning(work, tell)
                    planning.once(BangkokClock().now())
                else:
                    asking.close()  # whoever plans now asks Google
                    planning = None
                    work.tend_bound(BangkokClock().now())
            stopping.sleep(_ROUND)


def help_out(
    paths: ProvincePaths, settings: ProvinceSettings, stopping: Stopping
) -> None:
    """Make visits that others plan, until asked to stop.

    Raises:
        Stopped: as asked.
    """
    with at_work(paths, settings) as work:
        while True:
            with going_on():
                if work.mend():
                    work.tend_bound(BangkokClock().now())
            stopping.sleep(_ROUND)


def visit_now(
    paths: ProvincePaths,
    settings: ProvinceSettings,
    offices: Sequence[str],
    stopping: Stopping,
    hear: Callable[[Ended], None],
) -> None:
    """Have a night's cycle made at offices at once, and wait for the last to end.

    Args:
        paths: the province's.
        settings: its settings.
        offices: the names of those to visit.
        stopping: whether it is to stop.
        hear: is told of each visit as it ends.

    Raises:
        Stopped: as asked.
    """
    began = BangkokClock().now()
    listed, _ = as_listed(paths, settings)
    with at_work(paths, settings) as work:
        left, number = set(offices), 0
        while left:
            if not work.mend():
                stopping.sleep(_GLANCE)
                continue
            work.engine.revive(work.workers.is_alive)
            there = work.engine.offices()
            for last, ended in work.records.visits_after(number):
                number = last
                asked_for = ended.kind is Kind.NOW and ended.began >= began
                if asked_for and ended.office in left:
                    left.discard(ended.office)
                    hear(ended)
            known = {it.name: it for it in work.survey.states(BangkokClock().now())}
            visits = (
                Visit(name, Kind.NOW, lane_of(known[name], listed), began)
                for name in sorted(left - there)
            )
            work.engine.put(visits, work.sharing.bound)
            stopping.sleep(_GLANCE if left else 0)
