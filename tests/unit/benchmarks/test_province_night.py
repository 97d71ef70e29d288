"""Nights of a province by reckoning: what quotas, slots, cores and the sick make of them."""

from collections.abc import Mapping

from benchmarks.province_night import (
    Cores,
    Machine,
    ModelledNight,
    Window,
    Work,
    office_names,
    settings_of,
)
from sync.province.values import ProvinceSettings

ENDLESS = settings_of(1, 60, reads=1000, project=1000)
QUICK = Work(reads=1, writes=0, others=0, processor=0)


def seconds(
    works: Mapping[str, Work | None],
    settings: ProvinceSettings = ENDLESS,
    cores: int = 100,
    known: tuple[str, ...] = (),
) -> float:
    return round(ModelledNight(settings, Machine(cores), works, known).run(), 2)


def test_a_window_lets_so_many_pass_in_any_minute() -> None:
    window = Window(2, 60.0)

    assert [window.turn(now) for now in (0, 10, 20, 20, 100)] == [0, 10, 60, 70, 120]


def test_work_waits_for_a_core_that_is_free() -> None:
    cores = Cores([0.0, 0.0])

    assert [cores.done(1, seconds) for seconds in (5, 2, 2, 2)] == [6, 3, 5, 7]


def test_a_visit_takes_what_its_requests_its_work_and_waiting_take() -> None:
    work = Work(reads=2, writes=1, others=3, processor=2, waits=1)

    assert seconds({"pool-0-1": work}) == round(6 * 0.15 + 2 + 1, 2)


def test_a_quota_is_shared_by_all_accounts_of_a_project() -> None:
    settings = settings_of(2, 60, reads=8, project=10)
    works = dict.fromkeys(office_names(15, 2), QUICK)

    assert seconds(works, settings) == 60.15
    assert seconds(works, settings_of(2, 60, reads=8, project=15)) == 0.15


def test_no_lane_has_more_than_its_share_of_the_slots() -> None:
    settings = settings_of(1, 3)  # two of three: another lane may need one
    works = dict.fromkeys(office_names(4, 1), Work(1, 0, 0, processor=1.85))

    assert seconds(works, settings) == 4.0


def test_who_is_known_to_hang_keeps_nobody_waiting_and_who_is_not_does() -> None:
    settings = settings_of(1, 1)
    names = office_names(2, 1)
    works = {names[0]: None, names[1]: QUICK}

    assert seconds(works, settings, known=(names[0],)) == 0.15
    assert seconds(works, settings) == settings.visit_seconds + 0.15
