"""Years in a text: which are the plan's own and move on, and which a person must judge.

“ปีงบประมาณ พ.ศ. ๒๕๖๙” becomes “… ๒๕๗๐”, in the digits and the form it was typed in.
A law's year, a frame's and a result's look alike, so nothing moves that is not surely
the plan's: its fiscal year by that name, or a month that lies in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sync.thai.dates import ANY_MONTH, BUDDHIST_ERA, ERA, christian_year, month_number
from sync.thai.digits import in_digits_of, to_arabic

_YEAR = re.compile(
    rf"""
      (?P<month>{ANY_MONTH}) \s* (?:{BUDDHIST_ERA}\s*)? (?P<of_month>\d{{4}}|\d{{2}})(?!\d)
    | (?<!\d) \d{{1,2}} [/.-] (?P<number>\d{{1,2}}) [/.-] (?P<of_day>\d{{4}}) (?!\d)
    | (?P<lead>(?:ปีงบประมาณ|ประจำปี|fiscal\s+year|\bFY) \s* (?:{BUDDHIST_ERA}\s*)?)
      (?P<named>\d{{4}}) (?!\d)
    | (?<!\d) (?P<bare>\d{{4}}) (?!\d)
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_LAW = re.compile(
    "พระราชบัญญัติ|พ\\.ร\\.บ\\.|พระราชกำหนด|พระราชกฤษฎีกา|กฎกระทรวง|กฎหมาย|รัฐธรรมนูญ|ระเบียบ|ประกาศ"
    "|ข้อบังคับ|คำสั่ง|มติ|หนังสือ|ยุทธศาสตร์|แผนแม่บท"
)
_LAW_REACH = 90
"""Letters between a law's first word and its year."""
_SENTENCE = re.compile(r"\n|  ")
_RANGE = re.compile(
    rf"\d{{4}}\s*(?:[-–—]|ถึง)\s*(?:{BUDDHIST_ERA}\s*)?\d{{4}}", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Moved:
    """A text with the plan's own years moved on.

    ``moved`` are the passages that did, before and after; ``left`` those with the year
    that ends which were not: a person must judge.
    """

    text: str
    moved: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()


def move_years(text: str, year: int, *, months: bool = False, by: int = 1) -> Moved:
    """Move the years of the plan of a fiscal year on by one.

    Args:
        text: as staff typed it.
        year: the Buddhist fiscal year that ends.
        months: whether days and months within it move as well: they do where a plan
            says when it is carried out.
        by: how many years on, or back.

    Returns:
        The text, of the same form and digits, and what was left.
    """
    plain = to_arabic(text)
    frames = [match.span() for match in _RANGE.finditer(plain)]
    parts, passages, left, done = list[str](), list[tuple[str, str]](), list[str](), 0
    for match in _YEAR.finditer(plain):
        start, end = match.span(match.lastgroup or 0)
        typed = int(match[0][start - match.start() : end - match.start()])
        if _full(typed) not in {year - 1, year}:
            continue
        in_frame = any(begin <= start < stop for begin, stop in frames)
        if in_frame or not _is_own(match, plain, year, months=months):
            if not in_frame and _full(typed) == year:
                left.append(_around(text, start, end))
            continue
        moved = _in_style(typed + by, text[start:end])
        parts += [text[done:start], moved]
        passages.append(
            (text[match.start() : end], text[match.start() : start] + moved)
        )
        done = end
    return Moved("".join([*parts, text[done:]]), tuple(passages), tuple(left))


def _full(typed: int) -> int:
    """Return a year as typed, of either era or of two digits, as a Buddhist one."""
    return christian_year(typed) + ERA


def _is_own(match: re.Match[str], plain: str, year: int, *, months: bool) -> bool:
    if match["lead"]:
        return _full(int(match["named"])) == year
    if not months or match["bare"] or _cites_law(plain, match.start()):
        return False
    if match["month"]:
        number, typed = month_number(match["month"]), int(match["of_month"])
    else:
        number, typed = int(match["number"]), int(match["of_day"])
    return _full(typed) + (number >= 10) == year


def _cites_law(plain: str, start: int) -> bool:
    """Whether a law's name, which its year may follow, begins shortly before."""
    before = plain[max(0, start - _LAW_REACH) : start]
    return _LAW.search(_SENTENCE.split(before)[-1]) is not None


def _in_style(number: int, typed: str) -> str:
    """Write a year in as many digits as it was typed in, and of that kind."""
    return in_digits_of(typed)(str(number)[-len(typed) :])


def _around(text: str, start: int, end: int) -> str:
    """Return a year with the words around it, for a person to find it by."""
    begin, stop = max(0, start - _CONTEXT), end + _CONTEXT
    return " ".join(text[begin:stop].split())


_CONTEXT = 30


def years_left(text: str, year: int) -> Iterator[str]:
    """Yield passages of a text that name a year, without moving any."""
    for match in _YEAR.finditer(to_arabic(text)):
        start, end = match.span(match.lastgroup or 0)
        if _full(int(to_arabic(text[start:end]))) == year:
            yield _around(text, start, end)
