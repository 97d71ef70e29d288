"""Judging: read → total → validate. Nothing is written.

Totals come before validation, since a total that staff typed can only be judged
against the sum.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sync.approval.adding import Board
from sync.approval.adding import without_room as without_place
from sync.cycle.approving import read_board
from sync.cycle.services import Services
from sync.documents.wanted import key_of_year, report_key
from sync.model.cells import Sheet
from sync.model.changes import Change, Facts
from sync.model.findings import Finding, Hit, Severity
from sync.model.plan import CorrectedTotal, Info, Plan, Totals
from sync.model.progress import ProgressRow, Round, RoundDates
from sync.plan.changes import compare, plan_facts
from sync.plan.findings import count, of_plan
from sync.plan.matching import Matching
from sync.plan.totals import compute_totals
from sync.progress.adding import (
    NewRow,
    counted_rows,
    ended_projects,
    find_new_rows,
    without_room,
)
from sync.progress.facts import projects_of
from sync.progress.read import Progress, read_progress
from sync.progress.reported import RoundReport, rounds_standing
from sync.progress.rounds import recent_years, rounds_closed, rounds_open
from sync.rules.amounts.totals import corrected_totals
from sync.rules.outcome.approvals import approval_context
from sync.rules.outcome.reports import report_context
from sync.rules.places import approval_places, report_places
from sync.rules.validate import (
    find_approval_hits,
    find_hits,
    find_report_hits,
    phrase,
)
from sync.sheet.findings_tab import FindingsTab, Verdict, read_findings_tab
from sync.sheet.read import Reading, read_plan
from sync.sheet.write_back import give_keys

Tell = Callable[[str], None]
"""Hears the name of each stage as it begins."""


def tell_nobody(_stage: str) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A plan as read, added up and judged. Its projects have their keys.

    ``progress`` is what is reported of them, whose findings make no draft of the plan,
    ``new_rows`` what it lacks, ``rows`` are both, and ``rounds`` how each stands by
    them. ``board`` is what is put forward and decided. ``all_findings`` is every
    finding in Thai, for the tab of findings, and ``verdict`` what becomes of them by
    staff's word; ``localized_verdict`` is the same in the office's language, for mail
    and the terminal.
    """

    reading: Reading
    plan: Plan
    progress: Progress
    new_rows: tuple[NewRow, ...]
    rows: tuple[ProgressRow, ...]
    totals: Totals
    corrected: tuple[CorrectedTotal, ...]
    tab: FindingsTab
    all_findings: tuple[Finding, ...]
    board: Board
    verdict: Verdict
    localized_verdict: Verdict
    rounds: tuple[RoundReport, ...]

    @property
    def reports(self) -> tuple[RoundReport, ...]:
        """The rounds of which something is reported; another has no report."""
        return tuple(each for each in self.rounds if each.figures.whole.reported)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that stand, in Thai."""
        return self.verdict.standing

    @property
    def localized_findings(self) -> tuple[Finding, ...]:
        """The findings that stand, in the office's language."""
        return self.localized_verdict.standing

    def awaits_a_day(self, today: date) -> bool:
        """Whether something is said of a day to come, which time alone takes away."""
        days = [day for row in self.rows for day in (row.completed, row.reported_on)]
        days.append(self.plan.info.as_of)
        return self.board.awaits_a_day or any(day and day > today for day in days)

    @property
    def errors(self) -> int:
        """The number of findings that must be corrected in the plan."""
        return count(of_plan(self.open_findings), Severity.ERROR)


def judge(
    services: Services,
    tell: Tell = tell_nobody,
    sheet: Sheet | None = None,
    untold: Sequence[CorrectedTotal] = (),
) -> Judgement:
    """Judge the spreadsheet; nothing is written.

    Args:
        services: the office's.
        tell: hears the name of each stage as it begins.
        sheet: the spreadsheet, if it was read just now.
        untold: totals of staff's that were put right just now, and never told.

    Returns:
        The plan and what is reported of it, added up, with all that is wrong in it.

    Raises:
        SpreadsheetError: a tab or a column is missing, or the sheet cannot be read.
        GoogleError: Google does not give it.
    """
    tell("read")
    reading = read_plan(
        sheet or services.spreadsheet.read(), services.reference.headers
    )
    tell("total")
    totals = compute_totals(reading.plan)
    tell("validate")
    ledger, headers = services.ledger, services.reference.headers
    written, before = ledger.totals.written(), ledger.totals.corrected()
    corrected = corrected_totals(reading.plan, totals, written, before, untold)
    plan = give_keys(reading.plan, _known_keys(ledger.snapshots.last()))
    days = {
        "changed": _changed_on(services, plan, reading.matching),
        "today": services.clock.now().date(),
    }
    progress, new_rows = _progress_of(services, reading.sheet, plan)
    rows = counted_rows(progress, new_rows)
    board = read_board(services, reading.sheet, recent_years(plan.info.fiscal_year))
    hits = (
        *find_hits(reading, totals, corrected, services.reference, **days),
        *_hits_of_reports(services, progress, new_rows),
        *_hits_of_approvals(services, board),
    )
    tab = read_findings_tab(reading.sheet.tab(headers.tabs["findings"]), headers)
    reported = report_places(rows, plan, reading.matching, headers)
    places = {**reported, **approval_places(board, headers)}
    in_thai, localized = (
        phrase(
            hits,
            plan,
            reading.matching,
            headers,
            services.rules[words.language],
            places,
        )
        for words in (services.sheet_words, services.words)
    )
    verdict, localized_verdict = tab.verdict(in_thai), tab.verdict(localized)
    return Judgement(
        reading=reading,
        plan=plan,
        progress=progress,
        new_rows=new_rows,
        rows=rows,
        totals=totals,
        corrected=corrected,
        board=board,
        tab=tab,
        all_findings=in_thai,
        verdict=verdict,
        localized_verdict=localized_verdict,
        rounds=rounds_standing(
            rows,
            plan.info.fiscal_year,
            localized_verdict.standing,
            [each.finding for each in verdict.confirmed],
        ),
    )


def _progress_of(
    services: Services, sheet: Sheet, plan: Plan
) -> tuple[Progress, tuple[NewRow, ...]]:
    """Return what is reported of a plan, and the rows that are lacking today."""
    headers, settings = services.reference.headers, services.settings.reports
    years, today = recent_years(plan.info.fiscal_year), services.clock.now().date()
    closed = rounds_closed(today, years, settings)
    progress = read_progress(sheet, plan, headers, closed)
    rounds = rounds_open(today, years, settings)
    return progress, _new_rows(services, progress, rounds, closed)


def _hits_of_reports(
    services: Services, progress: Progress, new_rows: Sequence[NewRow]
) -> Iterator[Hit]:
    settings, today = services.settings.reports, services.clock.now().date()
    yield from progress.hits
    yield from without_room(progress, new_rows)
    yield from find_report_hits(
        report_context(progress, new_rows, settings, today, services.reference)
    )


def _hits_of_approvals(services: Services, board: Board) -> Iterator[Hit]:
    settings, headers = services.settings, services.reference.headers
    # only Google guards cells
    guarded = bool(settings.approval.approvers) and settings.google is not None
    yield from board.proposals.hits
    yield from without_place(board.proposals, board.new)
    yield from find_approval_hits(
        approval_context(board, services.clock.now().date(), headers, guarded=guarded)
    )


def _new_rows(
    services: Services,
    progress: Progress,
    rounds: Sequence[RoundDates],
    closed: Sequence[Round],
) -> tuple[NewRow, ...]:
    """Find the rows of progress that are lacking today.

    The year before may still be reported on, though staff typed it over by hand.

    Args:
        services: the office's.
        progress: the tab as it was read.
        rounds: those that are open today.
        closed: those that have closed.
    """
    headers, words = services.reference.headers, services.sheet_words
    years = recent_years(progress.plan.info.fiscal_year)
    published = services.ledger.publications.find
    reports = {which: published(report_key(which, words)) for which in closed}
    had = {which: projects_of(last.facts) for which, last in reports.items() if last}
    before = published(key_of_year(years[0], words)) if years else None
    facts = before.facts if before else None
    ended = ended_projects(facts, progress, headers)
    return find_new_rows(progress, rounds, ended, had)


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


def _known_keys(before: Facts | None) -> Mapping[str, str]:
    return {key: name for key, name, _, _ in before or () if key}
