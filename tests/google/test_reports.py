"""Reports at Google: into the document that people made, and in few requests."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import docx
import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle.night import Report, run_cycle
from sync.model.cells import Cell, Sheet, Tab, Value
from sync.model.plan import Info
from tests.emulator.driving import FILES, Drive
from tests.google.cycle.nights import asked, exported
from tests.google.sheeting import Staff, make_office
from tests.sheets import HEADERS, INFO, NAMES, PROJECTS, clean_sheet, type_in

TAB = HEADERS.tabs["progress"]
COLUMNS = list(HEADERS.spellings["progress"])
KEYS = ("AAAAA", "BBBBB", "CCCCC")
MOST = 16
"""Requests of a night in which the plan and every report changed, each in its home, and
one of the reports became whole."""
QUIET = 2
"""Those of one in which nothing did: the sheet, and a look at all documents."""


@pytest.fixture
def staff(drive: Drive) -> Staff:
    keys = {f"{PROJECTS}!L{row}": key for row, key in enumerate(KEYS, 3)}
    sheet = type_in(clean_sheet(), keys)
    header = tuple(HEADERS.write("progress", name) for name in COLUMNS)
    rows = [
        _row(name, key, which)
        for which in ("6 เดือน 2570", "12 เดือน 2570")
        for name, key in zip(NAMES, KEYS, strict=True)
    ]
    return Staff(drive, Sheet((*sheet.tabs, Tab(TAB, (header, *rows))), ""))


def _row(name: str, key: str, which: str) -> tuple[Value, ...]:
    values = {"key": key, "name": name, "round": which}
    return tuple(values.get(column) for column in COLUMNS)


def night(folder: Path) -> Report:
    with wiring.open_office(folder) as office:
        return run_cycle(office)


def report(staff: Staff, row: int, result: str) -> None:
    for name, text in (("state", "อยู่ระหว่างดำเนินการ"), ("result", result)):
        staff.put(Cell(TAB, row, COLUMNS.index(name) + 1), text)


@pytest.fixture
def office(tmp_path: Path, workspace: WorkspaceServer, staff: Staff) -> Path:
    return make_office(tmp_path / "office", workspace, staff)


def give_homes(staff: Staff) -> list[str]:
    """Make a document each for the plan and its two reports; return their ids."""
    names = (Info.DOCUMENT_LINK, Info.REPORT_6_LINK, Info.REPORT_12_LINK)
    homes = [staff.make_document() for _ in names]
    for row, (name, home) in enumerate(zip(names, homes, strict=True), 16):
        staff.type_in(f"{INFO}!A{row}", HEADERS.write("info", name))
        staff.type_in(f"{INFO}!B{row}", document_link(home))
    return homes


def test_a_night_in_which_all_changed_and_one_in_which_nothing_did(
    office: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    homes = give_homes(staff)
    report(staff, 2, "จัดอบรมแล้วครึ่งหนึ่ง")
    report(staff, 2 + 3, "จัดอบรมแล้วสองรุ่น")
    night(office)
    asked(workspace)
    night(office)
    assert asked(workspace) == [f"GET /v4/spreadsheets/{staff.id}", f"GET {FILES}"]

    for row in (3, 4):
        report(staff, row, "จัดอบรมครบแล้ว")
    report(staff, 3 + 3, "จัดอบรมเพิ่ม")
    staff.type_in(f"{PROJECTS}!I4", "เร่งรัด")
    asked(workspace)
    night(office)
    requests = asked(workspace)

    shown = [exported(staff.drive, home) for home in homes]
    for text, document in zip(
        ("เร่งรัด", "จัดอบรมครบแล้ว", "จัดอบรมเพิ่ม"), shown, strict=True
    ):
        assert text in document
    assert len(requests) <= MOST, requests


def test_what_a_search_does_not_find_is_asked_for_by_itself(
    office: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    homes = give_homes(staff)
    report(staff, 2, "จัดอบรมแล้วครึ่งหนึ่ง")
    night(office)
    nothing = {"status": 200, "body": {"files": [], "incompleteSearch": True}}
    workspace.control.add_faults([{"match": {"path": f"^{FILES}$"}, "action": nothing}])
    asked(workspace)

    quiet = night(office)

    assert not any(each.new for each in quiet.shown)
    assert sorted(asked(workspace)[2:]) == sorted(
        f"GET {FILES}/{home}" for home in homes[:2]
    )


def test_a_report_that_somebody_wrote_in_is_kept_before_it_is_put_back(
    office: Path, staff: Staff
) -> None:
    _, home, _ = give_homes(staff)
    report(staff, 2, "จัดอบรมแล้วครึ่งหนึ่ง")
    night(office)
    staff.write_into(home, "ความเห็นของปลัด")

    restored = night(office)

    assert "จัดอบรมแล้วครึ่งหนึ่ง" in exported(staff.drive, home)
    (kept,) = [each.kept for each in restored.shown if each.kept]
    assert "ความเห็นของปลัด" in "\n".join(
        paragraph.text for paragraph in docx.Document(path_of(kept)).paragraphs
    )


def path_of(link: str) -> str:
    return url2pathname(urlsplit(link).path)


def test_a_report_goes_into_the_document_that_people_made(
    office: Path, workspace: WorkspaceServer, staff: Staff
) -> None:
    plan, home = staff.make_document(), staff.make_document()
    staff.type_in(f"{INFO}!B16", document_link(plan))
    staff.type_in(f"{INFO}!A17", HEADERS.write("info", "report_6_link"))
    staff.type_in(f"{INFO}!B17", document_link(home))
    report(staff, 2, "จัดอบรมแล้วครึ่งหนึ่ง")
    night(office)
    assert "จัดอบรมแล้วครึ่งหนึ่ง" in exported(staff.drive, home)

    report(staff, 3, "จัดอบรมครบแล้ว")
    staff.type_in(f"{PROJECTS}!I4", "เร่งรัด")
    asked(workspace)
    changed = night(office)
    requests = asked(workspace)

    assert "จัดอบรมครบแล้ว" in exported(staff.drive, home)
    assert "เร่งรัด" in exported(staff.drive, plan)
    assert document_link(home) in [link for _, link in changed.links]
    assert len(requests) <= MOST, requests
    night(office)
    assert len(asked(workspace)) == QUIET
