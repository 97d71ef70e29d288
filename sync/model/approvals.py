"""Approvals: what was decided on the versions of a document, and which of them stands.

A decision is what people typed in the tab การอนุมัติ, as it was seen there; the worker
decides nothing. All that was ever decided is in the chain, so how things stand follows
from it alone, and from what the documents say now.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sync.model.chain import Chained, Kind, Link, short


class Standing(StrEnum):
    """How a version stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"
    CHANGED = "changed"


class Strength(StrEnum):
    """What speaks for a decision, from the weakest to the strongest.

    ``NOTED``: somebody who may edit the spreadsheet typed it. ``GUARDED``: somebody who
    may edit that cell did. ``DRIVE``: Google Drive knows of an approval. ``SIGNED``: a
    signed paper is linked to.
    """

    NOTED = "noted"
    GUARDED = "guarded"
    DRIVE = "drive"
    SIGNED = "signed"


class Result(StrEnum):
    """What was decided; ``TAKEN_BACK``: people emptied the cell again."""

    APPROVED = "approved"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Entered:
    """A finished version, as the chain has it; ``content`` is its code in 64 digits."""

    document: Chained
    year: int
    version: int
    content: str
    noted: date

    @property
    def code(self) -> str:
        """Its code as people compare it."""
        return short(self.content)


def versions_in(links: Iterable[Link]) -> tuple[Entered, ...]:
    """Return the versions of a chain, in their order; what cannot be read is none."""
    return tuple(filter(None, map(_entered, links)))


def _entered(link: Link) -> Entered | None:
    if link.kind != Kind.VERSION:
        return None
    facts = link.facts()
    try:
        return Entered(
            Chained(str(facts["document"])),
            _number(facts["year"]),
            _number(facts["version"]),
            str(facts["content"]),
            date.fromisoformat(str(facts["noted"])),
        )
    except (KeyError, ValueError):  # somebody altered it
        return None


@dataclass(frozen=True, slots=True)
class Decision:
    """What people say that was decided on a version, with its announcement.

    ``content`` is the version's code in 64 hexadecimal digits. ``editors`` counts who
    may edit the cell of the decision; zero: anybody who may edit the spreadsheet.
    """

    document: Chained
    year: int
    version: int
    content: str
    result: Result
    strength: Strength
    decided: date | None = None
    name: str = ""
    position: str = ""
    announcement: str = ""
    announced: date | None = None
    signed: str = ""
    editors: int = 0

    @property
    def is_approval(self) -> bool:
        """Whether the version was approved by it."""
        return self.result is Result.APPROVED

    @property
    def is_announced(self) -> bool:
        """Whether the announcement has all that makes one: number, date, signed file."""
        return bool(self.announcement and self.announced and self.signed)

    @property
    def standing(self) -> Standing:
        """How the version stands by it alone."""
        if self.is_approval and self.is_announced:
            return Standing.ANNOUNCED
        return _STANDINGS[self.result]

    def facts(self) -> Mapping[str, object]:
        """Return what its entry in the chain says; it goes to people outside."""
        return {
            "announced": _day(self.announced),
            "announcement": for_others(self.announcement),
            "content": self.content,
            "decided": _day(self.decided),
            "document": self.document,
            "editors": self.editors,
            "kind": Kind.DECISION,
            "name": for_others(self.name),
            "position": for_others(self.position),
            "result": self.result,
            "signed": for_others(self.signed),
            "strength": self.strength,
            "version": self.version,
            "year": self.year,
        }


_STANDINGS = {
    Result.APPROVED: Standing.APPROVED,
    Result.RETURNED: Standing.RETURNED,
    Result.CANCELLED: Standing.CANCELLED,
    Result.TAKEN_BACK: Standing.PROPOSED,
}


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval of a document of a year that stands, and how.

    ``content`` is the approved version's code in 64 hexadecimal digits. ``CHANGED``:
    what the document says now is something else.
    """

    document: Chained
    year: int
    version: int
    content: str
    standing: Standing
    strength: Strength
    decided: date | None
    name: str
    position: str
    announcement: str
    announced: date | None
    signed: str


def decision_of(link: Link) -> Decision | None:
    """Return the decision that an entry of the chain tells of, if it tells of one."""
    if link.kind != Kind.DECISION:
        return None
    facts = link.facts()
    try:
        return Decision(
            Chained(str(facts["document"])),
            _number(facts["year"]),
            _number(facts["version"]),
            str(facts["content"]),
            Result(str(facts["result"])),
            Strength(str(facts["strength"])),
            _read_day(facts["decided"]),
            str(facts["name"]),
            str(facts["position"]),
            str(facts["announcement"]),
            _read_day(facts["announced"]),
            str(facts["signed"]),
            _number(facts["editors"]),
        )
    except (KeyError, ValueError):  # somebody altered it
        return None


Version = tuple[Chained, int, int]
"""A version by its document, year and number."""


def last_decisions(links: Iterable[Link]) -> Mapping[Version, Decision]:
    """Return the last decision on each version that one was made on."""
    decisions = filter(None, map(decision_of, links))
    return {(each.document, each.year, each.version): each for each in decisions}


def last_typed(links: Iterable[Link]) -> Mapping[Version, Decision]:
    """Return the last decision on each version that people typed, taken back or not."""
    decisions = filter(None, map(decision_of, links))
    return {
        (each.document, each.year, each.version): each
        for each in decisions
        if each.result is not Result.TAKEN_BACK
    }


def approvals_standing(
    links: Iterable[Link], now: Mapping[tuple[Chained, int], str]
) -> tuple[Approval, ...]:
    """Return the approval that stands of each document and year that has one.

    Args:
        links: of the chain, in their order.
        now: the code of what each document says now, in 64 digits, drafts as well.
    """
    latest: dict[tuple[Chained, int], Decision] = {}
    decided = last_decisions(links)
    for document, year, version in sorted(decided):
        if decided[document, year, version].is_approval:
            latest[document, year] = decided[document, year, version]
    return tuple(_approvals(latest, now))


def _approvals(
    latest: Mapping[tuple[Chained, int], Decision],
    now: Mapping[tuple[Chained, int], str],
) -> Iterator[Approval]:
    for key, each in latest.items():
        changed = now.get(key, each.content) != each.content
        yield Approval(
            each.document,
            each.year,
            each.version,
            each.content,
            Standing.CHANGED if changed else each.standing,
            each.strength,
            each.decided,
            each.name,
            each.position,
            each.announcement,
            each.announced,
            each.signed,
        )


def for_others(text: str) -> str:
    """Return what people typed as it may go to others: no e-mail address, no half letter.

    A cell holds much more than an entry should.
    """
    whole = text.encode("utf-8", "replace").decode()
    return _ADDRESS.sub("…", whole[:_LONGEST])


_LONGEST = 500


_ADDRESS = re.compile(r"(?:mailto:)?[^\s@<>(),;:/?=&]{1,64}@[^\s@<>(),;:/?=&]{1,255}")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read_day(said: object) -> date | None:
    return date.fromisoformat(str(said)) if said else None


def _number(said: object) -> int:
    if isinstance(said, int):
        return said
    raise ValueError(said)
