"""Texts as offices publish them: mistakes that must be found, right ones let alone."""

import pytest

from benchmarks.fragments import (
    CHOSEN,
    EIGHTH,
    FIFTH,
    FRESH,
    HARD,
    HELD_OUT,
    LATER,
    SEVENTH,
    SIXTH,
    alarms,
    is_found,
    load_fragments,
)
from sync.model.findings import Severity

LATEST = (
    pytest.param(draw, marks=pytest.mark.slow)
    for draw in (FIFTH, SIXTH, SEVENTH, EIGHTH)
)
HALVES = (CHOSEN, HELD_OUT, FRESH, *LATEST)


@pytest.mark.parametrize("half", HALVES)
def test_three_of_four_mistakes_of_published_texts_are_found(half: str) -> None:
    fragments = load_fragments(half)

    found = sum(map(is_found, fragments))

    assert found >= 0.75 * len(fragments)


@pytest.mark.parametrize("half", [*HALVES, HARD, LATER])
def test_right_texts_that_look_wrong_are_let_alone(half: str) -> None:
    told = [each for text in load_fragments(f"right_{half}") for each in alarms(text)]

    assert [each.rule for each in told if each.severity is Severity.ERROR] == []
    assert len(told) <= 1
