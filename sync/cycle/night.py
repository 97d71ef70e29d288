"""The cycle: read → total → validate → write back → render → publish → notify, once.

The first half is ``checking``. Every step is decided by what is there now, the sheet,
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
    Judged,
    Settled,
    Tell,
    changes_since,
    every_link,
    settle,
    settle_links,
    shelf_shown,
    tell_nobody,
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
from sync.cycle.services import Office
from sync.documents.publish import Published, Shelf, publish, refusals_of
from sync.documents.view import PlanView, view_plan
from sync.documents.wanted import document_key
from sync.errors import PlanEmpty, WorkerError
from sync.log import CYCLE
from sync.mail import occasions
from sync.mail.news import News
from sync.mail.notify import due_letters
from sync.messages import Words
from sync.model.cells import Edit, Sheet
from sync.model.changes import Change, Facts
from sync.model.documents import Publication
from sync.model.findings import Severity
from sync.model.mail import Message, Queued
from sync.model.plan import Plan
from sync.model.records import CycleKind, CycleRecord
from sync.plan.findings import count
from sync.plan.places import confirmed_in_words
from sync.settings.frames import dimension_names

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What one cycle found and did; ``links`` name and link every document there is.

    ``undelivered`` are the mails given up in it, and those that wait to be tried again.
    """

    judged: Judged
    edits: tuple[Edit, ...]
    shown: tuple[Published, ...]
    links: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    messages: tuple[Message, ...] = ()
    undelivered: tuple[Queued, ...] = ()

    @property
    def plan_document(self) -> Published:
        """The plan itself, among all that it is printed as."""
        return self.shown[0]

    @property
    def refused(self) -> WorkerError | None:
        """Why a document has no place; all else was done."""
        return next(refusals_of(self.shown), None)


def run_cycle(office: Office, tell: Tell = tell_nobody) -> Report:
    """Run one cycle; ``tell`` hears the name of each stage as it begins."""
    with _recorded(office, CycleKind.NIGHT) as finish:
        settled = settle(office, tell)
        shelf = shelf_shown(office, settled.judged.plan)
        report, news = _show(office, settled, tell)
        office.ledger.remember_refusal(report.refused)
        if shelf != shelf_shown(office, settled.judged.plan):
            # for links in สรุป that were made only now
            settled = settle_links(office, settled)
        tell("notify")
        finish(settled, whole=report.refused is None)
        # last: mail that cannot leave now leaves later, and spoils no night
        return _mailed(office, report, news)


def check_cycle(office: Office, sheet: Sheet, tell: Tell = tell_nobody) -> Settled:
    """Run the first half of a cycle over a ``sheet`` read just now: staff's answer."""
    with _recorded(office, CycleKind.LOOK) as finish:
        settled = settle(office, tell, sheet=sheet)
        finish(settled, whole=True)
    return settled


class _Finish(Protocol):
    """Hears of a cycle that came to its end; ``whole`` if all of it could be done."""

    def __call__(self, settled: Settled, *, whole: bool) -> None: ...


@contextmanager
def _recorded(office: Office, kind: CycleKind) -> Iterator[_Finish]:
    """Keep a record of what is done within, and of what came of it.

    One that is not whole is tried again, like one that was stopped.
    """
    ledger, clock, sent = office.ledger, office.clock, office.sent()
    record = replace(ledger.begin_cycle(clock.now(), kind), outcome="stopped")
    ended: list[Settled] = []
    outcome = "stopped"

    def finish(settled: Settled, *, whole: bool) -> None:
        nonlocal outcome
        ended.append(settled)
        outcome = "done" if whole else outcome

    token = CYCLE.set(record.number)
    try:
        yield finish
    except WorkerError as stop:
        record = replace(record, why=office.words.say_stop(stop)[0])
        raise
    finally:
        if ended:
            record = _finished(record, ended[-1], office.words)
            record = replace(record, outcome=outcome)
        record = replace(record, finished=clock.now(), requests=office.sent() - sent)
        if ended:
            ledger.remember_people(ended[-1].judged.plan.recipients)
            ledger.end_cycle(record, ended[-1].revision, ended[-1].facts)
        else:
            ledger.end_cycle(record)
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
        CYCLE.reset(token)


def _finished(record: CycleRecord, settled: Settled, words: Words) -> CycleRecord:
    findings, totals = settled.judged.findings, settled.judged.totals
    return replace(
        record,
        errors=count(findings, Severity.ERROR),
        warnings=count(findings, Severity.WARNING),
        infos=count(findings, Severity.INFO),
        projects=totals.projects,
        budget=totals.budget,
        changes=settled.changes,
        editor=settled.editor,
        confirmed=tuple(
            confirmed_in_words(each, words) for each in settled.judged.told.confirmed
        ),
    )


def _show(office: Office, settled: Settled, tell: Tell) -> tuple[Report, News]:
    """Make the documents, publish those that show something new, and queue mail."""
    # takes long to load, and a look prints nothing
    from sync.documents.make import Press, make_documents  # noqa: PLC0415

    judged, facts, plan = settled.judged, settled.facts, settled.judged.plan
    before = office.ledger.publication(document_key(plan, office.sheet_words))
    had_projects = before is not None and any(key for key, *_ in before.facts)
    if had_projects and not plan.projects:
        raise PlanEmpty(office.lore.headers.tabs["projects"])
    as_of = _as_of(office, plan, facts, before)
    tell("render")
    press = Press(office.templates.read, office.settings.document, office.sheet_words)
    made = make_documents(plan, _view(office, judged, as_of), as_of, press)
    tell("publish")
    clean = judged.errors == 0
    draft_home = wanted(office, plan)[0].draft_home
    shown = publish(
        made,
        clean=clean,
        as_of=as_of,
        shelf=_shelf(office),
        draft_home=draft_home,
    )
    changes = changes_since(office, before.facts if before else None, facts)
    news = gather_news(office, settled, shown, _untold(office, plan, before, facts))
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
        news = _noted(office, publication, before, news)
    queue_other_letters(office, news, published=told)
    links = every_link(office, plan)
    return Report(judged, settled.edits, shown, links, changes), news


def _untold(
    office: Office, plan: Plan, before: Publication | None, facts: Facts
) -> tuple[Change, ...] | None:
    """Give what changed since people last heard of the plan; ``None``: never."""
    told = before.facts if before else None
    if untold := office.ledger.untold(document_key(plan, office.sheet_words)):
        told = untold.facts
    return None if told is None else changes_since(office, told, facts)


def _noted(
    office: Office, publication: Publication, before: Publication | None, news: News
) -> News:
    """Note a publication with its mail; give the news with who cannot open it."""
    ledger, now = office.ledger, office.clock.now
    news, written_to = see_who_can_open(office, news)
    occasion = occasions.Published(
        publication.digest,
        after=f"{before.digest}-{before.version}-{now().date()}" if before else "",
    )
    letters = due_letters(occasion, news, writer_of(office))
    ledger.record_publication(publication, letters, now(), news=True)
    for letter in letters:
        if letter.recipient in written_to:
            ledger.mark_sent(letter, now())
    _log.info("document published digest=%s", publication.digest[:12])
    return news


def _mailed(office: Office, report: Report, news: News) -> Report:
    try:
        mailed = send_waiting(office)
    finally:
        queue_undelivered(office, news)
    undelivered = (*mailed.failed, *mailed.waiting)
    _log.info("mail sent=%d undelivered=%d", len(mailed.sent), len(undelivered))
    return replace(report, messages=mailed.sent, undelivered=undelivered)


def _view(office: Office, judged: Judged, as_of: date) -> PlanView:
    plan = judged.plan
    return view_plan(
        plan,
        judged.totals,
        judged.reading.matching,
        dimensions=dimension_names(office.lore.frames, plan.info.fiscal_year),
        as_of=as_of,
        errors=judged.errors,
        settings=office.settings.document,
    )


def _shelf(office: Office) -> Shelf:
    return Shelf(
        office.documents,
        office.pdf,
        office.ledger,
        office.clock,
        office.sheet_words,
        wants_pdf=office.settings.document.pdf,
    )


def _as_of(
    office: Office, plan: Plan, facts: Facts, before: Publication | None
) -> date:
    """Give the date staff typed, else the day the plan became what it is now."""
    if plan.info.as_of:
        return plan.info.as_of
    if before and before.facts == facts:
        return before.as_of
    return office.clock.now().date()
