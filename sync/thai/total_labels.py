"""What a row of a table is called that is no project: totals, sections, notes.

Thai puts no spaces between words, and a label is typed with letters apart, brackets and
colons. So it is read without them, piece by piece: it is a total's only if every piece
is one that totals are called by. A project whose name begins with รวม has others.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from sync.thai.folding import key

_LONGEST = 200
"""Letters: no label is longer, and folding a long text takes its time."""


class Sum(StrEnum):
    """What a total adds up."""

    ALL = "all"
    SOME = "some"
    """It says only รวม: of everything, or of the rows above it."""
    PART = "part"
    PAGE = "page"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Label:
    """A total's label: what it adds up, and of which section if it names one.

    ``sections`` are numbers such as 1 and 4 of “รวมมิติที่ 1-4”.
    """

    sums: Sum
    word: str = ""
    sections: tuple[int, ...] = ()


_MARKS = re.compile(r"[()\[\]{}<>«»→←:;.,…*=_/\\|ฯ+\-–—]+")
_WORD = "มิติ|ส่วน|ด้าน|หมวด|ตอน|กลุ่ม|แผนงาน|ยุทธศาสตร์|กลยุทธ์|แนวทาง|ประเด็น|ภารกิจ|ไตรมาส"
_SECTION = re.compile(rf"({_WORD})(?:ที่)?(\d{{1,2}})(?!\d)", re.ASCII)
_SPAN, _AND = "[-–—~]|ถึง", "[,;/&+]|และ|กับ|รวมถึง"
_MORE = re.compile(
    rf"((?:{_AND}|{_SPAN})+)(?:{_WORD})?(?:ที่)?(\d{{1,2}})(?!\d)", re.ASCII
)
"""A further number behind the first: one more, or the end of a span."""
_ALL = re.compile(
    "ทั้งสิ้น|ทั้งหมด|เบ็ดเสร็จ|ทั้งแผน|ทั้งปี|ทั้งโครงการ|สุทธิ|ทุกมิติ|ทุกด้าน|ทุกโครงการ|ทุกหน้า"
    r"|(?:ทั้ง)?\d(?:มิติ|ด้าน)|grand|overall",
    re.ASCII,
)
_FILLING = re.compile(
    r"ผลรวม|รวม|ยอดเงิน|ยอด|เป็นเงิน|เป็น|เงิน|งบประมาณ|จำนวน|โครงการ|กิจกรรม|มาตรการ|"
    r"ค่าใช้จ่าย|จ่าย|บาท|ของ|ใน|ปี|พศ|แผน|ปฏิบัติการ|สรุป|ตาม|ข้างต้น|ดังกล่าว|"
    r"total|sum|amount|budget|baht|\d+",
    re.ASCII,
)
_PART = re.compile(rf"ย่อย|เฉพาะ|sub|{_WORD}|(?:ที่)?\d+|นี้|[ก-จ]$", re.ASCII)
_CARRIED = re.compile(
    "สะสม|ยกยอด|ยกไป|ยกมา|ไป|มา(?!ตรการ)|จาก|หน้า(?:ที่)?(?:แล้ว|ก่อน|ถัดไป|ต่อไป|หลัง)?|ก่อน"
    "|(?:brought|carried)(?:forward|down)|[bc][fd]"
)
_PAGE = re.compile("(?:ใน|ประจำ|เฉพาะ|แต่ละ)?หน้า(?:นี้|ที่)?")
_IN_WORDS = re.compile(
    "(?:ตัวอักษร|ตัวหนังสือ|อ่านว่า)?(?:หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน|ศูนย์|บาท|สตางค์)+"
    "(?:บาท|สตางค์)(?:ถ้วน)?$"
)
"""The total's own amount, said in words behind its label."""
_BEGINS = re.compile(
    "(?:ยอด|ผล|สรุป|จำนวน|งบประมาณ)*(?:เงิน)?(?:รวม|ยก|สะสม)|(?:grand|sub)?total|sum"
    "|(?:จำนวน|โครงการ|งบประมาณ|เงิน|ยอด)*(?:ทั้งสิ้น|ทั้งหมด|เบ็ดเสร็จ)"
    "|(?:brought|carried)(?:forward|down)$|[bc][fd]$"
)


_KINDS: tuple[tuple[Sum, tuple[re.Pattern[str], ...]], ...] = (
    (Sum.SOME, ()),
    (Sum.ALL, (_ALL,)),
    (Sum.PAGE, (_PAGE,)),
    (Sum.CARRIED, (_CARRIED,)),
    (Sum.PART, (_PART,)),
)


def read_label(text: str) -> Label | None:
    """Read the label of a total; ``None`` for what is none."""
    spelt = key(text) if len(text) <= _LONGEST else ""
    bare = _IN_WORDS.sub("", _MARKS.sub("", spelt))
    if part := _of_sections(spelt, bare):
        return part
    if not _BEGINS.match(bare):
        return None
    kinds = (sums for sums, pieces in _KINDS if _only(bare, *pieces))
    if sums := next(kinds, None):
        return Label(sums)
    # “รวมหน้านี้/ยกไป” may be either: what the page adds up to, or all so far
    is_both = _only(bare, _PAGE, _CARRIED)
    return Label(Sum.CARRIED, word="หน้า") if is_both else None


def _of_sections(spelt: str, bare: str) -> Label | None:
    """Read “รวมมิติที่ 1 (name of the section)” or “มิติที่ 1 … รวม”."""
    # with its marks, which part one number from the next; “มิติ (1)” is told without
    text = spelt if _SECTION.search(spelt) else bare
    first = _SECTION.search(text)
    if first is None:
        return None
    word, before = first[1], _MARKS.sub("", text[: first.start()])
    is_named_first = not before and bare.endswith("รวม")
    if not (is_named_first or (_BEGINS.match(before) and _only(before, _ALL, _PART))):
        return None
    numbers = _numbers(text, first)
    if word == "มิติ" and numbers == (1, 2, 3, 4):
        return Label(Sum.ALL)
    return Label(Sum.PART, word, numbers)


def _numbers(text: str, first: re.Match[str]) -> tuple[int, ...]:
    """Return the numbers of “1 ถึง 3”, “1, 2 และ 4” or “1 - 2 และ 4”, in their order."""
    numbers, end = {int(first[2])}, first.end()
    while more := _MORE.match(text, end):
        last = int(more[2])
        is_span = re.fullmatch(_SPAN, more[1]) is not None
        numbers.update(range(max(numbers), last + 1) if is_span else (last,))
        end = more.end()
    return tuple(sorted(numbers))


def _only(bare: str, *pieces: re.Pattern[str]) -> bool:
    """Whether nothing is left of a label without the pieces and what fills between."""
    # piece by piece from the left: “มา” is one, but not within งบประมาณ
    every = "|".join(piece.pattern for piece in (*pieces, _FILLING))
    # what is taken is not given back, or a text of many pieces takes its time
    return re.fullmatch(f"(?>{every})*+", bare, re.ASCII) is not None


# --- sections -------------------------------------------------------------------

_ENUMERATOR = re.compile(r"^(?:\d{1,2}|[ก-ฮ])(?=\D)", re.ASCII)


def read_section(text: str) -> tuple[str, int] | None:
    """Read a section's heading, “มิติที่ 2 …” as มิติ and 2; ``None`` for what is none."""
    if len(text) > _LONGEST:
        return None
    bare = _MARKS.sub("", key(text))
    found = _SECTION.match(bare) or _SECTION.match(_ENUMERATOR.sub("", bare))
    return (found[1], int(found[2])) if found else None


# --- notes and signatures -------------------------------------------------------

_YEAR_BEFORE = r"ปี(?:งบประมาณ)?(?:ที่(?:แล้ว|ผ่านมา)|ก่อน|(?:พศ|พ\.ศ\.?)?\d{4})"
_COMPARED = "ยอด|เงิน|งบประมาณ|แผน|รวม|จำนวน|ของ|ใน|เพิ่ม(?:ขึ้น)?|ลด(?:ลง)?|สูง|ต่ำ|มาก|น้อย|กว่า|จาก|เทียบกับ"
"""What a total is held against below it: the budget of a year, or how it differs."""
_OF_MONEY = (
    "(?:ยอด|เงิน|งบประมาณ)?(?:คง)?เหลือ|หัก|ผลต่าง|ร้อยละ|เบิกจ่าย|เงินสะสม|งบประมาณ(?:ที่|ตาม)"
    rf"|(?:{_COMPARED})+(?:{_YEAR_BEFORE})|(?:เพิ่มขึ้น|ลดลง)(?![ก-๎])"
)
_NO_FIGURE = re.compile(rf"(?:{_OF_MONEY})[^\d:=…]*")
_NOTE = re.compile(
    r"\(?(?:ลงชื่อ|ลงนาม|ตำแหน่ง|วันที่|หมายเหตุ|ที่มา|แหล่งข้อมูล|ข้อมูลณ|พิมพ์เมื่อ|"
    r"ผู้(?:จัดทำ|ออกรายงาน|รายงาน|เสนอ|อนุมัติ|ตรวจ|เห็นชอบ|พิจารณา|รับรอง|บันทึก|รวบรวม|ประสาน)|"
    rf"(?:ขอ)?รับรองว่า|หน้า(?:ที่)?\d|{_OF_MONEY})"
    r"|[.…_\-–—*=]{4,}|\.{3}|…|※"
)
_DOTTED = re.compile(r"[.…_]{6,}|…{2,}")
_IN_BRACKETS = re.compile(r"\((?!โครงการ|กิจกรรม|มาตรการ).*\)")
_STARRED = re.compile(r"[*]+(?!(?:โครงการ|กิจกรรม|มาตรการ))")


def is_note(text: str) -> bool:
    """Whether a text is a note or part of a signature, as stand below tables."""
    spelt = key(text[:_LONGEST])
    return bool(
        _NOTE.match(spelt)
        or _DOTTED.search(spelt)
        or (_IN_BRACKETS.fullmatch(spelt) and len(text) < _LONGEST)
        or _STARRED.match(spelt)
    )


def may_be_words(text: str) -> bool:
    """Whether a text begins as a note of money and has no figure: it may be other words."""
    return len(text) <= _LONGEST and bool(_NO_FIGURE.fullmatch(key(text)))
