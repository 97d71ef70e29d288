"""Rounds: their days, by default and as set, and their names."""

from datetime import date

import pytest

from sync.model.progress import Round, RoundDates
from sync.progress.rounds import (
    first_day,
    last_day,
    parse_round,
    recent_years,
    round_in_words,
    rounds_due,
    rounds_open,
)
from sync.settings.values import ReportSettings

USUAL = ReportSettings()
SIX, TWELVE = Round(2569, 6), Round(2569, 12)
SIX_DATES = RoundDates(SIX, date(2026, 4, 1), date(2026, 4, 30))
TWELVE_DATES = RoundDates(TWELVE, date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("today", "due", "still_open"),
    [
        (date(2025, 10, 1), [], []),
        (date(2026, 3, 31), [], []),
        (date(2026, 4, 1), [SIX_DATES], [SIX_DATES]),
        (date(2026, 4, 30), [SIX_DATES], [SIX_DATES]),
        (date(2026, 5, 1), [SIX_DATES], []),
        (date(2026, 9, 30), [SIX_DATES], []),
        (date(2026, 10, 1), [SIX_DATES, TWELVE_DATES], [TWELVE_DATES]),
        (date(2026, 11, 1), [SIX_DATES, TWELVE_DATES], []),
    ],
)
def test_a_round_opens_when_its_months_are_over_and_closes_a_month_later(
    today: date, due: list[RoundDates], still_open: list[RoundDates]
) -> None:
    assert list(rounds_due(today, [2569], USUAL)) == due
    assert list(rounds_open(today, [2569], USUAL)) == still_open


def test_a_round_has_the_days_that_the_office_set_for_its_year_alone() -> None:
    settings = ReportSettings.model_validate(
        {
            "round": [
                {
                    "year": 2026,
                    "months": 6,
                    "opens": "๑๕ มีนาคม ๒๕๖๙",
                    "closes": date(2569, 5, 15),
                }
            ]
        }
    )

    (six,) = rounds_due(date(2026, 3, 20), [2569], settings)
    (next_year,) = rounds_due(date(2027, 4, 1), [2570], settings)

    assert six == RoundDates(SIX, date(2026, 3, 15), date(2026, 5, 15))
    assert next_year.closes == date(2027, 4, 30)


def test_an_office_reports_on_the_rounds_it_has_chosen() -> None:
    late = date(2027, 1, 1)

    assert rounds_due(late, [2569], ReportSettings(rounds=())) == ()
    assert rounds_due(late, [2569], ReportSettings(rounds=(12,))) == (TWELVE_DATES,)
    assert rounds_due(late, [2569], ReportSettings(rounds=(12, 6, 6))) == (
        SIX_DATES,
        TWELVE_DATES,
    )


def test_a_plan_without_a_readable_year_has_no_rounds() -> None:
    assert recent_years(None) == ()
    assert rounds_open(date(2026, 4, 2), (), USUAL) == []


def test_a_year_is_reported_on_beside_the_next_one_s_plan() -> None:
    due = rounds_due(date(2026, 10, 1), recent_years(2570), USUAL)

    assert list(due) == [SIX_DATES, TWELVE_DATES]


def test_a_round_is_about_six_or_twelve_months_of_the_fiscal_year() -> None:
    assert (first_day(SIX), last_day(SIX)) == (date(2025, 10, 1), date(2026, 3, 31))
    assert first_day(TWELVE) == date(2025, 10, 1)
    assert last_day(TWELVE) == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("6 เดือน 2569", SIX),
        ("12 เดือน 2569", TWELVE),
        ("๖ เดือน ๒๕๖๙", SIX),
        ("รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2569", SIX),
        ("รอบ\u00a012 เดือน\u200b ปี 2569", TWELVE),
        ("รอบ 6 เดือน/2569", SIX),
        ("12 เดือน (2569)", TWELVE),
        ("6เดือน69", SIX),
        ("6 เดือน 2026", SIX),
        ("", None),
        ("6 เดือน", None),
        ("9 เดือน 2569", None),
        ("6 เดือน 9999", None),
        ("รายงานทุก 6 เดือน 2569 และ 2570", None),
        ("6 เดือน " * 50, None),
    ],
)
def test_a_round_is_read_as_people_name_it(typed: str, read: Round | None) -> None:
    assert parse_round(typed) == read


@pytest.mark.parametrize("round_", [SIX, TWELVE, Round(2600, 6)])
def test_a_round_is_read_as_it_is_written(round_: Round) -> None:
    assert parse_round(round_in_words(round_)) == round_
