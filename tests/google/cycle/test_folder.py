"""With a folder of the office's everything is made there."""

from pathlib import Path

from emulator.server import WorkspaceServer
from sync.adapters.google.drive import document_link, file_id_of
from sync.errors import NoStorage
from sync.messages import load_words
from sync.paths import OfficePaths
from tests.emulator.driving import FILES, ROBOT
from tests.google.cycle.nights import exported, night
from tests.google.sheeting import Staff, make_office
from tests.mails import words_of_file as words_of
from tests.sheets import PROJECTS


def test_with_a_folder_everything_is_made_there_once(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    made = staff.drive.json(
        "POST", "/drive/v3/drives", {"name": "สำนักงาน"}, requestId="office"
    )
    staff.drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    folder = f'folder = "https://drive.google.com/drive/folders/{made["id"]}"'
    office = make_office(tmp_path / "office", workspace, staff, folder)

    first = night(office)
    (office / "ledger.db").unlink()
    again = night(office)

    assert again.links == first.links
    assert all(link.startswith("https://") for _, link in again.links)
    found = staff.drive.json(
        "GET",
        FILES,
        q=f"'{made['id']}' in parents",
        corpora="allDrives",
        includeItemsFromAllDrives="true",
        supportsAllDrives="true",
    )
    names = sorted(file["name"] for file in found["files"])
    assert len(names) == len(set(names)) == len(first.links)


def test_in_a_folder_the_last_version_without_errors_stands_beside_the_draft(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    made = staff.drive.json(
        "POST", "/drive/v3/drives", {"name": "สำนักงาน"}, requestId="office"
    )
    staff.drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    folder = f'folder = "https://drive.google.com/drive/folders/{made["id"]}"'
    office = make_office(tmp_path / "office", workspace, staff, folder)
    clean = night(office)
    links = dict(clean.links)
    whole = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570 (ฉบับสมบูรณ์ล่าสุด)"
    kept = str(file_id_of(links[whole]))
    published = exported(staff.drive, kept)
    staff.type_in(f"{PROJECTS}!C5", "")

    slip = night(office)

    assert clean.judgement.errors == 0
    assert slip.judgement.errors == 1
    assert dict(slip.links) == links
    assert links[whole] != slip.plan_document.link
    assert exported(staff.drive, kept) == published
    assert "ร่าง" in exported(staff.drive, str(file_id_of(slip.plan_document.link)))


def test_pdfs_that_find_no_room_keep_nobody_from_hearing_of_the_plan(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    theirs = staff.drive.make("เอกสาร", mimeType="application/vnd.google-apps.folder")
    staff.drive.share(theirs, ROBOT, "writer")
    folder = f'folder = "https://drive.google.com/drive/folders/{theirs}"'
    office = make_office(tmp_path / "office", workspace, staff, folder)

    report = night(office)

    assert isinstance(report.refused, NoStorage)
    assert "โครงการ" in exported(staff.drive, document)
    (mail,) = OfficePaths(office).outbox.glob("*.eml")
    assert document_link(document) in words_of(mail)
    # said once, whatever it keeps from its place
    says, _ = load_words("th").say_stop(report.refused)
    assert str(staff.read("สรุป!A1:B40")).count(says) == 1
