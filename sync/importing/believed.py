"""What may be a person's name, a position, a day or a unit, and what surely is none.

A label says what comes next, but the next line may be a page's number or a note. What
is not believed is said instead.
"""

import re

from sync.model.plan import Info
from sync.thai.digits import to_arabic

_LETTER_FIRST = re.compile(r"[(“\"'‘]?\s*[ก-ฮเ-ไA-Za-z]")
_LETTERS = re.compile(r"[ก-ฮA-Za-z]")
_TITLE = re.compile(
    r"(?:นาย|นาง|เด็กชาย|เด็กหญิง|ว่าที่|หม่อม|พระ|ดร\.|ศ\.|ผศ\.|รศ\."
    r"|(?:พันจ่า|จ่าสิบ|จ่า|สิบ|ร้อย|พัน|พล)(?:ตรี|โท|เอก|ตำรวจ|อากาศ)|(?:[ก-ฮ]{1,2}\.\s*){1,3})"
    r"\s*[ก-ฮเ-ไ]"
    r"|(?:mr|mrs|ms|miss|dr)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?P<first>[^\s\d]{2,30})(?: [^\s\d]{1,30}){1,3}")
_OF_A_PLAN = (
    *("แผน", "โครงการ", "กิจกรรม", "มาตรการ", "มิติ", "ลำดับ", "รวม", "งบประมาณ"),
    *("ตำแหน่ง", "หมายเหตุ", "หน้า", "ร่าง", "ข้อมูล", "คำอธิบาย", "สารบัญ", "ภาคผนวก"),
    *("องค์การ", "เทศบาล", "สำนัก", "กอง", "อำเภอ", "จังหวัด", "ปี", "วันที่"),
)
"""Words that a plan's other lines begin with, and hardly a person's name."""

_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d+")
_PEOPLE = {Info.ISSUER, Info.APPROVER}


def is_believed(info: Info, text: str, *, labelled: bool) -> bool:
    """Whether a text may be what a label says it is.

    Args:
        info: what the label says.
        text: what stands there, without the label.
        labelled: whether it stands behind the label, and not on the next line.

    Returns:
        For a name on another line only where a title, or two words, show that it is
        one.
    """
    digits = to_arabic(text)
    if info is Info.AS_OF:
        return bool(_YEAR.search(digits)) or len(_NUMBER.findall(digits)) > 1
    if not _LETTER_FIRST.match(text) or len(_LETTERS.findall(text)) < 2:
        return False
    if info not in _PEOPLE:
        return True
    if _NUMBER.search(digits):
        return False
    return labelled or _is_name(text)


def _is_name(text: str) -> bool:
    if _TITLE.match(text):
        return True
    match = _WORDS.fullmatch(text)
    return bool(match) and not text.startswith(_OF_A_PLAN)
