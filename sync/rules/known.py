"""What a rule may know besides the plan."""

from collections.abc import Callable
from dataclasses import dataclass

from sync.model import Cell, Field, Heading, Info, Totals


@dataclass(frozen=True, slots=True)
class Known:
    """The computed totals, those the worker wrote last, and the words on screen.

    ``written`` is ``None`` where the worker has not written a totals row yet. The
    three cells are where a finding goes that has no row of its own.
    """

    totals: Totals
    written: Totals | None
    label: Callable[[Info | Field | Heading], str]
    info: Cell
    projects: Cell
    recipients: Cell
