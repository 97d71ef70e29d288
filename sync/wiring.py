"""Wiring: the only place that builds real adapters."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sync.adapters.clock import BangkokClock, check_clock
from sync.adapters.dictionary import load_dictionary
from sync.adapters.heartbeat import beat
from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.lock import only_worker, step_at, worker_at
from sync.adapters.local.outbox import LocalOutbox
from sync.adapters.local.pdf import LibreOfficePdf
from sync.adapters.local.templates import LocalTemplates
from sync.adapters.preview import (
    PreviewDocuments,
    PreviewMail,
    PreviewPdf,
    PreviewSpreadsheet,
)
from sync.cycle.services import Services
from sync.errors import (
    ConfigError,
    OfficeBusy,
    StorageError,
    WorkbookLost,
    WorkbookMissing,
    WorkerError,
)
from sync.ledger import Ledger
from sync.messages import Words, load_words
from sync.model.imports import EMPTY_PLAN, ImportedPlan
from sync.model.records import Trouble
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.ports import Documents, Mail, PdfMaker, Spreadsheet, Templates
from sync.resources import CONFIG, TEMPLATES
from sync.rules.catalogue import choose_rules, load_rule_texts
from sync.rules.reference import ReferenceData
from sync.rules.text.wordlists import load_word_lists
from sync.settings.frames import load_frames
from sync.settings.office_file import language_of, load_settings
from sync.settings.values import GoogleSettings, MailSettings, Settings
from sync.storage.files import (
    clear_drafts,
    in_the_way,
    make_folder,
    must_be_file,
    replace_file,
    storing,
)
from sync.storage.journal import finish_interrupted
from sync.worker.health import Health
from sync.worker.loop import Worker
from sync.worker.onlooker import Onlooker
from sync.worker.shutdown import Stopping
from sync.worker.status import Status, status_of

if TYPE_CHECKING:
    from sync.adapters.google.office import GoogleOffice


def create_office(folder: Path, plan: ImportedPlan) -> str:
    """Bring a plan into an office, made in the folder if there is none; say where.

    Raises:
        OfficeOccupied: the folder has a spreadsheet already.
        TabOccupied: staff have typed already in the office's Google Sheet.
    """
    paths = OfficePaths(folder)
    google = load_settings(paths.settings).google
    if google is not None:
        return _set_up_google(google, folder, plan)[0]
    from sync.adapters.workbook_layout.new_workbook import create_workbook

    make_folder(folder.resolve())
    create_workbook(paths.workbook, plan, load_headers())
    _put_if_missing(paths.settings, "office.toml")
    _put_if_missing(paths.gitignore, "office.gitignore")
    return str(paths.workbook)


def set_up_office(folder: Path) -> tuple[str, int]:
    """Make an office ready for staff: give where, and how many things were added.

    An import that was killed may have left a spreadsheet alone: its files come now.
    """
    paths = OfficePaths(folder)
    google = load_settings(paths.settings).google
    if google is not None:
        return _set_up_google(google, folder, EMPTY_PLAN)
    if paths.workbook.exists():
        put = int(_put_if_missing(paths.settings, "office.toml"))
        put += _put_if_missing(paths.gitignore, "office.gitignore")
        return str(paths.workbook), put + _complete(paths)
    return create_office(folder, EMPTY_PLAN), len(load_headers().tabs)


def _put_if_missing(path: Path, name: str) -> bool:
    """Put one of our files into an office, unless there is one: it is a person's then.

    Return whether it was missing.
    """
    missing = not os.path.lexists(path)
    if missing:
        replace_file(path, (CONFIG / name).read_bytes())
    return missing


def _complete(paths: OfficePaths) -> int:
    """Add what a workbook lacks; give how many cells that took."""
    from sync.adapters.local.spreadsheet import LocalSpreadsheet
    from sync.sheet.completing import completing

    with only_worker(paths, BangkokClock().now()):
        _clean_up_after_killed(paths)
        sheet = LocalSpreadsheet(paths.workbook)
        seen = sheet.read()
        edits = tuple(completing(seen, load_headers()))
        sheet.write(edits, seen=seen)
    return len(edits)


def _clean_up_after_killed(paths: OfficePaths) -> None:
    """Put right what a worker left that was killed; none is at the office now."""
    with storing(paths.workbook):
        finish_interrupted(paths.workbook)
    for folder in (paths.folder, paths.documents, paths.outbox):
        clear_drafts(folder, time.time())


def _set_up_google(
    google: GoogleSettings, folder: Path, plan: ImportedPlan
) -> tuple[str, int]:
    from sync.adapters.google.office import at_google
    from sync.adapters.google.setting_up import set_up

    make_folder(folder.resolve())
    _put_if_missing(OfficePaths(folder).gitignore, "office.gitignore")
    with (
        closing(Ledger.open(OfficePaths(folder).ledger)) as ledger,
        at_google(google, folder) as office,
    ):
        known = ledger.tabs.of(office.spreadsheet_id)
        here = office.spreadsheet_id, load_headers(), plan, known
        done = set_up(office.session, *here)
    return google.spreadsheet, done


@contextmanager
def open_office(
    folder: Path, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Services]:
    """Open an office for work; nobody else can, meanwhile. ``sleep`` is how to wait.

    Raises:
        OfficeBusy: another worker is at it.
        WorkbookMissing: there is no office in the folder.
        SignInMissing: it is at Google, and there is no key.
    """
    paths = OfficePaths(folder)
    settings = _settings(paths)
    with only_worker(paths, BangkokClock().now()) as note:
        _put_if_missing(paths.settings, "office.toml")
        _clean_up_after_killed(paths)
        with (
            closing(Ledger.open(paths.ledger)) as ledger,
            _edges(paths, settings, ledger, sleep) as edges,
        ):
            ledger.cycles.close_killed()  # we are alone
            services = _services(paths, settings, ledger, edges)
            yield replace(services, begun=lambda step: note(step, services.clock.now()))


@contextmanager
def open_preview(folder: Path, documents: Path) -> Iterator[Services]:
    """Open an office to look at: nothing in it is written, nothing sent.

    Documents that a cycle makes go to the folder ``documents``.
    """
    paths = OfficePaths(folder)
    settings = _settings(paths)
    with (
        closing(Ledger.copy(paths.ledger)) as ledger,
        _edges(paths, settings, ledger, time.sleep) as real,
    ):
        edges = _Edges(
            PreviewSpreadsheet(real.spreadsheet),
            PreviewDocuments(real.documents, documents),
            real.templates,
            PreviewPdf(),
            PreviewMail(),
            real.sent,
        )
        yield _services(paths, settings, ledger, edges)


def worker_of(
    services: Services, stopping: Stopping, onlooker: Onlooker | None = None
) -> Worker:
    """Return the worker of an office that is open for work."""
    return Worker(services, stopping, health_of(services, stopping), onlooker)


def health_of(services: Services, stopping: Stopping) -> Health:
    """Return what tells how the work at an office goes: by mail, and by calls."""

    def tell(trouble: Trouble, stop: WorkerError | None) -> None:
        from sync.cycle.mail import announce

        announce(services, trouble, stop)

    watch = services.settings.watch
    return Health(
        services,
        tell,
        partial(beat, watch.heartbeat, stopping.check),
        partial(beat, watch.heartbeat_fail, stopping.check),
    )


def flush_mail(folder: Path, settle: Callable[[Ledger], None]) -> str:
    """Send all mail that waits, now; give who is at work there and does it instead.

    Before, ``settle`` may note what a person knows of mail.

    Raises:
        WorkerError: no mail can leave.
    """
    paths = OfficePaths(folder)
    try:
        with open_office(folder) as services:
            settle(services.ledger)
            services.ledger.outbox.make_due()
            # letters take long to load, and a look writes none
            from sync.cycle.mail import send_waiting

            send_waiting(services)
            health_of(services, Stopping()).note_mail(None)
    except OfficeBusy as busy:
        # the worker at it sends within a minute what is due
        with closing(Ledger.open(paths.ledger)) as ledger:
            settle(ledger)
            ledger.outbox.make_due()
        return busy.who
    return ""


@contextmanager
def open_record(folder: Path) -> Iterator[tuple[Ledger, Words]]:
    """Open an office's ledger to read, and the words to tell it in.

    A worker may be at it, and its spreadsheet out of reach.
    """
    paths = OfficePaths(folder)
    words = load_words(_recorded_settings(paths).language)
    with closing(Ledger.copy(paths.ledger)) as ledger:
        yield ledger, words


def status_at(folder: Path) -> tuple[Status, Words]:
    """Return how the worker of an office is, in the office's words."""
    paths = OfficePaths(folder)
    settings, now = _recorded_settings(paths), BangkokClock().now()
    with open_record(folder) as (ledger, words):
        at_work = worker_at(paths)
        trouble = _sheet_missing(paths, settings) or in_the_way(paths.ledger)
        found = status_of(ledger, settings.watch, now, at_work, trouble)
        return replace(found, step=step_at(paths) if at_work else None), words


def sign_in_person(folder: Path, client: Path, prompt: str) -> tuple[str, Path]:
    """Let a person sign in at a browser; give who it was, and where it is kept.

    Raises:
        ConfigError: the office is not set to be at Google.
        SignInMissing: nobody signed in.
    """
    from sync.adapters.google.consent import ask_for_consent
    from sync.adapters.google.scopes import needed_scopes

    paths = OfficePaths(folder)
    settings = load_settings(paths.settings)
    google = google_settings(paths)
    account, content = ask_for_consent(
        client,
        needed_scopes(documents=True, mail=settings.mail.way == "gmail"),
        prompt=prompt,
        address=google.address or None,
    )
    kept = folder / google.token_file
    replace_file(kept, content.encode(), private=True)
    return account, kept


def google_settings(paths: OfficePaths) -> GoogleSettings:
    """Return an office's settings for Google.

    Raises:
        ConfigError: it has none.
    """
    google = load_settings(paths.settings).google
    if google is None:
        words = load_words(language_of(paths.settings))
        missing = words.say("settings.missing")
        raise ConfigError(paths.settings, [f"google.spreadsheet: {missing}"])
    return google


def _settings(paths: OfficePaths) -> Settings:
    check_clock(BangkokClock().now())
    settings = load_settings(paths.settings)
    if missing := _sheet_missing(paths, settings):
        raise missing
    return settings


def _recorded_settings(paths: OfficePaths) -> Settings:
    """Return the settings for who looks at the ledger alone, if there is one."""
    if not paths.ledger.exists():
        return _settings(paths)
    check_clock(BangkokClock().now())
    return load_settings(paths.settings)


def _sheet_missing(paths: OfficePaths, settings: Settings) -> WorkerError | None:
    """Return the stop that a workbook is which is not there, or which is no file."""
    if settings.google is not None:
        return None
    try:
        must_be_file(paths.workbook)
    except StorageError as stop:
        return stop
    if paths.workbook.exists():
        return None
    lost = paths.has_been_worked_at
    return (WorkbookLost if lost else WorkbookMissing)(paths.workbook)


@dataclass(frozen=True, slots=True)
class _Edges:
    """What differs between an office in a folder and one at Google."""

    spreadsheet: Spreadsheet
    documents: Documents
    templates: Templates
    pdf: PdfMaker
    mail: Mail
    sent: Callable[[], int]


@contextmanager
def _edges(
    paths: OfficePaths,
    settings: Settings,
    ledger: Ledger,
    sleep: Callable[[float], None],
) -> Iterator[_Edges]:
    documents = LocalDocuments(paths.documents)
    templates = LocalTemplates(paths.templates, TEMPLATES)
    mail = _mail(settings.mail, paths, partial(sleep, 0))
    if settings.google is None:
        from sync.adapters.local.spreadsheet import LocalSpreadsheet

        sheet = LocalSpreadsheet(paths.workbook)
        pdf = LibreOfficePdf(thai_digits=settings.document.text_digits == "thai")
        yield _Edges(sheet, documents, templates, pdf, mail, sent=lambda: 0)
        return
    from sync.adapters.google.office import at_google

    gmail = settings.mail.way == "gmail"
    with at_google(settings.google, paths.folder, mail=gmail, sleep=sleep) as office:
        known = ledger.tabs.of(office.spreadsheet_id)
        yield _Edges(
            office.spreadsheet(known, partial(_remember_tabs, office, ledger)),
            office.documents(documents),
            office.templates(templates),
            office.pdf(),
            office.mail() if gmail else mail,
            sent=lambda: office.session.sent,
        )


def _mail(
    settings: MailSettings, paths: OfficePaths, check: Callable[[], None]
) -> Mail:
    """Return the way for mail to leave, where that needs no Google."""
    if settings.way != "smtp" or settings.smtp is None:
        return LocalOutbox(paths.outbox)
    from sync.adapters.smtp.mail import SmtpMail
    from sync.adapters.smtp.password import read_password

    password = partial(read_password, settings.smtp, paths.folder)
    return SmtpMail(settings.smtp, settings.sender, password, check=check)


def _mail_setup(paths: OfficePaths, settings: Settings) -> str:
    """Return what tells whether somebody changed how mail leaves.

    No secret is in it.
    """
    files: list[Path] = []
    if settings.mail.smtp:
        files.append(settings.mail.smtp.password_file)
    if settings.google:
        files += [settings.google.key_file, settings.google.token_file]
    return "\n".join(
        [
            settings.mail.model_dump_json(),
            *(_state_of(paths.folder / it) for it in files),
        ]
    )


def _state_of(path: Path) -> str:
    try:
        state = path.stat()
    except OSError:
        return "-"
    return f"{state.st_mtime_ns} {state.st_size}"


def _remember_tabs(
    office: "GoogleOffice", ledger: Ledger, tabs: Mapping[str, int]
) -> None:
    ours = frozenset(load_headers().tabs.values())
    kept = {title: tabs[title] for title in ours & tabs.keys()}
    ledger.tabs.remember(office.spreadsheet_id, kept)


def _services(
    paths: OfficePaths, settings: Settings, ledger: Ledger, edges: _Edges
) -> Services:
    mail = TEMPLATES / "mail"
    return Services(
        spreadsheet=edges.spreadsheet,
        documents=edges.documents,
        mail=edges.mail,
        clock=BangkokClock(),
        ledger=ledger,
        settings=settings,
        reference=ReferenceData(
            headers=load_headers(),
            lists=load_word_lists(office=paths.words),
            frames=load_frames(),
            unknown=load_dictionary(),
            domains=settings.mail.domains,
        ),
        rules={
            language: choose_rules(texts, settings.rules)
            for language, texts in load_rule_texts().items()
        },
        sheet_words=load_words("th"),
        words=load_words(settings.language),
        templates=edges.templates,
        pdf=edges.pdf,
        sent=edges.sent,
        mail_setup=partial(_mail_setup, paths, settings),
        mail_templates={
            path.name: path.read_text("utf-8") for path in sorted(mail.iterdir())
        },
    )
