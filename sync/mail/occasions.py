"""Occasions: what there is to write to people about, and on which day.

Decided by the day, the plan and what was said before; nothing here sends anything.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from sync.model.progress import Round, RoundDates
from sync.thai.dates import ERA, fiscal_year, quarter

_SATURDAY = 5
_WEEK = timedelta(days=7)
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class PlanPublished:
    """A document that shows something new was published.

    ``after`` tells it from an earlier time that the very same document was: a change
    that is taken back is news too. Empty for the first.
    """

    digest: str
    after: str = ""

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"published-{self.digest}-{self.after}"


@dataclass(frozen=True, slots=True)
class WeeklyDigest:
    """A week went by: for those to whom nothing was said ``since`` then."""

    day: date
    since: date

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"digest-{self.day:%G-W%V}"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A quarter is about to end; ``stage`` is the reminder this one counts as.

    ``days`` are the working days left after today.
    """

    year: int
    quarter: int
    stage: int
    days: int
    end: date

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"reminder-{self.year}-Q{self.quarter}-{self.stage}"


@dataclass(frozen=True, slots=True)
class RoundReminder:
    """A round of reports is about to close; ``stage`` and ``days`` as of ``Reminder``."""

    round: Round
    stage: int
    days: int
    end: date

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"round-{self.round.year}-{self.round.months}-{self.stage}"


@dataclass(frozen=True, slots=True)
class Unreminded:
    """A round of reports closes soon, and of some projects nobody can be reminded."""

    round: Round
    end: date

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"unreminded-{self.round.year}-{self.round.months}"


@dataclass(frozen=True, slots=True)
class RoundOver:
    """A round of reports has closed, with projects that are not reported."""

    round: Round
    end: date

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"round-over-{self.round.year}-{self.round.months}"


@dataclass(frozen=True, slots=True)
class ReportWhole:
    """A round's report was published in which nothing is missing.

    ``version`` tells it from an earlier time that the very same report was: one that
    goes back to what it said before is news too.
    """

    round: Round
    digest: str
    version: int

    @property
    def event(self) -> str:
        """Name the event for ever."""
        which = f"{self.round.year}-{self.round.months}"
        return f"report-{which}-{self.digest}-{self.version}"


@dataclass(frozen=True, slots=True)
class Noticed:
    """The worker has something of its own to tell the administrators."""

    digest: str

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"notice-{self.digest}"


@dataclass(frozen=True, slots=True)
class WorkerFailing:
    """The worker failed ``failures`` times in a row, lately for the reason it says."""

    job: str
    since: datetime
    failures: int
    says: str
    cure: str

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"failure-{self.job}-{self.since.isoformat()}"


@dataclass(frozen=True, slots=True)
class WorkerRecovered:
    """The worker, which had failed ``since`` then, is well again."""

    job: str
    since: datetime

    @property
    def event(self) -> str:
        """Name the event for ever."""
        return f"recovered-{self.job}-{self.since.isoformat()}"


OfRound: TypeAlias = RoundReminder | Unreminded | RoundOver | ReportWhole
Occasion: TypeAlias = PlanPublished | WeeklyDigest | Reminder | Noticed | OfRound


def digest_due(today: date, weekday: int) -> WeeklyDigest:
    """Return this week's digest; ``weekday`` counts from 0, Monday.

    It stays due until the next one: a worker that was off on the day makes up for it.
    """
    day = today - timedelta(days=(today.weekday() - weekday) % 7)
    return WeeklyDigest(day, day - _WEEK)


def may_have_digest(
    digest: WeeklyDigest, address: str, said: Mapping[str, date]
) -> bool:
    """Whether somebody heard nothing for a week.

    ``said`` is the day on which each address, case-folded, was last written to.
    """
    last = said.get(address.casefold())
    return last is None or last <= digest.since


def reminder_due(
    today: date,
    plan_year: int | None,
    stages: Collection[int],
    holidays: Collection[date],
) -> Reminder | None:
    """Return the reminder that today's distance from the quarter's end calls for.

    A stage stays due until the next: one missed on its day is sent late, and told with
    the days that are left then. A plan is reminded of in its own fiscal year only.

    Args:
        today: in Bangkok.
        plan_year: the Buddhist fiscal year; ``None`` where it cannot be read.
        stages: working days before the quarter's end on which to remind.
        holidays: days that are no working days, besides weekends.

    Returns:
        The reminder; ``None`` if none is due.
    """
    if fiscal_year(today) != plan_year:
        return None
    number = quarter(today)
    end = quarter_end(plan_year, number)
    days = working_days(today, end, holidays)
    stage = _stage(days, stages)
    if stage is None or days == 0:
        return None
    return Reminder(plan_year, number, stage, days, end)


def round_due(
    today: date,
    rounds: Sequence[RoundDates],
    stages: Collection[int],
    holidays: Collection[date],
) -> Iterator[RoundReminder | Unreminded | RoundOver]:
    """Yield what there is to say of rounds: that one closes soon, or has closed.

    Args:
        today: in Bangkok.
        rounds: those that have opened.
        stages: working days before a round closes on which to remind.
        holidays: days that are no working days, besides weekends.

    Yields:
        A reminder a round that is open, as of ``reminder_due``, and with it, once, that
        somebody cannot be reminded; and a round that has closed within a month, which is
        told once.
    """
    for each in rounds:
        days = working_days(today, each.closes, holidays)
        stage = _stage(days, stages)
        if today > each.closes:
            if today - each.closes <= _MONTH:
                yield RoundOver(each.round, each.closes)
        elif stage is not None and days > 0:
            yield RoundReminder(each.round, stage, days, each.closes)
            yield Unreminded(each.round, each.closes)


def _stage(days: int, stages: Collection[int]) -> int | None:
    """Return the last reminder whose day has come, with so many working days left."""
    return min((stage for stage in stages if days <= stage), default=None)


def quarter_end(year: int, number: int) -> date:
    """Return the last day of a quarter of a Buddhist fiscal year."""
    if number == 1:
        return date(year - ERA - 1, 12, 31)
    following = date(year - ERA, 3 * number - 2, 1)
    return following - timedelta(days=1)


def working_days(today: date, end: date, holidays: Collection[date]) -> int:
    """Count the days at work after today, up to and with ``end``."""
    days = (today + timedelta(days=ahead + 1) for ahead in range((end - today).days))
    return sum(day.weekday() < _SATURDAY and day not in holidays for day in days)


def working_quarter(today: date, plan_year: int | None) -> int | None:
    """Return the quarter of the plan that is on, or comes first.

    ``None``: it is over.
    """
    if plan_year is None or fiscal_year(today) > plan_year:
        return None
    return quarter(today) if fiscal_year(today) == plan_year else 1
