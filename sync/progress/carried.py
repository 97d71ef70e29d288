"""Carried: what was reported at six months speaks at twelve, where nothing else does.

A project that was done needs no second report; what staff type in its row of twelve
months all the same is said besides. One that was struck from the plan since has no row
there, or leaves it empty, and its report of six months is the last there is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sync.model.progress import ProgressRow, Reported, Round, State
from sync.progress.rounds import FIRST, LAST
from sync.thai.folding import says_something

Done = Mapping[tuple[str, int], ProgressRow]
"""The rows of six months that are done, by their project's key and their year."""


def done_at_first(rows: Iterable[ProgressRow]) -> Done:
    """Return the rows of six months that report their project as done."""
    return {
        (row.key, row.round.year): row
        for row in rows
        if row.round.months == FIRST and row.state is State.DONE
    }


def carried_into(which: Round, key: str, done: Done) -> ProgressRow | None:
    """Return the earlier report that speaks for a project in a round, if one does.

    Args:
        which: the round.
        key: the project's.
        done: the rows of six months that are done.
    """
    return done.get((key, which.year)) if which.months == LAST else None


def struck_before(rows: Iterable[ProgressRow], which: Round) -> tuple[ProgressRow, ...]:
    """Return the reports of six months of projects that were struck before twelve.

    Every project of the plan has a row there: these have none, or an empty one.

    Args:
        rows: of every project of every round.
        which: the round.
    """
    if which.months != LAST:
        return ()
    known = list(rows)
    there = {
        row.key for row in known if row.round == which and (row.in_plan or row.state)
    }
    first = Round(which.year, FIRST)
    return tuple(
        row
        for row in known
        if row.round == first and row.state and row.key not in there
    )


def with_more(earlier: ProgressRow, own: ProgressRow) -> ProgressRow:
    """Return an earlier report with what staff typed besides in the row of the round.

    Args:
        earlier: the report that speaks for the project.
        own: its row of the round, without a state.
    """
    texts = {
        column: own.text(column) if is_told(own, column) else earlier.text(column)
        for column in Reported
    }
    return replace(
        earlier,
        in_ordinance=own.in_ordinance or earlier.in_ordinance,
        ordinance=earlier.ordinance if own.ordinance is None else own.ordinance,
        paid=earlier.paid if own.paid is None else own.paid,
        completed=own.completed or earlier.completed,
        evidence=tuple(dict.fromkeys((*earlier.evidence, *own.evidence))),
        texts={**texts, Reported.STATE: earlier.text(Reported.STATE)},
    )


def is_told(row: ProgressRow, column: Reported) -> bool:
    """Whether a cell says something; of problems and suggestions a dash does not."""
    text = row.text(column)
    if column in ASKED_LAST:
        return says_something(text)
    return bool(text)


ASKED_LAST = (Reported.PROBLEMS, Reported.SUGGESTIONS)
"""What the report of twelve months must have of every project."""
