"""A ``.txt`` export: table rows are the lines with tabs in them, or columns of spaces."""

import re
from collections.abc import Iterator, Sequence

from sync.importing.columns import laid_out
from sync.importing.fallen import with_fallen_marks
from sync.importing.pages import without_furniture
from sync.importing.source import Aside, Flow, Part, Row, SourceLine, TooMuch
from sync.importing.starts import has_headings, is_ordinal
from sync.plan.labels import Headers
from sync.thai.folding import clean

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = ("utf-8-sig", "cp874")
"""As Windows programs save Thai; UTF-8 refuses what it is not, so it comes first."""

_MOST_LINES = 100_000
"""Lines and cells of a text, the empty ones as well."""

_SAMPLE = 4096
"""Letters that tell UTF-16 without a mark."""

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
"""Control characters that neither break nor move text; a spreadsheet refuses them."""

_INDENTED = 3
"""With so few cells, one of them filled, a tab is only there to move the text."""


def read_plain_text(content: bytes, headers: Headers) -> Sequence[Part]:
    """Read a text file's lines and rows; what each page repeats is an aside.

    Raises:
        ValueError: it is no text in an encoding that Thai is kept in.
        TooMuch: it has more lines than any plan.
    """

    def is_heading(line: str) -> bool:
        return is_ordinal(line) or has_headings([SourceLine(line)], headers)

    text = decode(content)
    if sum(map(text.count, "\n\r\f\t")) > _MOST_LINES:
        raise TooMuch(f"> {_MOST_LINES:,}")
    # first, for a line that every page repeats is known by its whole words
    lines, asides = without_furniture(_with_fallen_marks(text), is_heading)
    taken, rows = laid_out(lines, headers) or (range(0), ())
    return [
        *_parts(lines, range(taken.start)),
        *rows,
        *_parts(lines, range(taken.stop, len(lines))),
        *map(Aside, asides),
    ]


def _with_fallen_marks(text: str) -> str:
    pages = (page.splitlines() for page in text.split("\f"))
    return "\f".join("\n".join(with_fallen_marks(page)) for page in pages)


def _parts(lines: Sequence[str], places: range) -> Iterator[Part]:
    for at in places:
        yield from parts_of(lines[at], at + 1)


def parts_of(line: str, number: int) -> Iterator[Flow]:
    """Yield a line as a line or a row; nothing where it holds nothing to see."""
    cells = tuple(clean(cell) and cell.strip() for cell in line.split("\t"))
    filled = [cell for cell in cells if cell]
    if not filled:
        return
    if len(cells) == 1 or (len(filled) == 1 and len(cells) <= _INDENTED):
        yield SourceLine(filled[0], number)
    else:
        yield Row(cells, number)


def decode(content: bytes) -> str:
    """Return the text that bytes are, without what nobody sees.

    Raises:
        ValueError: they are none in an encoding that Thai is kept in.
    """
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp874" or "\0" not in text:
            return _UNSEEN.sub("", text)
    raise ValueError("it is neither a Word document nor Thai text")


def _encodings(content: bytes) -> Sequence[str]:
    if content.startswith(_UTF_16_MARKS):
        return ("utf-16",)
    # Thai letters have the number 0x0E.. there, and spaces 0x00..
    odd, even = (
        sum(content[start : 2 * _SAMPLE : 2].count(high) for high in (0x00, 0x0E))
        for start in (1, 0)
    )
    most = min(len(content) // 2, _SAMPLE) * 0.9
    if max(odd, even) > most:
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    return _ENCODINGS
