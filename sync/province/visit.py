"""A visit, as the child that makes it sees it: the office's own worker, once.

All that the worker of one office promises holds here, since it is that worker: its
lock, its ledger, whom it tells of troubles. What an office shares with the others is
its hour, its pool's key and the pace.
"""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sync.adapters.clock import BangkokClock
from sync.errors import WorkerError
from sync.log import logging_to
from sync.net.attended import attended
from sync.province.clocks import Clocks
from sync.province.listed import as_listed
from sync.province.places import ProvincePaths
from sync.province.planner import own_night
from sync.province.standing import has_own_key
from sync.province.values import HERE, Pool, ProvinceSettings
from sync.province.visits import NOT_DUE, Ended, Kind, Visit
from sync.settings.values import GoogleSettings, Settings
from sync.storage.defects import stop_for
from sync.wiring.opening import open_office
from sync.wiring.working import worker_of
from sync.worker.health import Job
from sync.worker.onlooker import Onlooker
from sync.worker.shutdown import Stopping

if TYPE_CHECKING:  # a local office has no need of Google's libraries
    from sync.adapters.google.office import Line
    from sync.adapters.google.sign_in import SignedIn
    from sync.province.pace import SharedPace

_log = logging.getLogger(__name__)

_PATIENCE = 60
"""Seconds with a Google that fails: who is longer out of reach is visited again."""
_OF_A_PERSON = 15
"""The same where somebody asked for the visit, and sees how it ends."""


@dataclass(slots=True)
class Heard(Onlooker):
    """Hears of what fails in a visit; the first stop is what it is told by."""

    code: str = ""
    unsettled: str = ""
    requests: int = 0

    def failed(self, job: Job, stop: WorkerError, failures: int) -> None:
        """Hear that work failed."""
        _log.info("failed job=%s stop=%s failures=%d", job, stop.code, failures)
        self.code = self.code or stop.code


@dataclass(slots=True)
class Visitor:
    """What a child keeps from one visit to the next: the province, and its sign-ins."""

    paths: ProvincePaths
    settings: ProvinceSettings
    clocks: Clocks
    _signed_in: dict[tuple[str, int, bool], "SignedIn"] = field(default_factory=dict)
    _lines: dict[tuple[str, bool], "Line"] = field(default_factory=dict)
    _listed: ProvinceSettings = field(init=False)
    _slot: int = 0
    _kind: Kind = Kind.NOW

    def __post_init__(self) -> None:
        """Take the pools as the settings have them."""
        self._listed = self.settings

    def make(self, visit: Visit, slot: int) -> Ended:
        """Make a visit; whatever stops it is in what is returned.

        Args:
            visit: which.
            slot: the number of the clock that its time is told by.
        """
        clock, began = BangkokClock(), BangkokClock().now()
        self._slot, self._kind = slot, visit.kind
        self._listed, _ = as_listed(self.paths, self.settings)
        self.clocks.begin(slot)
        heard = Heard()
        try:
            self._at_office(visit, heard)
        except WorkerError as stop:
            heard.code = heard.code or stop.code
        except Exception as error:  # noqa: BLE001  one office's trouble is no other's
            folder = self.paths.office(visit.office).folder
            heard.code = heard.code or stop_for(error, folder, clock.now()).code
        return Ended(
            visit.office,
            visit.kind,
            visit.lane,
            began,
            clock.now(),
            heard.code,
            heard.unsettled,
            heard.requests,
            self.clocks.held(slot),
        )

    def _at_office(self, visit: Visit, heard: Heard) -> None:
        paths = self.paths.office(visit.office)
        somebody_waits = visit.kind is Kind.NOW
        with (
            attended(_told_in_the_end) if somebody_waits else nullcontext(),
            open_office(
                paths.folder,
                adjust=self._adjusting(visit.office, paths.folder),
                line=partial(self._line, visit.office),
            ) as services,
            logging_to(paths.log, services.settings.log, quiet=True),
        ):
            worker = worker_of(services, Stopping(), heard)
            match visit.kind:
                case Kind.NOW:
                    worker.night_now()
                case Kind.NIGHT:
                    if worker.next_night() > services.clock.now():
                        heard.code = NOT_DUE
                    worker.night()
                case Kind.LOOK:
                    heard.unsettled = worker.look_once(visit.before)
                case Kind.MAIL:
                    pass
            worker.mail()
            heard.requests = services.sent()

    def _adjusting(self, office: str, folder: Path) -> Callable[[Settings], Settings]:
        pool = self._listed.pool_of(office)

        def adjust(settings: Settings) -> Settings:
            watch = settings.watch.model_copy(
                update={"night": own_night(office, self.settings)}
            )
            google = settings.google
            if google and pool and not has_own_key(google, folder):
                key = self.paths.folder / pool.key_file
                address = google.address or pool.address
                own = {"key_file": key, "address": address}
                google = google.model_copy(update=own)
            return settings.model_copy(update={"watch": watch, "google": google})

        return adjust

    def _line(self, office: str) -> "Line":
        """Return what the office shares with others of its pool at Google."""
        pool = self._listed.pool_of(office)
        somebody_waits = self._kind is Kind.NOW
        name = pool.name if pool else HERE, somebody_waits
        if name not in self._lines:
            from sync.adapters.google.office import Line  # noqa: PLC0415
            from sync.adapters.google.session import Patience  # noqa: PLC0415

            patience = Patience(budget=_OF_A_PERSON if somebody_waits else _PATIENCE)
            self._lines[name] = Line(self._sign_in, self._pace(pool), patience)
        return self._lines[name]

    def _pace(self, pool: Pool | None) -> "SharedPace":
        from sync.province.pace import Quota, SharedPace  # noqa: PLC0415

        usual = Pool.model_fields
        settings = self.settings
        quota = (
            Quota(pool.reads, pool.writes)
            if pool
            else Quota(usual["reads"].default, usual["writes"].default)
        )
        project = Quota(settings.project_reads, settings.project_writes)
        return SharedPace(
            self.paths.pace,
            quota,
            project,
            self._waits,
            settings.database,
            self._gives_way,
            lambda: self._kind is not Kind.NIGHT,
        )

    def _waits(self, begins: bool) -> None:  # noqa: FBT001
        self.clocks.hold(self._slot) if begins else self.clocks.go_on(self._slot)

    def _gives_way(self) -> bool:
        """Whether nobody waits for this visit, and by now somebody may for another."""
        from sync.province.pace import is_day  # noqa: PLC0415

        return self._kind is Kind.NIGHT and is_day(BangkokClock().now().time())

    def _sign_in(
        self, settings: GoogleSettings, folder: Path, *, mail: bool = False
    ) -> "SignedIn":
        """Sign in as an office's settings say, once for all offices of a key.

        A token is good for an hour, and whoever has the same key has the same token.
        """
        from sync.adapters.google.office import sign_in_as_set  # noqa: PLC0415

        key = folder / settings.key_file
        if settings.sign_in != "service_account" or settings.key_variable:
            return sign_in_as_set(settings, folder, mail=mail)
        since = key.stat().st_mtime_ns if key.exists() else 0
        known = str(key), since, mail
        if known not in self._signed_in:
            self._signed_in[known] = sign_in_as_set(settings, folder, mail=mail)
        return self._signed_in[known]


def _told_in_the_end(_stop: WorkerError | None, _seconds: float) -> None:
    """Say nothing from here: who waits is at another process, and soon sees how it ends."""
