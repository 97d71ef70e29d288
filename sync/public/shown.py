"""Shown: which version of each plan and report the public sees, and which it saw.

A document that the public once saw keeps its address, whatever becomes of it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from sync.model.approvals import Approval, Decision, Result, Standing
from sync.model.chain import Chained, Kind, Link
from sync.public.editions import Edition, editions_in, name_of

Document: TypeAlias = tuple[Chained, int]
Publish: TypeAlias = Literal["approved", "finished"] | None

_SETTLED = {Result.APPROVED, Result.CANCELLED}


@dataclass(frozen=True, slots=True)
class Publicised:
    """A version that the public saw, and the day from which on it did."""

    edition: Edition
    since: date


@dataclass(frozen=True, slots=True)
class Shown:
    """What the public sees of a plan or report of a year.

    ``current`` is the version that counts; ``None`` where what was shown before is
    approved no more. ``before`` are those shown before it, the latest first, and it
    itself where it was. ``approval`` is that of the current one; ``newer`` whether a
    newer version is finished that is not shown.
    """

    document: Chained
    year: int
    current: Edition | None
    before: tuple[Publicised, ...]
    approval: Approval | None
    newer: bool

    @property
    def name(self) -> str:
        """What the files of the version that counts are called."""
        return name_of(self.document, self.year)

    @property
    def earlier(self) -> tuple[Edition, ...]:
        """The versions that were shown before the current one, the latest first."""
        codes = {self.current.code} if self.current else set()
        found = []
        for each in self.before:
            if each.edition.code not in codes:
                codes.add(each.edition.code)
                found.append(each.edition)
        return tuple(found)

    @property
    def is_changed(self) -> bool:
        """Whether the document was changed since this version of it was approved."""
        if self.approval is None:
            return False
        return self.newer or self.approval.standing is Standing.CHANGED


def shown_to_all(
    links: Sequence[Link],
    approvals: Iterable[Approval],
    decisions: Iterable[Decision],
    publish: Publish,
) -> tuple[Shown, ...]:
    """Return what the public sees, the newest year first.

    Args:
        links: the chain.
        approvals: those that stand.
        decisions: all that were ever made.
        publish: what is shown. ``None``: whatever is finished, until decisions are
            made; then what is approved, and what was shown before, as it was, as long
            as nobody has decided on it.
    """
    editions = _by_document(editions_in(links))
    saw = _saw(links, editions)
    standing = {(each.document, each.year): each for each in approvals}
    made = list(decisions)
    settled = {(it.document, it.year) for it in made if it.result in _SETTLED}
    found = []
    for document, versions in editions.items():
        before = saw.get(document, ())
        approval = standing.get(document)
        way = publish or _way(document, settled, used=bool(made))
        current = _current(way, versions, before, approval)
        if current is None and not before:
            continue
        is_its = approval and current and approval.content == current.code
        newer = current is not None and current.code != versions[-1].code
        found.append(
            Shown(*document, current, before, approval if is_its else None, newer)
        )
    order = list(Chained)
    return tuple(sorted(found, key=lambda it: (-it.year, order.index(it.document))))


def _way(document: Document, settled: Collection[Document], *, used: bool) -> str:
    if not used:
        return "finished"
    return "approved" if document in settled else "as_it_was"


def _current(
    way: str,
    versions: Sequence[Edition],
    before: Sequence[Publicised],
    approval: Approval | None,
) -> Edition | None:
    if way == "finished":
        return versions[-1]
    if way == "as_it_was":
        return before[0].edition if before else None
    code = approval.content if approval else ""
    return next((it for it in reversed(versions) if it.code == code), None)


def _by_document(editions: Iterable[Edition]) -> Mapping[Document, Sequence[Edition]]:
    found: dict[Document, list[Edition]] = {}
    for each in editions:
        found.setdefault(each.of, []).append(each)
    return found


def _saw(
    links: Iterable[Link], editions: Mapping[Document, Sequence[Edition]]
) -> Mapping[Document, tuple[Publicised, ...]]:
    """Return what was published of each document, the latest first."""
    found: dict[Document, list[Publicised]] = {}
    for document, version, since in _publications(links):
        same = [it for it in editions.get(document, ()) if it.version == version]
        every = found.setdefault(document, [])
        # an office that gives its folder another address shows the same once more
        if same and not (every and every[0].edition == same[0]):
            every.insert(0, Publicised(same[0], since))
    return {document: tuple(every) for document, every in found.items()}


def _publications(links: Iterable[Link]) -> Iterator[tuple[Document, int, date]]:
    for link in links:
        if link.kind != Kind.PUBLICATION:
            continue
        facts: Mapping[str, Any] = link.facts()
        try:
            document = Chained(str(facts["document"])), int(facts["year"])
            noted = date.fromisoformat(str(facts["noted"]))
            yield document, int(facts["version"]), noted
        except (KeyError, TypeError, ValueError):  # somebody altered it
            continue
