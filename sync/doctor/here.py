"""Checks of what is on this machine: the folder, the ledger, templates, mail."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass
from zipfile import is_zipfile

from sync.adapters.child import find_program
from sync.adapters.clock import BangkokClock
from sync.adapters.ledgers import ledger_home
from sync.adapters.local.libreoffice import find_libreoffice
from sync.adapters.local.password import read_password
from sync.adapters.local.pdf import has_thai_font
from sync.adapters.local.templates import LocalTemplates
from sync.adapters.notices import Notices, is_installed, read_addresses
from sync.adapters.smtp.mail import SmtpMail
from sync.doctor import Check, Result, Say, Unknown
from sync.errors import FileTrouble, MailSecretMissing, MailUnavailable, WrongKind
from sync.model.cells import Sheet
from sync.model.plan import Plan
from sync.net.calling import call
from sync.net.deadline import Deadline
from sync.paths import OfficePaths
from sync.plan.days import moment_in_words
from sync.plan.labels import Headers
from sync.plan.marks import own_keys
from sync.settings.telling import HOOKS
from sync.settings.values import Settings
from sync.sheet.read import read_plan
from sync.storage.files import inside, try_to_write
from sync.storage.texts import NotUtf8

_ENOUGH, _FOR_A_NIGHT = 200, 10
"""Megabytes of free space: soon too little; less than a first night may take (the example's: 4)."""
_PATIENCE = 5
"""Seconds that whoever listens for the heartbeat has to answer."""
_WHILE_SOMEBODY_WAITS = 15
"""Seconds that a mail server has, however patient a night is."""
_DOCUMENTS = (
    *("plan.docx", "summary.docx", "project.docx", "report.docx", "keyin.docx"),
    *("web/plan.html", "web/report.html", "web/index.html", "web/notice.html"),
)


@dataclass(frozen=True, slots=True)
class Here:
    """An office's folder, its settings, and what to say of them."""

    paths: OfficePaths
    settings: Settings
    templates: Path
    say: Say

    @property
    def none(self) -> str:
        """What is said where nothing is named."""
        return self.say.words.say("doctor.none")

    def checks(self) -> list[tuple[str, Check]]:
        """Return the checks of every office."""
        return [
            ("folder", self.folder),
            ("places", self.places),
            ("disk", self.disk),
            ("ledger", self.ledger),
            ("templates", self.read_templates),
            ("mail", self.mail),
            ("heartbeat", self.heartbeat),
            ("hooks", self.hooks),
            ("notify", self.notify),
            ("public", self.public),
        ]

    def folder(self) -> Result:
        """Look whether files can be made in the office's folder."""
        folder = self.paths.folder
        try:
            try_to_write(folder)
        except FileTrouble as stop:  # mostly, there is none
            why = stop.why
            return self.say.wrong("folder", "folder_closed", path=str(folder), why=why)
        return self.say.good("folder", "folder", path=str(folder))

    def places(self) -> Result:
        """Look whether everything in it that a night writes to can be written to."""
        paths = self.paths
        backups = paths.ledger.with_name("backups")
        folders = (paths.documents, paths.public, paths.outbox, backups)
        for path in (*folders, paths.lock, paths.worker, paths.ledger, paths.log):
            if not os.path.lexists(path):
                continue
            inside(path, paths.folder)
            linked = path == paths.public and path.is_symlink()
            if linked or (path in folders and not path.is_dir()):
                raise WrongKind(path)
            try_to_write(path)
        return self.say.good("places", "places")

    def disk(self) -> Result:
        """Look how much space is left."""
        return free_space(self.paths.folder, self.say)

    def ledger(self) -> Result:
        """Look whether the ledger is whole and of no time to come, or never begun."""
        home = ledger_home(self.paths)
        with closing(home.copy()) as ledger:
            if not home.exists():
                return self.say.good("ledger", "ledger_new")
            ledger.look_through()
            if ahead := ledger.cycles.ahead_of(BangkokClock().now()):
                when = moment_in_words(ahead.started, self.say.words)
                return self.say.warning("ledger", "ledger_ahead", when=when)
            count = str(ledger.cycles.count())
            return self.say.good("ledger", "ledger", count=count)

    def read_templates(self) -> Result:
        """Look whether every template can be read, the office's own first."""
        templates = LocalTemplates(self.paths.templates, self.templates)
        own = []
        for name in _DOCUMENTS:
            try:
                template = templates.read(name)
            except OSError as error:
                why = error.strerror or type(error).__name__
                return self.say.wrong("templates", "template", name=name, why=why)
            if name.endswith(".docx") and not is_zipfile(BytesIO(template.content)):
                why = self.say.words.say("doctor.no_word")
                where = template.name
                return self.say.wrong("templates", "template", name=where, why=why)
            if template.name.startswith(str(self.paths.templates)):
                own.append(name)
        return self.say.good("templates", "templates", own=", ".join(own) or self.none)

    def mail(self) -> Result:
        """Look whether mail can leave, without sending any."""
        mail = self.settings.mail
        if mail.way == "outbox":
            return self.say.good("mail", "mail_outbox", path=str(self.paths.outbox))
        if mail.way == "gmail" or mail.smtp is None:
            return self.say.good("mail", "mail_gmail")
        password = partial(read_password, mail.smtp, self.paths.folder)
        server = f"{mail.smtp.host}:{mail.smtp.port_or_usual}"
        seconds = min(mail.smtp.timeout, _WHILE_SOMEBODY_WAITS)
        soon = mail.smtp.model_copy(update={"timeout": seconds})
        try:
            SmtpMail(soon, mail.sender, password).check()
        except MailUnavailable as error:
            why = error.answer.removeprefix(f"{server} ")
            return self.say.wrong("mail", "mail_away", host=server, why=why)
        return self.say.good("mail", "mail_smtp", host=server)

    def heartbeat(self) -> Result:
        """Look whether the addresses to call are within reach; they are not called.

        Whoever listens there would take the doctor for the worker.
        """
        watch = self.settings.watch
        addresses = [it for it in (watch.heartbeat, watch.heartbeat_fail) if it]
        if not addresses:
            return self.say.good("heartbeat", "heartbeat_none")
        for address in addresses:
            host = urlsplit(address).hostname or ""
            if not _is_in_reach(address):
                return self.say.wrong("heartbeat", "heartbeat_away", host=host)
        return self.say.good("heartbeat", "heartbeat")

    def hooks(self) -> Result:
        """Look whether the programs of the office's commands are there; none is called."""
        hooks, folder = self.settings.hooks, self.paths.folder
        wanted = {name: hooks.command(name) for name in HOOKS if hooks.command(name)}
        for name, words in wanted.items():
            if find_program(words[0], folder) is None:
                return self.say.wrong("hooks", "hook_gone", name=name, program=words[0])
        return self.say.good("hooks", "hooks", names=", ".join(wanted) or self.none)

    def notify(self) -> Result:
        """Look whether notices can leave; none is sent. An address is never shown."""
        settings, folder = self.settings.notify, self.paths.folder
        if not settings.groups:
            return self.say.good("notify", "notify_none")
        if not is_installed():
            return self.say.wrong("notify", "notify_not_installed")
        way = Notices(settings, folder, self.settings.secret_variables)
        count = 0
        for name, group in settings.groups.items():
            try:
                addresses = read_addresses(group, folder)
            except (OSError, NotUtf8):
                addresses = ()
            if not addresses:
                return self.say.wrong("notify", "notify_empty", group=name)
            for number, address in enumerate(addresses, 1):
                if way.understands(address):
                    facts = {"group": name, "number": str(number)}
                    return self.say.wrong("notify", "notify_unknown", **facts)
            count += len(addresses)
        return self.say.good("notify", "notify", count=str(count))

    def public(self) -> Result:
        """Look whether what sends the public folder on is there; nothing is sent."""
        public, folder = self.settings.public, self.paths.folder
        if not public.folder:
            return self.say.good("public", "public_off")
        programs = ["git"] if public.git else []
        programs += [public.hook.command[0]] if public.hook else []
        for program in programs:
            if find_program(program, folder) is None:
                return self.say.wrong("public", "public_no_program", program=program)
        servers = {"ftps": public.ftps, "webdav": public.webdav}
        for name, server in servers.items():
            if server is None or not server.username:
                continue
            try:
                read_password(server, folder)
            except MailSecretMissing as stop:
                facts = {"name": name, "where": stop.where, "why": stop.why}
                return self.say.wrong("public", "public_no_password", **facts)
        ways = {"git": public.git, **servers, "hook": public.hook}
        names = [name for name, way in ways.items() if way]
        return self.say.good("public", "public", names=", ".join(names) or self.none)


def free_space(folder: Path, say: Say) -> Result:
    """Return how much space is left on the disk that a folder is on.

    Raises:
        Unknown: there is no such folder.
    """
    if not folder.is_dir():
        raise Unknown
    free = shutil.disk_usage(folder).free // 2**20
    if free < _FOR_A_NIGHT:
        return say.wrong("disk", "disk_full", free=f"{free:,}")
    if free < _ENOUGH:
        return say.warning("disk", "disk_full", free=f"{free:,}")
    return say.good("disk", "disk", free=f"{free:,}")


def _is_in_reach(address: str) -> bool:
    """Whether somebody answers at an address; nothing is asked. It may be a secret."""
    place = urlsplit(address)
    host = place.hostname or ""
    if place.scheme in getproxies() and not proxy_bypass(host):
        return True  # what is behind a proxy, only asking would show
    try:
        port = place.port or (443 if place.scheme == "https" else 80)
        call(host, port, Deadline(_PATIENCE), _PATIENCE).close()
    except (OSError, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class LocalSheet:
    """The workbook of an office that is in a folder.

    ``remembers`` tells whether there is a ledger of the office, whose sheet it gets.
    """

    read: Callable[[], Sheet]
    settings: Settings
    headers: Headers
    say: Say
    remembers: Callable[[Sheet], bool] = lambda _: True

    def checks(self) -> list[tuple[str, Check]]:
        """Return the checks of the workbook, and of what makes PDFs of its documents."""
        return [("tabs", self.tabs), ("pdf", self.pdf)]

    def tabs(self) -> Result:
        """Look whether every tab and column is there."""
        sheet = self.read()
        plan = read_plan(sheet, self.headers).plan
        return tabs_result(plan, self.say, remembers=self.remembers(sheet))

    def pdf(self) -> Result:
        """Look for LibreOffice, if PDFs are wanted."""
        if not self.settings.document.pdf:
            return self.say.good("pdf", "pdf_off")
        if find_libreoffice() is None:
            return self.say.warning("pdf", "pdf_none")
        if not has_thai_font():
            return self.say.warning("pdf", "pdf_no_font")
        return self.say.good("pdf", "pdf")


def tabs_result(plan: Plan, say: Say, *, remembers: bool) -> Result:
    """Return that a plan is whole, and whether no ledger knows what is in its sheet."""
    count = str(len(plan.projects))
    if not remembers and own_keys(plan):
        return say.warning("tabs", "tabs_forgotten", count=count)
    return say.good("tabs", "tabs", count=count)
