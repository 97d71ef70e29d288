"""Warm children in which visits are made: one that hangs or dies harms no other.

A child goes from office to office, so what it has loaded serves the next. It is killed
when a visit's time is over, and after some visits a fresh one takes its place.
"""

import logging
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as NotYet
from contextlib import chdir, contextmanager, suppress
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore
from time import monotonic, sleep
from typing import Protocol, TypeAlias

from pebble import ProcessExpired, ProcessPool

from sync.adapters.clock import BangkokClock
from sync.province.clocks import Clocks, Shared
from sync.province.places import ProvincePaths
from sync.province.values import ProvinceSettings
from sync.province.visit import Visitor
from sync.province.visits import DIED, TOO_SLOW, Ended, Visit
from sync.resources import CHECKOUT
from sync.worker.garbage import collect_seldom, keep_what_is_left

if sys.platform == "linux":
    import ctypes
    import resource
    import signal

_log = logging.getLogger(__name__)

_VISITS = 50
"""After so many a child is renewed."""
_EACH = 0.25
_WARM = "sync.province.warm"
_DIE_WITH_PARENT, _SOONER = 1, "300"
"""PR_SET_PDEATHSIG of Linux, and how much sooner than others, of a thousand."""
_TO_START = 180
"""Seconds for a child to come to life, on a machine that has much else to do."""
_TO_END = 5
"""Seconds that visits in hand get in the end."""


class Closed(Exception):
    """A visit was not made to its end, since nobody makes visits here any more."""


class MakesVisits(Protocol):
    """Makes visits in a child."""

    def make(self, visit: Visit, slot: int) -> Ended:
        """Make one; its time is told by the clock of a slot."""
        ...


MakesVisitor: TypeAlias = Callable[[str, ProvinceSettings, Shared], MakesVisits]
"""Returns what makes visits in a child, of the province's folder and the clocks."""


def visitor_of(folder: str, settings: ProvinceSettings, numbers: Shared) -> Visitor:
    """Return what visits the offices themselves."""
    return Visitor(ProvincePaths(Path(folder)), settings, Clocks(numbers))


class Children:
    """So many children at most, each making one visit at a time."""

    def __init__(
        self,
        paths: ProvincePaths,
        settings: ProvinceSettings,
        slots: int,
        visitor: MakesVisitor = visitor_of,
    ) -> None:
        self._share = min(settings.share, slots)
        self._shares: dict[str, BoundedSemaphore] = {}
        context = _way_to_life()
        numbers = context.Array("d", Clocks.size(slots), lock=False)
        self._clocks = Clocks(numbers)
        self._seconds = settings.visit_seconds
        self._slots, self._closing = slots, False
        self._free: SimpleQueue[int] = SimpleQueue()
        for slot in range(slots):
            self._free.put(slot)
        self._pool = ProcessPool(
            max_workers=slots,
            max_tasks=_VISITS,
            initializer=_come_to_life,
            initargs=(visitor, str(paths.folder), settings, numbers),
            context=context,
        )

    def make(self, visit: Visit) -> Ended:
        """Have a visit made, and wait for its end; it begins when a child is free.

        Raises:
            Closed: we are closing, and it was not made to its end.
        """
        fresh = BoundedSemaphore(self._share)
        share = self._shares.setdefault(visit.lane, fresh)
        slot = self._free_slot(share)
        try:
            return self._made(visit, slot)
        finally:
            self._free.put(slot)
            share.release()

    def close(self) -> None:
        """Let nobody begin, give visits in hand a while, and end what goes on then.

        No crash can hurt, so this can not.
        """
        self._closing = True
        end = monotonic() + _TO_END
        while self._free.qsize() < self._slots and monotonic() < end:
            sleep(_EACH)
        self._pool.stop()  # type: ignore[no-untyped-call]
        with suppress(NotYet):
            self._pool.join(_TO_END)

    def _free_slot(self, share: BoundedSemaphore) -> int:
        """Wait until fewer of the lane than its share are at work, and a child is free."""
        while not self._closing:
            if not share.acquire(timeout=_EACH):
                continue
            with suppress(Empty):
                return self._free.get(timeout=_EACH)
            share.release()
        raise Closed

    def _made(self, visit: Visit, slot: int) -> Ended:
        self._clocks.reset(slot)
        began, asked = BangkokClock().now(), monotonic()
        code = DIED
        try:
            future = self._pool.schedule(_visit, args=(visit, slot))
            while not self._is_over(slot, asked):
                with suppress(NotYet):
                    return future.result(timeout=_EACH)
                if not self._pool.active and self._closing:
                    raise Closed
            code = DIED if self._clocks.taken(slot) is None else TOO_SLOW
            future.cancel()  # type: ignore[no-untyped-call]
        except ProcessExpired as error:
            _log.warning("a child died office=%s why=%s", visit.office, error)
        except (CancelledError, RuntimeError):
            raise Closed from None
        if self._closing:
            raise Closed
        held = self._clocks.held(slot)
        now = BangkokClock().now()
        return Ended(visit.office, visit.kind, visit.lane, began, now, code, held=held)

    def _is_over(self, slot: int, asked: float) -> bool:
        taken = self._clocks.taken(slot)
        if taken is None:
            return monotonic() - asked > _TO_START
        return taken > self._seconds


def _way_to_life() -> BaseContext:
    """Return how children come to life, never forked from a process with threads.

    Where the system can, a process that does nothing else loads all that visits need
    and forks each child: they share its memory, and none has to load that again.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_WARM])
    # it looks for our modules where it is started
    with chdir(CHECKOUT or Path.cwd()), _deaf_to_the_terminal():
        forkserver.ensure_running()
    return context


@contextmanager
def _deaf_to_the_terminal() -> Iterator[None]:
    """Have what is started here, and all that comes from it, hear no Ctrl-C.

    A terminal sends it to every process. We end our children ourselves; they would only
    print where they were, and most of all while they load what they need.
    """
    # it would listen again for us where it has to be started first
    resource_tracker.ensure_running()
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


_visitor: MakesVisits | None = None


def _come_to_life(
    make: MakesVisitor, folder: str, settings: ProvinceSettings, numbers: Shared
) -> None:
    """Prepare a child; it stays, and is told apart from its parent by this alone."""
    global _visitor  # noqa: PLW0603  a child is one visitor
    collect_seldom()
    if sys.platform == "linux":
        _limit_memory(settings.memory_mb)
        _be_the_first_to_go()
    _visitor = make(folder, settings, numbers)
    keep_what_is_left()  # of what it loaded: its first visit is not to wait for that


def _visit(visit: Visit, slot: int) -> Ended:
    if _visitor is None:
        raise RuntimeError(visit)
    try:
        return _visitor.make(visit, slot)
    finally:
        keep_what_is_left()


def _limit_memory(megabytes: int) -> None:
    """Let whoever wants more memory fail by itself."""
    most = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _be_the_first_to_go() -> None:
    """Die before the process we were forked from where memory is short, and with it.

    It alone tells our parent whether we live: without it we would seem to be dead.
    """
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    with suppress(OSError):  # the office has its visit all the same
        Path("/proc/self/oom_score_adj").write_text(_SOONER, "ascii")
