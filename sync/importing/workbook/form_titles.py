"""What stands above a table and names its form: a code, or what the table is a list of.

Documents are printed in a form of their own, so nothing is missing where these are.
"""

import re
from collections.abc import Iterable

from sync.thai.digits import to_arabic
from sync.thai.folding import clean

_CODE = re.compile(
    r"[(\s]*แบบ(?:ฟอร์ม)?\s*[ก-ฮ]{1,3}\s*\.?\s*\d{1,2}(?:[./-]\d{1,2})?[)\s]*"
)
_LIST = re.compile(
    r"(?:ตาราง|บัญชี|ทะเบียน|สรุป|แสดง|รายการ|รายชื่อ|รายละเอียด|จำนวน|โครงการ|กิจกรรม|มาตรการ"
    r"|งบประมาณ|พัฒนา|ท้องถิ่น|ครุภัณฑ์|สำหรับ|ที่|จะ|ดำเนินการ|ดำเนินงาน|การ|และ|ของ|ใน|ตาม|/|\s)++"
)
_LISTS = ("ตาราง", "บัญชี", "ทะเบียน", "สรุป", "แสดง", "รายการ", "รายชื่อ", "รายละเอียด")


def is_form_title(text: str) -> bool:
    """Whether a text above a table names its form, and nothing of the plan."""
    bare = to_arabic(clean(text))
    is_list = bare.startswith(_LISTS) and _LIST.fullmatch(bare)
    return bool(is_list or _CODE.fullmatch(bare))


def without_form_titles(texts: Iterable[str]) -> str:
    """Return texts of a row as one line, without those that name a form."""
    return clean(" ".join(text for text in texts if not is_form_title(text)))
