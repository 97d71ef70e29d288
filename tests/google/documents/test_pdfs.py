"""PDFs are what Google prints, and templates may be its documents."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import document_link
from sync.adapters.google.pdf import GooglePdf
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.templates import GoogleTemplates
from sync.adapters.local.templates import LocalTemplates
from sync.errors import TemplateError
from tests.emulator.driving import Drive
from tests.google.documents.homes import blank, parts_of, plan, type_over


def test_a_pdf_is_what_google_prints(
    documents: GoogleDocuments, session: GoogleSession, drive: Drive
) -> None:
    file_id = blank(drive)
    document = plan("หนึ่ง", document_link(file_id))
    link = documents.publish(document).link

    pdf = GooglePdf(session).make(document, link)

    assert pdf
    assert pdf.startswith(b"%PDF-")


def test_no_pdf_is_no_stop(
    documents: GoogleDocuments,
    session: GoogleSession,
    drive: Drive,
    workspace: WorkspaceServer,
) -> None:
    file_id = blank(drive)
    document = plan("หนึ่ง", document_link(file_id))
    link = documents.publish(document).link
    workspace.control.add_faults(
        [
            {
                "match": {"path": "/export"},
                "action": {"status": 403, "reason": "exportSizeLimitExceeded"},
            }
        ]
    )

    assert GooglePdf(session).make(document, link) is None


def test_a_template_can_be_a_google_document(
    session: GoogleSession, drive: Drive, tmp_path: Path
) -> None:
    file_id = blank(drive, "reader")
    type_over(drive, file_id, "{{ title }}")
    links = {"plan.docx": document_link(file_id), "summary.docx": "แม่แบบ"}
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "project.docx").write_bytes(b"shipped")
    templates = GoogleTemplates(session, links, LocalTemplates(tmp_path, shipped))

    own = templates.read("plan.docx")

    assert b"{{ title }}" in parts_of(own.content)
    assert own.name == document_link(file_id)
    assert templates.read("project.docx").content == b"shipped"
    with pytest.raises(TemplateError):
        templates.read("summary.docx")
