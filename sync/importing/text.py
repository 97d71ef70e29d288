"""A ``.txt`` export: table rows are the lines with tabs in them."""

from collections.abc import Iterator, Sequence

from sync.importing.source import Line, Part, Row

_ENCODINGS = ("utf-8-sig", "utf-16", "cp874")
"""As Windows programs save Thai; each but the last refuses what it is not."""


def read_text(content: bytes) -> Sequence[Part]:
    """Read a text file's lines and rows.

    Raises:
        ValueError: it is no text in an encoding that Thai is kept in.
    """
    return list(_parts(_decode(content)))


def _decode(content: bytes) -> str:
    has_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in _ENCODINGS:
        if (encoding == "utf-16") == has_mark:
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
    raise ValueError("no text file")


def _parts(text: str) -> Iterator[Part]:
    for line in text.splitlines():
        if "\t" in line and line.strip():
            yield Row(tuple(cell.strip() for cell in line.split("\t")))
        elif line.strip():
            yield Line(line.strip())
