from typing import Any

import pytest

from benchmarks.growth import MEMORY, at_one_pace


def run(seconds: float, pace: float, memory: float = 1) -> dict[str, Any]:
    return {"seconds": {"read": seconds}, "paces": {"read": pace}, MEMORY: memory}


def test_a_run_on_a_slow_machine_counts_as_if_it_had_been_at_its_best() -> None:
    told = at_one_pace({100: [run(1, 0.01)], 1000: [run(20, 0.02)]})

    assert told[100]["read"] == pytest.approx(1)
    assert told[1000]["read"] == pytest.approx(10)


def test_the_median_of_a_size_s_runs_counts_and_memory_has_no_pace() -> None:
    runs = [run(1, 0.01, 5), run(4, 0.02, 7), run(9, 0.01, 6)]

    told = at_one_pace({16: runs})

    assert told[16] == {MEMORY: 6, "read": pytest.approx(2)}
