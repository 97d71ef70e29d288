"""Quarters as texts name them: which, in the wrong order, or none that there is."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.dates import ANY_MONTH
from sync.thai.digits import DIGITS, to_arabic

_COUNTED = "ครั้ง|โครงการ|กิจกรรม|เรื่อง|คน|ราย|ฉบับ|แห่ง|เดือน|ปี(?!งบ)|วัน|รอบ|ขั้น|ข้อ"
_NONE_SUCH = rf"(?:0|[5-9])(?![\d,./])(?!\s*(?:{_COUNTED}|{ANY_MONTH}))"
_TO_NO_QUARTER = rf"\s*(?:-|–|—|ถึง|และ|,)\s*(?:ไตรมาส)?\s*(?:ที่)?\s*{_NONE_SUCH}"
"""A pattern: behind a quarter, up to what is none: ``ไตรมาสที่ 2| - 5``."""
_AND_MORE = r"(?:\s*(?:-|–|—|ถึง|และ|,|/)\s*(?:ไตรมาส)?\s*(?:ที่)?\s*[1-4](?!\d))*+"
_NO_QUARTER = re.compile(
    rf"ไตรมาส\s*(?:ที่)?\s*(?:{_NONE_SUCH}|[1-4]{_AND_MORE}{_TO_NO_QUARTER})", re.ASCII
)
QUARTERS = re.compile(
    rf"ไตรมาส\s*(?:ที่)?\s*[1-4](?!\d){_AND_MORE}(?!{_TO_NO_QUARTER})", re.ASCII
)
_QUARTERS_BACK = re.compile(
    r"ไตรมาส\s*(?:ที่)?\s*(?P<first>[1-4])\s*(?:-|–|—|ถึง)\s*(?:ไตรมาส)?\s*(?:ที่)?\s*(?P<last>[1-4])"
    r"(?!\d|\s*(?:ของ)?ปี(?:ถัดไป|ต่อไป|หน้า))",
    re.ASCII,
)
_WORDED = re.compile(
    r"ไตรมาส\s*(?:ที่)?\s*(?P<quarter>แรก|หนึ่ง|สอง|สาม|สี่|สุดท้าย)"
    r"|ครึ่งปี(?:งบประมาณ)?\s*(?P<half>แรก|หลัง)"
)
_IN_WORDS = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4}
_HALVES = {"แรก": (1, 2), "หลัง": (3, 4)}


def named_quarters(text: str) -> frozenset[int]:
    """Return the quarters a text names: ``ไตรมาสที่ ๑ - ๓`` are three, a half year two."""
    named: set[int] = set()
    for worded in _WORDED.finditer(text):
        half = worded["half"]
        named.update(_HALVES[half] if half else (_IN_WORDS[worded["quarter"]],))
    for match in QUARTERS.finditer(to_arabic(text)):
        before, through = 0, False
        for part in re.findall(r"-|–|—|ถึง|\d", match[0]):
            if part.isdigit():
                begin = before + 1 if through else int(part)
                named |= {*range(begin, int(part)), int(part)}
                before, through = int(part), False
            else:
                through = True
    return frozenset(named)


def reversed_quarters(text: str) -> list[str]:
    """Return the ranges of quarters, as typed, whose last is before the first."""
    ranges = _QUARTERS_BACK.finditer(to_arabic(text))
    return [text[slice(*met.span())] for met in ranges if met["first"] > met["last"]]


@only_with(DIGITS)
def no_such_quarter(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A year has four quarters."""
    for match in _NO_QUARTER.finditer(typed.arabic):
        yield typed.hit("QTR111", *match.span())
