"""Rounds: which months of a fiscal year each covers."""

from datetime import date

from sync.model.progress import Round
from sync.thai.dates import ERA


def first_day(which: Round) -> date:
    """Return the day on which a round's months begin, which is that of its year."""
    return date(which.year - ERA - 1, 10, 1)


def last_day(which: Round) -> date:
    """Return the last day of a round's months."""
    month, day = {6: (3, 31), 12: (9, 30)}[which.months]
    return date(which.year - ERA, month, day)
