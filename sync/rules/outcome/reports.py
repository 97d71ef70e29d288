"""Rules on what is reported of the projects in a round: states, days and money.

They concern the reports, and make no draft of the plan. A cell that could not be read
is left to the hit that says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sync.memo import Made
from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.progress import ProgressRow, Reason, Reported, Round, RoundDates, State
from sync.progress.adding import NewRow, counted_rows
from sync.progress.carried import (
    ASKED_LAST,
    Done,
    carried_into,
    done_at_first,
    is_told,
)
from sync.progress.read import Progress
from sync.progress.rounds import LAST, dates_of, first_day, is_over, last_day
from sync.progress.table import Owner
from sync.progress.words import other_in_words
from sync.rules.own_words import names_of
from sync.rules.reference import ReferenceData
from sync.rules.text.wordlists import WordLists
from sync.settings.values import ReportSettings
from sync.sheet.unreadable import NO_VALUE
from sync.thai.dates import long_date
from sync.thai.folding import only_signs, says_something
from sync.thai.money import baht


@dataclass(frozen=True, slots=True)
class ReportContext:
    """The rows that are somebody's for sure, and what is known besides.

    ``done`` are those of six months that are done. ``unread`` are cells that something
    was said of while reading; ``dates`` those of the rounds that are reported on;
    ``labels`` name columns as staff know them, ``names`` are those the plan gives, and
    ``lists`` what words are judged by; ``made`` is what several rules ask of the rows,
    found once.
    """

    rows: tuple[ProgressRow, ...]
    done: Done
    unread: frozenset[Cell]
    dates: Mapping[Round, RoundDates]
    today: date
    labels: Mapping[Reported, str]
    names: str
    lists: WordLists
    made: Made = field(default_factory=Made, init=False, repr=False, compare=False)

    def in_state(self, *states: State) -> Iterator[ProgressRow]:
        """Yield the rows that report one of some states."""
        return (row for row in self.rows if row.state in states)

    def is_left(self, row: ProgressRow, column: Reported) -> bool:
        """Whether staff left a cell empty."""
        return not row.text(column) and row.cells[column] not in self.unread

    def done_before(self, row: ProgressRow) -> ProgressRow | None:
        """Return the row of six months by which the project of one of twelve was done."""
        return carried_into(row.round, row.key, self.done)


def report_context(
    progress: Progress,
    new: Sequence[NewRow],
    settings: ReportSettings,
    today: date,
    reference: ReferenceData,
) -> ReportContext:
    """Return what the rules on reports go by; of rows that stand twice none is sure.

    Args:
        progress: the tab as it was read.
        new: the rows it lacks.
        settings: which rounds the office reports on, and when.
        today: the day.
        reference: what columns are called, and word lists.
    """
    headers = reference.headers
    placed = [each for each in new if each.row]
    rows = [
        row
        for row in counted_rows(progress, placed)
        if Owner(row.key, row.round) not in progress.owners.twice
    ]
    rounds = {row.round for row in rows if row.round.months in settings.rounds}
    return ReportContext(
        rows=tuple(rows),
        done=done_at_first(rows),
        unread=frozenset(hit.cell for hit in progress.hits if hit.rule in _UNREAD),
        dates={which: dates_of(which, settings) for which in rounds},
        today=today,
        labels={column: headers.write("progress", column) for column in Reported},
        names=names_of(progress.plan),
        lists=reference.lists,
    )


_UNREAD = {
    *("PRG001", "PRG002", "PRG003", "PRG004", "PRG005", "PRG012"),
    *NO_VALUE,
}


def _hit(rule: str, told: ProgressRow, column: Reported, **facts: str) -> Hit:
    return Hit(rule, told.cells[column], told.text(column), facts)


# --- state and reason -----------------------------------------------------------------


def no_reason(context: ReportContext) -> Iterator[Hit]:
    """E-PlanNACC asks why a project cannot be carried out, and takes no report without."""
    for row in context.in_state(State.CANNOT):
        if context.is_left(row, Reported.REASON):
            yield _hit("PRG101", row, Reported.REASON)


def other_reason_unsaid(context: ReportContext) -> Iterator[Hit]:
    """“Other” is a reason only with words of its own, here or in the remark."""
    for row in context.in_state(State.CANNOT):
        words = other_in_words(row.text(Reported.REASON)) or row.text(Reported.REMARK)
        if row.reason is Reason.OTHER and not says_something(words):
            yield _hit("PRG102", row, Reported.REASON)


def reason_of_another_state(context: ReportContext) -> Iterator[Hit]:
    """A reason why not, beside a state that says otherwise: one of the two is left over."""
    for row in context.in_state(State.ONGOING, State.DONE):
        if row.reason is not None:
            state = row.text(Reported.STATE)
            yield _hit("PRG103", row, Reported.REASON, state=state)


def back_from_done(context: ReportContext) -> Iterator[Hit]:
    """What was done at six months cannot be undone at twelve; one report is wrong."""
    for row in context.in_state(State.ONGOING, State.CANNOT):
        if earlier := context.done_before(row):
            yield _hit("PRG111", row, Reported.STATE, row=str(earlier.row))


def waits_after_the_round(context: ReportContext) -> Iterator[Hit]:
    """A round that is over with rows that wait is a report with projects left out."""
    for row in context.rows:
        dates = context.dates.get(row.round)
        if dates is None or not is_over(dates, context.today) or not row.in_plan:
            continue
        if _waits(context, row) and not any(map(row.text, _TOLD)):
            closed = long_date(dates.closes)
            yield _hit("PRG117", row, Reported.STATE, closed=closed)


def told_without_state(context: ReportContext) -> Iterator[Hit]:
    """What is told without a state counts for nothing: the project still waits."""
    for row in context.rows:
        if _waits(context, row) and any(map(row.text, _TOLD)):
            yield _hit("PRG119", row, Reported.STATE)


def _waits(context: ReportContext, row: ProgressRow) -> bool:
    is_unread = row.cells[Reported.STATE] in context.unread
    return row.state is None and not is_unread and context.done_before(row) is None


_TOLD = (
    *(Reported.REASON, Reported.ORDINANCE, Reported.PAID, Reported.RESULT),
    *(Reported.INDICATOR, Reported.PROBLEMS, Reported.SUGGESTIONS),
    *(Reported.COMPLETED, Reported.EVIDENCE),
)


# --- what was done, and when -------------------------------------------------------------


def no_result(context: ReportContext) -> Iterator[Hit]:
    """The yearly report tells the result of each project; done without one tells nothing."""
    for row in context.in_state(State.DONE):
        text, cell = row.text(Reported.RESULT), row.cells[Reported.RESULT]
        if only_signs(text) and cell not in context.unread:
            yield _hit("PRG104", row, Reported.RESULT)


def no_day(context: ReportContext) -> Iterator[Hit]:
    """Without its day nobody can tell whether a project was done in this round."""
    for row in context.in_state(State.DONE):
        if context.is_left(row, Reported.COMPLETED):
            yield _hit("PRG105", row, Reported.COMPLETED)


def day_to_come(context: ReportContext) -> Iterator[Hit]:
    """Nothing was completed on a day that has not come: the day is wrong, or the state.

    Nor was it where another row says that the project was done.
    """
    for row in context.rows:
        is_done = row.state is State.DONE or (
            row.state is None and context.done_before(row) is not None
        )
        if is_done and row.completed and row.completed > context.today:
            yield _hit("PRG123", row, Reported.COMPLETED)


def reported_on_a_day_to_come(context: ReportContext) -> Iterator[Hit]:
    """Nobody has reported on a day that has not come: its year or month is mistyped."""
    for row in context.rows:
        if row.reported_on and row.reported_on > context.today:
            yield _hit("PRG124", row, Reported.REPORTED_ON)


def day_outside(context: ReportContext) -> Iterator[Hit]:
    """A round is about its own months: a day outside them is a slip or of another round.

    A day to come has a rule of its own.
    """
    for row in context.in_state(State.DONE):
        first, last, day = first_day(row.round), last_day(row.round), row.completed
        if day and day <= context.today and not first <= day <= last:
            facts = {"first": long_date(first), "last": long_date(last)}
            yield _hit("PRG106", row, Reported.COMPLETED, **facts)


def nothing_on_problems(context: ReportContext) -> Iterator[Hit]:
    """The yearly report says “ไม่มี” where there is none: an empty cell is a lost point.

    That of six months asks for none, so who was done by then is asked at twelve.
    """
    for row in context.rows:
        if row.round.months != LAST or not row.in_plan:
            continue
        earlier = None if row.state else context.done_before(row)
        if row.state is None and earlier is None:
            continue
        for column in ASKED_LAST:
            told = is_told(row, column) or (earlier and is_told(earlier, column))
            if not told and row.cells[column] not in context.unread:
                yield _hit("PRG110", row, column, heading=context.labels[column])


# --- money ----------------------------------------------------------------------------------


def paid_over_ordinance(context: ReportContext) -> Iterator[Hit]:
    """More was paid than the ordinance gave: money was moved there, or a digit is wrong."""
    for row in context.rows:
        given, paid = row.ordinance, row.paid
        if given is not None and paid is not None and paid > given:
            facts = {"paid": baht(paid), "given": baht(given)}
            yield _hit("PRG107", row, Reported.PAID, **facts)


def ordinance_over_plan(context: ReportContext) -> Iterator[Hit]:
    """The ordinance mostly gives what was planned, or less: more is worth a look."""
    for row in context.rows:
        if row.planned and row.ordinance is not None and row.ordinance > row.planned:
            facts = {"given": baht(row.ordinance), "planned": baht(row.planned)}
            yield _hit("PRG108", row, Reported.ORDINANCE, **facts)


def money_without_budget(context: ReportContext) -> Iterator[Hit]:
    """A project planned without money that spends some is another than was planned."""
    for row in context.rows:
        if row.planned != 0:
            continue
        amounts = {Reported.ORDINANCE: row.ordinance, Reported.PAID: row.paid}
        for column, amount in amounts.items():
            if amount:
                yield _hit("PRG109", row, column, amount=baht(amount))


def done_but_unpaid(context: ReportContext) -> Iterator[Hit]:
    """A project with a budget that is done has mostly been paid for."""
    for row in context.in_state(State.DONE):
        unpaid = row.paid == 0 or context.is_left(row, Reported.PAID)
        if row.planned and unpaid:
            yield _hit("PRG112", row, Reported.PAID, planned=baht(row.planned))


def amount_left_out(context: ReportContext) -> Iterator[Hit]:
    """E-PlanNACC asks for both amounts of a project with a budget, be they zero."""
    asked = {State.DONE: (Reported.ORDINANCE,), State.ONGOING: _AMOUNTS}
    for row in context.in_state(*asked):
        for column in asked[row.state or State.DONE] if row.planned else ():
            if context.is_left(row, column):
                yield _hit("PRG118", row, column, heading=context.labels[column])


_AMOUNTS = (Reported.ORDINANCE, Reported.PAID)


def paid_for_nothing(context: ReportContext) -> Iterator[Hit]:
    """Money paid for what could not be carried out has to be explained, or is a slip."""
    for row in context.in_state(State.CANNOT):
        if row.paid:
            yield _hit("PRG120", row, Reported.PAID, paid=baht(row.paid))


def ordinance_without_tick(context: ReportContext) -> Iterator[Hit]:
    """What has money in the ordinance stands in it: the box was forgotten."""
    for row in context.rows:
        is_unread = row.cells[Reported.IN_ORDINANCE] in context.unread
        if row.ordinance and not row.in_ordinance and not is_unread:
            given = baht(row.ordinance)
            yield _hit("PRG121", row, Reported.IN_ORDINANCE, given=given)
