"""Fonts whose letters are pictures: a ``ü`` in Wingdings is a tick to whoever sees it.

What the letters look like: https://www.alanwood.net/demos/wingdings.html, and -2, and
webdings.html there, 2026-11-28.
"""

from collections.abc import Mapping

_WINGDINGS = {
    "n": "■",
    "l": "●",
    "m": "○",
    "o": "☐",
    "q": "☐",
    "r": "☐",
    "\x9f": "•",
    "\xa7": "■",
    "\xa8": "☐",
    "\xdf": "←",
    "\xe0": "→",
    "\xe7": "←",
    "\xe8": "→",
    "\xef": "←",
    "\xf0": "→",
    "\xf3": "↔",
    "\xfb": "✗",
    "\xfc": "✓",
    "\xfd": "☒",
    "\xfe": "☑",
}
_WINGDINGS_2 = {
    "O": "✗",
    "P": "✓",
    "Q": "☒",
    "R": "☑",
    "S": "☒",
    "T": "☒",
    "\x97": "●",
    "\x98": "●",
    "\xa2": "■",
    "\xa3": "☐",
    "\xa4": "☐",
}
_WEBDINGS = {"a": "✓", "c": "☐", "g": "■", "n": "●", "r": "✗", "3": "←", "4": "→"}
_SYMBOL = {"\xab": "↔", "\xac": "←", "\xae": "→", "\xb7": "•", "\xd6": "√"}
_FONTS: Mapping[str, Mapping[str, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_PRIVATE = 0xF000
"""Where a font of symbols has its letters, for whoever writes them as what they are."""


def symbol(code: str, font: str) -> str:
    """Return what people see of a symbol that is named by its hexadecimal code."""
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    fonts = [font] if is_symbols(font) else ["wingdings", "wingdings 2", "symbol"]
    seen = (as_seen(char, known) for known in fonts)
    return next((other for other in seen if other != char), "")


def is_symbols(font: str) -> bool:
    """Whether a font's letters are pictures."""
    return font.casefold() in _FONTS


def as_seen(text: str, font: str) -> str:
    """Return what people see of pictures written in a font of them.

    Any other text is as it is: words in such a font were never meant as pictures.
    """
    pictures = _FONTS.get(font.casefold())
    if pictures is None:
        return text
    seen = [pictures.get(_letter(char), "") for char in text if char != " "]
    return "".join(seen) if all(seen) else text


def _letter(char: str) -> str:
    code = ord(char) - _PRIVATE
    return chr(code) if 0 < code <= 0xFF else char
