"""Unfilled: a cell that holds no more than a form does before it is filled in."""

import re

from sync.memo import made_once
from sync.rules.text.patterns import any_of
from sync.rules.text.wordlists import WordLists
from sync.rules.words.placeholders import bracketed
from sync.thai.folding import clean, only_signs

_NONE = re.compile(r"[-–—−\s]*(?:ไม่มี)?[-–—−\s]*")
_NAMED = "(?:ชื่อ)?(?:ผู้[ก-๎]{3,12}|หน่วยงาน|อำเภอ|จังหวัด|ตำแหน่ง)"
"""What facts are asked for by, as well."""
_LONGEST = 200
"""Letters: whoever asks for a name needs fewer."""


def is_unfilled(text: str, lists: WordLists, *own: str) -> bool:
    """Whether a text fills nothing in: signs that hold a place, or words that ask for it.

    So do words that say there is none yet, and what the fact is called or its names
    begin with, where no name follows.

    Args:
        text: all of the cell.
        lists: words that are asked with.
        own: what the fact is called, and what its names begin with.
    """
    if only_signs(text):
        return True
    rest = clean(text)
    if len(rest) > _LONGEST:
        return False
    for pattern in (bracketed(lists), _asked(lists)):
        rest = pattern.sub(" ", rest)
    return only_signs(rest) or bool(_begun(own).fullmatch(rest))


def says_none(text: str) -> bool:
    """Whether a text says that there is none, where that is an answer."""
    return bool(_NONE.fullmatch(text))


@made_once
def _asked(lists: WordLists) -> re.Pattern[str]:
    """Return what asks for a fact; พิมพ์ does not, for many a name begins so."""
    words = any_of((*lists.placeholders, *lists.blanks))
    what = rf"{words}|ชื่อ(?:\s?-?\s?(?:นาม)?สกุล)?|ข้อมูล|รายละเอียด"
    return re.compile(
        rf"(?<![ก-๎])(?:{words}|ชื่อ\s?-?\s?(?:นาม)?สกุล|ลง(?:ชื่อ|นาม)|(?:ยัง)?ไม่(?:มี|ระบุ|ทราบ)"
        rf"|(?:โปรด|กรุณา|ให้|รอ)?\s?(?:ใส่|ระบุ|กรอก|เติม)\s?(?:{what}|{_NAMED})?(?:ที่นี่)?"
        r"|N/A|None|T\.?B\.?[AD]\.?|To be (?:determined|announced|confirmed))(?![ก-๎A-Za-z0-9])",
        re.IGNORECASE,
    )


def _begun(own: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[\W_]*(?:(?:ชื่อ\s?)?{any_of(own)}[\W_]*)+")
