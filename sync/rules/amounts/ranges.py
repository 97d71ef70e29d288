"""Ranges that say how many they are: villages, days and months counted off."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.thai.dates import ANY_MONTH, BUDDHIST_ERA, christian_year, month_number

_MONTH = rf"(?:\s*{ANY_MONTH}\s*{BUDDHIST_ERA}?\s*(?:\d{{4}})?)?"
_RANGE = re.compile(
    r"(?P<what>[\u0e01-\u0e44\u0e47-\u0e4e]{2,20}?)ที่\s*(?P<first>\d{1,3})\s*(?:-|–|—|ถึง)\s*(?:(?P=what)?\s*ที่)?\s*(?P<last>\d{1,3})"
    rf"{_MONTH}\s*[,(]?\s*(?:รวมระยะเวลา|รวม|จำนวน|ทั้งหมด|ทั้งสิ้น|เป็นเวลา|\s)+(?P<count>\d{{1,3}})\s*(?P=what)",
    re.ASCII,
)
_BEFORE_A_RANGE = re.compile(
    rf"(?P<count>\d{{1,2}})\s*วัน(?:\s*\d{{1,2}}\s*คืน)?(?:\(|,|คือ|ระหว่าง|ตั้งแต่|ใน|\s)*วันที่\s*(?P<first>\d{{1,2}})\s*(?:-|–|—|ถึง)\s*(?:วันที่\s*)?"
    rf"(?P<last>\d{{1,2}})\s*{ANY_MONTH}(?!\s*(?:\d{{4}})?\s*(?:,|และ))",
    re.ASCII,
)
_FEW_DAYS = 4
"""Days in a row of which none need be a holiday."""
_GOES_ON = re.compile(r"(?:และ|,|กับ|พร้อม)\s*\Z")
_DAYS = "วัน"


_NIGHTS = r"(?:\s*\d{1,2}\s*คืน)?"
_MANY_DAYS = rf"(?<![\d,.])(?P<count>\d{{1,2}})\s*วัน(?!ทำ|ที่|ละ){_NIGHTS}"
_MANY_MONTHS = (
    r"(?<![\d,.])(?<!รอบ)(?<!รอบ )(?<!ทุก)(?<!ทุก )(?P<count>\d{1,2})\s*เดือน(?![ก-๎])"
)
_BEFORE = r"(?:\(|,|คือ|ระหว่าง|ตั้งแต่|ใน|เริ่ม|:|\s)*"
_BEHIND = r"(?:[,(]|รวมระยะเวลา|ระยะเวลา|รวม|จำนวน|ทั้งหมด|ทั้งสิ้น|เป็นเวลา|\s)*"


def _from_to(day: str) -> str:
    """Return the pattern of a range from one month to another, with or without days."""
    ends = (
        rf"(?:วันที่\s*)?(?:(?<![\d,./:])(?P<{end}_day>\d{{1,2}})\s*){day}(?:เดือน\s*)?(?P<{end}_month>{ANY_MONTH})"
        rf"(?:\s*{BUDDHIST_ERA}?\s*(?P<{end}_year>\d{{4}}|\d{{2}}))?(?!\d)"
        for end in ("first", "last")
    )
    return r"\s*(?:-|–|—|จนถึง|ถึง)\s*".join(ends)


_DAYS_BEFORE, _DAYS_BEHIND, _MONTHS_BEFORE, _MONTHS_BEHIND = (
    re.compile(pattern, re.ASCII)
    for pattern in (
        _MANY_DAYS + _BEFORE + _from_to(""),
        _from_to("") + _BEHIND + _MANY_DAYS,
        _MANY_MONTHS + _BEFORE + _from_to("?"),
        _from_to("?") + _BEHIND + _MANY_MONTHS,
    )
)
_IN_A_ROW = re.compile(r"ที่\s*\Z")
_LAST_OF_A_MONTH, _MOST_OF_A_MONTH = 28, 20
"""Days: on the last, or after more than so many, a month is counted as well."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What figures come to and what is said of them, at a span of a text."""

    start: int
    end: int
    computed: Decimal
    whole: Decimal


def ranges(text: str) -> Iterator[Sum]:
    """Yield the ranges of a text in plain digits that say how many they are."""
    for match in _RANGE.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        counted, said = last - first + 1, int(match["count"])
        begins = max(0, match.start() - 10)
        if counted < 2 or _GOES_ON.search(text, begins, match.start()):
            continue
        # of the days some may be holidays; more than there are cannot be
        if match["what"] != _DAYS or said > counted:
            yield Sum(*match.span(), Decimal(counted), Decimal(said))
    for match in _BEFORE_A_RANGE.finditer(text):
        counted = int(match["last"]) - int(match["first"]) + 1
        said = int(match["count"])
        if counted > 1 and (said > counted or counted <= _FEW_DAYS):
            yield Sum(*match.span(), Decimal(counted), Decimal(said))
    yield from _days(text)
    yield from _months(text)


def _days(text: str) -> Iterator[Sum]:
    """Count off days of two months (30 เมษายน - 2 พฤษภาคม), the number before or behind."""
    for match in (*_DAYS_BEFORE.finditer(text), *_DAYS_BEHIND.finditer(text)):
        first, last = _date(match, "first"), _date(match, "last")
        if first is None or last is None:
            continue
        counted, said = (last - first).days + 1, int(match["count"])
        if counted > 1 and (said > counted or counted <= _FEW_DAYS):
            yield Sum(*match.span(), Decimal(counted), Decimal(said))


def _date(match: re.Match[str], end: str) -> date | None:
    """Return a day of a range; one without a year is of the year that the other has."""
    year = match[f"{end}_year"] or match["first_year"] or match["last_year"]
    in_year = christian_year(int(year)) if year else date.max.year
    month, day = month_number(match[f"{end}_month"]), int(match[f"{end}_day"])
    is_day = 1 <= day <= monthrange(in_year, month)[1]
    return date(in_year, month, day) if is_day else None


def _months(text: str) -> Iterator[Sum]:
    """Count off months (ตุลาคม 2569 - มีนาคม 2570), the number before or behind.

    Without days, work may begin or end within a month: one less is as right.
    """
    for match in (*_MONTHS_BEFORE.finditer(text), *_MONTHS_BEHIND.finditer(text)):
        first, last = (
            month_number(match["first_month"]),
            month_number(match["last_month"]),
        )
        if _IN_A_ROW.search(text, 0, match.start()):
            continue
        years = match["first_year"], match["last_year"]
        begin, end = (christian_year(int(year)) if year else 0 for year in years)
        between = last - first + 12 * (end - begin if begin and end else last < first)
        has_days = bool(match["first_day"] and match["last_day"])
        days = int(match["first_day"] or 1), int(match["last_day"] or 31)
        counted = between + 1 if days[1] - days[0] > _MOST_OF_A_MONTH else between
        is_whole = has_days and days[0] == 1 and days[1] >= _LAST_OF_A_MONTH
        said = int(match["count"])
        near = {counted} if is_whole else {between, between + 1}
        if between >= 0 and said not in near:
            yield Sum(*match.span(), Decimal(counted), Decimal(said))
