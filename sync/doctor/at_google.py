"""Checks of an office at Google: who the worker is there, and what it may do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from gspread.urls import SPREADSHEET_URL

from sync.adapters.google.answers import header_of, understanding, understood
from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import Drive, file_id_of, folder_id_of
from sync.adapters.google.gmail import Gmail
from sync.adapters.google.inspecting import ROBOT
from sync.adapters.google.office import GoogleOffice
from sync.adapters.google.shapes import About, Shape, Titled
from sync.adapters.google.sharing import audience_of
from sync.doctor import Check, Result, Say, Unknown
from sync.doctor.here import tabs_result
from sync.documents.versions import as_draft
from sync.documents.wanted import wanted_documents, yearless_key
from sync.errors import ApiDisabled
from sync.messages import Words
from sync.model.cells import Sheet
from sync.model.documents import Document
from sync.model.plan import Info, Plan
from sync.plan.labels import Headers
from sync.settings.values import DocumentSettings, GoogleSettings
from sync.sheet.read import read_plan

_ABOUT = "https://www.googleapis.com/drive/v3/about"
_ZONE = "Asia/Bangkok"
_LATE, _TOO_LATE = 60, 300
"""Seconds that our clock may be off before it is said, and before signing in fails."""


@dataclass(slots=True)
class AtGoogle:
    """What Google says of an office; what one check found, a later one uses.

    ``documents`` are the office's, named in ``sheet_words``; ``gmail``: its mail leaves by
    Gmail. ``remembers`` tells whether there is a ledger of the office, whose sheet it gets.
    """

    office: GoogleOffice
    documents: GoogleDocuments
    sheet_words: Words
    settings: GoogleSettings
    headers: Headers
    say: Say
    gmail: bool = False
    remembers: Callable[[Sheet], bool] = lambda _: True
    _signed_in: bool = False
    _their_time: datetime | None = None
    _properties: Mapping[str, Any] = field(default_factory=dict)
    _plan: Plan | None = None
    _document: str = ""

    def checks(self) -> list[tuple[str, Check]]:
        """Return the checks, in the order in which one needs another."""
        return [
            ("sign_in", self.sign_in),
            ("spreadsheet", self.spreadsheet),
            ("clock", self.clock),
            ("zone", self.zone),
            ("tabs", self.tabs),
            ("document", self.document),
            ("readers", self.readers),
            ("folder_there", self.folder),
            *([("mailbox", self.mailbox)] if self.gmail else []),
        ]

    def sign_in(self) -> Result:
        """Look whether Google takes the key, and for whom."""
        account = self.office.session.account
        try:
            self._ask(_ABOUT, "user(emailAddress)", About)
        except ApiDisabled:
            self._signed_in = True  # whom we are, Google knew
            raise
        self._signed_in = True
        facts = {"account": account, "way": self.settings.sign_in}
        return self.say.good("sign_in", "sign_in", **facts)

    def spreadsheet(self) -> Result:
        """Look whether the spreadsheet can be changed."""
        if not self._signed_in:
            raise Unknown
        place = SPREADSHEET_URL % self.office.spreadsheet_id
        answer = self._ask(place, "properties(title,timeZone)", Titled)
        self._properties = answer["properties"]
        title = self._properties["title"]
        there = Drive(self.office.session).get(self.office.spreadsheet_id)
        if not there.get("capabilities", {}).get("canEdit", True):
            account = self.office.session.account
            return self.say.wrong(
                "spreadsheet", "sheet_read_only", title=title, account=account
            )
        return self.say.good("spreadsheet", "sheet", title=title)

    def clock(self) -> Result:
        """Compare our clock with Google's."""
        if self._their_time is None:
            raise Unknown
        off = round((datetime.now(UTC) - self._their_time).total_seconds())
        if abs(off) > _TOO_LATE:
            return self.say.wrong("clock", "clock_off", seconds=str(off))
        if abs(off) > _LATE:
            return self.say.warning("clock", "clock_off", seconds=str(off))
        return self.say.good("clock", "clock", seconds=str(abs(off)))

    def zone(self) -> Result:
        """Look at the time that dates in the spreadsheet are meant in."""
        if not self._properties:
            raise Unknown
        zone = self._properties.get("timeZone", "")
        if zone != _ZONE:
            return self.say.warning("zone", "zone_other", zone=zone)
        return self.say.good("zone", "zone", zone=zone)

    def tabs(self) -> Result:
        """Look whether every tab and column is there."""
        if not self._properties:
            raise Unknown
        sheet = self.office.spreadsheet({}, lambda _: None).read()
        self._plan = read_plan(sheet, self.headers).plan
        return tabs_result(self._plan, self.say, remembers=self.remembers(sheet))

    def document(self) -> Result:
        """Look whether the documents that people made are what a night can write to."""
        if self._plan is None:
            raise Unknown
        plan = _identity_of(self._plan, self.sheet_words)
        title = self.documents.title_at_home(plan)
        draft_home = self._plan.info.text(Info.DRAFT_LINK).strip()
        if draft_home:
            draft = as_draft(plan, self.sheet_words, draft_home)
            self.documents.title_at_home(draft)
        if title is None:
            return self.say.good("document", "document_made")
        self._document = file_id_of(str(plan.home)) or ""
        return self.say.good("document", "document", title=title)

    def readers(self) -> Result:
        """Look who of those that get mail cannot open the document."""
        if self._plan is None or not self._document:
            raise Unknown
        wanting = [who.email for who in self._plan.recipients if who.wants]
        readers = audience_of(self.office.session, self._document)
        if readers is None:
            return self.say.warning("readers", "readers_hidden")
        shut_out = readers.shut_out(wanting)
        if shut_out:
            return self.say.warning("readers", "readers_out", who=", ".join(shut_out))
        return self.say.good("readers", "readers")

    def folder(self) -> Result:
        """Look whether the account can make files, and where."""
        if not self._signed_in:
            raise Unknown
        account = self.office.session.account
        folder = folder_id_of(self.settings.folder)
        if folder is None:
            return self.say.good("folder_there", "folder_none", account=account)
        there = Drive(self.office.session).get(folder, "name,driveId,capabilities")
        may = there.get("capabilities", {}).get("canAddChildren", False)
        if not may:
            return self.say.wrong("folder_there", "folder_read_only", account=account)
        owns_nothing = account.endswith(ROBOT)
        if owns_nothing and not there.get("driveId"):
            return self.say.wrong("folder_there", "folder_unowned", account=account)
        return self.say.good("folder_there", "folder_there", title=str(there["name"]))

    def mailbox(self) -> Result:
        """Look whether the account has a mailbox, and we may send from it."""
        if not self._signed_in:
            raise Unknown
        Gmail(self.office.session).check()
        account = self.office.session.account
        return self.say.good("mailbox", "mailbox", account=account)

    def _ask(self, place: str, fields: str, shape: type[Shape]) -> Mapping[str, Any]:
        """Ask, and take the time from the answer; it began so long before it ended."""
        answer = self.office.session.get(place, params={"fields": fields})
        content = understood(answer, shape)
        with understanding(place):
            self._their_time = parsedate_to_datetime(header_of(answer, "Date"))
        return content


def _identity_of(plan: Plan, words: Words) -> Document:
    """Return the plan's document as far as it can be told unmade."""
    booklet, *_ = wanted_documents(plan, DocumentSettings(also=()), words)
    year = str(plan.info.fiscal_year or "")
    return Document(
        booklet.key,
        booklet.title,
        b"",
        home=booklet.home,
        year=year,
        yearless_key=yearless_key(words),
    )
