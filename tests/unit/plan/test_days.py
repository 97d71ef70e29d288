"""Days and moments as people of each language write them."""

from datetime import date, datetime

import pytest

from sync.messages import load_words
from sync.plan.days import day_in_words, moment_in_words, noted_in_words, short_day

MOMENT = datetime(2026, 11, 30, 1, 5)  # noqa: DTZ001  the wall's own
DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("language", "day", "short", "moment"),
    [
        ("th", "30 พฤศจิกายน 2569", "30 พ.ย. 2569", "30 พ.ย. 2569 01:05 น."),
        ("en", "30 November 2026", "2026-11-30", "2026-11-30 01:05"),
    ],
)
def test_a_moment_is_of_the_readers_calendar(
    language: str, day: str, short: str, moment: str
) -> None:
    words = load_words(language)

    assert day_in_words(DAY, words) == day
    assert short_day(DAY, words) == short
    assert moment_in_words(MOMENT, words) == moment
    assert noted_in_words("pc, 12, 2026-11-30 01:05", words) == f"pc, 12, {moment}"
