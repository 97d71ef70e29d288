"""Wiring: the only place that builds real adapters."""

import dataclasses
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from sync.adapters.clock import BangkokClock
from sync.adapters.dictionary import load_dictionary
from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.new_workbook import create_workbook
from sync.adapters.local.outbox import LocalOutbox
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.adapters.preview import PreviewDocuments, PreviewMail, PreviewSpreadsheet
from sync.config import Settings, load_frames, load_settings
from sync.cycle import Office
from sync.errors import OfficeBusy, WorkbookMissing
from sync.headers import CONFIG, load_headers
from sync.ledger import Ledger
from sync.model import ImportedPlan
from sync.stages.validate import Lore, choose_rules, load_rule_texts
from sync.wordlists import load_word_lists
from sync.words import load_words

TEMPLATES = CONFIG.parent / "templates"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a local office keeps what; everything is in one folder."""

    folder: Path

    @property
    def workbook(self) -> Path:
        """The spreadsheet that staff fill in."""
        return self.folder / "plan.xlsx"

    @property
    def documents(self) -> Path:
        """The generated documents."""
        return self.folder / "documents"

    @property
    def outbox(self) -> Path:
        """The mails that were sent, one file each."""
        return self.folder / "outbox"

    @property
    def ledger(self) -> Path:
        """The worker's own record."""
        return self.folder / "ledger.db"

    @property
    def settings(self) -> Path:
        """The office's settings."""
        return self.folder / "office.toml"

    @property
    def words(self) -> Path:
        """The office's own word lists, on top of ours."""
        return self.folder / "words.toml"

    @property
    def log(self) -> Path:
        """The log of every cycle."""
        return self.folder / "worker.log"

    @property
    def lock(self) -> Path:
        """Held by the worker that is at the office."""
        return self.folder / ".worker.lock"


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
    """Open a local office for work; nobody else can, meanwhile.

    Raises:
        OfficeBusy: another worker is at it.
        WorkbookMissing: there is no office in the folder.
    """
    place = Place(folder)
    settings = _settings(place)
    try:
        with FileLock(place.lock, timeout=0):
            ledger = Ledger.open(place.ledger)
            try:
                yield _office(place, settings, ledger)
            finally:
                ledger.close()
    except Timeout as error:
        raise OfficeBusy(place.folder) from error


@contextmanager
def open_preview(folder: Path, documents: Path) -> Iterator[Office]:
    """Open a local office to look at: nothing in it is written, nothing sent.

    Documents that a cycle makes go to the folder ``documents``.
    """
    place = Place(folder)
    settings = _settings(place)
    ledger = Ledger.copy(place.ledger)
    try:
        real = _office(place, settings, ledger)
        yield dataclasses.replace(
            real,
            spreadsheet=PreviewSpreadsheet(real.spreadsheet),
            documents=PreviewDocuments(real.documents, documents),
            mail=PreviewMail(),
        )
    finally:
        ledger.close()


def _settings(place: Place) -> Settings:
    if not place.workbook.exists():
        raise WorkbookMissing(place.workbook)
    return load_settings(place.settings)


def _office(place: Place, settings: Settings, ledger: Ledger) -> Office:
    mail = TEMPLATES / "mail"
    return Office(
        spreadsheet=LocalSpreadsheet(place.workbook),
        documents=LocalDocuments(place.documents),
        mail=LocalOutbox(place.outbox),
        clock=BangkokClock(),
        ledger=ledger,
        settings=settings,
        lore=Lore(
            headers=load_headers(),
            lists=load_word_lists(office=place.words),
            frames=load_frames(),
            unknown=load_dictionary(),
        ),
        rules={
            language: choose_rules(texts, settings.rules)
            for language, texts in load_rule_texts().items()
        },
        sheet_words=load_words("th"),
        words=load_words(settings.language),
        plan_template=(TEMPLATES / "plan.docx").read_bytes(),
        mail_templates={
            name: (mail / name).read_text("utf-8") for name in ("plan.txt", "plan.html")
        },
    )
