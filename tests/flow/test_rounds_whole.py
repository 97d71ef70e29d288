"""A round's report is about all projects of its plan, and about those of its own time."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from sync.model.cells import Cell, Value
from sync.model.findings import Severity
from sync.plan.findings import of_report
from tests.desk import CANNOT, DONE, PAGE, TAB, Desk
from tests.sheets import PROJECTS

SIX_MONTHS = "รอบ 6 เดือน พ.ศ. 2570"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def reported(desk: Desk) -> Desk:
    """Report every project, and let a night pass."""
    for row, values in ((2, DONE), (3, CANNOT), (4, CANNOT)):
        desk.report(row, values)
    desk.night()
    return desk


def without(desk: Desk, key: str) -> list[Mapping[str, Value]]:
    return [row for row in desk.rows() if row.get("key") != key]


def errors(desk: Desk) -> list[tuple[str, str]]:
    """Let a night pass, and return what must be corrected in the reports."""
    findings = of_report(desk.night().judgement.open_findings)
    return [(f.rule, str(f.cell)) for f in findings if f.severity is Severity.ERROR]


def draft(desk: Desk) -> str:
    """Return what the page says that the report lacks, empty where it is whole."""
    page = desk.documents.contents.get(PAGE.replace(".html", " (ฉบับร่าง).html"))
    page = page or desk.documents.contents[PAGE]
    _, found, after = page.decode().partition('<p class="draft">')
    return after.partition("<")[0] if found else ""


def test_a_row_taken_out_of_an_open_round_waits_from_that_very_night(
    desk: Desk,
) -> None:
    reported(desk)
    desk.put(without(desk, "BBBBB"))

    report = desk.night()

    assert not any("ครบแล้ว" in message.subject for message in report.messages)
    assert "ยังไม่รายงานผล ๑ โครงการ" in draft(desk)
    assert [row["key"] for row in desk.rows()] == ["AAAAA", "CCCCC", "BBBBB"]
    assert desk.summary()[SIX_MONTHS].startswith("รายงานแล้ว 2 จาก 3 โครงการ")


def test_a_row_taken_out_of_a_round_that_has_closed_is_put_back_and_told(
    desk: Desk,
) -> None:
    reported(desk)
    desk.at(2027, 6, 1)
    desk.put(without(desk, "BBBBB"))

    assert errors(desk) == [("PRG117", f"{TAB}!G4")]
    assert "ยังไม่รายงานผล ๑ โครงการ" in draft(desk)
    (back,) = [row for row in desk.rows() if row["key"] == "BBBBB"]
    assert back["round"] == "6 เดือน 2570"
    assert back["status"] == "ต้องแก้ไข 1 จุด"
    assert desk.summary()[SIX_MONTHS].startswith("รายงานแล้ว 2 จาก 3 โครงการ")
    assert errors(desk) == [("PRG117", f"{TAB}!G4")]


def test_a_project_added_after_a_round_closed_is_no_project_of_that_round(
    desk: Desk,
) -> None:
    reported(desk)
    desk.at(2027, 6, 1)
    for column, value in enumerate(("4", "โครงการใหม่", "1", "500"), 1):
        desk.sheet.type_in(Cell(PROJECTS, 6, column), value)

    assert errors(desk) == []
    assert draft(desk) == ""
    assert desk.summary()[SIX_MONTHS].startswith("รายงานแล้ว 3 จาก 3 โครงการ")


def test_a_round_without_its_year_is_an_error_and_its_project_waits(desk: Desk) -> None:
    reported(desk)
    desk.report(3, {"round": "6 เดือน"})

    assert errors(desk) == [("PRG011", f"{TAB}!F3")]
    assert "ยังไม่รายงานผล ๑ โครงการ" in draft(desk)
    assert desk.rows()[1]["status"] == "ต้องแก้ไข 1 จุด"
    assert len(desk.rows()) == 3
    assert desk.summary()[SIX_MONTHS].startswith("รายงานแล้ว 2 จาก 3 โครงการ")
    desk.report(3, {"round": "6 เดือน 2570"})
    desk.night()
    assert desk.summary()[SIX_MONTHS].startswith("รายงานแล้ว 3 จาก 3 โครงการ")


def test_a_copied_row_makes_a_draft_and_neither_says_it_passed(desk: Desk) -> None:
    reported(desk)
    desk.put([*desk.rows(), {**desk.rows()[1], "result": "พิมพ์ซ้ำ"}])

    assert errors(desk) == [("PRG007", f"{TAB}!A3"), ("PRG007", f"{TAB}!A5")]
    assert "ต้องแก้ไข ๑ จุด" in draft(desk)
    said = [row["status"] for row in desk.rows()]
    assert said == ["ผ่าน", "ต้องแก้ไข 1 จุด", "ผ่าน", "ต้องแก้ไข 1 จุด"]
    assert desk.rows()[3]["result"] == "พิมพ์ซ้ำ"


@pytest.mark.parametrize(
    "said",
    [
        "รอรายงานผล",
        "ควรตรวจสอบ 2 จุด",
        "นำออกจากแผนหลังปิดรอบ · ผ่าน",
        "แล้วเสร็จในรอบ 6 เดือนแล้ว กรอกเพียงปัญหา/อุปสรรคและข้อเสนอแนะ · ต้องแก้ไข 2 จุด",
    ],
)
def test_whatever_the_worker_said_of_a_copied_row_is_taken_back(
    desk: Desk, said: str
) -> None:
    reported(desk)
    desk.put([*desk.rows(), {**desk.rows()[1], "status": said}])

    desk.night()

    assert [desk.rows()[at]["status"] for at in (1, 3)] == ["ต้องแก้ไข 1 จุด"] * 2


def test_somebody_s_words_in_a_copied_row_s_status_stay(desk: Desk) -> None:
    reported(desk)
    desk.put([*desk.rows(), {**desk.rows()[1], "status": "ของเก่า ไม่ใช้"}])

    desk.night()

    assert desk.rows()[3]["status"] == "ของเก่า ไม่ใช้"


def test_an_opened_round_says_at_once_that_nobody_has_reported(desk: Desk) -> None:
    desk.put([])

    desk.night()

    assert desk.summary()[SIX_MONTHS] == "รายงานแล้ว 0 จาก 3 โครงการ"


# --- what the plan said then -----------------------------------------------------------


def test_what_a_closed_round_says_of_the_plan_stays(desk: Desk) -> None:
    reported(desk)
    before, page = desk.rows(), desk.documents.contents[PAGE]
    desk.at(2027, 6, 1)
    for column, value in enumerate(("7", "โครงการที่เปลี่ยนชื่อ", "4", "99000"), 1):
        desk.sheet.type_in(Cell(PROJECTS, 3, column), value)

    report = desk.night()

    assert desk.rows() == before
    assert desk.documents.contents[PAGE] == page
    assert not any("รายงานผล" in message.subject for message in report.messages)


def test_a_project_struck_after_a_round_closed_stays_in_its_report(desk: Desk) -> None:
    reported(desk)
    page = desk.documents.contents[PAGE]
    desk.at(2027, 6, 1)
    for column in range(1, 13):
        desk.sheet.type_in(Cell(PROJECTS, 4, column), None)

    for _ in range(2):
        desk.night()
        assert desk.documents.contents[PAGE] == page
        assert desk.rows()[1]["status"] == "นำออกจากแผนหลังปิดรอบ · ผ่าน"
    numbers = [row["number"] for row in desk.rows()]
    assert len(set(numbers)) == 3


# --- the year's report -----------------------------------------------------------------

WHOLE_YEAR = {**CANNOT, "problems": "ไม่มี", "suggestions": "ไม่มี"}


def test_what_only_the_year_s_report_asks_for_is_asked_in_its_own_rows(
    desk: Desk,
) -> None:
    desk.report(2, {"problems": None, "suggestions": None})
    plain = {n: v for n, v in DONE.items() if n not in {"problems", "suggestions"}}
    for row, values in ((2, plain), (3, CANNOT), (4, CANNOT)):
        desk.report(row, values)
    desk.night()
    desk.at(2027, 10, 1)

    assert errors(desk) == [("PRG110", f"{TAB}!N5"), ("PRG110", f"{TAB}!O5")]
    assert desk.rows()[0]["status"] == "ผ่าน"
    assert desk.rows()[3]["status"] == (
        "แล้วเสร็จในรอบ 6 เดือนแล้ว กรอกเพียงปัญหา/อุปสรรคและข้อเสนอแนะ · ต้องแก้ไข 2 จุด"
    )
    assert "ต้องแก้ไข" not in desk.summary()[SIX_MONTHS]
    assert "ต้องแก้ไข 2 จุด" in desk.summary()["รอบ 12 เดือน พ.ศ. 2570"]
    desk.report(5, {"problems": "ไม่มี", "suggestions": "ไม่มี"})
    for row in (6, 7):
        desk.report(row, WHOLE_YEAR)
    report = desk.night()
    assert desk.rows()[3]["status"] == "แล้วเสร็จในรอบ 6 เดือนแล้ว ไม่ต้องกรอก"
    assert [m.subject.partition(" ·")[0] for m in report.messages] == [
        "รายงานผลครบแล้ว: 12 เดือน/2570"
    ]


def test_what_a_struck_project_was_paid_stands_in_the_year_s_report_marked(
    desk: Desk,
) -> None:
    reported(desk)
    desk.at(2027, 7, 1)
    for column in range(1, 13):
        desk.sheet.type_in(Cell(PROJECTS, 3, column), None)
    desk.night()
    desk.at(2027, 10, 1)

    desk.night()

    page = desk.documents.contents[PAGE.replace("6", "12")].decode()
    assert "นำออกจากแผนแล้ว" in page
    assert "18,000.00" in page
    assert desk.summary()["รอบ 12 เดือน พ.ศ. 2570"].startswith(
        "รายงานแล้ว 1 จาก 3 โครงการ เบิกจ่าย 18,000.00 บาท"
    )


# --- numbers of people -----------------------------------------------------------------


def test_numbers_of_people_stand_in_nothing_that_is_made(desk: Desk) -> None:
    numbers = "ผู้ร้อง 1-1037-02071-81-1 โทร ๐๘๑ ๒๓๔ ๕๖๗๘"
    desk.report(2, {**DONE, "result": numbers, "remark": numbers})
    for row in (3, 4):
        desk.report(row, {**CANNOT, "reason": f"อื่นๆ {numbers}"})
    desk.night()
    desk.report(2, {"problems": numbers})

    desk.night()

    for name, content in desk.documents.contents.items():
        text = content.decode() if name.endswith(".html") else _text_in(content)
        assert not re.search("1037|02071|๒๓๔", text), name
    assert "-xxxx-xxxxx-xx-" in desk.documents.contents[PAGE].decode()


def test_a_number_that_staff_say_is_the_office_s_is_printed(desk: Desk) -> None:
    desk.report(2, {**DONE, "result": "สอบถาม 02-123-4567"})
    desk.night()
    tab = desk.sheet.read().tab("ผลการตรวจสอบ")
    assert tab
    header = [str(each) for each in tab.rows[0]]
    (row,) = [at for at, each in enumerate(tab.rows, 1) if "PRG116" in each]
    ticked, reason = header.index("ยืนยันว่าถูกต้อง"), header.index("เหตุผล")
    desk.sheet.type_in(Cell(tab.title, row, ticked + 1), value=True)
    desk.sheet.type_in(Cell(tab.title, row, reason + 1), "หมายเลขของสำนักปลัด")

    desk.night()

    assert "๐๒-๑๒๓-๔๕๖๗" in desk.documents.contents[PAGE].decode()


def _text_in(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        body = parts.read("word/document.xml").decode()
    return re.sub("<[^>]+>", "", body)
