"""In a folder of the office's each document is made once."""

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.session import GoogleSession
from sync.adapters.local.documents import LocalDocuments
from sync.errors import DocumentTrashed, NoStorage, SearchIncomplete
from sync.model.documents import Document, Kind
from tests.emulator.driving import FILES, ROBOT, Drive
from tests.google.documents.homes import FOLDER, files_in, plan, shown, type_over


def test_a_document_in_a_folder_that_was_trashed_is_asked_back(
    in_folder: GoogleDocuments, drive: Drive, shared_drive: str
) -> None:
    link = in_folder.publish(plan("หนึ่ง")).link
    drive.json(
        "PATCH",
        f"{FILES}/{link.split('/')[5]}",
        {"trashed": True},
        supportsAllDrives="true",
    )

    with pytest.raises(DocumentTrashed) as stop:
        in_folder.publish(plan("สอง"))

    assert stop.value.facts == {"link": link}
    assert files_in(drive, shared_drive) == 0


def test_a_search_that_did_not_look_everywhere_makes_no_second_document(
    in_folder: GoogleDocuments, drive: Drive, shared_drive: str
) -> None:
    link = in_folder.publish(plan("หนึ่ง")).link
    drive.world.unsearched.add(shared_drive)

    again = in_folder.publish(plan("สอง"))
    drive.world.unsearched.clear()

    assert again.link == link
    assert files_in(drive, shared_drive) == 1


def test_nothing_is_made_while_no_search_is_complete(
    in_folder: GoogleDocuments, workspace: WorkspaceServer
) -> None:
    nothing = {"incompleteSearch": True, "files": []}
    workspace.control.add_faults(
        [
            {
                "match": {"path": "/files$", "method": "GET", "times": 2},
                "action": {"status": 200, "body": nothing},
            }
        ]
    )

    with pytest.raises(SearchIncomplete):
        in_folder.publish(plan("หนึ่ง"))


def test_a_document_is_made_once_however_often_the_worker_forgets(
    session: GoogleSession, local: LocalDocuments, drive: Drive, shared_drive: str
) -> None:
    links = {
        GoogleDocuments(session, office="sheet", folder=shared_drive, elsewhere=local)
        .publish(plan(text))
        .link
        for text in ("หนึ่ง", "สอง", "สาม")
    }

    assert len(links) == 1
    assert files_in(drive, shared_drive) == 1


def test_each_kind_is_a_file_of_its_own(
    in_folder: GoogleDocuments, drive: Drive, shared_drive: str
) -> None:
    key = plan("หนึ่ง").key
    in_folder.publish(plan("หนึ่ง"))
    for content in (b"%PDF-1", b"%PDF-2", b"%PDF-2"):
        link = in_folder.publish(Document(key, "แผน", content, Kind.PDF)).link

    assert link.startswith("https://")
    assert files_in(drive, shared_drive) == 2


def test_two_offices_in_one_folder_have_two_documents(
    session: GoogleSession, local: LocalDocuments, shared_drive: str
) -> None:
    links = {
        GoogleDocuments(session, office=office, folder=shared_drive, elsewhere=local)
        .publish(plan("หนึ่ง"))
        .link
        for office in ("one", "two")
    }

    assert len(links) == 2


def test_an_answer_that_never_came_makes_no_second_document(
    in_folder: GoogleDocuments,
    workspace: WorkspaceServer,
    drive: Drive,
    shared_drive: str,
) -> None:
    workspace.control.add_faults(
        [
            {
                "match": {"method": "POST", "path": "^/upload/"},
                "action": {"reset": True, "after": True},
            }
        ]
    )

    in_folder.publish(plan("หนึ่ง"))

    assert files_in(drive, shared_drive) == 1


def test_a_copy_of_a_persons_work_is_kept_in_the_folder(
    in_folder: GoogleDocuments, drive: Drive, shared_drive: str
) -> None:
    link = in_folder.publish(plan("หนึ่ง")).link
    type_over(drive, link.split("/")[5], "แก้ด้วยมือ")

    placed = in_folder.publish(plan("สอง"))

    assert "แก้ด้วยมือ" in shown(drive, placed.kept.split("/")[5])
    assert files_in(drive, shared_drive) == 2


def test_a_service_account_cannot_own_files_in_a_persons_folder(
    session: GoogleSession, local: LocalDocuments, drive: Drive
) -> None:
    folder = drive.make("แผน", mimeType=FOLDER)
    drive.share(folder, ROBOT, "writer")
    documents = GoogleDocuments(session, office="sheet", folder=folder, elsewhere=local)

    with pytest.raises(NoStorage) as stop:
        documents.publish(plan("หนึ่ง"))

    assert stop.value.facts["account"] == ROBOT


def test_a_large_document_goes_up_in_parts_and_survives_a_cut(
    in_folder: GoogleDocuments, workspace: WorkspaceServer, drive: Drive
) -> None:
    content = b"%PDF-" + bytes(6 * 2**20)
    workspace.control.add_faults(
        [
            {
                "match": {"method": "PUT", "path": "^/upload/", "nth": 2},
                "action": {"reset": True},
            }
        ]
    )

    link = in_folder.publish(Document("แผน", "แผน", content, Kind.PDF)).link

    file_id = link.split("/d/")[1].split("/")[0]
    stored = drive.call(
        "GET", f"{FILES}/{file_id}", alt="media", supportsAllDrives="true"
    )
    assert stored.content == content
