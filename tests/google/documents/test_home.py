"""The plan goes into the document that a person made for it."""

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import document_link
from sync.errors import DocumentHomeless
from sync.model.documents import Document, Kind
from tests.emulator.driving import FILES, ROBOT, Drive
from tests.google.documents.homes import DOC, blank, paths, plan, shown


def test_the_plan_goes_into_the_document_a_person_made(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)

    placed = documents.publish(plan("ฉบับแรก", document_link(file_id)))

    assert placed.link == document_link(file_id)
    assert (placed.kept, placed.lost) == ("", ())
    assert "ฉบับแรก" in shown(drive, file_id)
    assert "20,000.00" in shown(drive, file_id)
    assert drive.json("GET", f"{FILES}/{file_id}")["mimeType"] == DOC


def test_what_google_shows_otherwise_than_it_was_printed_is_told(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    drive.world.spoilt = {"20,000.00": "2O,000.00"}

    placed = documents.publish(plan("ฉบับแรก", document_link(file_id)))

    assert "2O,000.00" in shown(drive, file_id)
    assert len(placed.lost) == 1
    assert "20,000.00" in placed.lost[0]


def test_a_new_version_keeps_id_link_and_name(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)

    links = [documents.publish(plan(text, home)).link for text in ("หนึ่ง", "สอง")]

    assert links == [home, home]
    assert "สอง" in shown(drive, file_id)
    assert "หนึ่ง" not in shown(drive, file_id)
    assert drive.json("GET", f"{FILES}/{file_id}")["name"] == "แผน"


def test_the_link_is_known_unasked(
    documents: GoogleDocuments, workspace: WorkspaceServer
) -> None:
    link = "https://docs.google.com/document/d/abcdefghijklmnop/edit?usp=sharing"

    found = documents.find("key", home=link)

    assert found == document_link("abcdefghijklmnop")
    assert paths(workspace) == []


def test_an_update_takes_five_requests(
    documents: GoogleDocuments, drive: Drive, workspace: WorkspaceServer
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("หนึ่ง", home))
    workspace.visits.clear()

    documents.publish(plan("สอง", home))

    assert paths(workspace) == [
        f"GET {FILES}/{file_id}",
        f"GET {FILES}/{file_id}/comments",
        f"PATCH /upload{FILES}/{file_id}",
        f"GET {FILES}/{file_id}/export",
        f"PATCH {FILES}/{file_id}",
    ]


def test_without_a_document_people_are_asked_to_make_one(
    documents: GoogleDocuments,
) -> None:
    with pytest.raises(DocumentHomeless) as stop:
        documents.publish(plan("ฉบับแรก", ""))

    assert stop.value.facts["account"] == ROBOT


def test_what_people_make_no_document_for_stays_with_the_worker(
    documents: GoogleDocuments,
) -> None:
    page = Document("แผน", "แผน", b"<p>", Kind.PAGE)

    assert documents.publish(page).link.startswith("file:")
