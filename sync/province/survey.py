"""How all offices stand: ledgers are read again only where something has changed."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from sync.province.places import ProvincePaths
from sync.province.planner import rests_until
from sync.province.records import Records
from sync.province.standing import read_standing, stamps_of
from sync.province.visits import LEDGERS_AWAY, Ended, OfficeState, Standing

_LATEST = 12
_OF_A_POOL = 12
_TOGETHER = 200
"""So many standings are noted at once: a minute's reading, on a slow disk."""

_Seen: TypeAlias = tuple[str, Standing]
"""How an office stands, and the stamp that its ledger had then."""


def _latest() -> deque[Ended]:
    return deque(maxlen=_LATEST)


@dataclass(slots=True)
class Survey:
    """What is known of all offices, kept up to date."""

    paths: ProvincePaths
    records: Records
    _visits: defaultdict[str, deque[Ended]] = field(
        default_factory=lambda: defaultdict(_latest)
    )
    _number: int = 0
    _known: dict[str, _Seen] | None = None

    def states(self, now: datetime) -> Sequence[OfficeState]:
        """Return how each office stands that there is now, by name.

        Raises:
            WorkerError: the database with their ledgers cannot be reached.
        """
        if self._known is None:  # thousands take a while to read
            self._known = dict(self.records.standings())
        known, names = self._known, self.paths.office_names()
        self._read_standings(known, names, now)
        self._read_visits()
        edits = self.records.edits()
        return [
            OfficeState(
                name,
                known[name][1],
                tuple(reversed(self._visits[name])),
                edits.get(name),
            )
            for name in names
        ]

    def renew(self) -> None:
        """Take what others have noted meanwhile, in place of reading it once more."""
        self._known = None

    def resting(self, pools: Iterable[str], now: datetime) -> frozenset[str]:
        """Return the pools that Google refuses, and that rest for a while."""
        return frozenset(pool for pool in pools if self.rests(pool, now))

    def rests(self, pool: str, now: datetime) -> bool:
        """Whether Google refuses a pool, so that it rests for a while."""
        until = rests_until(self.records.latest_of_pool(pool, _OF_A_POOL))
        return until is not None and now < until

    def _read_standings(
        self, known: dict[str, _Seen], names: Sequence[str], now: datetime
    ) -> None:
        """Read those that changed; a crash among thousands loses a few."""
        stamps = stamps_of([self.paths.office(name) for name in names])
        stale = [
            (name, stamp)
            for name, stamp in zip(names, stamps, strict=True)
            if name not in known or known[name][0] != stamp
        ]
        for begin in range(0, len(stale), _TOGETHER):
            changed: dict[str, _Seen] = {}
            for name, stamp in stale[begin : begin + _TOGETHER]:
                standing = read_standing(self.paths.office(name), now)
                if standing.code == LEDGERS_AWAY:  # it is looked at again
                    known.setdefault(name, ("", standing))
                else:
                    changed[name] = stamp, _named(standing, known.get(name))
            if changed:
                self.records.note_standings(changed)
                known |= changed

    def _read_visits(self) -> None:
        for number, visit in self.records.visits_after(self._number):
            self._number = number
            self._visits[visit.office].append(visit)


def _named(standing: Standing, before: _Seen | None) -> Standing:
    """Call an office whose ledger says nothing any more as it was called before."""
    if standing.title or before is None:
        return standing
    last = before[1]
    return replace(
        standing, title=last.title, district=last.district, province=last.province
    )
