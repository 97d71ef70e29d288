"""The per-minute quotas of Sheets, off until switched on."""

from collections import Counter
from dataclasses import dataclass, field

from emulator.limits import too_many
from emulator.web import Reply, Request
from emulator.world import World

_READS_BY_POST = (
    ":batchGetByDataFilter",
    ":getByDataFilter",
    "developerMetadata:search",
)


@dataclass
class Quotas:
    """So many reads and writes a minute for each caller; a batch counts once."""

    world: World
    on: bool = False
    reads: int = 60
    writes: int = 60
    _used: Counter[tuple[str, str, int]] = field(default_factory=Counter)

    def refuse(self, request: Request) -> Reply | None:
        """Count a call; give the refusal if it is one too many."""
        if not self.on or not request.path.startswith("/v4/"):
            return None
        reads = request.method == "GET" or request.path.endswith(_READS_BY_POST)
        kind, limit = ("Read", self.reads) if reads else ("Write", self.writes)
        minute = int(self.world.now().timestamp() // 60)
        self._used[kind, request.caller, minute] += 1
        if self._used[kind, request.caller, minute] <= limit:
            return None
        return Reply.of_json(too_many(kind, limit), 429)
