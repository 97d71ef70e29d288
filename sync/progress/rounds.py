"""Rounds: of which months each is, on which days it is reported, what staff call it."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sync.model.progress import Round, RoundDates
from sync.settings.values import ReportSettings
from sync.thai.dates import ERA, buddhist_year
from sync.thai.digits import to_arabic
from sync.thai.folding import clean

FIRST, LAST = 6, 12
"""The rounds of a year, by how many of its months they are of."""

_LAST_DAYS = {FIRST: (3, 31), LAST: (9, 30)}

_ROUND = re.compile(
    r"(?:รอบ(?:ที่)?\s*(?:รายงาน)?\s*)?(6|12)\s*เดือน\s*(?:แรก)?[\s,/(]*"
    r"(?:ของ)?\s*(?:ประจำ)?\s*(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*(\d{4}|\d{2})\s*\)?",
    re.ASCII,
)
_LONGEST = 60
"""Letters: what is longer names no round."""


def first_day(which: Round) -> date:
    """Return the day on which a round's months begin, which is that of its year."""
    return date(which.year - ERA - 1, 10, 1)


def last_day(which: Round) -> date:
    """Return the last day of a round's months."""
    month, day = _LAST_DAYS[which.months]
    return date(which.year - ERA, month, day)


def recent_years(year: int | None) -> tuple[int, ...]:
    """Return the years that are still reported on: the one before, and the plan's own.

    None where the plan's cannot be read.
    """
    return () if year is None else (year - 1, year)


def dates_of(which: Round, settings: ReportSettings) -> RoundDates:
    """Return on which days a round is reported: as the office set, else as usual.

    The usual days are the month after the round's last; they are of our own choosing.
    """
    for given in settings.dates:
        if (given.year, given.months) == (which.year, which.months):
            return RoundDates(which, given.opens, given.closes)
    opens = last_day(which) + timedelta(days=1)
    _, days = monthrange(opens.year, opens.month)
    return RoundDates(which, opens, opens.replace(day=days))


def rounds_due(
    today: date, years: Iterable[int], settings: ReportSettings
) -> tuple[RoundDates, ...]:
    """Return the rounds of fiscal years that have opened, those over among them.

    Args:
        today: the day.
        years: Buddhist, in their order.
        settings: which rounds the office reports on, and when.
    """
    months = sorted(set(settings.rounds))
    every = (
        dates_of(Round(year, number), settings) for year in years for number in months
    )
    return tuple(dates for dates in every if dates.opens <= today)


def is_over(dates: RoundDates, today: date) -> bool:
    """Whether a round has closed."""
    return dates.closes < today


def rounds_open(
    today: date, years: Iterable[int], settings: ReportSettings
) -> Sequence[RoundDates]:
    """Return the rounds of fiscal years that are reported on today.

    Args:
        today: the day.
        years: Buddhist, in their order.
        settings: which rounds the office reports on, and when.
    """
    due = rounds_due(today, years, settings)
    return [dates for dates in due if not is_over(dates, today)]


def rounds_closed(
    today: date, years: Iterable[int], settings: ReportSettings
) -> tuple[Round, ...]:
    """Return the rounds of fiscal years whose reporting has ended; as ``rounds_open``."""
    due = rounds_due(today, years, settings)
    return tuple(dates.round for dates in due if is_over(dates, today))


def round_in_words(which: Round) -> str:
    """Name a round as its column does: ``6 เดือน 2569``."""
    return f"{which.months} เดือน {which.year}"


def parse_round(text: str) -> Round | None:
    """Read a round as people name it: ``6 เดือน 2569``, ``รอบ ๑๒ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๙``."""
    match = _ROUND.fullmatch(clean(to_arabic(text))) if len(text) <= _LONGEST else None
    year = buddhist_year(int(match[2])) if match else None
    return Round(year, int(match[1])) if match and year else None
