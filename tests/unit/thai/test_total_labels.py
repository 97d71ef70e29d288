from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.thai.total_labels import Label, Sum, is_note, read_label, read_section


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("รวม", Label(Sum.SOME)),
        ("ร ว ม :", Label(Sum.SOME)),
        ("(รวม)", Label(Sum.SOME)),
        ("รวมเป็นเงิน (บาท)", Label(Sum.SOME)),
        ("รวม ๔ โครงการ", Label(Sum.SOME)),
        ("Total", Label(Sum.SOME)),
        ("รวมทั้งสิ้น", Label(Sum.ALL)),
        ("รวม\u00a0ทั้ง\u200bสิ้น", Label(Sum.ALL)),
        ("รวมงบประมาณทั้งสิ้น", Label(Sum.ALL)),
        ("รวมทั้งหมด 16 โครงการ", Label(Sum.ALL)),
        ("รวมทั้ง 4 มิติ", Label(Sum.ALL)),
        ("รวมมิติที่ 1 - 4", Label(Sum.ALL)),
        ("Grand Total", Label(Sum.ALL)),
        ("รวมย่อย", Label(Sum.PART)),
        ("Sub-total", Label(Sum.PART)),
        ("รวมมิติที่ ๑", Label(Sum.PART, "มิติ", (1,))),
        ("รวม (มิติที่ 2)", Label(Sum.PART, "มิติ", (2,))),
        ("มิติที่ 3 รวม", Label(Sum.PART, "มิติ", (3,))),
        ("มิติที่ 1 และ 4 รวม", Label(Sum.PART, "มิติ", (1, 4))),
        ("มิติที่ ๑ - ๔ รวม", Label(Sum.ALL)),
        ("รวมมิติที่ 1 และมิติที่ 2", Label(Sum.PART, "มิติ", (1, 2))),
        ("รวมมิติที่ 1 และ 4", Label(Sum.PART, "มิติ", (1, 4))),
        ("รวม มิติที่ ๑ กับ ๓", Label(Sum.PART, "มิติ", (1, 3))),
        ("รวมมิติ 1, 2 และ 3", Label(Sum.PART, "มิติ", (1, 2, 3))),
        ("รวมมิติที่ 1/4", Label(Sum.PART, "มิติ", (1, 4))),
        ("รวมมิติที่ 1 ถึง มิติที่ 2 และ 4", Label(Sum.PART, "มิติ", (1, 2, 4))),
        ("รวมมิติที่ 2 – 4", Label(Sum.PART, "มิติ", (2, 3, 4))),
        ("รวมมิติที่ 1 ถึงมิติที่ 4", Label(Sum.ALL)),
        ("รวมมิติที่ 1, 2, 3 และ 4", Label(Sum.ALL)),
        ("รวมด้านที่ 9 และ 12", Label(Sum.PART, "ด้าน", (9, 12))),
        ("รวมทั้งสิ้นมิติที่ 2", Label(Sum.PART, "มิติ", (2,))),
        ("รวมมิติที่ 1 การสร้างสังคมที่ไม่ทนต่อการทุจริต", Label(Sum.PART, "มิติ", (1,))),
        ("รวมโครงการในมิติที่ 3 จำนวน 4 โครงการ", Label(Sum.PART, "มิติ", (3,))),
        ("รวมส่วนที่ 1", Label(Sum.PART, "ส่วน", (1,))),
        ("รวมหน้านี้", Label(Sum.PAGE)),
        ("ยอดยกไป", Label(Sum.CARRIED)),
        ("ยอดยกมาจากหน้าที่แล้ว", Label(Sum.CARRIED)),
        ("รวมยอดยกไป หน้า 2", Label(Sum.CARRIED)),
        ("ยอดรวมสะสม", Label(Sum.CARRIED)),
        ("ยกไป >>", Label(Sum.CARRIED)),
        ("จำนวนเงินยกไป", Label(Sum.CARRIED)),
        ("ยกยอดไปหน้าหลัง", Label(Sum.CARRIED)),
        ("รวมหน้านี้/ยกไป", Label(Sum.CARRIED, "หน้า")),
    ],
)
def test_a_total_is_known_by_its_label_however_it_is_typed(
    text: str, label: Label
) -> None:
    assert read_label(text) == label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17",
        "โครงการรวมพลังต้านโกง",
        "รวมใจภักดิ์ รักษ์ความสุจริต",
        "รวมพลังต้านโกง",
        "รวมกลุ่มเยาวชนต้นแบบ",
        "รวมเงินออมวันละบาท",
        "ยกระดับคุณธรรม",
        "ยกย่องคนดี",
        "มิติที่ 2 การบริหารราชการ",
        "16 โครงการ",
        "โครงการ",
        "Summit เยาวชน",
    ],
)
def test_a_project_whose_name_begins_like_a_total_is_none(text: str) -> None:
    assert read_label(text) is None


@given(st.text(alphabet="รวมทั้งสิ้นยอดไปา ()0๑-มิติที่ห", max_size=40))
def test_letters_apart_change_no_label(text: str) -> None:
    assert read_label(" ".join(text.split())) == read_label(text.replace(" ", ""))


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("มิติที่ ๒ การบริหารราชการด้วยความโปร่งใส", ("มิติ", 2)),
        ("๒. มิติที่ ๒", ("มิติ", 2)),
        ("ก. ส่วนที่ 1 บทนำ", ("ส่วน", 1)),
        ("ไตรมาสที่ 1 (ต.ค. - ธ.ค.)", ("ไตรมาส", 1)),
        ("โครงการตามมิติที่ 2", None),
        ("ส่วนราชการสุจริต", None),
    ],
)
def test_a_section_is_known_by_its_heading(
    text: str, section: tuple[str, int] | None
) -> None:
    assert read_section(text) == section


@pytest.mark.parametrize(
    "text",
    [
        "ลงชื่อ ........................ ผู้จัดทำ",
        "(ลงชื่อ)",
        "(นางสาวสมมุติ ใจซื่อ)",
        "ผู้ออกรายงาน นางสาวสมมุติ ใจซื่อ",
        "ตำแหน่ง นักวิเคราะห์นโยบายและแผน",
        "วันที่ ๑๖ พฤศจิกายน ๒๕๖๙",
        "หมายเหตุ: งบประมาณตามข้อบัญญัติ",
        "* รวมงบประมาณจากแหล่งอื่น",
        "..............................",
    ],
)
def test_a_note_or_signature_is_known(text: str) -> None:
    assert is_note(text)


@pytest.mark.parametrize(
    "text", ["โครงการอบรม", "* โครงการใหม่", "ผู้สูงอายุใจดี", "โครงการ (ใหม่)", ""]
)
def test_a_project_is_no_note(text: str) -> None:
    assert not is_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "รวมทั้งสิ้น (หนึ่งแสนเจ็ดหมื่นสองพันบาทถ้วน)",
        "รวมเป็นเงินทั้งสิ้น สองหมื่นบาทห้าสิบสตางค์",
    ],
)
def test_a_label_may_be_followed_by_its_amount_in_words(text: str) -> None:
    label = read_label(text)

    assert label
    assert label.sums is Sum.ALL


@pytest.mark.parametrize("text", ["รวมเป็นหนึ่ง", "รวมพลังร้อยดวงใจ"])
def test_a_number_in_a_name_is_no_amount(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    "label", ["มาตรการ", "กิจกรรมที่ 1", "โครงการ 2 ปี", "bd 1", "ไปมา"]
)
def test_what_only_holds_a_piece_of_a_label_is_none(label: str) -> None:
    assert read_label(label) is None


@pytest.mark.parametrize(
    "label",
    ["ทั้งสิ้น", "เบ็ดเสร็จ", "จำนวนโครงการทั้งหมด", "จำนวนทั้งสิ้น 2 โครงการ", "รวมเบ็ดเสร็จ"],
)
def test_the_plans_total_need_not_say_that_it_adds_up(label: str) -> None:
    assert read_label(label) == Label(Sum.ALL)


def test_a_label_of_many_pieces_takes_no_time() -> None:
    started = process_time()

    assert read_label("รวม" + "ยอดเงิน" * 27 + "ฮ") is None
    assert process_time() - started < 1
