"""Days and moments as people of each language write them: in Thai of the Buddhist year."""

import re
from datetime import date, datetime

from sync.messages import Words
from sync.thai.dates import long_date, short_date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NOTED = re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b")


def day_in_words(day: date, words: Words) -> str:
    """Write a day in full: ``31 ธันวาคม 2569``, ``31 December 2026``."""
    if words.language == "th":
        return long_date(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, words: Words) -> str:
    """Write a day as a list takes it: ``31 ธ.ค. 2569``, ``2026-12-31``."""
    if words.language == "th":
        return short_date(day)
    return day.isoformat()


def moment_in_words(moment: datetime, words: Words) -> str:
    """Write a moment as a line takes it: ``31 ธ.ค. 2569 01:00 น.``, ``2026-12-31 01:00``."""
    said = f"{short_day(moment.date(), words)} {moment:%H:%M}"
    return f"{said} น." if words.language == "th" else said


def noted_in_words(text: str, words: Words) -> str:
    """Write the moments that a machine noted within a text as people do."""
    return _NOTED.sub(
        lambda noted: moment_in_words(datetime.fromisoformat(noted[0]), words), text
    )
