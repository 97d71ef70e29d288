"""The pace that all offices of a province keep at Sheets: one bucket a quota.

The buckets are files, which every process of the machine takes from, or a database that
several machines take from; a process that is killed takes nothing with it. By day nights
keep to a part of each, so that looks are left for people who wait for an answer.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import time as moment
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pyrate_limiter import Limiter, Rate, SQLiteBucket
from pyrate_limiter.limiter import SingleBucketFactory

from sync.storage.files import make_folder

if TYPE_CHECKING:  # one machine has no need of it
    import sqlalchemy as sa

_MINUTE = 60_000
_LONG = 5.0
_DAY = moment(7), moment(19)
_OF_NIGHTS_BY_DAY = 0.7
"""The part of all looks that nights may take by day; the rest is for answers."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Quota:
    """How many looks and how many changes in so many milliseconds."""

    reads: int
    writes: int
    within: int = _MINUTE

    def limit(self, *, writes: bool) -> int:
        """Return how many there may be of a kind."""
        return self.writes if writes else self.reads

    @property
    def of_nights_by_day(self) -> "Quota":
        """What of it nights may take while people wait for answers."""
        return replace(self, reads=max(int(self.reads * _OF_NIGHTS_BY_DAY), 1))


class Bucket(Protocol):
    """One quota of one kind."""

    def take(self) -> None:
        """Wait for a turn."""
        ...


class _Bucket:
    """One quota of one kind, in a file of its own."""

    def __init__(self, path: Path, limit: int, within: int) -> None:
        self._bucket = SQLiteBucket.init_from_file(
            [Rate(limit, within)], db_path=str(path), use_file_lock=True
        )
        # what is old is let go of here: a thread for it would outlive its use
        factory = SingleBucketFactory(self._bucket, schedule_leak=False)
        self._limiter = Limiter(factory)

    def take(self) -> None:
        self._bucket.leak(time.time_ns() // 1_000_000)
        self._limiter.try_acquire()


@dataclass(slots=True)
class SharedPace:
    """A pace that the processes of a machine share.

    ``quota`` is that of each account, ``project`` that of all accounts of one project
    together. ``waiting`` hears when a wait begins (true) and ends. With the address of
    a ``database`` several machines share it. ``gives_way`` tells whether looks are now
    for a night by day, which leaves some to others.
    """

    folder: Path
    quota: Quota
    project: Quota
    waiting: Callable[[bool], None] = lambda _begins: None
    database: str = ""
    gives_way: Callable[[], bool] = lambda: False
    _buckets: dict[tuple[str, bool], Bucket] = field(default_factory=dict)
    _engine: "sa.Engine | None" = None

    def __call__(self, account: str, *, writes: bool) -> None:
        """Wait until the account, and its project, may send one request more."""
        began = time.monotonic()
        self.waiting(True)  # noqa: FBT003
        try:
            gives_way = not writes and self.gives_way()
            for whose, quota in self.quotas(account, gives_way=gives_way):
                self._bucket(whose, quota, writes=writes).take()
        finally:
            self.waiting(False)  # noqa: FBT003
        if (held := time.monotonic() - began) > _LONG:
            _log.info("held for a turn seconds=%.1f writes=%s", held, writes)

    def quotas(self, account: str, *, gives_way: bool) -> Iterator[tuple[str, Quota]]:
        """Yield the quotas that a request takes a turn of, in order, each with whose it is.

        Those of nights come first: who waits for one takes nothing from others.
        """
        own = [(account, self.quota)]
        if project := project_of(account):
            own.append((project, self.project))
        if gives_way:
            yield from (
                (f"nights of {it}", quota.of_nights_by_day) for it, quota in own
            )
        yield from own

    def _bucket(self, whose: str, quota: Quota, *, writes: bool) -> Bucket:
        if (whose, writes) not in self._buckets:
            # an address is nobody's business who looks at the folder
            name = hashlib.sha256(whose.encode()).hexdigest()[:16]
            name = f"{name}-{'writes' if writes else 'reads'}"
            limit = quota.limit(writes=writes)
            self._buckets[whose, writes] = self._made(name, limit, quota.within)
        return self._buckets[whose, writes]

    def _made(self, name: str, limit: int, within: int) -> Bucket:
        if not self.database:
            make_folder(self.folder, private=True)
            return _Bucket(self.folder / f"{name}.db", limit, within)
        from sync.province.databases import in_database  # noqa: PLC0415
        from sync.province.turns import Turns  # noqa: PLC0415

        if self._engine is None:
            self._engine = in_database(self.database)
        return Turns(self._engine, name, limit, within)


def project_of(account: str) -> str:
    """Return the Google Cloud project of a service account; empty for other accounts."""
    _, _, domain = account.rpartition("@")
    project, dot, rest = domain.partition(".")
    return project if dot and rest == "iam.gserviceaccount.com" else ""


def is_day(at: moment) -> bool:
    """Whether people are at work, who wait for answers."""
    begins, ends = _DAY
    return begins <= at < ends
