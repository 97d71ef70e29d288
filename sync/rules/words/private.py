"""Rules on numbers of people: of identity cards, and of telephones that are somebody's own.

What the plan says is published as it is typed. The telephone of an office belongs there:
a plan tells people where to complain.
"""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS
from sync.thai.private_numbers import Span, identity_numbers, masked, mobile_numbers

_NEAR = 150
"""Letters before a number among which stands whose it is."""
_OFFERED = re.compile(
    "สายตรง|สายด่วน|ติดต่อ|สอบถาม|ถามได้|ได้ที่|แจ้ง(?=ได้|ที่|ทาง|เหตุ|เบาะแส|เรื่อง|ข้อ|ข่าว)|รับแจ้ง|รับเรื่อง"
    "|(?<!ผู้)ร้องเรียน|(?<!ผู้)ร้องทุกข์|ศูนย์|สำนักงาน|ที่ทำการ|ช่องทาง|ไลน์|[Ll]ine|LINE|[Hh]otline|[Cc]all [Cc]enter"
)
"""Words with which an office says where it is to be reached."""
_OF_A_PERSON = re.compile(
    "นาย(?![กจ])|นาง|น\\.ส\\.|ด\\.[ชญ]\\.|คุณ(?![ก-ฮะ-๎]*(?:ธรรม|ภาพ|ลักษณะ|ค่า|สมบัติ|วุฒิ))"
    "|ผู้(?:ร้อง|แจ้ง|ถูก|เสียหาย|เข้าร่วม|เข้าอบรม|ประสานงาน)"
)


@only_with(DIGITS)
def of_a_card(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """The number of somebody's identity card must not be published with a plan."""
    yield from _hits("PER001", typed, identity_numbers(typed.plain))


@only_with(DIGITS)
def of_a_mobile(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A mobile telephone is mostly a person's own, and its number is published with the plan."""
    numbers = mobile_numbers(typed.plain)
    yield from _hits("PER002", typed, (it for it in numbers if not _offered(typed, it)))


@only_with(DIGITS)
def of_an_offered_mobile(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """An office may be reached by a mobile telephone, if that is the office's own."""
    numbers = mobile_numbers(typed.plain)
    yield from _hits("PER003", typed, (it for it in numbers if _offered(typed, it)))


def _hits(code: str, typed: NormalizedText, numbers: Iterator[Span]) -> Iterator[Hit]:
    for first, after in numbers:
        # a finding is mailed, and stands in the sheet: it repeats no such number
        yield Hit(code, typed.passage.cell, masked(typed.found(first, after)))


def _offered(typed: NormalizedText, number: Span) -> bool:
    """Whether a number is one at which an office is reached, by the last word before it."""
    before = typed.plain[max(0, number[0] - _NEAR) : number[0]]
    return _last(_OFFERED, before) > _last(_OF_A_PERSON, before)


def _last(words: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in words.finditer(text)), default=-1)
