"""Thai, full-width and Arabic digits, folded in this one place."""

from collections.abc import Callable, Iterable

_PAIRS = tuple(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
_FULL_WIDTH = tuple(zip("０１２３４５６７８９", "0123456789", strict=True))
_OTHERS = (*_PAIRS, *_FULL_WIDTH)
DIGITS = "".join({digit: "" for pair in _OTHERS for digit in pair})
"""Every digit that is folded, and what it is folded to."""

# Looking for each and replacing it is several times as fast as str.translate, and
# rules fold every text of a plan again and again.


def to_arabic(text: str) -> str:
    """Write every Thai and full-width digit as 0-9; all else stays."""
    if text.isascii():
        return text
    for other, arabic in _OTHERS:
        if other in text:
            text = text.replace(other, arabic)
    return text


def to_thai(text: str) -> str:
    """Write every digit 0-9 as a Thai digit; all else stays."""
    for thai, arabic in _PAIRS:
        text = text.replace(arabic, thai)
    return text


def in_digits_of(text: str) -> Callable[[str], str]:
    """Return what writes figures in the digits that a text has; Arabic where it has none."""
    return to_thai if any(thai in text for thai, _ in _PAIRS) else str


def digits_most_used(texts: Iterable[str]) -> Callable[[str], str]:
    """Return what writes figures in the digits that texts have most; Arabic where none."""
    together = "".join(texts)
    thai = sum(together.count(digit) for digit, _ in _PAIRS)
    arabic = sum(together.count(digit) for _, digit in _PAIRS)
    return to_thai if thai > arabic else str


def bare_number(text: str) -> str:
    """Return a number in a list without the mark behind it: “1.”, “1)” and “(1)” are 1."""
    return text.strip().removeprefix("(").rstrip(".) ")


def to_count(text: str) -> int | None:
    """Read a number that counts rows; ``None`` for what is none, or longer than any."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_COUNT else None


_LONGEST_COUNT = 9
