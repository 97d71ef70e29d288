"""Publish: what is new is put in its place, under the link it has always had.

What was published before and is no longer there as it was is put back. A document
that has no place stops nothing else. The plan itself is not noted as published here:
its note and its mail are one transaction, and come last. A worker killed before that
publishes the same again.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sync.documents.links import is_here
from sync.documents.published import HeldBack, PublishedDocument
from sync.documents.versions import (
    as_draft,
    clean_key,
    draft_key,
    held_since,
    version_key,
)
from sync.errors import (
    DocumentRefused,
    DomainForbids,
    FileWithheld,
    GoogleMissing,
    NoStorage,
    NotShared,
    SearchIncomplete,
)
from sync.ledger import Ledger
from sync.messages import Words
from sync.model.documents import Before, Document, Kind, Placed, Publication
from sync.ports import Clock, Documents, PdfMaker

_log = logging.getLogger(__name__)

REFUSALS = (
    DocumentRefused,
    NotShared,
    GoogleMissing,
    NoStorage,
    DomainForbids,
    FileWithheld,
    SearchIncomplete,
)
"""What keeps one document from its place, and nothing else from anything."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a night looked for, and what it tried to put somewhere after.

    ``same`` are documents that are to be as they were put, and are ``all_there`` or
    not; ``soon`` are links that others may be put at. ``tried`` are keys.
    """

    same: tuple[Publication, ...] = ()
    soon: frozenset[str] = frozenset()
    all_there: bool = False
    tried: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Where documents go, and what is known of those that went there before.

    ``attaches_pdf``: a PDF goes with every letter, be it one to which a link leads.
    ``intact`` are links of what is there as it was put, of all that was ``looked`` for.
    """

    documents: Documents
    pdf: PdfMaker
    ledger: Ledger
    clock: Clock
    words: Words
    wants_pdf: bool
    attaches_pdf: bool = False
    intact: frozenset[str] = frozenset()
    looked: Looked = field(default_factory=Looked)

    def having_looked(
        self, sets: Iterable[Sequence[Document]], earlier: Sequence[Publication] = ()
    ) -> "Publisher":
        """Look at all that was published before of these documents, together.

        Args:
            sets: a plan or report each, and what else is made of it.
            earlier: what is made no more, and is missed only once it was there.
        """
        noted = [it for made in sets for it in _noted(made, self)]
        same = {
            known.link: known for known, document in noted if _same(known, document)
        }
        soon = {known.link for known, _ in noted} - same.keys()
        # also where nothing is known: what an earlier look saw is seen no more
        intact = self.documents.intact([*same.values(), *earlier], soon)
        there = intact.issuperset(same)
        kept = (known for known in earlier if known.link in intact)
        looked = Looked((*same.values(), *kept), frozenset(soon), all_there=there)
        return replace(self, intact=intact, looked=looked)


@dataclass(frozen=True, slots=True)
class _Round:
    """One night's publishing."""

    publisher: Publisher
    as_of: date

    @property
    def intact(self) -> frozenset[str]:
        """Links of what is there as it was put."""
        return self.publisher.intact

    def known(self, key: str, kind: Kind) -> Publication | None:
        return self.publisher.ledger.publications.find(key, kind)

    def note(self, key: str, digest: str, link: str, kind: Kind) -> None:
        publication = Publication(key, digest, link, self.as_of, (), kind)
        self.publisher.ledger.publications.record(
            publication, (), self.publisher.clock.now()
        )


def publish(
    made: Sequence[Document],
    *,
    clean: bool,
    as_of: date,
    publisher: Publisher,
    draft_home: str | None = None,
) -> tuple[PublishedDocument, ...]:
    """Publish the plan, the first of those made, its PDF, and all the others.

    Args:
        made: the documents; the plan first.
        clean: whether it is without errors: then it is kept besides, until the next clean
            one, and as a PDF of its own.
        as_of: the day the plan is as of.
        publisher: where to, and what is remembered of it; having looked.
        draft_home: where a draft goes that may not take a clean one's place; ``None`` for
            a place of its own.

    Returns:
        What became of each; of PDFs, those that have no place.
    """
    plan, *others = made
    words = publisher.words
    night = _Round(publisher, as_of)
    plan_shown = _publish_plan(plan, draft_home, night)
    shown = [plan_shown]
    for other in others:
        # nobody could get back the page without errors that the public reads
        kept_back = other.kind is Kind.PAGE and not clean and _was_clean(plan, night)
        shown.append(_publish(as_draft(other, words) if kept_back else other, night))
    if clean:
        _keep_clean(plan, plan_shown, night)
    if _is_printed(plan_shown, publisher, clean=clean):
        shown.extend(_publish_pdfs(plan_shown, night, clean=clean))
    return tuple(shown)


def _is_printed(plan: PublishedDocument, publisher: Publisher, *, clean: bool) -> bool:
    """Whether a PDF of its own is kept of what is shown.

    Who opens a draft at Google prints it there. Only a letter may need one of it, and
    one that others can open is not left behind as an older version.
    """
    if not publisher.wants_pdf or plan.left or plan.held or plan.refused:
        return False
    if clean or publisher.attaches_pdf or not publisher.documents.pdf_link(plan.link):
        return True
    known = publisher.ledger.publications.find(plan.document.key, Kind.PDF)
    return known is not None and not is_here(known.link)


def _same(known: Publication, document: Document) -> bool:
    return known.digest == document.digest


def _noted(
    made: Sequence[Document], publisher: Publisher
) -> Iterator[tuple[Publication, Document]]:
    """Yield what was published before of these, each with what is to stand there."""
    plan, *others = made
    kept, draft = (
        clean_key(plan.key, publisher.words),
        draft_key(plan.key, publisher.words),
    )
    places = [(key, Kind.WORD, plan) for key in (plan.key, kept, draft)]
    if publisher.wants_pdf:
        places += [(key, Kind.PDF, plan) for key in (plan.key, kept)]
    for other in others:
        for key in (other.key, draft_key(other.key, publisher.words)):
            places.append((key, other.kind, other))
    for key, kind, document in places:
        known = publisher.ledger.publications.find(key, kind)
        if known and known.link:
            yield known, document


def _publish_plan(
    plan: Document, draft_home: str | None, night: _Round
) -> PublishedDocument:
    shown = _put(plan, night)
    if shown.held is None:
        return shown
    draft = _publish(as_draft(plan, night.publisher.words, draft_home), night)
    before = night.known(plan.key, plan.kind)
    # a draft without a place is tried again: the plan is not shown yet
    missing = draft.refused or draft.left
    new = not missing and (before is None or before.digest != plan.digest)
    return replace(shown, new=new, held=replace(shown.held, draft=draft))


def _was_clean(plan: Document, night: _Round) -> bool:
    kept = clean_key(plan.key, night.publisher.words)
    return night.known(kept, Kind.WORD) is not None


def _publish(document: Document, night: _Round) -> PublishedDocument:
    shown = _put(document, night)
    if shown.new:
        night.note(document.key, document.digest, shown.link, document.kind)
    return shown


def _keep_clean(plan: Document, shown: PublishedDocument, night: _Round) -> None:
    """Keep the plan without errors: in a home of its own no draft replaces it anyway."""
    if shown.refused or shown.left:
        return
    key = clean_key(plan.key, night.publisher.words)
    known = night.known(key, Kind.WORD)
    documents = night.publisher.documents
    homeless, place = (
        documents.find(plan.key, plan.kind, home) for home in (None, plan.home)
    )
    if place != homeless:
        if not known or (known.digest, known.link) != (plan.digest, shown.link):
            night.note(key, plan.digest, shown.link, Kind.WORD)
        return
    if known and known.link == shown.link:
        # kept in the plan's own home, which it no longer has: drafts go there now
        night.note(key, "", shown.link, Kind.WORD)
    title = clean_key(plan.title, night.publisher.words)
    _publish(replace(plan, key=key, title=title, home=None, yearless_key=""), night)


def _put(document: Document, night: _Round) -> PublishedDocument:
    """Put a document in its place, unless it stands there as it is."""
    publisher = night.publisher
    known = night.known(document.key, document.kind)
    place = publisher.documents.find(document.key, document.kind, document.home)
    # people may have given it another home
    same = known and known.digest == document.digest and place in {None, known.link}
    if known and same and known.link in night.intact:
        held = _held_before(document, night)
        return PublishedDocument(document, known.link, new=False, held=held)
    publisher.looked.tried.append(document.key)
    try:
        placed = publisher.documents.publish(document, _before(document, night))
    except REFUSALS as stop:
        _log.warning("document has no place %s", stop)
        return PublishedDocument(document, "", new=False, refused=stop)
    again = known is not None and known.digest == document.digest
    # a file that is gone is put back under its link, which ``find`` cannot tell
    there = known is not None and placed.link == known.link
    restored = placed.updated and (bool(same) or (again and there))
    return PublishedDocument(
        document,
        placed.link,
        new=placed.updated and not restored,
        left=placed.changed,
        restored=restored,
        held=_held(placed, document, night),
        kept=placed.kept,
        lost=placed.lost,
    )


def _before(document: Document, night: _Round) -> Before | None:
    known = night.known(document.key, document.kind)
    if known is None:
        return None
    kept = clean_key(document.key, night.publisher.words)
    clean = night.known(kept, document.kind)
    shows_clean = clean is not None and (
        clean.digest == known.digest or clean.link == known.link
    )
    return Before(
        known.link, known.digest, clean.as_of if clean and shows_clean else None
    )


def _held(placed: Placed, document: Document, night: _Round) -> HeldBack | None:
    if placed.held is None:
        return None
    key = clean_key(document.key, night.publisher.words)
    if night.known(key, Kind.WORD) is None:  # a ledger that was lost
        publication = Publication(key, "", placed.link, placed.held, ())
        night.publisher.ledger.publications.record(
            publication, (), night.publisher.clock.now()
        )
    return HeldBack(placed.held, PublishedDocument(document, "", new=False))


def _held_before(document: Document, night: _Round) -> HeldBack | None:
    """Return a draft that went elsewhere already."""
    since = held_since(document.key, night.publisher.ledger, night.publisher.words)
    return (
        HeldBack(since, PublishedDocument(document, "", new=False)) if since else None
    )


def _publish_pdfs(
    plan: PublishedDocument, night: _Round, *, clean: bool
) -> Iterator[PublishedDocument]:
    """Publish the plan's PDF where there is an older one, or none.

    Yield those that have no place, and one that stays the older one.
    It is noted with the plan's own digest: a plan printed twice gives other bytes. That
    of a clean version is noted as the last clean one, which it is.
    """
    publisher = night.publisher
    key, digest = plan.document.key, plan.document.digest
    files = {key: key}
    if clean:
        version = version_key(plan.document, night.as_of, publisher.words)
        files[clean_key(key, publisher.words)] = version
    content = None
    for noted_as, file_key in files.items():
        before = night.known(noted_as, Kind.PDF)
        if before and before.digest == digest and before.link in night.intact:
            continue
        publisher.looked.tried.append(file_key)
        content = content or publisher.pdf.make(plan.document, plan.link)
        if content is None:
            older = night.known(key, Kind.PDF)
            if older and older.digest != digest:
                pdf = replace(plan.document, kind=Kind.PDF)
                yield PublishedDocument(pdf, older.link, new=False, outdated=True)
            return
        pdf = replace(plan.document, key=file_key, content=content, kind=Kind.PDF)
        try:
            link = publisher.documents.publish(replace(pdf, home=None)).link
        except REFUSALS as stop:
            _log.warning("PDF has no place %s", stop)
            yield PublishedDocument(pdf, "", new=False, refused=stop)
        else:
            night.note(noted_as, digest, link, Kind.PDF)
