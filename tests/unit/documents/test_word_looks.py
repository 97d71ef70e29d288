"""How the Word document looks."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES
from tests.unit.documents.word import opened, render
from tests.unit.fictional import PLAN


def test_rows_never_tear_and_the_header_stands_on_every_page() -> None:
    rows: Any = opened(render(PLAN)).tables[0]._tbl.tr_lst

    assert [row.trPr.find(qn("w:cantSplit")) is not None for row in rows] == [True] * 5
    repeated = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert repeated == [True, True, False, False, False]


def test_the_totals_row_stays_with_the_row_above() -> None:
    rows = opened(render(PLAN)).tables[0].rows

    kept = [
        {
            p.paragraph_format.keep_with_next
            for cell in row.cells
            for p in cell.paragraphs
        }
        for row in rows
    ]
    assert kept[2:] == [{None}, {True}, {None}]


def test_the_table_has_fixed_widths_and_lines_on_every_cell() -> None:
    table: Any = opened(render(PLAN)).tables[0]._tbl

    grid = [int(column.get(qn("w:w"))) for column in table.tblGrid]
    assert sum(grid) == int(table.tblPr.find(qn("w:tblW")).get(qn("w:w"))) == 9070
    assert table.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    for row in table.tr_lst:
        place = 0
        for cell in row.tc_lst:
            borders = cell.tcPr.find(qn("w:tcBorders"))
            assert [etree.QName(side).localname for side in borders] == [
                "top",
                "left",
                "bottom",
                "right",
            ]
            width = sum(grid[place : place + cell.grid_span])
            assert int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) == width
            place += cell.grid_span
        assert place == len(grid)


def test_every_project_begins_a_page() -> None:
    document = opened(render(PLAN))

    breaking = [
        p.text
        for p in document.paragraphs
        if p.style and p.style.paragraph_format.page_break_before
    ]
    assert [text[:10] for text in breaking] == ["แผนปฏิบัติ", "ลำดับที่ ๑", "ลำดับที่ ๒"]


def test_projects_can_follow_one_another_each_with_its_heading() -> None:
    document = opened(
        render(PLAN, settings=DocumentSettings(new_page_per_project=False))
    )

    orders = [p for p in document.paragraphs if p.text.startswith("ลำดับที่")]
    assert len(orders) == 2
    for order in orders:
        assert order.style
        look = order.style.paragraph_format
        assert (look.page_break_before, look.keep_with_next) == (None, True)


def test_ticks_have_a_font_that_has_them() -> None:
    body = opened(render(PLAN)).element.body

    runs = [run for run in body.iter(qn("w:r")) if "☑" in (run.text or "")]
    assert [run.style for run in runs] == ["Tick"] * 3


def test_every_style_says_how_thai_is_written() -> None:
    document = opened(render(PLAN))

    used = {p.style.style_id for p in document.paragraphs if p.style}
    assert used <= {style.style_id for style in document.styles}
    for style in document.styles:
        look = style.element.rPr
        font = "Segoe UI Symbol" if style.style_id in {"Tick", "Bar"} else "Sarabun"
        fonts = look.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs")} == {
            font
        }
        for latin, thai in (("w:sz", "w:szCs"), ("w:b", "w:bCs")):
            assert look.find(qn(latin)).get(qn("w:val")) == look.find(qn(thai)).get(
                qn("w:val")
            )
        assert look.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr tabs spacing "
    "ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs color sz szCs lang",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders tcMar vAlign",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "sectPr": "headerReference pgSz pgMar pgNumType titlePg",
    "style": "name basedOn qFormat pPr rPr",
}
"""The order Word's schema wants, of the elements we use; Word refuses any other."""


@pytest.mark.parametrize("part", ["document", "styles", "header1"])
def test_elements_stand_in_the_order_word_wants(part: str) -> None:
    for content in (*TEMPLATES.values(), render(PLAN, errors=1)):
        with zipfile.ZipFile(BytesIO(content)) as package:
            root = etree.fromstring(package.read(f"word/{part}.xml"))
        for name, order in ORDER.items():
            for element in root.iter(qn(f"w:{name}")):
                children = [etree.QName(child).localname for child in element]
                places = [order.split().index(child) for child in children]
                assert places == sorted(set(places)), (name, children)
