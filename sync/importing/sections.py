"""One section of an export: the nine headings of a project.

Exports break their lines at spaces, far from where a sentence ends, so lines are put
together again: under a heading of lists a line without a mark goes on with the item
before it; in prose a line opens a paragraph only where it reads like an opening.
"""

import re
from collections.abc import Mapping, Sequence

from sync.headers import Headers
from sync.model import Heading, ImportedDetail
from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key

_NUMBER = re.compile(r"\d{1,2}\s*[.)]\s*")
_NAME = re.compile(r"(?:ชื่อโครงการ(?:/กิจกรรม)?|โครงการ/กิจกรรม)\s*:?\s*")
_RESULTS = "ผลผลิต/ผลลัพธ์"
_ITEM = re.compile(r"[-–•*]|[-–•*]?\s*\(?\d+(?:\.\d+)*[).](?!\d).*|[-–•*]\s.*")
_OPENINGS = ("ดังนั้น", "อีกทั้ง", "นอกจากนี้", "องค์การบริหารส่วน", "เทศบาล")
"""Of a real plan's eleven paragraph breaks these open seven, and no line besides.

Measured against a transcription made by hand, 71 lines that follow another.
"""
_JOINING = ("ดังนั้น", "ทั้งนี้", "นอกจากนี้", "และ", "หรือ", "ของ", "โดย", "ได้แก่")
_PROSE = {Heading.RATIONALE}
_ONE_LINE = {
    Heading.TARGET_GROUP,
    Heading.PERIOD,
    Heading.BUDGET,
    Heading.RESPONSIBLE,
}


def parse_section(
    lines: Sequence[str], headers: Headers, names: Mapping[str, str]
) -> tuple[ImportedDetail, Sequence[str]]:
    """Read a section; give its detail, and the lines that have no place.

    ``names`` are the table's names by folded key: a name broken over lines is put
    together as the table has it.
    """
    gathered: dict[Heading, list[str]] = {}
    name: list[str] = []
    unplaced: list[str] = []
    into = unplaced
    for line in lines:
        bare = _without_number(line)
        heading = _heading(bare, headers)
        if (match := _NAME.match(bare)) and not name:
            into = name
            into += [bare[match.end() :]] if bare[match.end() :] else []
        elif heading and heading not in gathered:
            into = gathered.setdefault(heading, [])
        elif clean(bare) != _RESULTS:
            into.append(line)
    texts = {
        heading: _put_together(heading, into) for heading, into in gathered.items()
    }
    return ImportedDetail(_whole_name(name, names), texts), unplaced


def _without_number(line: str) -> str:
    match = _NUMBER.match(to_arabic(line))
    return line[match.end() :] if match else line


def _heading(text: str, headers: Headers) -> Heading | None:
    name = headers.find("details", text.rstrip(" :"))
    return Heading(name) if name and name != "name" else None


def _whole_name(pieces: Sequence[str], names: Mapping[str, str]) -> str:
    joined = " ".join(pieces)
    known = names.get(key(joined))
    # the table's spelling only says where the spaces are; another word stays as typed
    same = known is not None and "".join(known.split()) == "".join(joined.split())
    return known if known is not None and same else joined


def _put_together(heading: Heading, lines: Sequence[str]) -> str:
    if heading in _ONE_LINE:
        return " ".join(lines)
    together: list[str] = []
    for line in lines:
        begins = _opens(line, together) if heading in _PROSE else _is_item(line)
        if begins or not together:
            together.append(line)
        else:
            together[-1] = f"{together[-1]} {line}"
    return "\n".join(together)


def _is_item(line: str) -> bool:
    return bool(_ITEM.fullmatch(to_arabic(line)))


def _opens(line: str, before: Sequence[str]) -> bool:
    goes_on = bool(before) and before[-1].endswith(_JOINING)
    return line.startswith(_OPENINGS) and not goes_on
