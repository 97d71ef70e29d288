"""Slips that leave known words and are asked about, and words that are let alone."""

import pytest

from sync.rules.text.language import Language, language
from sync.rules.text.reading import Slip, thai_runs
from sync.rules.text.slips import slips
from sync.rules.text.wordlists import load_word_lists


@pytest.fixture(scope="module")
def plain() -> Language:
    """Return the language without any list of words."""
    return language((), load_word_lists().spelling.look_alikes, ())


def found_in(text: str, words: Language) -> list[tuple[str, Slip]]:
    """Return the slips of a text, each with what stands there."""
    found = slips(text, thai_runs(text, words.known), words)
    return [(text[slip.start : slip.end], slip) for slip in found]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("ขอให้เข้าหน้าที่ที่เกี่ยวข้องออกตรวจ", "เข้าหน้าที่", "เจ้าหน้าที่"),
        ("สร้างเวทีการเจราธุรกิจในพื้นที่", "เจรา", "เจรจา"),
        ("เป็นไปตามเจตนารมย์ของพระราชบัญญัติ", "เจตนารมย์", "เจตนารมณ์"),
        # words that stand together, but hardly among these
        ("การมีส่วนรวมของประชาชนในตำบล", "ส่วนรวม", "ส่วนร่วม"),
        ("ลดขั้นตอนการให้บริหารประชาชน", "บริหาร", "บริการ"),
        # three pieces
        ("รายงานผลการคำเนินงานของหน่วยงาน", "คำเนินงาน", "ดำเนินงาน"),
        # letters of one look
        ("มีคำใช้จ่ายในการจัดงาน", "คำใช้จ่าย", "ค่าใช้จ่าย"),
        # some letters lost, or others in their place
        ("เพื่อประชนในพื้นที่ได้รับบริการ", "ประชน", "ประชาชน"),
        ("ตามเจตนาภรณ์ของกฎหมาย", "เจตนาภรณ์", "เจตนารมณ์"),
    ],
)
def test_words_that_one_slip_makes_of_another_are_asked_about(
    text: str, wrong: str, right: str, plain: Language
) -> None:
    asked = [
        (what, slip.word) for what, slip in found_in(text, plain) if slip.is_unsure
    ]

    assert (wrong, right) in asked


@pytest.mark.parametrize(
    "text",
    [
        "ประชาชนเข้าหน้าที่ว่าการอำเภอ",
        "เจ้าหน้าที่ที่เกี่ยวข้องออกตรวจ",
        "ใช้มาตราการวัดที่กำหนดไว้",
        "นายเข้าหน้าที่ที่เกี่ยวข้อง",
        "กองคลังตรวจนับพัสดุคงเหลือ",
        "ผู้มีส่วนได้เสียเข้าร่วมประชุม",
        # other words, where long ones begin and end alike
        "รถโรงเรียนต้องมีลักษณะและอุปกรณ์ครบ",
        "จะประหยัดงบประมาณได้มาก",
    ],
)
def test_words_that_may_stand_so_are_let_alone(text: str, plain: Language) -> None:
    assert found_in(text, plain) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("เป็นภารกิจของหน่อยงานในพื้นที่", "หน่อยงาน", "หน่วยงาน"),
        ("เพื่อประโยชน์ของประชนชนในตำบล", "ประชนชน", "ประชาชน"),
        ("มีบาบาทสำคัญในการพัฒนา", "บาบาท", "บทบาท"),
        ("มีความชัดแจนในการทำงาน", "ชัดแจน", "ชัดเจน"),
    ],
)
def test_a_long_word_with_any_other_letter_in_it_is_found(
    text: str, wrong: str, right: str, plain: Language
) -> None:
    assert [(what, slip.word) for what, slip in found_in(text, plain)] == [
        (wrong, right)
    ]


def test_a_short_word_with_any_other_letter_in_it_is_another_word(
    plain: Language,
) -> None:
    assert found_in("ป้องกันมิให้มีการลัดคิวในการรับบริการ", plain) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("กำหนดอัตราธรรมเนียมให้เป็นไปตามกฎหมาย", "อัตราธรรมเนียม", "อัตราค่าธรรมเนียม"),
        ("นำไปปรับปรุงจัดทำละเอียดให้ชัดเจน", "จัดทำละเอียด", "จัดทำรายละเอียด"),
    ],
)
def test_a_part_that_is_a_word_itself_may_be_lost(
    text: str, wrong: str, right: str, plain: Language
) -> None:
    ((what, slip),) = found_in(text, plain)

    assert (what, slip.word, slip.is_unsure) == (wrong, right, True)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("เพื่อให้มีความ รู้เรื่องกฎหมาย", "ความ รู้"),
        ("มีความเหมาะ สมกับตำแหน่ง", "เหมาะ สม"),
    ],
)
def test_a_space_that_may_stand_inside_a_word_is_asked_about(
    text: str, wrong: str, plain: Language
) -> None:
    ((what, slip),) = found_in(text, plain)

    assert (what, slip.word, slip.is_unsure) == (wrong, wrong.replace(" ", ""), True)


@pytest.mark.parametrize(
    "text",
    ["พ่อ แม่ ผู้ปกครองร่วมงาน", "ด้วยความซื่อสัตย์ สุจริต เป็นธรรม", "ประชาชนร่วมมือ ร่วมใจกัน"],
)
def test_a_space_between_words_that_are_said_by_themselves_is_right(
    text: str, plain: Language
) -> None:
    assert found_in(text, plain) == []
