"""The rule on an amount in figures that has another amount in words beside it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from sync.model.findings import Hit
from sync.model.plan import Plan
from sync.rules.context import RuleContext
from sync.thai.digits import to_arabic
from sync.thai.distance import distance
from sync.thai.folding import key
from sync.thai.money import baht_words, parse_baht
from sync.thai.spoken_money import CALLED, MARK, spoken_baht

_FIGURES = (
    r"(?<![\d,.])(?P<figures>\d[\d,]{0,17}(?:\.\d{1,2})?)(?![\d,.]*\d)"
    r"(?P<unit>\s*(?:[.,]?-|/-)?\s*(?:บาท)?(?:\s*ถ้วน)?)"
)
_DIGIT = "หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|ศูนย์"
_NUMBER = rf"(?:(?:{_DIGIT}|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)\s*)+"
_AMOUNT = rf"{_NUMBER}(?:(?:บาท|ถ้วน)(?:\s*ถ้วน|\s*{_NUMBER}สตางค์)?|(?=[)\]}}]))"
_APART = rf"(?P<apart>(?:\s|{MARK})*+)"
_BEHIND = re.compile(
    rf"{_FIGURES}{_APART}(?P<words>(?P<called>(?:{CALLED}(?:\s|{MARK})*+)*+){_AMOUNT})",
    re.ASCII,
)
_BEFORE = re.compile(
    rf"(?P<words>{_AMOUNT})(?P<apart>\s*[(\[{{]\s*)(?P<called>){_FIGURES}\s*[)\]}}]",
    re.ASCII,
)
_IN_BRACKETS = re.compile(
    rf"{_FIGURES}(?P<apart>\s*[(\[{{]\s*)(?P<called>)(?P<words>[^()\[\]{{}}\d\n]{{4,120}}?)\s*[)\]}}]",
    re.ASCII,
)
_OF_MORE = re.compile(r"(?:ละ|ของ|[x×X*+/–-])\s*(?:จำนวน\s*)?\Z")
"""Before figures that are a price, a part, or the end of a range: words may be of the whole."""
_BRACKET = re.compile(r"[(\[{]")
_CLOSED = re.compile(rf"(?:\s|{MARK})*?[)\]}}]")
_SAYS_AMOUNT = re.compile("บาท|ถ้วน|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน")
_TOTAL = re.compile("รวม|ทั้งสิ้น|ทั้งหมด|สุทธิ|ยอด|คิด|เป็น")
_ANY_AMOUNT = re.compile(r"\d\s*(?:[.,]?-)?\s*บาท", re.ASCII)
_HAS_DIGIT = re.compile(_DIGIT)
"""What is only of a size is the unit of the figures before it: 1,700 (ล้านบาท)."""
_ALL_NUMBER = re.compile(rf"(?:{_DIGIT}|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน|บาท|ถ้วน|สตางค์|เต็ม|พอดี)+")
_UNIT_LAST = re.compile(r"(?:บาท|ถ้วน|เต็ม|พอดี)+\Z")
_LONG, _SPELT_NEARLY = 12, 2
"""Letters of words that may be misspelt in so many, and in one where they are fewer."""


class _Said(NamedTuple):
    """An amount in figures, what is said in words beside it, and where these stand."""

    figures: tuple[int, int]
    baht: Decimal
    words: tuple[int, int]


def other_words(plan: Plan, _context: RuleContext) -> Iterator[Hit]:
    """Figures and words of one amount differ: the words are what counts in law.

    Under any heading, for money is spoken of among the steps as well. Words that are no
    amount, or may be the total of several, are left alone; so is a price by the head.
    """
    for detail in plan.details:
        for heading, text in detail.texts.items():
            for said in _said_otherwise(text) if "บาท" in text else ():
                found = text[slice(*said.words)].strip()
                figures = text[slice(*said.figures)]
                facts = {"words": baht_words(said.baht)}
                quotes = {"figures": figures}
                cell = detail.cells[heading]
                yield Hit("BUD104", cell, found, facts, quotes=quotes)


def says_words(text: str) -> bool:
    """Whether an amount in figures has one in words beside it."""
    folded = to_arabic(text)
    return bool(_BEHIND.search(folded) or _BEFORE.search(folded))


def _said_otherwise(text: str) -> Iterator[_Said]:
    """Yield the amounts of a text whose words are of another amount, or misspelt."""
    folded = to_arabic(text)
    known: set[int] = set()
    for pattern in (_BEHIND, _BEFORE, _IN_BRACKETS):
        for match in pattern.finditer(folded):
            read = parse_baht(match["figures"])
            if read is None or match.start("figures") in known or not _is_money(match):
                continue
            words = spoken_baht(match["words"])
            is_other = words is not None and words != read.baht
            is_other = is_other and _is_amount(match["words"])
            if words is not None and not _breaks_off(folded, match):
                known.add(match.start("figures"))
            if (is_other and _is_of_these_figures(folded, match)) or (
                words is None
                and match.re is _IN_BRACKETS
                and _is_no_amount(match["words"], read.baht)
            ):
                yield _Said(match.span("figures"), read.baht, match.span("words"))


def _is_money(match: re.Match[str]) -> bool:
    """Whether figures are an amount: they say so, or are too large for a number of a list.

    Words right behind bare figures are their size: 5.24 แสนล้านบาท.
    """
    is_marked = bool(match["apart"].strip()) and len(match["figures"]) > 3
    return bool(match["unit"].strip()) or is_marked


def _is_amount(words: str) -> bool:
    """Whether words are more than a size (ล้านบาท), and more than a number of a list (หนึ่ง)."""
    return bool(_HAS_DIGIT.search(words) and _SAYS_AMOUNT.search(words))


def _is_of_these_figures(text: str, match: re.Match[str]) -> bool:
    """Whether words are surely meant of the figures beside them, and of no others."""
    start = match.start()
    is_next_line = "\n" in match["apart"] and not _BRACKET.search(match["apart"])
    if is_next_line or _OF_MORE.search(text, max(0, start - 20), start):
        return False
    if _breaks_off(text, match):
        return False
    if _TOTAL.search(match["called"]):
        return bool(match["apart"].strip()) and not _ANY_AMOUNT.search(text, 0, start)
    return True


def _breaks_off(text: str, match: re.Match[str]) -> bool:
    """Whether more is said in the bracket: of how many, or the rest of garbled words."""
    is_in_bracket = match.re is _BEHIND and _BRACKET.search(match["apart"])
    return bool(is_in_bracket) and not _CLOSED.match(text, match.end())


def _is_no_amount(words: str, baht: Decimal) -> bool:
    """Whether words are meant for an amount and are none, by a letter or a size.

    All are words of numbers, in no order that a number has (หนึ่งพันห้าพันบาท) or with the unit
    among them (สี่หมื่นบาทห้าพันถ้วน); or they are the right ones but for a letter or two, and
    nothing besides.
    """
    typed, right = key(words), key(baht_words(baht)).removesuffix("ถ้วน")
    if spoken_baht(_UNIT_LAST.sub("", typed)) == baht:
        return False
    if _ALL_NUMBER.fullmatch(typed):
        return "บาท" in typed and bool(_HAS_DIGIT.search(typed))
    if right in typed:
        return False
    allowed = _SPELT_NEARLY if len(right) >= _LONG else 1
    return distance(typed.removesuffix("ถ้วน"), right) <= allowed
