"""The cycle: read → total → validate → write back → render → publish → notify, once.

The first half is ``check``. Every step is decided by what is there now, the sheet,
the ledger, the published document, so a cycle killed anywhere is finished by the next
one.
"""

import logging
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from sync.cycle.approval_mail import queue_approval_letters
from sync.cycle.approving import board_moved, note_decisions, note_what_is_said
from sync.cycle.assessed import put_assessed
from sync.cycle.chaining import note_plan
from sync.cycle.check import SheetUpdate, settle_links, update_sheet
from sync.cycle.earlier import earlier_documents, gone_in_words
from sync.cycle.judging import Judgement, Tell, changes_since, tell_nobody
from sync.cycle.links import document_links, every_link, wanted
from sync.cycle.mail import (
    notices_told,
    queue_other_letters,
    queue_undelivered,
    send_all,
    writer_of,
)
from sync.cycle.news import gather_news, see_who_can_open
from sync.cycle.public import PublicReport, put_public
from sync.cycle.quiet import given, note_if_quiet
from sync.cycle.record import recorded
from sync.cycle.reports import (
    make_all_reports,
    new_reports_in_words,
    news_of_rounds,
    note_reports,
    publish_report,
    rounds_opened,
)
from sync.cycle.services import Services
from sync.cycle.telling import room_of
from sync.cycle.untouched import is_untouched
from sync.documents.publish import Looked, Publisher, publish
from sync.documents.published import (
    PublishedDocument,
    became_on,
    next_publication,
    refusals_of,
)
from sync.documents.view import view_plan
from sync.documents.wanted import document_key
from sync.errors import PlanEmpty, WorkerError
from sync.mail import occasions
from sync.mail.news import News
from sync.mail.notify import due_letters
from sync.model.cells import Edit, Sheet
from sync.model.changes import Change, Facts
from sync.model.documents import Document, Publication
from sync.model.mail import Message, Queued
from sync.model.plan import Plan
from sync.model.records import CycleKind
from sync.progress.rounds import recent_years
from sync.settings.frames import dimension_names

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What one cycle found and did; ``links`` name and link every document there is.

    ``reports`` says how each report stands that shows something new, ``gone`` what of
    earlier years is no longer there.
    ``undelivered`` are the mails given up in it, and those that wait to be tried again,
    ``mail_stop`` is why no mail can leave. ``looked`` is what was looked for and put.
    """

    judgement: Judgement
    edits: tuple[Edit, ...]
    shown: tuple[PublishedDocument, ...]
    links: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    looked: Looked
    reports: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    public: PublicReport = field(default_factory=PublicReport)
    messages: tuple[Message, ...] = ()
    undelivered: tuple[Queued, ...] = ()
    mail_stop: WorkerError | None = None

    @property
    def plan_document(self) -> PublishedDocument:
        """The plan itself, among all that it is printed as."""
        return self.shown[0]

    @property
    def refused(self) -> WorkerError | None:
        """Why a document has no place, or the public folder; all else was done."""
        return next(refusals_of(self.shown), None) or self.public.stop


def run_cycle(
    services: Services, tell: Tell = tell_nobody, sheet: Sheet | None = None
) -> Report:
    """Run one cycle, all of it.

    Args:
        services: the office's.
        tell: hears the name of each stage as it begins, and may raise to stop there.
        sheet: the spreadsheet, if it was read just now.

    Returns:
        What was found, written, published and sent.
    """
    before = given(services)
    with recorded(services, CycleKind.NIGHT) as finish:
        if sheet is None:
            tell("read")
            sheet = services.spreadsheet.read()
        update = update_sheet(services, tell, sheet=sheet)
        links = document_links(services, update.judgement.plan)
        report, news = _show(services, update, tell)
        queue_approval_letters(services, update, news)
        services.ledger.publications.remember_refusal(report.refused)
        if links != document_links(services, update.judgement.plan) or _board_moved(
            services, update.judgement
        ):
            # for links in สรุป and versions in การอนุมัติ that were made only now
            update = settle_links(services, update)
        tell("public")
        report = replace(report, public=put_assessed(services, put_public(services)))
        tell("notify")
        finish(update, refused=report.refused, reports=report.reports)
        note_if_quiet(services, before, sheet, update, report)
        # last: mail that cannot leave now leaves later, and spoils no night
        return _mailed(services, report, news)


def check_cycle(
    services: Services, sheet: Sheet, tell: Tell = tell_nobody
) -> SheetUpdate:
    """Run the first half of a cycle: staff's answer.

    Args:
        services: the office's.
        sheet: read just now.
        tell: as of ``run_cycle``.

    Returns:
        What was found, and the sheet as it is then.
    """
    with recorded(services, CycleKind.LOOK) as finish:
        update = update_sheet(services, tell, sheet=sheet)
        finish(update)
    return update


def _show(services: Services, update: SheetUpdate, tell: Tell) -> tuple[Report, News]:
    """Make the documents, publish those that show something new, and queue mail."""
    judgement, facts, plan = update.judgement, update.facts, update.judgement.plan
    before = services.ledger.publications.find(document_key(plan, services.sheet_words))
    if not plan.projects and _may_show_projects(services, plan, before):
        raise PlanEmpty(services.reference.headers.tabs["projects"])
    as_of = plan.info.as_of or became_on(facts, before, services.clock.now().date())
    tell("render")
    # all before any is published: a broken template leaves the last ones in place
    made = _make_plan(services, judgement, as_of, facts)
    made_reports = make_all_reports(services, judgement)
    _note_approvals(services, judgement)
    tell("publish")
    publisher = _publisher(services).having_looked(
        [made, *(each.documents for each in made_reports)],
        earlier_documents(services, plan.info.fiscal_year),
    )
    clean = judgement.errors == 0
    draft_home = wanted(services, plan)[0].draft_home
    shown = publish(
        made,
        clean=clean,
        as_of=as_of,
        publisher=publisher,
        draft_home=draft_home,
    )
    reports = [publish_report(each, publisher) for each in made_reports]
    shown = (*shown, *chain.from_iterable(report.shown for report in reports))
    changes = changes_since(services, before.facts if before else None, facts)
    news = gather_news(services, update, shown, _untold(services, plan, before, facts))
    turned = before is not None and before.clean is (not clean)
    opened = rounds_opened(services, plan)
    rounds = news_of_rounds(services, judgement, opened, reports)
    news = replace(news, turned=turned, rounds=rounds)
    told = shown[0].new or (turned and not shown[0].refused)
    if told:
        publication = next_publication(shown[0], before, as_of, facts, clean=clean)
        news = _noted(services, publication, before, news)
    note_reports(services, reports, news)
    queue_other_letters(services, news, opened)
    new = new_reports_in_words(reports, services.words)
    return Report(
        judgement,
        update.edits,
        shown,
        every_link(services, plan),
        changes,
        publisher.looked,
        new,
        gone_in_words(services, plan),
    ), news


def _note_approvals(services: Services, judgement: Judgement) -> None:
    """Note what was decided, and what the documents say now."""
    if judgement.board.is_empty:
        return
    note_decisions(services, judgement.board)
    reading, reports = judgement.reading, judgement.reports
    note_what_is_said(services, judgement.plan, reading.matching, reports)


def _board_moved(services: Services, judgement: Judgement) -> bool:
    """Whether a night noted what the tab การอนุมัติ does not say yet."""
    years = recent_years(judgement.plan.info.fiscal_year)
    return board_moved(services, judgement.board, judgement.reading.sheet, years)


def _may_show_projects(
    services: Services, plan: Plan, before: Publication | None
) -> bool:
    """Whether what is published shows projects, or may: a ledger can be lost."""
    if before is not None:
        return any(key for key, *_ in before.facts)
    booklet = wanted(services, plan)[0]
    return services.documents.stands(booklet.key, booklet.home)


def _untold(
    services: Services, plan: Plan, before: Publication | None, facts: Facts
) -> tuple[Change, ...] | None:
    """Return what changed since people last heard of the plan; ``None``: never."""
    told = before.facts if before else None
    if untold := services.ledger.publications.untold(
        document_key(plan, services.sheet_words)
    ):
        told = untold.facts
    return None if told is None else changes_since(services, told, facts)


def _noted(
    services: Services, publication: Publication, before: Publication | None, news: News
) -> News:
    """Note a publication with its mail; give the news with who cannot open it."""
    ledger, now = services.ledger, services.clock.now
    news, invited = see_who_can_open(services, news)
    occasion = occasions.PlanPublished(
        publication.digest,
        after=f"{before.digest}-{before.version}-{now().date()}" if before else "",
    )
    messages: tuple[Message, ...] = ()
    if not is_untouched(services, publication.facts):
        messages = (
            *due_letters(occasion, news, writer_of(services)),
            *room_of(services).notices_of_plan(occasion, news),
        )
    ledger.publications.record(
        publication,
        messages,
        now(),
        news=True,
        invited=invited,
        noted=notices_told(services, news) if messages else None,
    )
    _log.info("document published digest=%s", publication.digest[:12])
    return news


def _mailed(services: Services, report: Report, news: News) -> Report:
    try:
        mailed, stop = send_all(services)
    finally:
        queue_undelivered(services, news)
    undelivered = (*mailed.failed, *mailed.waiting)
    _log.info("mail sent=%d undelivered=%d", len(mailed.sent), len(undelivered))
    return replace(
        report, messages=mailed.sent, undelivered=undelivered, mail_stop=stop
    )


def _make_plan(
    services: Services, judgement: Judgement, as_of: date, facts: Facts
) -> tuple[Document, ...]:
    # takes long to load, and a look prints nothing
    from sync.documents.make import Maker, make_documents  # noqa: PLC0415

    plan, settings = judgement.plan, services.settings.document
    # entered before anybody sees it
    code = note_plan(services, judgement, as_of, facts)
    view = view_plan(
        plan,
        judgement.totals,
        judgement.reading.matching,
        dimensions=dimension_names(services.reference.frames, plan.info.fiscal_year),
        as_of=as_of,
        errors=judgement.errors,
        content_code=code,
        settings=settings,
    )
    maker = Maker(services.templates.read, settings, services.sheet_words)
    return make_documents(plan, view, as_of, maker)


def _publisher(services: Services) -> Publisher:
    return Publisher(
        services.documents,
        services.pdf,
        services.ledger,
        services.clock,
        services.sheet_words,
        wants_pdf=services.settings.document.pdf,
        attaches_pdf=services.settings.mail.attach_pdf == "always",
    )
