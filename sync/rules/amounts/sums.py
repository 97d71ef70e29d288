"""The rule on figures that add up to a whole named with them, or count off a range."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from sync.model.findings import Hit
from sync.model.plan import Heading
from sync.rules.amounts.counted import done_and_left
from sync.rules.amounts.figures import FIGURE, NOT_INSIDE, ORDINAL, number
from sync.rules.amounts.part_sums import without_sums
from sync.rules.amounts.ranges import Sum, ranges
from sync.rules.text.lines import line_begin
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS, in_digits_of

_UNIT = "(?:คน|ราย|ท่าน|รูป|บาท|ครั้ง|ชุด|เล่ม|ฉบับ|แผ่น|ป้าย|ชั่วโมง|ครัวเรือน|ต้น|แห่ง|เรื่อง|โครงการ|หมู่บ้าน|ชุมชน|โรงเรียน)"
_TOGETHER = r"(?:รวม|ทั้งสิ้น|ทั้งหมด)(?:รวม|ทั้งสิ้น|ทั้งหมด|เป็นเงิน|เป็น|จำนวน|\s)*"
_TOTAL = re.compile(
    rf"{_TOGETHER}(?P<whole>{FIGURE})\s*(?P<unit>{_UNIT}){NOT_INSIDE}", re.ASCII
)
PART = re.compile(
    rf"(?<![\d,./:-])(?P<figure>{FIGURE})\s*(?P<unit>{_UNIT}){NOT_INSIDE}", re.ASCII
)
"""A count of something."""
_BETWEEN = re.compile(r"[^\d\n:;()]{1,60}")
_BESIDE = 60
_TO_TOTAL = re.compile(r"\s*(?:,|และ|\s)*")
_NO_PART = re.compile(
    rf"(?:ละ|{ORDINAL}|อายุ|ทุก|[-–—]|ถึง)\s*(?:จำนวน\s*)?\Z|รวม|สะสม|เพิ่ม|ทั้งสิ้น|ทั้งหมด"
)
"""Before a figure that is a price, an ordinal, an end of a range, or a total itself, be it
of all time or grown by so many."""

_PEOPLE = r"\s*(?:คน|ราย|ท่าน)?"
_SEX = r"(?:ชาย|หญิง)\s*(?:จำนวน\s*)?"
_SEXES = re.compile(
    rf"(?:(?<![\d,.])(?P<before>{FIGURE}){_PEOPLE}\s*(?:แยก|แบ่ง|จำแนก|เป็น|ประกอบด้วย|ได้แก่|คือ|เพศ|[(,:]|\s)*)?"
    rf"(?P<sex>{_SEX})(?P<one>{FIGURE}){_PEOPLE}\s*(?:,|และ|เพศ|\s)*{_SEX}(?P<other>{FIGURE})(?P<people>{_PEOPLE}){NOT_INSIDE}"
    rf"(?:\s*\)?\s*{_TOGETHER}(?P<after>{FIGURE})(?P<of>{_PEOPLE}){NOT_INSIDE})?"
    r"(?=(?P<third>(?: |,|และ)*[^\d\n]{1,30}\d[\d,]*\s*(?:คน|ราย|ท่าน))?)",
    re.ASCII,
)
_OF_A_SEX = re.compile(rf"{_SEX}\d", re.ASCII)
_ANY_TOTAL = re.compile(rf"{_TOGETHER}{FIGURE}", re.ASCII)
_MAY_COUNT_OFF = re.compile(r"ที่\s*\d|\d\s*(?:วัน|เดือน)", re.ASCII)
"""What a range begins with, or says that it is of; it is sought more quickly."""


@only_with(DIGITS)
def other_whole(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Men and women make all, villages 1 to 12 are twelve, parts make their total.

    Of parts in a row only some may belong to the total: it is wrong where it is the sum
    of none of the last ones. What the target group and the budget add up to has rules
    of its own.
    """
    folded = typed.arabic
    found = [*_sexes(folded)] if "ชาย" in folded or "หญิง" in folded else []
    found += done_and_left(typed) if "เหลือ" in folded or "ค้าง" in folded else ()
    found += ranges(folded) if _MAY_COUNT_OFF.search(folded) else ()
    if typed.passage.what not in {Heading.TARGET_GROUP, Heading.BUDGET}:
        taken = {one.end for one in found}
        found += [one for one in _totals(folded) if one.end not in taken]
    for one in found:
        if one.computed != one.whole:
            computed = in_digits_of(typed.plain[one.start : one.end])(
                f"{one.computed:,}"
            )
            yield typed.hit("SUM002", one.start, one.end, computed=computed)


def _sexes(text: str) -> Iterator[Sum]:
    for match in _SEXES.finditer(text):
        computed = number(match["one"]) + number(match["other"])
        whole = number(match["after"] or "0")
        if whole and not _is_of_more(text, match.start(), whole - computed):
            yield Sum(match.start("sex"), match.end("of"), computed, whole)
        elif match["before"] and not match["third"]:
            start, end = match.start("before"), match.end("people")
            yield Sum(start, end, computed, number(match["before"]))


def _is_of_more(text: str, start: int, rest: Decimal) -> bool:
    """Whether a total may be of others too, counted before those at its side.

    They are told by sex as well, or some of the last of them make the rest.
    """
    if not rest:
        return False
    totals = [one.end() for one in _ANY_TOTAL.finditer(text, 0, start)]
    begins = max(totals, default=0)
    if _OF_A_SEX.search(text, begins, start):
        return True
    figures = [number(one["figure"]) for one in PART.finditer(text, begins, start)]
    return rest in accumulate(reversed(figures))


def _totals(text: str) -> Iterator[Sum]:
    for total in _TOTAL.finditer(text):
        begins = line_begin(text, total.start())
        parts = _parts_before(text, begins, total)
        whole = number(total["whole"])
        figures = [number(part["figure"]) for part in parts]
        sums = [*accumulate(reversed(figures), initial=Decimal(0))]
        no_sums = accumulate(reversed(without_sums(figures)))
        if len(parts) > 1 and whole not in sums and whole not in no_sums:
            yield Sum(parts[0].start(), total.end(), sums[-1], whole)


def _parts_before(text: str, begins: int, total: re.Match[str]) -> list[re.Match[str]]:
    """Return the counts in a row that end at a total.

    None where one is a price, or where the row is not read to its beginning: a figure
    in a name (หมู่ ๕), a bracket or a slip breaks it off.
    """
    parts: list[re.Match[str]] = []
    after = total.start()
    for part in reversed(list(PART.finditer(text, begins, total.start()))):
        between = _BETWEEN if parts else _TO_TOTAL
        if part["unit"] != total["unit"] or not between.fullmatch(
            text, part.end(), after
        ):
            is_near = (
                after - part.end() <= _BESIDE and "\n" not in text[part.end() : after]
            )
            if parts and part["unit"] == total["unit"] and is_near:
                return []
            break
        label = text[max(begins, part.start() - 60) : part.start()]
        if _NO_PART.search(re.split(r"[\d:;()]", label)[-1]):
            return []
        parts.insert(0, part)
        after = part.start()
    return parts
