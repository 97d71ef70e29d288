"""Bars: a little chart that shows with pictures off."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sync.thai.money import baht

_BLOCKS = 12
"""The longest bar, in the characters it is drawn with."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a little chart, that shows with pictures off."""

    label: str
    shown: str
    percent: int
    blocks: str


def bars(values: Sequence[tuple[str, Decimal]], *, money: bool) -> tuple[Bar, ...]:
    """Return a bar each; the longest is the largest value's.

    Args:
        values: what is shown, each with its label.
        money: whether they are baht.
    """
    most = max((value for _, value in values), default=Decimal(0))
    return tuple(
        Bar(
            label,
            baht(value) if money else str(value),
            _share(value, most, 100),
            "█" * _share(value, most, _BLOCKS),
        )
        for label, value in values
    )


def _share(value: Decimal, most: Decimal, of: int) -> int:
    """Return a bar's length; what is more than nothing is seen."""
    if value <= 0:
        return 0
    return max(1, round(of * value / most))
