"""Whether a Word document is blank: not a word, a table or a picture anywhere in it."""

import zipfile
from io import BytesIO

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRITTEN = {f"{_W}t", f"{_W}delText", f"{_W}instrText"}
_SHOWN = {
    f"{_W}{name}"
    for name in ("tbl", "drawing", "pict", "object", "sym", "altChunk", "sdt")
}
_PARTS = ("word/document", "word/header", "word/footer", "word/footnotes")

_LARGEST = 100 * 2**20
"""Bytes, unpacked: what has as many is not blank."""


def is_blank(content: bytes) -> bool:
    """Whether a document, exported as a Word file, has nothing in it.

    An export as text would not do: it says nothing of pictures and empty tables.
    """
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.startswith(_PARTS)]
        if sum(package.getinfo(name).file_size for name in parts) > _LARGEST:
            return False
        return all(_has_nothing(package.read(name)) for name in parts)


def _has_nothing(part: bytes) -> bool:
    # only where a document is met for the first time: it takes long to load
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for element in etree.fromstring(part, parser).iter():
        if element.tag in _SHOWN:
            return False
        if element.tag in _WRITTEN and (element.text or "").strip("\ufeff\u200b \t\n"):
            return False
    return True
