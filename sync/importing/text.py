"""A ``.txt`` export: table rows are the lines with tabs in them."""

import re
from collections.abc import Iterator, Sequence

from sync.importing.source import Flow, Line, Row
from sync.thai.folding import clean

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = ("utf-8-sig", "cp874")
"""As Windows programs save Thai; UTF-8 refuses what it is not, so it comes first."""

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
"""Control characters that neither break nor move text; a spreadsheet refuses them."""

_INDENTED = 3
"""With so few cells, one of them filled, a tab is only there to move the text."""


def read_text(content: bytes) -> Sequence[Flow]:
    """Read a text file's lines and rows.

    Raises:
        ValueError: it is no text in an encoding that Thai is kept in.
    """
    lines = _decode(content).splitlines()
    return [
        part for number, line in enumerate(lines, 1) for part in parts_of(line, number)
    ]


def parts_of(line: str, number: int) -> Iterator[Flow]:
    """Give a line as a line or a row; nothing where it holds nothing to see."""
    cells = tuple(clean(cell) and cell.strip() for cell in line.split("\t"))
    filled = [cell for cell in cells if cell]
    if not filled:
        return
    if len(cells) == 1 or (len(filled) == 1 and len(cells) <= _INDENTED):
        yield Line(filled[0], number)
    else:
        yield Row(cells, number)


def _decode(content: bytes) -> str:
    encodings = ("utf-16",) if content.startswith(_UTF_16_MARKS) else _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp874" or "\0" not in text:
            return _UNSEEN.sub("", text)
    raise ValueError("it is neither a Word document nor Thai text")
