"""Paragraphs of a Word document that stand out as headings: bold from end to end."""

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from lxml import etree

_OFF = {"0", "false", "off", "none"}
_BASED_ON, _ID, _OUTLINE = qn("w:basedOn"), qn("w:styleId"), qn("w:outlineLvl")


class Bold:
    """Tells by ``in`` whether a paragraph stands out, by its own look or its style's."""

    def __init__(self, document: DocxDocument) -> None:
        styles = list(document.styles.element.iterchildren(qn("w:style")))
        self._parents = {
            style.get(_ID, ""): based.get(qn("w:val"), "")
            for style in styles
            if (based := style.find(_BASED_ON)) is not None
        }
        self._own = {style.get(_ID, ""): _look(style) for style in styles}

    def __contains__(self, paragraph: etree._Element) -> bool:
        """Whether a style makes it a heading, or all its letters are bold."""
        styled = self._of_style(_style(paragraph, "w:pPr", "w:pStyle"))
        runs = [run for run in paragraph.iter(qn("w:r")) if _says_something(run)]
        looks = [_look(run) for run in runs]
        named = (self._of_style(_style(run, "w:rPr", "w:rStyle")) for run in runs)
        return bool(runs) and all(
            own if own is not None else (by_name or styled)
            for own, by_name in zip(looks, named, strict=True)
        )

    def _of_style(self, style: str) -> bool:
        seen = set()
        while style and style not in seen:
            if (own := self._own.get(style)) is not None:
                return own
            seen.add(style)
            style = self._parents.get(style, "")
        return False


def _look(element: etree._Element) -> bool | None:
    """Return whether an element makes letters bold; ``None`` where it does not say."""
    if element.find(f"{qn('w:pPr')}/{_OUTLINE}") is not None:
        return True
    for name in ("w:b", "w:bCs"):
        found = element.find(f"{qn('w:rPr')}/{qn(name)}")
        if found is not None:
            return found.get(qn("w:val"), "1") not in _OFF
    return None


def _style(element: etree._Element, holder: str, name: str) -> str:
    found = element.find(f"{qn(holder)}/{qn(name)}")
    return "" if found is None else found.get(qn("w:val"), "")


def _says_something(run: etree._Element) -> bool:
    return any((text.text or "").strip() for text in run.iter(qn("w:t")))
