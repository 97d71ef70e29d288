"""Where a province keeps what it has on this machine: one folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.paths import OfficePaths


@dataclass(frozen=True, slots=True)
class ProvincePaths:
    """A province's folder; its offices are folders in ``offices``, as they are alone.

    ``engine``, ``records`` and ``pace`` may be deleted at any time: nothing in them is
    the truth.
    """

    folder: Path

    @property
    def settings(self) -> Path:
        """The province's settings."""
        return self.folder / "province.toml"

    @property
    def offices(self) -> Path:
        """The offices' folders."""
        return self.folder / "offices"

    @property
    def engine(self) -> Path:
        """What the engine keeps: visits that wait, and who makes them."""
        return self.folder / "engine.db"

    @property
    def records(self) -> Path:
        """What was seen of each office last, and the visits that were made."""
        return self.folder / "records.db"

    @property
    def pace(self) -> Path:
        """The turns that were taken of Google's quotas."""
        return self.folder / ".pace"

    @property
    def workers(self) -> Path:
        """A lock for each process that makes visits here."""
        return self.folder / ".workers"

    @property
    def planner(self) -> Path:
        """Held by the one process that plans."""
        return self.workers / "planner.lock"

    @property
    def machine(self) -> Path:
        """What this machine is called among several."""
        return self.folder / ".machine"

    @property
    def paused(self) -> Path:
        """The names of offices that nobody is to visit, a line each; * is all."""
        return self.folder / "paused.txt"

    @property
    def listed(self) -> Path:
        """What was understood last of the list of offices."""
        return self.folder / "listed.json"

    @property
    def told(self) -> Path:
        """What those who look after the province were told last."""
        return self.folder / "told.json"

    @property
    def outbox(self) -> Path:
        """Mail to those who look after the province, where it does not leave."""
        return self.folder / "outbox"

    @property
    def page(self) -> Path:
        """The page that shows how every office is."""
        return self.folder / "province.html"

    @property
    def table(self) -> Path:
        """The same as a table for programs."""
        return self.folder / "province.csv"

    @property
    def log(self) -> Path:
        """The log of what is planned and made; each office has its own besides."""
        return self.folder / "province.log"

    def office(self, name: str) -> OfficePaths:
        """Return where an office has what it has."""
        return OfficePaths(self.offices / name)

    def office_names(self) -> Sequence[str]:
        """Return the names of all offices there are now, in order."""
        if not self.offices.is_dir():
            return ()
        return sorted(
            path.name
            for path in self.offices.iterdir()
            if path.is_dir() and not path.name.startswith(".")
        )

    def paused_names(self) -> frozenset[str]:
        """Return the names that a person has paused."""
        try:
            # people may have edited it, with whatever program
            return frozenset(self.paused.read_text("utf-8-sig", "replace").split())
        except FileNotFoundError:
            return frozenset()
