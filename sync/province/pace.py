"""The pace that all offices of a province keep at Sheets: one bucket a quota.

Every process of the machine takes its turns from one file, or those of several machines
from a database; one that is killed wastes a turn that was near at most, and people who
wait come first. By day nights keep to a part of each quota, so that some is left for people who wait.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time as moment
from pathlib import Path

from sync.province.turns import Bucket, InDatabase, InFile, Place, Turns
from sync.storage.files import make_folder

_MINUTE = 60_000
_LONG = 5.0
_DAY = moment(7), moment(19)
_OF_NIGHTS_BY_DAY = 0.7
"""The part of each quota that nights may take by day; the rest is for answers."""
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
        reads, writes = (
            max(int(most * _OF_NIGHTS_BY_DAY), 1) for most in (self.reads, self.writes)
        )
        return replace(self, reads=reads, writes=writes)


@dataclass(slots=True)
class SharedPace:
    """A pace that the processes of a machine share.

    ``quota`` is that of each account, ``project`` that of all accounts of one project
    together. ``waiting`` hears when a wait begins (true) and ends. With the address of
    a ``database`` several machines share it. ``first`` tells whether a person waits,
    ``gives_way`` whether this is a night by day, which leaves some to others.
    """

    folder: Path
    quota: Quota
    project: Quota
    waiting: Callable[[bool], None] = lambda _begins: None
    database: str = ""
    gives_way: Callable[[], bool] = lambda: False
    first: Callable[[], bool] = lambda: True
    _turns: Turns | None = None

    def __call__(self, account: str, *, writes: bool) -> None:
        """Wait until the account, and its project, may send one request more."""
        began = time.monotonic()
        for quotas in self.quotas(account, gives_way=self.gives_way()):
            self._take([_bucket(*it, writes=writes) for it in quotas])
        if (held := time.monotonic() - began) > _LONG:
            _log.info("held for a turn seconds=%.1f writes=%s", held, writes)

    def quotas(
        self, account: str, *, gives_way: bool
    ) -> Iterator[Sequence[tuple[str, Quota]]]:
        """Yield the quotas that a request takes a turn of, each with whose it is.

        A turn is taken of those together that are in one list. Those of nights come
        first: who waits for one takes nothing from others.
        """
        own = [(account, self.quota)]
        if project := project_of(account):
            own.append((project, self.project))
        if gives_way:
            yield [(f"nights of {it}", quota.of_nights_by_day) for it, quota in own]
        yield own

    def _take(self, buckets: Sequence[Bucket]) -> None:
        if self._turns is None:
            self._turns = Turns(self._place(), self._sleep)
        self._turns.take(buckets, first=self.first())

    def _place(self) -> Place:
        if self.database:
            return InDatabase(self.database)
        make_folder(self.folder, private=True)
        return InFile(self.folder / "turns.db")

    def _sleep(self, seconds: float) -> None:
        self.waiting(True)  # noqa: FBT003
        try:
            time.sleep(seconds)
        finally:
            self.waiting(False)  # noqa: FBT003


def _bucket(whose: str, quota: Quota, *, writes: bool) -> Bucket:
    # an address is nobody's business who looks at what is kept
    name = hashlib.sha256(whose.encode()).hexdigest()[:16]
    kind = "writes" if writes else "reads"
    return Bucket(f"{name}-{kind}", quota.limit(writes=writes), quota.within)


def project_of(account: str) -> str:
    """Return the Google Cloud project of a service account; empty for other accounts."""
    _, _, domain = account.rpartition("@")
    project, dot, rest = domain.partition(".")
    return project if dot and rest == "iam.gserviceaccount.com" else ""


def is_day(at: moment) -> bool:
    """Whether people are at work, who wait for answers."""
    begins, ends = _DAY
    return begins <= at < ends
