"""The sections of the projects: headings, names, items and paragraphs."""

import pytest

from sync.importing.source import SourceLine
from sync.model.plan import Heading
from tests.unit.importing.exports import (
    EXPORT,
    FIRST,
    SECOND,
    TABLE,
    parse,
    parse_parts,
)


def texts(*lines: str) -> dict[Heading, str]:
    (detail,) = parse("\n".join(("ลำดับที่ ๑", *lines))).details
    return dict(detail.texts)


@pytest.mark.parametrize("heading", ["ผู้รับผิดชอบโครงการ", "หน่วยงานรับผิดชอบหลัก"])
def test_who_is_responsible_may_be_asked_in_other_words(heading: str) -> None:
    found = texts("๗. งบประมาณ", "ไม่ใช้งบประมาณ", f"๘. {heading}", "สำนักปลัด")

    assert found[Heading.RESPONSIBLE] == "สำนักปลัด"
    assert found[Heading.BUDGET] == "ไม่ใช้งบประมาณ"


def test_a_section_gives_its_lines_under_the_nine_headings() -> None:
    first, second = parse(EXPORT).details

    assert first.name == "มาตรการ “งดรับของขวัญ”"
    assert first.texts == {
        Heading.RATIONALE: "การให้ของขวัญแก่เจ้าหน้าที่ อาจทำให้การพิจารณาไม่เป็นกลาง"
        "\nดังนั้น จึงจัดทำมาตรการนี้",
        Heading.OBJECTIVES: "๑) เพื่อป้องกันการขัดกัน ระหว่างประโยชน์ส่วนตนกับส่วนรวม"
        "\n๒) เพื่อให้ผู้มาติดต่อทราบ",
        Heading.TARGET_GROUP: "พนักงานส่วนตำบล จำนวน ๔๐ คน",
        Heading.METHOD: "- ๑) ยกร่างประกาศ"
        "\n- ๒) แจ้งเวียน ดังนี้ ๒.๑) ในสำนักงาน ๒.๒) บนเว็บไซต์\n-",
        Heading.PERIOD: "ปีงบประมาณ พ.ศ. ๒๕๗๐",
        Heading.BUDGET: "ดำเนินการโดยไม่ใช้งบประมาณ",
        Heading.RESPONSIBLE: "สำนักปลัด",
        Heading.OUTPUTS: "มีประกาศ ๑ ฉบับ",
        Heading.OUTCOMES: "ไม่มีเรื่องร้องเรียน (ตรวจจากทะเบียน)",
    }
    assert second.name == "โครงการอบรมคุณธรรม"
    assert second.texts == {
        Heading.RATIONALE: "หน่วยงานเห็นความสำคัญของคุณธรรม",
        Heading.OBJECTIVES: "• เพื่อสร้างความตระหนัก",
    }


@pytest.mark.parametrize(
    "heading",
    [
        "๓. วัตถุประสงค์",
        "3.วัตถุประสงค์ :",
        "วัตถุประสงค์",
        "๓)  วัตถุ ประสงค์:",
        "๓ วัตถุประสงค์",
    ],
)
def test_a_heading_is_known_by_its_words(heading: str) -> None:
    assert texts(heading, "เพื่อความสุจริต") == {Heading.OBJECTIVES: "เพื่อความสุจริต"}


@pytest.mark.parametrize("line", ["๘. ผู้รับผิดชอบ : กองคลัง", "๘. ผู้รับผิดชอบ กองคลัง"])
def test_text_on_the_line_of_its_heading_is_that_headings(line: str) -> None:
    assert texts(line) == {Heading.RESPONSIBLE: "กองคลัง"}


def test_an_item_with_a_headings_words_stays_an_item() -> None:
    read = texts("๕. วิธีดำเนินการ", "๑) ประชุม", "๒) ผู้รับผิดชอบ", "๘. ผู้รับผิดชอบ", "กองคลัง")

    assert read == {
        Heading.METHOD: "๑) ประชุม\n๒) ผู้รับผิดชอบ",
        Heading.RESPONSIBLE: "กองคลัง",
    }


def test_results_that_are_neither_output_nor_outcome_are_unplaced() -> None:
    plan = parse("ลำดับที่ ๑\n๙. ผลผลิต / ผลลัพธ์ :\nได้ผลดี\nผลลัพธ์\nสุจริต\n")

    assert plan.details[0].texts == {Heading.OUTCOMES: "สุจริต"}
    assert plan.unplaced == ("ลำดับที่ ๑ · ได้ผลดี",)


def test_a_line_before_the_first_heading_is_unplaced_with_its_project() -> None:
    plan = parse("ลำดับที่ ๑\nฉบับร่าง\n๑. ชื่อโครงการ : ก\n")

    assert plan.details[0].name == "ก"
    assert plan.unplaced == ("ก · ฉบับร่าง",)


def test_an_ordinal_without_a_project_opens_no_section() -> None:
    plan = parse("ลำดับที่ ๑\n" + TABLE + FIRST + "ลำดับที่ ๓\n" + SECOND)

    assert plan.details == parse(TABLE + FIRST + SECOND).details
    assert plan.unplaced == ("ลำดับที่ ๑", "ลำดับที่ ๓")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("โครงการอบรม\nคุณธรรม", "โครงการอบรมคุณธรรม"),  # as the table has it
        ("มาตรการ\n“งดรับของขวัญ”", "มาตรการ “งดรับของขวัญ”"),
        ("มาตรการ\nงดรับของขวัญ", "มาตรการ งดรับของขวัญ"),  # other words stay as typed
        ("โครงการ\nอื่น", "โครงการ อื่น"),
    ],
)
def test_a_name_over_two_lines_is_spelled_as_in_the_table(
    typed: str, name: str
) -> None:
    (detail,) = parse(TABLE + f"ลำดับที่ ๑\n๑. ชื่อโครงการ : {typed}\n").details

    assert detail.name == name


@pytest.mark.parametrize(
    "item", ["๑) ก", "- ๑) ก", "1. ก", "(๑) ก", "• ก", "- ก", "-ก", "๑.๑) ก", "1.1 ก"]
)
def test_a_mark_begins_an_item(item: str) -> None:
    lines = ("๓. วัตถุประสงค์", "๑) ข้อแรก", item)

    assert texts(*lines)[Heading.OBJECTIVES] == f"๑) ข้อแรก\n{item}"


@pytest.mark.parametrize(
    "line", ["๒,๐๐๐ บาท", "2569", "ก) ข", "๑๐๑๓.๗/ว ๑๑", "พ.ศ. ๒๕๖๙"]
)
def test_a_figure_is_no_mark(line: str) -> None:
    lines = ("๓. วัตถุประสงค์", "๑) ข้อแรก", line)

    assert texts(*lines)[Heading.OBJECTIVES] == f"๑) ข้อแรก {line}"


def test_paragraphs_of_an_export_that_broke_no_lines_stay() -> None:
    read = texts("๒. หลักการและเหตุผล", "ย่อหน้าแรก", "ย่อหน้าที่สอง", "๓. วัตถุประสงค์", "๑) ก")

    assert read[Heading.RATIONALE] == "ย่อหน้าแรก\nย่อหน้าที่สอง"


@pytest.mark.parametrize(
    ("before", "line", "joined"),
    [
        ("บรรทัดแรก", "ซึ่งต่อกัน", "บรรทัดแรก ซึ่งต่อกัน"),
        ("บรรทัดแรก", "ดังนั้น จึงจัด", "บรรทัดแรก\nดังนั้น จึงจัด"),
        ("บรรทัดแรก โดย", "เทศบาลจัด", "บรรทัดแรก โดย เทศบาลจัด"),
        ("บรรทัดแรก", "๑) ข้อ", "บรรทัดแรก\n๑) ข้อ"),
    ],
)
def test_where_lines_were_broken_only_an_opening_begins_a_paragraph(
    before: str, line: str, joined: str
) -> None:
    broken = ("๓. วัตถุประสงค์", "๑) ข้อแรก", "ต่อท้าย")

    read = texts("๒. หลักการและเหตุผล", before, line, *broken)

    assert read[Heading.RATIONALE] == joined


def test_what_the_source_itself_numbers_is_an_item() -> None:
    plan = parse_parts(
        SourceLine("ลำดับที่ ๑"),
        SourceLine("๓. วัตถุประสงค์"),
        SourceLine("ข้อแรก", opens=True),
        SourceLine("ต่อท้าย"),
        SourceLine("ข้อสอง", opens=True),
    )

    assert plan.details[0].texts[Heading.OBJECTIVES] == "ข้อแรก ต่อท้าย\nข้อสอง"


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (("๗. งบประมาณที่ใช้ใน", "การดำเนินการ"), Heading.BUDGET),
        (("๗. งบประมาณ", "ที่ใช้ในการดำเนินการ"), Heading.BUDGET),
        (("๖. ระยะเวลา", "ดำเนินการ :"), Heading.PERIOD),
        (("๓.", "วัตถุประสงค์"), Heading.OBJECTIVES),
        (("๓. วัตถุประสงค์", ":"), Heading.OBJECTIVES),
    ],
)
def test_a_heading_may_be_broken_over_two_lines(
    lines: tuple[str, ...], heading: Heading
) -> None:
    assert texts(
        "๒. หลักการและเหตุผล", "เพราะควร", *lines, "ข้อความ", "๘. ผู้รับผิดชอบ", "สำนักปลัด"
    ) == {
        Heading.RATIONALE: "เพราะควร",
        heading: "ข้อความ",
        Heading.RESPONSIBLE: "สำนักปลัด",
    }


def test_a_name_may_begin_below_its_heading() -> None:
    (detail,) = parse(
        "ลำดับที่ ๑\n๑. ชื่อ\nโครงการ : โครงการก\n๓. วัตถุประสงค์\n: เพื่อข"
    ).details

    assert (detail.name, dict(detail.texts)) == (
        "โครงการก",
        {Heading.OBJECTIVES: "เพื่อข"},
    )


def test_a_numbered_item_is_no_half_of_a_heading() -> None:
    assert texts("๕. วิธีดำเนินการ", "๗. งบประมาณที่ขอจาก", "ดำเนินการ", "๘) สรุป") == {
        Heading.METHOD: "๗. งบประมาณที่ขอจาก ดำเนินการ\n๘) สรุป"
    }


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("๗. งบประมาณดำเนินการ", Heading.BUDGET, ""),
        ("7. วงเงินงบประมาณ : 5,000 บาท", Heading.BUDGET, "5,000 บาท"),
        ("9. งบประมาณ/แหล่งที่มา", Heading.BUDGET, ""),
        ("7. งบประมาณดำเนินโครงการ 5,000 บาท", Heading.BUDGET, "5,000 บาท"),
        ("ระยะเวลาการดำเนินโครงการ", Heading.PERIOD, ""),
        ("ระยะเวลาการดำเนินโครงการ : 1 ปี", Heading.PERIOD, "1 ปี"),
        ("5. ขั้นตอนการดำเนินงาน", Heading.METHOD, ""),
        ("2. เหตุผลความจำเป็น", Heading.RATIONALE, ""),
    ],
)
def test_a_heading_in_an_offices_own_words_is_known(
    line: str, heading: Heading, text: str
) -> None:
    read = texts("วัตถุประสงค์", "เพื่อรู้", line, "ข้อความ")

    assert read[Heading.OBJECTIVES] == "เพื่อรู้"
    assert read[heading].split() == f"{text} ข้อความ".split()


BARE = "ระยะเวลาการดำเนินโครงการ"


def test_where_headings_have_numbers_one_without_stands_in_its_place() -> None:
    read = texts("๓. วัตถุประสงค์", "เพื่อรู้", "๕. วิธีดำเนินการ", "ประชุม", BARE, "1 ปี")

    assert read[Heading.METHOD] == "ประชุม"
    assert read[Heading.PERIOD] == "1 ปี"


def test_where_headings_have_numbers_such_words_elsewhere_are_text() -> None:
    read = texts("๓. วัตถุประสงค์", "เพื่อรู้", BARE, "1 ปี", "๕. วิธีดำเนินการ", "ประชุม")

    assert read[Heading.OBJECTIVES] == f"เพื่อรู้ {BARE} 1 ปี"


def test_a_heading_as_we_know_it_wins_over_one_in_other_words() -> None:
    read = texts("วิธีดำเนินการ", "ประชุม", "งบประมาณรายจ่าย", "งบประมาณ", "5,000 บาท")

    assert read == {
        Heading.METHOD: "ประชุม งบประมาณรายจ่าย",
        Heading.BUDGET: "5,000 บาท",
    }


@pytest.mark.parametrize(
    "label", ["ชื่อกิจกรรม :", "1. ชื่อโครงการ/มาตรการ :", "ชื่อมาตรการ:"]
)
def test_a_name_has_a_label_in_other_words(label: str) -> None:
    (detail,) = parse(f"ลำดับที่ 1\n{label} งดรับของขวัญ\nวัตถุประสงค์\nเพื่อรู้\n").details

    assert detail.name == "งดรับของขวัญ"


def test_a_heading_whose_marks_have_moved_is_known_by_its_number_and_letters() -> None:
    moved = EXPORT.replace("๕. วิธีดำเนินการ", "๕. วิธดีำเนินการ").replace(
        "๘. ผู้รับผิดชอบ", "๘. ผู้รบั ผิดชอบ"
    )

    assert moved != EXPORT
    assert [one.texts for one in parse(moved).details] == [
        one.texts for one in parse(EXPORT).details
    ]


def test_letters_of_a_heading_under_another_number_open_nothing() -> None:
    moved = EXPORT.replace("๘. ผู้รับผิดชอบ", "๓. ผู้รบั ผิดชอบ")

    texts = parse(moved).details[0].texts

    assert Heading.RESPONSIBLE not in texts
    assert "ผู้รบั" in texts[Heading.BUDGET]


@pytest.mark.parametrize("number", ["- 12 -", "– ๑๒ –", "-3-"])
def test_a_pages_number_is_no_line_of_a_projects_text(number: str) -> None:
    text = FIRST.replace("มีประกาศ ๑ ฉบับ\n", f"มีประกาศ ๑ ฉบับ\n{number}\n")

    plan = parse(text)

    assert plan.details == parse(FIRST).details
    assert plan.unplaced == (number,)
