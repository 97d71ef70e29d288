"""The numbers, letters and bullets that Word counts off before paragraphs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from lxml import etree

from sync.thai.digits import to_thai
from sync.thai.symbols import as_seen

_THAI_LETTERS = "กขคงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9
_LARGEST = 999
"""No list of a plan is longer; a larger number is no count of projects."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered; ``text`` has ``%1`` where its number stands."""

    kind: str
    text: str
    font: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: Mapping[str, str]
    levels: Mapping[tuple[str, int], _Level]
    styles: Mapping[str, tuple[str, int]]
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: DocxDocument) -> "Numbering":
        """Read them; a document may have none."""
        roots = [
            etree.fromstring(rel.target_part.blob, _parser())
            for rel in document.part.rels.values()
            if not rel.is_external and rel.reltype.endswith("/numbering")
        ]
        levels = {
            (abstract.get(qn("w:abstractNumId"), ""), _number(level, qn("w:ilvl"))): (
                _level(level)
            )
            for root in roots
            for abstract in root.iter(qn("w:abstractNum"))
            for level in abstract.iter(qn("w:lvl"))
        }
        lists = {
            num.get(qn("w:numId"), ""): _value(num, "w:abstractNumId")
            for root in roots
            for num in root.iter(qn("w:num"))
        }
        styles = {
            style.get(qn("w:styleId"), ""): found
            for style in document.styles.element.iterchildren(qn("w:style"))
            if (found := _list_of(style, {}))
        }
        return cls(lists, levels, styles)

    def label(self, paragraph: etree._Element) -> str:
        """Count a paragraph, and return what Word puts before it."""
        found = _list_of(paragraph, self.styles)
        own = self.lists.get(found[0]) if found else None
        if found is None or own is None:
            return ""
        at = found[1]
        counts = self.counts.setdefault(own, [0] * _LEVELS)
        counts[at] += 1
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        level = self.levels.get((own, at))
        if level is None:
            return ""
        text = level.text
        for place in range(_LEVELS):
            if f"%{place + 1}" in text:
                text = text.replace(f"%{place + 1}", self._written(own, place))
        return as_seen(text, level.font)

    def _written(self, own: str, place: int) -> str:
        level = self.levels.get((own, place))
        if level is None:
            return ""
        count = max(self.counts[own][place], 1) + level.start - 1
        return _in_figures(count, level.kind) if 0 <= count <= _LARGEST else ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _level(level: etree._Element) -> _Level:
    fonts = level.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    start = _value(level, "w:start")
    return _Level(
        kind=_value(level, "w:numFmt"),
        text=_value(level, "w:lvlText"),
        font="" if fonts is None else fonts.get(qn("w:ascii")) or "",
        start=int(start) if start.isdecimal() and len(start) < _LEVELS else 1,
    )


def _list_of(
    element: etree._Element, styles: Mapping[str, tuple[str, int]]
) -> tuple[str, int] | None:
    """Return the list and the level that a paragraph is numbered in, if it is."""
    properties = element.find(qn("w:pPr"))
    if properties is None:
        return None
    number = properties.find(qn("w:numPr"))
    if number is not None:
        known, level = _value(number, "w:numId"), _value(number, "w:ilvl")
        at = int(level) if level.isdecimal() and len(level) == 1 else 0
        return (known, min(at, _LEVELS - 1)) if known not in {"", "0"} else None
    return styles.get(_value(properties, "w:pStyle"))


def _value(element: etree._Element, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else found.get(qn("w:val")) or ""


def _number(element: etree._Element, name: str) -> int:
    text = element.get(name, "")
    return int(text) if text.isdecimal() and len(text) < _LEVELS else 0


def _in_figures(count: int, kind: str) -> str:
    return _FIGURES[kind](count) if kind in _FIGURES else str(count)


def _lettered(count: int, letters: str) -> str:
    repeats, at = divmod(count - 1, len(letters))
    return letters[at] * (repeats + 1) if count else ""


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written


_FIGURES: Mapping[str, Callable[[int], str]] = {
    "thaiNumbers": lambda count: to_thai(str(count)),
    "thaiLetters": lambda count: _lettered(count, _THAI_LETTERS),
    "lowerLetter": lambda count: _lettered(count, ascii_lowercase),
    "upperLetter": lambda count: _lettered(count, ascii_uppercase),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "bullet": lambda _: "",
    "none": lambda _: "",
}
"""What lists may be numbered with; all else is a number in some dress."""
