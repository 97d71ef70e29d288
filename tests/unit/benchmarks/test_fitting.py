"""How something grows, out of a few points."""

import pytest

from benchmarks.fitting import SMALLEST, fit, worst_exponent

SIZES = (100.0, 1_000.0, 10_000.0)


@pytest.mark.parametrize("exponent", [0, 0.5, 1, 2])
def test_the_exponent_of_a_power_is_found(exponent: float) -> None:
    curve = fit([(size, 3 * size**exponent) for size in SIZES])

    assert curve.exponent == pytest.approx(exponent)
    assert curve.factor == pytest.approx(3)
    assert curve.at(500) == pytest.approx(3 * 500**exponent)


def test_points_off_the_line_are_evened_out() -> None:
    assert fit([(1, 1), (10, 20), (100, 100)]).exponent == pytest.approx(1)


def test_a_single_size_tells_nothing() -> None:
    with pytest.raises(ValueError, match="two sizes"):
        fit([(100, 1), (100, 2)])


def test_what_every_run_costs_does_not_count_at_small_sizes() -> None:
    points = [(SMALLEST / 10, 5.0), *((size, size / 100) for size in SIZES)]

    assert worst_exponent(points) == pytest.approx(1)


def test_a_curve_that_turns_up_at_its_end_is_found_out() -> None:
    assert worst_exponent([(100, 1), (1_000, 2), (10_000, 200)]) == pytest.approx(2)
