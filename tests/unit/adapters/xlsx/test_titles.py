"""Tabs of a workbook whose titles are ours but for spaces, and tabs it lacks."""

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from sync import wiring
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.errors import TabsAlike
from sync.model.cells import Cell, CellEdit
from sync.sheet.read import read_plan
from tests.sheets import HEADERS, NAMES, clean_sheet


def workbook_at(path: Path, renamed: dict[str, str]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for tab in clean_sheet().tabs:
        sheet = book.create_sheet(renamed.get(tab.title, tab.title))
        for row in tab.rows:
            sheet.append(list(row))
    book.save(path)
    return path


def test_a_tab_is_ours_and_keeps_its_title_whatever_spaces_are_in_it(
    tmp_path: Path,
) -> None:
    path = workbook_at(tmp_path / "plan.xlsx", {"โครงการ": "โครงการ "})
    sheet = LocalSpreadsheet(path)
    seen = sheet.read()
    edit = CellEdit(Cell("โครงการ", 3, 10), None, "ผ่าน")
    link = CellEdit(Cell("สรุป", 1, 1), None, "ไปที่", Cell("โครงการ", 3, 1))

    sheet.write([edit, link], seen=seen)

    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["ข้อมูลแผน", "โครงการ ", "รายละเอียด", "ผู้รับอีเมล", "สรุป"]
    assert book["โครงการ "]["J3"].value == "ผ่าน"
    assert book["สรุป"]["A1"].hyperlink.location == "'โครงการ '!A3"
    names = [p.name for p in read_plan(sheet.read(), HEADERS).plan.projects]
    assert names == list(NAMES)


def test_two_tabs_of_one_title_stop_before_anything_is_written(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "plan.xlsx", {"ผู้รับอีเมล": "โครงการ "})

    with pytest.raises(TabsAlike):
        LocalSpreadsheet(path).read()


def test_a_workbook_is_completed_and_nothing_in_it_is_touched(tmp_path: Path) -> None:
    path = workbook_at(
        tmp_path / "plan.xlsx", {"ผู้รับอีเมล": "ของเรา", "โครงการ": "โครงการ "}
    )
    before = {name: ZipFile(path).read(name) for name in ZipFile(path).namelist()}

    files, cells = 2, 4 + len(HEADERS.spellings["approvals"])
    assert wiring.set_up_office(tmp_path) == (str(path), files + cells)
    assert wiring.set_up_office(tmp_path) == (str(path), 0)

    book = openpyxl.load_workbook(path)
    assert book.sheetnames[-3:] == ["ของเรา", "การอนุมัติ", "ผู้รับอีเมล"]
    assert [cell.value for cell in book["ผู้รับอีเมล"][1]] == [
        *("ชื่อ", "อีเมล", "บทบาท", "รับ")
    ]
    after = ZipFile(path)
    same = [name for name in before if before[name] == after.read(name)]
    assert set(before) - set(same) == {
        *("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    }
    assert read_plan(LocalSpreadsheet(path).read(), HEADERS).plan.recipients == ()
