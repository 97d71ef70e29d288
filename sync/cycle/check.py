"""The first half of a cycle: the sheet is judged, and what was found is written back."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sync.approval.edits import find_approval_edits
from sync.approval.words import approvals_in_words
from sync.cycle.approving import said_of_latest
from sync.cycle.judging import Judgement, Tell, changes_since, judge, tell_nobody
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
from sync.model.plan import CorrectedTotal
from sync.plan.changes import plan_facts
from sync.plan.findings import of_plan
from sync.progress.edits import find_progress_edits
from sync.progress.reported import report_in_words, round_title
from sync.sheet.findings_tab import findings_tab_edits
from sync.sheet.notes import note_edits
from sync.sheet.own_tabs import writable
from sync.sheet.summary import checked_at, summary_edits, summary_rows
from sync.sheet.write_back import find_edits
from sync.thai.dates import long_date

_log = logging.getLogger(__name__)


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
    seen = update.judgement.reading.sheet
    judgement = judge(services, sheet=seen.after(update.edits, update.revision))
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
            judgement.new_rows,
            judgement.open_findings,
            now.date(),
            headers,
            words,
        ),
        *find_approval_edits(
            judgement.board,
            said_of_latest(services, judgement.board),
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
    board = judgement.board
    approvals = approvals_in_words(board.proposals.rows, board.approvals, words)
    links = replace(document_links(services, judgement.plan), approvals=approvals)
    rounds = [
        (round_title(report.round, words), report_in_words(report, words))
        for report in judgement.rounds
    ]

    def summary(checked: str) -> tuple[CellEdit, ...]:
        rows = summary_rows(
            judgement.totals,
            judgement.verdict,
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
