"""What of a workbook's styles changes how a value is read: days, and fonts of symbols.

All else in them is left unread: a fill or a border that some program wrote wrongly is
no reason to call a workbook broken.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from sync.adapters.xlsx.elements import Element, whole
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.shown import BUILT_IN
from sync.adapters.xlsx.workbook import main
from sync.thai.symbols import is_symbols

NumberKind: TypeAlias = Literal["day", "span"]
"""How a number is shown: as a day or a time of day, or as a span of hours."""

_DAYS = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59), *range(71, 82)}
"""Built-in formats that are days or times. 27-36 and 50-58 are East Asian, 71-81 Thai:
ECMA-376 part 1, 18.8.30 (numFmt), 5th edition."""
_SPANS = {46}

_QUOTED = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_SPAN = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]?")
_FRACTION = re.compile(r"\.0+")  # of a second: ss.00
_PLACES = re.compile("[0#?]")
_IS_DAY = re.compile(r"[dmyhsb]|e(?![+-])|a/p", re.IGNORECASE)


def kind_of(code: str) -> NumberKind | None:
    """Return whether a format's code shows a number as a day or a span, if either."""
    bare = _QUOTED.sub("", code).partition(";")[0]
    if _SPAN.search(bare):
        return "span"
    bare = _BRACKETS.sub("", bare)  # colours, languages, conditions
    if "general" in bare.casefold() or _PLACES.search(_FRACTION.sub("", bare)):
        return None
    return "day" if _IS_DAY.search(bare) else None


class Styles:
    """The styles of a workbook by the number that a cell names."""

    def __init__(self, package: Package, part: str) -> None:
        root = package.mended_tree(part)
        formats = [] if root is None else _every(root, "cellXfs", "xf")
        codes = {} if root is None else _codes(root)
        fonts = [] if root is None else _every(root, "fonts", "font")
        names = [font_name(font) for font in fonts]
        self._kinds: Mapping[str, NumberKind] = {
            str(style): kind
            for style, xf in enumerate(formats)
            if (kind := _kind(whole(xf.get("numFmtId")), codes))
        }
        self._fonts: Mapping[str, str] = {
            str(style): names[number]
            for style, xf in enumerate(formats)
            if 0 <= (number := whole(xf.get("fontId"))) < len(names)
            and is_symbols(names[number])
        }
        self._codes: Mapping[str, str] = {
            str(style): code
            for style, xf in enumerate(formats)
            if (code := _code(whole(xf.get("numFmtId")), codes))
        }
        fills = [] if root is None else _every(root, "fills", "fill")
        self._struck = _having(formats, "fontId", [_is_struck(font) for font in fonts])
        self._filled = _having(formats, "fillId", [_is_filled(fill) for fill in fills])

    def kind(self, style: str) -> NumberKind | None:
        """Return how a style shows a number, if not as one."""
        return self._kinds.get(style)

    def code(self, style: str) -> str:
        """Return the code of a style's format; nothing where it shows the number itself."""
        return self._codes.get(style, "")

    def is_struck(self, style: str) -> bool:
        """Whether a style strikes text through."""
        return style in self._struck

    def is_filled(self, style: str) -> bool:
        """Whether a style gives a cell a colour."""
        return style in self._filled

    def symbols(self, style: str) -> str:
        """Return the style's font if its letters are pictures, else nothing."""
        return self._fonts.get(style, "")


def font_name(font: Element) -> str:
    """Return a font's name, of a style (``name``) or of a piece of text (``rFont``)."""
    for tag in (main("name"), main("rFont")):
        if (named := font.find(tag)) is not None:
            return named.get("val", "")
    return ""


def _having(
    formats: Sequence[Element], name: str, have: Sequence[bool]
) -> frozenset[str]:
    """Return the styles whose font or fill has something."""
    return frozenset(
        str(style)
        for style, xf in enumerate(formats)
        if 0 <= (number := whole(xf.get(name))) < len(have) and have[number]
    )


def _is_struck(font: Element) -> bool:
    strike = font.find(main("strike"))
    return strike is not None and strike.get("val", "1") not in {"0", "false"}


def _is_filled(fill: Element) -> bool:
    pattern = fill.find(main("patternFill"))
    kind = "none" if pattern is None else pattern.get("patternType", "none")
    return kind not in {"none", "gray125"}


def _code(number: int, codes: Mapping[int, str]) -> str:
    return codes.get(number, "") or BUILT_IN.get(number, "")


def _kind(number: int, codes: Mapping[int, str]) -> NumberKind | None:
    if number in codes:
        return kind_of(codes[number])
    if number in _SPANS:
        return "span"
    return "day" if number in _DAYS else None


def _codes(root: Element) -> Mapping[int, str]:
    return {
        whole(known.get("numFmtId")): known.get("formatCode", "")
        for known in _every(root, "numFmts", "numFmt")
    }


def _every(root: Element, of: str, name: str) -> list[Element]:
    return list(root.iterfind(f"{main(of)}/{main(name)}"))
