"""The rule on telephone numbers that lack a figure."""

import re
from collections.abc import Iterator

from sync.model.findings import Hit
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.thai.digits import in_digits_of

_NUMBER = re.compile(
    r"(?:โทร(?:ศัพท์|สาร|\.)?|มือถือ|เบอร์)(?:เคลื่อนที่|มือถือ|โทรศัพท์|สำนักงาน|หมายเลข|เบอร์|ติดต่อ|[\s:.])*"
    r"(?P<number>0(?:[ \u00a0\u200b-]{0,3}\d)*)(?![\d./]|[ -]?[xX*_.…])",
    re.ASCII,
)
_MOBILE = re.compile("0[689]")
_OF_A_MOBILE, _OF_A_LINE, _FEWEST = 10, 9, 6
"""Figures of a number: since 2006 ten of a mobile one, nine of any other."""


@only_with("0๐０")
def too_short(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A telephone number has nine figures, ten where it is a mobile one.

    Judged only after a word that introduces one, and where it begins with 0: short
    numbers such as 1567 are right. More figures may be a range of lines.
    """
    for match in _NUMBER.finditer(typed.arabic):
        figures = re.sub(r"\D", "", match["number"])
        wanted = _OF_A_MOBILE if _MOBILE.match(figures) else _OF_A_LINE
        if _FEWEST <= len(figures) < wanted:
            start, end = match.span("number")
            write = in_digits_of(typed.plain[start:end])
            facts = {"figures": write(str(len(figures))), "wanted": write(str(wanted))}
            yield typed.hit("TEL001", start, end, **facts)
