"""The real adapters of an office: in a folder, or at Google."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sync.adapters.hooks import HookCalls
from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.libreoffice import find_libreoffice
from sync.adapters.local.outbox import LocalOutbox
from sync.adapters.local.password import read_password
from sync.adapters.local.pdf import LibreOfficePdf
from sync.adapters.local.templates import LocalTemplates
from sync.adapters.notices import Notices
from sync.cycle.belonging import must_be_own
from sync.cycle.services import PublicPlace
from sync.ledger import Ledger
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.ports import (
    Documents,
    Mail,
    Pages,
    PdfMaker,
    PublicWay,
    Spreadsheet,
    Templates,
)
from sync.resources import CONFIG, TEMPLATES
from sync.settings.values import MailSettings, Settings
from sync.storage.sealed import SealedPages
from sync.storage.trees import Tree

if TYPE_CHECKING:
    from sync.adapters.google.office import GoogleOffice, Line


@dataclass(frozen=True, slots=True)
class Edges:
    """What differs between an office in a folder and one at Google."""

    spreadsheet: Spreadsheet
    documents: Documents
    templates: Templates
    pdf: PdfMaker
    mail: Mail
    hooks: Mail
    notices: Mail
    sent: Callable[[], int]
    public: PublicPlace | None = None
    pages: Pages | None = None


@contextmanager
def edges_of(
    paths: OfficePaths,
    settings: Settings,
    ledger: Ledger,
    sleep: Callable[[float], None],
    line: "Callable[[], Line] | None" = None,
) -> Iterator[Edges]:
    """Build the adapters of an office, and close them.

    ``sleep`` is how to wait, ``line`` gives what it shares with others at Google.

    Raises:
        LedgerOfAnother: the ledger is not of the office here.
    """
    documents = LocalDocuments(paths.documents)
    templates = LocalTemplates(paths.templates, TEMPLATES)
    check = partial(sleep, 0)
    mail = mail_of(settings.mail, paths, check)
    secrets = settings.secret_variables
    hooks = HookCalls(settings.hooks, paths.folder, secrets, check)
    notices = Notices(settings.notify, paths.folder, secrets, check)
    public = _public(settings, paths, check)
    pages = SealedPages(paths.documents)
    if settings.google is None:
        from sync.adapters.local.spreadsheet import LocalSpreadsheet
        from sync.adapters.workbook_layout.dressing import dress

        sheet = LocalSpreadsheet(paths.workbook, dress)
        must_be_own(ledger, "", documents, sheet.read)
        pdf = LibreOfficePdf(thai_digits=settings.document.text_digits == "thai")
        yield Edges(
            *(sheet, documents, templates, pdf, mail, hooks, notices, lambda: 0),
            public=public,
            pages=pages,
        )
        return
    from sync.adapters.google.office import at_google
    from sync.adapters.google.shown import Memory

    gmail = settings.mail.way == "gmail"
    shared = line() if line else None
    with at_google(
        settings.google, paths.folder, mail=gmail, sleep=sleep, line=shared
    ) as office:
        known = ledger.tabs.of(office.spreadsheet_id)
        unheard = office.spreadsheet(known, lambda _: None)
        must_be_own(ledger, office.spreadsheet_id, documents, unheard.read)
        yield Edges(
            office.spreadsheet(known, partial(_remember_tabs, office, ledger)),
            office.documents(documents, Memory(ledger.notes.read, ledger.notes.write)),
            office.templates(templates),
            office.pdf(),
            office.mail() if gmail else mail,
            hooks,
            notices,
            sent=lambda: office.session.sent,
            public=public,
            pages=pages,
        )


def _public(
    settings: Settings, paths: OfficePaths, check: Callable[[], None]
) -> PublicPlace | None:
    """Return where the public sees what is finished, if it is to see anything."""
    if not settings.public.folder:
        return None
    thai = settings.document.text_digits == "thai"
    pdf = LibreOfficePdf(thai_digits=thai) if find_libreoffice() else None
    schema = (CONFIG / "public" / "schema.json").read_bytes()
    tree = Tree(paths.public, paths.public_kept)
    return PublicPlace(tree, pdf, tuple(_ways(settings, paths, check)), schema)


def _ways(
    settings: Settings, paths: OfficePaths, check: Callable[[], None]
) -> Iterator[PublicWay]:
    """Yield the ways that the public folder goes from here; most offices have none."""
    public, folder, secrets = settings.public, paths.folder, settings.secret_variables
    if public.git:
        from sync.adapters.publishing.git import GitWay

        yield GitWay(public.git, folder, secrets, check)
    if public.ftps:
        from sync.adapters.publishing.ftps import FtpsWay

        password = partial(read_password, public.ftps, folder)
        yield FtpsWay(public.ftps, password, check=check)
    if public.webdav:
        from sync.adapters.publishing.webdav import WebdavWay

        password = partial(read_password, public.webdav, folder)
        yield WebdavWay(public.webdav, password, check)
    if public.hook:
        from sync.adapters.publishing.hook import HookWay

        yield HookWay(public.hook, folder, secrets, check)


def mail_of(
    settings: MailSettings, paths: OfficePaths, check: Callable[[], None]
) -> Mail:
    """Return the way for mail to leave, where that needs no Google."""
    if settings.way != "smtp" or settings.smtp is None:
        return LocalOutbox(paths.outbox)
    from sync.adapters.smtp.mail import SmtpMail

    password = partial(read_password, settings.smtp, paths.folder)
    return SmtpMail(settings.smtp, settings.sender, password, check=check)


def _remember_tabs(
    office: "GoogleOffice", ledger: Ledger, tabs: Mapping[str, int]
) -> None:
    ours = frozenset(load_headers().tabs.values())
    kept = {title: tabs[title] for title in ours & tabs.keys()}
    ledger.tabs.remember(office.spreadsheet_id, kept)
