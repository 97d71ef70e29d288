"""Baht as staff type it and as documents print it; exact to the satang."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sync.thai.digits import to_arabic
from sync.thai.folding import clean

_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_POINT_OR_GROUP = re.compile(r"-?[1-9]\d{0,2}(,\d{3})*\.\d{3}", re.ASCII)
_SHORT_GROUP = re.compile(r"-?\d+,\d{1,2}", re.ASCII)
_GROUPED_BY_POINTS = re.compile(
    r"-?[1-9]\d{0,2}(\.\d{3}){2,}(,\d{1,2})?|-?[1-9]\d{0,2}\.\d{3},\d{1,2}", re.ASCII
)
_GROUPED_OTHERWISE = re.compile(r"-?[1-9]\d{0,2}([ '’]\d{3})+(\.\d{1,2})?", re.ASCII)
_UNIT = re.compile(
    r"^(จำนวน|งบประมาณ|งบ|เป็น|เงิน|฿|thb|=)\s*"
    r"|\s*(บาท\s*ถ้วน|บาท|บ\.|baht|thb|฿|\.-|,-|/-|=|[*]+)$",
    re.IGNORECASE,
)
_WORDS_IN_BRACKETS = re.compile(r"\s*\((?:[ก-๎\s.]|(?<!\d)25\d\d(?!\d))+\)$", re.ASCII)
"""In words, or the source: a year there is of its ordinance, other figures may count."""
NO_BUDGET = "ไม่ใช้งบประมาณ"
_NONE = re.compile(
    "[-–—]+"
    "|(?:ดำเนินการ)?(?:โดย)?ไม่(?:ได้|ขอ|ต้อง)?(?:มีการ)?(?:มี|ใช้|ใช้จ่าย|เบิกจ่าย|เบิก|ตั้ง)"
    "(?:เงิน)?(?:งบประมาณ|งบฯ?|ค่าใช้จ่าย)?(?:ในการ)?(?:ดำเนินการ|ดำเนินงาน)?(?:0(?:บาท)?)?"
)
"""No budget in the words that offices have for it; ``ไม่ระบุ`` is none of them."""
_SAYS_NONE = re.compile(
    r"(?<!กรณี)(?<!หาก)(?<!ถ้า)(?<!ที่)ไม่\s*(?:(?:ได้|ขอ|ต้อง|จำเป็น|มี|การ|ใช้|จ่าย|เบิก|ตั้ง)\s*)+"
    r"(?:เงิน)?\s*(?:งบประมาณ|งบฯ?(?![ก-ฮะ-๎])|ค่าใช้จ่าย)(?!\s*(?:ที่|ไม่)?(?:เพียง)?พอ)"
)
"""No budget, said in a sentence: ``ไม่ต้องใช้งบประมาณ เพราะ…``."""
_AROUND_NONE = re.compile(r"[\s()\[\]*.]|^[-–—]+\s*(?=ไม่)|(?<=[ก-๙])\s*[-–—]+$")

LARGEST = Decimal(10) ** 15
"""A thousand million million baht: beyond any budget, within exact satang."""


_LONGEST = 200
"""Letters: an amount in figures and in words takes some eighty."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Baht, and whether they were typed in a form worth saying how it was read."""

    baht: Decimal
    plain: bool


def parse_baht(text: str) -> Amount | None:
    """Read an amount in the forms staff type; ``None`` for what is no amount.

    ``20,000.00``, ``๒๐๐๐๐``, ``20000 บาท``, ``๒๐,๐๐๐ บาท (สองหมื่นบาทถ้วน)``; ``-`` and
    ``ไม่ใช้งบประมาณ`` are zero. Groups must be of three digits: ``1,2,3`` is no amount.
    """
    if len(text) > _LONGEST:
        return None
    typed = _typed(text)
    if _NONE.fullmatch(_AROUND_NONE.sub("", typed)):
        return Amount(Decimal(0), plain=typed.replace(" ", "") == NO_BUDGET)
    bare = _bare(typed)
    if not (_PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)) or _meant(bare):
        return None
    try:
        baht = Decimal(bare.replace(",", ""))
    except InvalidOperation:
        return None
    if abs(baht) >= LARGEST:
        return None
    return Amount(baht, plain=bare == typed)


def says_no_budget(text: str) -> str:
    """Return the words in which a text says that no budget is used; empty for none.

    ``กรณีไม่ได้ใช้งบประมาณ`` only supposes it.
    """
    if NO_BUDGET in "".join(text.split()):
        return NO_BUDGET
    if met := _SAYS_NONE.search(text):
        return met[0]
    is_in_words = "ไม่" in text and _NONE.fullmatch(_AROUND_NONE.sub("", _typed(text)))
    return text.strip() if is_in_words else ""


def baht_meanings(text: str) -> tuple[Decimal, ...]:
    """Return what may be meant by an amount that can be read in more than one way.

    ``25.000`` is 25,000 to whoever groups by points, and 25 to others; ``25,00`` may be
    25.00, or lack a zero. Brackets may be a minus, or only brackets; words around it
    may change it: ``30,000 บาท/ปี``. Nothing for what is no such amount.
    """
    if len(text) > _LONGEST:
        return ()
    typed = _typed(text)
    if meant := _meant(_bare(typed)):
        return meant
    inner = _AROUND.fullmatch(typed)
    read = parse_baht(next(filter(None, inner.groups()), "")) if inner else None
    return (read.baht,) if read and re.search(r"\d", typed) else ()


_AROUND = re.compile(
    r"\(([\d,.\s]+(?:บาท)?)\)"
    r"|(?:ประมาณ|ราว|ไม่เกิน|ปีละ|เดือนละ|~|≈)\s*([\d,.]+\s*(?:บาท)?)"
    r"|([\d,.]+\s*(?:บาท)?)\s*(?:/|ต่อ)\s*[ก-๎]{1,20}"
    # its source, or whose it is, said beside it
    r"|\D{0,60}?([\d,.]+)\s*บาท\D{0,120}",
    re.ASCII,
)


def _typed(text: str) -> str:
    """Return a text with plain digits, points and commas, and one kind of space."""
    return clean(to_arabic(text)).translate(_FULL_WIDTH)


_FULL_WIDTH = str.maketrans("，．（）－", ",.()-")


def _bare(typed: str) -> str:
    """Take off the words around an amount."""
    bare = _WORDS_IN_BRACKETS.sub("", typed)
    while (shorter := _UNIT.sub("", bare)) != bare:
        bare = shorter
    return bare


def _meant(bare: str) -> tuple[Decimal, ...]:
    digits = re.sub(r"[^\d-]", "", bare)
    if _POINT_OR_GROUP.fullmatch(bare):
        return Decimal(digits), Decimal(bare.replace(",", ""))
    if _SHORT_GROUP.fullmatch(bare):
        whole, _, rest = bare.partition(",")
        return Decimal(bare.replace(",", ".")), Decimal(f"{whole}{rest:0<3}")
    if _GROUPED_BY_POINTS.fullmatch(bare):
        return (Decimal(bare.replace(".", "").replace(",", ".")),)
    if _GROUPED_OTHERWISE.fullmatch(bare):
        return (Decimal(re.sub("[ '’]", "", bare)),)
    return ()


def baht(amount: Decimal) -> str:
    """Print an amount as tables do: ``20,000.00``."""
    return f"{amount:,.2f}"


_DIGIT_WORDS = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def _below_million(number: int, *, after_million: bool) -> str:
    words = []
    for place in range(5, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            continue
        if place == 1 and digit == 1:
            word = ""
        elif place == 1 and digit == 2:
            word = "ยี่"
        elif place == 0 and digit == 1 and (number > 1 or after_million):
            word = "เอ็ด"
        else:
            word = _DIGIT_WORDS[digit]
        words.append(word + _PLACES[place])
    return "".join(words)


def number_words(number: int) -> str:
    """Read a whole number aloud: 20000 is ``สองหมื่น``."""
    if number == 0:
        return _DIGIT_WORDS[0]
    millions, rest = divmod(number, 1_000_000)
    words = number_words(millions) + "ล้าน" if millions else ""
    return words + _below_million(rest, after_million=millions > 0)


def baht_words(amount: Decimal) -> str:
    """Read an amount aloud, as in brackets after it: ``สองหมื่นบาทถ้วน``."""
    satang_in_all = int(abs(amount) * 100)
    whole, satang = divmod(satang_in_all, 100)
    words = number_words(whole) + "บาท" if whole or not satang else ""
    words += f"{number_words(satang)}สตางค์" if satang else "ถ้วน"
    return ("ลบ" if amount < 0 else "") + words
