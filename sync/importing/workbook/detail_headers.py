"""Which heading a column's header is of, whatever an office calls it.

It is read piece by piece, as those of the table's own columns are
(``plan/header_words.py``): it is a heading's if one of its pieces says so and all others
are such as stand around it. “หน่วยงานสนับสนุน” is nobody's who is responsible.
"""

import re
from collections.abc import Mapping

from sync.importing.results import is_joint, results_in
from sync.model.plan import Heading
from sync.plan.header_words import pieces
from sync.plan.labels import Headers
from sync.thai.folding import key

_LONGEST = 80
_MARKS = re.compile(r"[()\[\]{}:;.,*/\\|+ฯ=\-–—]+")
_OF_PROJECTS = "ของ|ใน|ที่|และ|หรือ|โครงการ|กิจกรรม|มาตรการ|เกิดขึ้น|จาก|การ|ดำเนินการ|ดำเนินงาน"
_COLUMNS = (
    (
        Heading.RESPONSIBLE,
        pieces(
            "รับผิดชอบ|เจ้าของ|ผู้ดำเนินการ|หน่วยงาน|ส่วนราชการ|สำนัก|กอง(?!ทุน)|ฝ่าย",
            f"ผู้(?!ดำเนินการ)|หลัก|งาน|ส่วน(?!ราชการ)|หน่วย(?!งาน)|เรื่อง|{_OF_PROJECTS}",
        ),
    ),
    (
        Heading.METHOD,
        pieces("รายละเอียด|วิธี|ขั้นตอน", f"งาน|{_OF_PROJECTS}"),
    ),
    (
        Heading.OUTPUTS,
        pieces("ผลผลิต", f"เป้าหมาย|คาดว่า|จะ|ได้รับ|{_OF_PROJECTS}"),
    ),
    (Heading.OUTCOMES, pieces("ผลลัพธ์", f"คาดว่า|จะ|ได้รับ|{_OF_PROJECTS}")),
    (Heading.OBJECTIVES, pieces("วัตถุประสงค์", _OF_PROJECTS)),
    (Heading.TARGET_GROUP, pieces("กลุ่มเป้าหมาย", f"ผู้เข้าร่วม|จำนวน|{_OF_PROJECTS}")),
)


def heading_of_column(title: str, headers: Headers) -> Heading | None:
    """Return the heading that a column's texts stand under; ``None`` for none of ours."""
    known = headers.find("details", title)
    if known and known != "name":
        return Heading(known)
    if len(title) > _LONGEST or headers.find("apart", title):
        return None
    bare = _MARKS.sub("", key(title))
    return next((name for name, told in _COLUMNS if told.fullmatch(bare)), None)


def said_in_cell(
    title: str, text: str, headers: Headers
) -> tuple[Mapping[Heading, str], str]:
    """Return what a cell of a column says under which heading, and the rest of it.

    Outputs and outcomes stand in one cell where the column is of both, or of indicators.
    """
    if heading := heading_of_column(title, headers):
        return {heading: text}, ""
    if is_joint(title) or headers.find("apart", title):
        return results_in(text)
    return {}, text
