"""Rules on percentages: of counts beside them, of a whole, and as they are written."""

import re
from collections.abc import Iterator
from decimal import Decimal

from sync.model.findings import Hit
from sync.rules.amounts.changes import Change, changes
from sync.rules.amounts.figures import number
from sync.rules.amounts.sums import PART
from sync.rules.text.lines import line_begin
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import DIGITS, in_digits_of

_SHARE = r"\d{1,3}(?:\.\d{1,2})?(?![\d.]*\d)"
_SAID = rf"ร้อยละ\s*(?P<said>{_SHARE})"
_PERCENT_OF = re.compile(rf"คิดเป็น{_SAID}", re.ASCII)
_CHANGES = "(?:ลด|เพิ่ม|น้อยลง|มากขึ้น|สูงขึ้น)"
_COMPARED = re.compile("ลด|เพิ่ม|มากขึ้น|น้อยลง|สูงขึ้น|ต่ำลง|กว่า|ก่อน|เดิม|ปี|เทียบ|ขยาย|เติบโต")
"""What sets a figure against another of before."""
_CHANGED_BY = (
    rf"{_CHANGES}(?:ลง|ขึ้น)?(?:คิด|เป็น|ถึง|หรือ|\s)*+(?P<least>ไม่น้อยกว่า|อย่างน้อย)?\s*{_SAID}"
)
_BEHIND = re.compile(
    rf"[\s,(]*+(?:หรือ|คิดเป็น|ซึ่ง|เป็นการ|โดย|\s)*(?:{_CHANGED_BY}|คิดเป็นร้อยละ\s*(?P<plain>{_SHARE})(?!\s*ของ))",
    re.ASCII,
)
_BEFORE = re.compile(rf"{_CHANGED_BY}[\s,(]*(?:คือ|หรือ|เช่น|โดย|\s)*\Z", re.ASCII)
_BESIDE = re.compile(r"[\s,(]*(?:หรือ|ซึ่ง|โดย)?\s*")
_NEAR = 60


@only_with(DIGITS)
def other_share(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Of two counts of one kind, what the second is of the first, or is less or more."""
    folded = typed.arabic
    changed = list(_shares_of_changes(typed))
    taken = {end for _, end, _, _ in changed}
    parts = (one for one in _shares_of_parts(folded) if one[1] not in taken)
    for start, end, computed, is_said in (*changed, *parts):
        if not is_said:
            write = in_digits_of(typed.plain[start:end])
            yield typed.hit("SUM004", start, end, computed=write(computed))


_Share = tuple[int, int, str, bool]
"""A span, the percentage that counts in it give, and whether it is the one said."""


def _shares_of_parts(text: str) -> Iterator[_Share]:
    for match in _PERCENT_OF.finditer(text):
        begins = line_begin(text, match.start())
        counts = list(PART.finditer(text, begins, match.start()))
        if len(counts) != 2 or counts[0]["unit"] != counts[1]["unit"]:
            continue
        is_beside = _BESIDE.fullmatch(text, counts[1].end(), match.start())
        if not is_beside or "ร้อยละ" in text[counts[0].end() : counts[1].start()]:
            continue  # of something else between, or both are parts of a whole before
        whole, part = (number(count["figure"]) for count in counts)
        if 0 < part <= whole:
            share, said = 100 * part / whole, match["said"]
            line = text[begins : match.start()]
            is_said = _agree(said, share) or (
                bool(_COMPARED.search(line)) and _is_change(said, whole, part)
            )
            yield counts[1].start(), match.end(), _written(share, said), is_said


def _is_change(said: str, whole: Decimal, part: Decimal) -> bool:
    """Whether a percentage tells how much one figure differs from the other, or is of it."""
    more = 100 * whole / part
    return any(_agree(said, one) for one in (more, more - 100, 100 - 10000 / more))


def _shares_of_changes(typed: NormalizedText) -> Iterator[_Share]:
    text = typed.arabic
    for change in changes(typed):
        if change.is_share or change.falls is None or not change.first:
            continue
        near = max(0, change.start - _NEAR)
        before = _BEFORE.search(text, near, change.start)
        met = _BEHIND.match(text, change.end) or before
        if met:
            start = before.start() if met is before else change.start
            yield _share_of(change, met, start, max(met.end(), change.end))


def _share_of(change: Change, met: re.Match[str], start: int, end: int) -> _Share:
    share = 100 * abs(change.last - change.first) / change.first
    groups = met.groupdict()
    said = groups["said"] or groups["plain"]
    is_said = _agree(said, share) or bool(met["least"] and share > Decimal(said))
    is_said = is_said or bool(
        groups.get("plain") and _agree(said, 100 * change.last / change.first)
    )
    return start, end, _written(share, said), is_said


def _step(said: str) -> Decimal:
    return Decimal(10) ** -len(said.partition(".")[2])


def _agree(said: str, share: Decimal) -> bool:
    """Whether a percentage is one said, but for what is rounded off."""
    return abs(Decimal(said) - share) < _step(said)


def _written(share: Decimal, said: str) -> str:
    return f"{share.quantize(_step(said))}"


_FALLING = re.compile(
    rf"ร้อยละ\s*(?P<first>{_SHARE})\s*(?:[-–—]|ถึง)\s*(?:ร้อยละ\s*)?(?P<last>{_SHARE})(?!\s*(?:คะแนน|/))"
    rf"|(?<![\d.,:/-])(?P<first_>{_SHARE})\s*%?\s*[-–—]\s*(?P<last_>{_SHARE})\s*(?:%|เปอร์เซ็นต์)",
    re.ASCII,
)


@only_with(DIGITS)
def falling_range(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A range of percentages is told from the lower to the higher: one of two is wrong."""
    for match in _FALLING.finditer(typed.arabic):
        first, last = match["first"] or match["first_"], match["last"] or match["last_"]
        if Decimal(first) > Decimal(last):
            yield typed.hit("SUM006", *match.span())


_SEX = "(?:เป็น|เพศ|ผู้)*(?:ชาย|หญิง)"
_AND = r"(?:\s|,|และ|อีก|ส่วน|คิดเป็น|เป็น|จำนวน)*"
_OF_A_WHOLE = (
    re.compile(
        rf"ร้อยละ\s*(?P<one>{_SHARE})\s*เป็น(?:เพศ|ผู้)?(?:ชาย|หญิง){_AND}ร้อยละ\s*(?P<other>{_SHARE})\s*{_SEX}(?![ก-ฮ])",
        re.ASCII,
    ),
    re.compile(
        rf"(?:เป็น|เพศ)(?:เพศ|ผู้)?(?:ชาย|หญิง)\s*(?:คิดเป็น)?ร้อยละ\s*(?P<one>{_SHARE}){_AND}{_SEX}\s*(?:คิดเป็น)?ร้อยละ\s*(?P<other>{_SHARE})",
        re.ASCII,
    ),
    re.compile(
        rf"ร้อยละ\s*(?P<one>{_SHARE})(?:(?!ร้อยละ)[^\n]){{1,80}}?(?:ที่เหลือ|นอกนั้น)(?:อีก|คือ|เป็น|\s)*ร้อยละ\s*(?P<other>{_SHARE})",
        re.ASCII,
    ),
)
_ALL = Decimal("100.1")
"""A hundred per cent, with what is rounded up."""


@only_with(DIGITS)
def more_than_whole(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Men and women, or some and the rest, are a hundred per cent together at most."""
    for pattern in _OF_A_WHOLE:
        for match in pattern.finditer(typed.arabic):
            whole = Decimal(match["one"]) + Decimal(match["other"])
            begins = line_begin(match.string, match.start())
            if whole > _ALL and "ร้อยละ" not in match.string[begins : match.start()]:
                write = in_digits_of(match[0])
                yield typed.hit("SUM007", *match.span(), computed=write(f"{whole}"))


_COUNTED = re.compile(
    rf"ร้อยละ *{_SHARE} *(?:คน|ราย|ท่าน|รูป|ครั้ง|เรื่อง|ฉบับ|โครงการ|หมู่บ้าน|ชุมชน|ครัวเรือน|แห่ง)(?=[\s),.]|\Z)",
    re.ASCII,
)


@only_with(DIGITS)
def share_with_unit(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """``ร้อยละ ๘๐ คน`` is a share or a count of people, and cannot be both."""
    for match in _COUNTED.finditer(typed.arabic):
        yield typed.hit("SUM008", *match.span())
