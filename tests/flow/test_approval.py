"""A plan is put forward, approved, changed, approved again and announced, night by night."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from sync.approval.table import COLUMNS
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.model.cells import Cell, Tab, Value
from sync.model.chain import first_break
from sync.model.mail import Message
from sync.settings.values import ApprovalSettings, Settings
from tests.approving import APPROVED, HEADER, TAB
from tests.fakes import FixedClock, MemoryMail, MemorySpreadsheet
from tests.mails import text_of
from tests.offices import memory_office
from tests.sheets import RECIPIENTS, clean_sheet, place, type_in

NOW = datetime(2027, 4, 1, 1, tzinfo=ZoneInfo("Asia/Bangkok"))
HEAD = "nayok@example.com"
PEOPLE = {
    f"{RECIPIENTS}!{column}{row}": value
    for row, person in enumerate(
        (
            ("นางสาวสมใจ ตัวอย่าง", "somjai@example.com", "ผู้รับผิดชอบ"),
            ("นายดูแล ตัวอย่าง", "admin@example.com", "ผู้ดูแลระบบ"),
        ),
        3,
    )
    for column, value in zip("ABCD", (*person, True), strict=True)
}


class Office:
    """An office with the tab, and its people."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(NOW)
        tabs = (*type_in(clean_sheet(), PEOPLE).tabs, Tab(TAB, (HEADER,)))
        self.sheet = MemorySpreadsheet(*tabs)
        approval = ApprovalSettings(approvers=(HEAD,))
        self.services: Services = replace(
            memory_office(folder, self.clock),
            spreadsheet=self.sheet,
            settings=Settings(approval=approval),
        )

    def night(self) -> list[tuple[str, str]]:
        """Let a night go by; give whom mail on approvals went to, and its subjects."""
        report = run_cycle(self.services)
        self.clock.time += timedelta(days=1)
        letters = [m for m in report.messages if m.topic == "approval"]
        return sorted((each.recipient, each.subject) for each in letters)

    def fill_in(self, row: int, typed: Mapping[str, Value]) -> None:
        for name, value in typed.items():
            at = next(i for i, column in enumerate(COLUMNS, 1) if column == name)
            self.sheet.type_in(Cell(TAB, row, at), value)

    def type_in(self, address: str, value: Value) -> None:
        self.sheet.type_in(place(address), value)

    def shown(self, *names: str) -> list[tuple[Value, ...]]:
        """Return some columns of the rows of the tab that say anything."""
        tab = self.services.spreadsheet.read().tab(TAB)
        assert tab is not None
        places = [1 + [str(column) for column in COLUMNS].index(n) for n in names]
        rows = range(2, len(tab.rows) + 1)
        lines = [tuple(tab.value(row, at) for at in places) for row in rows]
        return [line for line in lines if any(line)]

    def standing(self) -> list[tuple[int, str]]:
        approvals = self.services.ledger.approvals.standing()
        return [(each.version, str(each.standing)) for each in approvals]

    def kinds(self) -> list[str]:
        links = self.services.ledger.chain.links()
        assert first_break(links) is None
        return [str(link.facts().get("result", link.kind)) for link in links]


DRAFT = "ร่าง ติ๊กเสนออนุมัติเพื่อเสนอฉบับนี้"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_version_is_put_forward_and_approved(office: Office) -> None:
    assert office.night() == []
    about = ("document", "version", "summary", "status")
    sums = "3 โครงการ งบประมาณ 25,000.00 บาท"
    assert office.shown(*about) == [("แผนปฏิบัติการ", 1, sums, DRAFT)]
    assert office.shown("key") == [
        (office.services.ledger.chain.links()[0].content_code,)
    ]

    office.fill_in(2, {"proposed": True, "proposer": "นางสาวสมใจ ตัวอย่าง"})
    ((to, subject),) = office.night()
    assert (to, subject.partition(" ·")[0]) == (
        HEAD,
        "รอพิจารณา: แผน พ.ศ. 2570 ฉบับที่ 1",
    )
    assert office.shown("status") == [("เสนออนุมัติ รอพิจารณา",)]
    assert office.standing() == []
    assert office.night() == []  # told once

    office.fill_in(2, {**APPROVED, "decided_on": "3 เมษายน 2570"})
    told = office.night()
    assert [to for to, _ in told] == ["admin@example.com", "somjai@example.com"]
    assert told[0][1].startswith("บันทึกว่าเห็นชอบ: แผน พ.ศ. 2570 ฉบับที่ 1")
    assert office.shown("status", "evidence") == [
        ("บันทึกว่าอนุมัติ", "บันทึกว่าเห็นชอบ (ผู้มีสิทธิ์แก้ไขไฟล์แผนทุกคนพิมพ์ช่องนี้ได้)")
    ]
    assert office.standing() == [(1, "approved")]
    assert office.kinds() == ["version", "approved"]


def test_what_changes_after_it_was_approved_is_a_draft_beside_it(
    office: Office,
) -> None:
    office.night()
    office.fill_in(2, {**APPROVED, "decided_on": "1 เมษายน 2570"})
    office.night()

    office.type_in("โครงการ!I3", "จัดร่วมกับโรงเรียน")
    told = office.night()
    assert [to for to, _ in told] == ["admin@example.com", HEAD, "tuayang@example.com"]
    assert told[0][1].startswith("มีการแก้ไขหลังอนุมัติ: แผน พ.ศ. 2570 ฉบับที่ 1")
    assert office.standing() == [(1, "changed")]
    assert office.shown("version", "status") == [
        (1, "มีการแก้ไขหลังอนุมัติ"),
        (2, DRAFT),
    ]
    changed = [m for m in delivered(office) if "มีการแก้ไขหลังอนุมัติ" in m.subject]
    assert "→ จัดร่วมกับโรงเรียน" in text_of(changed[0])
    assert office.night() == []

    office.type_in("โครงการ!I3", None)
    assert office.night() == []
    assert office.standing() == [(1, "approved")]
    assert office.shown("version", "status") == [(1, "บันทึกว่าอนุมัติ")]


def test_approved_again_and_announced(office: Office) -> None:
    office.night()
    office.fill_in(2, {**APPROVED, "decided_on": "1 เมษายน 2570"})
    office.night()
    office.type_in("โครงการ!I3", "จัดร่วมกับโรงเรียน")
    office.night()

    office.fill_in(3, {**APPROVED, "decided_on": "3 เมษายน 2570"})
    office.night()
    assert office.standing() == [(2, "approved")]
    assert office.shown("version", "status") == [
        (1, "บันทึกว่าอนุมัติ · มีฉบับที่อนุมัติภายหลัง"),
        (2, "บันทึกว่าอนุมัติ"),
    ]

    office.fill_in(3, {"announcement": "12/2570", "announced_on": "4 เมษายน 2570"})
    assert office.night() == []
    assert office.standing() == [(2, "approved")]
    office.fill_in(3, {"signed": "https://example.go.th/12.pdf"})
    told = office.night()
    assert told[0][1].startswith("ประกาศใช้แล้ว: แผน พ.ศ. 2570 ฉบับที่ 2")
    assert office.standing() == [(2, "announced")]
    assert office.kinds()[-1] == "approved"
    assert office.night() == []


def delivered(office: Office) -> list[Message]:
    return list(cast(MemoryMail, office.services.mail).delivered)


def test_what_was_approved_stands_without_its_tab(office: Office) -> None:
    office.night()
    office.fill_in(2, {**APPROVED, "decided_on": "1 เมษายน 2570"})
    office.night()
    tabs = [tab for tab in office.sheet.read().tabs if tab.title != TAB]
    without = MemorySpreadsheet(*tabs)
    without.type_in(place("โครงการ!I3"), "จัดร่วมกับโรงเรียน")
    office.sheet = without
    office.services = replace(office.services, spreadsheet=without)

    told = office.night()

    assert office.standing() == [(1, "changed")]
    assert told[0][1].startswith("มีการแก้ไขหลังอนุมัติ")
    assert office.services.spreadsheet.read().tab(TAB) is None


def test_a_decision_that_is_taken_out_is_noted_and_one_whose_row_is_gone_stands(
    office: Office,
) -> None:
    office.night()
    office.fill_in(2, {**APPROVED, "name": "ก\ud83dข", "decided_on": "1 เมษายน 2570"})
    office.night()
    office.fill_in(2, {"result": None})
    told = office.night()
    assert told[0][1].startswith("ผลการพิจารณาถูกลบ")
    assert (office.kinds()[-1], office.standing()) == ("taken_back", [])

    office.fill_in(2, {"result": "เห็นชอบ"})
    office.night()
    office.fill_in(2, dict.fromkeys(map(str, COLUMNS)))
    office.night()
    assert office.standing() == [(1, "approved")]
    assert office.shown("version") == []
    found = office.services.spreadsheet.read().tab("ผลการตรวจสอบ")
    assert found is not None
    assert any("APV110" in row for row in found.rows)


@pytest.mark.parametrize("name", ["นายตัวอย่าง รักสุจริต", "นายก nayok@example.com"])
def test_a_decision_moved_to_another_version_counts_in_no_later_night_either(
    office: Office, name: str
) -> None:
    office.night()
    decided = {**APPROVED, "name": name, "decided_on": "1 เมษายน 2570"}
    office.fill_in(2, decided)
    office.type_in("โครงการ!I3", "จัดร่วมกับโรงเรียน")
    office.night()
    office.fill_in(3, decided)
    office.fill_in(2, {**dict.fromkeys(decided), "proposed": True})
    for _ in range(3):
        office.night()
        assert (office.kinds()[-1], office.standing()) == ("taken_back", [])

    office.fill_in(3, {"decided_on": "3 เมษายน 2570"})
    office.night()
    assert office.standing() == [(2, "approved")]


@pytest.mark.parametrize("typed", ["1/4/27", date(1970, 4, 1), "1 เมษายน 1970"])
def test_a_day_of_another_century_is_asked_after_and_never_noted(
    office: Office, typed: Value
) -> None:
    office.night()
    office.fill_in(2, {**APPROVED, "decided_on": typed})
    office.night()
    assert (office.kinds(), office.standing()) == (["version"], [])
    found = office.services.spreadsheet.read().tab("ผลการตรวจสอบ")
    assert found is not None
    assert any("APV002" in row for row in found.rows)

    office.fill_in(2, {"decided_on": "1/4/70"})
    office.night()
    assert office.standing() == [(1, "approved")]
