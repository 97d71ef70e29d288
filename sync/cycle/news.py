"""What a night has to tell, put together from all that it came to."""

import logging
from collections.abc import Sequence

from sync.approval.words import approvals_in_words
from sync.cycle.check import SheetUpdate
from sync.cycle.earlier import gone_in_words
from sync.cycle.memory import forgotten, told_before
from sync.cycle.services import Services
from sync.documents.links import is_here, name_in, public_link, readable
from sync.documents.published import PublishedDocument
from sync.errors import WorkerError
from sync.mail.message import Attached
from sync.mail.news import News
from sync.messages import Words
from sync.model.changes import Change
from sync.model.documents import Kind
from sync.plan.addresses import gets_mail
from sync.settings.frames import dimension_names
from sync.thai.folding import shorten

_log = logging.getLogger(__name__)

_LAST_EDITS = 50
_LOST_WIDTH = 60


def gather_news(
    services: Services,
    update: SheetUpdate,
    shown: Sequence[PublishedDocument],
    changes: Sequence[Change] | None,
) -> News:
    """Gather what there is to tell; ``changes`` are ``None`` for the first version."""
    plan, document = update.judgement.plan, shown[0]
    # what is wrong in the reports makes no draft of the plan, which the letter is about
    told = update.judgement.localized_verdict.of_plan()
    address = services.settings.document.address
    draft = document.held.draft.link if document.held else ""
    sheet = services.spreadsheet.link
    pdf_link, pdf = pdf_of(services, document)
    link = public_link(document.link, address)
    return News(
        plan=plan,
        matching=update.judgement.reading.matching,
        totals=update.judgement.totals,
        dimensions=dimension_names(services.reference.frames, plan.info.fiscal_year),
        findings=told.standing,
        changes=changes,
        link=link,
        held=document.held.as_of if document.held else None,
        draft_link=public_link(draft, address),
        draft_file="" if public_link(draft, address) or not draft else name_in(draft),
        sheet_link="" if is_here(sheet) else sheet,
        sheet_file=name_in(sheet) if is_here(sheet) else "",
        pdf_link=pdf_link or None,
        pdf=pdf,
        files=[
            name_in(here)
            for here, opens in ((document.link, link), (sheet, ""))
            if is_here(here) and not opens
        ],
        editor=update.editor or _last_editor(services),
        # what keeps two documents from their places is said once
        notices=tuple(
            dict.fromkeys(
                [
                    *_new_memory(services, first=changes is None),
                    *(it for each in shown for it in notices_of(each, services.words)),
                    *gone_in_words(services, plan),
                ]
            )
        ),
        forgotten=bool(forgotten(services)),
        confirmed=told.confirmed,
        refused=told.refused,
        cell_link=services.spreadsheet.cell_link,
        approvals=approvals_in_words(
            update.judgement.board.proposals.rows,
            services.ledger.approvals.standing(),
            services.words,
        ),
    )


def _new_memory(services: Services, *, first: bool) -> tuple[str, ...]:
    """Return, with the first version of a new ledger, that the sheet is older.

    A first night that is silent says so by itself, though its version be noted already.
    """
    silent = told_before(services)
    count = forgotten(services) if first or silent else ""
    said = "mail.new_memory_silent" if silent else "mail.new_memory"
    return (services.words.say(said, count=count),) if count else ()


def pdf_of(services: Services, plan: PublishedDocument) -> tuple[str, Attached | None]:
    """Return a link at which everybody finds the PDF of a plan or a report, and the PDF.

    What lies on this machine is attached, unless Google prints the document itself. The
    file is read again, and not printed: the same letter is the same bytes.
    """
    known = services.ledger.publications.find(plan.document.key, Kind.PDF)
    if known is None:
        # a draft that Google prints has none of its own
        printed = services.settings.document.pdf and not is_here(plan.link)
        return services.documents.pdf_link(plan.link) if printed else "", None
    link = public_link(known.link, services.settings.document.address)
    if not plan.shows(known) and not plan.held:
        link = ""  # of an older version
    if not link and not is_here(plan.link):
        link = services.documents.pdf_link(plan.link)
    how = services.settings.mail.attach_pdf
    if how == "never" or (how == "when_needed" and link) or not plan.shows(known):
        return link, None
    content = services.documents.read(known.link)
    if not content or len(content) > services.settings.mail.attach_most_mb * 10**6:
        return link, None
    return link, Attached(name_in(known.link), content)


def see_who_can_open(services: Services, news: News) -> tuple[News, frozenset[str]]:
    """Look who of those that get mail cannot open the document, and do as is set.

    Give the news with word of it, and the addresses that Google wrote to instead.
    """
    wants = [
        who.email
        for who in news.plan.recipients
        if gets_mail(who, services.settings.mail.domains)
    ]
    audience = services.documents.audience(news.link)
    shut_out = audience.shut_out(wants) if audience else ()
    give = services.settings.google.give_access if services.settings.google else "never"
    invited: frozenset[str] = frozenset()
    if give == "notify" and audience:
        # a night cut short may have invited some: they can open it now, and have mail
        invited = services.ledger.people.invited() | frozenset(shut_out)
        services.ledger.people.remember_invited(invited)
    left = shut_out
    if give != "never":
        left = _left_shut_out(services, news.link, shut_out, give == "notify")
    services.ledger.people.remember_shut_out(left)
    if left:
        notice = services.words.say("mail.shut_out", who=", ".join(left))
        news = news.with_notices((*news.notices, notice))
    return news, invited.difference(left)


def _left_shut_out(
    services: Services,
    link: str,
    shut_out: Sequence[str],
    notify: bool,  # noqa: FBT001
) -> tuple[str, ...]:
    """Give access; return who has none after all."""
    left = tuple(who for who in shut_out if not _admitted(services, link, who, notify))
    if not left:
        return ()
    try:  # one of which no word came may have it
        audience = services.documents.audience(link)
    except WorkerError as stop:
        _log.warning("who has access cannot be seen code=%s", stop.code)
        return left
    return tuple(audience.shut_out(left)) if audience else left


def _admitted(services: Services, link: str, who: str, notify: bool) -> bool:  # noqa: FBT001
    try:
        services.documents.admit(link, who, notify=notify)
    except WorkerError as stop:
        _log.warning("access could not be given code=%s", stop.code)
        return False
    return True


def notices_of(shown: PublishedDocument, words: Words) -> tuple[str, ...]:
    """Return what became of a person's changes in a document, and what it lacks."""
    title = shown.document.title
    notices = []
    if shown.refused:
        notices.append(" ".join(words.say_stop(shown.refused)))
    if shown.outdated:
        notices.append(words.say("terminal.outdated", title=title))
    if shown.restored:
        notices.append(
            words.say("terminal.restored", title=title, link=readable(shown.link))
        )
    if shown.held:
        notices.extend(notices_of(shown.held.draft, words))
    if shown.left:
        notices.append(
            words.say("terminal.left", title=title, link=readable(shown.link))
        )
    if shown.kept:
        notices.append(
            words.say("terminal.kept", title=title, link=readable(shown.kept))
        )
    if shown.lost:
        text = shorten(shown.lost[0], _LOST_WIDTH)
        said = words.say(
            "terminal.lost", title=title, link=readable(shown.link), text=text
        )
        notices.append(said)
    return tuple(notices)


def _last_editor(services: Services) -> str:
    cycles = services.ledger.cycles.last(_LAST_EDITS)
    return next((cycle.editor for cycle in cycles if cycle.editor), "")
