"""A visit's clock: what it waits for a turn at Google is not its own time."""

from dataclasses import dataclass, field

from sync.province.clocks import Clocks


@dataclass
class Hand:
    """A clock whose hand a test moves."""

    at: float = 100.0
    numbers: list[float] = field(default_factory=lambda: [0.0] * Clocks.size(2))

    def clocks(self) -> Clocks:
        return Clocks(self.numbers, lambda: self.at)


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
