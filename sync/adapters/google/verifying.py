"""Whether a Google document shows what was rendered: the conversion says nothing."""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_MOST_TOLD = 5
_UNSEEN = re.compile(r"[\s\ufeff\u200b*]+")
"""White space is laid out anew, and list marks may become Google's own."""


def text_fingerprint(text: str) -> str:
    """Return a mark of a document's text by which a person's edit is noticed."""
    return hashlib.sha256(_bare(text).encode()).hexdigest()[:32]


def lost_texts(content: bytes, shown: str) -> tuple[str, ...]:
    """Return texts of a Word document that do not stand in the text shown, a few."""
    bare, place, lost = _bare(shown), 0, []
    for text in _texts(content):
        found = bare.find(_bare(text), place)
        if found < 0:
            found = bare.find(_bare(text))
        if found < 0:
            lost.append(text)
        else:
            place = found
    return tuple(lost[:_MOST_TOLD])


def _texts(content: bytes) -> Iterator[str]:
    """Yield every paragraph of a Word document, those in cells as well, in order."""
    # only where something was printed: it takes long to load
    from lxml import etree  # noqa: PLC0415

    with zipfile.ZipFile(BytesIO(content)) as package:
        types = etree.fromstring(package.read("[Content_Types].xml"))
        names = [
            override.get("PartName", "").lstrip("/")
            for override in types
            if override.get("ContentType", "").endswith(".document.main+xml")
        ]
        with package.open(names[0]) as main:
            # read and forgotten row by row: a tree of a long plan fills the memory
            for _, element in etree.iterparse(main, tag=(_PARAGRAPH, _ROW)):
                if element.tag == _PARAGRAPH:
                    pieces = [_text(part) for part in element.iter(*_SEEN_AS)]
                    texts = (text.strip() for text in "".join(pieces).split("\t"))
                    yield from filter(None, texts)
                element.clear()


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _ROW, _TEXT = f"{_W}p", f"{_W}tr", f"{_W}t"
_SEEN_AS = {_TEXT: "", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}


def _text(part: "etree._Element") -> str:
    return (part.text or "") if part.tag == _TEXT else _SEEN_AS[part.tag]


def _bare(text: str) -> str:
    return _UNSEEN.sub("", text)
