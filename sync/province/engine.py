"""The engine: visits wait in queues, one lane each, and outlive whoever put them there.

It is DBOS, behind what little of it we need. Nothing that it keeps is the truth: what is
due is planned anew every while, under the same numbers, so its file may be deleted, or
its tables where several machines have a database.
"""

import logging
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, EnqueueOptions, WorkflowStatusString, error

from sync.province.databases import patiently, will_pass
from sync.province.stores import NAME, store_of
from sync.province.values import HERE, SICK, ProvinceSettings
from sync.province.visits import PRIORITIES, Kind, Visit, office_in

_log = logging.getLogger(__name__)

_VERSION = "1"
"""Of what a visit in a queue looks like. Those of another version are let go."""
_NAME = "visit"
_KEPT = timedelta(days=14)
_LOOKS = 0.5
"""Seconds from one look at a queue to the next: each takes some 6 ms of a processor."""
_TOGETHER = 200
"""So many are put in one transaction: others wait for its end."""
_WAITING = [WorkflowStatusString.ENQUEUED.value, WorkflowStatusString.DELAYED.value]
_AT_WORK = [WorkflowStatusString.PENDING.value]

_make: Callable[[Visit], None] | None = None


@dataclass(frozen=True, slots=True)
class Queues:
    """A queue for each lane, and for what one of several machines alone can visit."""

    settings: ProvinceSettings
    machine: str

    @property
    def of_ours(self) -> Mapping[str, int]:
        """Those that this machine's visits come from, and how many it makes at once.

        As many again are at hand when a child is free: queues are looked at by turns.
        """
        sick, each = self.settings.sick_slots, 2 * self.settings.share
        lanes = {it: sick if it == SICK else each for it in self.settings.lanes}
        if not self.machine:
            return lanes
        own = {f"{it}@{self.machine}": lanes[it] for it in (HERE, SICK)}
        return {it: most for it, most in lanes.items() if it != HERE} | own

    def of(self, visit: Visit, bound: Container[str]) -> str:
        """Return the queue that a visit waits in."""
        if not self.machine or visit.office not in bound:
            return visit.lane
        return f"{SICK if visit.lane == SICK else HERE}@{self.machine}"


class Engine:
    """The queues of a province, and one process that makes visits out of them.

    One process has one engine at most.
    """

    def __init__(
        self, file: Path, settings: ProvinceSettings, worker: str, machine: str = ""
    ) -> None:
        self._store = store_of(file, settings.database)
        self._client = self._store.client()
        self._queues = Queues(settings, machine)
        self._worker = worker
        self._seen: object = None

    def launch(self, make: Callable[[Visit], None]) -> None:
        """Begin: take visits out of the queues and have each made by ``make``.

        Those that this worker had in hand when it was killed come first.
        """
        global _make  # noqa: PLW0603  DBOS knows functions, not objects
        _make = make
        try:
            self._launch()
        except sa.exc.DatabaseError as error:
            if not self._store.is_damaged(error):
                raise
            _log.warning("the engine's file is damaged; it is made anew")
            DBOS.destroy()
            self._store.delete()
            self._launch()
        self._seen = self._store.identity()

    def _launch(self) -> None:
        for name in ("dbos", "alembic"):
            logging.getLogger(name).setLevel(logging.ERROR)
        config: DBOSConfig = {
            "name": NAME,
            "application_version": _VERSION,
            "executor_id": self._worker,
            "console_log_level": "ERROR",
        }
        DBOS(config={**config, **self._store.config()})
        DBOS.listen_queues(list(self._queues.of_ours))
        # a launch that fails is told by what it raises
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        DBOS.launch()
        logging.getLogger("dbos").setLevel(logging.ERROR)
        for queue, most in self._queues.of_ours.items():
            DBOS.register_queue(
                queue,
                worker_concurrency=most,
                polling_interval_sec=_LOOKS,
                on_conflict="always_update",
            )

    def is_lost(self) -> bool:
        """Whether somebody took what it keeps away: then it wants to be launched anew."""
        try:
            return self._store.identity() != self._seen
        except sa.exc.DBAPIError as error:
            if not will_pass(error):
                raise
            return False  # it is waited for

    def offices(self) -> frozenset[str]:
        """Return the offices of which a visit waits, or is being made.

        Whoever asks before looking at what became of visits, and puts none for these,
        puts no visit twice.
        """
        there = DBOS.list_workflows(
            status=[*_WAITING, *_AT_WORK], load_input=False, load_output=False
        )
        # not by what keeps an office from waiting twice: who is revived is without
        return frozenset(office_in(str(status.workflow_id)) for status in there)

    def put(self, visits: Iterable[Visit], bound: Container[str] = ()) -> int:
        """Put visits in their lanes that were not there already, and return how many.

        Offices that are ``bound`` to this machine no other visits. What a database undid
        is done again: what is there by then is looked at anew.
        """
        every = tuple(visits)
        return patiently(lambda: self._put_new(every, bound))

    def _put_new(self, visits: Iterable[Visit], bound: Container[str]) -> int:
        wanted = {visit.number: visit for visit in visits}
        if not wanted:
            return 0
        known = DBOS.list_workflows(
            workflow_ids=list(wanted), load_input=False, load_output=False
        )
        over = []
        for status in known:
            if status.status in {*_WAITING, *_AT_WORK}:
                del wanted[status.workflow_id]
            else:
                over.append(status.workflow_id)
        if over:  # and due yet: somebody has undone them
            DBOS.delete_workflows(over)
        # two who put the same at once must not wait for each other by turns
        left = sorted(wanted.values(), key=lambda it: it.office)
        parts = (left[at : at + _TOGETHER] for at in range(0, len(left), _TOGETHER))
        return sum(self._put(part, bound) for part in parts)

    def _put(self, visits: Sequence[Visit], bound: Container[str]) -> int:
        try:
            self._put_together(visits, bound)
        except error.DBOSQueueDeduplicatedError:
            # for one of these offices somebody has put one: halves tell for which
            half = len(visits) // 2
            if not half:
                return 0
            return self._put(visits[:half], bound) + self._put(visits[half:], bound)
        return len(visits)

    def _put_together(self, visits: Iterable[Visit], bound: Container[str]) -> None:
        """Put visits in one transaction: alone each takes ten times as long."""
        with self._store.engine.begin() as db:
            for visit in visits:
                options: EnqueueOptions = {
                    "workflow_name": _NAME,
                    "queue_name": self._queues.of(visit, bound),
                    "workflow_id": visit.number,
                    "deduplication_id": visit.office,
                    "priority": PRIORITIES[visit.kind],
                    "app_version": _VERSION,
                }
                self._client.enqueue_in_transaction(db, options, *_flat(visit))

    def revive(self, is_alive: Callable[[str], bool]) -> int:
        """Put back what dead workers had in hand, and return how many visits."""
        there = DBOS.list_workflows(
            status=_AT_WORK, load_input=False, load_output=False
        )
        workers = {str(status.executor_id) for status in there}
        dead = {worker for worker in workers if not is_alive(worker)}
        lost = [it for it in there if str(it.executor_id) in dead]
        for it in lost:
            # else it would be anybody's who has time, on whatever machine
            number, queue = it.workflow_id, it.queue_name
            patiently(partial(DBOS.resume_workflow, number, queue_name=queue))
        return len(lost)

    def forget_old(self, now: datetime) -> None:
        """Let go of visits of long ago, and of those that no worker understands."""
        old = DBOS.list_workflows(
            end_time=(now - _KEPT).isoformat(), load_input=False, load_output=False
        )
        strange = DBOS.list_workflows(
            status=[*_WAITING, *_AT_WORK], load_input=False, load_output=False
        )
        numbers = [it.workflow_id for it in old]
        numbers += [it.workflow_id for it in strange if it.app_version != _VERSION]
        if numbers:
            DBOS.delete_workflows(numbers)

    def close(self) -> None:
        """Take no more visits; what is in hand is the next worker's."""
        # of a visit that ends after this it would say that nobody takes note of it
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        DBOS.destroy()
        self._store.engine.dispose()


def lengths_in(file: Path, database: str = "") -> Mapping[str, int]:
    """Return how many visits wait in each lane, or are being made; none of no file."""
    store = store_of(file, database)
    if store.identity() is None:
        return {}
    client = store.client()
    try:
        there = client.list_workflows(
            status=[*_WAITING, *_AT_WORK], load_input=False, load_output=False
        )
        return Counter(str(status.queue_name) for status in there)
    except sa.exc.DatabaseError as damage:
        if not store.is_damaged(damage):
            raise
        _log.warning("the engine's file is damaged; who works next makes it anew")
        return {}
    finally:
        client.destroy()
        store.engine.dispose()


@DBOS.workflow(name=_NAME)
def _visit(office: str, kind: str, lane: str, due: str, before: str) -> None:
    if _make is None:
        raise RuntimeError(office)
    _make(Visit(office, Kind(kind), lane, datetime.fromisoformat(due), before))


def _flat(visit: Visit) -> tuple[str, str, str, str, str]:
    kind, due = str(visit.kind), visit.due.isoformat()
    return visit.office, kind, visit.lane, due, visit.before
