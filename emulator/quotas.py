"""The per-minute quotas of Sheets and Drive, off until switched on.

https://developers.google.com/workspace/sheets/api/limits and
https://developers.google.com/workspace/drive/api/guides/limits (projects made since
2026-05-01, whose calls weigh differently).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from emulator.limits import project_of, too_many, too_many_units
from emulator.web import Reply, Request
from emulator.world import World

_READS_BY_POST = (
    ":batchGetByDataFilter",
    ":getByDataFilter",
    "developerMetadata:search",
)
_UNITS: tuple[tuple[str, str, int], ...] = (
    ("", r"/(resumable/)?upload/drive/", 50),
    (
        "GET",
        r"/drive/v\d/(files|changes|drives)$|/drive/v\d/.*/(comments|approvals)$",
        100,
    ),
    ("GET", r"/drive/v\d/files/[^/]+/export$", 200),
    ("GET", r"/drive/v\d/", 5),
    ("", r"/drive/v\d/files", 50),
    ("", r"/drive/v\d/", 5),
)


@dataclass
class Quotas:
    """So many reads and writes a minute, and so many units of Drive's.

    Each caller has a quota, and its project another for all its callers together; a
    batch counts once.
    """

    world: World
    on: bool = False
    reads: int = 60
    writes: int = 60
    project_reads: int = 300
    project_writes: int = 300
    units: int = 325_000
    project_units: int = 1_000_000
    _used: Counter[tuple[str, str, int]] = field(default_factory=Counter, init=False)

    def refuse(self, request: Request) -> Reply | None:
        """Count a call; give the refusal if it is one too many."""
        if not self.on:
            return None
        if request.path.startswith("/v4/"):
            return self._refuse_cells(request)
        weight = units_of(request)
        for who, most in self._limits(request, self.units, self.project_units):
            if self._take("units", who, weight) > most:
                return Reply.of_json(too_many_units(), 403)
        return None

    def _refuse_cells(self, request: Request) -> Reply | None:
        reads = request.method == "GET" or request.path.endswith(_READS_BY_POST)
        kind = "Read" if reads else "Write"
        limits = (
            (self.reads, self.project_reads)
            if reads
            else (self.writes, self.project_writes)
        )
        for who, most in self._limits(request, *limits):
            if self._take(kind, who) > most:
                project = who != request.caller
                return Reply.of_json(too_many(kind, most, project=project), 429)
        return None

    def _limits(
        self, request: Request, own: int, all_: int
    ) -> Iterator[tuple[str, int]]:
        yield request.caller, own
        yield f"project {project_of(request.caller)}", all_

    def _take(self, kind: str, who: str, weight: int = 1) -> int:
        minute = int(self.world.now().timestamp() // 60)
        self._used[kind, who, minute] += weight
        return self._used[kind, who, minute]


def units_of(request: Request) -> int:
    """Return what a call weighs against Drive's quota; 0 where it is none of Drive's."""
    if request.arg("alt") == "media" and request.path.startswith("/drive/"):
        return 200
    for method, pattern, weight in _UNITS:
        if method in {"", request.method} and re.match(pattern, request.path):
            return weight
    return 0
