"""Facts: the reports of a round as flat text, to tell whether anything changed."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sync.model.changes import Facts
from sync.model.progress import Reported
from sync.progress.figures import Told
from sync.progress.read import Copies
from sync.thai.digits import to_count
from sync.thai.money import baht, parse_baht


def report_facts(told: Sequence[Told]) -> Facts:
    """Return all that a report shows of its projects; who reported and when is no part."""
    return tuple(fact for each in told for fact in _facts(each))


def projects_of(facts: Facts) -> Mapping[str, Copies]:
    """Return the projects that a report was about and its plan had, by their keys.

    Args:
        facts: as of ``report_facts``; an older worker may have kept fewer.
    """
    values: dict[str, dict[str, str]] = {}
    for key, name, field, text in facts:
        values.setdefault(key, {"name": name})[field] = text
    return {
        key: Copies(
            number=said.get("number", ""),
            name=said["name"],
            dimension=to_count(said.get("dimension", "")),
            planned=_amount(said.get("planned", "")),
        )
        for key, said in values.items()
        if said.get("in_plan") == str(True)
    }


def _amount(text: str) -> Decimal | None:
    read = parse_baht(text) if text else None
    return read.baht if read else None


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
