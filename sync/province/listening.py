"""What is asked of Google beside the planning: if it hangs, no plan is delayed."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from datetime import datetime
from threading import Event, Thread

from sync.adapters.clock import BangkokClock
from sync.province.places import ProvincePaths
from sync.province.records import Records
from sync.province.values import ProvinceSettings

_log = logging.getLogger(__name__)

_FEED = 60
_OWN_SHEETS = 300
"""Seconds from one question to the next."""
_TO_END = 2


@contextmanager
def listening(paths: ProvincePaths, settings: ProvinceSettings) -> Iterator[None]:
    """Ask what is set to be asked, each in a thread, for as long as the block lasts."""
    with ExitStack() as stack:
        if settings.look == "feed" and settings.pools:
            stack.enter_context(_again(_FEED, lambda: _hearing(paths, settings)))
        if settings.registry or settings.board:
            stack.enter_context(_again(_OWN_SHEETS, lambda: _looking(paths, settings)))
        yield


_Ask = Callable[[datetime], None]


def _hearing(paths: ProvincePaths, settings: ProvinceSettings) -> _Ask:
    # loads Google's libraries, of which a province without a pool has no need
    from sync.province.feed import Feed  # noqa: PLC0415

    records = Records(paths.records, settings.database)
    feed = Feed(paths.folder, settings, records)

    def hear(now: datetime) -> None:
        known = records.standings().items()
        sheets = {it.sheet: office for office, (_, it) in known if it.sheet}
        feed.hear(sheets, now)

    return hear


def _looking(paths: ProvincePaths, settings: ProvinceSettings) -> _Ask:
    from sync.province.sheets import OwnSheets  # noqa: PLC0415  as above

    return OwnSheets(paths, settings).look


@contextmanager
def _again(seconds: float, begin: Callable[[], _Ask]) -> Iterator[None]:
    """Ask again and again in a thread until the block ends."""
    over = Event()
    within = copy_context()  # what is logged goes where it does here

    def ask_on() -> None:
        ask: _Ask | None = None
        while not over.is_set():
            try:
                ask = ask or begin()
                ask(BangkokClock().now())
            except Exception:  # noqa: BLE001  it must go on
                _log.exception("asking failed")
            over.wait(seconds)

    thread = Thread(target=within.run, args=(ask_on,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(_TO_END)
