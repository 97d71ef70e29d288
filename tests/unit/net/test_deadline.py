"""The end of a conversation, however it goes on meanwhile."""

import pytest

from sync.errors import Stopped
from sync.net.deadline import Deadline, DeadlinePassed


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_what_is_left_grows_less_as_time_passes() -> None:
    clock = Clock()
    deadline = Deadline(10, clock=clock)

    assert deadline.left() == 10
    clock.now += 4
    assert deadline.left() == 6


@pytest.mark.parametrize("late", [10, 10.5, 1e9])
def test_it_is_over_at_its_end_and_ever_after(late: float) -> None:
    clock = Clock()
    deadline = Deadline(10, clock=clock)
    clock.now += late

    with pytest.raises(DeadlinePassed, match="longer than 10 seconds"):
        deadline.left()
    with pytest.raises(TimeoutError):
        deadline.next_wait()


def test_no_wait_is_longer_than_a_second_nor_than_what_is_left() -> None:
    clock = Clock()
    deadline = Deadline(10, clock=clock)

    assert deadline.next_wait() == 1
    clock.now += 9.75
    assert deadline.next_wait() == 0.25


def test_before_each_wait_somebody_may_break_it_off() -> None:
    asked: list[bool] = []

    def check() -> None:
        if asked:
            raise Stopped

    deadline = Deadline(10, check)
    deadline.next_wait()
    asked.append(True)

    with pytest.raises(Stopped):
        deadline.next_wait()
    assert 9 < deadline.left() <= 10


def test_no_time_at_all_is_over_at_once() -> None:
    with pytest.raises(DeadlinePassed):
        Deadline(0).left()
