"""Figures of the benchmarks: what is missed is said to be missed."""

import pytest

from benchmarks.figures import HEAD, Figure, Result, amount, cells, table
from benchmarks.page import block_of, fill


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("in time", 4, "requests", limit=4), "met"),
        (Figure("one too many", 5, "requests", limit=4), "MISSED"),
        (Figure("quick", 3, "s", reference=2, against="it", times=1.5), "met"),
        (Figure("slow", 3.1, "s", reference=2, against="it", times=1.5), "MISSED"),
        (Figure("one of two", 1, "s", 2, 0.1, "it", 1.5), "MISSED"),
        (Figure("no target", 5, "s", reference=2, against="it"), ""),
    ],
    ids=lambda value: value.what if isinstance(value, Figure) else "",
)
def test_a_target_is_met_or_said_to_be_missed(figure: Figure, verdict: str) -> None:
    assert figure.verdict == verdict


def test_a_subject_is_a_table_of_figure_target_and_reference() -> None:
    figure = Figure("night", 2.5, "s", 2, 2, "the floor | computed", 1.25)

    assert block_of(Result((figure,), "more")).splitlines() == [
        f"| {' | '.join(HEAD)} |",
        "| --- | --- | --- | --- | --- |",
        "| night | 2.5 s | ≤ 2 s, ≤ 1.25 × the floor &#124; computed | MISSED |"
        " 1.25 × 2 s (the floor &#124; computed) |",
        "",
        "more",
    ]


def test_a_table_without_rows_has_its_head() -> None:
    assert list(table(("a", "b"), [])) == ["| a | b |", "| --- | --- |"]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (4, "requests", "4 requests"),
        (0.12345, "s", "0.123 s"),
        (328.4, "ms", "328 ms"),
        (1.0482, "", "1.05"),
    ],
)
def test_a_value_has_as_many_digits_as_mean_something(
    value: float, unit: str, said: str
) -> None:
    assert amount(value, unit) == said


def test_a_row_has_a_cell_for_each_heading() -> None:
    assert len(cells(Figure("it", 1, "s"))) == len(HEAD)


PAGE = "by hand\n<!-- a: measured -->\nold\n<!-- a: end -->\nby hand as well\n"


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    assert fill(PAGE, "a", r"new \1") == (
        "by hand\n<!-- a: measured -->\nnew \\1\n<!-- a: end -->\nby hand as well\n"
    )


def test_a_page_that_lost_its_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="0 parts 'b'"):
        fill(PAGE, "b", "new")
