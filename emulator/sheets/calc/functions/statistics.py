"""Functions of many values: sums, counts, averages."""

import math
from collections.abc import Callable, Iterable

from emulator.sheets.calc.arguments import Arguments, function, is_number
from emulator.sheets.calc.quantities import Fault


@function("SUM", 1, None)
def total(given: Arguments) -> float:
    """Add up the numbers."""
    return math.fsum(given.numbers())


@function("PRODUCT", 1, None)
def product(given: Arguments) -> float:
    """Multiply the numbers."""
    return math.prod(given.numbers())


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


@function("MEDIAN", 1, None)
def median(given: Arguments) -> float:
    """Return the number in the middle."""
    numbers = sorted(given.numbers())
    if not numbers:
        raise Fault("NUM", "MEDIAN has no valid input data.")
    middle = len(numbers) // 2
    return (numbers[middle] + numbers[-middle - 1]) / 2


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


@function("COUNTBLANK", 1, None)
def count_blank(given: Arguments) -> float:
    """Count what is empty."""
    return float(sum(value in (None, "") for value in given.cells()))


@function("SUMPRODUCT", 1, None)
def sum_of_products(given: Arguments) -> float:
    """Multiply blocks cell by cell and add up."""
    blocks = [list(given.block(place)) for place in range(len(given))]
    if len({len(block) for block in blocks}) > 1:
        raise Fault("VALUE", "SUMPRODUCT has mismatched range sizes.")
    return math.fsum(
        math.prod(float(value) if _counts(value) else 0.0 for value in values)
        for values in zip(*blocks, strict=True)
    )


def _counts(value: object) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool)


def _extreme(
    choose: Callable[[Iterable[float]], float], numbers: Iterable[float]
) -> float:
    found = list(numbers)
    return choose(found) if found else 0.0
