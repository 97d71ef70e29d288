"""A visit's clock: what it waits for others is not its own time."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

import pytest

from sync.province.clocks import Clocks, starved


@dataclass
class Hand:
    """A clock whose hand a test moves."""

    at: float = 100.0
    starved: float = 7.0
    numbers: list[float] = field(default_factory=lambda: [0.0] * Clocks.size(2))

    def clocks(self) -> Clocks:
        return Clocks(self.numbers, lambda: self.at, self._starved)

    def _starved(self, process: int) -> float:
        return self.starved if process == os.getpid() else 0.0


def test_a_clock_tells_nothing_before_the_visit_begins() -> None:
    assert Hand().clocks().taken(0) is None


def test_waiting_is_not_counted_while_it_lasts_and_after() -> None:
    hand = Hand()
    clocks = hand.clocks()
    clocks.begin(1)

    hand.at += 10
    clocks.hold(1)
    hand.at += 500
    during = (clocks.taken(1), clocks.held(1))
    clocks.go_on(1)
    hand.at += 5

    assert during == (10.0, 500.0)
    assert (clocks.taken(1), clocks.held(1)) == (15.0, 500.0)


def test_the_next_visit_of_a_slot_begins_with_no_time_taken() -> None:
    hand = Hand()
    clocks = hand.clocks()
    clocks.begin(0)
    clocks.hold(0)

    hand.at += 50
    clocks.reset(0)

    assert (clocks.taken(0), clocks.held(0)) == (None, 0)


def test_waiting_for_a_processor_that_others_have_is_not_counted() -> None:
    hand = Hand()
    clocks = hand.clocks()
    clocks.begin(1)

    hand.at += 400
    hand.starved += 390

    assert clocks.taken(1) == 10.0


def test_of_a_visit_that_hangs_all_is_counted_however_busy_the_machine() -> None:
    hand = Hand()
    clocks = hand.clocks()
    clocks.begin(1)
    hand.at += 20
    hand.starved += 15

    hand.at += 400

    assert clocks.taken(1) == 405.0


def test_of_a_process_that_died_the_time_since_it_began_is_counted() -> None:
    hand = Hand()
    clocks = hand.clocks()
    clocks.begin(1)

    hand.at += 30
    hand.starved = 0  # nobody tells of it

    assert clocks.taken(1) == 30.0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_who_shares_a_processor_with_another_is_seen_to_wait_for_it() -> None:
    one = min(os.sched_getaffinity(0))
    work = f"import os\nos.sched_setaffinity(0, {{{one}}})\nwhile True: pass"
    both = [subprocess.Popen([sys.executable, "-c", work]) for _ in range(2)]
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end and min(starved(it.pid) for it in both) < 0.1:
            time.sleep(0.05)
        assert min(starved(it.pid) for it in both) >= 0.1
    finally:
        for each in both:
            each.kill()
            each.wait()
    assert starved(both[0].pid) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_who_sleeps_is_not_seen_to_wait_for_a_processor() -> None:
    sleeper = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        end, before = time.monotonic() + 60, -1.0
        while time.monotonic() < end and starved(sleeper.pid) != before:
            before = starved(sleeper.pid)  # until it has begun, and sleeps
            time.sleep(0.5)
        assert starved(sleeper.pid) == before
    finally:
        sleeper.kill()
        sleeper.communicate()
