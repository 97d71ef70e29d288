"""A plan becomes a Word document, with every text in its place."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from docx.oxml.ns import qn

from sync.model.plan import Heading, Plan
from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES
from tests.unit.documents.word import lines, opened, project_document, render
from tests.unit.fictional import INFO, PLAN, PROJECT, plan_of, plan_with


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
        "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. ๒๕๗๐ ขององค์การบริหารส่วนตำบลธารสมมุติ",
        *("ลำดับ", "รายการโครงการ (ตั้งต้น)", "มิติ", "งบประมาณ (บาท)"),
        *("ดำเนินการไตรมาส", "หมายเหตุ"),
        *("", "", "", "", "1", "2", "3", "4", ""),
        *("1", "โครงการอบรมแยกแยะผลประโยชน์", "1", "30,000.00"),
        *("", "☑", "", "", ""),
        *("2", "มาตรการ No Gift Policy", "2", "0.00"),
        *("☑", "", "", "☑", "ประกาศก่อนปีใหม่"),
        *("รวมทั้งสิ้น", "30,000.00", "1", "1", "0", "1", ""),
        "รวมงบประมาณทั้งสิ้น ๓๐,๐๐๐.๐๐ บาท (สามหมื่นบาทถ้วน)",
        "** ข้อมูล ณ วันที่ ๑๖ พฤศจิกายน ๒๕๖๙",
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

    says = "ร่าง – ต้องแก้ไข ๓ จุด"
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


def test_the_summary_is_the_table_on_a_landscape_sheet() -> None:
    document = opened(render(PLAN, errors=1, template=TEMPLATES["summary.docx"]))

    shown = lines(document)
    assert shown[:2] == [
        "ร่าง – ต้องแก้ไข ๑ จุด",
        "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. ๒๕๗๐ ขององค์การบริหารส่วนตำบลธารสมมุติ",
    ]
    assert "โครงการอบรมแยกแยะผลประโยชน์" in shown
    assert "๒. หลักการและเหตุผล" not in shown
    (section,) = document.sections
    assert (section.page_width or 0) > (section.page_height or 0)


def test_one_project_can_stand_alone() -> None:
    content = project_document(PLAN, errors=1)

    shown = lines(opened(content))
    assert shown[:6] == [
        "ร่าง – ต้องแก้ไข ๑ จุด",
        "โครงการตามแผนปฏิบัติการป้องกันการทุจริต",
        "ปีงบประมาณ พ.ศ. ๒๕๗๐",
        "องค์การบริหารส่วนตำบลธารสมมุติ",
        "ลำดับที่ ๑",
        "มิติ ๑ · งบประมาณ ๓๐,๐๐๐.๐๐ บาท (สามหมื่นบาทถ้วน) · ดำเนินการไตรมาส ๒",
    ]
    assert shown[6] == "๑. ชื่อโครงการ : โครงการอบรมแยกแยะผลประโยชน์"
    assert "(นายตัวอย่าง รักสุจริต)" in shown
    assert "มาตรการ No Gift Policy" not in "".join(shown)


def test_a_long_plan_is_rendered_whole() -> None:
    document = opened(render(plan_of(300)))

    assert len(document.tables[0]._tbl.tr_lst) == 303
    assert lines(document).count("๙. ผลผลิต/ผลลัพธ์") == 300
