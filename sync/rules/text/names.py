"""Where a name stands: after a title, or after a word for a place, a people or a firm.

Names are in no dictionary, and look like slips of common words.
"""

import re
from collections.abc import Iterator, Mapping

_TITLE = (
    "(?:นาย(?!ก|จ้าง|ทุน|ทะเบียน|ช่าง|อำเภอ|แพทย์|ทหาร|หน้า|ประกัน)|นาง(?:สาว)?"
    "|น\\.ส\\.|เด็กชาย|เด็กหญิง|คุณ(?!ภาพ|ธรรม|สมบัติ|ลักษณ|ค่า|วุฒิ|ประโยชน์|ากร|ูปการ)"
    "|ดร\\.|[รผ]?ศ\\.|นพ\\.|พญ\\.|ม\\.ร\\.ว\\.|ม\\.ล\\.|ศาสตราจารย์|หม่อม(?:หลวง|ราชวงศ์|เจ้า)|หลวง(?:พ่อ|ปู่)|พระครู"
    "|ท่านผู้หญิง|บาทหลวง|ซิสเตอร์|ภราดา|แม่ชี|ครูบา|อิหม่าม"
    "|(?:พล|พัน|ร้อย|สิบ|จ่า)(?:ตำรวจ|อากาศ|เรือ)?(?:เอก|โท|ตรี|จัตวา)|(?:นาวา|เรือ)(?:อากาศ)?(?:เอก|โท|ตรี)"
    "|[พรส](?:ล|\\.ต)?\\.(?:ต\\.)?[อทตจ]\\.)"
)
PERSON = re.compile(f"{_TITLE}\\s*(?P<name>[ก-๎]+(?: +[ก-๎]+)?)")
"""A person named: a title, the first name and the family name."""


_CALLED = "น้อง(?!ใหม่|สาว|ชาย|นักเรียน|เยาวชน|เด็ก)"
"""A child or a youth goes by a nickname."""
_BY_TRADE = (
    "(?:นายแพทย์|แพทย์หญิง|ทันตแพทย์(?:หญิง)?|สัตวแพทย์(?:หญิง)?"
    "|พล\\.[อรต]\\.[อทตจ]\\.)(?!สาธารณสุข|เชี่ยวชาญ|ชำนาญ|ป[ฏฎ]ิบัติ|ทรงคุณวุฒิ|ประจำ|ผู้)"
)
"""Titles too, where no word for a post follows."""
_NAMED = f"(?:{_TITLE}|{_BY_TRADE})"
_PERSON = re.compile(
    f"(?:{_NAMED}\\s*[ก-๎]{{0,25}}(?: +[ก-๎]{{0,20}})?|{_CALLED}\\s*[ก-๎]{{0,8}})$"
)
_JUST_TITLED = re.compile(f"{_NAMED}\\s*(?:[ก-๎]{{2,20}} +)?$")

_PLACE = re.compile(
    "(?P<head>ตำบล|อำเภอ|จังหวัด|บ้าน|วัด|ถนน|ซอย|โรงเรียน|โรงพยาบาล|บริษัท|วิทยาลัย|แม่น้ำ|คลอง|เขื่อน|อาคาร|โรงแรม"
    "|ห้อง|เมือง|เกาะ|ดอย|หนอง|ห้วย|หาด|อ่าว|ถ้ำ|น้ำตก|ร้าน|พายุ|รัฐ|มณฑล|ประเทศ|สมาคม|มูลนิธิ|ห้างหุ้นส่วนจำกัด|\\b[ตอจ]\\."
    "|ชาว|(?:ชน)?เผ่า|ชาติพันธุ์|เชื้อสาย|ภาษา)\\s*[ก-๎]{0,14}$"
)
_FIRM = re.compile(
    "(?:บริษัท|ห้างหุ้นส่วน)(?:จำกัด)?(?P<name>[^\\n,;()]{1,60}?) จำกัด(?=$|[\\s,;()]|มหาชน)",
    re.M,
)
"""The space tells the end of a name from what is limited: ไม่จำกัดอายุ, ในเวลาจำกัด."""
_NEAR = 60
_INSIDE_WORDS = frozenset(
    (
        *("รัฐ", "ประเทศ", "เมือง", "ห้อง", "บ้าน", "วัด", "เกาะ", "หนอง"),
        *("ชาว", "เผ่า", "ภาษา"),
    )
)
"""Words for places and peoples that other words end with (ภาครัฐ, ร้านค้าใกล้บ้าน)."""
_FREQUENT = frozenset(
    (
        "ที่",
        "และ",
        "ของ",
        "ใน",
        "ให้",
        "การ",
        "ความ",
        "เพื่อ",
        "โดย",
        "ได้",
        "เป็น",
        "จาก",
        "หรือ",
        "ว่า",
        "ไม่",
        "จะ",
        "กับ",
        "ตาม",
        "ซึ่ง",
    )
)
"""Words that go on with the sentence: the name has ended before."""


def is_person(text: str, place: int, words: Mapping[int, str]) -> bool:
    """Whether a person's name stands at a place of a text; ``words``: by their beginning.

    A title inside a word is none (ขอบคุณ).
    """
    return any(met.start() in words for met in _met(_PERSON, text, place))


def is_titled(text: str, place: int) -> bool:
    """Whether a title stands before a place of a text, or a title and a first name."""
    return bool(_JUST_TITLED.search(text, max(0, place - _NEAR), place))


def may_be_place(text: str, place: int, words: Mapping[int, str]) -> bool:
    """Whether the name of a place, a people or a firm may stand at a place of a text.

    What it follows is a whole word (no รัฐ of รัฐมนตรี), and the sentence has not gone on.
    """
    return any(
        _is_whole(met, words) and not _goes_on(met.end("head"), place, words)
        for met in _met(_PLACE, text, place)
    )


def is_of_a_firm(text: str, place: int) -> bool:
    """Whether a place of a text is between what a firm's name begins and ends with."""
    firms = _FIRM.finditer(text, max(0, place - _NEAR), place + _NEAR)
    return any(firm.start("name") <= place < firm.end("name") for firm in firms)


def _is_whole(met: re.Match[str], words: Mapping[int, str]) -> bool:
    """Whether a word ends where the head does; รัฐ and ประเทศ are words of their own."""
    end = met.end("head")
    is_end = end in words or not "ก" <= met.string[end] <= "๎"
    return is_end and (met["head"] not in _INSIDE_WORDS or met.start() in words)


def _goes_on(start: int, place: int, words: Mapping[int, str]) -> bool:
    return any(words.get(at) in _FREQUENT for at in range(start, place))


def _met(pattern: re.Pattern[str], text: str, place: int) -> Iterator[re.Match[str]]:
    """Yield what a pattern seeks that ends at a place, the first first."""
    start = max(0, place - _NEAR)
    while match := pattern.search(text, start, place):
        yield match
        start = match.start() + 1


def begins_a_name(text: str, start: int, end: int, words: Mapping[int, str]) -> bool:
    """Whether a title and its name together are like a word (นายจาง, นายจ้าง)."""
    name = start + len(words.get(start, ""))
    return name < end and is_person(text[start:], name - start, {0: ""})
