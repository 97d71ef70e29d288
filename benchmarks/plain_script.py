"""What one would write in an afternoon: gspread, cell by cell, to compare with.

It reads each tab with ``get_all_records``, writes every status with ``update_cell``,
makes the document with python-docx and puts it where the worker puts its own. Nothing
is checked before or after. The emulator does not serve the Docs API, so the document
goes by Drive: one request. By Docs it would be four: ``documents.get`` for the length,
``batchUpdate`` to empty it and put in text and an empty table, ``documents.get`` for
where the table's cells are now, ``batchUpdate`` to fill them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import docx
import gspread
from google.auth.transport.requests import AuthorizedSession

from benchmarks.office import Emulated
from benchmarks.plans import HEADERS
from sync.adapters.google.drive import PDF, WORD
from sync.adapters.google.loopback import Loopback
from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.sign_in import SignIn, sign_in
from sync.model.plan import Heading

_API = "https://www.googleapis.com"
_FIRST_ROW, _STATUS = 3, 10


@contextmanager
def signed_in(office: Emulated) -> Iterator[AuthorizedSession]:
    """Return a session in the worker's name, with nothing of the worker's in it."""
    how = SignIn("service_account", key_file=office.folder / "google-key.json")
    scopes = needed_scopes(documents=True, mail=False)
    session = AuthorizedSession(sign_in(how, scopes).credentials)  # type: ignore[no-untyped-call]
    with session:
        session.mount("https://", Loopback(office.address))
        yield session


class PlainScript:
    """The script, at one spreadsheet and one document."""

    def __init__(self, session: AuthorizedSession, office: Emulated) -> None:
        self._session = session
        client = gspread.Client(session.credentials, session)
        self._book = client.open_by_key(office.spreadsheet)
        self._document = office.document

    def write_statuses(self) -> None:
        """Read every tab, and write the status of every project."""
        self._records("info")
        self._records("recipients")
        tab = self._book.worksheet(HEADERS.tabs["projects"])
        # two rows of headers, some of them merged: get_all_records takes only one
        self._projects = tab.get_all_values()[_FIRST_ROW - 1 :]
        self._details = self._records("details")
        for number, row in enumerate(self._projects, _FIRST_ROW):
            if row[1]:
                tab.update_cell(number, _STATUS, _status(row))

    def write_document(self) -> bytes:
        """Make the document, put it in its place; give it as a PDF."""
        file = f"{_API}/upload/drive/v3/files/{self._document}"
        self._session.patch(
            file,
            params={"uploadType": "media"},
            data=self._made(),
            headers={"Content-Type": WORD},
        ).raise_for_status()
        exported = self._session.get(
            f"{_API}/drive/v3/files/{self._document}/export",
            params={"mimeType": PDF},
        )
        exported.raise_for_status()
        return exported.content

    def _records(self, tab: str) -> list[dict[str, Any]]:
        return self._book.worksheet(HEADERS.tabs[tab]).get_all_records()

    def _made(self) -> bytes:
        document = docx.Document()
        table = document.add_table(rows=0, cols=len(self._projects[0]))
        for row in self._projects:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text
        for record in self._details:
            for heading in Heading:
                document.add_heading(HEADERS.label(heading))
                document.add_paragraph(str(record[HEADERS.label(heading)]))
        saved = BytesIO()
        document.save(saved)
        return saved.getvalue()


def _status(row: Sequence[str]) -> str:
    complete = row[1] and row[3] and "TRUE" in row[4:8]
    return "ผ่าน" if complete else "ต้องแก้ไข"
