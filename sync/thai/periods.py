"""Which quarters of a fiscal year a short text names: a header's, or a cell's.

``ไตรมาส 1/2570``, ``Q1``, ``ต.ค. 69 - ธ.ค. 69``, ``พฤศจิกายน``, ``1-4``, ``ตลอดปี``. What
years are named beside months and quarters tells nothing here.
"""

import re

from sync.thai.dates import MONTHS, SHORT_MONTHS
from sync.thai.folding import key

_LONGEST = 100
"""Letters: what is longer is no name of a quarter."""
_ENGLISH = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_NAMES = {
    name.replace(".", ""): number
    for names in (MONTHS, SHORT_MONTHS, _ENGLISH)
    for number, name in enumerate(names, 1)
}
_MONTH = re.compile("|".join(sorted(_NAMES, key=len, reverse=True)))
_YEAR = r"(?:(?:ปี)?(?:งบประมาณ)?(?:พศ)?(?:25\d\d|20\d\d|[67]\d)(?!\d))"
_MONTHS_ONLY = re.compile(
    rf"(?:(?:เดือน|{_MONTH.pattern}|ถึง|และ|ปี|[-–—~,]|{_YEAR})+)", re.ASCII
)
_SPAN = re.compile("ถึง|[-–—~]")
_ORDINALS = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBER = r"[1-4](?!\d)|แรก|หนึ่ง|สอง|สาม|สี่|สุดท้าย|iv|i{1,3}"
_QUARTER = re.compile(
    rf"(?:ดำเนินการ)?(?:ใน)?(?:ไตรมาส|ไตร|quarter|qtr|q)(?:ที่)?({_NUMBER})(?:/?{_YEAR})?",
    re.ASCII,
)
_MANY = re.compile(r"(?:(?:ไตรมาส|q)?(?:ที่)?[1-4](?:[-–—~,/]|และ|ถึง|$))+", re.ASCII)
_ONE = re.compile(r"[1-4]")
_ALWAYS = re.compile(
    r"(?:ตลอด|ทั้ง|ทุก)+(?:ปี|ไตรมาส|เดือน|แผน)(?:งบประมาณ)?(?:พศ)?(?:25\d\d)?|1-12เดือน|12เดือน",
    re.ASCII,
)
_FILLING = re.compile("[().:\\[\\]]+")

ALL = frozenset({1, 2, 3, 4})


def month_of(text: str) -> int | None:
    """Return the one month that a text names, be it with its year."""
    bare = _bare(text)
    found = _MONTH.findall(bare)
    is_one = len(found) == 1 and _MONTHS_ONLY.fullmatch(bare)
    return _NAMES[found[0]] if is_one and not _SPAN.search(bare) else None


def quarter_of(text: str) -> int | None:
    """Return the one quarter that a text names: by its number, or by all its months."""
    bare = _bare(text)
    if named := _QUARTER.match(bare):
        rest = bare[named.end() :]
        number = _number(named[1])
        agrees = not rest or _months_in(rest) in {None, frozenset({number})}
        is_whole = not rest or _MONTHS_ONLY.fullmatch(rest)
        return number if is_whole and agrees else None
    months = _MONTH.findall(bare)
    found = _months_in(bare) if len(months) > 1 else None
    if not found or len(found) > 1 or not _covers_quarter(bare):
        return None
    return min(found)


def quarter_below(text: str) -> int | None:
    """Return the one quarter that a text names below a header that says of quarters."""
    return quarter_of(text) or quarter_of(f"ไตรมาส{text}")


def quarters_of(text: str) -> frozenset[int] | None:
    """Return all quarters that a cell names; ``None`` for what names none."""
    bare = _bare(text)
    if not bare or len(bare) > _LONGEST:
        return None
    if _ALWAYS.fullmatch(bare):
        return ALL
    if one := quarter_of(text):
        return frozenset({one})
    if _MANY.fullmatch(bare):
        return _spanned([int(each) for each in _ONE.findall(bare)], bare)
    return _months_in(bare)


def _bare(text: str) -> str:
    return _FILLING.sub("", key(text)) if len(text) <= _LONGEST else ""


def _number(word: str) -> int:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return _ROMAN[word] if word in _ROMAN else int(word)


def _months_in(bare: str) -> frozenset[int] | None:
    """Return the quarters of the months that a text names and nothing else."""
    if not _MONTHS_ONLY.fullmatch(bare):
        return None
    named = [(_NAMES[name] - 10) % 12 for name in _MONTH.findall(bare)]
    if len(named) == 2 and _SPAN.search(bare):
        first, last = named
        named = list(range(first, last + 1))
    return frozenset(month // 3 + 1 for month in named) or None


def _covers_quarter(bare: str) -> bool:
    """Whether months run from the first of a quarter to its last."""
    named = [(_NAMES[name] - 10) % 12 for name in _MONTH.findall(bare)]
    return named[0] % 3 == 0 and named[-1] == named[0] + 2


def _spanned(named: list[int], bare: str) -> frozenset[int] | None:
    if len(named) == 2 and _SPAN.search(bare):
        return frozenset(range(named[0], named[1] + 1)) or None
    return frozenset(named)
