"""Where a name stands: after a title, or after a word for a place or a firm.

Names are in no dictionary, and look like slips of common words.
"""

import re
from collections.abc import Collection, Iterator

_TITLE = (
    "(?:นาย(?!ก|จ้าง|ทุน|ทะเบียน|ช่าง|อำเภอ|แพทย์|ทหาร|หน้า|ประกัน)|นาง(?:สาว)?"
    "|น\\.ส\\.|เด็กชาย|เด็กหญิง|คุณ(?!ภาพ|ธรรม|สมบัติ|ลักษณ|ค่า|วุฒิ|ประโยชน์|ากร|ูปการ)"
    "|ดร\\.|ศ\\.|นพ\\.|พญ\\.|ม\\.ร\\.ว\\.|ม\\.ล\\.|ศาสตราจารย์|หม่อม(?:หลวง|ราชวงศ์|เจ้า)|หลวง(?:พ่อ|ปู่)|พระครู"
    "|(?:พล|พัน|ร้อย|สิบ|จ่า)(?:ตำรวจ|อากาศ|เรือ)?(?:เอก|โท|ตรี|จัตวา)|(?:นาวา|เรือ)(?:อากาศ)?(?:เอก|โท|ตรี)"
    "|[พรส](?:ล|\\.ต)?\\.(?:ต\\.)?[อทตจ]\\.)"
)
PERSON = re.compile(f"{_TITLE}\\s*(?P<name>[ก-๎]+(?: +[ก-๎]+)?)")
"""A person named: a title, the first name and the family name."""

_PERSON = re.compile(f"{_TITLE}\\s*[ก-๎]*(?: +[ก-๎]{{0,20}})?$")

_PLACE = re.compile(
    "(?:ตำบล|อำเภอ|จังหวัด|บ้าน|วัด|ถนน|ซอย|โรงเรียน|โรงพยาบาล|บริษัท|วิทยาลัย|แม่น้ำ|คลอง|เขื่อน|อาคาร|โรงแรม"
    "|ห้อง|เมือง|เกาะ|ดอย|หนอง|ห้วย|พายุ|รัฐ|มณฑล|ประเทศ|สมาคม|มูลนิธิ|ห้างหุ้นส่วนจำกัด|\\b[ตอจ]\\.)\\s*[ก-๎]{0,14}$"
)
_NEAR = 60


def is_person(text: str, place: int, cuts: Collection[int]) -> bool:
    """Whether a person's name stands at a place of a text; ``cuts``: where words begin.

    A title inside a word is none (ขอบคุณ).
    """
    return any(start in cuts for start in _starts(_PERSON, text, place))


def may_be_place(text: str, place: int, cuts: Collection[int]) -> bool:
    """Whether the name of a place or a firm may stand at a place of a text."""
    return any(start in cuts for start in _starts(_PLACE, text, place))


def _starts(pattern: re.Pattern[str], text: str, place: int) -> Iterator[int]:
    """Yield where what a pattern seeks may begin before a place, the first first."""
    start = max(0, place - _NEAR)
    while match := pattern.search(text, start, place):
        yield match.start()
        start = match.start() + 1
