"""How many projects a text says there are, and how much they cost: “รวม 16 โครงการ”."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.spoken_money import spoken_baht

_KINDS = "(?:โครงการ|กิจกรรม|มาตรการ)"
_COUNT = re.compile(
    rf"(?<![\d,.\-–/])(?P<figure>\d{{1,4}})\s*{_KINDS}(?:\s*(?:/|,|และ|หรือ)\s*{_KINDS})*"
    r"(?!\s*(?:ละ|ย่อย|หลัก|ที่|ซึ่ง|[\u0e31-\u0e3a\u0e45-\u0e4e]))",
    re.ASCII,
)
_SAYS_COUNT = re.compile(
    rf"[\s(]*(?:ยอดรวม|รวม|จำนวน|ทั้งสิ้น|ทั้งหมด|\s)*(?P<count>\d{{1,4}})\s*{_KINDS}(?:\s*/\s*{_KINDS})*[\s)]*",
    re.ASCII,
)
_AMOUNT = re.compile(
    r"(?<![\d,.])(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,2})?)\s*(?:[.,]-|-)?\s*บาท(?!\s*(?:ละ|ต่อ|/))",
    re.ASCII,
)
_IN_WORDS = re.compile(
    r"(?:^|[([{\s=*–—-])(?:ตัวอักษร\s*:?\s*)?(?P<words>[\u0e01-\u0e4e\s]{4,80}?บาท(?:\s?ถ้วน|[\u0e01-\u0e4e\s]{4,30}?สตางค์)?)[\s=*–—-]*(?=[)\]}]|$)"
)
_SOME = re.compile(
    r"(?:ใช้(?:จ่าย)?(?:งบ|เงิน)|ไม่(?:ใช้|มี|ต้อง|ได้|เบิก)|ใหม่|เดิม|ต่อเนื่อง|เพิ่มเติม|แล้วเสร็จ|เบิก|แล้ว|รายงาน|ยกเลิก|เกิน"
    r"|น้อยกว่า|ละ|ที่|ไตรมาส)[^\s\d]{0,15}\s*(?:จำนวน\s*|\d\s*)?\Z"
)
"""Right before a figure that is of some of the projects alone, or of one."""


class Told(NamedTuple):
    """A figure and where it stands in a text."""

    figure: Decimal
    start: int
    end: int


def says_count(text: str) -> int | None:
    """Return how many projects a text says there are, and nothing else: “รวม 9 โครงการ”."""
    found = _SAYS_COUNT.fullmatch(to_arabic(clean(text)))
    return int(found["count"]) if found else None


def counts_told(text: str) -> Iterator[Told]:
    """Yield how many projects, activities and measures a text says that there are."""
    folded = to_arabic(text)
    for match in _COUNT.finditer(folded):
        if not _SOME.search(folded, max(0, match.start() - _NEAR), match.start()):
            yield Told(Decimal(match["figure"]), *match.span())


_NEAR = 40


def amounts_told(text: str) -> Iterator[Told]:
    """Yield the baht that a text says, in figures and in words."""
    folded = to_arabic(text)
    for match in _AMOUNT.finditer(folded):
        yield Told(Decimal(match["figure"].replace(",", "")), *match.span())
    for match in _IN_WORDS.finditer(folded):
        amount = spoken_baht(match["words"])
        if amount is not None:
            yield Told(amount, *match.span("words"))
