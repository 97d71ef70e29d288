"""Moving: a decision that was noted on one version stands beside another all at once.

The cells that name a row's version are the worker's, but most people can type in them.
Who types another version over them would move a decision to what nobody decided on. So
the same words, name and day count for another version only while they still stand
beside the one for which they were noted. That this one's cells were emptied since, and
noted so, makes them nobody else's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sync.approval.read import Proposals
from sync.approval.words import decision_in
from sync.model.approval_tab import Typed
from sync.model.approvals import Decision, Version, for_others
from sync.model.findings import Hit


def without_moved(proposals: Proposals, typed: Mapping[Version, Decision]) -> Proposals:
    """Return what the tab says, with a hit where a decision was moved.

    Args:
        proposals: the tab as it was read.
        typed: the last decision on each version that was noted as people typed it.
    """
    moved = dict(_moved(proposals, typed))
    if not moved:
        return proposals
    hits = tuple(
        Hit(
            "APV111",
            row.cells[Typed.RESULT],
            row.text(Typed.RESULT),
            {"version": str(before.version)},
        )
        for row, before in ((r, moved[r.row]) for r in proposals.rows if r.row in moved)
    )
    rows = tuple(
        replace(row, unread=True) if row.row in moved else row for row in proposals.rows
    )
    return replace(proposals, rows=rows, hits=(*proposals.hits, *hits))


def _moved(
    proposals: Proposals, typed: Mapping[Version, Decision]
) -> Iterator[tuple[int, Decision]]:
    """Yield the rows whose decision was noted on another version, and stands there no more."""
    decided = {
        row.row: decision for row in proposals.rows if (decision := decision_in(row))
    }
    stands = {_version(each): _said(each) for each in decided.values()}
    for row, decision in decided.items():
        if _said(typed.get(_version(decision))) == _said(decision):
            continue
        for version, before in typed.items():
            same = version[:2] == _version(decision)[:2]
            gone = stands.get(version) != _said(before)
            if same and gone and _said(before) == _said(decision):
                yield row, before


def _version(decision: Decision) -> Version:
    return decision.document, decision.year, decision.version


def _said(decision: Decision | None) -> tuple[object, ...]:
    """Return what people typed who decided; an announcement may come to it later."""
    if decision is None:
        return ()
    name, position = for_others(decision.name), for_others(decision.position)
    return decision.result, name, position, decision.decided
