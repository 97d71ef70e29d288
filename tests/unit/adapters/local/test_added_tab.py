"""A tab that is added to a workbook people have: laid out as far as no style is touched."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.workbook_layout.dressing import dress
from sync.adapters.workbook_layout.progress_tab import progress_sheet
from sync.adapters.xlsx.patching import patch_workbook
from sync.adapters.xlsx.reading import read_workbook
from sync.messages import load_words
from sync.model.cells import Cell, CellEdit
from tests.progressing import HEADER, TAB
from tests.sheets import HEADERS

PATH = Path("plan.xlsx")


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "โครงการ"  # type: ignore[union-attr]
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def added(title: str) -> bytes:
    content = workbook()
    edits = [
        CellEdit(Cell(title, 1, place), None, text)
        for place, text in enumerate(HEADER, 1)
    ]
    return patch_workbook(content, edits, read_workbook(content, PATH), PATH, dress)


def tab_of(content: bytes, title: str) -> Worksheet:
    tab = openpyxl.load_workbook(BytesIO(content))[title]
    assert isinstance(tab, Worksheet)
    return tab


def choices(tab: Worksheet) -> list[tuple[str, str | None]]:
    return sorted((str(it.sqref)[:1], it.formula1) for it in offers(tab))


def offers(tab: Worksheet) -> list[DataValidation]:
    every = tab.data_validations.dataValidation
    return [each for each in every if each.type == "list"]


def test_the_tab_of_progress_offers_what_there_is_to_choose_from() -> None:
    tab = tab_of(added(TAB), TAB)

    like = progress_sheet(HEADERS, load_words("th"))
    assert choices(tab) == choices(like)
    assert [letters for letters, _ in choices(tab)] == ["G", "H", "I"]
    assert {str(each.sqref)[1:] for each in offers(tab)} == {
        f"2:{letters}1000" for letters in "GHI"
    }
    (ours,) = (it for it in tab.data_validations.dataValidation if it.type is None)
    assert {"A2:A1000", "F2:F1000", "U2:U1000"} < set(str(ours.sqref).split())
    assert "เขียนทับ" in str(ours.prompt)
    assert tab.freeze_panes == like.freeze_panes == "D2"
    widths = [tab.column_dimensions[letters].width for letters in "ACGLW"]
    assert widths == [like.column_dimensions[letters].width for letters in "ACGLW"]
    assert [cell.value for cell in tab[1]] == list(HEADER)


def test_no_style_of_the_workbook_is_touched_and_other_tabs_are_bare() -> None:
    before = zipfile.ZipFile(BytesIO(workbook())).read("xl/styles.xml")

    assert zipfile.ZipFile(BytesIO(added(TAB))).read("xl/styles.xml") == before
    other = tab_of(added("ผลการตรวจสอบ"), "ผลการตรวจสอบ")
    assert choices(other) == []
    assert other.freeze_panes is None


def test_parts_of_the_tab_stand_in_the_order_that_excel_wants() -> None:
    content = added(TAB)
    with zipfile.ZipFile(BytesIO(content)) as package:
        part = package.read("xl/worksheets/sheet2.xml").decode()

    order = ["<sheetViews", "<cols", "<sheetData", "<dataValidations"]
    assert [part.index(tag) for tag in order] == sorted(map(part.index, order))
    assert all(part.count(tag) == 1 for tag in order)
