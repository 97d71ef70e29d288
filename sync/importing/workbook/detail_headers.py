"""Which heading a column's header is of, whatever an office calls it.

It is read as any title of a heading is (``plan/heading_words.py``). Above a column a few
words more are sure: a unit's name is whose the project is, details are of what is done.
“หน่วยงานสนับสนุน” is nobody's who is responsible.
"""

from collections.abc import Mapping

from sync.importing.results import is_joint, results_in
from sync.model.plan import Heading
from sync.plan.header_words import bare_title, pieces, read_header
from sync.plan.heading_words import is_apart, read_heading
from sync.plan.labels import Headers

_OF_PROJECTS = "ของ|ใน|ที่|และ|หรือ|โครงการ|กิจกรรม|มาตรการ|เกิดขึ้น|จาก|การ|ดำเนินการ|ดำเนินงาน"
_COLUMNS = (
    (
        Heading.RESPONSIBLE,
        pieces(
            "รับผิดชอบ|เจ้าของ|หน่วยงาน|ส่วนราชการ|สำนัก|กอง(?!ทุน)|ฝ่าย",
            f"ผู้|หลัก|งาน|ส่วน(?!ราชการ)|หน่วย(?!งาน)|เรื่อง|{_OF_PROJECTS}",
        ),
    ),
    (Heading.METHOD, pieces("รายละเอียด|วิธี|ขั้นตอน", f"งาน|{_OF_PROJECTS}")),
    (Heading.OUTPUTS, pieces("ผลผลิต", f"เป้าหมาย|{_OF_PROJECTS}")),
)


def heading_of_column(title: str, headers: Headers) -> Heading | None:
    """Return the heading that a column's texts stand under; ``None`` for none of ours."""
    known = headers.find("details", title)
    if known and known != "name":
        return Heading(known)
    bare = bare_title(title)
    if not bare or headers.find("apart", title):
        return None
    if heading := read_heading(title):
        return heading
    return next((name for name, told in _COLUMNS if told.fullmatch(bare)), None)


def heading_beside_table(title: str, headers: Headers) -> Heading | None:
    """Return the same for a column of the table of projects.

    What reads like one of its own is none: another year's budget, or another's.
    """
    spelt = headers.find("details", title)
    if read_header(title) and not spelt:
        return None
    return heading_of_column(title, headers)


def said_in_cell(
    title: str, text: str, headers: Headers
) -> tuple[Mapping[Heading, str], str]:
    """Return what a cell of a column says under which heading, and the rest of it.

    Outputs and outcomes stand in one cell where the column is of both, or of indicators.
    """
    if heading := heading_beside_table(title, headers):
        return {heading: text}, ""
    return results_in_column(title, text, headers)


def results_in_column(
    title: str, text: str, headers: Headers
) -> tuple[Mapping[Heading, str], str]:
    """Return outputs and outcomes in a cell of a column for both, and the rest of it."""
    if is_joint(title) or headers.find("apart", title) or is_apart(title):
        return results_in(text)
    return {}, text
