"""When a night's cycle is due."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.adapters.clock import BANGKOK
from sync.model.records import CycleRecord, Outcome
from sync.worker.schedule import last_night, next_night

AT = time(1)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def night(text: str, outcome: Outcome = Outcome.DONE) -> CycleRecord:
    return CycleRecord(1, moment(text), outcome=outcome)


NOW = moment("2026-11-23T09:00")


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2026-11-23T01:00", "2026-11-23T01:00"),
        ("2026-11-23T00:59", "2026-11-22T01:00"),
        ("2028-03-01T00:30", "2028-02-29T01:00"),
        ("2027-01-01T00:30", "2026-12-31T01:00"),
    ],
)
def test_the_last_night_is_the_latest_that_has_come(now: str, last: str) -> None:
    assert last_night(moment(now), AT) == moment(last)


def test_a_night_never_done_is_due() -> None:
    assert next_night(NOW, AT, []) <= NOW


def test_a_night_that_is_done_is_due_again_the_next_day() -> None:
    assert next_night(NOW, AT, [night("2026-11-23T01:00")]) == moment(
        "2026-11-24T01:00"
    )


def test_nights_before_do_not_count_for_this_one() -> None:
    assert next_night(NOW, AT, [night("2026-11-22T01:00")]) <= NOW


def test_a_night_of_the_future_says_that_the_clock_was_wrong() -> None:
    assert next_night(NOW, AT, [night("2031-01-01T01:00")]) <= NOW


def test_a_night_that_was_stopped_is_tried_again_after_growing_pauses() -> None:
    nights, pauses = [], []
    now = moment("2026-11-23T01:00")
    for _ in range(8):
        nights.append(CycleRecord(1, now, outcome=Outcome.STOPPED))
        again = next_night(now, AT, nights)
        pauses.append((again - now).total_seconds() / 60)
        now = again
    assert pauses == [5, 10, 20, 40, 80, 120, 120, 120]


def test_a_night_still_running_when_the_worker_died_is_tried_again() -> None:
    killed = [night("2026-11-23T01:00", Outcome.RUNNING)]
    assert next_night(NOW, AT, killed) == moment("2026-11-23T01:05")


@given(
    days=st.integers(0, 15000),
    seconds=st.integers(0, 86399),
    at=st.times(),
    gaps=st.lists(st.integers(0, 10**6), max_size=20),
)
def test_there_is_always_a_next_night_within_a_day(
    days: int, seconds: int, at: time, gaps: list[int]
) -> None:
    today = moment("2020-01-01") + timedelta(days=days, seconds=seconds)
    nights = [
        CycleRecord(1, today - timedelta(seconds=gap), outcome=Outcome.STOPPED)
        for gap in sorted(gaps, reverse=True)
    ]
    due = last_night(today, at)
    assert timedelta(0) <= today - due < timedelta(days=1)
    assert due <= next_night(today, at, nights) <= due + timedelta(days=1)
