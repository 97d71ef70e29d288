"""Rules on what a sample leaves to be filled in, and nobody filled in.

A plan is published with “ระบุชื่อหน่วยงาน” in it because nothing else is wrong with the
sentence. The same words are a verb in “ให้ผู้ร้องระบุชื่อ”: what stands before tells.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from sync.model import Field, Heading, Hit, Info, Plan
from sync.rules.known import Known
from sync.rules.passages import Passage
from sync.rules.typed import Typed, typed_texts
from sync.rules.wanted import any_of

_WANTS_A_NAME = (
    r"(?:^|[\s“\"/]|สังกัด|ของ|ใน|จำนวน|ดังนั้น|นายก|ปลัด|โรงเรียน|โครงการ|ตำบล|อำเภอ|จังหวัด"
    r"|ประชาชน|บุคลากร|พนักงาน|ปี|พ\.ศ\.|วันที่|ร้อยละ)$"
)
_IS_A_VERB_AFTER = re.compile(r"(?:ที่|ของ|ผู้|ให้|ไว้|ลง|อย่าง|ไม่|แล้ว|ซึ่ง|ตนเอง|ชัด)")
_BEFORE = re.compile(_WANTS_A_NAME)
_DOTS = re.compile(
    r"(?<![.…])(?:\.{4,}|…{2,}|(?:\. ){3,}\.|(?:\.…|…\.)[.…]*)(?![.…])|_{3,}"
)
_SHORT_DOTS = re.compile(
    r"(?:จำนวน|ร้อยละ|พ\.ศ\.|วันที่|ครั้งที่|ตำบล|อำเภอ|จังหวัด|เทศบาล|หมู่ที่|ชื่อ|มาตรา)\s*"
    r"(?P<blank>\.{2,3}|…|-{3,}|—{2,})(?!\.)"
)
_CROSSES = re.compile(
    r"(?<![A-Za-z])(?:[xX]{3,})(?![A-Za-z])"
    r"|(?<=[๐-๙0-9])[xX]{1,3}(?![A-Za-z0-9๐-๙]|\s?[0-9๐-๙])"
    r"|(?:จำนวน|ร้อยละ|พ\.ศ\.|ที่|ตำบล|ชื่อ|นาย|นาง|นางสาว)\s?(?P<few>[xX]{2})(?![A-Za-z])"
    r"|[○◯〇●]{2,}|[△▲□■]{2,}|[*＊]{3,}|[?？]{3,}"
)
_EMPTY_BRACKETS = re.compile(r"\[\s*\]|\(\s+\)|\(\)|\(\s*[.…_-]{2,}\s*\)|<\s*>")
_SAMPLE = re.compile(
    r"(?:^|\n)\s*(ตัวอย่าง(?:ที่\s*[๐-๙0-9]+|โครงการ|กิจกรรม|มาตรการ)(?:\s|:))"
)


def of_the_sample(plan: Plan, known: Known) -> Iterator[Hit]:
    """What the manual's samples leave open; a published plan must not have it.

    Source: the plan of an office that was published with six of them.
    """
    pattern = _phrases(known.lists.placeholders)
    for typed in typed_texts(plan):
        for match in pattern.finditer(typed.plain):
            start, end = match.span()
            if _BEFORE.search(typed.plain, max(0, start - 20), start) and not (
                _IS_A_VERB_AFTER.match(typed.plain, end)
            ):
                yield _hit("PLH001", typed, start, end)


@lru_cache(maxsize=2)
def _phrases(placeholders: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(placeholders))


def in_brackets(plan: Plan, known: Known) -> Iterator[Hit]:
    """Brackets that hold only what is to be filled in, such as (ระบุ) or [ชื่อหน่วยงาน]."""
    pattern = _bracketed(known.lists.blanks)
    for typed in typed_texts(plan):
        for match in pattern.finditer(typed.plain):
            yield _hit("PLH002", typed, *match.span())


@lru_cache(maxsize=2)
def _bracketed(blanks: tuple[str, ...]) -> re.Pattern[str]:
    inside = rf"\s*(?:{any_of(blanks)}|ระบุ[\u0e01-\u0e4e. ]{{1,60}})\s*[.…]*\s*"
    return re.compile(rf"\({inside}\)|\[{inside}\]|<{inside}>|\{{{inside}\}}")


def dotted(plan: Plan, _known: Known) -> Iterator[Hit]:
    """A row of dots or of lines, as a form has where a name is to be written."""
    for typed in typed_texts(plan):
        if typed.passage.what is Info.TITLE:
            continue
        for match in _DOTS.finditer(typed.plain):
            yield _hit("PLH003", typed, *match.span())
        if not _counts_people(typed.passage):
            for match in _SHORT_DOTS.finditer(typed.plain):
                yield _hit("PLH003", typed, *match.span("blank"))


def _counts_people(passage: Passage) -> bool:
    """A count left open in the target group has a rule of its own."""
    return passage.what is Heading.TARGET_GROUP


def crosses(plan: Plan, _known: Known) -> Iterator[Hit]:
    """Crosses, rings or stars in the place of a name or a figure: xxx, ๒๕xx, ○○."""
    for typed in typed_texts(plan):
        if typed.passage.what in {Field.REMARK, Info.TITLE}:
            continue
        for match in _CROSSES.finditer(typed.plain):
            yield _hit("PLH004", typed, *match.span("few" if match["few"] else 0))


def empty_brackets(plan: Plan, _known: Known) -> Iterator[Hit]:
    """Brackets with nothing in them: a box to tick or a place to fill in."""
    for typed in typed_texts(plan):
        for match in _EMPTY_BRACKETS.finditer(typed.plain):
            yield _hit("PLH005", typed, *match.span())


def prompt(plan: Plan, known: Known) -> Iterator[Hit]:
    """A word processor's own words, shown where nothing has been typed."""
    for typed in typed_texts(plan):
        folded = typed.plain.casefold()
        for text in known.lists.prompts:
            place = folded.find(text.casefold())
            if place >= 0:
                yield _hit("PLH006", typed, place, place + len(text))


def sample_heading(plan: Plan, _known: Known) -> Iterator[Hit]:
    """The heading of a sample, copied with it: “ตัวอย่างที่ 11”."""
    for typed in typed_texts(plan):
        for match in _SAMPLE.finditer(typed.plain):
            yield _hit("PLH007", typed, *match.span(1))


def _hit(code: str, typed: Typed, start: int, end: int) -> Hit:
    return Hit(code, typed.passage.cell, typed.found(start, end).strip())
