"""Buddhist years and Thai dates; a year is converted before a date is built.

A fiscal year runs from 1 October to 30 September and has the Buddhist year in which
it ends. ``date(2567, 2, 29)`` does not exist, hence the order of the steps.
"""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

from sync.thai.digits import to_arabic
from sync.thai.folding import clean

ERA = 543
"""Buddhist year less Christian year."""

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
SHORT_MONTH = rf"(?:{'|'.join(re.escape(name[:-1]) for name in SHORT_MONTHS)})\.?"
"""A pattern: a short month in running text, whose last dot may be missing."""
ANY_MONTH = rf"(?:{'|'.join(MONTHS)}|{SHORT_MONTH})"
"""A pattern: a month in running text, in full or short."""
BUDDHIST_ERA, ANY_ERA = r"(?:พ\.?\s?ศ\.?)", r"(?:[พค]\.?\s?ศ\.?)"
"""Patterns: the era before a year in running text, Thailand's own, and that or the other."""
_MONTH_NUMBERS = {
    name.replace(".", ""): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names, 1)
}

_DAY = r"(?:(?:ข้อมูล)?\s*ณ?\s*วัน[ก-ฮะ-๎]*ที่\s*)?(\d{1,2})"
_WORDED = re.compile(
    rf"{_DAY}\s*(?:เดือน)?\s*([ก-๎.]+?)\s*(?:พ\.?\s*ศ\.?|ค\.?\s*ศ\.?)?\s*(\d{{4}}|\d{{2}})"
)
_NUMERIC = re.compile(rf"{_DAY}\s*[/.-]\s*(\d{{1,2}})\s*[/.-]\s*(\d{{4}}|\d{{2}})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_YEAR = re.compile(
    r"(?:ประจำ)?\s*(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*(\d{4}|\d{2})", re.ASCII
)

_OLDEST, _NEWEST = 2400, 2700
_LONGEST = 100
"""Letters: what is longer is no day and no year, and spaces without end take long."""


def christian_year(year: int) -> int:
    """Read a year as people write it: 2569, 69 (both Buddhist) or 2026."""
    if year < 100:
        year += 2500
    return year - ERA if year >= _OLDEST else year


def buddhist_year(year: int) -> int | None:
    """Read a year as people write it as a Buddhist year; ``None`` if it is none."""
    buddhist = christian_year(year) + ERA
    return buddhist if _OLDEST <= buddhist <= _NEWEST else None


def month_number(name: str) -> int:
    """Return the number of a month, written in full or short; 0 if it is none."""
    return _MONTH_NUMBERS.get(name.replace(".", ""), 0)


def parse_year(text: str) -> int | None:
    """Read ``๒๕๖๙``, ``พ.ศ. 2569``, ``ปีงบประมาณ พ.ศ. ๒๕๖๙`` as a Buddhist year."""
    if len(text) > _LONGEST:
        return None
    match = _YEAR.fullmatch(clean(to_arabic(text)))
    return buddhist_year(int(match[1])) if match else None


def parse_date(text: str) -> date | None:
    """Read a day in the forms people use; ``None`` for what is no day.

    ``18 มิถุนายน 2569``, ``๑๘ มิ.ย. ๖๙``, ``18/06/2569``, ``2026-06-18``.
    """
    parts = _parts_of(text)
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def month_without(text: str) -> int | None:
    """Return how many days the month has of a day that there is none of.

    ``31 พ.ย. 2569``; ``None`` for what is a day, and for what is of no month.
    """
    year, month, day = _parts_of(text) or (0, 0, 0)
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    last = monthrange(year, month)[1]
    return None if 1 <= day <= last else last


def _parts_of(text: str) -> tuple[int, int, int] | None:
    """Return the Christian year, the month and the day that a text names."""
    if len(text) > _LONGEST:
        return None
    folded = clean(to_arabic(text))
    if match := _ISO.fullmatch(folded):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _NUMERIC.fullmatch(folded):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    elif match := _WORDED.fullmatch(folded):
        month = month_number(match[2])
        day, year = int(match[1]), int(match[3])
    else:
        return None
    return christian_year(year), month, day


def from_cell(day: date) -> date | None:
    """Read a date cell: a sheet takes ``18/6/2569`` for the Christian year 2569."""
    try:
        return day.replace(year=christian_year(day.year))
    except ValueError:
        return None


def long_date(day: date) -> str:
    """Write a day as documents do: ``18 มิถุนายน 2569``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + ERA}"


def short_date(day: date) -> str:
    """Write a day as it stands where there is little room: ``18 มิ.ย. 2569``."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year + ERA}"


def fiscal_year(day: date) -> int:
    """Return the Buddhist fiscal year a day is in."""
    return day.year + ERA + (day.month >= 10)


def quarter(day: date) -> int:
    """Return the quarter of the fiscal year a day is in: October to December is 1."""
    return (day.month - 10) % 12 // 3 + 1
