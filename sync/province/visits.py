"""Visits to offices, what came of them, and how an office stands: values alone."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sync.model.records import Outcome


class Kind(StrEnum):
    """What a visit is made for; all that is due besides is done as well."""

    NOW = "now"
    """A night's cycle that a person asked for."""
    LOOK = "look"
    """Staff may have changed something."""
    MAIL = "mail"
    """Mail waits, and it is time to try again."""
    NIGHT = "night"
    """A night's cycle."""


PRIORITIES = {Kind.NOW: 1, Kind.LOOK: 10, Kind.MAIL: 50, Kind.NIGHT: 100}
"""The lower, the sooner: people who wait come before nights."""

GOOD, TOO_SLOW, DIED = "", "too_slow", "died"
"""How a visit ended, besides the codes of stops: well; over its time; its process died."""
BUSY, PUT_OFF, NOT_DUE = "office_busy", "put_off", "not_due"
"""The same of visits that tell nothing of an office: somebody else was there; not begun,
since it or its pool is paused; a night that was not due, for another had been made."""
TELLS_NOTHING = frozenset({BUSY, PUT_OFF, NOT_DUE})

GOOGLE_REFUSES = frozenset(
    {"google_unavailable", "no_network", "proxy_refuses", "quota", "unanswered"}
)
"""Codes of a Google that serves nobody; a pool that meets them again and again rests."""

LEDGERS_AWAY = "ledger_unreachable"
"""The code of a database with all offices' ledgers that is away."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One office to visit, from a moment on; ``before`` is what a look saw already."""

    office: str
    kind: Kind
    lane: str
    due: datetime
    before: str = ""

    @property
    def number(self) -> str:
        """Name the visit: planned again, it is the same."""
        return f"{self.kind}-{self.office}-{self.due:%Y%m%dT%H%M%S}"


def office_in(number: str) -> str:
    """Return the office of a visit by the visit's number."""
    return number.partition("-")[2].rpartition("-")[0]


@dataclass(frozen=True, slots=True)
class Ended:
    """A visit that has ended.

    ``code`` is that of what stopped it, empty if nothing did. ``unsettled`` is a
    revision that staff are still typing at. ``requests`` were sent to Google, and
    ``held`` seconds waited for a turn there.
    """

    office: str
    kind: Kind
    lane: str
    began: datetime
    ended: datetime
    code: str = GOOD
    unsettled: str = ""
    requests: int = 0
    held: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether the office had not what it was visited for, and nobody else is at it."""
        return self.code not in {GOOD, *TELLS_NOTHING}


class PlanState(StrEnum):
    """How a document that the public reads stands."""

    NONE = "none"
    DRAFT = "draft"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Night:
    """A night's cycle as the ledger has it."""

    started: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """How an office stands, by its ledger; no person's name is in it.

    ``sheet`` is the id of its spreadsheet at Google, unless it has a key of its own for
    that, as an office alone has. ``nights`` are the latest, the earliest first; ``good_night`` is the last that came
    to its end. ``changed`` is when staff were last seen to have changed something.
    ``half_year_closes`` and ``whole_year_closes`` are the last days of reporting, where
    the office reports. ``mail_due`` is when waiting mail is tried again. ``code`` says
    why the ledger could not be read.
    """

    sheet: str = ""
    title: str = ""
    district: str = ""
    province: str = ""
    year: int | None = None
    nights: tuple[Night, ...] = ()
    good_night: datetime | None = None
    errors: int = 0
    warnings: int = 0
    projects: int = 0
    budget: Decimal = Decimal(0)
    plan: PlanState = PlanState.NONE
    half_year: PlanState = PlanState.NONE
    whole_year: PlanState = PlanState.NONE
    half_year_closes: date | None = None
    whole_year_closes: date | None = None
    changed: datetime | None = None
    waiting: int = 0
    undelivered: int = 0
    mail_due: datetime | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class OfficeState:
    """All that is known of an office: its standing, and its latest visits.

    ``visits`` are the latest first. ``edited`` is when staff changed its sheet last, as
    far as Google told; ``None`` if it told of no change.
    """

    name: str
    standing: Standing = field(default_factory=Standing)
    visits: tuple[Ended, ...] = ()
    edited: datetime | None = None
