"""Number formats that show dates, times and durations."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from emulator.sheets.locales import Locale
from emulator.sheets.serials import moment

_LETTERS = "ymdhs"

_Tokens = Sequence[tuple[str, str]]


def is_date_section(section: _Tokens) -> bool:
    """Whether a section of a pattern shows dates or times."""
    return any(
        kind in {"elapsed", "half"} or (kind == "char" and text.lower() in _LETTERS)
        for kind, text in section
    )


def render_date(number: float, section: _Tokens, locale: Locale) -> str:
    """Show a serial number as a pattern says.

    Raises:
        OverflowError: there is no such date.
    """
    runs = list(_runs(section))
    halves = any(kind == "half" for kind, _ in runs)
    when = moment(number)
    made = ""
    for place, (kind, text) in enumerate(runs):
        if kind == "field":
            name = _minutes(runs, place) if text[0] == "m" else text
            made += _field(name, when, locale, halves=halves)
        elif kind == "half":
            made += _half(text, when)
        elif kind == "elapsed":
            made += _elapsed(text, number)
        else:
            made += text
    return made


def _runs(section: _Tokens) -> Iterator[tuple[str, str]]:
    """Put letters that belong together into fields: ``yyyy``, ``mm``, ``.000``."""
    run = ""
    for kind, text in section:
        letter = text.lower() if kind == "char" else ""
        if run and (letter == run[-1] or (letter == "0" and run[0] == ".")):
            run += letter
            continue
        if run:
            yield "field", run
        run = letter if letter and letter in f"{_LETTERS}." else ""
        if not run:
            yield kind, text
    if run:
        yield "field", run


def _minutes(runs: Sequence[tuple[str, str]], place: int) -> str:
    """Whether minutes are meant, not months: they come next to hours or seconds."""
    text = runs[place][1]
    if len(text) > 2:
        return text
    times = [
        (number, field)
        for number, (kind, field) in enumerate(runs)
        if kind in {"field", "elapsed"} and field[0] in "[ymdhs"
    ]
    here = times.index((place, text))
    before = times[here - 1][1].strip("[]")[0] if here else ""
    after = times[here + 1][1].strip("[]")[0] if here + 1 < len(times) else ""
    return "i" * len(text) if before == "h" or after == "s" else text


def _field(name: str, when: datetime, locale: Locale, *, halves: bool) -> str:
    if name[0] == ".":
        return _fraction(name, when)
    if name in {"mmm", "mmmm", "mmmmm", "ddd", "dddd"}:
        return _word(name, when, locale)
    hour = (when.hour % 12 or 12) if halves else when.hour
    value = {
        "y": when.year,
        "m": when.month,
        "d": when.day,
        "h": hour,
        "i": when.minute,
        "s": when.second,
    }[name[0]]
    if name[0] == "y":
        return f"{value:04d}" if len(name) > 2 else f"{value % 100:02d}"
    return f"{value:0{min(len(name), 2)}d}"


def _fraction(name: str, when: datetime) -> str:
    digits = re.sub(r"\D", "", name)
    return name if not digits else "." + f"{when.microsecond:06d}"[: len(digits)]


def _word(name: str, when: datetime, locale: Locale) -> str:
    if name[0] == "d":
        names = locale.short_days if name == "ddd" else locale.days
        return names[when.weekday()]
    names = locale.short_months if name == "mmm" else locale.months
    text = names[when.month - 1]
    return text[0] if name == "mmmmm" else text


def _half(text: str, when: datetime) -> str:
    word = "PM" if when.hour >= 12 else "AM"
    return word[:1] if text.upper() == "A/P" else word


def _elapsed(text: str, number: float) -> str:
    per_day = {"h": 24, "m": 1440, "s": 86_400}[text[1].lower()]
    whole = int(round(number * 86_400_000) * per_day / 86_400_000)
    return f"{whole:0{len(text) - 2}d}"
