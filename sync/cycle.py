"""The cycle: read → total → validate → write back → render → publish → notify, once.

Totals come before validation, since a total that staff typed can only be judged
against the sum. Every step is decided by what is there now, the sheet, the ledger,
the published document, so a cycle killed anywhere is finished by the next one.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sync.config import Settings, dimension_names
from sync.errors import SheetBusy, SheetChanged
from sync.ledger import Ledger
from sync.model import (
    CellEdit,
    Change,
    CycleRecord,
    Document,
    Edit,
    Facts,
    Finding,
    Message,
    Plan,
    Publication,
    Severity,
    Totals,
)
from sync.ports import Clock, Documents, Mail, Spreadsheet
from sync.stages.changes import compare, plan_facts
from sync.stages.findings_tab import (
    FindingsTab,
    findings_tab_edits,
    read_findings_tab,
)
from sync.stages.notes import note_edits
from sync.stages.notify import News, compose, deliver
from sync.stages.read import Reading, read_plan
from sync.stages.render import render_plan
from sync.stages.summarize import checked_at, summary_rows
from sync.stages.total import compute_totals
from sync.stages.validate import Lore, RuleTexts, count, find_hits, phrase
from sync.stages.write_back import find_edits, give_keys, tab_edits
from sync.thai.dates import long_date
from sync.words import Words

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Office:
    """One organisation's place, and all that a cycle there works with.

    ``sheet_words`` are Thai, for what is written into the sheet; ``words`` are in the
    office's language, for mail and the terminal.
    """

    spreadsheet: Spreadsheet
    documents: Documents
    mail: Mail
    clock: Clock
    ledger: Ledger
    settings: Settings
    lore: Lore
    rules: Mapping[str, RuleTexts]
    sheet_words: Words
    words: Words
    plan_template: bytes
    mail_templates: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan as read, added up and judged. Its projects have their keys.

    ``every`` is every finding in Thai, for the tab of findings; ``findings`` those
    that staff have not accepted as right, and ``spoken`` the same in the office's
    language, for mail and the terminal.
    """

    reading: Reading
    plan: Plan
    totals: Totals
    tab: FindingsTab
    every: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    spoken: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """The number of findings that must be corrected."""
        return count(self.findings, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Report:
    """What one cycle found and did."""

    judged: Judged
    edits: tuple[Edit, ...]
    document: Document
    link: str
    published: bool
    changes: tuple[Change, ...]
    messages: tuple[Message, ...]


def run_cycle(office: Office, tell: Callable[[str], None] = lambda _: None) -> Report:
    """Run one cycle; ``tell`` hears the name of each stage as it begins."""
    clock = office.clock
    record = CycleRecord(office.ledger.begin_cycle(clock.now()), clock.now())
    record = replace(record, outcome="stopped")
    try:
        judged, edits = _settle(office, tell)
        link_known = office.documents.find(_document_key(office, judged.plan))
        report = _show(office, judged, edits, tell)
        if link_known is None:
            _settle(office, tell)  # for the link in สรุป, which was made only now
        record = _finished(record, report)
    finally:
        record = replace(record, finished=clock.now())
        office.ledger.end_cycle(record)
        _log.info(
            "cycle number=%d outcome=%s errors=%d warnings=%d",
            record.number,
            record.outcome,
            record.errors,
            record.warnings,
        )
    return report


def _finished(record: CycleRecord, report: Report) -> CycleRecord:
    findings = report.judged.findings
    return replace(
        record,
        outcome="done",
        errors=count(findings, Severity.ERROR),
        warnings=count(findings, Severity.WARNING),
        infos=count(findings, Severity.INFO),
        projects=report.judged.totals.projects,
        budget=report.judged.totals.budget,
        changes=report.changes,
    )


def judge(office: Office, tell: Callable[[str], None] = lambda _: None) -> Judged:
    """Read the spreadsheet and judge it, without writing anything."""
    tell("read")
    reading = read_plan(office.spreadsheet.read(), office.lore.headers)
    tell("total")
    totals = compute_totals(reading.plan)
    tell("validate")
    written = office.ledger.written_totals()
    headers = office.lore.headers
    plan = give_keys(reading.plan, _known_keys(office, reading.plan))
    hits = find_hits(reading, totals, written, office.lore)
    tab = read_findings_tab(reading.sheet.tab(headers.tabs["findings"]), headers)
    every, spoken = (
        phrase(hits, plan, headers, office.rules[words.language])
        for words in (office.sheet_words, office.words)
    )
    return Judged(
        reading=reading,
        plan=plan,
        totals=totals,
        tab=tab,
        every=every,
        findings=_standing(every, tab),
        spoken=_standing(spoken, tab),
    )


def _standing(findings: Sequence[Finding], tab: FindingsTab) -> tuple[Finding, ...]:
    """Leave out what staff said is right as it is."""
    return tuple(finding for finding in findings if finding.key not in tab.accepted)


def _settle(
    office: Office, tell: Callable[[str], None]
) -> tuple[Judged, tuple[Edit, ...]]:
    """Judge the sheet and write back, from a fresh read if it changed meanwhile."""
    attempts = office.settings.cycle.attempts
    for _ in range(attempts):
        judged = judge(office, tell)
        edits = _find_all_edits(office, judged)
        tell("write_back")
        if not edits:
            return judged, edits
        office.ledger.remember_totals(judged.totals)
        try:
            office.spreadsheet.write(edits, seen=judged.reading.sheet)
        except SheetChanged as stop:
            _log.info("sheet changed meanwhile where=%s", stop.facts["where"])
            continue
        _log.info("sheet written cells=%d", len(edits))
        return judged, edits
    raise SheetBusy(attempts)


def _find_all_edits(office: Office, judged: Judged) -> tuple[Edit, ...]:
    sheet, headers = judged.reading.sheet, office.lore.headers
    words, title = office.sheet_words, headers.tabs["summary"]
    now = office.clock.now()
    today = long_date(now.date())
    own: tuple[Edit, ...] = (
        *find_edits(
            judged.reading,
            judged.plan,
            judged.totals,
            judged.findings,
            headers,
            words,
        ),
        *findings_tab_edits(judged.tab, judged.every, today, headers, words),
        *note_edits(sheet, judged.findings, words),
    )
    link = office.documents.find(_document_key(office, judged.plan))

    def summary(checked: str) -> tuple[CellEdit, ...]:
        rows = summary_rows(judged.totals, judged.findings, link, checked, words)
        return tuple(tab_edits(sheet.tab(title), title, rows))

    # the time alone is no reason to write: an unchanged sheet is left alone
    if not own and not summary(checked_at(sheet, title)):
        return ()
    return (*own, *summary(words.say("summary.time", date=today, time=f"{now:%H:%M}")))


def _show(
    office: Office,
    judged: Judged,
    edits: tuple[Edit, ...],
    tell: Callable[[str], None],
) -> Report:
    """Make the document, publish it if it shows something new, and tell people."""
    facts = plan_facts(judged.plan, office.lore.headers)
    before = office.ledger.publication(_document_key(office, judged.plan))
    as_of = _as_of(office, judged.plan, facts, before)
    tell("render")
    document = _render(office, judged, as_of)
    changes = _changes(office, before, facts)
    link = before.link if before else ""
    published = before is None or before.digest != document.digest
    tell("publish")
    if published:
        link = _publish(office, judged, document)
        publication = Publication(document.key, document.digest, link, as_of, facts)
        news = News(
            plan=judged.plan,
            totals=judged.totals,
            errors=[f for f in judged.spoken if f.severity is Severity.ERROR],
            changes=changes if before else None,
            publication=publication,
            sheet_link=office.spreadsheet.link,
        )
        now = office.clock.now()
        messages = compose(
            news,
            templates=office.mail_templates,
            words=office.words,
            settings=office.settings.mail,
            now=now,
        )
        office.ledger.record_publication(publication, messages, now)
        _log.info("document published digest=%s", document.digest[:12])
    tell("notify")
    sent = deliver(office.ledger, office.mail, office.clock)
    _log.info("mail sent messages=%d", len(sent))
    return Report(judged, edits, document, link, published, changes, sent)


def _render(office: Office, judged: Judged, as_of: date) -> Document:
    plan = judged.plan
    content = render_plan(
        plan,
        judged.totals,
        dimensions=dimension_names(office.lore.frames, plan.info.fiscal_year),
        as_of=as_of,
        errors=judged.errors,
        digits=office.settings.document,
        template=office.plan_template,
    )
    year = str(plan.info.fiscal_year or "")
    title = office.sheet_words.say("document.title", year=year).strip()
    return Document(_document_key(office, plan), title, content)


def _publish(office: Office, judged: Judged, document: Document) -> str:
    """Publish the document; a clean one is kept besides, until the next clean one."""
    if judged.errors == 0:
        key = office.sheet_words.say("document.clean_key", key=document.key)
        office.documents.publish(replace(document, key=key))
    return office.documents.publish(document)


def _document_key(office: Office, plan: Plan) -> str:
    """Name the document for ever: one office has one plan a year."""
    words = office.sheet_words
    year = plan.info.fiscal_year
    return words.say("document.key", year=str(year or words.say("document.no_year")))


def _as_of(
    office: Office, plan: Plan, facts: Facts, before: Publication | None
) -> date:
    """Give the date staff typed, else the day the plan became what it is now."""
    if plan.info.as_of:
        return plan.info.as_of
    if before and before.facts == facts:
        return before.as_of
    return office.clock.now().date()


def _known_keys(office: Office, plan: Plan) -> Mapping[str, str]:
    before = office.ledger.publication(_document_key(office, plan))
    return {key: name for key, name, _, _ in (before.facts if before else ()) if key}


def _changes(
    office: Office, before: Publication | None, facts: Facts
) -> tuple[Change, ...]:
    if before is None:
        return ()
    added, gone = office.words.say("changes.added"), office.words.say("changes.gone")
    return tuple(compare(before.facts, facts, added=added, gone=gone))
