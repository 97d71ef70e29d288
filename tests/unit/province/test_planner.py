"""What is due at offices, and in which lane: by ledgers, visits and the clock alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.adapters.clock import BANGKOK
from sync.errors import LedgerUnreachable
from sync.model.records import Outcome
from sync.province.planner import (
    is_sick,
    lane_of,
    next_night_of,
    own_night,
    plan,
    rests_until,
)
from sync.province.values import HERE, SICK, Pool, ProvinceSettings
from sync.province.visits import (
    BUSY,
    DIED,
    NOT_DUE,
    PUT_OFF,
    TOO_SLOW,
    Ended,
    Kind,
    Night,
    OfficeState,
    Standing,
    Visit,
)

NIGHTS = ProvinceSettings(look_minutes=0)
NOW = datetime(2026, 11, 29, 6, tzinfo=BANGKOK)
"""An hour at which every office's night is past its minute."""


def begins(office: str, settings: ProvinceSettings = NIGHTS) -> datetime:
    at = own_night(office, settings)
    return NOW.replace(hour=at.hour, minute=at.minute)


def office(name: str = "a", *visits: Ended, **standing: Any) -> OfficeState:  # noqa: ANN401  fields
    return OfficeState(name, Standing(**standing), tuple(reversed(visits)))


def night(started: datetime, outcome: Outcome = Outcome.DONE) -> Night:
    return Night(started, outcome)


def ended(
    at: datetime, code: str = "", kind: Kind = Kind.NIGHT, unsettled: str = ""
) -> Ended:
    began = at - timedelta(seconds=10)
    return Ended("a", kind, HERE, began, at, code, unsettled)


def planned(
    state: OfficeState,
    now: datetime = NOW,
    settings: ProvinceSettings = NIGHTS,
    resting: tuple[str, ...] = (),
) -> list[Visit]:
    return list(plan([state], settings, now, resting))


def test_nights_are_spread_over_the_hours_and_each_office_keeps_its_minute() -> None:
    names = [f"office-{number}" for number in range(1000)]

    minutes = {name: own_night(name, NIGHTS) for name in names}

    assert {at.hour for at in minutes.values()} == {1, 2, 3, 4}
    assert len(set(minutes.values())) > 230
    assert minutes == {name: own_night(name, NIGHTS) for name in names}


def test_an_office_whose_night_was_not_made_is_visited() -> None:
    yesterday = night(begins("a") - timedelta(days=1))

    assert planned(office(nights=(yesterday,))) == [
        Visit("a", Kind.NIGHT, HERE, begins("a"))
    ]


def test_a_night_that_is_done_is_due_no_more() -> None:
    assert planned(office(nights=(night(begins("a")),))) == []


def test_the_same_plan_gives_the_same_numbers() -> None:
    first = planned(office(), NOW)
    again = planned(office(), NOW + timedelta(minutes=7))

    assert [it.number for it in first] == [it.number for it in again]


def test_a_night_that_was_killed_is_tried_again_after_a_while_under_another_number() -> (
    None
):
    killed = office(nights=(night(NOW, Outcome.RUNNING),))

    soon = planned(killed, NOW + timedelta(minutes=4))
    later = planned(killed, NOW + timedelta(minutes=6))

    assert soon == []
    assert [it.due for it in later] == [NOW + timedelta(minutes=5)]


def test_failures_that_no_ledger_knows_of_are_counted_too() -> None:
    broken = office("a", ended(NOW, "config"))

    assert planned(broken, NOW + timedelta(minutes=4)) == []
    assert len(planned(broken, NOW + timedelta(minutes=6))) == 1


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 5), (2, 10), (3, 20), (4, 40), (5, 80)]
)
def test_pauses_grow_from_failure_to_failure(failures: int, minutes: int) -> None:
    at = [begins("a") + timedelta(minutes=1 + it) for it in range(failures)]
    broken = office("a", *(ended(moment, "google_missing") for moment in at))

    due = next_night_of(broken, NIGHTS, at[-1])

    assert due == at[-1] - timedelta(seconds=10) + timedelta(minutes=minutes)


def test_the_sick_are_tried_six_times_a_night_and_then_the_next() -> None:
    at = [begins("a") + timedelta(minutes=1 + 9 * it) for it in range(6)]
    broken = office("a", *(ended(moment, TOO_SLOW) for moment in at))

    assert next_night_of(broken, NIGHTS, NOW) == begins("a") + timedelta(days=1)


def test_an_office_where_somebody_else_is_at_work_is_tried_soon() -> None:
    busy = office("a", ended(NOW, BUSY))

    assert planned(busy, NOW + timedelta(seconds=119)) == []
    assert len(planned(busy, NOW + timedelta(seconds=121))) == 1


@pytest.mark.parametrize("code", [TOO_SLOW, DIED])
def test_who_was_too_slow_or_died_waits_in_the_lane_of_the_sick(code: str) -> None:
    assert lane_of(office("a", ended(NOW, code)), NIGHTS) == SICK


def test_three_failures_make_sick_and_one_success_makes_well() -> None:
    failures = [ended(NOW + timedelta(minutes=it), "config") for it in range(3)]
    good = ended(NOW + timedelta(minutes=4))

    assert not is_sick(office("a", *failures[:2]))
    assert is_sick(office("a", *failures))
    assert not is_sick(office("a", *failures, good))


@pytest.mark.parametrize("code", [BUSY, PUT_OFF, NOT_DUE])
def test_a_visit_at_which_nothing_was_done_makes_nobody_well(code: str) -> None:
    slow, nothing = ended(NOW, TOO_SLOW), ended(NOW + timedelta(minutes=1), code)

    assert is_sick(office("a", slow, nothing))


@pytest.mark.parametrize("code", ["google_unavailable", LedgerUnreachable.code])
def test_of_what_serves_nobody_no_office_is_sick(code: str) -> None:
    refused = [ended(NOW + timedelta(minutes=it), code) for it in range(5)]

    assert not is_sick(office("a", *refused))


POOLS = ProvinceSettings.model_validate(
    {
        "look_minutes": 0,
        "pool": [
            {"name": "north", "key_file": "n.json", "offices": ["n-*"]},
            {"name": "south", "key_file": "s.json"},
        ],
    }
)


def test_the_first_pool_that_takes_an_offices_name_has_it() -> None:
    assert POOLS.pool_of("n-1") == Pool(
        name="north", key_file=Path("n.json"), offices=("n-*",)
    )
    assert lane_of(office("x", sheet="1a"), POOLS) == "south"
    assert lane_of(office("x"), POOLS) == HERE


def test_a_pool_that_rests_keeps_nobody_else_waiting() -> None:
    states = [
        office("n-1", sheet="1a"),
        office("s-1", sheet="1a"),
        office("here-1"),
    ]

    visits = list(plan(states, POOLS, NOW, ["north"]))

    assert [it.office for it in visits] == ["s-1", "here-1"]


def test_a_pool_rests_longer_the_more_often_google_refuses_it() -> None:
    def refused(times: int) -> list[Ended]:
        return [ended(NOW, "google_unavailable")] * times

    rests = [rests_until(refused(times)) for times in range(4, 9)]

    after = [it and (it - NOW) for it in rests]
    assert after == [None, *(timedelta(minutes=it) for it in (2, 4, 8, 8))]
    assert rests_until([ended(NOW), *refused(9)]) is None


LOOKS = ProvinceSettings(look_minutes=10)


def test_each_office_is_looked_at_once_in_ten_minutes_at_a_time_of_its_own() -> None:
    done = night(begins("a", LOOKS))
    first = next(
        visit
        for second in range(0, 600, 10)
        for visit in planned(
            office(nights=(done,)), NOW + timedelta(seconds=second), LOOKS
        )
    )
    looked = office("a", ended(first.due + timedelta(seconds=15), kind=Kind.LOOK))
    looked = replace(looked, standing=Standing(nights=(done,)))

    assert first.kind is Kind.LOOK
    assert planned(looked, first.due + timedelta(minutes=9), LOOKS) == []
    (again,) = planned(looked, first.due + timedelta(minutes=10, seconds=1), LOOKS)
    assert again.due == first.due + timedelta(minutes=10)


FEED = POOLS.model_copy(update={"look": "feed", "look_minutes": 10})


def edited(name: str, at: datetime | None, *visits: Ended) -> OfficeState:
    done = night(begins(name, FEED))
    state = office(name, *visits, sheet="1a", nights=(done,))
    return replace(state, edited=at)


def test_where_google_tells_what_was_edited_nobody_else_is_looked_at() -> None:
    seconds = [timedelta(seconds=it) for it in range(0, 1200, 10)]

    looks = [planned(edited("x", None), NOW + it, FEED) for it in seconds]

    assert looks == [[]] * len(seconds)


def test_an_edit_is_looked_at_when_staff_had_time_to_rest_and_then_no_more() -> None:
    looked = ended(NOW + timedelta(seconds=50), kind=Kind.LOOK)

    assert planned(edited("x", NOW), NOW + timedelta(seconds=29), FEED) == []
    (look,) = planned(edited("x", NOW), NOW + timedelta(seconds=30), FEED)
    assert (look.kind, look.due) == (Kind.LOOK, NOW + timedelta(seconds=30))
    assert planned(edited("x", NOW, looked), NOW + timedelta(minutes=9), FEED) == []


@pytest.mark.parametrize(
    "visit",
    [
        ended(NOW + timedelta(seconds=50), "quota", Kind.LOOK),
        ended(NOW + timedelta(seconds=50), BUSY, Kind.LOOK),
        ended(NOW + timedelta(seconds=50), PUT_OFF, Kind.LOOK),
        ended(NOW + timedelta(seconds=50), NOT_DUE, Kind.NIGHT),
        ended(NOW + timedelta(seconds=50), kind=Kind.MAIL),
    ],
)
def test_an_edit_that_no_visit_has_seen_yet_is_looked_at_still(visit: Ended) -> None:
    later = NOW + timedelta(minutes=6)
    done = ended(later, kind=Kind.LOOK)

    (look,) = planned(edited("x", NOW, visit), later, FEED)

    assert look.kind is Kind.LOOK
    assert planned(edited("x", NOW, visit, done), NOW + timedelta(hours=1), FEED) == []


def test_a_look_that_fails_after_staff_were_typing_is_made_again() -> None:
    typing = ended(NOW + timedelta(seconds=50), kind=Kind.LOOK, unsettled="r7")
    failed = ended(NOW + timedelta(seconds=90), "quota", Kind.LOOK)

    (look,) = planned(
        edited("x", NOW, typing, failed), NOW + timedelta(minutes=7), FEED
    )

    assert look.kind is Kind.LOOK


def test_an_office_of_no_pool_is_looked_at_all_the_same() -> None:
    here = replace(edited("x", None), standing=Standing(nights=(night(NOW),)))

    looks = [
        planned(here, NOW + timedelta(seconds=it), FEED) for it in range(0, 600, 9)
    ]

    assert any(looks)


def test_staff_who_are_typing_are_looked_at_again_when_they_had_time_to_rest() -> None:
    typing = office("a", ended(NOW, kind=Kind.LOOK, unsettled="r7"))
    typing = replace(typing, standing=Standing(nights=(night(begins("a")),)))

    assert planned(typing, NOW + timedelta(seconds=29)) == []
    (look,) = planned(typing, NOW + timedelta(seconds=30))
    assert (look.kind, look.before) == (Kind.LOOK, "r7")


def test_mail_that_waits_is_tried_when_its_time_has_come() -> None:
    waiting = office(nights=(night(begins("a")),), mail_due=NOW + timedelta(minutes=1))

    assert planned(waiting, NOW) == []
    (visit,) = planned(waiting, NOW + timedelta(minutes=1))
    assert visit.kind is Kind.MAIL
