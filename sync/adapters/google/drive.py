"""The few things the worker does with files in Drive, each one request or two.

Every call says ``supportsAllDrives``: without it, what lies in a shared drive is
answered with “not found”.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from requests import Response

from sync.adapters.google.answers import header_of, understood
from sync.adapters.google.paging import pages
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.shapes import Comments, File, Files, Folder, Identified
from sync.errors import SearchIncomplete, UnexpectedAnswer

GOOGLE_DOC = "application/vnd.google-apps.document"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"

_BEGINNINGS = {WORD: b"PK", PDF: b"%PDF"}

MARK = "plan_sync"
"""The property by which a file is known to be the worker's: which document it is."""

_FILES = "https://www.googleapis.com/drive/v3/files"
_UPLOAD = "https://www.googleapis.com/upload/drive/v3/files"
_FIELDS = (
    "id,name,mimeType,trashed,webViewLink,modifiedTime,appProperties,"
    "lastModifyingUser(me,displayName),capabilities(canEdit),"
    "contentRestrictions(readOnly,reason),"
    "permissions(type,emailAddress,domain,deleted)"
)
_ALL_DRIVES = {"supportsAllDrives": "true"}
_MULTIPART_LIMIT = 5 * 2**20
"""Bytes: Google asks for a resumable upload above this."""
_BOUNDARY = "=plan-sync="
_INCOMPLETE = 308


@dataclass(frozen=True, slots=True)
class Upload:
    """What is sent: ``metadata`` as Drive names it, bytes, and what they are."""

    metadata: Mapping[str, Any]
    content: bytes
    content_type: str


class Drive:
    """Files, as the account of a session sees them."""

    def __init__(self, session: GoogleSession) -> None:
        self._session = session

    def get(self, file_id: str, fields: str = _FIELDS) -> Mapping[str, Any]:
        """Return what is known of a file."""
        answer = self._session.get(
            f"{_FILES}/{file_id}", params={"fields": fields, **_ALL_DRIVES}
        )
        return understood(answer, File if fields == _FIELDS else Folder)

    def find(
        self, mark: str, folder: str, *, trashed: bool = False
    ) -> Mapping[str, Any] | None:
        """Return the oldest file that bears a mark; ``None`` if there is none.

        Of those that are ``trashed``, which need not count, only where it is the only
        one.

        Raises:
            SearchIncomplete: nothing was found, and Drive did not look everywhere, not
                even in the drive of the ``folder``.
        """
        query = f"appProperties has {{ key='{MARK}' and value='{mark}' }}"
        if not trashed:
            query += " and trashed = false"
        files, complete = self._search(query, {"corpora": "allDrives"})
        if not files and not complete:
            drive = self.get(folder, "driveId").get("driveId")
            where = {"corpora": "drive", "driveId": drive} if drive else {}
            files, complete = self._search(query, where)
        if not files and not complete:
            raise SearchIncomplete
        return min(files, key=lambda file: bool(file.get("trashed")), default=None)

    def marked(
        self, name: str, value: str, folder: str | None
    ) -> Mapping[str, Mapping[str, Any]]:
        """Return files by their ids, a thousand at most: who bear a mark, or are in a folder.

        What Drive finds can be minutes behind, and need not be all there is.
        """
        query = f"appProperties has {{ key='{name}' and value='{value}' }}"
        if folder:
            query = f"({query} or '{folder}' in parents)"
        query += " and trashed = false"
        files, _ = self._search(query, {"corpora": "allDrives"}, most=1000)
        return {str(file["id"]): file for file in files}

    def _search(
        self, query: str, where: Mapping[str, str], most: int = 10
    ) -> tuple[list[Mapping[str, Any]], bool]:
        """Return what is found, the oldest first, and whether all was searched."""
        found = understood(
            self._session.get(
                _FILES,
                params={
                    "q": query,
                    "fields": f"incompleteSearch,files({_FIELDS})",
                    "orderBy": "createdTime",
                    "pageSize": str(most),
                    "includeItemsFromAllDrives": "true",
                    **_ALL_DRIVES,
                    **where,
                },
            ),
            Files,
        )
        return found["files"], not found.get("incompleteSearch", False)

    def has_open_comments(self, file_id: str) -> bool:
        """Whether somebody's comment in the file is not yet resolved."""
        asked = {"fields": "nextPageToken,comments(resolved,deleted)"}
        url = f"{_FILES}/{file_id}/comments"
        return any(
            not comment.get("resolved") and not comment.get("deleted")
            for page in pages(self._session, url, asked, Comments)
            for comment in page["comments"]
        )

    def export(self, file_id: str, content_type: str) -> bytes:
        """Return a Google document in another form.

        Raises:
            UnexpectedAnswer: what came is of another form.
        """
        answer = self._session.get(
            f"{_FILES}/{file_id}/export", params={"mimeType": content_type}
        )
        kind = header_of(answer, "Content-Type").partition(";")[0].strip().casefold()
        begins = _BEGINNINGS.get(content_type, b"")
        if kind != content_type or not answer.content.startswith(begins):
            raise UnexpectedAnswer("not what was asked for", document_link(file_id))
        return answer.content

    def note(self, file_id: str, properties: Mapping[str, str]) -> None:
        """Note something on a file that only the worker sees."""
        with self._session.same_when_repeated():
            answer = self._session.patch(
                f"{_FILES}/{file_id}",
                params={"fields": "id", **_ALL_DRIVES},
                json={"appProperties": dict(properties)},
            )
        understood(answer, Identified)

    def replace(self, file_id: str, upload: Upload) -> Mapping[str, Any]:
        """Put new content into a file; its id, link and sharing stay."""
        with self._session.same_when_repeated():
            return self._send("PATCH", f"{_UPLOAD}/{file_id}", upload)

    def create(self, upload: Upload) -> Mapping[str, Any]:
        """Make a file. Done twice it makes two: search for its mark before."""
        return self._send("POST", _UPLOAD, upload)

    # --- uploads ----------------------------------------------------------------

    def _send(self, method: str, url: str, upload: Upload) -> Mapping[str, Any]:
        if len(upload.content) > _MULTIPART_LIMIT:
            return self._send_in_parts(method, url, upload)
        # requests makes form data; Drive wants the parts of a related message
        metadata = json.dumps(upload.metadata, ensure_ascii=False).encode()
        body = b"".join(
            [
                f"--{_BOUNDARY}\r\n".encode(),
                b"Content-Type: application/json; charset=UTF-8\r\n\r\n",
                metadata,
                f"\r\n--{_BOUNDARY}\r\n".encode(),
                f"Content-Type: {upload.content_type}\r\n\r\n".encode(),
                upload.content,
                f"\r\n--{_BOUNDARY}--\r\n".encode(),
            ]
        )
        kind = f'multipart/related; boundary="{_BOUNDARY}"'
        answer = self._session.request(
            method,
            url,
            params={"uploadType": "multipart", "fields": _FIELDS, **_ALL_DRIVES},
            data=body,
            headers={"Content-Type": kind},
        )
        return understood(answer, File)

    def _send_in_parts(
        self, method: str, url: str, upload: Upload
    ) -> Mapping[str, Any]:
        size = len(upload.content)
        begun = self._session.request(
            method,
            url,
            params={"uploadType": "resumable", "fields": _FIELDS, **_ALL_DRIVES},
            json=dict(upload.metadata),
            headers={
                "X-Upload-Content-Type": upload.content_type,
                "X-Upload-Content-Length": str(size),
            },
        )
        place = header_of(begun, "Location")

        def send_the_rest() -> Response:
            at = self._put(place, b"", f"bytes */{size}")
            if at.status_code != _INCOMPLETE:
                return at  # the last attempt's answer was lost, nothing else
            start = _received(at)
            rest = f"bytes {start}-{size - 1}/{size}"
            return self._put(place, upload.content[start:], rest)

        return understood(self._session.persevere(send_the_rest), File)

    def _put(self, place: str, content: bytes, content_range: str) -> Response:
        return self._session.request(
            "PUT",
            place,
            data=content,
            headers={"Content-Range": content_range},
            allow_redirects=False,  # 308 is Google's “go on”
        )


def file_id_of(link: str) -> str | None:
    """Return the id in a link to a file or document; ``None`` where there is none.

    ``…/document/d/ID/edit``, ``…/u/0/d/ID``, ``…/open?id=ID``, or the id alone.
    """
    found = _id_in(link, "d")
    return None if found == _PUBLISHED else found


_ID = re.compile(r"[-\w]{1,100}", re.ASCII)
_BARE_ID = re.compile(r"[-\w]{25,100}", re.ASCII)
"""Drive's have 28 letters, 33 or 44: no word that somebody types is as long."""
_HOSTS = {"docs.google.com", "drive.google.com"}
"""Nobody else's links are Drive's, whatever they look like."""
_PUBLISHED = "e"
"""What a link to a copy published on the web has in an id's place."""


def folder_id_of(link: str) -> str | None:
    """Return the id in a link to a folder."""
    return _id_in(link, "folders")


def _id_in(link: str, name: str) -> str | None:
    """Return the id that follows a name in a link's path, or its parameter ``id``."""
    link = link.strip()
    if _BARE_ID.fullmatch(link):
        return link
    try:
        address = urlsplit(link if "://" in link else f"https://{link}")
        parts, query = address.path.split("/"), parse_qs(address.query)
    except ValueError:  # “https://[”
        return None
    if address.hostname not in _HOSTS:
        return None
    found = parts[parts.index(name) + 1] if name in parts[:-1] else ""
    if not found:
        found = query.get("id", [""])[0]
    # it becomes part of an address: “..” would lead to something else
    return found if _ID.fullmatch(found) else None


def document_link(file_id: str) -> str:
    """Return the address at which people open a Google document."""
    return f"https://docs.google.com/document/d/{file_id}/edit"


def pdf_link(file_id: str) -> str:
    """Return the address at which people get a Google document as a PDF."""
    return f"https://docs.google.com/document/d/{file_id}/export?format=pdf"


def _received(answer: Response) -> int:
    """Return how many bytes Google has; no header means none."""
    last = answer.headers.get("Range", "").rpartition("-")[2]
    return int(last) + 1 if last.isdigit() else 0
