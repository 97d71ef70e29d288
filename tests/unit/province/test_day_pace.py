"""The pace by day: people who wait for an answer are not held up by nights."""

import random
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from time import monotonic

import pytest

from sync.province.pace import Quota, SharedPace, is_day

ROBOTS = tuple(f"robot-{number}@plans-1.iam.gserviceaccount.com" for number in range(3))
READS, PROJECT, WINDOW = 20, 50, 60
SLOTS = 2
"""Nights of an account at once."""


@dataclass
class Google:
    """Buckets on a clock of our own, which nights are let into before answers."""

    now: int = 0
    taken: dict[str, deque[int]] = field(default_factory=lambda: defaultdict(deque))

    def take(self, quotas: Sequence[tuple[str, Quota]]) -> bool:
        if not all(self.has_room(*it) for it in quotas):
            return False
        for whose, _ in quotas:
            self.taken[whose].append(self.now)
        return True

    def has_room(self, whose: str, quota: Quota) -> bool:
        turns = self.taken[whose]
        while turns and turns[0] <= self.now - WINDOW:
            turns.popleft()
        return len(turns) < quota.reads


class Request:
    """One that goes from quotas to quotas, and waits where there is no turn."""

    def __init__(
        self, quotas: Iterator[Sequence[tuple[str, Quota]]], asked: int
    ) -> None:
        self.left, self.asked = list(quotas), asked

    def is_sent(self, google: Google) -> bool:
        while self.left and google.take(self.left[0]):
            self.left.pop(0)
        return not self.left


def held(
    arrivals: Sequence[int], pace: SharedPace, account: str, nights: bool
) -> list[int]:
    """Return how long each answer of an account is held, while nights never end."""
    google, answers = Google(), deque(arrivals)
    waiting: deque[Request] = deque()
    at_night = {
        (robot, slot): Request(pace.quotas(robot, gives_way=True), 0)
        for robot in ROBOTS
        for slot in range(SLOTS)
    }
    waits: list[int] = []
    while (answers or waiting) and google.now < 100 * WINDOW:
        for (robot, slot), night in list(at_night.items()) * READS if nights else []:
            if night.left and night.is_sent(google):
                again = Request(pace.quotas(robot, gives_way=True), google.now)
                at_night[robot, slot] = again
        while answers and answers[0] <= google.now:
            quotas = pace.quotas(account, gives_way=False)
            waiting.append(Request(quotas, answers.popleft()))
        while waiting and waiting[0].is_sent(google):
            waits.append(google.now - waiting.popleft().asked)
        google.now += 1
    return waits


@pytest.mark.parametrize("seed", range(8))
def test_an_answer_by_day_is_held_no_longer_than_its_own_share_implies(
    tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    pace = SharedPace(tmp_path, Quota(READS, READS), Quota(PROJECT, PROJECT))
    busy = dice.choice([60, 200, 600])
    arrivals = sorted(dice.randrange(busy) for _ in range(40))

    with_nights = held(arrivals, pace, ROBOTS[0], nights=True)

    # as if nobody but answers were there, and had what is never a night's
    own = READS - pace.quota.of_nights_by_day.reads - SLOTS
    alone = SharedPace(tmp_path, Quota(own, own), Quota(own, own))
    assert len(with_nights) == len(arrivals)
    limits = held(arrivals, alone, ROBOTS[0], nights=False)
    assert all(it <= most for it, most in zip(with_nights, limits, strict=True))


@pytest.mark.parametrize("writes", [False, True])
def test_a_night_by_day_waits_when_its_part_of_a_quota_is_used(
    tmp_path: Path, writes: bool
) -> None:
    window = 400
    shared = SharedPace(tmp_path, Quota(10, 10, window), Quota(100, 100, window))
    shared.gives_way = lambda: True
    began = monotonic()

    for _ in range(8):
        shared(ROBOTS[0], writes=writes)

    assert monotonic() - began >= window / 1000


@pytest.mark.parametrize(
    ("at", "by_day"),
    [
        (time(6, 59), False),
        (time(7), True),
        (time(18, 59), True),
        (time(19), False),
        (time(1), False),
    ],
)
def test_people_wait_for_answers_from_seven_to_seven(at: time, by_day: bool) -> None:
    assert is_day(at) is by_day
