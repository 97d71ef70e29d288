"""Documents at Google: one link for ever, and nobody's work is lost."""

import base64
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import docx
import pytest

from emulator.drive.access import marks
from emulator.server import WorkspaceServer
from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import Drive as GoogleDrive
from sync.adapters.google.drive import Upload, document_link, file_id_of
from sync.adapters.google.pdf import GooglePdf
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.templates import GoogleTemplates
from sync.adapters.local.documents import LocalDocuments
from sync.adapters.local.templates import LocalTemplates
from sync.documents.publish import REFUSALS
from sync.errors import (
    DocumentForeign,
    DocumentGone,
    DocumentHomeless,
    DocumentLocked,
    DocumentOccupied,
    DocumentOfAnother,
    DocumentTrashed,
    DocumentWorkbook,
    NoStorage,
    NotShared,
    SearchIncomplete,
    TemplateError,
)
from sync.model.documents import Before, Document, Kind, Placed, Publication
from tests.emulator.driving import DOCX, FILES, ROBOT, Drive, word_file

DOC = "application/vnd.google-apps.document"
SHEET = "application/vnd.google-apps.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FOLDER = "application/vnd.google-apps.folder"
DAY = date(2026, 11, 16)
PERSON = "clerk@office.example"
"""Signed in as a person: whether they or we wrote last, nobody tells us."""


def plan(
    text: str, home: str | None = None, year: str = "2570", *, clean: bool = False
) -> Document:
    table = [["โครงการ", "งบประมาณ"], ["ก่อสร้าง", "20,000.00"]]
    content = word_file("แผนปฏิบัติการ", text, table=table)
    return Document(
        f"แผนปฏิบัติการ-{year or 'ไม่ระบุปี'}",
        "แผนปฏิบัติการ",
        content,
        home=home,
        year=year,
        clean=clean,
        as_of=DAY,
        yearless_key="แผนปฏิบัติการ-ไม่ระบุปี",
    )


def blank(drive: Drive, role: str = "writer") -> str:
    """Make a blank document and share it with the worker; give its id."""
    file_id = drive.make("แผน", mimeType=DOC)
    drive.share(file_id, ROBOT, role)
    return file_id


def noted_on(drive: Drive, file_id: str) -> list[dict[str, str]]:
    """Return what each account noted on a file for itself."""
    noted: Any = marks(drive.world.files[file_id])["appProperties"]
    return list(noted.values())


def shown(drive: Drive, file_id: str) -> str:
    answer = drive.call("GET", f"{FILES}/{file_id}/export", mimeType="text/plain")
    assert answer.status_code == 200
    return answer.content.decode("utf-8-sig")


def type_over(drive: Drive, file_id: str, text: str) -> None:
    """Change what the document says, as a person does."""
    drive.json(
        "PATCH",
        f"/upload{FILES}/{file_id}",
        word_file(text),
        headers={"Content-Type": DOCX},
        uploadType="media",
        supportsAllDrives="true",
    )


@pytest.fixture
def local(tmp_path: Path) -> LocalDocuments:
    return LocalDocuments(tmp_path)


@pytest.fixture
def documents(session: GoogleSession, local: LocalDocuments) -> GoogleDocuments:
    return GoogleDocuments(session, office="sheet", folder=None, elsewhere=local)


@pytest.fixture
def shared_drive(drive: Drive) -> str:
    """A shared drive in which the worker can make files; the id of its root."""
    made = drive.json(
        "POST", "/drive/v3/drives", {"name": "สำนักงาน"}, requestId="office"
    )
    drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    return str(made["id"])


@pytest.fixture
def in_folder(
    session: GoogleSession, local: LocalDocuments, shared_drive: str
) -> GoogleDocuments:
    return GoogleDocuments(
        session, office="sheet", folder=shared_drive, elsewhere=local
    )


def paths(workspace: WorkspaceServer) -> list[str]:
    """Return what the worker asked for, without its tokens."""
    return [
        f"{visit.method} {visit.path}"
        for visit in workspace.visits
        if visit.path != "/token"
    ]


# --- the document that a person made -------------------------------------------


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


# --- what is there is no document of ours ---------------------------------------


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


def test_a_document_belongs_to_one_year_even_if_the_ledger_is_lost(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("ของปีนี้", home))

    with pytest.raises(DocumentOfAnother) as stop:
        documents.publish(plan("ของปีหน้า", home, "2571"))
    with pytest.raises(DocumentOfAnother):
        documents.publish(plan("ไม่มีปี", home, ""))

    assert stop.value.facts == {"link": home, "year": "2571", "theirs": "2570"}
    assert "ของปีนี้" in shown(drive, file_id)
    assert documents.publish(plan("ปีนี้อีกครั้ง", home)).link == home


def test_a_document_belongs_to_one_office(
    session: GoogleSession, local: LocalDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    first, second = (
        GoogleDocuments(session, office=office, folder=None, elsewhere=local)
        for office in ("one", "two")
    )
    first.publish(plan("ของเรา", document_link(file_id)))

    with pytest.raises(DocumentOfAnother):
        second.publish(plan("ของเขา", document_link(file_id)))

    assert "ของเรา" in shown(drive, file_id)


def test_a_document_that_was_emptied_may_be_given_to_another_year(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    documents.publish(plan("ของปีนี้", document_link(file_id)))
    type_over(drive, file_id, "")

    documents.publish(plan("ของปีหน้า", document_link(file_id), "2571"))

    assert "ของปีหน้า" in shown(drive, file_id)


def test_a_plan_that_gets_its_year_later_keeps_its_document(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    documents.publish(plan("ยังไม่มีปี", document_link(file_id), ""))

    documents.publish(plan("มีปีแล้ว", document_link(file_id)))

    assert "มีปีแล้ว" in shown(drive, file_id)


def test_a_copy_that_was_kept_of_a_plan_never_becomes_its_home(
    in_folder: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    in_folder.publish(plan("หนึ่ง", document_link(file_id)))
    type_over(drive, file_id, "งานของเจ้าหน้าที่")
    kept = in_folder.publish(plan("สอง", document_link(file_id))).kept

    for year in ("2570", "2571", ""):
        with pytest.raises(DocumentOfAnother):
            in_folder.publish(plan("สาม", kept, year))

    assert "งานของเจ้าหน้าที่" in shown(drive, str(file_id_of(kept)))


def test_only_the_plan_itself_takes_over_what_was_filled_without_a_year(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    draft = replace(plan("ร่าง", home, ""), key="แผนปฏิบัติการ-ไม่ระบุปี (ฉบับร่าง)")
    documents.publish(draft)

    with pytest.raises(DocumentOfAnother):
        documents.publish(plan("แผน", home))

    assert "ร่าง" in shown(drive, file_id)


def test_a_document_without_a_mark_is_taken_over_if_the_ledger_knows_it(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("ฉบับเก่า", home))
    for noted in noted_on(drive, file_id):
        noted.clear()

    with pytest.raises(DocumentOccupied):
        documents.publish(plan("ฉบับใหม่", home), Before("https://elsewhere", "-"))
    documents.publish(plan("ฉบับใหม่", home), Before(home, "-"))

    assert "ฉบับใหม่" in shown(drive, file_id)


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


def test_marks_fit_into_what_google_gives_them_whatever_the_key(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    document = replace(plan("ฉบับแรก", document_link(file_id)), key="แผน" * 200)

    documents.publish(document)

    (noted,) = noted_on(drive, file_id)
    assert max(len(f"{name}{text}".encode()) for name, text in noted.items()) <= 124


# --- a plan without errors stays -------------------------------------------------


def test_a_draft_does_not_replace_a_plan_without_errors(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("ร่างแรก", home))
    documents.publish(plan("สมบูรณ์", home, clean=True))

    held = documents.publish(plan("ร่างใหม่", home))

    assert (held.link, held.updated, held.held) == (home, False, DAY)
    assert "สมบูรณ์" in shown(drive, file_id)
    assert documents.publish(plan("สมบูรณ์กว่า", home, clean=True)).updated
    assert "สมบูรณ์กว่า" in shown(drive, file_id)


def test_a_plan_without_errors_that_an_older_worker_put_there_stays_as_well(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("สมบูรณ์", home, clean=True))
    for noted in noted_on(drive, file_id):
        for name in ("year", "state"):
            noted.pop(f"plan_sync_{name}")

    held = documents.publish(plan("ร่าง", home), Before(home, "-", clean_as_of=DAY))
    put = documents.publish(plan("ร่าง", home), Before(home, "-"))

    assert held.held == DAY
    assert put.held is None


def test_a_draft_goes_where_somebody_emptied_the_document(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("สมบูรณ์", home, clean=True))
    type_over(drive, file_id, "")

    assert documents.publish(plan("ร่าง", home)).updated


# --- is it there as it was put? --------------------------------------------------


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
    assert _count(drive, shared_drive) == 0


def test_a_search_that_did_not_look_everywhere_makes_no_second_document(
    in_folder: GoogleDocuments, drive: Drive, shared_drive: str
) -> None:
    link = in_folder.publish(plan("หนึ่ง")).link
    drive.world.unsearched.add(shared_drive)

    again = in_folder.publish(plan("สอง"))
    drive.world.unsearched.clear()

    assert again.link == link
    assert _count(drive, shared_drive) == 1


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


# --- a person's work -------------------------------------------------------------


def test_what_a_person_typed_is_kept_as_a_copy(
    documents: GoogleDocuments, drive: Drive, tmp_path: Path
) -> None:
    file_id = blank(drive)
    documents.publish(plan("หนึ่ง", document_link(file_id)))
    type_over(drive, file_id, "แก้ด้วยมือ")

    placed = documents.publish(plan("สอง", document_link(file_id)))

    assert "สอง" in shown(drive, file_id)
    (copy,) = tmp_path.glob("*.docx")
    assert placed.kept == copy.resolve().as_uri()
    assert "แก้ด้วยมือ".encode() in _text_of(copy)


class _Ended(BaseException):
    """The worker is no more."""


@contextmanager
def ending_after(session: GoogleSession, requests: int) -> Iterator[None]:
    """End the worker when it is about to make one request more than so many."""
    ask, left = session.request, iter(range(requests))

    def request(*args: object, **kwargs: object) -> object:
        if next(left, None) is None:
            raise _Ended
        return ask(*args, **kwargs)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched, suppress(_Ended):
        patched.setattr(session, "request", request)
        yield


@pytest.mark.parametrize("requests", range(1, 6))
@pytest.mark.parametrize("account", [ROBOT, PERSON])
def test_ended_after_any_request_its_own_text_is_no_persons_work(
    account: str,
    requests: int,
    session: GoogleSession,
    local: LocalDocuments,
    drive: Drive,
) -> None:
    session.account = account
    documents = GoogleDocuments(session, office="sheet", folder=None, elsewhere=local)
    home = document_link(blank(drive))
    documents.publish(plan("หนึ่ง", home))
    with ending_after(session, requests):
        documents.publish(plan("สอง", home))

    placed = documents.publish(plan("สาม", home))

    assert placed == Placed(home)
    noted = Publication("", "", home, DAY, ())
    assert documents.intact([noted]) == {home}
    assert "สาม" in shown(drive, str(file_id_of(home)))


def test_what_somebody_typed_after_an_end_between_filling_and_noting_is_kept(
    session: GoogleSession,
    local: LocalDocuments,
    drive: Drive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session.account = PERSON
    documents = GoogleDocuments(session, office="sheet", folder=None, elsewhere=local)
    file_id = blank(drive)
    home = document_link(file_id)
    with monkeypatch.context() as patched, suppress(_Ended):
        patched.setattr(GoogleDrive, "note", Mock(side_effect=_Ended))
        documents.publish(plan("หนึ่ง", home))
    type_over(drive, file_id, "แก้ด้วยมือ")

    assert documents.publish(plan("สอง", home)).kept
    (copy,) = tmp_path.glob("*.docx")
    assert "แก้ด้วยมือ".encode() in _text_of(copy)


def test_an_edited_document_can_be_left_as_it_is(
    session: GoogleSession, local: LocalDocuments, drive: Drive
) -> None:
    leaving = GoogleDocuments(
        session, office="sheet", folder=None, elsewhere=local, when_edited="leave"
    )
    file_id = blank(drive)
    leaving.publish(plan("หนึ่ง", document_link(file_id)))
    type_over(drive, file_id, "แก้ด้วยมือ")

    placed = leaving.publish(plan("สอง", document_link(file_id)))

    assert not placed.updated
    assert "แก้ด้วยมือ" in shown(drive, file_id)


def test_somebodys_own_document_is_never_written_to(
    documents: GoogleDocuments, drive: Drive, tmp_path: Path
) -> None:
    file_id = blank(drive)
    type_over(drive, file_id, "บันทึกเดิม")

    with pytest.raises(DocumentOccupied) as stop:
        documents.publish(plan("หนึ่ง", document_link(file_id)))

    assert stop.value.facts == {"link": document_link(file_id)}
    assert shown(drive, file_id).strip() == "บันทึกเดิม"
    assert list(tmp_path.iterdir()) == []


def test_an_open_comment_counts_as_a_persons_work(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    documents.publish(plan("หนึ่ง", document_link(file_id)))
    said = drive.json(
        "POST", f"{FILES}/{file_id}/comments", {"content": "ถูกไหม"}, fields="id"
    )

    with_comment = documents.publish(plan("สอง", document_link(file_id)))
    drive.json(
        "POST",
        f"{FILES}/{file_id}/comments/{said['id']}/replies",
        {"action": "resolve", "content": "ถูก"},
        fields="id",
    )
    resolved = documents.publish(plan("สาม", document_link(file_id)))

    assert with_comment.kept
    assert not resolved.kept


def test_a_renamed_document_is_not_a_changed_one(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    documents.publish(plan("หนึ่ง", document_link(file_id)))
    drive.json("PATCH", f"{FILES}/{file_id}", {"name": "แผน 2570"})

    assert not documents.publish(plan("สอง", document_link(file_id))).kept


# --- a folder of the office's -----------------------------------------------------


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
    assert _count(drive, shared_drive) == 1


def test_each_kind_is_a_file_of_its_own(
    in_folder: GoogleDocuments, drive: Drive, shared_drive: str
) -> None:
    key = plan("หนึ่ง").key
    in_folder.publish(plan("หนึ่ง"))
    for content in (b"%PDF-1", b"%PDF-2", b"%PDF-2"):
        link = in_folder.publish(Document(key, "แผน", content, Kind.PDF)).link

    assert link.startswith("https://")
    assert _count(drive, shared_drive) == 2


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

    assert _count(drive, shared_drive) == 1


def test_a_copy_of_a_persons_work_is_kept_in_the_folder(
    in_folder: GoogleDocuments, drive: Drive, shared_drive: str
) -> None:
    link = in_folder.publish(plan("หนึ่ง")).link
    type_over(drive, link.split("/")[5], "แก้ด้วยมือ")

    placed = in_folder.publish(plan("สอง"))

    assert "แก้ด้วยมือ" in shown(drive, placed.kept.split("/")[5])
    assert _count(drive, shared_drive) == 2


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


# --- PDFs and templates ------------------------------------------------------------


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

    assert b"{{ title }}" in _parts_of(own.content)
    assert own.name == document_link(file_id)
    assert templates.read("project.docx").content == b"shipped"
    with pytest.raises(TemplateError):
        templates.read("summary.docx")


def _with_a_picture() -> bytes:
    pixel = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
        "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    document, stream = docx.Document(), io.BytesIO()
    document.add_picture(io.BytesIO(base64.b64decode(pixel)))
    document.save(stream)
    return stream.getvalue()


def _count(drive: Drive, folder: str) -> int:
    found = drive.json(
        "GET",
        FILES,
        q=f"'{folder}' in parents and trashed = false",
        corpora="allDrives",
        includeItemsFromAllDrives="true",
        supportsAllDrives="true",
    )
    return len(found["files"])


def _text_of(path: Path) -> bytes:
    return _parts_of(path.read_bytes())


def _parts_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("word/document.xml")
