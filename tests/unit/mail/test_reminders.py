from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import ConfigError
from sync.mail.occasions import (
    digest_due,
    may_have_digest,
    quarter_end,
    reminder_due,
    working_days,
    working_quarter,
)
from sync.settings.office_file import load_settings
from sync.settings.values import MailSettings

STAGES = MailSettings().reminders
NEW_YEAR = [date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("number", "end"),
    [(1, "2026-12-31"), (2, "2027-03-31"), (3, "2027-06-30"), (4, "2027-09-30")],
)
def test_quarters_of_a_fiscal_year_begin_in_october(number: int, end: str) -> None:
    assert quarter_end(2570, number) == date.fromisoformat(end)


def test_weekends_and_holidays_are_no_working_days() -> None:
    friday, end = date(2026, 12, 25), date(2026, 12, 31)

    assert working_days(friday, end, []) == 4
    assert working_days(friday, end, NEW_YEAR) == 3
    assert working_days(friday, end, [date(2026, 12, 26)]) == 4
    assert working_days(end, end, []) == 0


@pytest.mark.parametrize(
    ("today", "holidays", "stage", "days"),
    [
        ("2026-12-10", [], None, 0),
        ("2026-12-11", [], 14, 14),
        ("2026-12-10", NEW_YEAR, 14, 14),
        ("2026-12-13", [], 14, 14),
        ("2026-12-18", [], 14, 9),
        ("2026-12-22", [], 7, 7),
        ("2026-12-30", [], 1, 1),
        ("2026-12-29", NEW_YEAR, 1, 1),
        ("2026-12-30", NEW_YEAR, None, 0),
        ("2026-12-31", [], None, 0),
        ("2027-01-01", [], None, 0),
    ],
)
def test_reminders_are_due_by_the_working_days_that_are_left(
    today: str, holidays: list[date], stage: int | None, days: int
) -> None:
    due = reminder_due(date.fromisoformat(today), 2570, STAGES, holidays)

    assert (due and due.stage) == stage
    if due:
        assert (due.year, due.quarter, due.days) == (2570, 1, days)
        assert due.event == f"reminder-2570-Q1-{stage}"


@pytest.mark.parametrize("year", [2569, 2571, None])
def test_a_plan_of_another_year_is_not_reminded_of(year: int | None) -> None:
    assert reminder_due(date(2026, 12, 30), year, STAGES, []) is None


def test_an_office_can_have_no_reminders() -> None:
    assert reminder_due(date(2026, 12, 30), 2570, (), []) is None


@given(start=st.dates(date(2026, 10, 1), date(2026, 10, 9)))
def test_a_year_of_nights_reminds_three_times_a_quarter(start: date) -> None:
    nights = (start + timedelta(days=day) for day in range(365))
    events = [
        due.event for night in nights if (due := reminder_due(night, 2570, STAGES, []))
    ]

    told = list(dict.fromkeys(events))

    assert told == [f"reminder-2570-Q{q}-{s}" for q in (1, 2, 3, 4) for s in (14, 7, 1)]


def test_the_quarter_to_work_in_is_the_one_that_is_on_or_comes_first() -> None:
    assert working_quarter(date(2026, 9, 30), 2570) == 1
    assert working_quarter(date(2027, 4, 1), 2570) == 3
    assert working_quarter(date(2027, 10, 1), 2570) is None
    assert working_quarter(date(2027, 10, 1), None) is None


def test_a_digest_is_due_from_its_day_until_the_next() -> None:
    monday = date(2026, 11, 23)
    week = [digest_due(monday + timedelta(days=day), 0) for day in range(8)]

    assert len({digest.event for digest in week[:7]}) == 1
    assert week[7].event != week[0].event
    assert digest_due(monday, 4).day == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("last", "due"),
    [(None, True), ("2026-11-16", True), ("2026-11-17", False), ("2026-11-24", False)],
)
def test_a_digest_is_for_who_heard_nothing_for_a_week(
    last: str | None, *, due: bool
) -> None:
    digest = digest_due(date(2026, 11, 25), 0)
    said = {"a@example.com": date.fromisoformat(last)} if last else {}

    assert may_have_digest(digest, "A@example.com", said) is due


def test_holidays_are_of_either_era(tmp_path: Path) -> None:
    settings = tmp_path / "office.toml"
    settings.write_text(
        '[mail]\nholidays = [2026-12-31, 2569-12-10, "5 ธันวาคม 2569", "2027-01-01"]\n'
        'digest_weekday = "friday"\n',
        "utf-8",
    )

    mail = load_settings(settings).mail

    assert mail.holidays == (
        *(date(2026, 12, 31), date(2026, 12, 10)),
        *(date(2026, 12, 5), date(2027, 1, 1)),
    )
    assert mail.weekday == 4


@pytest.mark.parametrize(
    "line",
    [
        'holidays = ["วันปีใหม่"]',
        "holidays = 5",
        "reminders = [0]",
        'domains = ["a@example.com"]',
        'digest_weekday = "จันทร์"',
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, line: str) -> None:
    settings = tmp_path / "office.toml"
    settings.write_text(f"[mail]\n{line}\n", "utf-8")

    with pytest.raises(ConfigError):
        load_settings(settings)
