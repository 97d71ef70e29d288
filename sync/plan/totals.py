"""Total: what a plan adds up to, exact to the satang."""

from decimal import Decimal

from sync.model.plan import Plan, Totals

_QUARTERS = _DIMENSIONS = (1, 2, 3, 4)


def compute_totals(plan: Plan) -> Totals:
    """Add up budgets, and count projects by quarter and by dimension.

    A budget or dimension that could not be read counts for nothing; it has a finding.
    """
    # takes longer to load than all else, and a look may not need it
    import pandas as pd  # noqa: PLC0415

    satang = pd.Series(
        [int((project.budget or 0) * 100) for project in plan.projects],
        index=pd.Index(
            [project.dimension or 0 for project in plan.projects],
            dtype="int64",  # of no projects, too: it is asked by label
        ),
        dtype=object,  # Python integers, which neither round nor overflow
    )
    by_dimension = satang.groupby(level=0)
    counts, sums = by_dimension.size(), by_dimension.sum()
    ticks = pd.Series(
        [quarter for project in plan.projects for quarter in project.quarters],
        dtype="int64",
    ).value_counts()
    q1, q2, q3, q4 = (int(ticks.get(quarter, 0)) for quarter in _QUARTERS)
    d1, d2, d3, d4 = (int(counts.get(dimension, 0)) for dimension in _DIMENSIONS)
    b1, b2, b3, b4 = (_baht(sums.get(dimension, 0)) for dimension in _DIMENSIONS)
    return Totals(
        projects=len(plan.projects),
        budget=_baht(sum(satang)),
        per_quarter=(q1, q2, q3, q4),
        per_dimension=(d1, d2, d3, d4),
        budget_per_dimension=(b1, b2, b3, b4),
        unread=sum(project.budget is None for project in plan.projects),
    )


def _baht(satang: int) -> Decimal:
    return Decimal(satang) / 100
