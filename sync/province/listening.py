"""Listening to staff's changes beside the planning: a Google that hangs delays no plan."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from threading import Event, Thread

from sync.adapters.clock import BangkokClock
from sync.province.places import ProvincePaths
from sync.province.records import Records
from sync.province.values import ProvinceSettings

_log = logging.getLogger(__name__)

_EVERY = 60
"""Seconds from one question to the next."""
_TO_END = 2


@contextmanager
def listening(paths: ProvincePaths, settings: ProvinceSettings) -> Iterator[None]:
    """Listen, in a thread, for as long as the block lasts; where that is not set, do not."""
    if settings.look != "feed" or not settings.pools:
        yield
        return
    over = Event()
    within = copy_context()  # what is logged goes where it does here
    thread = Thread(
        target=within.run, args=(_listen, paths, settings, over), daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(_TO_END)


def _listen(paths: ProvincePaths, settings: ProvinceSettings, over: Event) -> None:
    # loads Google's libraries, of which a province without a pool has no need
    from sync.province.feed import Feed  # noqa: PLC0415

    records = Records(paths.records, settings.database)
    feed = Feed(paths.folder, settings, records)
    while not over.is_set():
        try:
            known = records.standings().items()
            sheets = {it.sheet: office for office, (_, it) in known if it.sheet}
            feed.hear(sheets, BangkokClock().now())
        except Exception:  # noqa: BLE001  it must go on
            _log.exception("listening failed")
        over.wait(_EVERY)
