"""Signatures below a table: who signs, read a person after the other.

Offices put two or three side by side: in one row the lines to sign on, in the next the
names in brackets, then the posts. Read row by row, all of them would be one person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sync.importing.front import parse_front, without_dots
from sync.importing.workbook.reading import filled_cells, line_of
from sync.model.cells import Tab
from sync.thai.folding import clean

_SIGN = re.compile(r"\(?\s*(?:ลงชื่อ|ลงนาม|ลายมือชื่อ)\s*\)?\s*:?")
_NAME = re.compile(r"\([^()]*\)$")
_ROLE = re.compile(r"ผู้(?!อำนวยการ|ช่วย|ว่า|ใหญ่บ้าน|บริหาร|บังคับ|บัญชาการ|ตรวจราชการ)")
"""Whoever does something with the plan; what else begins so is a post."""

_POST = re.compile(r"ตำแหน่ง\s*:?\s*")
_OTHER = re.compile(r"[(\s]*(?:หมายเหตุ|ข้อมูล\s*ณ|คำอธิบาย|มิติ)|\*")
_GAP = 2
"""Rows from a line to sign on to the name below it, at most."""

_ENDS = 2
"""Rows below a name, and at once, that may be its post and what it signs as."""

_LONGEST = 6
"""Rows within which a name stands below the first row of its signature."""

_Cells = Mapping[int, str]


def lines_with_signatures(tab: Tab, rows: Sequence[int]) -> Iterator[str]:
    """Yield rows as lines; those of signatures a person after the other.

    Who signs as what a plan keeps comes as front matter is understood: what it is signed
    as, the name, the post. All others come as typed.
    """
    at = 0
    while at < len(rows):
        block = _block(tab, rows[at : at + _LONGEST])
        signatures = _signatures([filled_cells(tab, row) for row in block])
        signatures = signatures or _in_one_row(filled_cells(tab, rows[at]))
        for lines in signatures:
            yield from _as_front_matter(lines) or lines
        if not signatures:
            yield line_of(tab, rows[at])
        at += len(block) or 1


def _in_one_row(cells: _Cells) -> Sequence[Sequence[str]]:
    """Return the lines of signatures that stand in a cell each; none where they do not."""
    every = [[clean(line) for line in text.splitlines()] for text in cells.values()]
    are_signed = any(_SIGN.match(line) for lines in every for line in lines)
    are_named = all(any(map(_NAME.match, lines)) for lines in every)
    return every if are_signed and are_named else ()


def _block(tab: Tab, rows: Sequence[int]) -> Sequence[int]:
    """Return the rows with which signatures begin here; none where they do not."""
    cells = {row: filled_cells(tab, row) for row in rows}
    named = next((row for row in rows if _every(_NAME, cells[row])), None)
    if named is None:
        return ()
    above = [row for row in rows if row < named]
    signed = [row for row in above if _some(_SIGN, cells[row])]
    is_one = all(row in signed or _every(_ROLE, cells[row]) for row in above)
    is_near = all(below - row <= _GAP for row, below in pairwise([*above, named]))
    is_begun = len(signed) == 1 or (not above and len(cells[named]) > 1)
    if not (is_one and is_near and is_begun):
        return ()
    ends: list[int] = []
    for row in range(named + 1, named + 1 + _ENDS):
        own = cells.get(row, {})
        if not own or any(_some(other, own) for other in (_OTHER, _SIGN, _NAME)):
            break
        ends.append(row)
    return [*above, named, *ends]


def _every(pattern: re.Pattern[str], cells: _Cells) -> bool:
    return bool(cells) and all(map(pattern.match, cells.values()))


def _some(pattern: re.Pattern[str], cells: _Cells) -> bool:
    return any(map(pattern.match, cells.values()))


def _signatures(rows: Sequence[_Cells]) -> Sequence[Sequence[str]]:
    """Return the lines of each signature, from left to right.

    A row with a text for each goes to them in their order, however it is centred; else
    a text is of the signature that begins to the left of it.
    """
    places = _places(rows)
    found: list[list[str]] = [[] for _ in places]
    for cells in rows:
        for nth, (column, text) in enumerate(cells.items()):
            before = [own for own, place in enumerate(places) if place <= column]
            own = nth if len(cells) == len(places) else max(before, default=0)
            found[own].append(text)
    return found


def _places(rows: Sequence[_Cells]) -> Sequence[int]:
    """Return the columns in which signatures begin: where people sign, or their names."""
    found = (
        [column for column, text in cells.items() if pattern.match(text)]
        for pattern in (_SIGN, _NAME)
        for cells in rows
    )
    return max(found, key=len, default=[])


def _as_front_matter(lines: Sequence[str]) -> Sequence[str]:
    """Return a signature's lines in their order, if a plan keeps who signs as that."""
    texts = [text for line in lines if (text := without_dots(_to_sign(line)))]
    roles = [text for text in texts if _ROLE.match(text)]
    names = [text for text in texts if _NAME.match(text)]
    posts = [text for text in texts if text not in {*roles, *names}]
    if len(posts) > 1:
        return ()
    ordered = [*roles, *names, *(f"ตำแหน่ง {_POST.sub('', post)}" for post in posts)]
    info, rest = parse_front((), ordered, ())
    return ordered if info and not rest else ()


def _to_sign(line: str) -> str:
    """Return a line without the word that tells where to sign."""
    match = _SIGN.match(line)
    return line[match.end() :] if match else line
