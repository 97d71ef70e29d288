"""Workbooks that Excel and LibreOffice open although something in them is wrong."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.model.cells import (
    Area,
    Cell,
    CellEdit,
    CellError,
    EmptyResult,
    NoteEdit,
    Sheet,
    Uncomputed,
    Value,
)
from tests.unit.adapters.xlsx.handmade import (
    PARTS,
    SHEET_1,
    SHEET_2,
    handmade,
    parts_of,
    seen_in,
)

STYLES, WORKBOOK = "xl/styles.xml", "xl/workbook.xml"
TEXTS, VML = "xl/sharedStrings.xml", "xl/drawings/vmlDrawing1.vml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def changed(*changes: tuple[str, str, str]) -> bytes:
    """Return the handmade workbook with texts replaced: part, old, new."""
    parts: dict[str, str] = {}
    for name, old, new in changes:
        before = parts.get(name, PARTS[name])
        assert old in before
        parts[name] = before.replace(old, new)
    return handmade(**parts)


def in_strict_form() -> bytes:
    parts = dict(PARTS)
    for name, text in parts.items():
        for transitional, strict in STRICT.items():
            text = text.replace(transitional, strict)  # noqa: PLW2901
        parts[name] = text.replace("<workbook ", '<workbook conformance="strict" ')
    return handmade(**parts)


def in_other_capitals() -> bytes:
    types = PARTS["[Content_Types].xml"].replace("/xl/workbook", "/XL/Workbook")
    return handmade(
        **{
            "[Content_Types].xml": types,
            TEXTS: None,
            "xl/SharedStrings.xml": PARTS[TEXTS],
        }
    )


ODD: dict[str, Callable[[], bytes]] = {
    "a fill that is empty": lambda: changed(
        (STYLES, '<patternFill patternType="none"/>', "")
    ),
    "a fill of no kind": lambda: changed((STYLES, '"none"', '"ลายจุด"')),
    "a font without a size": lambda: changed((STYLES, '<sz val="10"/>', "<sz/>")),
    "a font of no size": lambda: changed((STYLES, '<sz val="10"/>', '<sz val="x"/>')),
    "a colour that is none": lambda: changed(
        (STYLES, '<sz val="10"/>', '<sz val="10"/><color rgb="red"/>')
    ),
    "a border of no kind": lambda: changed(
        (STYLES, "<border/>", '<border><left style="wavy"/></border>')
    ),
    "a font that is not there": lambda: changed(
        (STYLES, '<xf xfId="0"/><xf', '<xf xfId="0"/><xf fontId="99"')
    ),
    "a format that is not there": lambda: changed(
        (STYLES, '<xf xfId="0"/><xf', '<xf xfId="0"/><xf numFmtId="ก" fontId="ข"')
    ),
    "formats without a code": lambda: changed(
        (
            STYLES,
            "<fonts",
            '<numFmts count="1"><numFmt numFmtId="164"/></numFmts><fonts',
        )
    ),
    "alignment of no kind": lambda: changed(
        (STYLES, "<alignment", '<alignment horizontal="กลาง" textRotation="999"')
    ),
    "no styles": lambda: handmade(**{STYLES: None}),
    "no cell styles": lambda: changed((STYLES, "cellXfs", "cellXxx")),
    "properties that are none": lambda: handmade(
        **{"docProps/core.xml": "<created>วันนี้</created>"}
    ),
    "a name that leads nowhere": lambda: changed(
        (WORKBOOK, "<definedName name=", '<definedName localSheetId="99" name=')
    ),
    "a print area that is none": lambda: changed(
        (WORKBOOK, 'name="names">', 'name="_xlnm.Print_Area" localSheetId="0">#REF!')
    ),
    "a choice of no kind": lambda: changed(
        (SHEET_1, 'type="list" allowBlank="1" sqref="A2:A5"', 'type="รายการ" sqref=""')
    ),
    "a condition of no kind": lambda: changed(
        (SHEET_1, 'type="cellIs" priority="1"', 'type="other" priority="มาก"')
    ),
    "a link that leads nowhere": lambda: changed(
        (
            SHEET_1,
            '<hyperlink ref="A2" r:id="rId1"/>',
            '<hyperlink ref="A2" r:id="no"/>',
        )
    ),
    "a drawing that is not there": lambda: changed(
        (SHEET_1, "<legacyDrawing", '<drawing r:id="rId77"/><legacyDrawing')
    ),
    "margins that are none": lambda: changed((SHEET_1, 'left="0.7"', 'left="กว้าง"')),
    "a size that is none": lambda: changed((SHEET_1, 'ref="A1:D7"', 'ref="ทั้งหมด"')),
    "no size": lambda: changed((SHEET_1, '<dimension ref="A1:D7"/>', "")),
    "columns of no width": lambda: changed((SHEET_1, 'width="30"', 'width="กว้าง"')),
    "a merged area of no place": lambda: changed(
        (
            SHEET_1,
            "<hyperlinks>",
            '<mergeCells><mergeCell ref="ก"/></mergeCells><hyperlinks>',
        )
    ),
    "an extension that is none": lambda: changed((SHEET_1, "<xm:f>", "<xm:g/><xm:f>")),
    "a box of a note with a tag that does not end": lambda: changed(
        (VML, "</xml>", "<br></xml>")
    ),
    "no box of a note": lambda: handmade(**{VML: None}),
    "a tab without cells": lambda: handmade(
        **{SHEET_2: "<worksheet xmlns='" + MAIN + "'/>"}
    ),
    "places with backslashes": lambda: changed(
        (
            "xl/_rels/workbook.xml.rels",
            "worksheets/sheet1.xml",
            "worksheets\\sheet1.xml",
        )
    ),
    "styles cut off": lambda: handmade(**{STYLES: PARTS[STYLES][:300]}),
    "names in other capitals": in_other_capitals,
    "the strict form": in_strict_form,
}


@pytest.mark.parametrize("kind", ODD)
def test_what_we_do_not_need_may_be_wrong(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(ODD[kind]())
    spreadsheet = LocalSpreadsheet(path)
    seen = spreadsheet.read()

    assert seen.tabs[0].rows == seen_in(handmade()).tabs[0].rows
    assert seen.tabs[0].notes == {Cell("โครงการ", 3, 1): "ถามปลัดก่อน"}

    edits = (
        CellEdit(Cell("โครงการ", 4, 4), None, "ผ่าน"),
        NoteEdit(Cell("โครงการ", 4, 2), None, "มากไป"),
    )
    spreadsheet.write(edits, seen=seen)

    now = spreadsheet.read()
    assert now.tabs[0].value(4, 4) == "ผ่าน"
    assert now.tabs[0].value(4, 3) == Decimal(2500)
    assert now.tabs[0].notes[Cell("โครงการ", 4, 2)] == "มากไป"


def test_a_workbook_in_the_strict_form_becomes_one_that_all_programs_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(in_strict_form())
    spreadsheet = LocalSpreadsheet(path)
    spreadsheet.write(
        (CellEdit(Cell("โครงการ", 4, 4), None, "ผ่าน"),), seen=spreadsheet.read()
    )

    written = parts_of(path.read_bytes())
    assert not any(b"purl.oclc.org" in content for content in written.values())
    assert b"conformance" not in written[WORKBOOK]


def cell(xml: str, *, styles: str = "", texts: str = "") -> Value:
    """Return the value of a cell of this XML, in place of B2."""
    parts = {
        SHEET_1: PARTS[SHEET_1].replace('<c r="B2"><v>100</v></c>', xml),
        STYLES: PARTS[STYLES].replace('<cellXfs count="3">', f"{styles}<cellXfs>"),
        TEXTS: PARTS[TEXTS].replace(
            "<si><t>ชื่อ</t></si>", texts or "<si><t>ชื่อ</t></si>"
        ),
    }
    assert xml in parts[SHEET_1]
    return seen_in(handmade(**parts)).tabs[0].value(2, 2)


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("หนึ่ง_x000B_สอง", "หนึ่ง\x0bสอง"),
        ("_x0007_", "\x07"),
        ("_x005F_x000B_", "_x000B_"),
        ("_x005F_", "_"),
        ("_x005F_x005F_x005F_x0041_", "_x005F_x0041_"),
        ("_x0E01_", "ก"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ufffd"),
        ("_x000_ x005F_ _X0041_ _x00G1_", "_x000_ x005F_ _X0041_ _x00G1_"),
    ],
)
@pytest.mark.parametrize("shared", [False, True])
def test_every_escape_is_its_character_once(
    stored: str, seen: str, *, shared: bool
) -> None:
    if shared:
        value = cell('<c r="B2" t="s"><v>0</v></c>', texts=f"<si><t>{stored}</t></si>")
    else:
        value = cell(f'<c r="B2" t="inlineStr"><is><t>{stored}</t></is></c>')

    assert value == seen


def test_what_looks_like_an_escape_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(handmade())
    spreadsheet = LocalSpreadsheet(path)
    for text in ("_x000B_", "_x005F_", "a_x005F_x0041_b", "_x0041", "__x0041_"):
        place = Cell("โครงการ", 4, 4)
        seen = spreadsheet.read()
        spreadsheet.write((CellEdit(place, seen.tabs[0].value(4, 4), text),), seen=seen)
        assert spreadsheet.read().tabs[0].value(4, 4) == text


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ("<c><f>A1*2</f></c>", Uncomputed("=A1*2")),
        ("<c><f>A1*2</f><v></v></c>", Uncomputed("=A1*2")),
        ('<c t="str"><f>""</f><v></v></c>', EmptyResult()),
        ('<c t="str"><f>A1</f></c>', Uncomputed("=A1")),
        ('<c t="e"><f>X1</f><v>#N/A</v></c>', CellError("#N/A")),
        ('<c t="e"/>', CellError("#ERROR!")),
        ('<c t="d"><v>2026-11-16T00:00:00</v></c>', date(2026, 11, 16)),
        ('<c t="b"><v>0</v></c>', False),
        ("<c><v>สิบ</v></c>", "สิบ"),
    ],
)
def test_a_value_is_what_the_file_says_of_it(xml: str, value: Value) -> None:
    found = cell(xml.replace("<c", '<c r="B2"', 1))

    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("number", "code", "seen"),
    [
        *(
            (number, "", date(2026, 11, 16))
            for number in (14, 22, 27, 36, 50, 58, 71, 81)
        ),
        (46, "", "1112280:00:00"),
        *(
            (number, "", Decimal(46342))
            for number in (0, 1, 4, 10, 11, 37, 44, 48, 49, 59, 70)
        ),
        (200, "[$-D07041E]d mmmm yyyy", date(2026, 11, 16)),
        (200, "[$-41E]d mmm yy", date(2026, 11, 16)),
        (200, "[$-th-TH,107]d/m/yyyy;@", date(2026, 11, 16)),
        (200, 'd "เดือน" mmmm "พ.ศ." bbbb', date(2026, 11, 16)),
        (200, "ggge", date(2026, 11, 16)),
        (200, "[h]:mm", "1112208:00:00"),
        (200, '#,##0.00 "baht"', Decimal(46342)),
        (200, "[Red]0.00E+00", Decimal(46342)),
        (200, "General", Decimal(46342)),
        (71, "0.000", Decimal(46342)),
    ],
)
def test_a_day_is_known_by_its_format(number: int, code: str, seen: Value) -> None:
    known = f'<numFmts><numFmt numFmtId="{number}" formatCode="{code.replace(chr(34), "&quot;")}"/></numFmts>'
    styles = (
        PARTS[STYLES]
        .replace("<fonts", f"{known if code else ''}<fonts")
        .replace('<xf xfId="0"/><xf', f'<xf xfId="0"/><xf numFmtId="{number}"')
    )
    sheet = PARTS[SHEET_1].replace(
        '<c r="B2"><v>100</v>', '<c r="B2" s="1"><v>46342</v>'
    )

    read = seen_in(handmade(**{STYLES: styles, SHEET_1: sheet})).tabs[0].value(2, 2)

    if isinstance(seen, str):
        assert isinstance(read, str)
        assert read.startswith("46342 days") or read == seen
    else:
        assert read == seen


def test_days_may_be_counted_from_1904() -> None:
    content = changed(
        (WORKBOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>'),
        (STYLES, '<xf xfId="0"/><xf', '<xf xfId="0"/><xf numFmtId="14"'),
        (SHEET_1, '<c r="B2"><v>100</v>', '<c r="B2" s="1"><v>44880</v>'),
    )

    assert seen_in(content).tabs[0].value(2, 2) == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("font", "letter", "seen"),
    [
        ("Wingdings", "ü", "✓"),
        ("Wingdings", "\uf0fc", "✓"),
        ("Wingdings", "þ", "☑"),
        ("Wingdings", "\uf0a8", "☐"),
        ("Wingdings", "o", "☐"),
        ("Wingdings 2", "P", "✓"),
        ("Wingdings 2", "R", "☑"),
        ("Wingdings 2", "£", "☐"),
        ("Webdings", "a", "✓"),
        ("Symbol", "Ö", "√"),
        ("Tahoma", "ü", "ü"),
        ("Tahoma", "P", "P"),
        ("Wingdings", "โครงการ 1", "โครงการ 1"),
        ("Symbol", "12", "12"),
    ],
)
def test_a_letter_in_a_font_of_pictures_is_what_people_see(
    font: str, letter: str, seen: str
) -> None:
    styles = (
        PARTS[STYLES]
        .replace("</font>", f'</font><font><name val="{font}"/></font>')
        .replace('<xf xfId="0"/><xf', '<xf xfId="0"/><xf fontId="1"')
    )
    sheet = PARTS[SHEET_1].replace(
        '<c r="B2"><v>100</v>',
        f'<c r="B2" s="1" t="inlineStr"><is><t>{letter}</t></is>',
    )

    assert (
        seen_in(handmade(**{STYLES: styles, SHEET_1: sheet})).tabs[0].value(2, 2)
        == seen
    )


def test_a_piece_of_text_may_have_a_font_of_its_own() -> None:
    run = '<r><rPr><rFont val="Wingdings"/></rPr><t>ü</t></r>'

    assert cell(f'<c r="B2" t="inlineStr"><is>{run}</is></c>') == "✓"


def test_merged_cells_are_told() -> None:
    content = changed(
        (
            SHEET_1,
            "<hyperlinks>",
            '<mergeCells><mergeCell ref="D3:D5"/></mergeCells><hyperlinks>',
        )
    )
    sheet: Sheet = seen_in(content)

    assert sheet.tabs[0].merged == (Area(3, 4, 5, 4),)
    assert sheet.tabs[1].merged == ()


def test_a_note_that_names_no_cell_is_left_out() -> None:
    content = changed(("xl/comments1.xml", 'ref="A3"', 'ref="ตรงนี้"'))

    assert seen_in(content).tabs[0].notes == {}


def test_notes_whose_list_is_missing_are_none() -> None:
    assert seen_in(handmade(**{"xl/comments1.xml": None})).tabs[0].notes == {}


def test_formats_far_to_the_right_take_no_room() -> None:
    rows = "".join(f"<row r='{n}'><c r='XFD{n}' s='1'/></row>" for n in range(9, 1300))
    content = changed((SHEET_1, "</sheetData>", f"{rows}</sheetData>"))

    assert seen_in(content).tabs[0].rows == seen_in(handmade()).tabs[0].rows
