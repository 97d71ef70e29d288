"""Approvals at Google: decisions in cells that only some may edit, in few requests."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.clock import BangkokClock
from sync.adapters.google.approvals import is_approved
from sync.adapters.google.drive import document_link
from sync.adapters.google.session import GoogleSession
from sync.approval.table import COLUMNS
from sync.cycle.night import Report, run_cycle
from sync.ledger import Ledger
from sync.model.approvals import Strength
from sync.model.cells import Cell
from sync.model.chain import first_break
from sync.paths import OfficePaths
from sync.thai.dates import long_date
from tests.approving import TAB
from tests.emulator.driving import ROBOT, Drive
from tests.google.cycle.nights import asked
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, PROJECTS, clean_sheet

HEAD = "nayok@example.com"
APPROVAL = f"""
[approval]
approvers = ["{HEAD}"]
"""
QUIET, CHANGED = 2, 11
"""Requests of a night in which nothing changed, and of one in which the plan did: that
of an office without the tab takes nine, and the row of a version two more."""


@pytest.fixture
def staff(drive: Drive) -> Staff:
    return Staff(drive, clean_sheet())


@pytest.fixture
def office(tmp_path: Path, workspace: WorkspaceServer, staff: Staff) -> Path:
    home = staff.make_document()
    staff.type_in(f"{INFO}!B16", document_link(home))
    folder = make_office(tmp_path / "office", workspace, staff, APPROVAL)
    wiring.set_up_office(folder)
    return folder


def night(folder: Path) -> Report:
    with wiring.open_office(folder) as office:
        return run_cycle(office)


def fill_in(staff: Staff, row: int, **typed: object) -> None:
    names = [str(column) for column in COLUMNS]
    for name, value in typed.items():
        at = Cell(TAB, row, names.index(name) + 1)
        staff.type_in(f"{TAB}!{at.a1}", value)


def shown(staff: Staff, row: int, *names: str) -> list[object]:
    columns = [str(column) for column in COLUMNS]
    line = [*staff.read(f"{TAB}!A{row}:V{row}")[0], *[""] * len(columns)]
    return [line[columns.index(name)] for name in names]


def approve(staff: Staff, row: int) -> None:
    fill_in(
        staff,
        row,
        proposed=True,
        result="เห็นชอบ",
        name="นายสมมุติ ตัวอย่าง",
        decided_on=f"'{long_date(BangkokClock().now().date())}",
    )


def test_a_decision_in_a_guarded_cell_is_told_with_who_may_edit_it(
    office: Path, staff: Staff, workspace: WorkspaceServer
) -> None:
    night(office)
    assert shown(staff, 2, "version", "status", "copy") == [
        1,
        "ร่าง ติ๊กเสนออนุมัติเพื่อเสนอฉบับนี้",
        "เอกสารปัจจุบัน (ไม่มี PDF ของฉบับนี้)",
    ]
    approve(staff, 2)
    night(office)

    assert shown(staff, 2, "status", "editors") == [
        "อนุมัติแล้ว",
        f"{HEAD}, owner@example.com, {ROBOT} และเจ้าของไฟล์",
    ]
    ledger = Ledger.copy(OfficePaths(office).ledger)
    (approval,) = ledger.approvals.standing()
    assert approval.strength is Strength.GUARDED
    (decision,) = ledger.approvals.decisions()
    assert decision.editors == 3
    last = ledger.chain.links()[-1]
    assert "@" not in last.text
    assert HEAD in ledger.approvals.editors(last.number)

    asked(workspace)
    night(office)
    assert len(asked(workspace)) == QUIET

    staff.type_in(f"{PROJECTS}!I4", "เร่งรัด")
    asked(workspace)
    night(office)
    requests = asked(workspace)
    assert len(requests) == CHANGED, requests
    assert shown(staff, 2, "status") == ["มีการแก้ไขหลังอนุมัติ"]
    assert shown(staff, 3, "version") == [2]


def test_the_public_sees_what_was_approved_until_another_version_is(
    office: Path, staff: Staff
) -> None:
    def seen(name: str) -> str:
        return (OfficePaths(office).public / name).read_text("utf-8")

    night(office)
    assert "เร่งรัด" not in seen("plan-2570.html")
    assert "อนุมัติแล้ว" not in seen("plan-2570.html")

    approve(staff, 2)
    night(office)
    assert "อนุมัติแล้ว" in seen("plan-2570.html")
    assert HEAD not in seen("plan-2570.html")

    staff.type_in(f"{PROJECTS}!I4", "เร่งรัด")
    night(office)
    assert "เร่งรัด" not in seen("plan-2570.html")
    assert "หน่วยงานกำลังแก้ไข" in seen("plan-2570.html")

    approve(staff, 3)
    night(office)
    assert "เร่งรัด" in seen("plan-2570.html")
    assert "ประกาศใช้แล้ว" not in seen("index.html")

    today = f"'{long_date(BangkokClock().now().date())}"
    paper = "https://www.example.go.th/12.pdf"
    fill_in(staff, 3, announcement="12/2570", announced_on=today, signed=paper)
    night(office)
    assert "ประกาศใช้แล้ว" in seen("index.html")
    links = Ledger.copy(OfficePaths(office).ledger).chain.links()
    assert first_break(links) is None
    kinds = [link.kind for link in links]
    assert kinds == [
        *("version", "publication", "decision"),
        *("version", "decision", "publication", "decision"),
    ]


def test_the_guard_follows_the_settings(office: Path, staff: Staff) -> None:
    assert wiring.set_up_office(office)[1] == 0
    settings = OfficePaths(office).settings
    text = settings.read_text("utf-8")

    settings.write_text(text.replace(HEAD, "palad@example.com"), "utf-8")
    assert wiring.set_up_office(office)[1] == 2
    night(office)
    assert "palad@example.com" in str(shown(staff, 2, "editors"))
    assert HEAD not in str(shown(staff, 2, "editors"))

    settings.write_text(text.replace(APPROVAL, ""), "utf-8")
    assert wiring.set_up_office(office)[1] == 1
    night(office)
    assert shown(staff, 2, "editors") == ["ผู้มีสิทธิ์แก้ไขไฟล์แผนทุกคน"]
    assert wiring.set_up_office(office)[1] == 0


def test_what_drive_knows_of_the_paper_is_asked_once(
    office: Path, staff: Staff, workspace: WorkspaceServer
) -> None:
    paper = staff.make_document()
    answer = {"items": [{"status": "APPROVED", "createTime": "2026-11-29T01:00:00Z"}]}
    match = {"path": f"^/drive/v3/files/{paper}/approvals$"}
    action = {"status": 200, "body": answer}
    night(office)
    approve(staff, 2)
    fill_in(staff, 2, signed=document_link(paper))
    workspace.control.add_faults([{"match": match, "action": action}])
    asked(workspace)
    night(office)
    assert [each for each in asked(workspace) if "approvals" in each] == [
        f"GET /drive/v3/files/{paper}/approvals"
    ]

    assert "Google Drive บันทึกว่า" in str(shown(staff, 2, "evidence"))
    (approval,) = Ledger.copy(OfficePaths(office).ledger).approvals.standing()
    assert approval.strength is Strength.DRIVE
    night(office)
    assert len(asked(workspace)) == QUIET


EARLY, LATE = "2026-11-01T01:00:00Z", "2026-11-29T01:00:00Z"


@pytest.mark.parametrize(
    ("answer", "approved"),
    [
        ({}, False),
        ({"items": [{"status": "APPROVED", "createTime": EARLY}]}, True),
        ({"items": [{"status": "DECLINED", "createTime": EARLY}]}, False),
        (
            {
                "items": [
                    {"status": "IN_PROGRESS", "createTime": LATE},
                    {"status": "APPROVED", "createTime": EARLY},
                ]
            },
            False,
        ),
        (None, False),
    ],
    ids=["none", "given", "declined", "asked for anew", "forbidden"],
)
def test_an_approval_in_drive_is_the_last_that_was_asked_for(
    session: GoogleSession,
    workspace: WorkspaceServer,
    answer: dict[str, object] | None,
    *,
    approved: bool,
) -> None:
    action = {"status": 200, "body": answer} if answer is not None else {"status": 403}
    match = {"path": "^/drive/v3/files/paper/approvals$"}
    workspace.control.add_faults([{"match": match, "action": action}])

    assert is_approved(session, "paper") is approved
