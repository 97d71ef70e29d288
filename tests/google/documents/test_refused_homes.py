"""What is there is no document of ours: nothing is written."""

import base64
import io

import docx
import pytest

from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import Drive as GoogleDrive
from sync.adapters.google.drive import Upload, document_link
from sync.adapters.google.session import GoogleSession
from sync.errors import (
    DocumentForeign,
    DocumentGone,
    DocumentLocked,
    DocumentOccupied,
    DocumentTrashed,
    DocumentWorkbook,
    NotShared,
)
from tests.emulator.driving import DOCX, FILES, ROBOT, Drive, word_file
from tests.google.documents.homes import DOC, SHEET, XLSX, blank, plan, shown


@pytest.mark.parametrize("home", ["C:\\แผน.docx", "https://example.com/plan", "แผน"])
def test_a_link_to_no_document_is_a_stop(documents: GoogleDocuments, home: str) -> None:
    with pytest.raises(DocumentForeign):
        documents.publish(plan("ฉบับแรก", home))


def test_a_word_file_in_drive_is_not_replaced(
    documents: GoogleDocuments, drive: Drive
) -> None:
    theirs = word_file("ของผู้อื่น")
    file_id = drive.put(theirs, DOCX, name="แผน.docx")
    drive.share(file_id, ROBOT, "writer")

    with pytest.raises(DocumentForeign):
        documents.publish(plan("ฉบับแรก", document_link(file_id)))

    content = drive.call("GET", f"{FILES}/{file_id}", alt="media").content
    assert content == theirs


def test_a_document_in_the_bin_is_not_written_to(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    drive.json("PATCH", f"{FILES}/{file_id}", {"trashed": True})

    with pytest.raises(DocumentTrashed):
        documents.publish(plan("ฉบับแรก", document_link(file_id)))


def test_a_document_shared_to_read_only_is_a_stop_that_says_whom_to_share_with(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive, "reader")

    with pytest.raises(NotShared) as stop:
        documents.publish(plan("ฉบับแรก", document_link(file_id)))

    assert stop.value.facts["account"] == ROBOT


def test_a_document_not_shared_at_all_is_not_found(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = drive.make("แผน", mimeType=DOC)

    with pytest.raises(DocumentGone) as stop:
        documents.publish(plan("ฉบับแรก", document_link(file_id)))

    assert stop.value.facts == {"link": document_link(file_id), "account": ROBOT}


@pytest.mark.parametrize("kind", [SHEET, XLSX])
def test_a_spreadsheet_as_the_documents_home_has_its_own_sentence(
    documents: GoogleDocuments, drive: Drive, kind: str
) -> None:
    file_id = drive.make("แผน", mimeType=kind)
    drive.share(file_id, ROBOT, "writer")

    with pytest.raises(DocumentWorkbook):
        documents.publish(plan("ฉบับแรก", document_link(file_id)))


def test_a_picture_or_an_empty_table_is_somebodys_work(
    documents: GoogleDocuments, drive: Drive
) -> None:
    for content in (_with_a_picture(), word_file(table=[[""]])):
        file_id = blank(drive)
        drive.json(
            "PATCH",
            f"/upload{FILES}/{file_id}",
            content,
            headers={"Content-Type": DOCX},
            uploadType="media",
        )

        with pytest.raises(DocumentOccupied):
            documents.publish(plan("ฉบับแรก", document_link(file_id)))


def test_a_comment_on_a_blank_document_is_somebodys_work(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    said = drive.json(
        "POST", f"{FILES}/{file_id}/comments", {"content": "ร่างที่นี่"}, fields="id"
    )

    with pytest.raises(DocumentOccupied):
        documents.publish(plan("หนึ่ง", document_link(file_id)))
    drive.json(
        "POST",
        f"{FILES}/{file_id}/comments/{said['id']}/replies",
        {"action": "resolve"},
        fields="id",
    )

    documents.publish(plan("หนึ่ง", document_link(file_id)))
    assert "หนึ่ง" in shown(drive, file_id)


def test_a_locked_document_is_told_as_locked(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    documents.publish(plan("ฉบับแรก", document_link(file_id)))
    lock = {"readOnly": True, "reason": "ผู้บริหารลงนามแล้ว"}
    drive.json("PATCH", f"{FILES}/{file_id}", {"contentRestrictions": [lock]})

    with pytest.raises(DocumentLocked) as stop:
        documents.publish(plan("ฉบับสอง", document_link(file_id)))

    assert stop.value.facts["why"] == "ผู้บริหารลงนามแล้ว"
    assert "ฉบับแรก" in shown(drive, file_id)


def test_a_lock_set_while_we_write_is_a_refusal_and_no_defect(
    drive: Drive, session: GoogleSession
) -> None:
    file_id = blank(drive)
    lock = {"contentRestrictions": [{"readOnly": True}]}
    drive.json("PATCH", f"{FILES}/{file_id}", lock)

    new = Upload({}, word_file("ใหม่"), DOCX)

    with pytest.raises(NotShared):
        GoogleDrive(session).replace(file_id, new)


def _with_a_picture() -> bytes:
    pixel = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
        "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    document, stream = docx.Document(), io.BytesIO()
    document.add_picture(io.BytesIO(base64.b64decode(pixel)))
    document.save(stream)
    return stream.getvalue()
