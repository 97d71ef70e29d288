"""Rules on the country's constitution, by the years of all there were (words.toml)."""

import re
from collections.abc import Iterator

from sync.memo import made_once
from sync.model.findings import Hit
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS

_NAME = "รัฐธรรมนูญแห่งราชอาณาจักรไทย"
_QUOTED = re.compile(
    rf"(?<!ร่าง)(?:{_NAME}|(?<!ประกอบ)(?<!ศาล)(?<!วัน)(?<!เพิ่มเติม)รัฐธรรมนูญ(?=\s*(?:ฉบับ\s*)?(?:ปี\s*)?พ[.ุ]))"
    r"\s*(?:\(ฉบับชั่วคราว\)\s*)?(?:ฉบับ\s*)?(?:ปี\s*)?(?:พ\.?\s?ศ\.?|พุทธศักราช)?\s*(?P<year>\d{4})(?!\d)",
    re.ASCII,
)
_ONCE = re.compile(
    "ต่อมา|เดิม|ยกเลิก|สิ้นสุด|อดีต|ก่อน|ตั้งแต่|นับแต่|จนถึง|จนกระทั่ง|สมัย|ประวัติ|ครั้ง|เคย|ร่าง|เป็นต้นมา"
    "|(?:ยุค|ปี|เวลา|คราว)เดียว(?:กัน)?กับ|จุดเริ่ม|วิวัฒนาการ"
)
"""Words of a text that tells of what was in force once."""
_AS_GROUND = re.compile("(?:ตาม|อาศัย|มาตรา|บัญญัติ|แห่ง|ภายใต้|ขัด(?:ต่อ|กับ))[^\\n]*\\Z")
_GROUND = re.compile(
    "[^\\n]{0,40}?(?:มาตรา|บัญญัติ|กำหนด|รับรอง|ให้อำนาจ|คุ้มครอง|ให้สิทธิ|ระบุ|ว่าด้วย)"
)
_NEAR = 40
"""Words before and behind a constitution from which something follows today."""


@only_with(DIGITS)
def no_constitution(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A year in which the country got no constitution."""
    in_force = lists.constitutions[0]
    for match in _quoted(typed, lists):
        if match["year"] not in lists.constitutions:
            start, end = match.span("year")
            yield typed.hit("LAW003", start, end, law=_NAME, right=in_force)


@only_with(DIGITS)
def former_constitution(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A constitution that is no longer in force, as ground of what is done today.

    Nor where the one in force is named as well: then both are meant.
    """
    quoted = _quoted(typed, lists)
    in_force, *former = lists.constitutions
    if any(match["year"] == in_force for match in quoted):
        return
    for match in quoted:
        is_former = match["year"] in former and not _ONCE.search(typed.plain)
        if is_former and _is_ground(typed.plain, *match.span()):
            yield typed.hit("LAW007", *match.span(), right=in_force)


def _is_ground(text: str, start: int, end: int) -> bool:
    before = _AS_GROUND.search(text, max(0, start - _NEAR), start)
    return bool(before or _GROUND.match(text, end))


@made_once
def _quoted(typed: NormalizedText, _lists: WordLists) -> tuple[re.Match[str], ...]:
    return tuple(_QUOTED.finditer(typed.arabic))
