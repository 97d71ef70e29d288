"""What becomes of a Word file that Drive makes into a document: an approximation.

There is no list of Google's. Each loss here is one that people report, and all else
stays as it was; ``World.keeps_uploads`` switches it off.

=====================  ==============================================================
fonts                  kept where Docs has the font, else Arial
fields                 become their last result, but for page numbers and links; so an
                       empty table of contents stays empty
                       (https://github.com/anthropics/skills/issues/1002)
paragraph styles       an office's own become Normal, their look is written into the
                       paragraph (https://cybertext.wordpress.com, on Docs and fields)
tables' styles         are lost, with the borders that come from them alone
                       (https://github.com/bobmatnyc/trusty-tools/issues/6685)
widths in per cent     are lost (the same)
embedded pages         are lost (https://github.com/evidenceprime/html-docx-js/issues/53)
=====================  ==============================================================
"""

import io
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, TypeAlias

import docx
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

Element: TypeAlias = Any
"""An element of a part; lxml's have no types."""

REPLACEMENT = "Arial"
FONTS = frozenset(
    {
        "Arial",
        "Calibri",
        "Cambria",
        "Chakra Petch",
        "Comic Sans MS",
        "Courier New",
        "Georgia",
        "IBM Plex Sans Thai",
        "Impact",
        "Kanit",
        "Mitr",
        "Niramit",
        "Noto Sans Thai",
        "Noto Serif Thai",
        "Pridi",
        "Prompt",
        "Sarabun",
        "Symbol",
        "Times New Roman",
        "Trebuchet MS",
        "Verdana",
        "Wingdings",
    }
)
"""Fonts that Docs has, as far as they are likely here: its old ones, and of Google
Fonts those with Thai letters. What is called TH Sarabun New is none of them."""
_KEPT_FIELDS = frozenset({"PAGE", "NUMPAGES", "HYPERLINK"})


def converted(content: bytes, spoilt: Mapping[str, str] | None = None) -> bytes:
    """Return what is left of a Word file when it has become a document.

    ``spoilt`` are letters that come out as others: a fault that somebody reports of an
    upload whose answer told nothing of it. They are found within a run alone.

    Raises:
        BadZipFile: it is none.
        KeyError: the same.
        ValueError: the same.
    """
    document = docx.Document(io.BytesIO(content))
    styles = _Styles(document.styles.element)
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            _replace_fonts(part.element)
            _flatten_fields(part.element)
            _bare_tables(part.element)
            styles.write_out(part.element)
            _drop(part.element.iter(qn("w:altChunk")))
            _spoil(part.element, spoilt or {})
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _spoil(root: Element, spoilt: Mapping[str, str]) -> None:
    for text in root.iter(qn("w:t")) if spoilt else ():
        for right, wrong in spoilt.items():
            text.text = (text.text or "").replace(right, wrong)


def _replace_fonts(root: Element) -> None:
    for fonts in root.iter(qn("w:rFonts")):
        for name, font in fonts.attrib.items():
            is_font = not name.endswith(("Theme", "theme", "hint"))
            if is_font and font not in FONTS:
                fonts.set(name, REPLACEMENT)


def _flatten_fields(root: Element) -> None:
    """Leave of fields what they last showed."""
    for simple in list(root.iter(qn("w:fldSimple"))):
        if _kind(simple.get(qn("w:instr"), "")) not in _KEPT_FIELDS:
            for inner in list(simple):
                simple.addprevious(inner)
            _drop([simple])
    open_fields: list[_Field] = []
    for run in list(root.iter(qn("w:r"))):
        for mark in list(run):
            if mark.tag == qn("w:fldChar"):
                _step(mark, open_fields)
            elif mark.tag == qn("w:instrText") and open_fields:
                open_fields[-1].words.append(mark)


class _Field:
    """A field that was begun: its marks, and the words that say what it shows."""

    def __init__(self, begin: Element) -> None:
        self.marks: list[Element] = [begin]
        self.words: list[Element] = []

    def end(self) -> None:
        """Take the field away from around its result."""
        if _kind("".join(it.text or "" for it in self.words)) not in _KEPT_FIELDS:
            _drop([*self.marks, *self.words])


def _step(mark: Element, open_fields: list[_Field]) -> None:
    kind = mark.get(qn("w:fldCharType"))
    if kind == "begin":
        open_fields.append(_Field(mark))
    elif open_fields:
        open_fields[-1].marks.append(mark)
        if kind == "end":
            open_fields.pop().end()


def _kind(words: str) -> str:
    return (words.split() or [""])[0].upper()


def _bare_tables(root: Element) -> None:
    for properties in root.iter(qn("w:tblPr")):
        _drop(properties.findall(qn("w:tblStyle")))
    for tag in ("w:tblW", "w:tcW"):
        widths = root.iter(qn(tag))
        _drop(it for it in list(widths) if it.get(qn("w:type")) == "pct")


def _drop(elements: Iterator[Element] | list[Element]) -> None:
    for element in list(elements):
        element.getparent().remove(element)


class _Styles:
    """The styles of paragraphs that are not Word's own."""

    def __init__(self, root: Element) -> None:
        self._by_id = {
            style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))
        }
        self._own = {
            name
            for name, style in self._by_id.items()
            if style.get(qn("w:customStyle")) in {"1", "true", "on"}
            and style.get(qn("w:type")) == "paragraph"
        }

    def write_out(self, root: Element) -> None:
        """Make paragraphs of such styles Normal ones that look the same."""
        for style in list(root.iter(qn("w:pStyle"))):
            properties = style.getparent()
            paragraph = properties.getparent()
            name = style.get(qn("w:val"))
            if name not in self._own or paragraph.tag != qn("w:p"):
                continue
            _drop([style])
            for ancestor in self._ancestry(name):
                _add_missing(properties, ancestor.find(qn("w:pPr")), qn("w:pStyle"))
                look = ancestor.find(qn("w:rPr"))
                for run in paragraph.iter(qn("w:r")) if look is not None else ():
                    _add_missing(run.get_or_add_rPr(), look, qn("w:rStyle"))

    def _ancestry(self, name: str | None) -> Iterator[Element]:
        """Yield a style, then what it is based on; a circle ends."""
        seen = set()
        while name in self._by_id and name not in seen:
            seen.add(name)
            style = self._by_id[name]
            yield style
            based = style.find(qn("w:basedOn"))
            name = based.get(qn("w:val")) if based is not None else None


def _add_missing(target: Element, source: Element | None, but: str) -> None:
    held = {it.tag for it in target}
    for it in source if source is not None else ():
        if it.tag not in held and it.tag != but:
            target.append(deepcopy(it))
    order = _ORDERS[target.tag]
    target[:] = sorted(target, key=lambda it: order.get(it.tag, len(order)))


def _order(names: str) -> dict[str, int]:
    return {qn(f"w:{name}"): place for place, name in enumerate(names.split())}


_ORDERS = {
    qn("w:pPr"): _order(
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
        "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
        "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
        "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
        "sectPr pPrChange"
    ),
    qn("w:rPr"): _order(
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
        "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz "
        "szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout "
        "specVanish oMath"
    ),
}
"""In which order Word wants the properties of a paragraph and of a run."""
