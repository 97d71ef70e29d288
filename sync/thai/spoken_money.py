"""Baht in words, alone or beside figures, and in figures with words of size: ``3 หมื่น``."""

import re
from decimal import Decimal
from typing import NamedTuple

from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key

_DIGITS = {
    "ศูนย์": 0,
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
_PLACES = {"แสน": 100_000, "หมื่น": 10_000, "พัน": 1000, "ร้อย": 100, "สิบ": 10}
_WORD = "|".join(_DIGITS)
_STEP = re.compile(rf"({_WORD})?({'|'.join(_PLACES)})|({_WORD})$")
_BAHT = re.compile(r"(.*?)(?:บาท(?:ถ้วน)?(?:(.+)สตางค์)?)?(?:ถ้วน)?")
CALLED = "(?:รวม|ทั้งสิ้น|ทั้งหมด|เป็น|จำนวน|ยอด|คิด|สุทธิ|เงิน|งบประมาณ|วงเงิน|ตัวอักษร|ตัวหนังสือ|อ่านว่า|หรือ|คือ|เท่ากับ)"
"""A word that an amount in words may have before it, as a pattern."""
MARK = r"[()\[\]{}<>«»*=:;.,…_/\\|~+#\-–—\"“”'‘’]"
"""A mark that may stand around an amount in words, as a pattern."""
_BEFORE = re.compile(rf"(?:{CALLED}|{MARK})*+(?!\d)")
_AFTER = re.compile(rf"(?:เท่านั้น|{MARK})+\Z")
_SIZED = re.compile(r"(\d[\d,]*(?:\.\d+)?)(ล้าน|แสน|หมื่น|พัน)", re.ASCII)
_LONGEST = 200


def spoken_baht(text: str) -> Decimal | None:
    """Read an amount in words, or in figures with words of size.

    Words may have marks around them, and before them what an amount is called:
    ``(เป็นเงินสองหมื่นบาทถ้วน)``, ``-สองหมื่นบาทถ้วน-``. ``None`` for what is no such amount.
    """
    if len(text) > _LONGEST:
        return None
    spelt = key(to_arabic(text))
    before = _BEFORE.match(spelt)
    spelt = _AFTER.sub("", spelt[before.end() :] if before else spelt)
    match = _BAHT.fullmatch(spelt)
    if match is None:
        return None
    whole, satang = _number(match[1]), _number(match[2]) if match[2] else Decimal(0)
    if whole is None or satang is None or satang >= 100:
        return None
    return whole + satang / 100


class SaidTwice(NamedTuple):
    """An amount in figures as typed, and what the words beside them say."""

    figures: str
    words: Decimal


_IN_FIGURES = r"[\d,]+(?:\.\d{1,2})?\s*(?:[.,]?-|/-)?\s*(?:บาท(?:\s*ถ้วน)?)?"
_IN_WORDS = rf"[\u0e01-\u0e4e](?:[\u0e01-\u0e4e\s]|{MARK}){{3,120}}?"
_APART = rf"(?:\s|{MARK})*"
_TWICE = (
    re.compile(
        rf"(?:{CALLED}|\s|\()*+(?P<figures>{_IN_FIGURES}){_APART}(?P<words>{_IN_WORDS}){_APART}",
        re.ASCII,
    ),
    re.compile(
        rf"{_APART}(?P<words>{_IN_WORDS}){_APART}(?P<figures>{_IN_FIGURES}){_APART}",
        re.ASCII,
    ),
)
_SAYS_SIZE = re.compile("บาท|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน")


def said_twice(text: str) -> SaidTwice | None:
    """Read an amount said in figures and in words, in either order, in brackets or not.

    ``10,000 บาท (หนึ่งหมื่นบาทถ้วน)``, ``หนึ่งหมื่นบาทถ้วน (10,000)``; ``None`` for any other.
    """
    if len(text) > _LONGEST or spoken_baht(text) is not None:
        return None  # “3 หมื่น” is one amount
    typed = clean(to_arabic(text))
    for match in filter(None, (pattern.fullmatch(typed) for pattern in _TWICE)):
        words = (
            spoken_baht(match["words"]) if _SAYS_SIZE.search(match["words"]) else None
        )
        if words is not None:
            return SaidTwice(match["figures"], words)
    return None


def _number(spelt: str) -> Decimal | None:
    if spelt[:1].isdecimal():
        return _sized(spelt)
    millions, found, rest = spelt.rpartition("ล้าน")
    below = _below_million(rest) if rest or not found else 0
    if below is None:
        return None
    above = _number(millions) if found else Decimal(0)
    return None if above is None else above * 1_000_000 + below


def _below_million(spelt: str) -> int | None:
    value, smallest, place = 0, 1_000_000, 0
    while place < len(spelt):
        step = _STEP.match(spelt, place)
        size = _PLACES.get(step[2], 1) if step else smallest
        if step is None or size >= smallest:
            return None
        value += _DIGITS.get(step[1] or step[3] or "หนึ่ง", 1) * size
        smallest, place = size, step.end()
    return value if spelt else None


def _sized(spelt: str) -> Decimal | None:
    """Read “1 แสน 5 หมื่น”, each size below the one before."""
    value, smallest, place = Decimal(0), Decimal(10_000_000), 0
    while place < len(spelt):
        step = _SIZED.match(spelt, place)
        size = Decimal(_PLACES.get(step[2], 1_000_000)) if step else smallest
        if step is None or size >= smallest:
            return None
        value += Decimal(step[1].replace(",", "")) * size
        smallest, place = size, step.end()
    return value
