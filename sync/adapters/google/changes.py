"""Which spreadsheets of an account changed: one question for however many there are.

Drive keeps a log for each account of the files that it can see. It shows an edit of a
sheet up to some minutes late, and now and then not at all; so nobody may rely on it
alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sync.adapters.google.answers import understood
from sync.adapters.google.refusals import thing_of
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.shapes import EditedFiles, FileChanges, Page, StartToken
from sync.errors import UnexpectedAnswer

_CHANGES = "https://www.googleapis.com/drive/v3/changes"
_FILES = "https://www.googleapis.com/drive/v3/files"
_FILE = "id,modifiedTime,lastModifyingUser(me)"
_SHEETS = "mimeType = 'application/vnd.google-apps.spreadsheet' and trashed = false"
_ANYWHERE = {
    "supportsAllDrives": "true",
    "includeItemsFromAllDrives": "true",
    "pageSize": "1000",
}
_MOST = 100
"""Pages, each of a thousand: no account sees as many sheets."""


@dataclass(frozen=True, slots=True)
class Edits:
    """Files that somebody else edited, and when; ``token`` is how to go on."""

    files: Mapping[str, datetime]
    token: str


def first_token(session: GoogleSession) -> str:
    """Return the token from which changes are told from now on.

    Raises:
        GoogleError: it could not be had.
    """
    asked = {"supportsAllDrives": "true"}
    answer = session.get(f"{_CHANGES}/startPageToken", params=asked)
    return str(understood(answer, StartToken)["startPageToken"])


def edits_since(session: GoogleSession, token: str) -> Edits:
    """Return what others edited since a token was given.

    Raises:
        GoogleError: it could not be had; the token may be too old.
    """
    # else files that are only shared with the account are left out
    asked = {
        **_ANYWHERE,
        "restrictToMyDrive": "false",
        "includeRemoved": "false",
        "fields": f"nextPageToken,newStartPageToken,changes(removed,file({_FILE}))",
    }
    files: dict[str, datetime] = {}
    for page in _pages(session, _CHANGES, asked, FileChanges, token):
        told = (change["file"] for change in page["changes"] if "file" in change)
        files |= _edited(told)
        token = page.get("newStartPageToken", "") or token
    return Edits(files, token)


def edits_after(session: GoogleSession, moment: datetime) -> Mapping[str, datetime]:
    """Return which sheets others edited after a moment, and when, by looking at all.

    Raises:
        GoogleError: it could not be had.
    """
    since = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    query = f"{_SHEETS} and modifiedTime > '{since}'"
    return _edited(_found(session, query))


def sheets_of(session: GoogleSession) -> frozenset[str]:
    """Return the id of every spreadsheet that the account can see.

    Raises:
        GoogleError: it could not be had.
    """
    return frozenset(str(file["id"]) for file in _found(session, _SHEETS))


def _found(session: GoogleSession, query: str) -> Iterator[Mapping[str, Any]]:
    asked = {**_ANYWHERE, "q": query, "fields": f"nextPageToken,files({_FILE})"}
    for page in _pages(session, _FILES, asked, EditedFiles, ""):
        yield from page["files"]


def _pages(
    session: GoogleSession,
    url: str,
    asked: Mapping[str, str],
    shape: type[Page],
    token: str,
) -> Iterator[dict[str, Any]]:
    for _ in range(_MOST):
        at = {"pageToken": token} if token else {}
        page = understood(session.get(url, params={**asked, **at}), shape)
        yield page
        token = page.get("nextPageToken", "")
        if not token:
            return
    raise UnexpectedAnswer("a list without end", thing_of(url))


def _edited(files: Iterator[Mapping[str, Any]]) -> dict[str, datetime]:
    """Return when each file was edited, but for those that we edited last."""
    return {
        str(file["id"]): datetime.fromisoformat(file["modifiedTime"])
        for file in files
        if file.get("modifiedTime")
        and not file.get("lastModifyingUser", {}).get("me", False)
    }
