"""Documents as Google Docs, whose links never change.

The plan goes into the blank document that a person made and shared: an account that
owns nothing can do no more. Everything else goes into a folder of the office's, where
the account can own files there, and is known again by the mark it bears; else to the
worker's own folder.
"""

import hashlib
import logging
from collections.abc import Mapping
from typing import Any, Literal

from sync.adapters.google.drive import (
    GOOGLE_DOC,
    HTML,
    MARK,
    PDF,
    TEXT,
    WORD,
    Drive,
    Upload,
    document_link,
    file_id_of,
)
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sharing import admit, audience_of, read_audience
from sync.adapters.google.verifying import fingerprint, lost_texts
from sync.errors import DocumentForeign, DocumentHomeless, NotShared
from sync.model import Audience, Document, Kind, Placed
from sync.ports import Documents

_log = logging.getLogger(__name__)

_DIGEST, _SHOWN = "plan_sync_digest", "plan_sync_shown"
_CONTENT_TYPES = {Kind.WORD: WORD, Kind.PAGE: HTML, Kind.PDF: PDF}
_BOM = "\ufeff"
ROBOT = ".gserviceaccount.com"
"""How the address of an account ends that owns nothing."""


class GoogleDocuments:
    """Google Docs of one office.

    ``office`` is the spreadsheet's id: the same document of another office is another
    one. ``when_edited`` says what becomes of a document that a person has changed.
    """

    def __init__(
        self,
        session: GoogleSession,
        *,
        office: str,
        folder: str | None,
        elsewhere: Documents,
        when_edited: Literal["update", "leave"] = "update",
    ) -> None:
        self._session = session
        self._drive = Drive(session)
        self._office = office
        self._folder = folder
        self._elsewhere = elsewhere
        self._when_edited = when_edited
        self._audiences: dict[str, Audience] = {}

    def publish(self, document: Document) -> Placed:
        """Put the document in its home, or in the place its key has always had.

        Raises:
            DocumentForeign: its home is no Google document.
            DocumentHomeless: people have not made its home yet, and we cannot.
            GoogleError: Google did not do it.
        """
        if home := _home(document.kind, document.home):
            return self._update(self._drive.get(home), document)
        if document.home and document.home.strip():
            raise DocumentForeign(document.home)
        if self._folder:
            return self._session.persevere(lambda: self._in_folder(document))
        if document.home is not None:
            raise DocumentHomeless(self._session.account)
        return self._elsewhere.publish(document)

    def find(
        self, key: str, kind: Kind = Kind.WORD, home: str | None = None
    ) -> str | None:
        """Give the link a document has or will have, if that can be told unasked."""
        if file_id := _home(kind, home):
            return document_link(file_id)
        return None if self._folder else self._elsewhere.find(key, kind)

    def audience(self, link: str) -> Audience | None:
        """Tell who can open a document; ``None`` where the account is not told."""
        if link in self._audiences:
            return self._audiences[link]
        file_id = file_id_of(link)
        return audience_of(self._session, file_id) if file_id else None

    def admit(self, link: str, address: str, *, notify: bool) -> None:
        """Let somebody read a document; with ``notify`` Google writes to them."""
        if file_id := file_id_of(link):
            admit(self._session, file_id, address, notify=notify)

    # --- a document of Google's -------------------------------------------------

    def _update(self, there: Mapping[str, Any], document: Document) -> Placed:
        """Put new content into a document, and see that it is there."""
        file_id = str(there["id"])
        link = document_link(file_id)
        self._check(there, link)
        kept = ""
        if self._is_changed(there):
            _log.warning("document changed by a person link=%s", link)
            if self._when_edited == "leave":
                return Placed(link, updated=False)
            kept = self._keep(there, document)
        upload = Upload({"mimeType": GOOGLE_DOC}, document.content, WORD)
        after = self._drive.replace(file_id, upload)
        self._check(after, link)
        if "permissions" in after:  # files in a shared drive do not bear theirs
            self._audiences[link] = read_audience(after["permissions"])
        return Placed(link, kept=kept, lost=self._verify(file_id, document))

    def _check(self, there: Mapping[str, Any], link: str) -> None:
        if there["mimeType"] != GOOGLE_DOC or there.get("trashed"):
            raise DocumentForeign(link)
        if not there.get("capabilities", {}).get("canEdit", True):
            raise NotShared(link, self._session.account)

    def _is_changed(self, there: Mapping[str, Any]) -> bool:
        """Tell whether a person has work in the document that would be lost."""
        file_id = str(there["id"])
        if not self._is_ours_alone(there):
            known = there.get("appProperties", {}).get(_SHOWN, "")
            shown = self._text(file_id)
            # a document never written to is blank, unless somebody began in it
            if (known or shown.strip()) and fingerprint(shown) != known:
                return True
        return self._drive.has_open_comments(file_id)

    def _is_ours_alone(self, there: Mapping[str, Any]) -> bool:
        """Tell whether surely nobody wrote after us: as a person we cannot know."""
        ours = there.get("lastModifyingUser", {}).get("me", False)
        return ours and self._session.account.endswith(ROBOT)

    def _keep(self, there: Mapping[str, Any], document: Document) -> str:
        """Keep what is in the document now, named by when it became so."""
        content = self._drive.export(str(there["id"]), WORD)
        since = "".join(filter(str.isdigit, str(there["modifiedTime"])))[:14]
        copy = Document(f"{document.key} ({since})", document.title, content)
        place = self._in_folder if self._folder else self._elsewhere.publish
        return place(copy).link

    def _verify(self, file_id: str, document: Document) -> tuple[str, ...]:
        shown = self._text(file_id)
        lost = lost_texts(document.content, shown)
        if lost:
            _log.warning("document shows less than was rendered texts=%d", len(lost))
        self._drive.note(
            file_id,
            {
                MARK: self._mark(document),
                _DIGEST: document.digest[:32],
                _SHOWN: fingerprint(shown),
            },
        )
        return lost

    def _text(self, file_id: str) -> str:
        return self._drive.export(file_id, TEXT).decode("utf-8").lstrip(_BOM)

    # --- a folder of the office's -----------------------------------------------

    def _in_folder(self, document: Document) -> Placed:
        mark = self._mark(document)
        there = self._drive.find(mark)
        if there is None:
            return self._create(mark, document)
        if document.kind is Kind.WORD:
            return self._update(there, document)
        link = str(there["webViewLink"])
        if there.get("appProperties", {}).get(_DIGEST) != document.digest[:32]:
            self._drive.replace(str(there["id"]), self._upload(mark, document))
        return Placed(link)

    def _create(self, mark: str, document: Document) -> Placed:
        upload = self._upload(mark, document)
        metadata = {**upload.metadata, "parents": [self._folder]}
        made = self._drive.create(Upload(metadata, upload.content, upload.content_type))
        if document.kind is not Kind.WORD:
            return Placed(str(made["webViewLink"]))
        link = document_link(str(made["id"]))
        self._check(made, link)
        return Placed(link, lost=self._verify(str(made["id"]), document))

    def _upload(self, mark: str, document: Document) -> Upload:
        content_type = _CONTENT_TYPES[document.kind]
        name, kind, properties = document.title, content_type, {MARK: mark}
        if document.kind is Kind.WORD:
            kind = GOOGLE_DOC
        else:
            name = f"{document.key}.{document.kind}"
            properties[_DIGEST] = document.digest[:32]
        metadata = {"name": name, "mimeType": kind, "appProperties": properties}
        return Upload(metadata, document.content, content_type)

    def _mark(self, document: Document) -> str:
        """Name the document within the 124 bytes that a property may have."""
        whole = f"{self._office}\n{document.key}\n{document.kind}"
        return hashlib.sha256(whole.encode()).hexdigest()[:32]


def _home(kind: Kind, home: str | None) -> str | None:
    return file_id_of(home) if kind is Kind.WORD and home else None
