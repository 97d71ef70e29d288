"""Facts: the reports of a round as flat text, to tell whether anything changed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sync.model.changes import Facts
from sync.model.progress import Reported
from sync.progress.figures import Told
from sync.thai.money import baht


def report_facts(told: Sequence[Told]) -> Facts:
    """Return all that a report shows of its projects; who reported and when is no part."""
    return tuple(fact for each in told for fact in _facts(each))


def _facts(told: Told) -> Iterator[tuple[str, str, str, str]]:
    own, report = told.own, told.report
    values = {
        "number": own.number,
        "dimension": str(own.dimension or ""),
        "planned": _money(own.planned),
        "in_plan": str(own.in_plan),
        "carried": str(told.carried),
        **{str(column): report.text(column) for column in _SHOWN},
    }
    for name, value in values.items():
        yield own.key, own.name, name, value


_SHOWN = tuple(
    column
    for column in Reported
    if column not in {Reported.REPORTER, Reported.REPORTED_ON}
)


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else baht(amount)
