"""Lines that a document prints besides the plan: the worker prints them anew.

A table of contents repeats names, the line below the table repeats its total, a draft
says that it is one, and dots are where somebody signs. A line of these that says
otherwise than the plan is not one of them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sync.model.plan import Field
from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key

_CONTENTS = {key("สารบัญ"), key("สารบัญโครงการ")}
_ENTRY_NUMBER = re.compile(r"\(?\d{1,3}[.)]?\s*")
_ENTRY_PAGE = re.compile(r"[\s.…·_]*\d{1,4}$")
_TOTAL = re.compile(
    r"รวมงบประมาณ(?:ทั้งสิ้น)?\s*(?P<budget>[\d,.]+)\s*บาท\s*(?:\([ก-๎\s]+\)\s*)?"
    r"(?:\(?ยังไม่รวม\s*\d+\s*โครงการที่ไม่มีงบประมาณหรืออ่านไม่ได้\)?)?"
)
_PAGE = re.compile(r"[-–—]\s*\d{1,3}\s*[-–—]")
_OURS = (
    re.compile(r"ร่าง\s*[-–—]\s*(?:พบ\s*\d+\s*ข้อที่ต้องแก้ไข|ต้องแก้ไข\s*\d+\s*จุด)"),
    re.compile(r"\(ยังไม่มีรายละเอียดโครงการ\)"),
)


def without_printed(
    lines: Iterable[str], names: Iterable[str], totals: Mapping[Field, str]
) -> Iterator[str]:
    """Yield the lines that say something of their own."""
    budget = _amount(totals.get(Field.BUDGET, ""))
    for line in _without_contents(list(lines), {key(name) for name in names}):
        bare = to_arabic(clean(line))
        total = _TOTAL.fullmatch(bare)
        if not (total and budget and _amount(total["budget"]) == budget):
            yield line


def is_page_number(line: str) -> bool:
    """Whether a line is nothing but a page's number between dashes, as “- 12 -”."""
    return bool(_PAGE.fullmatch(to_arabic(clean(line))))


def is_contents(text: str) -> bool:
    """Whether a text is the heading of a table of contents."""
    return key(text) in _CONTENTS


def is_ours(line: str) -> bool:
    """Whether only the worker writes such a line, of what the plan still lacks."""
    return any(ours.fullmatch(to_arabic(clean(line))) for ours in _OURS)


def _without_contents(lines: Sequence[str], names: Collection[str]) -> Iterator[str]:
    """Leave out a table of contents: its heading, and each entry that is a name."""
    inside, at = False, 0
    while at < len(lines):
        if is_contents(lines[at]):
            inside, at = True, at + 1
            continue
        taken = _entry(lines, at, names) if inside else 0
        if not taken:
            yield lines[at]
        at += taken or 1


def _entry(lines: Sequence[str], at: int, names: Collection[str]) -> int:
    """Return how many lines an entry takes; a long name may take two."""
    for count in (1, 2):
        text = to_arabic(clean(" ".join(lines[at : at + count])))
        for bare in (text, _ENTRY_PAGE.sub("", text)):
            if key(bare) in names or key(_ENTRY_NUMBER.sub("", bare, 1)) in names:
                return count
    return 0


def _amount(text: str) -> str:
    return to_arabic(clean(text)).replace(",", "").removesuffix(".00")
