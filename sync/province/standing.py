"""How an office stands, read from its ledger without touching it."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sync.adapters.ledgers import ledger_home, ledger_stamps
from sync.documents.wanted import key_of_year, report_key
from sync.errors import WorkerError
from sync.ledger import Ledger
from sync.messages import load_words
from sync.model.documents import Kind as DocumentKind
from sync.model.mail import Queued
from sync.model.plan import Info
from sync.model.progress import Round
from sync.model.records import CycleKind, Outcome
from sync.paths import OfficePaths
from sync.plan.changes import told_of_office
from sync.plan.labels import load_headers
from sync.progress.rounds import FIRST, LAST, dates_of
from sync.province.visits import Night, PlanState, Standing
from sync.settings.office_file import load_settings
from sync.settings.values import GoogleSettings, Settings
from sync.storage.files import state_of
from sync.thai.dates import parse_year

_NIGHTS = 12
_TOLD = (Info.OFFICE, Info.AMPHOE, Info.PROVINCE, Info.FISCAL_YEAR)


def stamps_of(offices: Sequence[OfficePaths]) -> Sequence[str]:
    """Return what is another text whenever an office may stand otherwise, of each.

    Raises:
        WorkerError: where their ledgers are cannot be seen.
    """
    stamps = zip(offices, ledger_stamps(offices), strict=True)
    return [f"{state_of(paths.settings)} {stamp}" for paths, stamp in stamps]


def read_standing(paths: OfficePaths, now: datetime) -> Standing:
    """Return how an office stands now; where something cannot be read it says why.

    Settings that are broken keep nobody from reading the ledger.
    """
    settings, code = Settings(), ""
    try:
        settings = load_settings(paths.settings)
    except WorkerError as stop:
        code = stop.code
    try:
        with closing(ledger_home(paths).copy()) as ledger:
            found = _standing(ledger, settings, now)
            return replace(found, sheet=_sheet_of(paths, settings), code=code)
    except WorkerError as stop:
        return Standing(sheet=_sheet_of(paths, settings), code=code or stop.code)


def _standing(ledger: Ledger, settings: Settings, now: datetime) -> Standing:
    cycles, facts = ledger.cycles, ledger.snapshots.last() or ()
    told = told_of_office(facts, load_headers(), _TOLD)  # nothing of persons
    year = parse_year(told[Info.FISCAL_YEAR])
    nights = cycles.last_nights(_NIGHTS)
    judged = next((it for it in cycles.last(_NIGHTS) if it.has_result), None)
    good = cycles.latest(now, CycleKind.NIGHT, Outcome.DONE)
    waiting = ledger.outbox.waiting()
    words = load_words(settings.language)
    # a look that was answered met something new, be it only in a report
    answered = cycles.latest(now, CycleKind.LOOK, Outcome.DONE)
    seen = cycles.changed_on("", until=now), answered.started if answered else None

    def state(key: str) -> PlanState:
        found = ledger.publications.find(key, DocumentKind.WORD)
        if found is None:
            return PlanState.NONE
        return PlanState.COMPLETE if found.clean else PlanState.DRAFT

    def closes(months: int) -> date | None:
        if not year or months not in settings.reports.rounds:
            return None
        return dates_of(Round(year, months), settings.reports).closes

    return Standing(
        title=told[Info.OFFICE],
        district=told[Info.AMPHOE],
        province=told[Info.PROVINCE],
        year=year,
        nights=tuple(Night(it.started, it.outcome) for it in reversed(nights)),
        good_night=good.started if good else None,
        errors=judged.errors + judged.report_findings.errors if judged else 0,
        warnings=judged.warnings + judged.report_findings.warnings if judged else 0,
        projects=judged.projects if judged else 0,
        budget=judged.budget if judged else Decimal(0),
        plan=state(key_of_year(year, words)) if year else PlanState.NONE,
        half_year=state(report_key(Round(year, FIRST), words))
        if year
        else PlanState.NONE,
        whole_year=state(report_key(Round(year, LAST), words))
        if year
        else PlanState.NONE,
        half_year_closes=closes(FIRST),
        whole_year_closes=closes(LAST),
        changed=max(filter(None, seen), default=None),
        waiting=len(waiting),
        undelivered=len(ledger.outbox.undelivered()),
        mail_due=min((_due(it, now) for it in waiting), default=None),
    )


def _sheet_of(paths: OfficePaths, settings: Settings) -> str:
    if settings.google is None or has_own_key(settings.google, paths.folder):
        return ""
    # a local office has no need of Google's libraries
    from sync.adapters.google.drive import file_id_of  # noqa: PLC0415

    return file_id_of(settings.google.spreadsheet) or ""


def has_own_key(google: GoogleSettings, folder: Path) -> bool:
    """Whether an office signs in by itself, as it does alone."""
    if google.sign_in != "service_account" or google.key_variable:
        return True
    return (folder / google.key_file).exists()


def _due(queued: Queued, now: datetime) -> datetime:
    later = None if queued.is_due(now) else queued.next_try
    return later or queued.since
