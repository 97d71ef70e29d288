"""Time that takes none, and what a command gave."""

from collections.abc import Callable
from pathlib import Path

from sync.ledger import Ledger
from sync.worker.shutdown import Stopping


class Minutes(Stopping):
    """Time that takes none; things happen in their minute, then it is asked to stop."""

    def __init__(self, *moments: Callable[[], object]) -> None:
        super().__init__()
        self._moments = list(moments)

    def sleep(self, seconds: float) -> None:
        if seconds == 0:  # asks whether to stop, no more
            self.check()
            return
        if seconds < 60 or not self._moments:
            self.ask()
        else:
            self._moments.pop(0)()
        self.check()


Main = Callable[..., tuple[int, str]]


def outcomes(office: Path) -> list[str]:
    ledger = Ledger.copy(office / "ledger.db")
    try:
        return [cycle.outcome for cycle in ledger.cycles.last(99)]
    finally:
        ledger.close()
