"""The requests of a night: which wait for which."""

from xml.etree import ElementTree as ET

from benchmarks.charts import Series, bar_chart, growth_chart, target_chart
from benchmarks.figures import Figure
from benchmarks.night import STEPS, Step, longest_chain, reasons_for

ONE = Step("a", "GET a", "first")
TWO = Step("b", "GET b", "second", ("a",))
BESIDE = Step("c", "GET c", "beside", ("a",))
LAST = Step("d", "GET d", "last", ("b", "c"))


def test_the_longest_chain_leaves_out_what_can_go_beside() -> None:
    assert longest_chain([ONE, TWO, BESIDE, LAST]) == ("a", "b", "d")
    assert longest_chain([]) == ()


def test_every_request_of_a_night_comes_after_those_it_waits_for() -> None:
    seen: set[str] = set()
    for step in STEPS:
        assert set(step.after) <= seen
        assert bool(step.after) == bool(step.order)
        seen.add(step.name)


def test_the_same_request_twice_has_two_reasons() -> None:
    read, check = STEPS[0], STEPS[2]

    asked = [read.request, check.request, "GET /surprise"]

    assert [why for _, why in reasons_for(asked)] == [
        read.reason,
        check.reason,
        "not foreseen",
    ]


def test_charts_are_well_formed() -> None:
    series = [Series("a & b", [(16, 0.1), (100, 0.2), (1000, 2)])]
    charts = (
        growth_chart(series, 100),
        bar_chart(series),
        target_chart({"a": [Figure("<it>", 3, "s", limit=1), Figure("none", 1, "s")]}),
    )

    for chart in charts:
        assert ET.fromstring(chart).tag.endswith("svg")  # noqa: S314
    assert "a &amp; b" in charts[0]
    assert ">300%<" in charts[2]
    assert "none<" not in charts[2]
