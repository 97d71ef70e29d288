"""The versions of a plan: without errors, as a draft, as of a day; where each stands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sync.documents.wanted import Wanted
from sync.ledger import Ledger
from sync.messages import Words
from sync.model.documents import Document, Kind, Publication
from sync.thai.dates import ERA


def known_links(
    wanted: Sequence[Wanted], ledger: Ledger, words: Words
) -> tuple[tuple[str, str], ...]:
    """Return the name and link of everything a plan or report was published as so far.

    Args:
        wanted: its documents, itself first.
        ledger: knows where they are.
        words: name things; the office's.
    """
    plan = wanted[0]
    kept = clean_key(plan.key, words)
    draft = draft_key(plan.key, words)

    def named(which: str) -> str:
        return words.say(f"document.{which}", title=plan.title)

    places = [
        (plan.title, plan.key, Kind.WORD),
        (named("pdf_title"), plan.key, Kind.PDF),
        (named("clean_title"), kept, Kind.WORD),
        (named("clean_pdf_title"), kept, Kind.PDF),
        *((other.title, other.key, other.kind) for other in wanted[1:]),
    ]
    if held_since(plan.key, ledger, words):
        places.insert(0, (named("draft_title"), draft, Kind.WORD))
    found = [
        (title, ledger.publications.find(key, kind)) for title, key, kind in places
    ]
    if (printed := ledger.publications.find(plan.key, Kind.PDF)) and is_outdated(
        printed, ledger, words
    ):
        found = [(title, known) for title, known in found if known != printed]
    # the same place under two names is told once, by the first
    links: dict[str, str] = {}
    for title, known in found:
        if known and known.link:
            links.setdefault(known.link, title)
    return tuple((title, link) for link, title in links.items())


def is_outdated(pdf: Publication, ledger: Ledger, words: Words) -> bool:
    """Whether a plan's PDF shows an older version than its document does."""
    plan = ledger.publications.find(pdf.key)
    if plan is None or held_since(pdf.key, ledger, words):
        return False
    return plan.digest != pdf.digest


def held_since(key: str, ledger: Ledger, words: Words) -> date | None:
    """Return the day of the plan without errors that still stands, if a draft is newer."""
    plan, draft = (
        ledger.publications.find(key),
        ledger.publications.find(draft_key(key, words)),
    )
    clean = ledger.publications.find(clean_key(key, words))
    if plan and draft and clean and draft.digest == plan.digest != clean.digest:
        return clean.as_of
    return None


def clean_key(key: str, words: Words) -> str:
    """Name the last version of a plan without errors, by the plan's key or title."""
    return words.say("document.clean_key", key=key)


def draft_key(key: str, words: Words) -> str:
    """Name the draft of a plan that was published without errors before."""
    return words.say("document.draft_key", key=key)


def as_draft(document: Document, words: Words, home: str | None = None) -> Document:
    """Return a document as one beside the clean one, and not in its place.

    Args:
        document: the plan, with errors.
        words: names it.
        home: the document that people made for drafts, as of ``Document.home``.
    """
    names = (document.key, document.title, document.yearless_key)
    key, title, yearless = (draft_key(name, words) if name else "" for name in names)
    return replace(document, key=key, title=title, home=home, yearless_key=yearless)


def version_key(document: Document, as_of: date, words: Words) -> str:
    """Name one version of a plan without errors for ever.

    By its day, in the Buddhist year, and what it shows: staff type the day, and a plan
    that changed since may bear the same.
    """
    day = f"{as_of.year + ERA}-{as_of:%m-%d} {document.digest[:6]}"
    return words.say("document.dated_key", key=document.key, day=day)
