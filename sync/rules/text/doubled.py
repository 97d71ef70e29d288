"""A word typed twice running, whatever word it is.

In fourteen million letters of official prose what stands twice without a space is a
slip nine times in ten; the others are a word's end and the next one's beginning, or
words that are doubled, and are left out below.
"""

import re
from collections.abc import Iterator

_MARKS = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e"
_CLUSTER = f"(?:[เ-ไ]?[ก-ฮ][{_MARKS}]*)"
_TWICE = re.compile(
    "(?P<short>ให้|และ|ใน|โดย|จาก|เป็น|ทุก|ด้วย|กับ|ความ|จะ|ต้อง|เพื่อ|หรือ|ซึ่ง|ไม่|ต่อ|จัด|ผู้)"
    f" ?(?P=short)(?![{_MARKS}ๆ])"
    f"|(?<!\\S)(?:การ ?การ|ที่ ?ที่)(?![{_MARKS}ๆ])"
    f"|(?<![เ-ไ])(?<!ผู้)(?<!ผู้รับ)(?![ก-ฮ][เ-ไ])(?P<word>{_CLUSTER}{{2,20}}?)(?P=word)(?![{_MARKS}ๆ]|ละ)"
)
_LEAST = 4
_RIGHT = frozenset(
    [
        "ล้าน",
        "ผลิต",
        "กหลา",
        "รือห",
        "เอ็ม",
        "ตุ๊ก",
        "บ้าน",
        "ลุ่ม",
        "หมาย",
        "บปรา",
        "นุ่ม",
        "เรียน",
        "ประมาณ",
        "ต้น",
    ]
)
"""Ends and beginnings that meet (กระบวนการผลิตผลิตภัณฑ์, จากหลากหลาย, กลุ่มลุ่มน้ำ)."""


def doubled(text: str) -> Iterator[tuple[int, int]]:
    """Find where a text says a word twice running."""
    for match in _TWICE.finditer(text):
        word = match["word"]
        if word is None or (len(word) >= _LEAST and not _is_right(word)):
            yield match.span()


def _is_right(word: str) -> bool:
    """Whether what stands twice is no slip: กันและกันและ goes on, and says nothing twice."""
    return word in _RIGHT or word.endswith(_JOINING)


_JOINING = ("และ", "หรือ", "ทุก")
