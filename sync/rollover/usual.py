"""Usual: from when on a plan's year is turned. Before, the plan is still at work."""

from dataclasses import dataclass
from datetime import date

from sync.thai.dates import christian_year


@dataclass(frozen=True, slots=True)
class Usual:
    """The days of a fiscal year's turn: ``begins`` is when one is usual, ``ends`` its last.

    Staff prepare the next plan in the year's last quarter. Before that quarters are
    still to come of which people are reminded by their ticks, which a turn empties.
    """

    begins: date
    ends: date

    def is_early(self, today: date) -> bool:
        """Whether a turn today would come before it is usual."""
        return today < self.begins


def usual_turn(year: int) -> Usual:
    """Return the days of the turn of a fiscal year, which is Buddhist."""
    christian = christian_year(year)
    return Usual(date(christian, 7, 1), date(christian, 9, 30))
