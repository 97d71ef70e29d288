"""Rules on figures in any text: so many of so many each, days that no month has."""

import re
from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal

from sync.model.findings import Hit
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.wordlists import WordLists
from sync.thai.dates import MONTHS, SHORT_MONTH, christian_year, month_number
from sync.thai.digits import in_digits_of, to_arabic

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?"
_THING = "[\u0e01-\u0e2f\u0e30-\u0e39\u0e40-\u0e45\u0e47-\u0e4e]{1,20}?"
_TOTAL = r"(?:\s|,|และ|คิด|รวม|ทั้งสิ้น|ทั้งหมด|ทั้งหมดรวม|เป็นเงิน|เป็น|จำนวน|ผู้เข้าร่วม|ผู้เข้าอบรม|ผู้เข้าประชุม|=|≈)*"
_WHOLE = (
    rf"(?P<total>{_TOTAL})(?P<whole>{_FIGURE})\s*(?P<same>{_THING})(?![\u0e30-\u0e4e])"
)
_EACH = (
    rf"(?<![\d,.])(?P<many>{_FIGURE})\s*(?P<unit>{_THING})\s*(?:ๆ|\(|,|โดย|แต่ละ)*\s*"
    rf"(?P=unit)?\s*ละ\s*(?:จำนวน\s*)?(?P<each>{_FIGURE})\s*(?P<thing>คน|ราย|ท่าน|รูป|บาท|ครั้ง|ชุด|เล่ม|ฉบับ|แผ่น|ป้าย|ชั่วโมง|ครัวเรือน|ต้น)"
)
_PRODUCT = re.compile(
    rf"{_EACH}\)?(?P<total>{_TOTAL})(?P<whole>{_FIGURE})\s*(?P=thing)", re.ASCII
)
_WHOLE_FIRST = re.compile(
    rf"(?<![\d,.])(?P<whole>{_FIGURE})\s*(?P<same>คน|ราย|ท่าน|รูป|บาท|ครั้ง|ชุด|เล่ม|ฉบับ|แผ่น|ป้าย|ชั่วโมง|ครัวเรือน|ต้น)"
    rf"\s*\(\s*(?:จำนวน\s*)?{_EACH}\s*\)",
    re.ASCII,
)
_TIMES = re.compile(
    rf"(?<![\d,.])(?P<first>{_FIGURE})\s*{_THING}\s*(?P<more>(?:[x×X*]\s*{_FIGURE}\s*{_THING}\s*)+?)"
    rf"(?:\)|=|เป็นเงิน|รวม|ทั้งสิ้น|เป็น|\s)+(?P<whole>{_FIGURE})\s*บาท",
    re.ASCII,
)


_SIGN = re.compile("[x×X*]")


def product(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """So many, each so many, make the whole that is named beside them."""
    folded = to_arabic(typed.plain)
    for pattern in (_PRODUCT, _WHOLE_FIRST) if "ละ" in folded else ():
        for match in pattern.finditer(folded):
            met = match.groupdict()
            is_total = pattern is _WHOLE_FIRST or bool(
                re.search("รวม|ทั้ง|เป็น|=", met["total"])
            )
            same = met.get("same") or met["thing"]
            if is_total and same == met["thing"]:
                factors = [_number(met["many"]), _number(met["each"])]
                yield from _unlike(typed, match, factors)
    for match in _TIMES.finditer(folded) if _SIGN.search(folded) else ():
        figures = re.findall(rf"[x×X*]\s*({_FIGURE})", match["more"], re.ASCII)
        yield from _unlike(
            typed, match, [_number(f) for f in (match["first"], *figures)]
        )


def _unlike(
    typed: NormalizedText, match: re.Match[str], factors: list[Decimal]
) -> Iterator[Hit]:
    computed = Decimal(1)
    for factor in factors:
        computed *= factor
    if computed != _number(match["whole"]):
        start, end = match.span()
        write = in_digits_of(typed.plain[start:end])
        facts = {
            "product": write(" × ".join(f"{factor:,}" for factor in factors)),
            "computed": write(f"{computed:,}"),
        }
        yield typed.hit("SUM001", start, end, **facts)


def _number(figure: str) -> Decimal:
    return Decimal(figure.replace(",", ""))


_YEAR = r"(?:\s*(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*(?P<year>\d{4}))?(?!\d)"
_DAY_OF_MONTH = re.compile(
    rf"(?<![\d,./:])(?P<day>\d{{1,2}})\s*(?:เดือน\s*)?(?P<month>{'|'.join(MONTHS)}"
    rf"|{SHORT_MONTH}){_YEAR}",
    re.ASCII,
)
_IN_FIGURES = re.compile(
    r"(?<![\d,./:-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])",
    re.ASCII,
)


def impossible_day(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """No month but seven has 31 days, and February has 29 in leap years alone."""
    folded = to_arabic(typed.plain)
    for pattern in (_DAY_OF_MONTH, _IN_FIGURES):
        for match in pattern.finditer(folded):
            name = match["month"]
            month = int(name) if name.isdecimal() else month_number(name)
            year = christian_year(int(match["year"])) if match["year"] else 2024
            if _is_impossible(int(match["day"]), month, year):
                start, end = match.span()
                last = monthrange(year, month)[1] if 1 <= month <= 12 else 31
                write = in_digits_of(typed.plain[start:end])
                yield typed.hit("YRS011", start, end, last=write(str(last)))


_NO_DAY = 40
"""What is as large is a year of two digits, or an amount."""


def _is_impossible(day: int, month: int, year: int) -> bool:
    if not 1800 <= year <= 2200 or day >= _NO_DAY:
        return False
    return not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]
