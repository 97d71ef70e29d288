"""Figures: what was measured, what it may be at most, and whether it is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; less is better.

    ``limit`` is the most it may be. ``reference`` is the same of something to compare
    with, measured in the same run; ``against`` says what that is, and ``times`` how
    many times as much as it the value may be.
    """

    what: str
    value: float
    unit: str
    limit: float | None = None
    reference: float | None = None
    against: str = ""
    times: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the reference this is."""
        return self.value / self.reference if self.reference else None

    @property
    def shares(self) -> tuple[float, ...]:
        """How much of each target is used up; above 1 it is missed."""
        shares = []
        if self.limit:
            shares.append(self.value / self.limit)
        if self.times and self.ratio is not None:
            shares.append(self.ratio / self.times)
        return tuple(shares)

    @property
    def verdict(self) -> str:
        """Return whether the targets are met; nothing where there is none."""
        if not self.shares:
            return ""
        return "met" if max(self.shares) <= 1 else "MISSED"

    @property
    def target(self) -> str:
        """The targets in words."""
        said = []
        if self.limit is not None:
            said.append(f"≤ {amount(self.limit, self.unit)}")
        if self.times is not None:
            said.append(f"≤ {self.times:.3g} × {self.against}")
        return ", ".join(said)

    @property
    def compared(self) -> str:
        """The reference and the ratio to it, in words."""
        if self.reference is None or self.ratio is None:
            return ""
        shown = amount(self.reference, self.unit)
        return f"{self.ratio:.2f} × {shown} ({self.against})"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one subject: figures, more of it in Markdown, charts by file name."""

    figures: tuple[Figure, ...]
    detail: str = ""
    charts: Mapping[str, str] = field(default_factory=dict)


Subject: TypeAlias = Callable[[], Result]


def amount(value: float, unit: str) -> str:
    """Write a value with its unit, in as many digits as mean something."""
    whole = float(value).is_integer() and value < 10_000
    shown = f"{value:.0f}" if whole or value >= 100 else f"{value:.3g}"
    return f"{shown} {unit}".strip()


HEAD = ("what", "figure", "target", "", "in the same run")


def cells(figure: Figure) -> tuple[str, ...]:
    """Return the cells of a figure's row, in the order of ``HEAD``."""
    shown = amount(figure.value, figure.unit)
    return figure.what, shown, figure.target, figure.verdict, figure.compared


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    head = list(head)
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"
