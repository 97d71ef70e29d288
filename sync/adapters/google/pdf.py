"""PDFs made by Google of the published document: what people print from there."""

import logging

from sync.adapters.google.drive import PDF, Drive, file_id_of
from sync.adapters.google.session import GoogleSession
from sync.errors import GoogleError
from sync.model.documents import Document

_log = logging.getLogger(__name__)


class GooglePdf:
    """Exports Google Docs as PDF."""

    def __init__(self, session: GoogleSession) -> None:
        self._drive = Drive(session)

    def make(self, document: Document, link: str) -> bytes | None:  # noqa: ARG002
        """Return the document published at ``link`` as a PDF; ``None`` if not now."""
        file_id = file_id_of(link)
        if file_id is None:
            return None
        try:
            return self._drive.export(file_id, PDF)
        except GoogleError as stop:
            _log.warning("no pdf made stop=%s", stop.code)
            return None
