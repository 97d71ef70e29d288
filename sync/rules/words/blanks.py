"""Rules on signs that stand where a name or a figure is to be written.

Dots also hold the voice, stars point to a note, and a draft has no year yet: what stands
before and behind tells.
"""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Field, Heading, Info
from sync.rules.text.lines import line_around, line_begin, line_end
from sync.rules.text.normalized import NormalizedText, is_running
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists

_DOTS = re.compile(
    r"(?<![.…])(?:\.{4,}|…{2,}|(?:\. ){3,}\.|(?:\.…|…\.)[.…]+)(?![.…])|_{3,}"
)
_MARKS_OF_DOTS, _MARKS_OF_CROSSES = ".…_-—", "xX○◯〇●△▲□■*＊?？Tt"
_MAY_BE_DOTS = re.compile(r"\.\.|…|__|\. \.|--|——")
"""Hardly a text has any, and whether it has is seen at once."""
_SHORT_DOTS = re.compile(
    r"(?:จำนวน|ร้อยละ|กว่า|พ\.ศ\.|วันที่|ครั้งที่|ตำบล|อำเภอ|จังหวัด|เทศบาล|หมู่ที่|(?<!เ)ชื่อ|มาตรา)[^\S\n]*"
    r"(?P<blank>\.{2,3}|…|-{3,}|—{2,})(?!\.)"
)
_CROSSES = re.compile(
    r"(?<![A-Za-z])(?<!\d[-–])(?:x{3,}|X{3,})(?![A-Za-z])"
    r"|(?<=[๐-๙0-9])[xX]{1,3}(?![A-Za-z0-9๐-๙]|\s?[0-9๐-๙])"
    r"|(?:จำนวน|ร้อยละ|กว่า|พ\.ศ\.|ที่|ตำบล|ชื่อ|นาย|นาง|นางสาว)\s?(?P<few>[xX]{2})(?![A-Za-z])"
    r"|[○◯〇●]{2,}|[△▲□■]{2,}|(?<![*＊])[*＊]{3,7}(?![*＊])|[?？]{3,}"
    r"|(?<![A-Za-z])(?:TBD|T\.B\.D\.|[Tt]o [Bb]e (?:[Dd]etermined|[Aa]nnounced|[Cc]onfirmed))(?![A-Za-z])"
)
_MAY_BE_CROSSES = re.compile("[xX○◯〇●△▲□■*＊?？T]|to ")


@only_with(_MARKS_OF_DOTS)
def dotted(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A row of dots or of lines, as a form has where a name is to be written."""
    for match in _rows_of_dots(typed):
        if not _is_weak(typed, match):
            yield typed.hit("PLH003", *match.span())
    if _may_have_dots(typed) and typed.passage.what is not Heading.TARGET_GROUP:
        # a count left open there has a rule of its own
        for match in _SHORT_DOTS.finditer(typed.plain):
            if not _is_of_a_draft(typed.plain, match, "blank"):
                yield typed.hit("PLH003", *match.span("blank"))


@only_with(_MARKS_OF_DOTS + _MARKS_OF_CROSSES)
def may_be_blank(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A few dots, stars or question marks in a sentence hold the voice, or are a blank.

    Nothing before them wants a name or a figure, nothing behind counts: who wrote knows.
    """
    for match in (*_rows_of_dots(typed), *_signs(typed)):
        if _is_weak(typed, match):
            yield typed.hit("PLH008", *match.span())


def _may_have_dots(typed: NormalizedText) -> bool:
    """Whether a text has any; a title has dots for ornament."""
    is_title = typed.passage.what is Info.TITLE
    return not is_title and bool(_MAY_BE_DOTS.search(typed.plain))


def _rows_of_dots(typed: NormalizedText) -> Iterator[re.Match[str]]:
    for match in _DOTS.finditer(typed.plain) if _may_have_dots(typed) else ():
        if not (
            _is_of_a_draft(typed.plain, match)
            or is_rule(typed.plain, match)
            or _is_pause(typed.plain, match)
        ):
            yield match


def _is_weak(typed: NormalizedText, signs: re.Match[str]) -> bool:
    """Whether few signs stand in a sentence where nothing tells what they would hold."""
    text, (start, end) = typed.plain, signs.span()
    trails = _TRAILS.match(text, end) and _SENTENCE_BEFORE.search(
        text, max(0, start - 80), start
    )
    few = _FEW_AT_THE_END if trails else _FEW_DOTS
    if _is_of_a_form(text, start, end):
        return True
    is_sure = signs[0][0] not in _MAY_HOLD_THE_VOICE or end - start > few
    if is_sure or not is_running(typed.passage):
        return False
    is_whole_line = not line_around(text, *signs.span()).replace(signs[0], "").strip()
    return not (is_whole_line or _wants(text, start) or _COUNTED.match(text, end))


def _is_of_a_form(text: str, start: int, end: int) -> bool:
    """Whether signs stand among the words of a form, a sign or a card that is quoted.

    The project makes it, and others fill it in; dots alone in quotation marks are a blank.
    """
    opening = _FORM_QUOTED.search(text, line_begin(text, start), start)
    closing = opening and _QUOTE_GOES_ON.match(text, end, line_end(text, end))
    if not opening or not closing:
        return False
    quoted = text[opening.start("quoted") : start] + closing["quoted"]
    return any(map(str.isalpha, quoted))


_FORM_QUOTED = re.compile(
    r"(?:แบบ|ข้อความ|ป้าย|บัตร|หัวข้อ|ตรายาง|คำว่า|เขียนว่า|ฉลาก|สติกเกอร์)[^“”\"\n]{0,40}[“\"](?P<quoted>[^“”\"\n]*)\Z"
)
_QUOTE_GOES_ON = re.compile(r"(?P<quoted>[^“”\"\n]*)[”\"]")


def _wants(text: str, start: int) -> bool:
    return bool(_WANTING.search(text, max(0, start - 20), start))


def _is_of_a_draft(text: str, dots: re.Match[str], group: str | int = 0) -> bool:
    """Whether dots are the year or number of a draft, which has none until it is law.

    Its name may go on from the line above.

    Source: the style of the Council of State's drafts, “ร่างพระราชบัญญัติ … พ.ศ. ....”.
    """
    start = dots.start(group)
    begins = line_begin(text, start)
    if begins and _NAME_GOES_ON.fullmatch(text, begins, start):
        if text[dots.end(group) :].startswith("\n"):
            return True  # nothing else stands in the line
        begins = line_begin(text, begins - 1)
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
    is_between = bool(re.fullmatch("[ก-๎0-9๐-๙][ก-๎]", beside))
    return is_quoted or (is_between and not _wants(text, start))


_FEW_DOTS, _FEW_AT_THE_END = 5, 10
_TRAILS = re.compile(r"\s*(?:\n|\Z)")
_SENTENCE_BEFORE = re.compile(r"[^\n.…]{80}\Z")
_MAY_HOLD_THE_VOICE = ".…*＊?？"
_WANTING = re.compile(
    r"(?:สังกัด|ของ|ใน|จำนวน|ดังนั้น|นายก|ปลัด|โรงเรียน|โครงการ|ตำบล|อำเภอ|จังหวัด|ประชาชน|บุคลากร|พนักงาน|(?<![0-9๐-๙] )ปี|พ\.ศ\."
    r"|วันที่|ร้อยละ|เทศบาล|เมือง|อบต\.|อบจ\.|บ้าน|ชุมชน|กอง|สำนัก|งาน|ชื่อ|นาย|นาง|สาว|ที่|ณ|เรื่อง|เวลา|(?<![0-9๐-๙] )เดือน|จาก"
    r"|โดย|เป็น|หมู่|ซอย|ถนน|กว่า|อย่างน้อย|ประมาณ|รวม|เงิน|ทั้งสิ้น|ทั้งหมด|ประกาศ|ฉบับ|ตั้งแต่|ถึง|ระหว่าง|[:(/“\"])\s*\Z"
)
"""Behind these a few signs are a blank."""
_COUNTED = re.compile(
    r"\s*(?:คน|บาท|ราย|ครั้ง|แห่ง|ชุด|รุ่น|หมู่บ้าน|ครัวเรือน|ชั่วโมง|วัน|เดือน|ปี|เรื่อง|โครงการ|ตำบล|อำเภอ|จังหวัด|หมู่ที่|พ\.ศ\.|[)%/])"
    r"(?![\u0e30-\u0e4e]|นี้|หนึ่ง|ละ)"
)
"""And before these."""
_LONGEST_NAME, _OF_A_NAME = 400, 24
_TO_BE_FILLED = re.compile(r"(?::|[.…_]{3,})\Z")
_NAME_GOES_ON = re.compile(r"\s*(?:\(ฉบับที่[^)\n]*\)?)?\s*(?:พ\.ศ\.?)?\s*")
_DRAFT = re.compile(
    r"(?s:ร่าง.*)(?<!\s)(?<!ประจำปี)(?<!ปีงบประมาณ)\s*(?:พ\.ศ\.?|ฉบับที่)\s*\Z"
)
_YEARS_OF_A_DRAFT = frozenset({"...", "...."})
_NAMED_DRAFT = re.compile(
    _DRAFT.pattern.replace(
        "ร่าง",
        r"(?:ร่าง|ว่าด้วย|พระราช(?:บัญญัติ|กำหนด|กฤษฎีกา)|พ\.ร\.[บกฎ]\.|กฎกระทรวง|ประกาศกระทรวง|หลักเกณฑ์)",
    )
)
"""A law named, of a year that is written as the Council of State does in drafts."""


def is_rule(text: str, signs: re.Match[str]) -> bool:
    """Whether signs are a rule drawn under or over a text: alone in their line.

    A line to be filled in stands by itself in the cell, below another such line, under
    a colon, or over a name in brackets.
    """
    begins, ends = line_begin(text, signs.start()), line_end(text, signs.end())
    beside = text[begins : signs.start()] + text[signs.end() : ends]
    alone = not _ON_A_RULE.sub("", beside).strip()
    above = text[:begins].rstrip()
    if not above:
        return alone and bool(_SENTENCE.match(text, signs.end()))
    return alone and not _TO_BE_FILLED.search(above)


_ON_A_RULE = re.compile(
    r"\d{1,2}\s+[ก-๎.]{3,10}\s+\d{2,4}\s*\Z|(?:#\S+\s*)+\Z|[,;]\s*\Z"
)
"""On the line that is drawn under a text stands when it was written, or where it belongs."""
_SENTENCE = re.compile(r"\s*\n(?!.{0,40}(?:\.{3}|…|__))[ก-๎].{40}")


@only_with(_MARKS_OF_CROSSES)
def crosses(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Crosses, rings or stars in the place of a name or a figure: xxx, ๒๕xx, ○○."""
    for match in _signs(typed):
        if not _is_weak(typed, match):
            yield typed.hit("PLH004", *match.span("few" if match["few"] else 0))


def _signs(typed: NormalizedText) -> Iterator[re.Match[str]]:
    is_judged = typed.passage.what not in {Field.REMARK, Info.TITLE}
    if not (is_judged and _MAY_BE_CROSSES.search(typed.plain)):
        return
    for match in _CROSSES.finditer(typed.plain):
        begins = max(0, match.start() - 20)
        if _STANDARD.search(typed.plain, begins, match.start()):
            continue
        if not _ORNAMENT.fullmatch(line_around(typed.plain, *match.span())):
            yield match


_STANDARD = re.compile(r"(?:มอก\.?|[A-Z][A-Za-z]*[A-Z]) ?[๐-๙0-9:.Xx –-]*\Z")
"""A standard whatever its number or year (มอก. 528-25xx, ISO 22XXX)."""
_ORNAMENT = re.compile(r"\s*(?P<stars>[*＊]{3,})[^*＊]*(?P=stars)?\s*")
"""Stars that begin a line are drawn, or point to a note; a blank has words before it."""
