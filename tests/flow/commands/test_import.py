"""`import`: a plan from elsewhere becomes an office's, or a sentence says why not."""

from pathlib import Path

import pytest

from tests.flow.commands.running import Run, files, value
from tests.offices import EXAMPLE
from tests.unit.importing.workbooks import Book, books, official

BOOKS = dict(books())


def test_import_tells_what_it_brought_in_and_where_to(tmp_path: Path, run: Run) -> None:
    ran = run("import", str(EXAMPLE), "--office", str(tmp_path / "o"), "--yes")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == (
        f"นำเข้าแล้ว 16 โครงการ รายละเอียด 16 โครงการ ไว้ที่ {tmp_path}/o/plan.xlsx"
    )


def test_import_shows_the_table_and_writes_nothing_unless_it_is_told_to(
    tmp_path: Path, run: Run
) -> None:
    before = EXAMPLE.read_bytes()

    ran = run("import", str(EXAMPLE), "--office", str(tmp_path / "o"))

    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].split("\t") == [
        *("ลำดับ", "รายการโครงการ", "มิติ", "งบประมาณ (บาท)"),
        *("ไตรมาส", "รายละเอียด"),
    ]
    assert [line.split("\t")[0] for line in lines[1:17]] == [
        str(number) for number in range(1, 17)
    ]
    assert "ยังไม่ได้เขียนสิ่งใด" in lines[-1]
    assert "--yes" in lines[-1]
    assert not (tmp_path / "o").exists()
    assert EXAMPLE.read_bytes() == before


def test_an_offices_own_workbook_goes_all_the_way_to_a_checked_plan(
    tmp_path: Path, run: Run
) -> None:
    source = BOOKS["a tab a project"].save(tmp_path / "ของเรา.xlsx")
    before = source.read_bytes()

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 0
    assert "ตารางโครงการ: แท็บ “แผน 2570” แถว 8–13 พบ 6 โครงการ" in ran.out
    assert source.read_bytes() == before
    checked = run("check", "--office", str(tmp_path / "o"))
    assert "6 โครงการ · งบประมาณรวม 82,500.00 บาท" in checked.out
    assert "INF004" not in checked.out


def test_what_is_no_tick_and_what_has_no_result_is_explained_and_no_success(
    tmp_path: Path, run: Run
) -> None:
    rows = official()
    rows[7][4], rows[8][3] = "รอสรุป", "=1+1"
    source = Book({"แผน": rows}).save(tmp_path / "ของเรา.xlsx")

    ran = run("import", str(source), "--office", str(tmp_path / "o"))

    assert ran.status == 1
    assert "D9: เป็นสูตรที่ไม่มีผลลัพธ์" in ran.out
    assert "? ในคอลัมน์ไตรมาส" in ran.out


def test_a_table_that_nobody_can_choose_stops_the_import(
    tmp_path: Path, run: Run
) -> None:
    alike = Book({"ร่าง 1": official(), "ร่าง 2": [*official()[:-2], *official()[-1:]]})
    source = alike.save(tmp_path / "ของเรา.xlsx")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 9
    assert "“ร่าง 1”, “ร่าง 2”" in ran.err
    assert '--tab "ร่าง 1"' in ran.err
    assert not (tmp_path / "o").exists()
    taken = run(
        "import", str(source), "--tab", "ร่าง 2", "--office", str(tmp_path / "o")
    )
    assert "พบ 5 โครงการ" in taken.out


def test_a_plan_read_in_part_only_writes_nothing_and_ends_with_its_own_status(
    tmp_path: Path, run: Run
) -> None:
    source = tmp_path / "plan.txt"
    text = EXAMPLE.read_text("utf-8").replace("ลำดับที่", "ข้อ")
    source.write_text(text.replace("ชื่อโครงการ", "ชื่อ"), "utf-8")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 19
    assert "พบในตาราง 16 โครงการ รายละเอียด 0 โครงการ" in ran.err
    assert "คัดลอกจากไฟล์ Word ต้นฉบับแทน PDF" in ran.err
    assert not (tmp_path / "o").exists()


def test_sections_that_other_words_number_are_told_by_the_names_below(
    tmp_path: Path, run: Run
) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(EXAMPLE.read_text("utf-8").replace("ลำดับที่", "ข้อ"), "utf-8")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")
    again = run("import", str(EXAMPLE), "--office", str(tmp_path / "again"), "--yes")

    assert ran.status == 0
    assert ran.out.splitlines()[:-1] == again.out.splitlines()[:-1]
    assert value(tmp_path / "o", "รายละเอียด", "J3") == value(
        tmp_path / "again", "รายละเอียด", "J3"
    )


def test_sections_without_a_table_are_shown_and_make_no_office(
    tmp_path: Path, run: Run
) -> None:
    text = EXAMPLE.read_text("utf-8")
    source = tmp_path / "plan.txt"
    source.write_text(text[text.index("ลำดับที่ ๑\n") :], "utf-8")

    shown = run("import", str(source), "--office", str(tmp_path / "o"))
    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert (shown.status, ran.status) == (1, 9)
    assert "ไม่มีตารางโครงการ" in ran.err
    assert not (tmp_path / "o").exists()


def test_what_an_import_lacks_is_named_and_it_is_no_success(
    tmp_path: Path, run: Run
) -> None:
    text = EXAMPLE.read_text("utf-8")
    second = text[text.index("ลำดับที่ ๒\n") : text.index("ลำดับที่ ๓\n")]
    source = tmp_path / "plan.txt"
    source.write_text(
        text.replace(second, "").replace("๘. ผู้รับผิดชอบ", "๘. ผู้รับ\nผิด\nชอบ", 1), "utf-8"
    )

    shown = run("import", str(source), "--office", str(tmp_path / "o"))
    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert (shown.status, ran.status) == (1, 1)
    # a budget of the example is mistyped, so that its total is no sum, and a name
    _, drifted, *lacking = ran.out.splitlines()[18:-1]
    assert "เขียนไม่ตรงกัน" in drifted
    assert lacking == [
        "แผนที่นำเข้ายังไม่ครบ โปรดเติมในไฟล์แผน:",
        "  ไม่พบรายละเอียดของ “กิจกรรมยกย่องบุคลากรผู้ปฏิบัติงานด้วยความซื่อสัตย์สุจริต” ที่อยู่ในตาราง",
        "  รายละเอียดของ “โครงการอบรมเชิงปฏิบัติการแยกแยะประโยชน์ส่วนตนออกจาก"
        "ประโยชน์ส่วนรวม” ไม่มีหัวข้อ ผู้รับผิดชอบ",
    ]
    assert (tmp_path / "o" / "plan.xlsx").exists()


def test_a_plan_of_nobody_and_of_no_year_is_no_success(
    tmp_path: Path, run: Run
) -> None:
    source = Book({"แผน": official()[5:]}).save(tmp_path / "ของเรา.xlsx")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 1
    for heading in ("ชื่อแผน", "ชื่อหน่วยงาน", "ปีงบประมาณ"):
        assert f"  ไม่พบ{heading} โปรดกรอกในแท็บข้อมูลแผน" in ran.out.splitlines()


def test_words_that_a_pdf_has_spoilt_for_good_are_said_and_are_no_success(
    tmp_path: Path, run: Run
) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(EXAMPLE.read_text("utf-8").replace("ำ", "า"), "utf-8")

    ran = run("import", str(source), "--office", str(tmp_path / "o"), "--yes")

    assert ran.status == 1
    assert "สระอำเหลือเพียงสระอา (เช่น “กาหนด” แทน “กำหนด”)" in ran.out
    assert value(tmp_path / "o", "ข้อมูลแผน", "B4") == "องค์การบริหารส่วนตำบลธารสมมุติ"


@pytest.mark.parametrize(
    "settings",
    [
        "",
        '[document]\ntext_digits = "arabic"\ntable_digits = "thai"\n'
        "new_page_per_project = false\n",
    ],
)
def test_our_own_document_is_imported_whole(
    office: Path, tmp_path: Path, run: Run, settings: str
) -> None:
    (office / "office.toml").write_text(settings, "utf-8")
    assert run("--once", "--office", str(office)).status == 0
    (document,) = (office / "documents").glob("*.docx")

    ran = run("import", str(document), "--office", str(tmp_path / "again"), "--yes")

    assert (ran.status, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == 18
    assert ran.out.splitlines()[-1] == (
        f"นำเข้าแล้ว 16 โครงการ รายละเอียด 16 โครงการ ไว้ที่ {tmp_path}/again/plan.xlsx"
    )


def test_what_was_imported_waits_to_be_checked(office: Path) -> None:
    assert value(office, "โครงการ", "J3") == "รอตรวจ"


def test_import_never_overwrites_a_spreadsheet(office: Path, run: Run) -> None:
    before = files(office)

    ran = run("import", str(EXAMPLE), "--office", str(office))

    assert ran.status == 9
    assert "มีไฟล์แผนอยู่แล้ว" in ran.err
    assert files(office) == before
