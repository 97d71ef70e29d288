"""The cycle: read → total → validate → write back → render → publish → notify, once.

The first half is ``check``. Every step is decided by what is there now, the sheet,
the ledger, the published document, so a cycle killed anywhere is finished by the next
one.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sync.cycle.check import (
    Judgement,
    SheetUpdate,
    Tell,
    changes_since,
    document_links,
    every_link,
    settle_links,
    tell_nobody,
    update_sheet,
    wanted,
)
from sync.cycle.mail import (
    gather_news,
    queue_other_letters,
    queue_undelivered,
    see_who_can_open,
    send_waiting,
    writer_of,
)
from sync.cycle.services import Services
from sync.documents.publish import PublishedDocument, Publisher, publish, refusals_of
from sync.documents.view import PlanView, view_plan
from sync.documents.wanted import document_key
from sync.errors import (
    Defect,
    GoogleError,
    MailError,
    PlanEmpty,
    Stopped,
    Told,
    WorkerError,
)
from sync.log import CYCLE
from sync.mail import occasions
from sync.mail.deliver import Delivery
from sync.mail.news import News
from sync.mail.notify import due_letters
from sync.messages import Words
from sync.model.cells import Edit, Sheet
from sync.model.changes import Change, Facts
from sync.model.documents import Publication
from sync.model.findings import Severity
from sync.model.mail import Message, Queued
from sync.model.plan import Plan
from sync.model.records import CycleKind, CycleRecord, Outcome
from sync.plan.findings import count
from sync.plan.places import confirmed_in_words
from sync.settings.frames import dimension_names

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What one cycle found and did; ``links`` name and link every document there is.

    ``undelivered`` are the mails given up in it, and those that wait to be tried again,
    ``mail_stop`` is why no mail can leave.
    """

    judgement: Judgement
    edits: tuple[Edit, ...]
    shown: tuple[PublishedDocument, ...]
    links: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    messages: tuple[Message, ...] = ()
    undelivered: tuple[Queued, ...] = ()
    mail_stop: WorkerError | None = None

    @property
    def plan_document(self) -> PublishedDocument:
        """The plan itself, among all that it is printed as."""
        return self.shown[0]

    @property
    def refused(self) -> WorkerError | None:
        """Why a document has no place; all else was done."""
        return next(refusals_of(self.shown), None)


def run_cycle(services: Services, tell: Tell = tell_nobody) -> Report:
    """Run one cycle, all of it.

    Args:
        services: the office's.
        tell: hears the name of each stage as it begins, and may raise to stop there.

    Returns:
        What was found, written, published and sent.
    """
    with _recorded(services, CycleKind.NIGHT) as finish:
        update = update_sheet(services, tell)
        links = document_links(services, update.judgement.plan)
        report, news = _show(services, update, tell)
        services.ledger.publications.remember_refusal(report.refused)
        if links != document_links(services, update.judgement.plan):
            # for links in สรุป that were made only now
            update = settle_links(services, update)
        tell("notify")
        finish(update, refused=report.refused)
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
    with _recorded(services, CycleKind.LOOK) as finish:
        update = update_sheet(services, tell, sheet=sheet)
        finish(update)
    return update


class _Finish(Protocol):
    """Hears of a cycle that came to its end, and of what in it had to be left."""

    def __call__(
        self, update: SheetUpdate, *, refused: WorkerError | None = None
    ) -> None: ...


@contextmanager
def _recorded(services: Services, kind: CycleKind) -> Iterator[_Finish]:
    """Keep a record of what is done within, and of what came of it.

    One that is not whole is tried again, like one that was stopped.
    """
    ledger, clock, sent = services.ledger, services.clock, services.sent()
    record = replace(ledger.cycles.begin(clock.now(), kind), outcome=Outcome.STOPPED)
    ended: SheetUpdate | None = None

    def finish(update: SheetUpdate, *, refused: WorkerError | None = None) -> None:
        nonlocal record, ended
        ended = update
        record = _finished(record, update, services.words)
        if refused is None:
            record = replace(record, outcome=Outcome.DONE)
        else:
            record = replace(record, why=_in_words(refused, services.words))
        if kind is CycleKind.NIGHT:
            # its mail may take long, and what kills it then undoes nothing else
            done = replace(record, finished=clock.now())
            ledger.cycles.end(done, update.revision, update.facts)

    token = CYCLE.set(record.number)
    try:
        yield finish
    except (Exception, Stopped) as error:
        stop = error if isinstance(error, Told) else Defect(error)
        record = replace(record, why=_in_words(stop, services.words))
        raise
    finally:
        record = replace(record, finished=clock.now(), requests=services.sent() - sent)
        _keep(services, record, ended)
        CYCLE.reset(token)


def _keep(services: Services, record: CycleRecord, ended: SheetUpdate | None) -> None:
    """Keep the record of a cycle, if it tells anything that is not known."""
    ledger = services.ledger
    if ended:
        ledger.people.remember(ended.judgement.plan.recipients)
        ledger.cycles.end(record, ended.revision, ended.facts)
    elif record.kind is CycleKind.LOOK and _is_known(services, record):
        ledger.cycles.drop(record)
    else:
        ledger.cycles.end(record)
    _log.info(
        "cycle number=%d kind=%s outcome=%s errors=%d warnings=%d"
        " confirmed=%d requests=%d",
        record.number,
        record.kind,
        record.outcome,
        record.errors,
        record.warnings,
        len(record.confirmed),
        record.requests,
    )


def _in_words(stop: Told, words: Words) -> str:
    says, cure = words.say_stop(stop)
    return words.say("worker.stop", says=says, cure=cure)


def _is_known(services: Services, record: CycleRecord) -> bool:
    """Whether the cycle before this one was stopped by the same, as far as is known.

    A file that is left open stops every look, and the first tells all there is to it;
    how often it was tried is counted with the troubles.
    """
    before = next(iter(services.ledger.cycles.last(2)[1:]), None)
    return (
        before is not None
        and bool(record.why)
        and (before.kind, before.outcome, before.why)
        == (record.kind, record.outcome, record.why)
    )


def _finished(record: CycleRecord, update: SheetUpdate, words: Words) -> CycleRecord:
    findings, totals = update.judgement.open_findings, update.judgement.totals
    return replace(
        record,
        errors=count(findings, Severity.ERROR),
        warnings=count(findings, Severity.WARNING),
        infos=count(findings, Severity.INFO),
        projects=totals.projects,
        budget=totals.budget,
        changes=update.changes,
        editor=update.editor,
        confirmed=tuple(
            confirmed_in_words(each, words) for each in update.judgement.told.confirmed
        ),
    )


def _show(services: Services, update: SheetUpdate, tell: Tell) -> tuple[Report, News]:
    """Make the documents, publish those that show something new, and queue mail."""
    # takes long to load, and a look prints nothing
    from sync.documents.make import Maker, make_documents  # noqa: PLC0415

    judged, facts, plan = update.judgement, update.facts, update.judgement.plan
    before = services.ledger.publications.find(document_key(plan, services.sheet_words))
    if not plan.projects and _may_show_projects(services, plan, before):
        raise PlanEmpty(services.reference.headers.tabs["projects"])
    as_of = _as_of(services, plan, facts, before)
    tell("render")
    maker = Maker(
        services.templates.read, services.settings.document, services.sheet_words
    )
    made = make_documents(plan, _view(services, judged, as_of), as_of, maker)
    tell("publish")
    clean = judged.errors == 0
    draft_home = wanted(services, plan)[0].draft_home
    shown = publish(
        made,
        clean=clean,
        as_of=as_of,
        publisher=_publisher(services),
        draft_home=draft_home,
    )
    changes = changes_since(services, before.facts if before else None, facts)
    news = gather_news(services, update, shown, _untold(services, plan, before, facts))
    turned = before is not None and before.clean is (not clean)
    news = replace(news, turned=turned)
    told = shown[0].new or (turned and not shown[0].refused)
    if told:
        publication = Publication(
            shown[0].document.key,
            shown[0].document.digest,
            shown[0].link,
            as_of,
            facts,
        )
        if before and not shown[0].new:
            # what stands there is still the document of before
            publication = replace(before, facts=facts)
        version = before.version + 1 if before else 1
        publication = replace(publication, clean=clean, version=version)
        news = _noted(services, publication, before, news)
    queue_other_letters(services, news, published=told)
    links = every_link(services, plan)
    return Report(judged, update.edits, shown, links, changes), news


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
    letters = due_letters(occasion, news, writer_of(services))
    ledger.publications.record(publication, letters, now(), news=True, invited=invited)
    _log.info("document published digest=%s", publication.digest[:12])
    return news


def _mailed(services: Services, report: Report, news: News) -> Report:
    stop: WorkerError | None = None
    try:
        mailed = send_waiting(services)
    except (MailError, GoogleError) as error:
        stop, mailed = error, Delivery(waiting=tuple(services.ledger.outbox.waiting()))
    finally:
        queue_undelivered(services, news)
    undelivered = (*mailed.failed, *mailed.waiting)
    _log.info("mail sent=%d undelivered=%d", len(mailed.sent), len(undelivered))
    return replace(
        report, messages=mailed.sent, undelivered=undelivered, mail_stop=stop
    )


def _view(services: Services, judgement: Judgement, as_of: date) -> PlanView:
    plan = judgement.plan
    return view_plan(
        plan,
        judgement.totals,
        judgement.reading.matching,
        dimensions=dimension_names(services.reference.frames, plan.info.fiscal_year),
        as_of=as_of,
        errors=judgement.errors,
        settings=services.settings.document,
    )


def _publisher(services: Services) -> Publisher:
    return Publisher(
        services.documents,
        services.pdf,
        services.ledger,
        services.clock,
        services.sheet_words,
        wants_pdf=services.settings.document.pdf,
    )


def _as_of(
    services: Services, plan: Plan, facts: Facts, before: Publication | None
) -> date:
    """Return the date staff typed, else the day the plan became what it is now.

    A day of the future was put down by a clock that was wrong.
    """
    today = services.clock.now().date()
    if plan.info.as_of:
        return plan.info.as_of
    if before and before.facts == facts and before.as_of <= today:
        return before.as_of
    return today
