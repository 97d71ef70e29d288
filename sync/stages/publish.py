"""Publish: what is new is put in its place, under the link it has always had.

The plan itself is not noted as published here: its note and its mail are one
transaction, and come last. A worker killed before that publishes the same again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sync.ledger import Ledger
from sync.model import Document, Kind, Publication
from sync.ports import Clock, Documents, PdfMaker
from sync.stages.documents import Wanted
from sync.words import Words


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where documents go, and what is known of those that went there before."""

    documents: Documents
    pdf: PdfMaker
    ledger: Ledger
    clock: Clock
    words: Words
    wants_pdf: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A document in its place; ``new`` if it was put there just now.

    ``left`` if it should have been, but somebody has changed the one that is there.
    ``kept`` and ``lost`` as in ``Placed``.
    """

    document: Document
    link: str
    new: bool
    left: bool = False
    kept: str = ""
    lost: tuple[str, ...] = ()


def publish(
    made: Sequence[Document], *, clean: bool, as_of: date, shelf: Shelf
) -> tuple[Published, ...]:
    """Publish the plan, the first of those made, its PDF, and all the others.

    A ``clean`` plan is kept besides, until the next clean one, and as a dated PDF.
    """
    plan, *others = made
    shown = [_publish_plan(plan, shelf)]
    shown.extend(_publish(document, as_of, shelf) for document in others)
    if clean:
        key, title = (clean_key(name, shelf.words) for name in (plan.key, plan.title))
        kept = replace(plan, key=key, title=title, home=None)
        _publish(kept, as_of, shelf)
    if shelf.wants_pdf and not shown[0].left:
        _publish_pdfs(shown[0], as_of, shelf, clean=clean)
    return tuple(shown)


def known_links(
    wanted: Sequence[Wanted], ledger: Ledger, words: Words
) -> tuple[tuple[str, str], ...]:
    """Give the name and link of everything the plan was published as so far."""
    plan = wanted[0]
    kept = clean_key(plan.key, words)
    places = [
        (plan.title, plan.key, Kind.WORD),
        (words.say("document.pdf_title"), plan.key, Kind.PDF),
        (words.say("document.clean_title"), kept, Kind.WORD),
        (words.say("document.clean_pdf_title"), kept, Kind.PDF),
        *((other.title, other.key, other.kind) for other in wanted[1:]),
    ]
    found = ((title, ledger.publication(key, kind)) for title, key, kind in places)
    return tuple((title, known.link) for title, known in found if known)


def clean_key(key: str, words: Words) -> str:
    """Name the last version of a plan without errors, by the plan's key or title."""
    return words.say("document.clean_key", key=key)


def dated_key(key: str, as_of: date, words: Words) -> str:
    """Name a version of a plan without errors by its day, in the Buddhist year."""
    day = f"{as_of.year + 543}-{as_of:%m-%d}"
    return words.say("document.dated_key", key=key, day=day)


def _publish_plan(plan: Document, shelf: Shelf) -> Published:
    return _standing(plan, shelf) or _placed(plan, shelf)


def _publish(document: Document, as_of: date, shelf: Shelf) -> Published:
    if standing := _standing(document, shelf):
        return standing
    placed = _placed(document, shelf)
    if placed.new:
        publication = Publication(
            document.key, document.digest, placed.link, as_of, (), document.kind
        )
        shelf.ledger.record_publication(publication, (), shelf.clock.now())
    return placed


def _standing(document: Document, shelf: Shelf) -> Published | None:
    """Give the document if it stands in its place already, as it is."""
    before = shelf.ledger.publication(document.key, document.kind)
    place = shelf.documents.find(document.key, document.kind, document.home)
    if not before or before.digest != document.digest:
        return None
    # people may have given it another home
    if place and place != before.link:
        return None
    return Published(document, before.link, new=False)


def _placed(document: Document, shelf: Shelf) -> Published:
    placed = shelf.documents.publish(document)
    return Published(
        document,
        placed.link,
        new=placed.updated,
        left=not placed.updated,
        kept=placed.kept,
        lost=placed.lost,
    )


def _publish_pdfs(plan: Published, as_of: date, shelf: Shelf, *, clean: bool) -> None:
    """Publish the plan's PDF where there is an older one, or none.

    It is noted with the plan's own digest: a plan printed twice gives other bytes. The
    dated one is noted as the last clean one, which it is.
    """
    key, digest = plan.document.key, plan.document.digest
    files = {key: key}
    if clean:
        files[clean_key(key, shelf.words)] = dated_key(key, as_of, shelf.words)
    content = None
    for noted_as, file_key in files.items():
        before = shelf.ledger.publication(noted_as, Kind.PDF)
        if before and before.digest == digest:
            continue
        content = content or shelf.pdf.make(plan.document, plan.link)
        if content is None:
            return
        pdf = Document(file_key, plan.document.title, content, Kind.PDF)
        link = shelf.documents.publish(pdf).link
        publication = Publication(noted_as, digest, link, as_of, (), Kind.PDF)
        shelf.ledger.record_publication(publication, (), shelf.clock.now())
