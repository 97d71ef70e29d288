"""What staff do while the worker is at work."""

from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from tests.google.cycle.nights import exported, night
from tests.google.sheeting import Staff
from tests.sheets import PROJECTS


def test_what_staff_type_while_the_worker_writes_is_kept_and_judged(
    office: Path, workspace: WorkspaceServer, staff: Staff, document: str
) -> None:
    for moment in (1, 2):
        workspace.control.queue_edit(
            {
                "spreadsheetId": staff.id,
                "tab": PROJECTS,
                "cell": f"I{2 + moment}",
                "value": f"พิมพ์ครั้งที่ {moment}",
            },
            {"path": "batchUpdate" if moment == 1 else staff.id, "nth": moment},
        )

    report = night(office)

    remarks = [project.remark for project in report.judgement.plan.projects]
    assert remarks[:2] == ["พิมพ์ครั้งที่ 1", "พิมพ์ครั้งที่ 2"]
    assert staff.read(f"{PROJECTS}!I3:J4") == [
        ["พิมพ์ครั้งที่ 1", "ผ่าน"],
        ["พิมพ์ครั้งที่ 2", "ผ่าน"],
    ]
    assert exported(staff.drive, document)


@pytest.mark.parametrize(
    ("cell", "value", "sum_now"), [("I3", "หมายเหตุ", 25000), ("D3", "25,000", 30000)]
)
def test_a_total_put_right_while_staff_type_elsewhere_is_told_all_the_same(
    office: Path,
    workspace: WorkspaceServer,
    staff: Staff,
    cell: str,
    value: str,
    sum_now: int,
) -> None:
    night(office)
    staff.type_in(f"{PROJECTS}!D6", 99)
    typed = {"spreadsheetId": staff.id, "tab": PROJECTS, "cell": cell, "value": value}
    workspace.control.queue_edit(typed, {"path": "batchUpdate", "nth": 1})

    report = night(office)

    (told,) = (f for f in report.judgement.open_findings if f.rule == "TOT001")
    assert told.found == "99.00"
    assert staff.read(f"{PROJECTS}!D6") == [[sum_now]]


def test_a_total_that_staff_put_right_themselves_is_not_told(
    office: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    night(office)
    (right,) = staff.read(f"{PROJECTS}!D6")
    staff.type_in(f"{PROJECTS}!D6", 99)
    typed = {
        "spreadsheetId": staff.id,
        "tab": PROJECTS,
        "cell": "D6",
        "value": right[0],
    }
    workspace.control.queue_edit(typed, {"path": staff.id, "nth": 2})

    report = night(office)

    assert [f for f in report.judgement.open_findings if f.rule == "TOT001"] == []


def test_a_tab_that_staff_renamed_is_found_again(
    office: Path, staff: Staff, document: str
) -> None:
    night(office)
    properties = {"sheetId": staff.tabs()[PROJECTS], "title": "โครงการ ปี 70"}
    staff.batch(
        {"updateSheetProperties": {"properties": properties, "fields": "title"}}
    )
    staff.type_in("โครงการ ปี 70!I5", "เลื่อนจากปีก่อน")

    report = night(office)

    assert report.judgement.totals.projects == 3
    assert PROJECTS not in staff.tabs()
    assert "เลื่อนจากปีก่อน" in exported(staff.drive, document)
    assert staff.read("โครงการ ปี 70!J3") == [["ผ่าน"]]
