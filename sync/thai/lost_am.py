"""SARA AM of which a PDF kept only the SARA AA: ``กาหนด`` for ``กำหนด``.

The NIKHAHIT is gone without a trace, and often what is left is a word as well
(``น้า``). So only words are put right that nothing else can be, and only in a text that
has several of them wrong: one alone is somebody's slip, which the rules point out.
"""

import re

_CERTAIN = (
    *("กำหนด", "กำลัง", "ต่ำกว่า", "ซ้ำซ้อน", "สม่ำเสมอ", "ร่ำรวย"),
    *("จำนวน", "จำเป็น", "จำกัด", "จำหน่าย", "จำแนก", "ประจำปี", "ประจำเดือน", "ประจำวัน"),
    *("จัดทำแผน", "จัดทำโครงการ", "จัดทำโดย", "จัดทำคู่มือ", "จัดทำประกาศ", "จัดทำรายงาน"),
    *("จัดทำบัญชี", "จัดทำทะเบียน", "จัดทำสื่อ", "จัดทำข้อมูล", "ทำความเข้าใจ", "ทำให้เกิด"),
    *("ชำนาญ", "ชำระค่า", "ชำระเงิน", "ชำระหนี้", "ชำระภาษี", "ดำเนิน"),
    *("ตำบล", "ตำแหน่ง", "ตำรวจ", "ตำหนิ", "ทำงาน", "กระทำผิด", "กระทำการ", "ผู้นำชุมชน"),
    *("บำรุง", "บำเพ็ญ", "บำบัด", "สำคัญ", "สำนัก", "สำนึก", "สำเนา", "สำเร็จ", "สำหรับ"),
    *("อำเภอ", "อำนวย", "อำนาจ"),
)
"""Written with SARA AA no Thai words, nor the end of one and the start of another."""

_AFTER = (
    # no end of ราคา, หลังคา, ชายคา
    (r"(?<!รา)(?<!ลัง)(?<!ชาย)", ("คำสั่ง", "คำร้อง", "คำขอ", "คำแนะนำ", "คำปรึกษา")),
    (r"(?<!รา)(?<!ลัง)(?<!ชาย)", ("คำอธิบาย", "คำกล่าว", "คำนึง", "คำนวณ")),
    # no end of กติกา, ฎีกา
    (r"(?<!ติ)(?<!ฎี)", ("กำกับดูแล",)),
    # หน้า is no น้ำ
    (r"(?<!ห)", ("น้ำท่วม", "น้ำประปา", "น้ำมัน", "น้ำดื่ม", "น้ำเสีย")),
)
_BEFORE = (
    ("ง", ("ขั้นต่ำ", "ตกต่ำ")),
    ("[ยงน]", ("แนะนำ",)),
    ("ค", ("ดำรง", "สำรอง")),
    ("น", ("สำรวจ",)),
)


def _lost(word: str) -> str:
    return word.replace("ำ", "า")


_PATTERNS = (
    *(_lost(word) for word in _CERTAIN),
    *(f"{guard}{_lost(word)}" for guard, words in _AFTER for word in words),
    *(f"{_lost(word)}(?!{guard})" for guard, words in _BEFORE for word in words),
    # no end of เวลา or ศาลา before ดับ
    "(?<!เว)(?<!ศา)ลาดับ",
)
_WORDS = re.compile("|".join(_PATTERNS))
_MEANT = {
    _lost(word): word
    for word in (
        *_CERTAIN,
        *(word for _, words in (*_AFTER, *_BEFORE) for word in words),
        "ลำดับ",
    )
}
_SEVERAL = 3
"""Different words; nobody mistypes so many in the same way."""


def has_lost_am(text: str) -> bool:
    """Whether a whole text has lost the NIKHAHIT of its SARA AM."""
    found: set[str] = set()
    for match in _WORDS.finditer(text):
        found.add(match[0])
        if len(found) >= _SEVERAL:
            return True
    return False


def with_am(text: str) -> str:
    """Put SARA AM back in the words that nothing else can be."""
    return _WORDS.sub(lambda match: _MEANT[match[0]], text)
