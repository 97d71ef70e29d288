"""Carried: a project that was done at six months needs no second report at twelve."""

from collections.abc import Iterable, Mapping

from sync.model.progress import ProgressRow, Round, State
from sync.progress.rounds import FIRST, LAST

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
