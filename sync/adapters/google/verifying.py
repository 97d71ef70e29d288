"""Whether a Google document shows what was rendered: the conversion says nothing."""

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO

_MOST_TOLD = 5
_UNSEEN = re.compile(r"[\s\ufeff\u200b*]+")
"""White space is laid out anew, and list marks may become Google's own."""


def fingerprint(text: str) -> str:
    """Give a mark of a document's text by which a person's edit is noticed."""
    return hashlib.sha256(_bare(text).encode()).hexdigest()[:32]


def lost_texts(content: bytes, shown: str) -> tuple[str, ...]:
    """Give texts of a Word document that do not stand in the text shown, a few."""
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
    """Give every paragraph of a Word document, those in cells as well, in order."""
    # only where something was printed: it takes long to load
    import docx  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    body = docx.Document(BytesIO(content)).element.body
    for paragraph in body.iter(qn("w:p")):
        yield from filter(None, (text.strip() for text in paragraph.text.split("\t")))


def _bare(text: str) -> str:
    return _UNSEEN.sub("", text)
