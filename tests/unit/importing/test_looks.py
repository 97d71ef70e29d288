"""What a workbook says by looks alone is brought in as seen, or listed."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from sync.model.imports import ImportedPlan, Said
from sync.model.plan import QUARTERS, Field, Heading
from sync.wiring.bringing import read_source
from tests.unit.importing.workbooks import PLAN, Book, Rows, official, with_columns

Change: TypeAlias = Callable[[Worksheet], None]
PEACH = PatternFill("solid", fgColor="FFCC99")


def save(folder: Path, change: Change, rows: Rows | None = None) -> Path:
    path = Book({PLAN: rows or official()}).save(folder / "ของเรา.xlsx")
    book = openpyxl.load_workbook(path)
    change(book[PLAN])
    book.save(path)
    return path


def bring(folder: Path, change: Change, rows: Rows | None = None) -> ImportedPlan:
    return read_source(str(save(folder, change, rows)), None, folder)


@pytest.mark.parametrize(
    ("value", "shown_as", "seen"),
    [
        (0.8, "0%", "80%"),
        (0.125, "0.0%", "12.5%"),
        (30, '0" คน"', "30 คน"),
        (1200, '#,##0" ครั้ง"', "1,200 ครั้ง"),
        (5, '"รุ่นที่ "0', "รุ่นที่ 5"),
        (7, "000", "007"),
        (7, "General", "7"),
        (7.25, "#,##0.00", "7.25"),
    ],
)
def test_a_number_comes_in_as_people_see_it(
    tmp_path: Path, value: float, shown_as: str, seen: str
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["K8"].value = value
        sheet["K8"].number_format = shown_as

    plan = bring(tmp_path, change, with_columns())

    assert plan.details[0].texts[Heading.TARGET_GROUP] == seen
    assert plan.left == ()


@pytest.mark.parametrize("shown_as", ['#,##0" บาท"', "฿#,##0.00", "#,##0;(#,##0);-"])
def test_a_budget_shown_with_its_unit_is_the_number(
    tmp_path: Path, shown_as: str
) -> None:
    def change(sheet: Worksheet) -> None:
        for row in range(8, 15):
            sheet.cell(row, 4).number_format = shown_as

    plan = bring(tmp_path, change)

    assert [row[Field.BUDGET] for row in plan.projects][:3] == ["20000", "15500", "0"]
    assert plan.left == ()


@pytest.mark.parametrize("shown_as", ["#,##0,", "# ?/?", "[>999]0.0;0", "0.00E+00"])
def test_a_number_shown_in_a_way_we_do_not_imitate_is_said(
    tmp_path: Path, shown_as: str
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D8"].number_format = shown_as

    plan = bring(tmp_path, change)

    assert plan.projects[0][Field.BUDGET] == "20000"
    assert Said("left_formats", {"tab": PLAN, "cells": "D8"}) in plan.left


def test_notes_and_the_headers_of_pages_are_listed(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B9"].comment = Comment("ขอเพิ่มเป้าหมาย", "ก")
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.center is not None
        sheet.oddHeader.center.text = "ฉบับยกร่าง"
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.right is not None
        sheet.oddFooter.right.text = "&P / &N"

    plan = bring(tmp_path, change)

    note = {"tab": PLAN, "cell": "B9", "text": "ขอเพิ่มเป้าหมาย"}
    assert plan.left == (
        Said("left_note", note),
        Said("left_page", {"tab": PLAN, "text": "ฉบับยกร่าง"}),
    )


def test_projects_that_are_struck_through_are_listed(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        for cell in (*sheet[9], *sheet[10]):
            cell.font = Font(strike=True)

    plan = bring(tmp_path, change)

    assert plan.left == (Said("left_struck", {"tab": PLAN, "rows": "9–10"}),)


def test_quarters_that_only_a_colour_marks_are_listed(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        for address in ("E9", "F9", "G8", "H8", "A8", "H10"):
            sheet[address].fill = PEACH

    plan = bring(tmp_path, change)

    # E9, F9 and H10 are ticked as well
    assert plan.left == (Said("left_colours", {"tab": PLAN, "cells": "G8:H8"}),)


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PIXEL = 9525


def anchor(
    first: tuple[int, int, int], last: tuple[int, int, int], text: str = ""
) -> str:
    """Return a shape from one corner to another: row, column, and pixels in it."""
    ends = "".join(
        f"<xdr:{name}><xdr:col>{column - 1}</xdr:col><xdr:colOff>{offset * _PIXEL}</xdr:colOff>"
        f"<xdr:row>{row - 1}</xdr:row></xdr:{name}>"
        for name, (row, column, offset) in (("from", first), ("to", last))
    )
    kind = "sp" if text else "cxnSp"
    body = f"<xdr:{kind}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:{kind}>"
    return f"<xdr:twoCellAnchor>{ends}{body}<xdr:clientData/></xdr:twoCellAnchor>"


def draw(path: Path, *anchors: str) -> None:
    """Put a drawing into the place of a picture's."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    declared = f'xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main"'
    drawing = f"<xdr:wsDr {declared}>{''.join(anchors)}</xdr:wsDr>"
    parts["xl/drawings/drawing1.xml"] = drawing.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def add_chart(sheet: Worksheet) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=8, max_row=9))
    sheet.add_chart(chart, "K20")


def bring_drawn(folder: Path, *anchors: str) -> ImportedPlan:
    path = save(folder, add_chart)
    draw(path, *anchors)
    return read_source(str(path), None, folder)


@pytest.mark.parametrize(
    ("first", "last", "cells"),
    [
        ((8, 7, 5), (8, 8, 40), "G8:H8"),
        # ends that reach a little into the next cell
        ((8, 6, 60), (8, 8, 3), "G8"),
        ((8, 7, 30), (8, 7, 50), "G8"),
        # E8 is ticked as well, A to D are no quarters
        ((8, 1, 0), (8, 6, 60), "F8"),
    ],
)
def test_an_arrow_drawn_over_quarters_is_read_as_these(
    tmp_path: Path,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    cells: str,
) -> None:
    plan = bring_drawn(tmp_path, anchor(first, last))

    assert Said("found_arrows", {"tab": PLAN, "cells": cells}) in plan.found
    ticked = [name for name in QUARTERS if plan.projects[0][name] == "↔"]
    assert ticked == [
        QUARTERS["EFGH".index(letter)] for letter in cells if letter > "D"
    ]
    assert plan.left == ()


def test_a_line_over_several_rows_is_nobodys_and_is_told(tmp_path: Path) -> None:
    plan = bring_drawn(tmp_path, anchor((8, 7, 5), (9, 7, 40)))

    assert plan.left == (Said("left_drawn", {"tab": PLAN, "cells": "G8, G9"}),)


def test_boxes_are_told_and_lines_beside_the_table_are_not(tmp_path: Path) -> None:
    line = anchor((21, 1, 0), (21, 3, 0))

    plan = bring_drawn(tmp_path, line, anchor((2, 2, 0), (2, 3, 0), "แบบ ผด.02"))

    facts = {"tab": PLAN, "cell": "B2", "text": "แบบ ผด.02"}
    assert plan.left == (Said("left_box", facts),)


def test_rows_in_two_colours_mark_no_quarters(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        for cell in (*sheet[8], *sheet[10]):
            cell.fill = PEACH

    assert bring(tmp_path, change).left == ()
