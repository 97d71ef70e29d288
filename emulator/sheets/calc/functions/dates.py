"""Functions of dates and times."""

from datetime import date, timedelta

from emulator.sheets.calc.arguments import Arguments, function
from emulator.sheets.calc.quantities import Fault
from emulator.sheets.serials import serial


@function("TODAY", 0)
def today(given: Arguments) -> float:
    """Return the date where the spreadsheet is."""
    return serial(given.context.now.date())


@function("NOW", 0)
def now(given: Arguments) -> float:
    """Return the date and time where the spreadsheet is."""
    return serial(given.context.now)


@function("DATE", 3)
def date_of(given: Arguments) -> float:
    """Return the date of a year, month and day, which may run over."""
    year, month, day = (int(given.number(place)) for place in range(3))
    year += 1900 if 0 <= year < 1900 else 0
    months = year * 12 + month - 1
    try:
        first = date(months // 12, months % 12 + 1, 1)
        return serial(first + timedelta(days=day - 1))
    except (ValueError, OverflowError) as error:
        raise Fault("NUM", "Function DATE gives no date.") from error
