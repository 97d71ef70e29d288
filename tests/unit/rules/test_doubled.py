"""Words typed twice running: what is found, and what may follow itself."""

import pytest

from sync.rules.text.counts import word_counts
from sync.rules.text.doubled import doubled
from sync.rules.text.language import Language, language
from sync.rules.text.reading import thai_runs


@pytest.fixture(scope="module")
def plain() -> Language:
    """Return the language without any list of words."""
    return language((), (), ())


def said_twice(text: str, words: Language) -> list[str]:
    found = doubled(text, thai_runs(text, words.known), words)
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("คณะทำงานจึงจัดทำ จัดทำบัญชีรายชื่อ", "จัดทำ จัดทำ"),
        ("เชิญผู้ ผู้แทนชุมชนเข้าประชุม", "ผู้ ผู้"),
        ("ตอบคำถามในเรื่องที่ที่ประชาชนสนใจ", "ที่ที่"),
        ("บัญชีกิจกรรมของของโรงเรียน", "ของของ"),
        ("เพื่อให้ให้ประชาชนตรวจสอบได้", "ให้ให้"),
        ("ในการการดำเนินโครงการ", "การการ"),
        ("เปิดพิธีมอบพิธีมอบรางวัลคนดี", "พิธีมอบพิธีมอบ"),
        ("ติดป้ายไว้ ทำให้ ให้ทุกคนเห็น", "ให้ ให้"),
        ("ส่งรายงานภายในวันที่ที่ ๓๐ เมษายน", "ที่ที่"),
        ("ร่วมตรวจงานกับคณะกรรมการการ", "การการ"),
        ("ประสานผู้ ผู้ใหญ่บ้านคัดเลือกผู้แทน", "ผู้ ผู้"),
        ("4. ให้ ให้นักเรียนจัดทำบัญชี", "ให้ ให้"),
        ("ให้ความรู้เกี่ยวกับกับการออม", "กับกับ"),
        ("จำแนกได้เป็น เป็นผู้ขอรับบริการรายใหม่", "เป็น เป็น"),
        ("ผู้แทนจากทุกหมู่บ้าน หมู่บ้าน", "หมู่บ้าน หมู่บ้าน"),
        ("ซ่อมถนนลูกรังที่ที่ต้องใช้ร่วมกัน", "ที่ที่"),
    ],
)
def test_a_word_typed_twice_is_found(text: str, twice: str, plain: Language) -> None:
    assert said_twice(text, plain) == [twice]


@pytest.mark.parametrize(
    "text",
    [
        "จัดเก้าอี้ไว้ให้มีที่ที่ประชาชนนั่งรอ",
        "ห้ามหยิบของของผู้อื่น",
        "ทุกโครงการ การดำเนินงานต้องโปร่งใส",
        "มาตรการการป้องกันและโครงการการศึกษา",
        "ผู้แทนหมู่บ้าน หมู่บ้านละสองคน",
        "วงเงินสามล้านล้านบาท",
        "ขอขอบคุณทุกฝ่ายที่ให้ความร่วมมือ",
        "กันและกันและกัน",
        "เล่าถึงกิจกรรมดีดีที่ทำร่วมกัน",
        "ผู้ป่วยยังคงที่ที่สิบสี่ราย",
        "ถามว่าทำหรือยังหรือยังไม่ได้ทำ",
        "อาคารมี 3 ชั้น ชั้นแรกเป็นห้องรับเรื่อง",
        "จะเดินหน้าต่อไปได้ ได้ให้เจ้าหน้าที่ดูแล",
        "ใครชมเราเราก็ดีใจ",
        "จัดให้ลงทะเบียน ทำให้การให้การช่วยเหลือรวดเร็ว",
        "ความดีของใครใครย่อมรู้",
        "พบผู้ร้อง 2 รายรายแรกเป็นหญิง",
        "ดูงานที่บริษัท โคโคนัท จำกัด",
        "ให้เป็นไปตามลำดับที่ที่ประกาศผลไว้",
        "แต่งตั้งคณะอนุกรรมการการอนุรักษ์เมืองเก่า",
        "แจ้งกำหนดการการเดินทางให้ทราบ",
        "ตั้งศูนย์ปฏิบัติการการแก้ไขสถานการณ์",
        "ยื่นเรื่องที่ระดับกระทรวง กระทรวงสาธารณสุขรับไว้",
        "พยายามอย่างเต็มที่ที่จะจัดหามาให้",
        "ส่งให้ในพื้นที่ทั้ง 4 ภาคภาคเหนือ ภาคกลาง",
    ],
)
def test_what_may_follow_itself_is_let_alone(text: str, plain: Language) -> None:
    assert said_twice(text, plain) == []


def test_words_on_both_sides_of_a_space_are_counted() -> None:
    again = word_counts().again

    assert again["รางวัล"] > 10
    assert "จัดทำ" not in again
