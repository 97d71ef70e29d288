"""Writing cells into a workbook's XML: what changes, and how."""

import re
import string
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sync.adapters.xlsx.elements import Element
from sync.adapters.xlsx.patching import patch_workbook
from sync.model.cells import Cell, CellEdit, Sheet, Value
from tests.unit.adapters.xlsx.handmade import (
    PARTS,
    PATH,
    SHEET_1,
    SHEET_2,
    handmade,
    part_of,
    parts_of,
    seen_in,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def patched(*edits: CellEdit, content: bytes | None = None) -> bytes:
    content = content or handmade()
    return patch_workbook(content, edits, seen_in(content), PATH)


def put(place: str, value: Value, link: Cell | str | None = None) -> CellEdit:
    """Edit a cell of the tab โครงการ; what it held does not matter here."""
    column = string.ascii_uppercase.index(place[0]) + 1
    return CellEdit(Cell("โครงการ", int(place[1:]), column), None, value, link)


def tree(content: bytes, name: str = SHEET_1) -> Element:
    return etree.fromstring(part_of(content, name))


def element(content: bytes, place: str, name: str = SHEET_1) -> str:
    """Return a cell's XML without its namespace declarations."""
    cell = tree(content, name).find(f".//{MAIN}c[@r='{place}']")
    assert cell is not None
    xml = etree.tostring(cell, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", xml)


def only(parent: Element, name: str) -> Element:
    (child,) = parent.iterfind(f"{MAIN}{name}")
    return child


def attributes(element: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


PRESERVE = 'xml:space="preserve"'


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        ("=A1", f'<c r="D2" s="2" t="inlineStr"><is><t {PRESERVE}>=A1</t></is></c>'),
        (Decimal("1E+3"), '<c r="D2" s="2"><v>1000</v></c>'),
        (Decimal("0.10"), '<c r="D2" s="2"><v>0.10</v></c>'),
        (True, '<c r="D2" s="2" t="b"><v>1</v></c>'),
        (None, '<c r="D2" s="2"/>'),
        ("", '<c r="D2" s="2"/>'),
    ],
)
def test_a_cell_keeps_its_style_and_gets_its_value(value: Value, xml: str) -> None:
    assert element(patched(put("D2", value)), "D2") == xml


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ก\x00ข\x1f", "ก\ufffdข\ufffd"),
        ("\ud800\ufffe", "\ufffd\ufffd"),
        ("ก" * 40_000, "ก" * 32_766 + "…"),
        ("👍" * 20_000, "👍" * 16_383 + "…"),
    ],
    ids=["controls", "no characters", "too long", "too long by halves"],
)
def test_what_no_cell_can_hold_is_shown_as_such(typed: str, shown: str) -> None:
    seen = seen_in(patched(put("D2", typed)))

    assert seen.tabs[0].value(2, 4) == shown


def test_a_new_cell_looks_like_the_one_above_it() -> None:
    content = patched(put("A4", Decimal(1)), put("D4", Decimal(1)))

    assert element(content, "A4") == '<c r="A4"><v>1</v></c>'
    assert element(content, "D4") == '<c r="D4" s="2"><v>1</v></c>'


def test_a_new_cell_below_the_header_looks_like_its_column() -> None:
    below_header = patched(put("E2", Decimal(1)))

    assert element(below_header, "E2") == '<c r="E2" s="2"><v>1</v></c>'


def test_new_cells_and_rows_stand_in_order() -> None:
    edits = [put(place, Decimal(1)) for place in ("F6", "A4", "D4", "A9", "A6", "A8")]

    rows = only(tree(patched(*edits)), "sheetData")

    assert [[cell.get("r") for cell in row] for row in rows] == [
        ["A1", "B1", "C1", "D1"],
        ["A2", "B2", "C2", "D2"],
        ["A3", "B3", "C3", "D3"],
        ["A4", "B4", "C4", "D4"],
        ["B5", "C5"],
        ["A6", "F6"],
        ["B7", "C7"],
        ["A8"],
        ["A9"],
    ]
    assert [row.get("r") for row in rows] == [str(row) for row in range(1, 10)]


def test_the_dimension_grows_with_the_cells() -> None:
    grown = only(tree(patched(put("F12", "ท้าย"))), "dimension")

    assert grown.get("ref") == "A1:F12"


def test_clearing_a_cell_that_is_not_there_makes_none() -> None:
    assert part_of(patched(put("F12", None)), SHEET_1) == part_of(
        patched(put("Z99", None)), SHEET_1
    )


def test_cells_without_positions_are_found_where_readers_see_them() -> None:
    tab = "สำนวน"
    edits = [
        CellEdit(Cell(tab, 1, 2), "สอง", "2"),
        CellEdit(Cell(tab, 1, 3), None, "3"),
        CellEdit(Cell(tab, 1, 6), Decimal(6), "6"),
        CellEdit(Cell(tab, 3, 1), None, "31"),
        CellEdit(Cell(tab, 5, 1), True, "51"),
    ]

    content = patched(*edits)

    assert seen_in(content).tabs[1].rows == (
        (Decimal(1), "2", "3", None, Decimal(5), "6"),
        (),
        ("31",),
        (Decimal(41),),
        ("51",),
    )
    assert b"<x:c t=" in part_of(content, SHEET_2)
    assert b"ns0" not in part_of(content, SHEET_2)


# --- formulas -------------------------------------------------------------------


def formulas(content: bytes) -> dict[str, str | None]:
    cells = tree(content).iterfind(f".//{MAIN}c[{MAIN}f]")
    return {cell.get("r", ""): only(cell, "f").text for cell in cells}


def test_a_formula_that_is_written_over_is_gone_and_so_is_the_calculation_chain() -> (
    None
):
    content = patched(put("C2", Decimal(7)))

    assert element(content, "C2") == '<c r="C2"><v>7</v></c>'
    assert "xl/calcChain.xml" not in parts_of(content)
    assert b"calcChain" not in part_of(content, "[Content_Types].xml")
    assert b"calcChain" not in part_of(content, "xl/_rels/workbook.xml.rels")


def test_cells_that_shared_a_formula_keep_it_when_its_owner_is_written_over() -> None:
    content = patched(put("C3", Decimal(7)), put("C5", Decimal(8)))

    assert formulas(content) == {
        "C1": '"สอง"&"เท่า"',
        "C2": "B2*2",
        "C4": "B4*$B$2",
        "C7": "SUM(C2:C5)",
    }
    assert element(content, "C4") == '<c r="C4"><f>B4*$B$2</f><v>2500</v></c>'


def test_a_cell_that_only_shares_a_formula_leaves_it_to_the_others() -> None:
    content = patched(put("C4", Decimal(7)))

    assert element(content, "C3").startswith('<c r="C3"><f t="shared" ref="C3:C5"')
    assert formulas(content)["C5"] is None


def test_formulas_are_computed_anew_on_opening() -> None:
    workbook = tree(patched(put("B2", Decimal(7))), "xl/workbook.xml")

    assert attributes(only(workbook, "calcPr")) == {
        "calcId": "191029",
        "fullCalcOnLoad": "1",
    }


# --- heights --------------------------------------------------------------------


def heights(content: bytes) -> dict[str, str | None]:
    return {row.get("r", ""): row.get("ht") for row in tree(content).iter(f"{MAIN}row")}


def test_a_row_grows_with_its_wrapped_texts() -> None:
    assert heights(patched(put("D3", "หนึ่ง\nสอง\nสาม")))["3"] == "43"


def test_a_line_is_not_filled_to_its_end_where_it_breaks_between_words() -> None:
    assert heights(patched(put("D3", "ก" * 9)))["3"] is None
    assert heights(patched(put("D3", "ก" * 10)))["3"] == "29"
    assert heights(patched(put("D3", "ก" * 14)))["3"] == "43"


def test_a_row_shrinks_again() -> None:
    assert heights(patched(put("D2", "สั้น")))["2"] is None


def test_a_height_that_a_person_has_set_stays() -> None:
    assert heights(patched(put("D5", "หนึ่ง\nสอง\nสาม\nสี่\nห้า\nหก")))["5"] == "60"


# --- links ----------------------------------------------------------------------


def links(content: bytes) -> list[dict[str, str]]:
    return [attributes(link) for link in tree(content).iter(f"{MAIN}hyperlink")]


def targets(content: bytes, name: str = SHEET_1) -> dict[str, str]:
    rels = name.replace("worksheets/", "worksheets/_rels/") + ".rels"
    return {rel.get("Id", ""): rel.get("Target", "") for rel in tree(content, rels)}


OLD_TARGETS = {
    "rId1": "https://example.com/",
    "rId2": "../drawings/vmlDrawing1.vml",
    "rId3": "../comments1.xml",
}


def test_a_link_to_a_cell_stands_beside_the_links_of_staff() -> None:
    content = patched(put("D3", "ไป", Cell("ของ'เรา", 4, 28)))

    assert links(content) == [
        {"ref": "A2", REL_ID: "rId1"},
        {"ref": "D3", "location": "'ของ''เรา'!AB4", "display": "ไป"},
    ]


def test_a_link_to_an_address_is_a_relationship() -> None:
    content = patched(put("D3", "เปิด", "https://example.com/ก ข?a=1&b=%20"))

    assert links(content)[1] == {"ref": "D3", "display": "เปิด", REL_ID: "rId4"}
    assert targets(content) == OLD_TARGETS | {
        "rId4": "https://example.com/%E0%B8%81%20%E0%B8%82?a=1&b=%20"
    }
    assert b'"rId4" Type="http' in part_of(
        content, "xl/worksheets/_rels/sheet1.xml.rels"
    )


def test_a_link_is_replaced_and_its_address_forgotten() -> None:
    content = patched(put("A2", "ไป", Cell("โครงการ", 1, 1)))

    assert links(content) == [
        {"ref": "A2", "location": "'โครงการ'!A1", "display": "ไป"}
    ]
    assert targets(content) == {
        "rId2": "../drawings/vmlDrawing1.vml",
        "rId3": "../comments1.xml",
    }


def test_a_cell_that_is_written_without_a_link_has_none() -> None:
    content = patched(put("A2", None))

    assert links(content) == []
    assert b"hyperlinks" not in part_of(content, SHEET_1)


def test_the_first_link_of_a_sheet_stands_where_the_format_wants_it() -> None:
    bare = PARTS[SHEET_1].replace(
        '<hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks>', ""
    )
    edit = put("D3", "ไป", Cell("โครงการ", 1, 1))

    root = tree(patched(edit, content=handmade(**{SHEET_1: bare})))

    assert [etree.QName(child).localname for child in root.iterchildren("*")] == [
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "pageMargins",
        "legacyDrawing",
        "extLst",
    ]


def test_a_sheet_without_relationships_gets_them() -> None:
    edit = CellEdit(Cell("สำนวน", 1, 1), Decimal(1), "เปิด", "https://example.com/")

    content = patched(edit)

    assert targets(content, SHEET_2) == {"rId1": "https://example.com/"}


# --- new tabs -------------------------------------------------------------------


def test_a_new_tab_is_known_to_all_parts_that_list_tabs() -> None:
    content = patched(CellEdit(Cell("ใหม่", 1, 1), None, "ก"))

    sheets = tree(content, "xl/workbook.xml").iter(f"{MAIN}sheet")
    assert [attributes(sheet) for sheet in sheets][2] == {
        "name": "ใหม่",
        "sheetId": "8",
        REL_ID: "rId6",
    }
    assert b'Target="/xl/worksheets/sheet3.xml"' in part_of(
        content, "xl/_rels/workbook.xml.rels"
    )
    assert b'PartName="/xl/worksheets/sheet3.xml"' in part_of(
        content, "[Content_Types].xml"
    )


# --- anything anywhere ----------------------------------------------------------

TEXTS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"),
        include_characters="\n\t\r",
        exclude_characters="\ufffe\uffff",
    ),
    min_size=1,
)
NUMBERS = st.decimals(-(10**9), 10**9, places=2)
VALUES = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
CELLS = st.builds(
    Cell,
    st.sampled_from(["โครงการ", "สำนวน", "ใหม่"]),
    st.integers(1, 9),
    st.integers(1, 8),
)


def grid(sheet: Sheet) -> dict[Cell, Value]:
    return {
        Cell(tab.title, row, column): value
        for tab in sheet.tabs
        for row, values in enumerate(tab.rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }


@settings(deadline=None)  # a slow machine is no failure
@given(st.dictionaries(CELLS, VALUES, max_size=12))
def test_any_edits_change_their_cells_and_no_other(new: dict[Cell, Value]) -> None:
    content = handmade()
    before = seen_in(content)
    edits = [CellEdit(cell, None, value) for cell, value in new.items()]

    after = seen_in(patch_workbook(content, edits, before, PATH))

    expected = grid(before) | new
    assert grid(after) == {
        cell: value for cell, value in expected.items() if value is not None
    }
