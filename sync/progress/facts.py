"""Facts: the reports of a round as flat text, to tell whether anything changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sync.messages import Words
from sync.model.changes import Change, Facts
from sync.model.plan import Field
from sync.model.progress import Copied, Reported
from sync.plan.changes import compare
from sync.plan.labels import Headers
from sync.progress.figures import ReportedProject
from sync.progress.read import Copies
from sync.thai.digits import to_arabic, to_count
from sync.thai.money import baht, parse_baht


def report_facts(told: Sequence[ReportedProject]) -> Facts:
    """Return all that a report shows of its projects; who reported and when is no part."""
    return tuple(fact for each in told for fact in _facts(each))


def report_changes(
    before: Facts, after: Facts, headers: Headers, words: Words
) -> Sequence[Change]:
    """Return what differs between two versions of a report, as staff call it.

    Args:
        before: the facts that were.
        after: those that are.
        headers: what columns are called.
        words: the reader's.
    """
    added, gone = words.say("changes.added"), words.say("changes.gone")
    labels = {name: headers.write("progress", name) for name in (*Copied, *Reported)}
    was = {key: name for key, name, *_ in before}
    now = {key: name for key, name, *_ in after}
    renamed = [
        Change(name, labels[Copied.NAME], was[key], name)
        for key, name in now.items()
        if key in was and was[key] != name
    ]
    told = []
    for change in compare(before, after, added=added, gone=gone):
        if change.field == _IN_PLAN:
            name, is_gone = change.project, change.new == str(False)
            told.append(
                Change(name, gone, name, "")
                if is_gone
                else Change(name, added, "", name)
            )
        elif change.field != _CARRIED:  # the state tells it
            label = labels.get(change.field, change.field)
            told.append(replace(change, field=label))
    return [*renamed, *told]


def projects_of(facts: Facts) -> Mapping[str, Copies]:
    """Return the projects that a report was about and its plan had, by their keys.

    Args:
        facts: as of ``report_facts``; an older worker may have kept fewer.
    """
    return {
        key: _copies(name, said, Copied.NUMBER, Copied.DIMENSION, Copied.PLANNED)
        for key, (name, said) in _by_project(facts).items()
        if said.get(_IN_PLAN) == str(True)
    }


def projects_of_plan(facts: Facts, headers: Headers) -> Mapping[str, Copies]:
    """Return the projects of a plan by their keys.

    Args:
        facts: the plan's, as it was published.
        headers: what columns were called.
    """
    labels = (headers.label(f) for f in (Field.NUMBER, Field.DIMENSION, Field.BUDGET))
    number, dimension, budget = labels
    return {
        key: _copies(name, said, number, dimension, budget)
        for key, (name, said) in _by_project(facts).items()
        if key
    }


def _by_project(facts: Facts) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Return the name of each project, and its texts by their fields, by its key."""
    texts: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for key, name, field, text in facts:
        names[key] = name
        texts.setdefault(key, {})[field] = text
    return {key: (name, texts[key]) for key, name in names.items()}


def _copies(
    name: str, said: Mapping[str, str], number: str, dimension: str, planned: str
) -> Copies:
    """Return a project from its texts, found under these fields."""
    amount = parse_baht(said.get(planned, "")) if said.get(planned) else None
    return Copies(
        number=said.get(number, ""),
        name=name,
        dimension=to_count(said.get(dimension, "")),
        planned=amount.baht if amount else None,
    )


def _facts(told: ReportedProject) -> Iterator[tuple[str, str, str, str]]:
    own, report = told.own, told.report
    values = {
        "number": to_arabic(own.number),
        "dimension": str(own.dimension or ""),
        "planned": _money(own.planned),
        _IN_PLAN: str(own.in_plan),
        _CARRIED: str(told.carried),
        **{str(column): report.text(column) for column in _SHOWN},
    }
    for name, value in values.items():
        yield own.key, own.name, name, value


_IN_PLAN, _CARRIED = "in_plan", "carried"
_SHOWN = tuple(
    column
    for column in Reported
    if column not in {Reported.REPORTER, Reported.REPORTED_ON}
)


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else baht(amount)
