"""Units of an office that keep a tab of its plan each, as สำนักปลัด and กองคลัง."""

import re
from collections.abc import Iterable

from sync.thai.folding import clean, key

_LABEL = re.compile(r"(?:หน่วยงาน(?:ที่)?(?:รับผิดชอบ)?|ส่วนราชการ|ผู้รับผิดชอบ|ของ)\s*:?\s*")
_UNIT = re.compile(
    r"(?:\d{1,2}[.)]?)?(?P<name>(?:สำนัก|กอง|ฝ่าย|งาน|ส่วน|หน่วย|ศูนย์|แผนก|กลุ่มงาน|โรงเรียน)"
    r"[ก-๎().]{1,40})(?:(?:ปี)?(?:25)?\d\d)?",
    re.ASCII,
)


def unit_in(texts: Iterable[str]) -> str | None:
    """Return the first unit of an office that is all that one of the texts names, folded."""
    read = (_UNIT.fullmatch(key(_LABEL.sub("", clean(text)))) for text in texts)
    return next((found["name"] for found in read if found), None)
