"""Archives of strangers, opened with a bound: an .xlsx, a .docx, a template.

A few bytes can unpack to more than a machine has, in one part, in thousands or in their
mere list, and XML takes many times its bytes once it is read.
"""

import zipfile
from dataclasses import dataclass, replace
from io import BytesIO

MOST_PARTS = 5_000
"""Of any archive; a workbook with many pictures has a few hundred."""

_LISTED = b"PK\x01\x02"
"""What begins each entry of the list of parts."""
_PIECE = 2**20
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""What may stand before the first ``<``: marks of its coding, and spaces."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a kind of file may have at most.

    ``unpacked`` are the bytes of all parts, ``xml`` those of one part that may be XML,
    ``tags`` how many ``<`` all of these have: each may become an element in memory.
    """

    unpacked: int
    xml: int
    tags: int


WORKBOOK = Limits(200 * 2**20, 200 * 2**20, 4_000_000)
"""Far beyond any plan, far below a machine's memory."""
WORD = Limits(64 * 2**20, 16 * 2**20, 400_000)
"""Sixteen projects are half a million bytes of some ten thousand tags."""
TEMPLATE = replace(WORD, xml=4 * 2**20)
"""docxtpl goes over the text of a template some thirty times."""


class ArchiveTooLarge(Exception):
    """An archive, or a part of it, has more than any file of its kind."""

    def __init__(self, what: str, most: str) -> None:
        super().__init__(f"{what} has more than {most}")
        self.most = most


def list_archive(content: bytes) -> zipfile.ZipFile:
    """Return an archive of which no more was read than the list of its parts.

    Raises:
        ArchiveTooLarge: it has more parts than any file.
        zipfile.BadZipFile: it is none; what else zipfile raises where it is damaged.
    """
    # counted before it is read: the list may itself be what fills the memory
    if content.count(_LISTED) > MOST_PARTS:
        raise ArchiveTooLarge("it", f"{MOST_PARTS:,} parts")
    return zipfile.ZipFile(BytesIO(content))


def open_archive(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """Return an archive whose parts are whole and can be read into memory.

    Raises:
        ArchiveTooLarge: it has more than a file of its kind.
        zipfile.BadZipFile: it is none; what else zipfile raises where it is damaged.
    """
    archive = list_archive(content)
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > limits.unpacked:
        raise ArchiveTooLarge("it", _megabytes(limits.unpacked))
    all_tags = 0
    for part in parts:
        size, tags = _xml_in(archive, part)
        all_tags += tags
        if size > limits.xml:
            raise ArchiveTooLarge(part.filename, _megabytes(limits.xml))
        if all_tags > limits.tags:
            raise ArchiveTooLarge("it", f"{limits.tags:,} tags")
    return archive


def _xml_in(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, int]:
    """Return the bytes and the tags of a part; none of what cannot be XML, as pictures.

    Read in small pieces, so that none hides its true size or is broken.
    """
    size, tags, first = 0, 0, b""
    with archive.open(part) as opened:
        while piece := opened.read(_PIECE):
            size += len(piece)
            tags += piece.count(b"<")
            first = first or piece.lstrip(_BEFORE_XML)[:1]
    return (size, tags) if first == b"<" else (0, 0)


def _megabytes(size: int) -> str:
    return f"{size // 2**20} MB"
