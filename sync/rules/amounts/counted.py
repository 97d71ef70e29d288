"""Counts of one thing in a line, and the rules on those of it that are done and left."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from sync.memo import made_once
from sync.model.findings import Hit
from sync.rules.amounts.figures import FIGURE, ORDINAL, number, sums_of_some
from sync.rules.amounts.ranges import Sum
from sync.rules.text.lines import line_begin, line_end
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS

_COUNT = re.compile(
    rf"(?<![\d,./:-])(?P<figure>{FIGURE})(?![\d,.:/]*\d)\s*(?P<word>[ก-ฮเ-ไ][ก-๎]*)",
    re.ASCII,
)
_NO_COUNT = re.compile(rf"(?:ละ|{ORDINAL}|พ\.?\s?ศ\.?|[-–—]|ถึง|ข้อ|มาตรา|อายุ)\s*\Z")
_NO_UNIT = re.compile("วัน|เดือน|ปี|บาท|นาที|ชั่วโมง|ล้าน|แสน|หมื่น|พัน|ร้อย")
"""Of time and money so much may be done, and more; a size is no unit."""
_DONE = re.compile(
    r"(?<!ที่)(?<!ปี)แล้ว(?:เสร็จ)?(?:จำนวน|เพียง|ทั้งสิ้น|\s)*\Z|(?:เสร็จ(?:สิ้น)?|ยุติ|สำเร็จ)(?:จำนวน|เพียง|\s)*\Z"
)
_LEFT = re.compile(r"(?:(?<!ช่วย)เหลือ|ค้าง|ยังไม่[ก-๎]{2,20})(?:อยู่|อีก|เพียง|จำนวน|\s)*\Z")
_SETTLED = re.compile(
    r"(?:\s|,|ซึ่ง|โดย|และ|ได้|รับ|มี|การ)*(?:แก้ไข|ดำเนินการ|ตอบ|ยุติ|พิจารณา|ตรวจ|ให้บริการ|จัดการ|จัดทำ|ปรับปรุง|ซ่อม|ส่ง|เสร็จ|ชี้แจง|อนุมัติ|อนุญาต)[^\d\n]{0,20}"
)
"""What is done with all of some things; people come and go."""
_PEOPLE = re.compile("คน|ราย|ท่าน|รูป")
_OF_MORE = re.compile(
    "รวม|สะสม|ก่อน|เดิม|เพิ่ม|เกิน|เป้า|แผน|กำหนด|ตั้ง|อย่างน้อย|ไม่น้อยกว่า|ยกมา|แห่งละ"
)
"""Of what was done some may be of before, or more than was meant to be."""
_OF_BEFORE = re.compile("ค้าง|เดิม|ก่อน|ยกมา|รวม|สะสม")
"""Said anywhere in the line, or right behind it: what is done may be of more than what came in."""
_APART, _MOST_BEFORE = 60, 4
_SHORTEST = 2


class _Count(NamedTuple):
    """A count of a line, and what is counted with the letters that follow it."""

    start: int
    end: int
    figure: Decimal
    word: str


@made_once  # two rules ask
def _counts(typed: NormalizedText) -> tuple[list[_Count], ...]:
    """Return the counts of each line of a text."""
    return tuple(_counts_by_line(typed.arabic))


def _counts_by_line(text: str) -> Iterator[list[_Count]]:
    begin = 0
    for line in text.split("\n"):
        yield [
            _Count(
                begin + met.start(),
                begin + met.end(),
                number(met["figure"]),
                met["word"],
            )
            for met in _COUNT.finditer(line)
            if not _NO_COUNT.search(line, max(0, met.start() - 12), met.start())
        ]
        begin += len(line) + 1


def _unit(*counts: _Count) -> str:
    """Return what all of some counts are of; empty where that cannot be told.

    One of them has a space behind it, which ends the word.
    """
    shortest = min((one.word for one in counts), key=len)
    is_one = len(shortest) >= _SHORTEST and not _NO_UNIT.match(shortest)
    return (
        shortest
        if is_one and all(one.word.startswith(shortest) for one in counts)
        else ""
    )


def _end(count: _Count, unit: str) -> int:
    return count.end - len(count.word) + len(unit)


def done_and_left(typed: NormalizedText) -> Iterator[Sum]:
    """Yield what is done and what is left of so many.

    Not where counts before in the line explain them, or more counts stand between.
    """
    text = typed.arabic
    for counts in _counts(typed):
        for place in range(len(counts) - 2):
            whole, done, left = counts[place : place + 3]
            unit = _unit(whole, done, left)
            between = text[whole.end : done.start], text[done.end : left.start]
            if not unit or max(map(len, between)) > _APART:
                continue
            is_told = _DONE.search(between[0]) and _LEFT.search(between[1])
            is_part = max(done.figure, left.figure) <= whole.figure
            computed = done.figure + left.figure
            before = [one.figure for one in counts[: place + 1][-_MOST_BEFORE:]]
            if is_told and is_part and computed not in sums_of_some(before):
                yield Sum(whole.start, _end(left, unit), computed, whole.figure)


@only_with(DIGITS)
def more_than_all(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Of nineteen complaints twenty cannot be settled already.

    Not where some may be of before (รวม, ยกมา), or the first was but aimed at.
    """
    folded = typed.arabic
    for counts in _counts(typed):
        for place, (whole, done) in enumerate(pairwise(counts)):
            unit, between = _unit(whole, done), folded[whole.end : done.start]
            begins = line_begin(folded, whole.start)
            is_told = _SETTLED.fullmatch(between) and _DONE.search(between)
            if done.figure <= whole.figure or not unit or not is_told:
                continue
            has_more = any(_unit(whole, one) for one in counts[:place])
            ends = max(line_end(folded, done.end), done.end + _APART)
            line = folded[begins:ends]
            is_of_more = _OF_MORE.search(folded, begins, done.start)
            is_of_more = is_of_more or _OF_BEFORE.search(line)
            if not (has_more or is_of_more or _PEOPLE.match(unit)):
                yield typed.hit("SUM009", whole.start, _end(done, unit))
