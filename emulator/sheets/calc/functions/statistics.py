"""Functions of many values: sums, counts, averages."""

import math
from collections.abc import Callable, Iterable

from emulator.sheets.calc.arguments import Arguments, function, is_number
from emulator.sheets.calc.quantities import Fault


@function("SUM", 1, None)
def total(given: Arguments) -> float:
    """Add up the numbers."""
    return math.fsum(given.numbers())


@function("AVERAGE", 1, None)
def average(given: Arguments) -> float:
    """Return the mean of the numbers."""
    numbers = list(given.numbers())
    if not numbers:
        raise Fault(
            "DIVIDE_BY_ZERO",
            "Evaluation of function AVERAGE caused a divide by zero error.",
        )
    return math.fsum(numbers) / len(numbers)


@function("MIN", 1, None)
def least(given: Arguments) -> float:
    """Return the least of the numbers; 0 if there are none."""
    return _extreme(min, given.numbers())


@function("MAX", 1, None)
def greatest(given: Arguments) -> float:
    """Return the greatest of the numbers; 0 if there are none."""
    return _extreme(max, given.numbers())


@function("COUNT", 1, None)
def count(given: Arguments) -> float:
    """Count the numbers."""
    return float(sum(is_number(value) for value in given.cells()))


@function("COUNTA", 1, None)
def count_all(given: Arguments) -> float:
    """Count what is not empty, faults and empty texts too."""
    return float(sum(value is not None for value in given.cells()))


def _extreme(
    choose: Callable[[Iterable[float]], float], numbers: Iterable[float]
) -> float:
    found = list(numbers)
    return choose(found) if found else 0.0
