"""Typography: an office's own font, size and line spacing, put into the styles.

Only styles are changed, so a template keeps its proportions: a heading twice as large
as running text stays so. What somebody formatted by hand stays as it is.
"""

from docx.oxml.ns import qn
from lxml import etree

from sync.documents.cover import FULL_SIZE, Scale
from sync.settings.values import DocumentSettings

_SCRIPTS = tuple(qn(f"w:{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs"))
_SIZES = (qn("w:sz"), qn("w:szCs"))  # Latin letters, and Thai ones
_VALUE, _LINE = qn("w:val"), qn("w:line")
_COVER = {
    *("Title", "CoverYear", "CoverPeriod", "CoverOffice"),
    *("CoverEnglish", "CoverBy", "CoverMaker"),
}
_SINGLE = 240
"""What Word calls a line of 100 %."""


def set_typography(styles: etree._Element, settings: DocumentSettings) -> None:
    """Change the styles of a document to what the office has set, if anything."""
    if settings.font:
        _set_font(styles, settings.font)
    if settings.size:
        _set_size(styles, settings.size)
    if settings.line_spacing:
        _set_lines(styles, settings.line_spacing)


def scale_cover(styles: etree._Element, scale: Scale) -> None:
    """Make the lines of a cover smaller, whose styles have our names."""
    if scale == FULL_SIZE:
        return
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:styleId")) in _COVER:
            for name in _SIZES:
                for size in style.iter(name):
                    _multiply(size, _VALUE, scale.letters)
            for spacing in style.iter(qn("w:spacing")):
                for side in (qn("w:before"), qn("w:after")):
                    _multiply(spacing, side, scale.spaces)


def _multiply(element: etree._Element, attribute: str, factor: float) -> None:
    if value := element.get(attribute):
        element.set(attribute, str(round(float(value) * factor)))


def _normal(styles: etree._Element, name: str, attribute: str) -> str | None:
    """Return what running text has: the default paragraph style, else the defaults."""
    for found in styles.iter(qn("w:style")):
        if found.get(qn("w:type")) == "paragraph" and found.get(qn("w:default")) == "1":
            for element in found.iter(name):
                if value := element.get(attribute):
                    return value
    defaults = styles.find(qn("w:docDefaults"))
    for element in () if defaults is None else defaults.iter(name):
        if value := element.get(attribute):
            return value
    return None


def _set_font(styles: etree._Element, font: str) -> None:
    thai, latin = (
        _normal(styles, qn("w:rFonts"), script)
        for script in (_SCRIPTS[-1], _SCRIPTS[0])
    )
    for fonts in styles.iter(qn("w:rFonts")):
        for script in _SCRIPTS:
            # a style with a font of its own, such as that of ☑, has its reasons
            if fonts.get(script) in {thai, latin} - {None}:
                fonts.set(script, font)


def _set_size(styles: etree._Element, size: float) -> None:
    normal = _normal(styles, _SIZES[1], _VALUE) or _normal(styles, _SIZES[0], _VALUE)
    if not normal:
        return
    for name in _SIZES:
        for element in styles.iter(name):
            half_points = float(element.get(_VALUE, "0")) * size * 2 / float(normal)
            element.set(_VALUE, str(max(2, round(half_points))))


def _set_lines(styles: etree._Element, percent: int) -> None:
    normal = _normal(styles, qn("w:spacing"), _LINE)
    for spacing in styles.iter(qn("w:spacing")):
        if spacing.get(_LINE) == normal and spacing.get(_LINE):
            spacing.set(_LINE, str(round(percent * _SINGLE / 100)))
            spacing.set(qn("w:lineRule"), "auto")
