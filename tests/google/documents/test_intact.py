"""Is it there as it was put?"""

from dataclasses import replace

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import document_link
from sync.documents.publish import REFUSALS
from sync.model.documents import Document, Kind, Publication
from tests.emulator.driving import FILES, Drive
from tests.google.documents.homes import DAY, blank, paths, plan, shown, type_over


def test_what_was_trashed_emptied_or_changed_is_noticed(
    documents: GoogleDocuments, drive: Drive, workspace: WorkspaceServer
) -> None:
    def noticed() -> bool:
        return documents.intact([known]) != {known.link}

    file_id = blank(drive)
    link = documents.publish(plan("หนึ่ง", document_link(file_id))).link
    known = Publication("แผนปฏิบัติการ-2570", "-", link, DAY, ())
    workspace.visits.clear()

    assert not noticed()
    assert paths(workspace) == [f"GET {FILES}/{file_id}"]
    drive.json("PATCH", f"{FILES}/{file_id}", {"name": "แผน 2570"})
    assert not noticed()
    drive.json("PATCH", f"{FILES}/{file_id}", {"trashed": True})
    assert noticed()
    drive.json("PATCH", f"{FILES}/{file_id}", {"trashed": False})
    assert not noticed()
    type_over(drive, file_id, "")
    assert noticed()
    drive.call("DELETE", f"{FILES}/{file_id}")
    assert noticed()


@pytest.mark.parametrize("reason", ["exportSizeLimitExceeded", "domainPolicy"])
def test_a_document_that_google_does_not_hand_out_is_refused_and_stops_nothing_else(
    documents: GoogleDocuments, drive: Drive, workspace: WorkspaceServer, reason: str
) -> None:
    file_id = blank(drive)
    document = plan("หนึ่ง", document_link(file_id))
    link = documents.publish(document).link
    type_over(drive, file_id, "ของใครบางคน")
    withheld = {"status": 403, "reason": reason}
    workspace.control.add_faults(
        [{"match": {"path": "/export"}, "action": withheld, "times": 2}]
    )

    assert not documents.intact([Publication(document.key, "-", link, DAY, ())])
    with pytest.raises(REFUSALS):
        documents.publish(document)
    assert "ของใครบางคน" in shown(drive, file_id)


def test_what_is_in_a_folder_is_looked_at_with_one_request(
    in_folder: GoogleDocuments, workspace: WorkspaceServer
) -> None:
    made = [replace(plan("หนึ่ง"), key=f"แผน {number}") for number in range(4)]
    made.append(Document("แผน", "แผน", b"%PDF-1", Kind.PDF))
    known = [
        Publication(each.key, each.digest, in_folder.publish(each).link, DAY, ())
        for each in made
    ]
    workspace.visits.clear()

    assert in_folder.intact(known) == {each.link for each in known}
    assert paths(workspace) == [f"GET {FILES}"]
