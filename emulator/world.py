"""Everything the emulator remembers, as plain values that can be kept in a folder.

Resources are held as the JSON that Google speaks (``File``, ``SheetProperties``,
``CellData``, ...), so that a mask of fields or a reply is a selection, not a
translation. One lock guards the world: one request at a time, as if by Google.
"""

import secrets
import string
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from emulator.tracked import Tracked

SHEET_TYPE = "application/vnd.google-apps.spreadsheet"
DOCUMENT_TYPE = "application/vnd.google-apps.document"
FOLDER_TYPE = "application/vnd.google-apps.folder"

OWNER = "owner@example.com"
"""The person to whom everything belongs unless said otherwise; the caller of
requests without a token under ``--no-auth``."""


def new_id(length: int = 44) -> str:
    """Return an id such as Drive gives files."""
    letters = string.ascii_letters + string.digits + "-_"
    return "1" + "".join(secrets.choice(letters) for _ in range(length - 1))


@dataclass
class Account:
    """Somebody who can sign in.

    ``certificate`` is the PEM public key that a service account's signatures are
    verified with; ``refresh_token`` what a person's sign-in is renewed with.
    ``storage_limit`` is in bytes; a service account has none: it can own no file.
    """

    email: str
    kind: Literal["user", "service_account"] = "user"
    name: str = ""
    certificate: str = ""
    refresh_token: str = ""
    delegated: bool = False
    storage_limit: int = 15 * 2**30


@dataclass
class Token:
    """An access token: whose it is, for what and until when."""

    email: str
    scopes: frozenset[str]
    expires: datetime


@dataclass
class DriveFile:
    """A file: its ``File`` resource (Drive v3 JSON) and, mostly, its bytes.

    A native spreadsheet has none; a native document keeps the .docx it was made from in
    ``content``. ``permissions`` are ``Permission`` resources; ``revisions``,
    ``comments`` and ``approvals`` likewise, of these the latest first.
    """

    resource: dict[str, Any]
    content: bytes = b""
    permissions: list[dict[str, Any]] = field(default_factory=list)
    revisions: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    approvals: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The file's id."""
        return str(self.resource["id"])

    def reset_approvals(self) -> None:
        """Take back what reviewers said of content that has changed since."""
        for approval in self.approvals:
            if (
                approval["status"] == "IN_PROGRESS"
                and approval["fileContentChangeBehavior"] == "RESET_APPROVAL"
            ):
                for answer in approval["reviewerResponses"]:
                    answer["response"] = "NO_RESPONSE"


@dataclass
class SheetTab:
    """One tab.

    ``cells`` holds ``CellData`` by (row, column), both from 0, only where something is.
    ``rows`` and ``columns`` hold ``DimensionProperties`` by index, where not default.
    The lists hold resources in the order Google gives them.
    """

    properties: dict[str, Any]
    cells: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    columns: dict[int, dict[str, Any]] = field(default_factory=dict)
    merges: list[dict[str, Any]] = field(default_factory=list)
    protected: list[dict[str, Any]] = field(default_factory=list)
    conditional_formats: list[dict[str, Any]] = field(default_factory=list)
    charts: list[dict[str, Any]] = field(default_factory=list)
    filter_views: list[dict[str, Any]] = field(default_factory=list)
    banded: list[dict[str, Any]] = field(default_factory=list)
    row_groups: list[dict[str, Any]] = field(default_factory=list)
    column_groups: list[dict[str, Any]] = field(default_factory=list)
    slicers: list[dict[str, Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    basic_filter: dict[str, Any] | None = None

    @property
    def id(self) -> int:
        """The tab's id, which renaming keeps."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """The tab's title."""
        return str(self.properties["title"])

    @property
    def row_count(self) -> int:
        """How many rows the grid has."""
        return int(self.properties["gridProperties"]["rowCount"])

    @property
    def column_count(self) -> int:
        """How many columns the grid has."""
        return int(self.properties["gridProperties"]["columnCount"])


@dataclass
class Spreadsheet:
    """What a native spreadsheet holds; its name, owner and version are its file's."""

    id: str
    properties: dict[str, Any]
    tabs: list[SheetTab] = field(default_factory=list)
    named_ranges: list[dict[str, Any]] = field(default_factory=list)
    developer_metadata: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class SentMail:
    """A message that Gmail took: who sent it, to whom, and its bytes."""

    id: str
    thread_id: str
    sender: str
    raw: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Unseen:
    """An edit of a spreadsheet that Drive shows only when it is due."""

    due: datetime
    edited: str
    caller: str


def utc_now() -> datetime:
    """Return the present time, aware, in UTC."""
    return datetime.now(UTC)


@dataclass
class World:
    """One emulated Workspace.

    ``keeps_message_ids``: Gmail sends a message under the Message-ID that it came with.
    By default it gives one of its own, as is reported of the real one
    (https://github.com/gauteh/lieer/issues/198). ``keeps_uploads``: a document made of a
    Word file is that file bit for bit, not what a conversion leaves of it.
    """

    now: Callable[[], datetime] = utc_now
    accounts: Tracked[Account] = field(default_factory=Tracked)
    tokens: Tracked[Token] = field(default_factory=Tracked)
    files: Tracked[DriveFile] = field(default_factory=Tracked)
    spreadsheets: Tracked[Spreadsheet] = field(default_factory=Tracked)
    drives: Tracked[dict[str, Any]] = field(default_factory=Tracked)
    uploads: Tracked[dict[str, Any]] = field(default_factory=Tracked)
    mail: list[SentMail] = field(default_factory=list)
    unsearched: set[str] = field(default_factory=set)
    """Ids of shared drives that a search in all drives leaves out, and says so."""
    drafts: Tracked[SentMail] = field(default_factory=Tracked)
    removed: list[dict[str, Any]] = field(default_factory=list)
    """What was deleted, and who knew it."""
    following_change: int = 1
    oldest_token: int = 0
    """Page tokens of changes below this one are too old."""
    skipped_changes: set[str] = field(default_factory=set)
    """Ids of files whose next change is in no log."""
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    lag: float = 0
    """Seconds until which, at the latest, Drive shows what was written into a sheet."""
    unseen: dict[str, Unseen] = field(default_factory=dict)
    keeps_message_ids: bool = False
    keeps_uploads: bool = False
    spoilt: dict[str, str] = field(default_factory=dict)
    """Texts that a conversion of a Word file gets wrong, and how they come out."""
    lock: threading.RLock = field(default_factory=threading.RLock)

    def touch(self, file_id: str, caller: str, *, content: bool = True) -> None:
        """Note that a file was changed: a new version, by whom and when."""
        resource = self.files[file_id].resource
        self.files.note(file_id)
        if content:
            self.files[file_id].reset_approvals()
        resource["version"] = str(int(resource.get("version", "0")) + 1)
        resource["modifiedTime"] = timestamp(self.now())
        resource["lastModifyingUser"] = self.user(caller)

    def edit(self, file_id: str, caller: str) -> None:
        """Note that cells of a spreadsheet were written.

        Drive may show it later: at the next of the moments, ``lag`` seconds apart and
        others for each file, at which it looks; several edits then look like one.
        """
        if not self.lag:
            self.touch(file_id, caller)
            return
        self.files[file_id].reset_approvals()
        now = self.now()
        phase = hash_of(file_id[-7:]) % 1000 / 1000 * self.lag
        wait = self.lag - (now.timestamp() - phase) % self.lag
        held = self.unseen.get(file_id)
        due = held.due if held else now + timedelta(seconds=wait)
        self.unseen[file_id] = Unseen(due, timestamp(now), caller)

    def settle(self) -> None:
        """Let Drive see what it is due to see by now."""
        for file_id, unseen in list(self.unseen.items()):
            if file_id not in self.files:
                del self.unseen[file_id]
            elif unseen.due <= self.now() or not self.lag:
                del self.unseen[file_id]
                self.touch(file_id, unseen.caller)
                self.files[file_id].resource["modifiedTime"] = unseen.edited

    def forget_looks(self) -> None:
        """Take what was looked up so far as unchanged: a call begins."""
        for held in (
            self.accounts,
            self.tokens,
            self.drives,
            self.uploads,
            self.drafts,
        ):
            held.looked_up.clear()
        self.files.looked_up.clear()
        self.spreadsheets.looked_up.clear()

    def user(self, email: str) -> dict[str, Any]:
        """Return the ``User`` resource of an account."""
        account = self.accounts.get(email)
        name = (account.name if account else "") or email.partition("@")[0]
        return {
            "kind": "drive#user",
            "displayName": name,
            "emailAddress": email,
            "permissionId": str(abs(hash_of(email))),
            "me": False,
        }


def hash_of(text: str) -> int:
    """Return a number for a text, the same in every process."""
    return int.from_bytes(text.encode()[:7].rjust(7, b"\0"), "big") ^ len(text)


def timestamp(moment: datetime) -> str:
    """Write a moment as Google does: RFC 3339, milliseconds, Z."""
    return (
        f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
    )
