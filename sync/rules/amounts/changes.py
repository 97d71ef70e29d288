"""What grows or falls from one figure to another: read, and the rule on its direction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sync.memo import made_once
from sync.model.findings import Hit
from sync.rules.amounts.figures import FIGURE, number
from sync.rules.text.lines import line_begin
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS

_WORD = "[ก-ฮเ-ไ][ก-๎]{0,29}"
_ABOUT = r"(?:เดิม|จำนวน|ประมาณ|เฉลี่ย|เพียง|ระยะเวลา|อัตรา|ไม่เกิน|ไม่น้อยกว่า|ที่|\s)*"


def _figure(end: str) -> str:
    """Return the pattern of a figure with its unit, whose groups are named for its end."""
    beyond = r"(?=\s|มา|เป็น|เหลือ|จาก|ต่อ|ใน|[),.]|\Z)"
    return (
        rf"(?P<per_{end}>ร้อยละ\s*)?(?<![\d,.])(?P<{end}>{FIGURE})(?![\d,.:/]*\d)"
        rf"\s*(?P<unit_{end}>%|{_WORD}?{beyond})?"
    )


_IN_A_YEAR = r"(?:\s*\(?(?:ใน|เมื่อ|ของ)?ปี[^\d\n]{0,25}\d{4}\)?)?"
_FROM_TO = re.compile(
    rf"จาก{_ABOUT}{_figure('first')}[^\d\n,;()]{{0,20}}?{_IN_A_YEAR}\s*,?\s*"
    rf"(?:ลดลง|ลด|เพิ่มขึ้น|เพิ่ม)?(?:มา)?(?P<to>คงเหลือ|เหลือ|เป็น|อยู่ที่){_ABOUT}{_figure('last')}",
    re.ASCII,
)
_TO_FROM = re.compile(
    rf"(?P<to>เหลือ|เป็น|อยู่ที่){_ABOUT}{_figure('last')}\s*,?\s*\(?จาก(?:เดิม|ที่เคย)"
    rf"{_ABOUT}{_figure('first')}",
    re.ASCII,
)
_MUCH = "จำนวน|คะแนน|สัดส่วน|งบ|ค่า|อัตรา|ร้อยละ|ราคา"
_GROWS = re.compile(
    rf"(?:เพิ่ม|สูง|มาก)(?:ขึ้น)?(?:(?:{_MUCH})[^\d\s]{{0,30}})?\s*(?:\(|จนถึง)?\s*\Z"
)
_FALLS = re.compile(r"(?:ลด|น้อยลง|ต่ำลง)[^\d\s]{0,40}\s?\(?\s*\Z")
_OTHERWISE = re.compile("ทำให้|ส่งผล|และ|เพื่อ|แต่|ซึ่ง")
"""Behind a verb and these words something else is told than what it is of."""
_OF_A_RANK = re.compile("อันดับ|ลำดับ|อัตราการ|ไม่")
"""A rank falls as it rises, and a rate of falling may grow."""
_BEFORE_A_VERB = 12
_SIZE = re.compile("ล้าน|แสน|หมื่น|พัน|ร้อย")
_YEARS = range(2400, 2700)
_BESIDE = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What a text says to have gone from one figure to another, at a span of it."""

    start: int
    end: int
    first: Decimal
    last: Decimal
    is_share: bool
    """Whether both are percentages."""
    falls: bool | None
    """What the text says of the direction; ``None`` where it says nothing."""


@made_once  # two rules ask
def changes(typed: NormalizedText) -> tuple[Change, ...]:
    """Return the changes between two figures of one unit that a text tells."""
    return tuple(_changes(typed.arabic))


def _changes(text: str) -> Iterator[Change]:
    for pattern in (_FROM_TO, _TO_FROM):
        for match in pattern.finditer(text):
            first, last = number(match["first"]), number(match["last"])
            if _is_of_one_unit(match) and not _are_years(match):
                is_share = bool(match["per_first"]) or match["unit_first"] == "%"
                start, falls = _direction(text, match)
                yield Change(start, match.end(), first, last, is_share, falls)


def _is_of_one_unit(match: re.Match[str]) -> bool:
    shares = [
        bool(match[f"per_{each}"]) or match[f"unit_{each}"] == "%" for each in _ENDS
    ]
    units = [match[f"unit_{each}"] or "" for each in _ENDS]
    if any(shares):
        return all(shares)
    first, last = units
    if any(map(_SIZE.match, units)):
        return first == last
    return not first or (
        bool(last) and (first.startswith(last) or last.startswith(first))
    )


_ENDS = ("first", "last")


def _are_years(match: re.Match[str]) -> bool:
    figures = [number(match[each]) for each in _ENDS]
    return all(figure in _YEARS for figure in figures) and not match["unit_first"]


def _direction(text: str, match: re.Match[str]) -> tuple[int, bool | None]:
    """Return where a change begins to be told, and whether it is said to fall."""
    begins = max(line_begin(text, match.start()), match.start() - _BESIDE)
    for pattern, falls in ((_GROWS, False), (_FALLS, True)):
        verb = pattern.search(text, begins, match.start())
        if verb and not _OTHERWISE.search(text, verb.start(), match.end()):
            near = max(begins, verb.start() - _BEFORE_A_VERB)
            of_a_rank = _OF_A_RANK.search(text, near, match.start())
            return verb.start(), None if of_a_rank else falls
    says_left = match["to"].endswith("เหลือ")
    return match.start(), True if says_left else None


@only_with(DIGITS)
def wrong_way(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """What falls, or of which so much is left, ends lower than it began; what grows, higher."""
    for one in changes(typed):
        is_other = one.falls is not None and one.falls != (one.last < one.first)
        if is_other and one.first != one.last:
            yield typed.hit("SUM005", one.start, one.end)
