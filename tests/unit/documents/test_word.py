"""A plan becomes a Word document, as staff's template has it."""

import gc
import itertools
import re
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.opc.package import OpcPackage
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from sync.documents.view import PlanView, view_plan
from sync.documents.word import Properties, context_of, engine, render_word
from sync.errors import TemplateError
from sync.model.documents import Template
from sync.model.plan import Heading, Info, Plan
from sync.plan.matching import match_details
from sync.plan.totals import compute_totals
from sync.settings.values import DocumentSettings
from sync.worker.garbage import collect_seldom
from templates.word.documents import TEMPLATES
from tests.unit.fictional import (
    DIMENSIONS,
    INFO,
    PLAN,
    PROJECT,
    plan_of,
    plan_with,
)

FOLDER = Path(__file__).parents[3] / "templates"
TEMPLATE = TEMPLATES["plan.docx"]


AS_OF = date(2026, 11, 16)


def render(
    plan: Plan,
    *,
    errors: int = 0,
    settings: DocumentSettings | None = None,
    template: bytes = TEMPLATE,
) -> bytes:
    settings = settings or DocumentSettings()
    view = view_plan(
        plan,
        compute_totals(plan),
        match_details(plan),
        dimensions=DIMENSIONS,
        as_of=AS_OF,
        errors=errors,
        content_code="",
        settings=settings,
    )
    return render_word(
        Template("plan.docx", template),
        context_of(view),
        Properties(view.title, plan.info.text(Info.OFFICE), AS_OF),
        settings,
    )


def project_document(plan: Plan, errors: int) -> bytes:
    """Return the paper of a plan's first project."""
    settings = DocumentSettings()
    view = view_plan(
        plan,
        compute_totals(plan),
        match_details(plan),
        dimensions=DIMENSIONS,
        as_of=AS_OF,
        errors=errors,
        content_code="",
        settings=settings,
    )
    project, row = view.projects[0], view.table.rows[0]
    return render_word(
        Template("project.docx", TEMPLATES["project.docx"]),
        {**context_of(view), "project": project, "row": row},
        Properties(project.name, view.office, AS_OF),
        settings,
    )


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def lines(document: Document) -> list[str]:
    """Every paragraph's text in reading order, those of the table's cells as well."""
    return [p.text for p in document.element.body.iter(qn("w:p"))]


def edited(change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """Return the template as somebody might have edited it."""
    saved = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(TEMPLATE)) as source,
        zipfile.ZipFile(saved, "w") as target,
    ):
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, change(text) if name == part else text)
    return saved.getvalue()


def source_of(template: bytes) -> str:
    """Return a template's main part, tags and all."""
    with zipfile.ZipFile(BytesIO(template)) as package:
        return package.read("word/document.xml").decode()


def stop(template: bytes) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        render(PLAN, template=template)
    return caught.value


# --- what it says -----------------------------------------------------------------


def test_every_text_stands_in_its_place() -> None:
    assert lines(opened(render(PLAN))) == [
        "แผนปฏิบัติการป้องกันการทุจริต",
        "ปีงบประมาณ พ.ศ. ๒๕๗๐",
        "(พ.ศ. ๒๕๖๖ - ๒๕๗๐)",
        "องค์การบริหารส่วนตำบลธารสมมุติ",
        "Action Plan",
        "For an Honest & Open Office",
        "จัดทำโดย",
        "สำนักปลัด องค์การบริหารส่วนตำบลธารสมมุติ",
        "อำเภอตัวอย่าง จังหวัดแบบแผน",
        "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570 ของ องค์การบริหารส่วนตำบลธารสมมุติ",
        *("ลำดับ", "รายการโครงการ (ตั้งต้น)", "มิติ", "งบประมาณ (บาท)"),
        *("ดำเนินการไตรมาส", "หมายเหตุ"),
        *("", "", "", "", "1", "2", "3", "4", ""),
        *("1", "โครงการอบรมแยกแยะผลประโยชน์", "1", "30,000.00"),
        *("", "☑", "", "", ""),
        *("2", "มาตรการ No Gift Policy", "2", "0.00"),
        *("☑", "", "", "☑", "ประกาศก่อนปีใหม่"),
        *("รวมทั้งสิ้น", "30,000.00", "1", "1", "0", "1", ""),
        "รวมงบประมาณทั้งสิ้น 30,000.00 บาท (สามหมื่นบาทถ้วน)",
        "** ข้อมูล ณ วันที่ 16 พฤศจิกายน 2569",
        "ชื่อ - สกุล ผู้ออกรายงาน นางสาวสมมุติ ใจซื่อ",
        "ตำแหน่ง นักวิเคราะห์นโยบายและแผน",
        "คำอธิบาย",
        "มิติ 1\tการสร้างวัฒนธรรมสุจริต",
        "มิติ 2\tการบริหารราชการด้วยความโปร่งใส",
        "มิติ 3\tการส่งเสริมบทบาทของประชาชน",
        "มิติ 4\tการยกระดับกลไกการตรวจสอบ",
        "ลงชื่อ ……………………………………… ผู้อนุมัติ",
        "(นายตัวอย่าง รักสุจริต)",
        "ตำแหน่ง นายกองค์การบริหารส่วนตำบลธารสมมุติ",
        "วันที่ ………………………………………",
        "ลำดับที่ ๑",
        "๑. ชื่อโครงการ : โครงการอบรมแยกแยะผลประโยชน์",
        "๒. หลักการและเหตุผล",
        "งานท้องถิ่นใกล้ชิดประชาชน",
        "จึงเห็นควรจัดโครงการ E-Service 4.0",
        "๓. วัตถุประสงค์",
        "๑)\tเพื่อสร้างจิตสำนึก",
        "๒)\tเพื่อป้องกันการทุจริต",
        "๔. กลุ่มเป้าหมาย",
        "บุคลากร จำนวน ๕๐ คน",
        "๕. วิธีดำเนินการ",
        "- ๑)\tประชุม",
        "- ๒)\tอบรม",
        "•\tสรุปผล",
        "๖. ระยะเวลาดำเนินการ",
        "ปีงบประมาณ พ.ศ. ๒๕๗๐",
        "๗. งบประมาณที่ใช้ในการดำเนินการ",
        "๓๐,๐๐๐ บาท (สามหมื่นบาทถ้วน)",
        "๘. ผู้รับผิดชอบ",
        "สำนักปลัด",
        "๙. ผลผลิต/ผลลัพธ์",
        "ผลผลิต",
        "อบรม ๑ ครั้ง",
        "ผลลัพธ์",
        "บุคลากรปฏิบัติงานด้วยความสุจริต",
        "ลำดับที่ ๒",
        "๑. ชื่อโครงการ : มาตรการ No Gift Policy",
        "(ยังไม่มีรายละเอียดโครงการ)",
    ]


def test_an_empty_plan_is_a_form_to_fill_in() -> None:
    empty = Plan(replace(INFO, texts={}, fiscal_year=None), (), (), ())

    shown = lines(opened(render(empty)))

    assert shown[0] == "แผนปฏิบัติการป้องกันการทุจริต"
    assert not any("None" in line for line in shown)


def test_eleven_projects_get_a_list_of_contents() -> None:
    shown = lines(opened(render(plan_of(11))))

    start = shown.index("สารบัญ")
    # the page is a field: empty until something that knows it works it out
    assert shown[start + 1] == "๑.\tโครงการ ๑\t"
    assert shown[start + 11] == "๑๑.\tโครงการ ๑๑\t"
    assert "สารบัญ" not in lines(opened(render(plan_of(10))))


def test_a_draft_says_so_on_its_cover_and_in_its_header() -> None:
    draft = opened(render(PLAN, errors=3))

    says = "ร่าง – พบ ๓ ข้อที่ต้องแก้ไข"
    assert lines(draft)[0] == says
    assert [p.text for p in draft.sections[0].header.paragraphs] == ["– ๒ –", says]
    clean = opened(render(PLAN))
    assert [p.text for p in clean.sections[0].header.paragraphs] == ["– ๒ –"]


def test_page_numbers_have_the_digits_of_the_text() -> None:
    def field_code(content: bytes) -> str:
        header = opened(content).sections[0].header
        return "".join(code.text for code in header._element.iter(qn("w:instrText")))

    arabic = DocumentSettings(text_digits="arabic")

    assert field_code(render(PLAN)) == " PAGE "  # the section's own: Thai
    assert field_code(render(PLAN, settings=arabic)) == r" PAGE \* Arabic "
    section = opened(render(PLAN)).element.body.sectPr
    assert section.find(qn("w:pgNumType")).get(qn("w:fmt")) == "thaiNumbers"
    assert section.find(qn("w:titlePg")) is not None


def test_the_contents_ask_for_the_page_of_each_project() -> None:
    body = opened(render(plan_of(11))).element.body

    asked = [code.text.split() for code in body.iter(qn("w:instrText"))]
    assert asked == [["PAGEREF", f"project_{n}", "\\h"] for n in range(1, 12)]
    places = [
        (place.get(qn("w:name")), place.get(qn("w:id")))
        for place in body.iter(qn("w:bookmarkStart"))
    ]
    assert places == [(f"project_{n}", str(n)) for n in range(1, 12)]
    begins = [
        field
        for field in body.iter(qn("w:fldChar"))
        if field.get(qn("w:fldCharType")) == "begin"
    ]
    assert {field.get(qn("w:dirty")) for field in begins} == {"true"}


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }} {% for x in y %} {# no #} {{ ''.__class__ }}",
        "<b>หนา</b> & “คำ” 'เดี่ยว' \"คู่\" &amp; &#65; <w:p/> ]]>",
        '=HYPERLINK("https://example.com";"x")',
        "{_{ a }_} {_% b %_} {_{_{ }_}_}",
        "นํ้า น้ำ กี่ ก่ี เก็บ ผู้ใหญ่ ปู่ ญี่ปุ่น ฏิฎุ ฤๅ ฯลฯ เเก้ว แก้ว ์",
        "😀 ☑ ﷽ 中文 a\u0301",
    ],
)
def test_text_from_the_sheet_stays_text(text: str) -> None:
    arabic = DocumentSettings(text_digits="arabic")
    document = opened(render(plan_with(text), settings=arabic))

    shown = lines(document)
    assert shown.count(text) >= 12  # the cover, the table, a line under each heading
    assert f"1. ชื่อโครงการ : {text}" in shown
    assert document.core_properties.author == text


def test_characters_that_xml_forbids_are_left_out() -> None:
    document = opened(render(plan_with("ก\x00ข\x0bค\ud800ง\ufffeจ\u200bฉ\x07\x1f\x7f")))

    assert "๑. ชื่อโครงการ : กข คงจฉ" in lines(document)


def test_lines_are_paragraphs_and_never_breaks() -> None:
    for plan in (PLAN, plan_with("ก\nข\tค\fง\r\nจ\u2028ฉ\x0bช")):
        body = opened(render(plan)).element.body
        assert list(body.iter(qn("w:br"))) == []
        text = "".join(run.text or "" for run in body.iter(qn("w:t")))
        assert not re.search("[\u200b-\u200d\ufeff\ufffd\n\t]", text)


@pytest.mark.parametrize(
    ("budget", "says"),
    [
        (Decimal(0), "ไม่ใช้งบประมาณ"),
        (Decimal(20000), "๒๐,๐๐๐.๐๐ บาท (สองหมื่นบาทถ้วน)"),
        (None, "-"),
    ],
)
def test_a_heading_of_budget_left_empty_says_what_the_table_does(
    budget: Decimal | None, says: str
) -> None:
    texts = {Heading.RATIONALE: "เพราะจำเป็น"}
    plan = replace(
        PLAN,
        projects=(replace(PROJECT, budget=budget),),
        details=(replace(PLAN.details[0], texts=texts),),
    )

    shown = lines(opened(render(plan)))

    assert shown[shown.index("๗. งบประมาณที่ใช้ในการดำเนินการ") + 1] == says


# --- the other documents ----------------------------------------------------------


def test_the_summary_is_the_table_on_a_landscape_sheet() -> None:
    document = opened(render(PLAN, errors=1, template=TEMPLATES["summary.docx"]))

    shown = lines(document)
    assert shown[:2] == [
        "ร่าง – พบ ๑ ข้อที่ต้องแก้ไข",
        "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570 ของ องค์การบริหารส่วนตำบลธารสมมุติ",
    ]
    assert "โครงการอบรมแยกแยะผลประโยชน์" in shown
    assert "๒. หลักการและเหตุผล" not in shown
    (section,) = document.sections
    assert (section.page_width or 0) > (section.page_height or 0)


def test_one_project_can_stand_alone() -> None:
    content = project_document(PLAN, errors=1)

    shown = lines(opened(content))
    assert shown[:6] == [
        "ร่าง – พบ ๑ ข้อที่ต้องแก้ไข",
        "โครงการตามแผนปฏิบัติการป้องกันการทุจริต",
        "ปีงบประมาณ พ.ศ. ๒๕๗๐",
        "องค์การบริหารส่วนตำบลธารสมมุติ",
        "ลำดับที่ ๑",
        "มิติ 1 · งบประมาณ 30,000.00 บาท (สามหมื่นบาทถ้วน) · ดำเนินการไตรมาส 2",
    ]
    assert shown[6] == "๑. ชื่อโครงการ : โครงการอบรมแยกแยะผลประโยชน์"
    assert "(นายตัวอย่าง รักสุจริต)" in shown
    assert "มาตรการ No Gift Policy" not in "".join(shown)


# --- how it looks -----------------------------------------------------------------


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


# --- the same every time ----------------------------------------------------------


def test_a_document_that_was_made_is_let_go_of_at_once() -> None:
    gc.collect()  # of other tests
    usual = gc.get_threshold()
    collect_seldom()
    try:
        for _ in range(5):
            render(PLAN)
        kept = [thing for thing in gc.get_objects() if isinstance(thing, OpcPackage)]
    finally:
        gc.set_threshold(*usual)

    assert kept == []


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render(PLAN, errors=1) == render(PLAN, errors=1)


def test_the_package_has_fixed_times_and_order() -> None:
    with zipfile.ZipFile(BytesIO(render(PLAN))) as package:
        names = package.namelist()
        times = {info.date_time for info in package.infolist()}

    assert names == ["[Content_Types].xml", *sorted(set(names[1:]))]
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_the_document_tells_what_it_is() -> None:
    properties = opened(render(PLAN)).core_properties

    assert properties.title == "แผนปฏิบัติการป้องกันการทุจริต"
    assert properties.author == "องค์การบริหารส่วนตำบลธารสมมุติ"
    assert (properties.language, properties.revision) == ("th-TH", 1)
    day = datetime.fromisoformat("2026-11-16T00:00:00+00:00")
    assert [
        moment and moment.replace(tzinfo=day.tzinfo)
        for moment in (properties.created, properties.modified)
    ] == [day, day]


def test_a_title_longer_than_word_takes_is_cut() -> None:
    info = replace(INFO, texts={Info.TITLE: "ก้" * 400, Info.OFFICE: "ก" * 400})

    properties = opened(render(replace(PLAN, info=info))).core_properties

    assert len(properties.title) <= 255
    assert len(properties.author) <= 255


# --- the template -----------------------------------------------------------------


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_what_its_source_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == TEMPLATES[name]


def test_the_template_asks_for_exactly_what_there_is() -> None:
    template = DocxTemplate(BytesIO(TEMPLATE))

    asked = template.get_undeclared_template_variables(engine(DocumentSettings()))

    of_pages = {"public"}
    assert asked == {field.name for field in fields(PlanView)} - of_pages


def test_every_field_of_the_view_is_printed_somewhere() -> None:
    text = "".join(map(source_of, TEMPLATES.values()))

    kinds = ["ProjectView", "RowView", "TableView", "DimensionView", "LineView"]
    namespace = vars(__import__("sync.documents.view", fromlist=kinds))
    names = itertools.chain.from_iterable(fields(namespace[kind]) for kind in kinds)
    assert [field.name for field in names if f".{field.name}" not in text] == []


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            "{{ office }}",
            "{{ ofice }}",
            "'ofice' is undefined – “{{ ofice }}”",
        ),
        (
            "{{ project.name }}",
            "{{ project.nmae }}",
            "'nmae' is undefined – “{{ 1|text_digits }}. ชื่อโครงการ : {{ project.nmae }}”",
        ),
        (
            "{{ office }}",
            "ของ { office }",
            "“{ office }” ต้องมีวงเล็บปีกกา {{ }} หรือ {% %} ครบทั้งสองข้าง"
            " · is no tag: a brace is missing or of another kind – “ของ { office }”",
        ),
        (
            "{{ office }}",
            "｛｛ office ｝｝",
            "“｛｛ office ｝｝” ต้องมีวงเล็บปีกกา {{ }} หรือ {% %} ครบทั้งสองข้าง"
            " · is no tag: a brace is missing or of another kind – “｛｛ office ｝｝”",
        ),
        (
            "{{ office }}",
            "ของ {{ office",
            "a tag is not closed – “ของ {{ office”",
        ),
        (
            "{%p for line in english_title %}",
            "{%p for line in englsh_title %}",
            "'englsh_title' is undefined – “{% for line in englsh_title %}”",
        ),
        (
            "{{ office }}",
            "{{ office|shout }}",
            "No filter named 'shout'. – “{{ office|shout }}”",
        ),
        (
            "{{ office }}",
            "{{ ''.__class__ }}",
            "access to attribute '__class__' of 'str' object is unsafe."
            " – “{{ ''.__class__ }}”",
        ),
        (
            "{{ office }}",
            "{% if office %",
            "a tag is not closed – “{% if office %”",
        ),
        (
            "{%tr endfor %}",
            "",
            "Unexpected end of template. Jinja was looking for the following tags:"
            " 'endfor' or 'else'. The innermost block that needs to be closed is"
            " 'for'. – “{% endif %}{% endfor %}”",
        ),
        (
            "{{ office }}",
            "{{ 1 / 0 }}",
            "division by zero – “{{ 1 / 0 }}”",
        ),
        (
            "{{ office }}",
            "{{ projects.append(1) }}",
            "'tuple object' has no attribute 'append' – “{{ projects.append(1) }}”",
        ),
        (
            "{{ office }}",
            "{% include 'x' %}",
            "no loader for this environment specified – “{% include 'x' %}”",
        ),
    ],
)
def test_a_wrong_tag_is_named_with_its_place(old: str, new: str, why: str) -> None:
    error = stop(edited(lambda text: text.replace(old, new, 1)))

    assert error.facts == {"template": "plan.docx", "why": why}


def test_a_wrong_tag_in_the_header_is_found_too() -> None:
    template = edited(lambda text: text.replace("errors", "erors"), "word/header1.xml")

    assert stop(template).facts["why"].startswith("'erors' is undefined")


def test_tags_that_break_the_document_are_never_mended_silently() -> None:
    def crossing(text: str) -> str:
        return text.replace("{{ office }}", "{% if errors %}", 1).replace(
            "รวมทั้งสิ้น", "{% endif %}", 1
        )

    assert stop(edited(crossing)).facts["why"].startswith("ExpatError: ")


@pytest.mark.parametrize(
    ("template", "why"),
    [
        (b"", "BadZipFile: File is not a zip file"),
        (b"no zip", "BadZipFile: File is not a zip file"),
        (TEMPLATE[:2000], "BadZipFile: File is not a zip file"),
    ],
)
def test_a_broken_file_is_a_broken_template(template: bytes, why: str) -> None:
    assert stop(template).facts["why"] == why


def test_a_template_that_unpacks_to_too_much_is_refused_before_it_is() -> None:
    bomb = BytesIO(TEMPLATE)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.bin", bytes(65 * 2**20))

    assert stop(bomb.getvalue()).facts["why"] == "it has more than 64 MB"


def test_a_template_without_styles_for_its_rows_is_kept_together_all_the_same() -> None:
    plain = edited(
        lambda text: re.sub(r'<w:pPr><w:pStyle w:val="Table\w+"/></w:pPr>', "", text)
    )

    row = opened(render(PLAN, template=plain)).tables[0].rows[-2]
    assert {p.paragraph_format.keep_with_next for p in row.cells[0].paragraphs} == {
        True
    }


def test_a_long_plan_is_rendered_whole() -> None:
    document = opened(render(plan_of(300)))

    assert len(document.tables[0]._tbl.tr_lst) == 303
    assert lines(document).count("๙. ผลผลิต/ผลลัพธ์") == 300
