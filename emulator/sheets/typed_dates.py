"""Dates and times as people type them, and the number formats that show them so."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from emulator.sheets.locales import Locale
from emulator.sheets.serials import full_year, serial
from emulator.web import JSON

_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})(?:\2(\d{1,4}))?")
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})[ -])?(?P<month>[^\W\d]{3,})\.?"
    r"(?:[ -](?P<after>\d{1,2})(?=,|$| \d{4}))?(?:,? ?-?(?P<year>\d{4}))?"
)
_TIME = re.compile(
    r"(?P<hour>\d{1,3}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?P<part>\.\d{1,3})?)?"
    r"(?: ?(?P<half>[AaPp][Mm]))?"
)
_BOTH = re.compile(r"(?P<date>\S.*?) (?P<time>\d{1,2}:\S+(?: ?[AaPp][Mm])?)")


class _Typed(NamedTuple):
    number: float
    pattern: str


def typed_date(text: str, locale: Locale, today: date) -> JSON | None:
    """Return the parts of a cell for a typed date, time or both.

    ``None`` if neither.
    """
    if (day := _date(text, locale, today)) is not None:
        return _parts("DATE", *day)
    if (time := _time(text)) is not None:
        return _parts("TIME", *time)
    both = _BOTH.fullmatch(text)
    if both is None:
        return None
    day, time = _date(both["date"], locale, today), _time(both["time"])
    if day is None or time is None or time.number >= 1:
        return None
    return _parts(
        "DATE_TIME", day.number + time.number, f"{day.pattern} {time.pattern}"
    )


def _parts(kind: str, number: float, pattern: str) -> JSON:
    value = int(number) if number == int(number) else number
    return {
        "userEnteredValue": {"numberValue": value},
        "userEnteredFormat": {"numberFormat": {"type": kind, "pattern": pattern}},
    }


def _date(text: str, locale: Locale, today: date) -> _Typed | None:
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match, locale, today)
    if match := _NAMED.fullmatch(text):
        return _named(match, locale, today)
    return None


def _numeric(match: re.Match[str], locale: Locale, today: date) -> _Typed | None:
    first, separator, second, third = match.groups()
    if separator == "." and (third is None or "." not in locale.date):
        return None
    order = "ymd" if len(first) == 4 else locale.order
    if third is None:
        order = order.replace("y", "")
    texts = dict(zip(order, (first, second, third or ""), strict=False))
    if any(len(texts[part]) > 2 for part in "dm") or len(first) == 3:
        return None
    pattern = separator.join(_places(part, texts[part]) for part in order)
    return _made(texts, pattern, today)


def _named(match: re.Match[str], locale: Locale, today: date) -> _Typed | None:
    month = _month(match["month"], locale)
    if month is None or (match["day"] and match["after"]):
        return None
    if not (match["day"] or match["after"] or match["year"]):
        return None
    texts = {
        "d": match["day"] or match["after"] or "1",
        "m": str(month),
        "y": match["year"] or "",
    }
    pattern = match[0]
    spans = [
        ("year", "yyyy"),
        ("after", "d"),
        ("month", "mmm" if len(match["month"]) == 3 else "mmmm"),
        ("day", "d"),
    ]
    for name, letters in spans:
        if match[name]:
            start, end = match.span(name)
            pattern = pattern[:start] + letters + pattern[end:]
    return _made(texts, pattern, today)


def _month(text: str, locale: Locale) -> int | None:
    english = Locale()
    for names in (
        english.months,
        english.short_months,
        locale.months,
        locale.short_months,
    ):
        for number, name in enumerate(names, start=1):
            if name.rstrip(".").casefold() == text.casefold():
                return number
    return None


def _made(texts: dict[str, str], pattern: str, today: date) -> _Typed | None:
    year = full_year(int(texts["y"])) if texts.get("y") else today.year
    try:
        return _Typed(serial(date(year, int(texts["m"]), int(texts["d"]))), pattern)
    except ValueError:
        return None


def _places(part: str, text: str) -> str:
    if part == "y":
        return "yyyy" if len(text) > 2 else "yy"
    return part * 2 if text.startswith("0") else part


def _time(text: str) -> _Typed | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").upper()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "PM" else 0)
    seconds = float((match["second"] or "0") + (match["part"] or ""))
    span = timedelta(hours=hour, minutes=int(match["minute"]), seconds=seconds)
    hours = "[h]" if hour >= 24 else "hh" if match["hour"].startswith("0") else "h"
    rest = "".join(
        (
            ":mm",
            ":ss" if match["second"] else "",
            "." + "0" * (len(match["part"]) - 1) if match["part"] else "",
            " am/pm" if half else "",
        )
    )
    return _Typed(span / timedelta(days=1), hours + rest)
