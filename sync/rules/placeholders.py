"""Rules on what a sample leaves to be filled in, and nobody filled in.

A plan is published with “ระบุชื่อหน่วยงาน” in it because nothing else is wrong with the
sentence. The same words are a verb in “ให้ผู้ร้องระบุชื่อ”: what stands before tells.
"""

import re
from collections.abc import Iterator

from sync.memo import made_once
from sync.model.findings import Hit
from sync.model.plan import Field, Heading, Info
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.passages import Passage
from sync.rules.text.patterns import any_of
from sync.rules.text.wordlists import WordLists

_WANTS_A_NAME = (
    r"(?:^|[\s“\"/]|สังกัด|ของ|ใน|จำนวน|ดังนั้น|นายก|ปลัด|โรงเรียน|โครงการ|ตำบล|อำเภอ|จังหวัด"
    r"|ประชาชน|บุคลากร|พนักงาน|ปี|พ\.ศ\.|วันที่|ร้อยละ)$"
)
_IS_A_VERB_AFTER = re.compile(r"(?:ใน| และ|ที่|ของ|ผู้|ให้|ไว้|ลง|อย่าง|ไม่|แล้ว|ซึ่ง|ตนเอง|ชัด)")
_BEFORE = re.compile(_WANTS_A_NAME)
_DOTS = re.compile(
    r"(?<![.…])(?:\.{4,}|…{2,}|(?:\. ){3,}\.|(?:\.…|…\.)[.…]+)(?![.…])|_{3,}"
)
_MAY_BE_DOTS = re.compile(r"\.\.|…|__|\. \.|--|——")
"""Hardly a text has any, and whether it has is seen at once."""
_SHORT_DOTS = re.compile(
    r"(?:จำนวน|ร้อยละ|พ\.ศ\.|วันที่|ครั้งที่|ตำบล|อำเภอ|จังหวัด|เทศบาล|หมู่ที่|(?<!เ)ชื่อ|มาตรา)[^\S\n]*"
    r"(?P<blank>\.{2,3}|…|-{3,}|—{2,})(?!\.)"
)
_CROSSES = re.compile(
    r"(?<![A-Za-z])(?<!\d[-–])(?:[xX]{3,})(?![A-Za-z])"
    r"|(?<=[๐-๙0-9])[xX]{1,3}(?![A-Za-z0-9๐-๙]|\s?[0-9๐-๙])"
    r"|(?:จำนวน|ร้อยละ|พ\.ศ\.|ที่|ตำบล|ชื่อ|นาย|นาง|นางสาว)\s?(?P<few>[xX]{2})(?![A-Za-z])"
    r"|[○◯〇●]{2,}|[△▲□■]{2,}|(?<![*＊])[*＊]{3,7}(?![*＊])|[?？]{3,}"
    r"|(?<![A-Za-z])(?:TBD|T\.B\.D\.|[Tt]o [Bb]e (?:[Dd]etermined|[Aa]nnounced|[Cc]onfirmed))(?![A-Za-z])"
)
_MAY_BE_CROSSES = re.compile("[xX○◯〇●△▲□■*＊?？T]|to ")
_EMPTY_BRACKETS = re.compile(r"\[\s*\]|\(\s+\)|\(\)|\(\s*[.…_-]{2,}\s*\)|<\s*>")
_SAMPLE = re.compile(
    r"(?:^|\n)\s*(ตัวอย่าง(?:ที่\s*[๐-๙0-9]+|โครงการ|กิจกรรม|มาตรการ)(?:\s|:))"
)


def of_the_sample(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """What a sample leaves open; a published plan must not have it.

    An office's plan was published with six of them.
    """
    for match in _phrases(lists).finditer(typed.plain):
        start, end = match.span()
        if _BEFORE.search(typed.plain, max(0, start - 20), start) and not (
            _IS_A_VERB_AFTER.match(typed.plain, end)
        ):
            yield typed.hit("PLH001", start, end)


@made_once
def _phrases(lists: WordLists) -> re.Pattern[str]:
    names = [p.removeprefix("ระบุ") for p in lists.placeholders if "ชื่อ" in p]
    asked = (f"{verb}{name}" for name in names for verb in ("ใส่", "กรอก", "เติม"))
    return re.compile(any_of((*lists.placeholders, *asked, "ชื่อ อปท.")))


def in_brackets(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """Brackets that hold only what is to be filled in, such as (ระบุ) or [ชื่อหน่วยงาน]."""
    for match in _bracketed(lists).finditer(typed.plain):
        start, end = match.span()
        if not _FILLED_IN_BY_OTHERS.search(typed.plain, max(0, start - 40), start):
            is_quoted = match[0].startswith("“")  # as the message quotes it anyway
            yield typed.hit("PLH002", start + is_quoted, end - is_quoted)


@made_once
def _bracketed(lists: WordLists) -> re.Pattern[str]:
    inside = rf"\s*(?:{any_of(lists.blanks)}|{_TO_FILL_IN}[\u0e01-\u0e4e. /]{{0,60}})\s*[.…]*\s*"
    pairs = zip("([<{«【", ")]>}»】", strict=True)
    any_pair = "|".join(rf"{re.escape(o)}{inside}{re.escape(c)}" for o, c in pairs)
    return re.compile(rf"{any_pair}|“\s*{_TO_FILL_IN}[\u0e01-\u0e4e. /]{{0,60}}”")


_FILLED_IN_BY_OTHERS = re.compile(
    r"(?:แบบฟอร์ม|คำร้อง|คำขอ|ใบสมัคร|กรอก|ผู้ร้อง|ผู้แจ้ง|ผู้ยื่น)[^\n]*\Z"
)
"""Forms that people fill in say in brackets what to write."""

_TO_FILL_IN = r"(?:โปรด|กรุณา|ให้)?\s?(?:ใส่|ระบุ|กรอก|เติม|พิมพ์)(?=ชื่อ|จำนวน|วัน|เดือน|ปี|ที่|สถาน|ตำบล|อำเภอ|จังหวัด|หน่วย|กลุ่ม|งบ|ผู้|ระยะ|ข้อ|ตัวเลข|ร้อยละ|โครงการ|กิจกรรม|เลข|รายละเอียด|เว็บ|เบอร์|\s|[)\]}>”»】.…])"
"""What asks to be filled in, whatever brackets stand around it."""


def dotted(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A row of dots or of lines, as a form has where a name is to be written."""
    if typed.passage.what is Info.TITLE:
        return
    if not _MAY_BE_DOTS.search(typed.plain):
        return
    for match in _DOTS.finditer(typed.plain):
        if not (
            _is_of_a_draft(typed.plain, match)
            or is_rule(typed.plain, match)
            or _is_pause(typed.plain, match)
        ):
            yield typed.hit("PLH003", *match.span())
    if not _counts_people(typed.passage):
        for match in _SHORT_DOTS.finditer(typed.plain):
            if not _is_of_a_draft(typed.plain, match, "blank"):
                yield typed.hit("PLH003", *match.span("blank"))


def _is_of_a_draft(text: str, dots: re.Match[str], group: str | int = 0) -> bool:
    """Whether dots are the year or number of a draft, which has none until it is law.

    Its name may go on from the line above.

    Source: the style of the Council of State's drafts, “ร่างพระราชบัญญัติ … พ.ศ. ....”.
    """
    start = dots.start(group)
    begins = text.rfind("\n", 0, start) + 1
    if begins and _NAME_GOES_ON.fullmatch(text, begins, start):
        if text[dots.end(group) :].startswith("\n"):
            return True  # nothing else stands in the line
        begins = text.rfind("\n", 0, begins - 1) + 1
    is_year = text[start : dots.end(group)] in _YEARS_OF_A_DRAFT
    draft = _NAMED_DRAFT if is_year else _DRAFT
    if draft.search(text, max(begins, start - _LONGEST_NAME), start):
        return True
    name = text[max(begins, start - _OF_A_NAME) : start]
    return len(name) == _OF_A_NAME and any(
        _DRAFT.search(text, max(0, same.end() - _LONGEST_NAME), same.end())
        for same in re.finditer(re.escape(name), text)
    )  # called a draft where it was named first


def _is_pause(text: str, dots: re.Match[str]) -> bool:
    """Whether a few dots hold the voice, or leave words of a quotation out.

    A blank stands behind what wants a name, or has a space beside it.
    """
    start, end = dots.span()
    if end - start > _FEW_DOTS:
        return False
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    is_quoted = beside[:1] == "“" or beside[-1:] == "”"
    is_between = len(beside) > 1 and all(map(_LETTER.match, beside))
    wants = _BEFORE.search(text, max(0, start - 20), start) or _OFFICE.search(
        text, max(0, start - 20), start
    )
    return is_quoted or (is_between and not wants)


_FEW_DOTS = 5
_LETTER = re.compile("[ก-๎]")
_OFFICE = re.compile(
    r"(?:ตำบล|เทศบาล|เมือง|อบต\.|อบจ\.|หมู่บ้าน|บ้าน|ชุมชน|กอง|สำนัก|งาน|ชื่อ|นาย|นาง|สาว|ที่|เลขที่|ณ|เรื่อง|เวลา|เดือน|จาก|โดย|เป็น)\Z"
)
"""Behind these a few dots are a blank."""
_LONGEST_NAME, _OF_A_NAME = 400, 24
_TO_BE_FILLED = re.compile(r"(?::|[.…_]{3,})\Z")
_NAME_GOES_ON = re.compile(r"\s*(?:\(ฉบับที่[^)\n]*\)?)?\s*(?:พ\.ศ\.?)?\s*")
_DRAFT = re.compile(
    r"(?s:ร่าง.*)(?<!\s)(?<!ประจำปี)(?<!ปีงบประมาณ)\s*(?:พ\.ศ\.?|ฉบับที่)\s*\Z"
)
_YEARS_OF_A_DRAFT = frozenset({"...", "...."})
_NAMED_DRAFT = re.compile(
    _DRAFT.pattern.replace(
        "ร่าง", r"(?:ร่าง|ว่าด้วย|พระราชบัญญัติ|พ\.ร\.บ\.|กฎกระทรวง|ประกาศกระทรวง)"
    )
)
"""A law named, of a year that is written as the Council of State does in drafts."""


def is_rule(text: str, signs: re.Match[str]) -> bool:
    """Whether signs are a rule drawn under a text: alone in their line, below a sentence.

    A line to be filled in stands by itself in the cell, below another such line, or
    under a colon.
    """
    begins = text.rfind("\n", 0, signs.start()) + 1
    ends = text.find("\n", signs.end())
    alone = not (
        text[begins : signs.start()] + text[signs.end() : ends if ends >= 0 else None]
    ).strip()
    above = text[:begins].rstrip()
    return alone and bool(above) and not _TO_BE_FILLED.search(above)


def _counts_people(passage: Passage) -> bool:
    """A count left open in the target group has a rule of its own."""
    return passage.what is Heading.TARGET_GROUP


def crosses(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Crosses, rings or stars in the place of a name or a figure: xxx, ๒๕xx, ○○."""
    is_judged = typed.passage.what not in {Field.REMARK, Info.TITLE}
    if not (is_judged and _MAY_BE_CROSSES.search(typed.plain)):
        return
    for match in _CROSSES.finditer(typed.plain):
        begins = max(0, match.start() - 20)
        if _STANDARD.search(typed.plain, begins, match.start()):
            continue
        if not _ORNAMENT.fullmatch(_line_around(typed.plain, match)):
            yield typed.hit("PLH004", *match.span("few" if match["few"] else 0))


_STANDARD = re.compile(r"มอก\.? ?[๐-๙0-9-]+\Z")
"""A standard whatever its year (มอก. 528-25xx)."""
_ORNAMENT = re.compile(r"\s*(?P<stars>[*＊]{3,})[^*＊]*(?P=stars)?\s*")
"""Stars that begin a line are drawn, or point to a note; a blank has words before it."""


def _line_around(text: str, match: re.Match[str]) -> str:
    begins = text.rfind("\n", 0, match.start()) + 1
    ends = text.find("\n", match.end())
    return text[begins : ends if ends >= 0 else None]


def empty_brackets(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Brackets with nothing in them: a box to tick or a place to fill in."""
    for match in _EMPTY_BRACKETS.finditer(typed.plain):
        yield typed.hit("PLH005", *match.span())


def prompt(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A word processor's own words, shown where nothing has been typed."""
    folded = typed.plain.casefold()
    for text in lists.prompts:
        place = folded.find(text.casefold())
        if place >= 0:
            yield typed.hit("PLH006", place, place + len(text))


def sample_heading(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """The heading of a sample, copied with it: “ตัวอย่างที่ 11”."""
    for match in _SAMPLE.finditer(typed.plain):
        yield typed.hit("PLH007", *match.span(1))
