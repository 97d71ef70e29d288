"""Whether a Word document is blank: surely nothing stands anywhere in it.

Only what is known to show nothing counts as blank: paragraphs and runs without words,
their properties, sections. Anything else is somebody's work, whatever it may be: an
equation, a chart, a comment, or a thing of which nobody has heard yet.
"""

import re

from sync.storage.archives import WORD, ArchiveTooLarge, open_archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _w(*names: str) -> frozenset[str]:
    return frozenset(_W + name for name in names)


_TEXT = re.compile(r"word/(document|(header|footer|footnotes|endnotes)[0-9]*)\.xml")
"""The parts in which words may stand; they are looked into."""
_AROUND = re.compile(
    r"\[Content_Types\]\.xml|(.*/)?_rels/[^/]*\.rels|docProps/[^/]+|customXml/.+"
    r"|word/(styles|stylesWithEffects|settings|webSettings|fontTable|numbering)\.xml"
    r"|word/(theme|fonts)/[^/]+"
)
"""The parts that say how a document looks, and of which nothing shows by itself."""
_FRAME = _w(
    *("document", "body", "background", "hdr", "ftr", "footnotes", "endnotes"),
    *("footnote", "endnote", "separator", "continuationSeparator", "p", "r"),
    *("footnoteRef", "endnoteRef", "br", "cr", "tab", "lastRenderedPageBreak"),
    *("bookmarkStart", "bookmarkEnd", "proofErr"),
)
_WORDS = _w("t")
_PROPERTIES = _w("pPr", "rPr", "sectPr")
_SUGGESTED = _w(
    *("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "sectPrChange")
)
"""What somebody suggests, though it be of a paragraph's end alone."""
_SHOWS_NOTHING = "\ufeff\u200b\xa0 \t\r\n"


def is_blank(content: bytes) -> bool:
    """Whether a document, exported as a Word file, has nothing in it.

    An export as text would not do: it says nothing of pictures and empty tables.
    """
    try:
        package = open_archive(content, WORD)
    except ArchiveTooLarge:
        return False
    with package:
        for name in package.namelist():
            if _TEXT.fullmatch(name):
                if not _has_nothing(package.read(name)):
                    return False
            elif not name.endswith("/") and not _AROUND.fullmatch(name):
                return False
    return True


def _has_nothing(part: bytes) -> bool:
    # only where a document is met for the first time: it takes long to load
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    rest = [etree.fromstring(part, parser)]
    while rest:
        element = rest.pop()
        if element.tag in _PROPERTIES:
            if any(it.tag in _SUGGESTED for it in element.iter()):
                return False
        elif element.tag in _WORDS:
            if (element.text or "").strip(_SHOWS_NOTHING):
                return False
        elif element.tag in _FRAME:
            rest += element
        elif isinstance(element.tag, str):  # neither a comment nor an instruction
            return False
    return True
