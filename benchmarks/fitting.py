"""How something grows: the exponent in ``y = a · x**b``."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST = 100
"""Projects: below so many, what every run costs hides what a project costs."""


@dataclass(frozen=True, slots=True)
class Power:
    """A curve ``factor · x**exponent``."""

    factor: float
    exponent: float

    def at(self, x: float) -> float:
        """Return its value."""
        return self.factor * math.pow(x, self.exponent)


def fit(points: Sequence[tuple[float, float]]) -> Power:
    """Fit a curve to points: the straight line of least squares among logarithms.

    Raises:
        ValueError: there are fewer than two points of different size.
    """
    logs = [(math.log(x), math.log(y)) for x, y in points]
    if len({x for x, _ in logs}) < 2:
        raise ValueError("two sizes at least")
    middle_x = sum(x for x, _ in logs) / len(logs)
    middle_y = sum(y for _, y in logs) / len(logs)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in logs) / sum(
        (x - middle_x) ** 2 for x, _ in logs
    )
    return Power(math.exp(middle_y - slope * middle_x), slope)


def worst_exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the exponent over all sizes that count, or that of the last two if worse.

    A curve that turns upwards at its end is not to hide behind a flat beginning.
    """
    counted = sorted(point for point in points if point[0] >= SMALLEST)
    return max(fit(counted).exponent, fit(counted[-2:]).exponent)
