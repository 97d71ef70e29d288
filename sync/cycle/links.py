"""Where a plan's documents are, and what the sheet says of them and of mail."""

from datetime import timedelta
from itertools import chain

from sync.cycle.services import Services
from sync.documents.links import is_here, name_in, public_link
from sync.documents.versions import draft_key, held_since, known_links
from sync.documents.wanted import Wanted, wanted_documents, wanted_reports
from sync.mail.waiting import reason_in_words, stuck_mail
from sync.model.plan import Info, Plan
from sync.model.progress import Round
from sync.progress.rounds import FIRST, LAST, dates_of, recent_years
from sync.sheet.summary import DocumentLinks
from sync.thai.dates import long_date

_STUCK_FOR = timedelta(hours=20)
"""Staff hear of mail that does not leave after a night, not after a moment."""


def document_links(services: Services, plan: Plan) -> DocumentLinks:
    """Return what the sheet says of the documents, and links to."""
    booklet = wanted(services, plan)[0]
    words, refusal = services.sheet_words, services.ledger.publications.refusal()
    link = None
    if refusal is None:
        link = services.documents.find(booklet.key, home=booklet.home)
    if link is None and (before := services.ledger.publications.find(booklet.key)):
        link = before.link
    others = every_link(services, plan)
    if not is_here(services.spreadsheet.link):
        # nobody who reads the sheet can open what lies on this machine
        address = services.settings.document.address
        reached = ((name, public_link(there, address)) for name, there in others)
        others = tuple((name, there) for name, there in reached if there)
        link = public_link(link, address) if link else None
    return DocumentLinks(
        link or None,
        others,
        services.ledger.people.shut_out(),
        held=_held_in_words(services, booklet),
        refused=" ".join(words.say_stop_of(*refusal)) if refusal else "",
        mail=mail_in_words(services),
    )


def _held_in_words(services: Services, booklet: Wanted) -> str:
    """Return which version stands while there is a newer draft, and where that is."""
    words, ledger = services.sheet_words, services.ledger
    held = held_since(booklet.key, ledger, words)
    if held is None:
        return ""
    said = words.say("summary.held", date=long_date(held))
    draft = ledger.publications.find(draft_key(booklet.key, words))
    address = services.settings.document.address
    if (
        draft is None
        or is_here(services.spreadsheet.link)
        or public_link(draft.link, address)
    ):
        return said
    return f"{said} {words.say('summary.draft_here', name=name_in(draft.link))}"


def mail_in_words(services: Services) -> str:
    """Return that no mail has left for a day or more, and why; else nothing."""
    now = services.clock.now()
    stuck = stuck_mail(services.ledger, now)
    if stuck is None or now - stuck.since < _STUCK_FOR:
        return ""
    words = services.sheet_words
    reason = reason_in_words(stuck, words)
    return words.say(
        "summary.mail_stuck", date=long_date(stuck.since.date()), why=reason
    )


def every_link(services: Services, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the name and link of all that the plan and its reports were published as."""
    years = reversed(recent_years(plan.info.fiscal_year))
    rounds = [Round(year, months) for year in years for months in (FIRST, LAST)]
    sets = [wanted(services, plan)]
    sets += [wanted_reports_of(services, plan, each) for each in rounds]
    links = (known_links(each, services.ledger, services.sheet_words) for each in sets)
    return tuple(chain.from_iterable(links))


def wanted_reports_of(
    services: Services, plan: Plan, which: Round
) -> tuple[Wanted, ...]:
    """Return the documents that the office wants of a round, its report first.

    One heading of ข้อมูลแผน names the home of each year's round in turn: the latest's that
    has opened. The report of a year before stays where it is.
    """
    settings, words = services.settings.document, services.sheet_words
    home = plan.info.text(_HOMES[which.months])
    if _is_followed(services, plan, which):
        key = wanted_reports(which, settings, words)[0].key
        known = services.ledger.publications.find(key)
        home = known.link if known and not is_here(known.link) else ""
    return wanted_reports(which, settings, words, home)


def _is_followed(services: Services, plan: Plan, which: Round) -> bool:
    """Whether the same round of the plan's own, later year has opened."""
    year = plan.info.fiscal_year
    if year is None or which.year >= year:
        return False
    opens = dates_of(Round(year, which.months), services.settings.reports).opens
    return opens <= services.clock.now().date()


_HOMES = {FIRST: Info.REPORT_6_LINK, LAST: Info.REPORT_12_LINK}


def wanted(services: Services, plan: Plan) -> tuple[Wanted, ...]:
    """Return the documents that the office wants of a plan, the plan itself first."""
    return wanted_documents(plan, services.settings.document, services.sheet_words)
