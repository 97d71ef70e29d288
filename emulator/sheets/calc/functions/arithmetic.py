"""Functions of numbers."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext

from emulator.sheets.calc.arguments import Arguments, function
from emulator.sheets.calc.quantities import Fault

_DIGITS = 350
"""More than a number has, before its point or after it."""


@function("ABS", 1)
def absolute(given: Arguments) -> float:
    """Return a number without its sign."""
    return abs(given.number(0))


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
    decimals = max(-_DIGITS, min(int(given.number(1)), _DIGITS))
    with localcontext(prec=3 * _DIGITS):
        unit = Decimal(1).scaleb(-decimals)
        return float((exact / unit).quantize(Decimal(1), rounding=rounding) * unit)
