"""The first half of a cycle: read → total → validate → write back.

Totals come before validation, since a total that staff typed can only be judged
against the sum.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sync.cycle.links import document_links
from sync.cycle.memory import note_new_memory
from sync.cycle.services import Services
from sync.errors import (
    GoogleUnavailable,
    SheetBusy,
    SheetChanged,
    Unanswered,
    WorkerError,
)
from sync.model.cells import CellEdit, Edit, Sheet
from sync.model.changes import Change, Facts
from sync.model.findings import Finding, Severity
from sync.model.plan import CorrectedTotal, Info, Plan, Totals
from sync.plan.changes import compare, plan_facts
from sync.plan.findings import count, of_plan
from sync.plan.matching import Matching
from sync.plan.totals import compute_totals
from sync.progress.edits import find_progress_edits
from sync.progress.read import Progress, read_progress
from sync.progress.reported import (
    RoundReport,
    report_in_words,
    round_title,
    rounds_reported,
)
from sync.progress.rounds import rounds_open
from sync.rules.reports import report_context
from sync.rules.totals import corrected_totals
from sync.rules.validate import find_hits, find_report_hits, phrase
from sync.sheet.findings_tab import (
    FindingsTab,
    Verdict,
    findings_tab_edits,
    read_findings_tab,
)
from sync.sheet.notes import note_edits
from sync.sheet.own_tabs import writable
from sync.sheet.read import Reading, read_plan
from sync.sheet.summary import (
    checked_at,
    summary_edits,
    summary_rows,
)
from sync.sheet.write_back import find_edits, give_keys
from sync.thai.dates import long_date

_log = logging.getLogger(__name__)

Tell = Callable[[str], None]
"""Hears the name of each stage as it begins."""


def tell_nobody(_stage: str) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A plan as read, added up and judged. Its projects have their keys.

    ``progress`` is what is reported of them, whose findings make no draft of the plan,
    and ``reports`` are the rounds in which anything is.
    ``all_findings`` is every finding in Thai, for the tab of findings, and ``verdict`` what
    becomes of them by staff's word; ``told`` is the same in the office's language, for
    mail and the terminal.
    """

    reading: Reading
    plan: Plan
    progress: Progress
    totals: Totals
    corrected: tuple[CorrectedTotal, ...]
    tab: FindingsTab
    all_findings: tuple[Finding, ...]
    verdict: Verdict
    told: Verdict
    reports: tuple[RoundReport, ...]

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that stand, in Thai."""
        return self.verdict.standing

    @property
    def localized_findings(self) -> tuple[Finding, ...]:
        """The findings that stand, in the office's language."""
        return self.told.standing

    @property
    def errors(self) -> int:
        """The number of findings that must be corrected in the plan."""
        return count(of_plan(self.open_findings), Severity.ERROR)


@dataclass(frozen=True, slots=True)
class SheetUpdate:
    """A sheet that has been judged, and in which that is written.

    ``revision`` is the one it has now. ``changes`` are since the plan that the ledger
    kept last, and ``editor`` is who made the last of them, if that is known.
    """

    judgement: Judgement
    edits: tuple[Edit, ...]
    revision: str
    facts: Facts
    changes: tuple[Change, ...]
    editor: str


def judge(
    services: Services,
    tell: Tell = tell_nobody,
    sheet: Sheet | None = None,
    untold: Sequence[CorrectedTotal] = (),
) -> Judgement:
    """Judge the spreadsheet, read now unless ``sheet`` is it; nothing is written.

    ``untold`` are totals of staff's that were put right just now, and never told.
    """
    tell("read")
    reading = read_plan(
        sheet or services.spreadsheet.read(), services.reference.headers
    )
    tell("total")
    totals = compute_totals(reading.plan)
    tell("validate")
    ledger = services.ledger
    written, before = ledger.totals.written(), ledger.totals.corrected()
    corrected = corrected_totals(reading.plan, totals, written, before, untold)
    headers = services.reference.headers
    plan = give_keys(reading.plan, _known_keys(services.ledger.snapshots.last()))
    changed = _changed_on(services, plan, reading.matching)
    progress = read_progress(reading.sheet, plan, headers)
    hits = (
        *find_hits(reading, totals, corrected, services.reference, changed=changed),
        *progress.hits,
        *find_report_hits(
            report_context(
                progress,
                services.settings.reports,
                services.clock.now().date(),
                headers,
            )
        ),
    )
    tab = read_findings_tab(reading.sheet.tab(headers.tabs["findings"]), headers)
    every, spoken = (
        phrase(
            hits,
            plan,
            reading.matching,
            headers,
            services.rules[words.language],
            progress.rows,
        )
        for words in (services.sheet_words, services.words)
    )
    verdict = tab.verdict(every)
    return Judgement(
        reading=reading,
        plan=plan,
        progress=progress,
        totals=totals,
        corrected=corrected,
        tab=tab,
        all_findings=every,
        verdict=verdict,
        told=tab.verdict(spoken),
        reports=rounds_reported(progress.rows, plan.info.fiscal_year, verdict.standing),
    )


def _changed_on(services: Services, plan: Plan, matching: Matching) -> date | None:
    """Return the day on which the plan changed last, save for the day it is as of."""
    headers, ledger = services.reference.headers, services.ledger
    as_of = headers.label(Info.AS_OF)
    facts = plan_facts(plan, matching, headers)
    changes = changes_since(services, ledger.snapshots.last(), facts)
    now = services.clock.now()
    if any(change.field != as_of for change in changes):
        return now.date()
    seen = ledger.cycles.changed_on(as_of, until=now)
    return seen.date() if seen else None


def update_sheet(
    services: Services,
    tell: Tell = tell_nobody,
    *,
    sheet: Sheet | None = None,
    editor: str | None = None,
) -> SheetUpdate:
    """Judge the sheet and write back, from a fresh read if it changed meanwhile.

    ``sheet`` was read just now, and ``editor`` told, unless they are to be asked for.

    Raises:
        SheetBusy: it changed every time we tried.
    """
    attempts = services.settings.cycle.attempts
    before = services.ledger.snapshots.last()
    untold: tuple[CorrectedTotal, ...] = ()
    for _ in range(attempts):
        judgement = judge(services, tell, sheet, untold)
        note_new_memory(services, judgement.reading.plan)
        facts = plan_facts(
            judgement.plan, judgement.reading.matching, services.reference.headers
        )
        if editor is None:
            # asked before we write, or it would be us
            editor = services.spreadsheet.editor() if facts != before else ""
        edits = _find_all_edits(services, judgement)
        tell("write_back")
        try:
            revision = _write(services, judgement, edits)
        except SheetChanged as stop:
            _log.info("sheet changed meanwhile where=%s", stop.where)
            sheet = editor = None
            untold = judgement.corrected if stop.written else untold
            continue
        changes = changes_since(services, before, facts)
        return SheetUpdate(judgement, edits, revision, facts, changes, editor)
    raise SheetBusy(attempts)


def settle_links(services: Services, update: SheetUpdate) -> SheetUpdate:
    """Write what the documents' making brought into a sheet that was settled before.

    A sheet that somebody changed meanwhile is left to the next look: one cycle tells
    one set of findings, wherever it tells them.
    """
    judgement = judge(services)
    facts = plan_facts(
        judgement.plan, judgement.reading.matching, services.reference.headers
    )
    same = (judgement.verdict, facts) == (update.judgement.verdict, update.facts)
    if not same:
        return update
    try:
        revision = _write(services, judgement, _find_all_edits(services, judgement))
    except SheetChanged:
        return update
    return replace(update, revision=revision)


def _write(services: Services, judgement: Judgement, edits: Sequence[Edit]) -> str:
    seen = judgement.reading.sheet
    if not edits:
        return seen.revision
    ledger = services.ledger
    before = ledger.totals.corrected()
    ledger.totals.remember(judgement.totals, judgement.corrected)
    try:
        revision = services.spreadsheet.write(edits, seen=seen)
    except (GoogleUnavailable, Unanswered):
        raise  # it may have been written
    except WorkerError as stop:
        if not (isinstance(stop, SheetChanged) and stop.written):
            ledger.totals.take_back_corrected(before)
        raise
    ledger.totals.stand(judgement.totals)
    _log.info("sheet written cells=%d", len(edits))
    return revision


def changes_since(
    services: Services, before: Facts | None, facts: Facts
) -> tuple[Change, ...]:
    """Return what differs from an earlier plan; nothing does where there was none."""
    if before is None:
        return ()
    added, gone = (
        services.words.say("changes.added"),
        services.words.say("changes.gone"),
    )
    return tuple(compare(before, facts, added=added, gone=gone))


def _find_all_edits(services: Services, judgement: Judgement) -> tuple[Edit, ...]:
    sheet, headers = judgement.reading.sheet, services.reference.headers
    words, title = services.sheet_words, headers.tabs["summary"]
    now = services.clock.now()
    today = long_date(now.date())
    every: tuple[Edit, ...] = (
        *find_edits(
            judgement.reading,
            judgement.plan,
            judgement.totals,
            of_plan(judgement.open_findings),
            headers,
            words,
        ),
        *find_progress_edits(
            judgement.progress,
            rounds_open(
                now.date(),
                judgement.plan.info.fiscal_year,
                services.settings.reports,
            ),
            judgement.open_findings,
            now.date(),
            headers,
            words,
        ),
        *findings_tab_edits(
            judgement.tab, judgement.all_findings, today, headers, words
        ),
        *note_edits(sheet, judgement.open_findings, words),
    )
    own = tuple(writable(every, sheet, headers))
    links = document_links(services, judgement.plan)
    rounds = [
        (round_title(report.round, words), report_in_words(report, words))
        for report in judgement.reports
    ]

    def summary(checked: str) -> tuple[CellEdit, ...]:
        rows = summary_rows(
            judgement.totals,
            judgement.verdict.of_plan(),
            links,
            checked,
            words,
            rounds,
        )
        return tuple(summary_edits(sheet, title, rows, words))

    # the time alone is no reason to write: an unchanged sheet is left alone
    if not own and not summary(checked_at(sheet, title)):
        return ()
    return (*own, *summary(words.say("summary.time", date=today, time=f"{now:%H:%M}")))


def _known_keys(before: Facts | None) -> Mapping[str, str]:
    return {key: name for key, name, _, _ in before or () if key}
