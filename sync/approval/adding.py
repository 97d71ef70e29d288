"""Adding: which versions the tab lacks a row for, and which rows nobody needs any more.

The latest finished version of each document has a row, with a box to put it forward.
A row is given to one version and never to another: who ticks the box in the moment in
which a newer version comes has put forward the one that they saw. So the newer one gets
a row that stood empty when the sheet was read, and of a row that nobody touched the
worker takes back what it put there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sync.approval.read import Proposals
from sync.approval.words import approval_of
from sync.model.approval_tab import Laid, ProposalRow
from sync.model.approvals import Approval, Decision, Entered, Version
from sync.model.chain import Chained
from sync.model.findings import Hit
from sync.sheet.tables import is_something

FARTHEST = 5_000
"""Rows: more versions than a century's."""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version that has no row, and the one it gets; 0: there is no room."""

    version: Entered
    row: int


@dataclass(frozen=True, slots=True)
class Board:
    """The tab as it was read, the versions that it lacks, and the approvals that stand.

    ``noted`` is the last decision that was noted on each version.
    """

    proposals: Proposals = field(default_factory=Proposals)
    new: tuple[NewVersion, ...] = ()
    approvals: tuple[Approval, ...] = ()
    noted: Mapping[Version, Decision] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is no tab, and nothing stands approved."""
        return self.proposals.table is None and not self.approvals

    @property
    def awaits_a_day(self) -> bool:
        """Whether a day is typed that is still to come; the tab is judged anew on it."""
        return any(row.ahead for row in self.proposals.rows)


def latest_versions(
    versions: Sequence[Entered],
) -> Mapping[tuple[Chained, int], Entered]:
    """Return the latest version of each document and year."""
    return {(each.document, each.year): each for each in versions}


def find_new_versions(
    proposals: Proposals, approvals: Sequence[Approval], years: Sequence[int]
) -> tuple[NewVersion, ...]:
    """Return the versions that lack a row.

    Args:
        proposals: the tab as it was read.
        approvals: those that stand; what says the same needs no other.
        years: of which documents are still put forward.
    """
    owners = proposals.owners
    if owners is None:
        return ()
    lacking = [
        version
        for version in latest_versions(proposals.versions).values()
        if version.year in years
        and version not in owners.versions
        and not _is_approved(version, approvals)
    ]
    places = _free_rows(proposals)
    return tuple(NewVersion(version, next(places, 0)) for version in lacking)


def find_outdated(proposals: Proposals) -> tuple[ProposalRow, ...]:
    """Return the rows that nobody touched, of versions that are not the latest."""
    latest = latest_versions(proposals.versions)
    return tuple(
        row
        for row in proposals.rows
        if row.is_untouched
        and latest[row.version.document, row.version.year] != row.version
    )


def without_room(proposals: Proposals, new: Sequence[NewVersion]) -> Iterator[Hit]:
    """Say that versions have no place in the tab."""
    if proposals.table and any(not each.row for each in new):
        cell = proposals.table.cell(proposals.table.top, Laid.CONTENT)
        yield Hit("APV008", cell, "", {"farthest": f"{FARTHEST:,}"})


def _is_approved(version: Entered, approvals: Sequence[Approval]) -> bool:
    stands = approval_of(version, approvals)
    return stands is not None and stands.content == version.content


def _free_rows(proposals: Proposals) -> Iterator[int]:
    """Yield the rows below the header in which nothing stands, be it merged."""
    table = proposals.table
    if table is None:
        return
    tab = table.tab
    for row in range(table.header + 1, FARTHEST + 1):
        values = tab.rows[row - 1] if row <= len(tab.rows) else ()
        merged = any(area.top <= row <= area.bottom for area in tab.merged)
        if not merged and not any(map(is_something, values)):
            yield row
