"""A small fictional export, ways to read it, and an account of where its text went."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx

from sync.importing.mending import mend
from sync.importing.plan import parse_plan
from sync.importing.source import Part, Row
from sync.importing.text import read_plain_text
from sync.model.imports import ImportedPlan
from sync.plan.labels import Headers, load_headers
from sync.settings.frames import load_frames
from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key

HEADERS: Headers = load_headers()
DIMENSIONS: Sequence[str] = load_frames()[0].dimensions

COVER = """\
แผนปฏิบัติการป้องกันการทุจริต
ปีงบประมาณ พ.ศ. ๒๕๗๐
(พ.ศ. ๒๕๖๖ - ๒๕๗๐)
องค์การบริหารส่วนตำบลธารสมมุติ

Action Plan
For an Honest & Open Office

จัดทำโดย
สำนักปลัด องค์การบริหารส่วนตำบลธารสมมุติ
อำเภอตัวอย่าง จังหวัดแบบแผน

แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570 ของ องค์การบริหารส่วนตำบลธารสมมุติ
"""
TABLE = """\
ลำดับ\tรายการโครงการ (ตั้งต้น)\tมิติ\tงบประมาณ (บาท)\tดำเนินการไตรมาส\t\t\t\tหมายเหตุ
\t\t\t\t1\t2\t3\t4\t
1\tโครงการอบรมคุณธรรม\t1\t20,000.00\t☑\t\t\t\tเร่งด่วน
2\tมาตรการ “งดรับของขวัญ”\t2\t0.00\t\t☑\t\t☑\t
รวมทั้งสิ้น\t\t\t20,000.00\t1\t1\t0\t1\t
"""
BELOW = """\

** ข้อมูล ณ วันที่ 16 พฤศจิกายน 2569

ชื่อ - สกุล ผู้ออกรายงาน นางสาวสมมุติ ใจซื่อ

คำอธิบาย

มิติ 1 การสร้างวัฒนธรรมสุจริต

มิติที่ ๒ การบริหารราชการด้วยความโปร่งใส
"""
FIRST = """\

ลำดับที่ ๑

๑. ชื่อโครงการ : มาตรการ

“งดรับของขวัญ”

๒. หลักการและเหตุผล

การให้ของขวัญแก่เจ้าหน้าที่

อาจทำให้การพิจารณาไม่เป็นกลาง

ดังนั้น จึงจัดทำมาตรการนี้

๓. วัตถุประสงค์

๑) เพื่อป้องกันการขัดกัน

ระหว่างประโยชน์ส่วนตนกับส่วนรวม

๒)

เพื่อให้ผู้มาติดต่อทราบ

๔. กลุ่มเป้าหมาย

พนักงานส่วนตำบล จำนวน ๔๐ คน

๕. วิธีดำเนินการ

- ๑) ยกร่างประกาศ
- ๒) แจ้งเวียน ดังนี้ ๒.๑) ในสำนักงาน
๒.๒) บนเว็บไซต์
-

๖. ระยะเวลาดำเนินการ

ปีงบประมาณ พ.ศ. ๒๕๗๐

๗. งบประมาณที่ใช้ในการดำเนินการ

ดำเนินการโดยไม่ใช้งบประมาณ

๘. ผู้รับผิดชอบ

สำนักปลัด

๙. ผลผลิต/ผลลัพธ์

ผลผลิต

มีประกาศ ๑ ฉบับ

ผลลัพธ์

ไม่มีเรื่องร้องเรียน

(ตรวจจากทะเบียน)
"""
SECOND = """\

ลำดับที่ 2

1. ชื่อโครงการ : โครงการอบรมคุณธรรม

2. หลักการและเหตุผล

หน่วยงานเห็นความสำคัญของคุณธรรม

3. วัตถุประสงค์

• เพื่อสร้างความตระหนัก
"""
EXPORT = COVER + TABLE + BELOW + FIRST + SECOND


def parse(text: str) -> ImportedPlan:
    return parse_plan(read_plain_text(text.encode(), HEADERS), HEADERS, DIMENSIONS)


def parse_parts(*parts: Part) -> ImportedPlan:
    return parse_plan(parts, HEADERS, DIMENSIONS)


def save_as_word(text: str, path: Path) -> None:
    """Save an export as a Word document, its table as one with merged headers."""
    document = docx.Document()
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
    placed = False
    for line in text.splitlines():
        if "\t" not in line:
            document.add_paragraph(line)
        elif not placed:
            placed = True
            table = document.add_table(len(rows), len(rows[0]))
            for cells, row in zip(rows, table.rows, strict=True):
                for cell, place in zip(cells, row.cells, strict=True):
                    place.text = cell
            for column in (0, 1, 2, 3, 8):
                table.cell(0, column).merge(table.cell(1, column))
            table.cell(0, 4).merge(table.cell(0, 7))
    document.save(str(path))


# --- where the text went ----------------------------------------------------------


def texts_of(plan: ImportedPlan) -> Iterator[str]:
    yield from plan.info.values()
    for row in (*plan.projects, plan.totals):
        yield from row.values()
    for detail in plan.details:
        yield detail.name
        yield from detail.texts.values()
    yield from plan.unplaced
    for said in plan.found:
        if said.code == "found_form_here":
            yield said.facts["text"]


def unaccounted(parts: Sequence[Part], plan: ImportedPlan) -> list[str]:
    """Return the source's texts that are neither in the plan, told, nor the form's.

    What is damaged is looked for as it was meant.
    """
    kept = [key(text) for text in texts_of(plan)]
    return [
        text
        for part in mend(parts).parts
        for text in (part.cells if isinstance(part, Row) else (part.text,))
        if not _is_kept(key(text), kept) and not _without_form(text, kept)
    ]


def lines_of(text: str) -> Sequence[Part]:
    return read_plain_text(text.encode(), HEADERS)


_HEADINGS = sorted(
    (
        spelling
        for section in ("projects", "details")
        for spellings in HEADERS.spellings[section].values()
        for spelling in spellings
    ),
    key=len,
    reverse=True,
)
_FORM = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?)?(?:ผลผลิต/ผลลัพธ์|ชื่อโครงการ(?:/กิจกรรม)?|"
    + "|".join(re.escape("".join(heading.split())) for heading in _HEADINGS)
    + r"):?"
)
_LABELS = re.compile(
    r"\(?(?:หมายเหตุ:?|\**)ข้อมูลณวันที่:?|(?:ชื่อ-สกุล|\(?ลงชื่อ\)?)?[.…_]*"
    r"ผู้(?:ออกรายงาน|อนุมัติ|จัดทำ)(?:แผน)?:?|จัดทำโดย:?"
    r"|ตำแหน่ง(?:ผู้ออกรายงาน|ผู้อนุมัติ)?:?"
)
_PRINTED = re.compile(
    r"สารบัญ(?:โครงการ)?|ร่าง[-–—](?:พบ|ต้องแก้ไข).*|\(ยังไม่มีรายละเอียดโครงการ\)"
    r"|\(?(?:ลงชื่อ|ตำแหน่ง|วันที่)?[.…_]+\)?"
)
"""What the document prints anew, and dots to write on."""
_TABLE_OF = re.compile(
    r"(?:ตาราง|บัญชี|ทะเบียน|รายการ|รายชื่อ|รายละเอียด|สรุป|แสดง|จำนวน|งบประมาณ|โครงการ|กิจกรรม"
    r"|มาตรการ)(?:ประกอบ|ภายใต้|และ|ตาม|ใน|ของ|/)?"
)
"""Words that a table's own title begins with, before the plan's."""
_DRAFT = re.compile(r"\(?ร่าง\)?[-–—:]?")
_IS_DRAFT = "(ร่าง)"
"""What says that a plan is no more than a draft, which the document says by itself."""
_FIXED = re.compile(r"(?:ลำดับ|โครงการ)(?:ที่)?\d+[.:]?|\d+|คำอธิบาย:?")
_COVER_WORDS = re.compile(
    r"(?:ประจำ)?ปี(?:งบประมาณ)?|อำเภอ|จังหวัด|(?<![ก-๎])[อจ]\.|พ\.?ศ\.?|ของ|[()]"
)
_LEGEND = re.compile(r"มิติ(?:ที่)?([1-4])(.+)")


def _without_form(text: str, kept: Sequence[str]) -> bool:
    """Tell a text that is words of the form, or such words before kept text."""
    bare = key(text)
    if _FIXED.fullmatch(bare) or _PRINTED.fullmatch(bare) or _is_legend(bare):
        return True
    for words in (_FORM, _LABELS):
        if match := words.match(bare):
            rest = bare[match.end() :]
            if not rest or _is_kept(rest, kept):
                return True
    for words in (_TABLE_OF, _DRAFT):
        match = words.match(bare)
        if match and _without_form(bare[match.end() :], kept):
            return True
    head = text.rstrip().removesuffix(_IS_DRAFT)
    if head != text.rstrip() and (
        _is_kept(key(head), kept) or _without_form(head, kept)
    ):
        return True
    words_left = _COVER_WORDS.sub(" ", to_arabic(clean(text))).split()
    return all(_is_kept(key(word), kept) for word in words_left)


def _is_kept(bare: str, kept: Sequence[str]) -> bool:
    return any(bare in known for known in kept)


def _is_legend(bare: str) -> bool:
    match = _LEGEND.fullmatch(bare)
    return match is not None and key(match[2]) == key(DIMENSIONS[int(match[1]) - 1])
