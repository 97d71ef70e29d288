from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.progress import ProgressRow, Reported, Round, State
from sync.progress.carried import ASKED_LAST
from sync.progress.figures import Figures, add_up, percent, told_in

SIX, TWELVE = Round(2569, 6), Round(2569, 12)
MONEY = st.none() | st.integers(0, 10**17).map(lambda satang: Decimal(satang) / 100)


def row(key: str = "k1", **values: object) -> ProgressRow:
    plain: Mapping[str, object] = {
        "key": key,
        "round": SIX,
        "number": "1",
        "name": "โครงการ",
        "dimension": 1,
        "planned": Decimal(20_000),
        "state": None,
        "reason": None,
        "in_ordinance": False,
        "ordinance": None,
        "paid": None,
        "completed": None,
        "reported_on": None,
        "evidence": (),
        "row": 2,
    }
    return ProgressRow(**{**plain, **values})  # type: ignore[arg-type]


ROWS = st.lists(
    st.builds(
        row,
        key=st.uuids().map(str),
        dimension=st.sampled_from([None, 1, 2, 3, 4]),
        state=st.sampled_from([None, *State]),
        in_ordinance=st.booleans(),
        planned=MONEY,
        ordinance=MONEY,
        paid=MONEY,
    ),
    max_size=30,
)


@given(ROWS)
def test_figures_equal_an_independent_sum(rows: list[ProgressRow]) -> None:
    figures = add_up(told_in(rows, SIX))

    for place, number in enumerate((1, 2, 3, 4, None)):
        own = [each for each in rows if each.dimension == number]
        assert figures.by_dimension[place] == Figures(
            waiting=sum(each.state is None for each in own),
            ongoing=sum(each.state is State.ONGOING for each in own),
            done=sum(each.state is State.DONE for each in own),
            cannot=sum(each.state is State.CANNOT for each in own),
            in_ordinance=sum(each.in_ordinance for each in own),
            unread=sum(each.planned is None for each in own),
            planned=sum((each.planned or Decimal(0) for each in own), Decimal(0)),
            ordinance=sum((each.ordinance or Decimal(0) for each in own), Decimal(0)),
            paid=sum((each.paid or Decimal(0) for each in own), Decimal(0)),
        )
    assert figures.whole.projects == len(rows)
    assert figures.whole.paid == sum(
        (each.paid or Decimal(0) for each in rows), Decimal(0)
    )
    assert figures.whole.reported + figures.whole.waiting == len(rows)


def test_what_was_done_at_six_months_is_done_at_twelve() -> None:
    done = row(state=State.DONE, paid=Decimal(18_000), ordinance=Decimal(20_000))
    later = row(round=TWELVE)
    waits = row("k2", round=TWELVE)

    told = told_in([done, later, waits], TWELVE)
    figures = add_up(told).whole

    assert [each.carried for each in told] == [True, False]
    assert (figures.done, figures.waiting, figures.paid) == (1, 1, Decimal(18_000))


def test_a_second_report_of_a_done_project_speaks_for_itself() -> None:
    done = row(state=State.DONE, paid=Decimal(18_000))
    again = row(round=TWELVE, state=State.DONE, paid=Decimal(19_500))

    assert add_up(told_in([done, again], TWELVE)).whole.paid == Decimal(19_500)


def test_what_only_went_on_at_six_months_waits_at_twelve() -> None:
    ongoing = row(state=State.ONGOING, paid=Decimal(5_000))

    figures = add_up(told_in([ongoing, row(round=TWELVE)], TWELVE)).whole

    assert (figures.waiting, figures.ongoing, figures.paid) == (1, 0, Decimal(0))


def test_a_round_of_another_year_is_another_round() -> None:
    done = row(round=Round(2568, 6), state=State.DONE)

    assert told_in([done], SIX) == ()
    assert add_up(told_in([done, row(round=TWELVE)], TWELVE)).whole.waiting == 1


def test_a_project_that_was_struck_counts_if_it_was_reported() -> None:
    struck = row(in_plan=False)
    paid = replace(struck, key="k2", state=State.CANNOT, paid=Decimal(700))

    figures = add_up(told_in([struck, paid], SIX)).whole

    assert (figures.projects, figures.cannot, figures.paid) == (1, 1, Decimal(700))


def test_per_cent_are_rounded_as_money_is() -> None:
    assert percent(Decimal(1), Decimal(3)) == Decimal("33.33")
    assert percent(Decimal("0.125"), Decimal(10)) == Decimal("1.25")
    assert percent(Decimal("100.005"), Decimal(100)) == Decimal("100.01")
    assert percent(Decimal(5), Decimal(0)) is None


def test_what_is_typed_at_twelve_of_a_done_project_is_said_besides() -> None:
    done = row(
        state=State.DONE,
        paid=Decimal(18_000),
        evidence=("https://example.com/1",),
        texts={Reported.RESULT: "อบรมแล้ว", Reported.PROBLEMS: "ฝนตก"},
    )
    later = row(
        round=TWELVE,
        paid=Decimal(19_000),
        texts={Reported.PROBLEMS: "-", Reported.SUGGESTIONS: "ไม่มี"},
    )

    (told,) = told_in([done, later], TWELVE)

    assert (told.carried, told.report.state) == (True, State.DONE)
    assert told.report.paid == Decimal(19_000)
    said = [told.report.text(c) for c in (Reported.RESULT, *ASKED_LAST)]
    assert said == ["อบรมแล้ว", "ฝนตก", "ไม่มี"]
    assert told.report.evidence == ("https://example.com/1",)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("later", [(), (row(round=TWELVE, in_plan=False),)])
def test_what_was_reported_before_a_project_was_struck_is_in_the_year_s_report(
    state: State, later: tuple[ProgressRow, ...]
) -> None:
    paid = row(state=state, paid=Decimal(700), in_plan=False)
    other = row("k2", round=TWELVE, number="1")

    told = told_in([paid, *later, other], TWELVE)

    assert [each.own.key for each in told] == ["k2", "k1"]
    assert [each.own.in_plan for each in told] == [True, False]
    assert add_up(told).whole.paid == Decimal(700)
    assert add_up(told).whole.projects == 2


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ([("3", 1), ("1", 2), ("๒", 1)], "bca"),
        ([("2", 2), ("1", 2), ("1", 1)], "cba"),
        ([("ก", 2), ("1", 2), ("1", 1)], "abc"),
        ([("1", 1), ("1", 1), ("2", 1)], "abc"),
    ],
)
def test_projects_are_told_in_the_plan_s_order_where_numbers_tell_it(
    numbers: list[tuple[str, int]], order: str
) -> None:
    rows = [
        row(key, number=number, dimension=dimension, state=State.DONE)
        for key, (number, dimension) in zip("abc", numbers, strict=True)
    ]

    assert "".join(each.own.key for each in told_in(rows, SIX)) == order
