"""What became of a document that was to be published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sync.errors import WorkerError
from sync.model.changes import Facts
from sync.model.documents import Document, Publication


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A draft that does not take the place of the plan without errors ``as_of`` a day.

    ``draft`` is where the draft went instead.
    """

    as_of: date
    draft: "PublishedDocument"


@dataclass(frozen=True, slots=True)
class PublishedDocument:
    """A document in its place; ``new`` if it shows something new.

    ``left`` if it should have been put there, but somebody has changed the one that is
    there; ``restored`` if it was there before, and somebody had taken or changed it.
    ``refused`` says why it has no place, and then there is no link. ``outdated`` if it
    could not be made, so that an older version is there. ``kept`` and ``lost`` as in
    ``Placed``.
    """

    document: Document
    link: str
    new: bool
    left: bool = False
    restored: bool = False
    held: HeldBack | None = None
    refused: WorkerError | None = None
    outdated: bool = False
    kept: str = ""
    lost: tuple[str, ...] = ()

    def shows(self, printed: Publication) -> bool:
        """Whether something printed shows this very document."""
        return printed.digest == self.document.digest


def next_publication(
    shown: PublishedDocument,
    before: Publication | None,
    as_of: date,
    facts: Facts,
    *,
    clean: bool,
) -> Publication:
    """Return what is noted of a document as it is shown now, told one time more.

    Args:
        shown: the document in its place.
        before: what was noted of it last.
        as_of: the day on which it became what it is.
        facts: what it tells.
        clean: whether nothing in it must be corrected.
    """
    if before and not shown.new:
        # what stands there may still be the document of before
        now = replace(before, facts=facts, clean=clean)
    else:
        key, digest = shown.document.key, shown.document.digest
        now = Publication(key, digest, shown.link, as_of, facts, clean=clean)
    return replace(now, version=before.version + 1) if before else now


def became_on(facts: Facts, before: Publication | None, today: date) -> date:
    """Return the day on which a document's facts became what they are now.

    A day of the future was put down by a clock that was wrong.
    """
    if before and before.facts == facts and before.as_of <= today:
        return before.as_of
    return today


def refusals_of(shown: Iterable[PublishedDocument]) -> Iterator[WorkerError]:
    """Yield why documents have no place, those of drafts among them."""
    for each in shown:
        drafts = [each.held.draft] if each.held else []
        yield from (which.refused for which in (each, *drafts) if which.refused)
