"""What the worker tells whoever looks on while it works."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sync.errors import WorkerError
from sync.model.mail import Message
from sync.worker.health import Job

if TYPE_CHECKING:  # both take long to load, and a look needs neither
    from sync.cycle.check import SheetUpdate
    from sync.cycle.night import Report


class Onlooker:
    """Hears what the worker does, as it does it. This one pays no attention."""

    def at_work(self, stage: str) -> None:
        """Hear which stage of a cycle begins."""

    def unchanged(self) -> None:
        """Hear that a look found the spreadsheet as it was."""

    def typing(self) -> None:
        """Hear that a look found a change, and waits until staff are quiet."""

    def answered(self, update: "SheetUpdate") -> None:
        """Hear that staff have their answer to a change."""

    def night_done(self, report: "Report") -> None:
        """Hear what a night came to."""

    def mailed(self, sent: Sequence[Message]) -> None:
        """Hear of mail that had waited and has left."""

    def failed(self, job: Job, stop: WorkerError, failures: int) -> None:
        """Hear that work failed, and how many times in a row."""

    def well_again(self, job: Job) -> None:
        """Hear that work which had failed succeeds."""

    def rests(self, look: datetime, night: datetime) -> None:
        """Hear when the next look is, and the next night's cycle."""
