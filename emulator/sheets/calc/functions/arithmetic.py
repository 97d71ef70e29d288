"""Functions of numbers."""

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from emulator.sheets.calc.arguments import Arguments, function
from emulator.sheets.calc.quantities import Fault


@function("ABS", 1)
def absolute(given: Arguments) -> float:
    """Return a number without its sign."""
    return abs(given.number(0))


@function("INT", 1)
def whole(given: Arguments) -> float:
    """Return the whole number at or below a number."""
    return float(math.floor(given.number(0)))


@function("MOD", 2)
def remainder(given: Arguments) -> float:
    """Return what a division leaves; its sign is the divisor's."""
    divisor = given.number(1)
    if divisor == 0:
        raise Fault("DIVIDE_BY_ZERO", "Function MOD parameter 2 cannot be zero.")
    return given.number(0) % divisor


@function("SQRT", 1)
def root(given: Arguments) -> float:
    """Return the square root."""
    number = given.number(0)
    if number < 0:
        message = (
            f"Function SQRT parameter 1 value is {number:g}. It should be greater than "
            "or equal to 0."
        )
        raise Fault("NUM", message)
    return math.sqrt(number)


@function("POWER", 2)
def power(given: Arguments) -> float:
    """Return a number to the power of another."""
    return raised(given.number(0), given.number(1))


@function("PI", 0)
def pi(_: Arguments) -> float:
    """Return a circle's circumference over its diameter."""
    return math.pi


@function("ROUND", 1, 2)
def rounded(given: Arguments) -> float:
    """Round to so many decimals, halves away from zero."""
    return _round(given, ROUND_HALF_UP)


@function("ROUNDUP", 1, 2)
def rounded_up(given: Arguments) -> float:
    """Round away from zero."""
    return _round(given, ROUND_UP)


@function("ROUNDDOWN", 1, 2)
def rounded_down(given: Arguments) -> float:
    """Round towards zero."""
    return _round(given, ROUND_DOWN)


def raised(base: float, exponent: float) -> float:
    """Return a power.

    Raises:
        Fault: there is none that is a real number of this size.
    """
    try:
        made = base**exponent
    except ZeroDivisionError as error:
        raise Fault("DIVIDE_BY_ZERO", "Function POWER divides by zero.") from error
    except OverflowError as error:
        raise Fault("NUM", "The result is too large.") from error
    if isinstance(made, complex):
        raise Fault("NUM", "Function POWER gives no real number.")
    return float(made)


def _round(given: Arguments, rounding: str) -> float:
    exact = Decimal(repr(given.number(0)))
    unit = Decimal(1).scaleb(-int(given.number(1)))
    return float((exact / unit).quantize(Decimal(1), rounding=rounding) * unit)
