"""Figures: what the reports of a round add up to, by dimension and in all.

Exact to the satang. The headings are those of e-PlanNACC's summaries (its source as of
April 2018, https://github.com/lovelak/iplan, ``getSummaryStatus.php`` and
``getSummaryPaid.php``, read in November 2026): the latest report of a project counts,
and what nobody reported waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from sync.model.progress import ProgressRow, Round, State
from sync.plan.naming import numbers_printed
from sync.progress.carried import (
    carried_into,
    done_at_first,
    struck_before,
    with_more,
)
from sync.thai.digits import to_count

DIMENSIONS = (1, 2, 3, 4)
_STATES = (State.ONGOING, State.DONE, State.CANNOT)
_COUNTED, _MONEY = ("in_ordinance", "unread"), ("planned", "ordinance", "paid")


@dataclass(frozen=True, slots=True)
class ReportedProject:
    """A project in a round, and the report that speaks for it.

    It is ``carried`` if that is the one of six months, by which the project was done.
    """

    own: ProgressRow
    report: ProgressRow
    carried: bool = False

    @property
    def waits(self) -> bool:
        """Whether nothing is reported."""
        return self.report.state is None


@dataclass(frozen=True, slots=True)
class Figures:
    """Projects counted by state, and their baht; ``waiting`` are not reported yet.

    ``unread`` have no budget that can be read: ``planned`` is without it.
    """

    waiting: int
    ongoing: int
    done: int
    cannot: int
    in_ordinance: int
    unread: int
    planned: Decimal
    ordinance: Decimal
    paid: Decimal

    @property
    def projects(self) -> int:
        """All of them, whatever their state."""
        return self.waiting + self.ongoing + self.done + self.cannot

    @property
    def reported(self) -> int:
        """Those of which there is a report."""
        return self.projects - self.waiting

    @property
    def paid_share(self) -> Decimal | None:
        """What was paid, in per cent of the ordinance's money; ``None`` where that is none."""
        return percent(self.paid, self.ordinance)


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """The figures of a round; ``by_dimension`` are 1 to 4, and after them those of none."""

    by_dimension: tuple[Figures, ...]
    whole: Figures


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return ``part`` in per cent of ``whole``, with two places; ``None`` of nothing."""
    if not whole:
        return None
    return (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def told_in(rows: Sequence[ProgressRow], which: Round) -> tuple[ReportedProject, ...]:
    """Return the projects of a round, each with the report that speaks for it.

    A project that was done at six months needs no second report. One that is no more
    in the plan counts as long as something was reported of it in its year; it comes
    last. The others are in the plan's order, however staff sort their rows.

    Args:
        rows: of every project of every round.
        which: the round.
    """
    done, struck = done_at_first(rows), struck_before(rows, which)
    gone = {row.key for row in struck}
    told = [
        _told(row, carried_into(which, row.key, done))
        for row in rows
        if row.round == which and row.key not in gone
    ]
    told += [
        ReportedProject(
            replace(row, round=which, in_plan=False, cells={}),
            row,
            carried=row.state is State.DONE,
        )
        for row in struck
    ]
    return _ordered([each for each in told if each.own.in_plan or each.report.state])


def printed_numbers(told: Sequence[ReportedProject]) -> Sequence[str]:
    """Return the numbers a report prints; none of a project that is no more in the plan.

    The plan may have given its number to another since.
    """
    standing = [each.own.number for each in told if each.own.in_plan]
    numbers = iter(numbers_printed(standing))
    return [next(numbers) if each.own.in_plan else "" for each in told]


def _told(own: ProgressRow, earlier: ProgressRow | None) -> ReportedProject:
    if own.state or earlier is None:
        return ReportedProject(own, own)
    return ReportedProject(own, with_more(earlier, own), carried=True)


def _ordered(told: Sequence[ReportedProject]) -> tuple[ReportedProject, ...]:
    """Order projects by the plan's numbers, where those tell them apart."""
    standing = [each for each in told if each.own.in_plan]
    for order in (_by_number, _by_dimension):
        places = [order(each.own) for each in standing]
        if None not in places and len(set(places)) == len(places):
            standing.sort(key=lambda each: order(each.own) or (0,))
            break
    return (*standing, *(each for each in told if not each.own.in_plan))


def _by_number(row: ProgressRow) -> tuple[int, ...] | None:
    number = to_count(row.number)
    return None if number is None else (number,)


def _by_dimension(row: ProgressRow) -> tuple[int, ...] | None:
    """Return the place of a project whose number begins anew with each dimension."""
    number = _by_number(row)
    return None if number is None or not row.dimension else (row.dimension, *number)


def add_up(told: Sequence[ReportedProject]) -> RoundFigures:
    """Count the projects of a round and add up their money.

    Args:
        told: as of ``told_in``.

    Returns:
        An amount that could not be read counts for nothing; it has a finding.
    """
    # takes longer to load than all else, and a look may not need it
    import pandas as pd  # noqa: PLC0415

    columns = ("dimension", "state", *_COUNTED, *_MONEY)
    table = pd.DataFrame([_flat(each) for each in told], columns=columns, dtype=object)
    counts = table.groupby(["dimension", "state"]).size().to_dict()
    sums = table.groupby("dimension")[[*_COUNTED, *_MONEY]].sum().to_dict()

    def figures(dimension: int) -> Figures:
        waiting, ongoing, done, cannot = (
            int(counts.get((dimension, state), 0)) for state in ("", *_STATES)
        )
        in_ordinance, unread = (int(sums[name].get(dimension, 0)) for name in _COUNTED)
        planned, ordinance, paid = (
            Decimal(sums[name].get(dimension, 0)) / 100 for name in _MONEY
        )
        return Figures(
            waiting=waiting,
            ongoing=ongoing,
            done=done,
            cannot=cannot,
            in_ordinance=in_ordinance,
            unread=unread,
            planned=planned,
            ordinance=ordinance,
            paid=paid,
        )

    by_dimension = tuple(map(figures, (*DIMENSIONS, _NONE)))
    return RoundFigures(by_dimension, _together(by_dimension))


_NONE = 0
"""Stands for a dimension that cannot be read."""


def _flat(told: ReportedProject) -> tuple[object, ...]:
    """Return a row of the table; money in satang, whole numbers of any size."""
    own, report = told.own, told.report
    money = (own.planned, report.ordinance, report.paid)
    return (
        own.dimension or _NONE,
        report.state or "",
        int(report.in_ordinance),
        int(own.planned is None),
        *(int((amount or 0) * 100) for amount in money),
    )


def _together(parts: Sequence[Figures]) -> Figures:
    def whole(name: str) -> int:
        return sum(getattr(part, name) for part in parts)

    def baht(name: str) -> Decimal:
        return sum((getattr(part, name) for part in parts), Decimal(0))

    return Figures(
        waiting=whole("waiting"),
        ongoing=whole("ongoing"),
        done=whole("done"),
        cannot=whole("cannot"),
        in_ordinance=whole("in_ordinance"),
        unread=whole("unread"),
        planned=baht("planned"),
        ordinance=baht("ordinance"),
        paid=baht("paid"),
    )
