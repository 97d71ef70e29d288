"""Dates as spreadsheets count them: days since 30 December 1899, times as fractions."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from emulator.world import Spreadsheet

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 -- serial numbers know no time zone
_DAY = timedelta(days=1)
_CENTURY_SPLIT = 30


def serial(moment: datetime | date) -> float:
    """Return the serial number of a date, or of a date and time."""
    if not isinstance(moment, datetime):
        return float((moment - _EPOCH.date()).days)
    return (moment.replace(tzinfo=None) - _EPOCH) / _DAY


def moment(number: float) -> datetime:
    """Return the date and time of a serial number, to the millisecond.

    Raises:
        OverflowError: it is before year 1 or after year 9999.
    """
    return _EPOCH + timedelta(milliseconds=round(number * 86_400_000))


def local(spreadsheet: Spreadsheet, now: datetime) -> datetime:
    """Return a moment by the clocks where the spreadsheet is."""
    try:
        zone = ZoneInfo(str(spreadsheet.properties.get("timeZone", "Etc/GMT")))
    except (ZoneInfoNotFoundError, ValueError):
        return now.astimezone(UTC)
    return now.astimezone(zone)


def full_year(year: int) -> int:
    """Return the year that two digits stand for."""
    if year >= 100:
        return year
    return year + (2000 if year < _CENTURY_SPLIT else 1900)
