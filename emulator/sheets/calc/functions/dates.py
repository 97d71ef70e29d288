"""Functions of dates and times."""

from datetime import date, datetime, timedelta

from emulator.sheets.calc.arguments import Arguments, function
from emulator.sheets.calc.quantities import Fault
from emulator.sheets.serials import moment, serial


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


@function("TIME", 3)
def time_of(given: Arguments) -> float:
    """Return the time of an hour, minute and second."""
    hour, minute, second = (int(given.number(place)) for place in range(3))
    return (hour * 3600 + minute * 60 + second) / 86_400 % 1


@function("DATEVALUE", 1)
def date_value(given: Arguments) -> float:
    """Return the date that a text is."""
    return float(int(given.number(0)))


@function("YEAR", 1)
def year(given: Arguments) -> float:
    """Return the year of a date."""
    return float(_moment(given).year)


@function("MONTH", 1)
def month(given: Arguments) -> float:
    """Return the month of a date."""
    return float(_moment(given).month)


@function("DAY", 1)
def day(given: Arguments) -> float:
    """Return the day of a date."""
    return float(_moment(given).day)


@function("HOUR", 1)
def hour(given: Arguments) -> float:
    """Return the hour of a time."""
    return float(_moment(given).hour)


@function("MINUTE", 1)
def minute(given: Arguments) -> float:
    """Return the minute of a time."""
    return float(_moment(given).minute)


@function("WEEKDAY", 1, 2)
def weekday(given: Arguments) -> float:
    """Return the day of the week: from Sunday 1, from Monday 1 or from Monday 0."""
    monday = _moment(given).weekday()
    kind = int(given.number(1, 1))
    if kind not in (1, 2, 3):
        raise Fault("NUM", "Function WEEKDAY parameter 2 should be 1, 2 or 3.")
    return float({1: (monday + 1) % 7 + 1, 2: monday + 1, 3: monday}[kind])


def _moment(given: Arguments) -> datetime:
    try:
        return moment(given.number(0))
    except OverflowError as error:
        raise Fault("NUM", "There is no such date.") from error
