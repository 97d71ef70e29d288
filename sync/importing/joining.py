"""Lines put together again, for exports break them far from where a sentence ends.

Under a heading of lists a line without a mark goes on with the item before it. In
prose nothing marks a paragraph: where the export broke its lines, one opens only at a
line that reads like an opening.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sync.importing.sections import Section
from sync.importing.source import SourceLine
from sync.model.imports import ImportedDetail
from sync.model.plan import Heading
from sync.thai.digits import to_arabic
from sync.thai.folding import key

_BULLET = "-–•●▪*"
_ITEM = re.compile(rf"[{_BULLET}].*|\(?\d{{1,3}}[).](?!\d).*")
_SUB_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+(?:[.)]|\s)")
_OPENINGS = ("ดังนั้น", "อีกทั้ง", "นอกจากนี้", "องค์การบริหารส่วน", "เทศบาล")
"""Of a real plan's ten paragraph breaks these open seven, and no line besides.

Measured against a transcription made by hand, 72 lines that follow another.
"""
_JOINING = ("ดังนั้น", "ทั้งนี้", "นอกจากนี้", "และ", "หรือ", "ของ", "โดย", "ได้แก่")
_FEW = 10
"""Where fewer than one in so many lines of lists goes on, a person typed it so."""

_LISTS = (Heading.OBJECTIVES, Heading.METHOD, Heading.OUTPUTS, Heading.OUTCOMES)


def details_of(
    sections: Sequence[Section], names: Mapping[str, str]
) -> Iterator[ImportedDetail]:
    """Put each section's lines together; ``names`` are the table's by folded key."""
    broken = are_broken(
        section.lines.get(heading, ()) for section in sections for heading in _LISTS
    )
    for section in sections:
        texts: Mapping[Heading, str] = {
            heading: join_paragraphs(lines, broken=broken)
            if heading is Heading.RATIONALE
            else join_items(lines)
            for heading, lines in section.lines.items()
        }
        yield ImportedDetail(join_name(section.name, names), texts)


def of_project(name: str, text: str) -> str:
    """Return a text that has no place in a project's detail, with whose it is."""
    return f"{name} · {text}" if name else text


def join_name(pieces: Sequence[str], names: Mapping[str, str]) -> str:
    """Put a project's name together; ``names`` are the table's by folded key.

    The table's spelling says where the spaces are; another word stays as typed.
    """
    joined = " ".join(pieces)
    known = names.get(key(joined), joined)
    return known if "".join(known.split()) == "".join(joined.split()) else joined


def join_items(lines: Sequence[SourceLine]) -> str:
    """Put the items of a list together, one a line."""
    items: list[str] = []
    for line in lines:
        if not items or _is_item(line, items[-1]):
            items.append(line.text)
        else:
            items[-1] = f"{items[-1]} {line.text}"
    return "\n".join(items)


def join_paragraphs(lines: Sequence[SourceLine], *, broken: bool) -> str:
    """Put paragraphs together, one a line; unless lines were broken they stay."""
    paragraphs: list[str] = []
    for line in lines:
        if not paragraphs or not broken or _opens(line, paragraphs[-1]):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {line.text}"
    return "\n".join(paragraphs)


def are_broken(lists: Iterable[Sequence[SourceLine]]) -> bool:
    """Whether an export broke its lines, judged by its lists.

    An item always shows where it begins, so its second line shows a break.
    """
    marked = [lines for lines in lists if lines and _is_item(lines[0], "")]
    count = sum(len(lines) for lines in marked)
    going_on = sum(not _is_item(line, "") for lines in marked for line in lines)
    return going_on * _FEW > count


def _is_item(line: SourceLine, before: str) -> bool:
    text = to_arabic(line.text)
    if _SUB_NUMBER.match(text):
        # not where the item before has its own sub-numbers within the line
        return not _SUB_NUMBER.search(to_arabic(before), pos=1)
    return line.opens or bool(_ITEM.fullmatch(text))


def _opens(line: SourceLine, before: str) -> bool:
    if _is_item(line, before):
        return True
    return line.text.startswith(_OPENINGS) and not before.endswith(_JOINING)
