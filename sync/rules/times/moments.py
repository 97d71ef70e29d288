"""Rules on days and hours that cannot be: in no month, on no such weekday."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from sync.memo import made_once
from sync.model.findings import Hit
from sync.rules.text.lines import line_around
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.dates import ANY_ERA, ANY_MONTH, christian_year, month_number
from sync.thai.digits import DIGITS, in_digits_of

_DAY = rf"(?P<day>\d{{1,2}})\s*(?:เดือน\s*)?(?P<month>{ANY_MONTH})"
_YEAR = rf"\s*{ANY_ERA}?\s*(?P<year>\d{{4}})"
"""Of either era: the calendar has the day in both."""
_DAY_OF_MONTH = re.compile(rf"(?<![\d,./:]){_DAY}(?:{_YEAR})?(?!\d)", re.ASCII)
_IN_FIGURES = re.compile(
    r"(?<![\d,./:-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])",
    re.ASCII,
)
_MONTH_BY_NUMBER = re.compile(
    rf"วัน(?:[ก-๎]{{2,8}})?ที่\s*(?P<day>\d{{1,2}})\s*เดือน\s*(?:ที่\s*)?(?P<month>\d{{1,2}})(?:{_YEAR})?(?!\d)",
    re.ASCII,
)


@only_with(DIGITS)
def impossible_day(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """No month but seven has 31 days, and February has 29 in leap years alone."""
    for match, day, month, year in _days(typed):
        if 1 <= month <= 12 and _is_impossible(day, month, year):
            start, end = match.span()
            last = monthrange(year, month)[1]
            write = in_digits_of(typed.plain[start:end])
            yield typed.hit("YRS011", start, end, last=write(str(last)))


@only_with(DIGITS)
def impossible_month(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A year has twelve months."""
    for match, day, month, year in _days(typed):
        if not 1 <= month <= 12 and _is_impossible(day, month, year):
            yield typed.hit("YRS021", *match.span())


_Day = tuple["re.Match[str]", int, int, int]
"""A match with the day, month and year that it names."""


@made_once  # two rules ask
def _days(typed: NormalizedText) -> tuple[_Day, ...]:
    """Return the days that a text names."""
    return tuple(_days_in(typed.arabic))


def _days_in(text: str) -> Iterator[_Day]:
    for pattern in (_DAY_OF_MONTH, _IN_FIGURES, _MONTH_BY_NUMBER):
        for match in pattern.finditer(text):
            if _NUMBERED.search(text, max(0, match.start() - 6), match.start()):
                continue
            name = match["month"]
            month = int(name) if name.isdecimal() else month_number(name)
            year = christian_year(int(match["year"])) if match["year"] else 2024
            yield match, int(match["day"]), month, year


_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_NOT_A_DAY = "".join(f"(?<!{day})" for day in ("วัน", "พฤหัส", *_WEEKDAYS))
_NUMBERED = re.compile(rf"{_NOT_A_DAY}ที่\s*\Z")
"""Before the number of a letter or a contract (สัญญาเลขที่ 03/31/2566)."""
_NO_DAY = 40
"""What is as large is a year of two digits, or an amount."""


def _is_impossible(day: int, month: int, year: int) -> bool:
    if not 1800 <= year <= 2200 or day >= _NO_DAY:
        return False
    return not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]


_ON_A_WEEKDAY = re.compile(
    rf"วัน(?P<weekday>{'|'.join(_WEEKDAYS)}|พฤหัส)\s*(?:ที่|,)?\s*{_DAY}{_YEAR}(?!\d)",
    re.ASCII,
)
_NEW_YEAR_IN_JANUARY = 1941
"""Before it a Thai year began in April, and its first months were of the year before."""


@only_with(DIGITS)
def other_weekday(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A day falls on the weekday that the calendar gives: one of the two is wrong."""
    folded = typed.arabic
    for match in _ON_A_WEEKDAY.finditer(folded):
        day, year = int(match["day"]), christian_year(int(match["year"]))
        month = month_number(match["month"])
        if year < _NEW_YEAR_IN_JANUARY or _is_impossible(day, month, year):
            continue
        right = _WEEKDAYS[date(year, month, day).weekday()]
        if not right.startswith(match["weekday"]):
            yield typed.hit("YRS016", *match.span(), right=f"วัน{right}")


_CLOCK = r"(?<![\d.,:/])(?P<{0}hour>\d{{1,2}})[.:](?P<{0}minute>\d{{2}})(?!\d)"
_HOUR = r"\s*(?:น\.|นาฬิกา)"
_TIME = re.compile(rf"{_CLOCK.format('')}{_HOUR}", re.ASCII)
_TIMES = re.compile(
    rf"{_CLOCK.format('')}(?:{_HOUR})?\s*(?:-|–|—|ถึง)\s*(?:เวลา\s*)?{_CLOCK.format('last_')}{_HOUR}",
    re.ASCII,
)
_NEXT_DAY = re.compile(r"[^\n]{0,10}(?:ของ)?วัน(?:ถัดไป|รุ่งขึ้น|ใหม่)|\s*(?:ของ|ใน)วันที่\s*\d")
_EVENING, _NOON = (16, 0), (12, 0)
_LATE, _EARLY = (18, 0), (6, 0)
"""Who begins in the evening may watch over the night, and end in the morning."""
_BY_DAY = re.compile(
    "อบรม|ประชุม|สัมมนา|บรรยาย|ลงทะเบียน|ให้บริการ|รับคำ(?:ร้อง|ขอ)|เวลาทำการ|เปิดทำการ|(?<!นอก)เวลาราชการ|วันทำการ|วันราชการ"
)
_BY_NIGHT = re.compile(
    r"(?:กลาง|ข้าม|ค้าง|ทั้ง|\d\s*)คืน|เวร|(?<!พย)ยาม|กะดึก|ผลัด|ค่ำ|เฝ้า|รักษาการ|นอกเวลา|ฉุกเฉิน|ตลอด|เคหสถาน|ห้าม|งด|(?<!เ)ปิด|เว้น|เดินทาง|รุ่ง|เช้า"
)
"""What is done by day ends on it, but for what the line says of nights."""


@only_with(DIGITS, ".:")
def impossible_time(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A day has 24 hours of 60 minutes; official papers write 24.00 for its end."""
    folded = typed.arabic
    met = {match.span() for match in _TIME.finditer(folded)}
    for both in _TIMES.finditer(folded):
        met.add((both.start(), both.end("minute")))
    for start, end in sorted(met):
        hour, minute = map(int, re.findall(r"\d+", folded[start:end])[:2])
        if (hour, minute) > (24, 0) or minute >= 60:
            yield typed.hit("TIM001", start, end)


@only_with(DIGITS, ".:")
def ends_before_it_begins(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A meeting ends after it begins; a watch over the night ends on the next day.

    What ends in the first hour of a day ends at midnight or soon after it.
    """
    folded = typed.arabic
    for match in _TIMES.finditer(folded):
        begins = (int(match["hour"]), int(match["minute"]))
        ends = (int(match["last_hour"]), int(match["last_minute"]))
        over_night = begins >= _EVENING and ends <= _NOON
        by_night = over_night and not _is_by_day(folded, match)
        by_night = by_night or ends[0] == 0 < begins[0]
        if begins >= ends and not by_night and not _NEXT_DAY.match(folded, match.end()):
            yield typed.hit("TIM002", *match.span())


def _is_by_day(text: str, match: re.Match[str]) -> bool:
    """Whether a line tells of what is done by day, such as meetings, and of no night.

    Hours that exchanged are a day's, and no others.
    """
    begins_at = (int(match["hour"]), int(match["minute"]))
    if begins_at >= _LATE or (int(match["last_hour"]), 0) < _EARLY:
        return False
    line = line_around(text, *match.span())
    return bool(_BY_DAY.search(line) and not _BY_NIGHT.search(line))
