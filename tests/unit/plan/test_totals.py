from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sync.model.plan import Plan, PlanInfo, Project
from sync.plan.totals import compute_totals

PROJECTS = st.builds(
    Project,
    number=st.just(""),
    name=st.just(""),
    dimension=st.sampled_from([None, 1, 2, 3, 4]),
    budget=st.none() | st.integers(0, 10**17).map(lambda satang: Decimal(satang) / 100),
    quarters=st.frozensets(st.integers(1, 4)),
    remark=st.just(""),
    key=st.just(""),
    row=st.just(1),
    cells=st.just({}),
)


@given(st.lists(PROJECTS, max_size=30))
def test_totals_equal_an_independent_sum(projects: list[Project]) -> None:
    totals = compute_totals(Plan(PlanInfo(), tuple(projects), (), ()))

    assert totals.projects == len(projects)
    assert totals.budget == sum((p.budget or Decimal(0) for p in projects), Decimal(0))
    for place, number in enumerate((1, 2, 3, 4)):
        own = [p for p in projects if p.dimension == number]
        assert totals.per_quarter[place] == sum(number in p.quarters for p in projects)
        assert totals.per_dimension[place] == len(own)
        assert totals.budget_per_dimension[place] == sum(
            (p.budget or Decimal(0) for p in own), Decimal(0)
        )
