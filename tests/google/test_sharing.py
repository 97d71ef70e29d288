"""Whether those who get mail can open the document, and what is done where not."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.adapters.google.sharing import read_audience
from sync.model.documents import Audience
from sync.paths import OfficePaths
from tests.emulator.driving import FILES, Drive
from tests.google.cycle.nights import asked, night
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, PROJECTS, clean_sheet

PEOPLE = ("boss@example.com", "admin@example.com")


@pytest.fixture
def staff(drive: Drive) -> Staff:
    """Staff, an executive and an administrator, whose mail is wanted."""
    staff = Staff(drive, clean_sheet())
    roles = ("ผู้บริหาร", "ผู้ดูแลระบบ")
    for row, (email, role) in enumerate(zip(PEOPLE, roles, strict=True), 2):
        cells = {"A": email.partition("@")[0], "B": email, "C": role, "D": True}
        for column, value in cells.items():
            staff.type_in(f"ผู้รับอีเมล!{column}{row}", value)
    return staff


@pytest.fixture
def document(staff: Staff) -> str:
    file_id = staff.make_document()
    staff.type_in(f"{INFO}!B16", document_link(file_id))
    return file_id


def shared_with(staff: Staff, document: str) -> set[str]:
    answer = staff.drive.json(
        "GET", f"{FILES}/{document}/permissions", fields="permissions(emailAddress)"
    )
    return {permission["emailAddress"] for permission in answer["permissions"]}


def summary(staff: Staff) -> str:
    return str(staff.read("สรุป!A16:B40"))


def mails(office: Path) -> list[str]:
    return sorted(
        path.read_text("utf-8").partition("Date:")[0]
        for path in OfficePaths(office).outbox.glob("*.eml")
    )


def test_who_cannot_open_it_is_named_until_it_is_put_right(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    office = make_office(tmp_path / "office", workspace, staff)
    staff.drive.share(document, "admin@example.com", "reader")
    night(office)

    assert "boss@example.com" in summary(staff)
    assert "เปิดเอกสารไม่ได้" in summary(staff)
    asked(workspace)
    night(office)
    assert len(asked(workspace)) == 2
    staff.drive.share(document, "boss@example.com", "reader")
    staff.type_in(f"{PROJECTS}!I3", "ปรับปรุง")
    asked(workspace)
    night(office)

    assert "boss@example.com" not in summary(staff)


@pytest.mark.parametrize(("way", "letters"), [("silently", 1), ("notify", 0)])
def test_by_setting_they_are_let_in(
    tmp_path: Path,
    workspace: WorkspaceServer,
    staff: Staff,
    document: str,
    way: str,
    letters: int,
) -> None:
    setting = f'give_access = "{way}"'
    office = make_office(tmp_path / "office", workspace, staff, setting)

    night(office)

    assert set(PEOPLE) <= shared_with(staff, document)
    assert "เปิดเอกสารไม่ได้" not in summary(staff)
    assert len(mails(office)) == letters
    asked(workspace)
    night(office)
    assert len(asked(workspace)) == 2


def test_an_invitation_of_which_no_word_came_is_not_sent_again(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    setting = 'give_access = "notify"'
    office = make_office(tmp_path / "office", workspace, staff, setting)
    unheard = {"status": 503, "after": True}
    match = {"method": "POST", "path": "/permissions"}
    workspace.control.add_faults([{"match": match, "action": unheard}])

    night(office)

    invited = [
        line
        for line in asked(workspace)
        if line.startswith("POST") and line.endswith("/permissions")
    ]
    assert len(invited) == len(PEOPLE)
    assert set(PEOPLE) <= shared_with(staff, document)
    assert mails(office) == []


@pytest.mark.usefixtures("document")
def test_a_night_asks_no_more_for_it(
    tmp_path: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    office = make_office(tmp_path / "office", workspace, staff)
    night(office)
    staff.type_in(f"{PROJECTS}!I3", "ปรับปรุง")
    asked(workspace)

    night(office)

    assert not [line for line in asked(workspace) if line.endswith("/permissions")]


@pytest.mark.parametrize(
    ("audience", "out"),
    [
        (Audience(), ("Boss@Example.com",)),
        (Audience(anyone=True), ()),
        (Audience(groups=True), ()),
        (Audience(people=frozenset({"boss@example.com"})), ()),
        (Audience(domains=frozenset({"example.com"})), ()),
        (Audience(domains=frozenset({"ample.com"})), ("Boss@Example.com",)),
    ],
)
def test_only_those_who_surely_cannot_open_it_are_shut_out(
    audience: Audience, out: tuple[str, ...]
) -> None:
    assert audience.shut_out(["Boss@Example.com"]) == out


def test_an_account_that_was_deleted_opens_nothing() -> None:
    gone = {"type": "user", "emailAddress": "Boss@example.com", "deleted": True}
    there = {"type": "user", "emailAddress": "Admin@example.com", "deleted": False}
    group = {"type": "group", "emailAddress": "all@example.com", "deleted": True}

    audience = read_audience([gone, there, group])

    assert audience == Audience(people=frozenset({"admin@example.com"}))


def test_google_is_asked_whether_accounts_were_deleted(
    tmp_path: Path,
    workspace: WorkspaceServer,
    staff: Staff,
    document: str,
) -> None:
    office = make_office(tmp_path / "office", workspace, staff)
    for person in PEOPLE:
        staff.drive.share(document, person, "reader")
    with workspace.world.lock:
        for permission in workspace.world.files[document].permissions:
            permission["deleted"] = permission.get("emailAddress") == "boss@example.com"

    night(office)

    assert "boss@example.com" in summary(staff)
    assert "admin@example.com" not in summary(staff)
    with wiring.open_office(office) as services:
        audience = services.documents.audience(document_link(document))
    assert audience
    assert audience.shut_out(PEOPLE) == ("boss@example.com",)
