"""Text a workbook's XML can hold, and back to what people see in the cell."""

import re

LONGEST = 32_767
"""What one cell takes, in UTF-16 units; beyond it Excel calls the file broken."""

_IMPOSSIBLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def to_xml(text: str) -> str:
    """Return the text as a cell's XML holds it.

    A character XML cannot hold is U+FFFD.
    """
    return _LOOKS_ESCAPED.sub("_x005F_", _fit(_IMPOSSIBLE.sub("\ufffd", text)))


def from_xml(text: str) -> str:
    """Return the text as people see it: every ``_xHHHH_`` is its character.

    So is an underscore that would begin one, hence ``_x005F_x000D_`` is ``_x000D_``.
    """
    if "_x" not in text:
        return text
    units = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    # letters beyond U+FFFF are written as two of them
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _fit(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST * 2:
        return text
    return units[: (LONGEST - 1) * 2].decode("utf-16-le", errors="ignore") + "…"
