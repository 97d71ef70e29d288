"""The first half of a cycle: read → total → validate → write back.

Totals come before validation, since a total that staff typed can only be judged
against the sum.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sync.cycle.services import Office
from sync.documents.links import is_here, public_link
from sync.documents.publish import held_since, known_links
from sync.documents.wanted import Wanted, wanted_documents
from sync.errors import (
    GoogleUnavailable,
    SheetBusy,
    SheetChanged,
    Unanswered,
    WorkerError,
)
from sync.mail.waiting import reason_of, stuck_mail
from sync.model.cells import CellEdit, Edit, Sheet
from sync.model.changes import Change, Facts
from sync.model.findings import Finding, Severity
from sync.model.plan import CorrectedTotal, Info, Plan, Totals
from sync.plan.changes import compare, plan_facts
from sync.plan.findings import count
from sync.plan.matching import Matching
from sync.plan.totals import compute_totals
from sync.rules.totals import corrected_totals
from sync.rules.validate import find_hits, phrase
from sync.sheet.findings_tab import (
    FindingsTab,
    Verdict,
    findings_tab_edits,
    read_findings_tab,
)
from sync.sheet.notes import note_edits
from sync.sheet.read import Reading, read_plan
from sync.sheet.summary import ShelfShown, checked_at, summary_rows
from sync.sheet.tables import covered_cells
from sync.sheet.write_back import find_edits, give_keys, tab_edits
from sync.thai.dates import long_date

_STUCK_FOR = timedelta(hours=20)
"""Staff hear of mail that does not leave after a night, not after a moment."""

_log = logging.getLogger(__name__)

Tell = Callable[[str], None]
"""Hears the name of each stage as it begins."""


def tell_nobody(_stage: str) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan as read, added up and judged. Its projects have their keys.

    ``every`` is every finding in Thai, for the tab of findings, and ``verdict`` what
    becomes of them by staff's word; ``told`` is the same in the office's language, for
    mail and the terminal.
    """

    reading: Reading
    plan: Plan
    totals: Totals
    corrected: tuple[CorrectedTotal, ...]
    tab: FindingsTab
    every: tuple[Finding, ...]
    verdict: Verdict
    told: Verdict

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand, in Thai."""
        return self.verdict.standing

    @property
    def spoken(self) -> tuple[Finding, ...]:
        """The findings that stand, in the office's language."""
        return self.told.standing

    @property
    def errors(self) -> int:
        """The number of findings that must be corrected."""
        return count(self.findings, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Settled:
    """A sheet that has been judged, and in which that is written.

    ``revision`` is the one it has now. ``changes`` are since the plan that the ledger
    kept last, and ``editor`` is who made the last of them, if that is known.
    """

    judged: Judged
    edits: tuple[Edit, ...]
    revision: str
    facts: Facts
    changes: tuple[Change, ...]
    editor: str


def judge(
    office: Office, tell: Tell = tell_nobody, sheet: Sheet | None = None
) -> Judged:
    """Judge the spreadsheet, read now unless ``sheet`` is it; nothing is written."""
    tell("read")
    reading = read_plan(sheet or office.spreadsheet.read(), office.lore.headers)
    tell("total")
    totals = compute_totals(reading.plan)
    tell("validate")
    ledger = office.ledger
    corrected = corrected_totals(
        reading.plan, totals, ledger.written_totals(), ledger.corrected_totals()
    )
    headers = office.lore.headers
    plan = give_keys(reading.plan, _known_keys(office.ledger.last_facts()))
    changed = _changed_on(office, plan, reading.matching)
    hits = find_hits(reading, totals, corrected, office.lore, changed=changed)
    tab = read_findings_tab(reading.sheet.tab(headers.tabs["findings"]), headers)
    every, spoken = (
        phrase(hits, plan, reading.matching, headers, office.rules[words.language])
        for words in (office.sheet_words, office.words)
    )
    return Judged(
        reading=reading,
        plan=plan,
        totals=totals,
        corrected=corrected,
        tab=tab,
        every=every,
        verdict=tab.verdict(every),
        told=tab.verdict(spoken),
    )


def _changed_on(office: Office, plan: Plan, matching: Matching) -> date | None:
    """Give the day on which the plan changed last, save for the day it is as of."""
    headers, ledger = office.lore.headers, office.ledger
    as_of = headers.label(Info.AS_OF)
    facts = plan_facts(plan, matching, headers)
    changes = changes_since(office, ledger.last_facts(), facts)
    if any(change.field != as_of for change in changes):
        return office.clock.now().date()
    seen = ledger.changed_on(as_of)
    return seen.date() if seen else None


def settle(
    office: Office,
    tell: Tell = tell_nobody,
    *,
    sheet: Sheet | None = None,
    editor: str | None = None,
) -> Settled:
    """Judge the sheet and write back, from a fresh read if it changed meanwhile.

    ``sheet`` was read just now, and ``editor`` told, unless they are to be asked for.

    Raises:
        SheetBusy: it changed every time we tried.
    """
    attempts = office.settings.cycle.attempts
    before = office.ledger.last_facts()
    for _ in range(attempts):
        judged = judge(office, tell, sheet)
        facts = plan_facts(judged.plan, judged.reading.matching, office.lore.headers)
        if editor is None:
            # asked before we write, or it would be us
            editor = office.spreadsheet.editor() if facts != before else ""
        edits = _find_all_edits(office, judged)
        tell("write_back")
        try:
            revision = _write(office, judged, edits)
        except SheetChanged as stop:
            _log.info("sheet changed meanwhile where=%s", stop.facts["where"])
            sheet = editor = None
            continue
        changes = changes_since(office, before, facts)
        return Settled(judged, edits, revision, facts, changes, editor)
    raise SheetBusy(attempts)


def settle_links(office: Office, settled: Settled) -> Settled:
    """Write what the documents' making brought into a sheet that was settled before.

    A sheet that somebody changed meanwhile is left to the next look: one cycle tells
    one set of findings, wherever it tells them.
    """
    judged = judge(office)
    facts = plan_facts(judged.plan, judged.reading.matching, office.lore.headers)
    same = (judged.verdict, facts) == (settled.judged.verdict, settled.facts)
    if not same:
        return settled
    try:
        revision = _write(office, judged, _find_all_edits(office, judged))
    except SheetChanged:
        return settled
    return replace(settled, revision=revision)


def _write(office: Office, judged: Judged, edits: Sequence[Edit]) -> str:
    seen = judged.reading.sheet
    if not edits:
        return seen.revision
    ledger = office.ledger
    before = ledger.corrected_totals()
    ledger.remember_totals(judged.totals, judged.corrected)
    try:
        revision = office.spreadsheet.write(edits, seen=seen)
    except (GoogleUnavailable, Unanswered):
        raise  # it may have been written
    except WorkerError:
        ledger.take_back_corrected(before)
        raise
    ledger.totals_written(judged.totals)
    _log.info("sheet written cells=%d", len(edits))
    return revision


def changes_since(
    office: Office, before: Facts | None, facts: Facts
) -> tuple[Change, ...]:
    """Tell what differs from an earlier plan; nothing does where there was none."""
    if before is None:
        return ()
    added, gone = office.words.say("changes.added"), office.words.say("changes.gone")
    return tuple(compare(before, facts, added=added, gone=gone))


def _find_all_edits(office: Office, judged: Judged) -> tuple[Edit, ...]:
    sheet, headers = judged.reading.sheet, office.lore.headers
    words, title = office.sheet_words, headers.tabs["summary"]
    now = office.clock.now()
    today = long_date(now.date())
    every: tuple[Edit, ...] = (
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
    # what is put in a cell that staff merged into another, nobody sees
    covered = {cell for tab in sheet.tabs for cell in covered_cells(tab)}
    own = tuple(edit for edit in every if edit.cell not in covered)
    shelf = shelf_shown(office, judged.plan)

    def summary(checked: str) -> tuple[CellEdit, ...]:
        rows = summary_rows(
            judged.totals,
            judged.verdict,
            shelf,
            checked,
            words,
        )
        return tuple(tab_edits(sheet.tab(title), title, rows))

    # the time alone is no reason to write: an unchanged sheet is left alone
    if not own and not summary(checked_at(sheet, title)):
        return ()
    return (*own, *summary(words.say("summary.time", date=today, time=f"{now:%H:%M}")))


def _known_keys(before: Facts | None) -> Mapping[str, str]:
    return {key: name for key, name, _, _ in before or () if key}


def shelf_shown(office: Office, plan: Plan) -> ShelfShown:
    """Give what the sheet says of the documents, and links to."""
    booklet = wanted(office, plan)[0]
    words, refusal = office.sheet_words, office.ledger.refusal()
    link = None
    if refusal is None:
        link = office.documents.find(booklet.key, home=booklet.home)
    if link is None and (before := office.ledger.publication(booklet.key)):
        link = before.link
    held = held_since(booklet.key, office.ledger, words)
    others = every_link(office, plan)
    if not is_here(office.spreadsheet.link):
        # nobody who reads the sheet can open what lies on this machine
        address = office.settings.document.address
        reached = ((name, public_link(there, address)) for name, there in others)
        others = tuple((name, there) for name, there in reached if there)
        link = public_link(link, address) if link else None
    return ShelfShown(
        link or None,
        others,
        office.ledger.shut_out(),
        held=words.say("summary.held", date=long_date(held)) if held else "",
        refused=" ".join(words.say_stop_of(*refusal)) if refusal else "",
        mail=_mail_in_words(office),
    )


def _mail_in_words(office: Office) -> str:
    """Say that no mail has left for a day or more, and why; else nothing."""
    now = office.clock.now()
    stuck = stuck_mail(office.ledger, now)
    if stuck is None or now - stuck.since < _STUCK_FOR:
        return ""
    words = office.sheet_words
    reason = words.say(f"mail_reasons.{reason_of(stuck)}")
    return words.say(
        "summary.mail_stuck", date=long_date(stuck.since.date()), why=reason
    )


def every_link(office: Office, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Give the name and link of all that the plan was published as."""
    return known_links(wanted(office, plan), office.ledger, office.sheet_words)


def wanted(office: Office, plan: Plan) -> tuple[Wanted, ...]:
    """Give the documents that the office wants of a plan, the plan itself first."""
    return wanted_documents(plan, office.settings.document, office.sheet_words)
