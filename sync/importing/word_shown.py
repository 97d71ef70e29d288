"""A Word document made as its page shows it, before anything is read.

Much of what people see is no text in the file: the numbers and ticks that Word counts
off by itself, a check box whose control is empty. And some of the text in it is not
seen: what is hidden, and what a tracked change has taken away.
"""

from collections.abc import Iterator

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from lxml import etree

from sync.importing.starts import is_ordinal
from sync.importing.word_numbers import Numbering

_CHECK_BOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
_STATE = "{http://schemas.microsoft.com/office/word/2010/wordml}val"
_OFF = {"0", "false", "off", "none"}
_DELETED = ("w:del", "w:moveFrom")


def show(document: DocxDocument) -> tuple[str, ...]:
    """Change a document in memory to what its page shows, and return what that hides."""
    body = document.element.body
    _drop_deleted(body)
    _fill_check_boxes(body)
    hidden = tuple(_drop_hidden(body, _hiding_styles(document)))
    _write_numbers(body, Numbering.of(document))
    return hidden


# --- tracked changes --------------------------------------------------------------------


def _drop_deleted(body: etree._Element) -> None:
    """Take out rows that are deleted, and join what a deleted paragraph mark parted."""
    for row in list(body.iter(qn("w:tr"))):
        if _has(row, "w:trPr", _DELETED):
            _remove(row)
    # from the end, so that each text is moved once
    for paragraph in reversed(list(body.iter(qn("w:p")))):
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        after = paragraph.getnext()
        is_deleted = mark is not None and any(
            mark.find(qn(name)) is not None for name in _DELETED
        )
        if is_deleted and after is not None and after.tag == qn("w:p"):
            # it comes first, if it is there: so long a paragraph is not searched
            first = next(after.iterchildren(), None)
            at = int(first is not None and first.tag == qn("w:pPr"))
            content = [child for child in paragraph if child.tag != qn("w:pPr")]
            for child in reversed(content):
                after.insert(at, child)
            _remove(paragraph)


def _has(element: etree._Element, holder: str, names: tuple[str, ...]) -> bool:
    properties = element.find(qn(holder))
    return properties is not None and any(
        properties.find(qn(name)) is not None for name in names
    )


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# --- check boxes ------------------------------------------------------------------------


def _fill_check_boxes(body: etree._Element) -> None:
    """Put a box into each control of one that shows none."""
    for control in list(body.iter(qn("w:sdt"))):
        box = control.find(f"{qn('w:sdtPr')}/{_CHECK_BOX}")
        content = control.find(qn("w:sdtContent"))
        if box is None or _says_something(content):
            continue
        state = box.find(_CHECKED)
        is_on = state is not None and (state.get(_STATE) or "1") not in _OFF
        if content is None:
            content = etree.SubElement(control, qn("w:sdtContent"))
        paragraph = next(content.iter(qn("w:p")), content)
        paragraph.append(_run("☑" if is_on else "☐"))


def _says_something(element: etree._Element | None) -> bool:
    if element is None:
        return False
    texts = (text.text or "" for text in element.iter(qn("w:t")))
    return (
        any(map(str.strip, texts)) or next(element.iter(qn("w:sym")), None) is not None
    )


def _run(text: str) -> etree._Element:
    run = etree.Element(qn("w:r"))
    etree.SubElement(run, qn("w:t")).text = text
    return run


# --- hidden text ------------------------------------------------------------------------


def _hiding_styles(document: DocxDocument) -> frozenset[str]:
    """Return the ids of the styles that hide text."""
    styles = document.styles.element.iterchildren(qn("w:style"))
    return frozenset(
        style.get(qn("w:styleId"), "") for style in styles if _hides(style)
    )


def _hides(element: etree._Element) -> bool:
    vanish = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val"), "1") not in _OFF


def _drop_hidden(body: etree._Element, styles: frozenset[str]) -> Iterator[str]:
    """Take hidden runs out, and yield the text of each paragraph's."""
    for paragraph in list(body.iter(qn("w:p"))):
        is_own = _style_of(paragraph, "w:pPr", "w:pStyle") in styles
        hidden = [
            run
            for run in paragraph.iter(qn("w:r"))
            if _is_hidden(run, styles, in_hidden=is_own)
        ]
        text = "".join(t.text or "" for run in hidden for t in run.iter(qn("w:t")))
        for run in hidden:
            _remove(run)
        if text.strip():
            yield text


def _is_hidden(run: etree._Element, styles: frozenset[str], *, in_hidden: bool) -> bool:
    own = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    if own is not None:
        return own.get(qn("w:val"), "1") not in _OFF
    return in_hidden or _style_of(run, "w:rPr", "w:rStyle") in styles


def _style_of(element: etree._Element, holder: str, name: str) -> str:
    found = element.find(f"{qn(holder)}/{qn(name)}")
    return "" if found is None else found.get(qn("w:val"), "")


# --- numbers that Word counts off -------------------------------------------------------


def _write_numbers(body: etree._Element, numbering: Numbering) -> None:
    """Write out the numbers that tell something: in a cell of their own, or of a section.

    Before an item of a list they stay out: that it is one is known without.
    """
    for paragraph in body.iter(qn("w:p")):
        label = numbering.label(paragraph).strip()
        if not label:
            continue
        is_empty = not _says_something(paragraph)
        in_cell = any(a.tag == qn("w:tc") for a in paragraph.iterancestors())
        if not (is_ordinal(label) or (is_empty and in_cell)):
            continue
        properties = paragraph.find(qn("w:pPr"))
        at = 0 if properties is None else paragraph.index(properties) + 1
        run = _run(label)
        if not is_empty:
            etree.SubElement(run, qn("w:br"))
        paragraph.insert(at, run)
