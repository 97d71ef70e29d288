"""Wiring: the only place that builds real adapters."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from sync.adapters.clock import BangkokClock
from sync.adapters.dictionary import load_dictionary
from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.new_workbook import create_workbook
from sync.adapters.local.outbox import LocalOutbox
from sync.adapters.local.pdf import LibreOfficePdf
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.adapters.local.templates import LocalTemplates
from sync.adapters.preview import (
    PreviewDocuments,
    PreviewMail,
    PreviewPdf,
    PreviewSpreadsheet,
)
from sync.config import (
    GoogleSettings,
    MailSettings,
    Settings,
    load_frames,
    load_settings,
)
from sync.errors import ConfigError, OfficeBusy, WorkbookMissing
from sync.headers import CONFIG, load_headers
from sync.ledger import Ledger
from sync.model import ImportedPlan
from sync.office import Office
from sync.place import Place
from sync.ports import Documents, Mail, PdfMaker, Spreadsheet, Templates
from sync.stages.validate import Lore, choose_rules, load_rule_texts
from sync.wordlists import load_word_lists
from sync.words import load_words

TEMPLATES = CONFIG.parent / "templates"


def create_office(folder: Path, plan: ImportedPlan) -> None:
    """Make a local office that holds a plan.

    Raises:
        OfficeOccupied: the folder has a spreadsheet already.
    """
    place = Place(folder)
    folder.mkdir(parents=True, exist_ok=True)
    create_workbook(place.workbook, plan, load_headers())
    if not place.settings.exists():
        shutil.copy(CONFIG / "office.toml", place.settings)


@contextmanager
def open_office(folder: Path) -> Iterator[Office]:
    """Open an office for work; nobody else can, meanwhile.

    Raises:
        OfficeBusy: another worker is at it.
        WorkbookMissing: there is no office in the folder.
        SignInMissing: it is at Google, and there is no key.
    """
    place = Place(folder)
    settings = _settings(place)
    with (
        _alone(place),
        closing(Ledger.open(place.ledger)) as ledger,
        _edges(place, settings, ledger) as edges,
    ):
        yield _office(place, settings, ledger, edges)


@contextmanager
def open_preview(folder: Path, documents: Path) -> Iterator[Office]:
    """Open an office to look at: nothing in it is written, nothing sent.

    Documents that a cycle makes go to the folder ``documents``.
    """
    place = Place(folder)
    settings = _settings(place)
    with (
        closing(Ledger.copy(place.ledger)) as ledger,
        _edges(place, settings, ledger) as real,
    ):
        edges = _Edges(
            PreviewSpreadsheet(real.spreadsheet),
            PreviewDocuments(real.documents, documents),
            real.templates,
            PreviewPdf(),
            PreviewMail(),
        )
        yield _office(place, settings, ledger, edges)


def sign_in_person(folder: Path, client: Path, prompt: str) -> tuple[str, Path]:
    """Let a person sign in at a browser; give who it was, and where it is kept.

    Raises:
        ConfigError: the office is not set to be at Google.
        SignInMissing: nobody signed in.
    """
    from sync.adapters.google.consent import ask_for_consent, keep_secret
    from sync.adapters.google.scopes import needed_scopes

    place = Place(folder)
    settings = load_settings(place.settings)
    google = google_settings(place)
    account, content = ask_for_consent(
        client,
        needed_scopes(documents=True, mail=settings.mail.way == "gmail"),
        prompt=prompt,
        address=google.address or None,
    )
    kept = folder / google.token_file
    keep_secret(kept, content)
    return account, kept


def google_settings(place: Place) -> GoogleSettings:
    """Give an office's settings for Google.

    Raises:
        ConfigError: it has none.
    """
    google = load_settings(place.settings).google
    if google is None:
        raise ConfigError(place.settings, ["google.spreadsheet: missing"])
    return google


def _settings(place: Place) -> Settings:
    settings = load_settings(place.settings)
    if settings.google is None and not place.workbook.exists():
        raise WorkbookMissing(place.workbook)
    return settings


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    try:
        with FileLock(place.lock, timeout=0):
            yield
    except Timeout as error:
        raise OfficeBusy(place.folder) from error


@dataclass(frozen=True, slots=True)
class _Edges:
    """What differs between an office in a folder and one at Google."""

    spreadsheet: Spreadsheet
    documents: Documents
    templates: Templates
    pdf: PdfMaker
    mail: Mail


@contextmanager
def _edges(place: Place, settings: Settings, ledger: Ledger) -> Iterator[_Edges]:
    local = _Edges(
        LocalSpreadsheet(place.workbook),
        LocalDocuments(place.documents),
        LocalTemplates(place.templates, TEMPLATES),
        LibreOfficePdf(),
        _mail(settings.mail, place),
    )
    if settings.google is None:
        yield local
    else:
        gmail = settings.mail.way == "gmail"
        with _google_edges(settings.google, place, ledger, local, gmail=gmail) as edges:
            yield edges


def _mail(settings: MailSettings, place: Place) -> Mail:
    """Give the way for mail to leave, where that needs no Google."""
    if settings.way != "smtp" or settings.smtp is None:
        return LocalOutbox(place.outbox)
    from sync.adapters.smtp import SmtpMail
    from sync.adapters.smtp_password import read_password

    password = partial(read_password, settings.smtp, place.folder)
    return SmtpMail(settings.smtp, settings.sender, password)


@contextmanager
def _google_edges(
    settings: GoogleSettings,
    place: Place,
    ledger: Ledger,
    local: _Edges,
    *,
    gmail: bool,
) -> Iterator[_Edges]:
    from sync.adapters.google.office import at_google

    with at_google(settings, place.folder, mail=gmail) as office:
        spreadsheet = office.spreadsheet(ledger.tabs(office.spreadsheet_id))
        try:
            yield _Edges(
                spreadsheet,
                office.documents(local.documents),
                office.templates(local.templates),
                office.pdf(),
                office.mail() if gmail else local.mail,
            )
        finally:
            ours = load_headers().tabs.values()
            tabs = spreadsheet.tabs
            ledger.remember_tabs(
                office.spreadsheet_id,
                {title: tabs[title] for title in ours if title in tabs},
            )


def _office(place: Place, settings: Settings, ledger: Ledger, edges: _Edges) -> Office:
    mail = TEMPLATES / "mail"
    return Office(
        spreadsheet=edges.spreadsheet,
        documents=edges.documents,
        mail=edges.mail,
        clock=BangkokClock(),
        ledger=ledger,
        settings=settings,
        lore=Lore(
            headers=load_headers(),
            lists=load_word_lists(office=place.words),
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
        mail_templates={
            path.name: path.read_text("utf-8") for path in sorted(mail.iterdir())
        },
    )
