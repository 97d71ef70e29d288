"""The rules: a table from code to a small function that yields hits.

A rule is given the whole plan and what is known besides, and says where it met
something. Words and severity stand in ``config/rules.toml``. The codes of
``READING`` are met while reading, where a cell cannot be understood.
"""

from collections.abc import Callable, Iterator, Mapping

from sync.model import Hit, Plan
from sync.rules import details, info, projects, recipients, totals
from sync.rules.known import Known

Rule = Callable[[Plan, Known], Iterator[Hit]]

RULES: Mapping[str, Rule] = {
    "INF001": info.required,
    "INF005": info.year_outside_period,
    "PRJ001": projects.no_name,
    "PRJ002": projects.same_name,
    "PRJ003": projects.none_at_all,
    "PRJ004": projects.number_out_of_order,
    "BUD003": projects.negative_budget,
    "QTR001": projects.no_quarter,
    "DET001": details.missing,
    "DET002": details.of_no_project,
    "DET003": details.empty_heading,
    "DET004": details.twice,
    "DET005": details.other_budget,
    "DET006": details.name_drift,
    "TOT001": totals.typed_budget,
    "TOT002": totals.typed_quarters,
    "TOT003": totals.typed_budget_partly,
    "REC001": recipients.address,
    "REC002": recipients.nobody,
    "REC004": recipients.same_address,
}

READING = frozenset(
    {
        "INF002",
        "INF003",
        "INF004",
        "DIM001",
        "DIM002",
        "BUD001",
        "BUD002",
        "BUD004",
        "BUD005",
        "BUD006",
        "QTR002",
        "REC003",
    }
)
