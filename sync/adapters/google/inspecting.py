"""What has become of a document since it was put there, and whether it may be written to."""

from collections.abc import Mapping
from typing import Any

from sync.adapters.google.answers import understanding
from sync.adapters.google.blank import is_blank
from sync.adapters.google.drive import (
    GOOGLE_DOC,
    MARK,
    TEXT,
    WORD,
    Drive,
    document_link,
)
from sync.adapters.google.marks import DIGEST, noted_on
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.shown import Shown
from sync.adapters.google.verifying import text_fingerprint
from sync.errors import (
    DocumentForeign,
    DocumentLocked,
    DocumentTrashed,
    DocumentWorkbook,
    NotShared,
)
from sync.model.documents import Kind

_WORKBOOKS = {
    "application/vnd.google-apps.spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BOM = "\ufeff"
ROBOT = ".gserviceaccount.com"
"""How the address of an account ends that owns nothing."""


class Inspector:
    """Looks at documents of an office as Drive tells of them, and as they read."""

    def __init__(self, session: GoogleSession, drive: Drive, shown: Shown) -> None:
        self._session = session
        self._drive = drive
        self._shown = shown

    def check_writable(self, there: Mapping[str, Any], link: str) -> None:
        """See that something is a document, and that we may write to it.

        Raises:
            DocumentRefused: it is none, or is in the bin or locked.
            NotShared: it is not shared with us to edit.
        """
        if there["mimeType"] in _WORKBOOKS:
            raise DocumentWorkbook(link)
        if there["mimeType"] != GOOGLE_DOC:
            raise DocumentForeign(link)
        if there.get("trashed"):
            raise DocumentTrashed(link)
        for lock in there.get("contentRestrictions", ()):
            if lock.get("readOnly"):
                raise DocumentLocked(link, str(lock.get("reason", "")))
        if not there.get("capabilities", {}).get("canEdit", True):
            raise NotShared(link, self._session.account)

    def is_as_put(self, there: Mapping[str, Any], kind: Kind) -> bool:
        """Whether a file still stands where and as we put it."""
        if there.get("trashed"):
            return False
        if kind is not Kind.WORD or self._is_ours_alone(there):
            return MARK in noted_on(there)
        # one that was filled and not read back is filled again
        return self.was_seen(there) and self.shows_what_was_put(there)

    def was_seen(self, there: Mapping[str, Any]) -> bool:
        """Whether what we put there was read back."""
        return self._shown.of(there) is not None

    def is_changed(self, there: Mapping[str, Any]) -> bool:
        """Whether a person has work in the document that would be lost."""
        if not self.shows_what_was_put(there):
            # one that somebody emptied is put back, and there is nothing to keep
            return not self.is_emptied(there)
        return self._drive.has_open_comments(str(there["id"]))

    def shows_what_was_put(self, there: Mapping[str, Any]) -> bool:
        """Whether a document reads as it did when we had filled it."""
        if self._is_ours_alone(there):
            return True
        seen = self._shown.of(there)
        if seen is None and DIGEST in noted_on(there):
            # ended before it was read back: whose hand was last is all there is to tell
            return bool(there.get("lastModifyingUser", {}).get("me"))
        return text_fingerprint(self.text(str(there["id"]))) == seen

    def is_emptied(self, there: Mapping[str, Any]) -> bool:
        """Whether somebody took everything out of a document."""
        if self._is_ours_alone(there):
            return False
        return self.has_nothing(str(there["id"]))

    def has_nothing(self, file_id: str) -> bool:
        """Whether neither the document nor a comment on it is anybody's work."""
        return self._is_blank(file_id) and not self._drive.has_open_comments(file_id)

    def text(self, file_id: str) -> str:
        """Return what a document says, as plain text."""
        content = self._drive.export(file_id, TEXT)
        with understanding(document_link(file_id)):
            return content.decode("utf-8").lstrip(_BOM)

    def _is_blank(self, file_id: str) -> bool:
        content = self._drive.export(file_id, WORD)
        with understanding(document_link(file_id)):
            return is_blank(content)

    def _is_ours_alone(self, there: Mapping[str, Any]) -> bool:
        """Whether surely nobody wrote after us: as a person we cannot know."""
        ours = bool(there.get("lastModifyingUser", {}).get("me", False))
        return ours and is_robot(self._session)


def is_robot(session: GoogleSession) -> bool:
    """Whether nobody but this program works in the name of a session's account."""
    return session.account.endswith(ROBOT)
