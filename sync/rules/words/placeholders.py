"""Rules on what a sample leaves to be filled in, and nobody filled in.

A plan is published with “ระบุชื่อหน่วยงาน” in it because nothing else is wrong with the
sentence. The same words are a verb in “ให้ผู้ร้องระบุชื่อ”: what stands before tells.
"""

import re
from collections.abc import Iterator

from sync.memo import made_once
from sync.model.findings import Hit
from sync.rules.text.lines import line_around
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.patterns import any_of
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists

_WANTS_A_NAME = (
    r"(?:^|[\s“\"/]|สังกัด|ของ|ใน|จำนวน|ดังนั้น|นายก|ปลัด|โรงเรียน|โครงการ|ตำบล|อำเภอ|จังหวัด"
    r"|ประชาชน|บุคลากร|พนักงาน|ปี|พ\.ศ\.|วันที่|ร้อยละ)$"
)
_IS_A_VERB_AFTER = re.compile(
    r"(?:ใน| และ| พร้อม|ที่|ของ|ผู้|ให้|ไว้|ลง|อย่าง|ไม่|แล้ว|ซึ่ง|ตนเอง|ชัด)"
)
_BEFORE = re.compile(_WANTS_A_NAME)
_EMPTY_BRACKETS = re.compile(r"\[\s*\]|\(\s+\)|\(\)|\(\s*[.…_-]{2,}\s*\)|<\s*>")
_EXAMPLE = "ตัวอย่าง"
_SAMPLE = re.compile(
    rf"(?:^|\n)\s*({_EXAMPLE}(?:ที่\s*[๐-๙0-9]+|โครงการ|กิจกรรม|มาตรการ)(?:\s|:))"
)


def of_the_sample(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """What a sample leaves open; a published plan must not have it.

    An office's plan was published with six of them.
    """
    for match in _phrases(lists).finditer(typed.plain):
        start, end = match.span()
        is_verb = _IS_A_VERB_AFTER.match(typed.plain, end) or (
            _OF_FIGURES.search(match[0]) and _GOES_ON.match(typed.plain, end)
        )
        if _BEFORE.search(typed.plain, max(0, start - 20), start) and not is_verb:
            yield typed.hit("PLH001", start, end)


_OF_FIGURES = re.compile("(?:เงิน|งบประมาณ|ระยะเวลา|วันที่|สถานที่|ร้อยละ|กลุ่มเป้าหมาย)\\Z")
_GOES_ON = re.compile("(?!บาท|คน|ครั้ง|วัน|เดือน|ปี|ถึง|ของ)[\u0e01-\u0e2e\u0e40-\u0e44]")
"""A figure left open has its unit behind, or a space; a sentence on what is stated goes on."""


@made_once
def _phrases(lists: WordLists) -> re.Pattern[str]:
    names = [p.removeprefix("ระบุ") for p in lists.placeholders if "ชื่อ" in p]
    asked = (f"{verb}{name}" for name in names for verb in ("ใส่", "กรอก", "เติม"))
    return re.compile(any_of((*lists.placeholders, *asked, "ชื่อ อปท.")))


@only_with("([<{«【“")
def in_brackets(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """Brackets that hold only what is to be filled in, such as (ระบุ) or [ชื่อหน่วยงาน]."""
    for match in bracketed(lists).finditer(typed.plain):
        start, end = match.span()
        if not _is_filled_in_by_others(typed.plain, start, end):
            is_quoted = match[0].startswith("“")  # as the message quotes it anyway
            yield typed.hit("PLH002", start + is_quoted, end - is_quoted)


@made_once
def bracketed(lists: WordLists) -> re.Pattern[str]:
    """Return what finds brackets that hold only what is to be filled in."""
    inside = rf"\s*(?:{any_of(lists.blanks)}|{_A_NAME}|{_TO_FILL_IN}[\u0e01-\u0e4e. /]{{0,60}})\s*[.…]*\s*"
    pairs = zip("([<{«【", ")]>}»】", strict=True)
    any_pair = "|".join(rf"{re.escape(o)}{inside}{re.escape(c)}" for o, c in pairs)
    return re.compile(
        rf"{any_pair}|«[^«»\s]{{1,40}}»|“\s*{_TYPE}\s?(?:{_WHAT})[\u0e01-\u0e4e. /]{{0,60}}”"
    )


_A_NAME = (
    r"ชื่อ(?:\s?[-–/]?\s?(?:นาม)?สกุล|(?:บริษัท|ห้าง|ร้าน|ผู้|วิทยากร|ประธาน|เจ้าหน้าที่|พนักงาน|บุคคล|คณะ|กรรมการ|สถานที่|ส่วนราชการ"
    r"|สังกัด|กอง|สำนัก|ศูนย์|ชุมชน|วัด|หลักสูตร|เว็บไซต์|นายก|ปลัด)[ก-๎]{0,20})?(?:\s?[-–/,]?\s?(?:ตำแหน่ง|สังกัด|นามสกุล))?"
)
"""What asks for a name, with no name behind it."""


def _is_filled_in_by_others(text: str, start: int, end: int) -> bool:
    """Whether brackets tell who fills in a form what to write, as (ระบุเหตุผล) does."""
    near = max(0, start - 40)
    return bool(
        _FILLED_IN_BY_OTHERS.search(text, near, start)
        or (_WHO_WRITES.search(text, near, start) and _WRITES.match(text, end))
    )


_WRITTEN = "เขียน|กรอก|ลงนาม|ลงรับ|ลงชื่อ|ลงลายมือชื่อ"
_FILLED_IN_BY_OTHERS = re.compile(
    rf"(?:{_WRITTEN}|(?<!รูป)(?<!ออก)(?<!ต้น)แบบ(?=ฟอร์ม|คำ|บันทึก|สำรวจ|สอบถาม|ประเมิน|รายงาน|\s?[\d๐-๙]|\s?[(\[<{{«【“]|\s*\Z)"
    r"|คำร้อง|คำขอ|ใบสมัคร|ผู้ร้อง|ผู้แจ้ง|ผู้ยื่น)[^\n]*\Z"
)
_WHO_WRITES = re.compile(r"(?:ผู้|เจ้าหน้าที่|ประชาชน|พยาน|นักเรียน)[ก-๎]{0,20}\s?\Z")
_WRITES = re.compile(rf"\s?(?:เป็นผู้)?(?:{_WRITTEN}|ยื่น)")

_WHAT = "ชื่อ|จำนวน|วัน|เดือน|ปี|ที่|สถาน|ตำบล|อำเภอ|จังหวัด|หน่วย|กลุ่ม|งบ|ผู้|ระยะ|ข้อ|ตัวเลข|ร้อยละ|โครงการ|กิจกรรม|เลข|รายละเอียด|เว็บ|เบอร์"
_TYPE = r"(?:โปรด|กรุณา|ให้)?\s?(?:ใส่|ระบุ|กรอก|เติม|พิมพ์)"
_TO_FILL_IN = rf"{_TYPE}(?={_WHAT}|\s|[)\]}}>”»】.…])"
"""What asks to be filled in, whatever brackets stand around it."""


@only_with("[(<")
def empty_brackets(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Brackets with nothing in them: a box to tick or a place to fill in.

    Beside a box of the kind that is ticked, an empty one says no.
    """
    for match in _EMPTY_BRACKETS.finditer(typed.plain):
        line = line_around(typed.plain, *match.span())
        if not _TICKED[match[0][0]].search(line):
            yield typed.hit("PLH005", *match.span())


_TICKED = {
    opening: re.compile(rf"{re.escape(opening)}\s*[xX/✓✔☑√]\s*[])>]")
    for opening in "[(<"
}


def prompt(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A word processor's own words, shown where nothing has been typed."""
    folded = typed.plain.casefold()
    for text in _prompts(lists):
        place = folded.find(text)
        if place >= 0:
            yield typed.hit("PLH006", place, place + len(text))


@made_once
def _prompts(lists: WordLists) -> tuple[str, ...]:
    return tuple(text.casefold() for text in lists.prompts)


def sample_heading(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """The heading of a sample, copied with it: “ตัวอย่างที่ 11”."""
    for match in _SAMPLE.finditer(typed.plain) if _EXAMPLE in typed.plain else ():
        yield typed.hit("PLH007", *match.span(1))


def note_to_oneself(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """What somebody wrote to come back to, in the place of a text: “รอแก้ไข”, “TODO”.

    In Thai only where it is all of a line or of brackets: ใช้ป้องกันการแก้ไขภายหลัง is a
    sentence.
    """
    for match in _NOTE.finditer(typed.plain):
        begins, ends = match.span(match.lastgroup or 0)
        yield typed.hit("PLH009", begins, ends)


_LATER = r"(?:ใน)?(?:ภายหลัง|ทีหลัง)|อีกที"
_TO_DO = r"(?:ปรับ)?แก้(?:ไข)?|กรอก|เติม|เพิ่ม(?:เติม)?|ใส่|พิมพ์|อัปเดต|อัพเดท|ยืนยัน"
_WHAT_TO_DO = r"(?:ข้อมูล|ตัวเลข|รายละเอียด|งบประมาณ|ข้อความ|ชื่อ|ตรงนี้)"
_TO_ONESELF = (
    rf"(?:(?:รอ|เดี๋ยว(?:มา)?|ค่อย(?:มา)?)\s?(?:{_TO_DO}|(?=ข้อมูล))\s?{_WHAT_TO_DO}?(?:จาก[ก-๎]{{2,20}})?\s?(?:{_LATER})?"
    rf"|(?:{_TO_DO})\s?{_WHAT_TO_DO}?\s?(?:{_LATER}))"
)
_NOTE = re.compile(
    r"(?<![A-Za-z])(?P<latin>(?:TODO|FIXME)(?::?\s?[^\s\d][^\n]{0,40})?)(?![A-Za-z])"
    rf"|^[\s*•(\[-]*(?P<line>{_TO_ONESELF})[\s*.…!)\]]*$"
    rf"|[(\[]\s*(?P<inside>{_TO_ONESELF})[\s*.…!]*[)\]]",
    re.MULTILINE,
)
