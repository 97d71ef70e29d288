"""Numbers that must not be published: of identity cards, and of telephones."""

import re
from collections.abc import Iterator

from sync.thai.digits import to_arabic

Span = tuple[int, int]
"""Where a number stands in a text: its first letter, and the one after its last."""

_IDENTITY = re.compile(r"(?<![\w-])[1-8](?:[ -]?\d){12}(?![\w-])", re.ASCII)
_NAMED_IDENTITY = re.compile(
    r"(?:ประจำตัว(?:ประชาชน)?|บัตรประชาชน|เลข(?:ที่)?บัตร)[\s:.]*"
    r"(?:(?:หมาย)?เลข(?:ที่)?[\s:.]*|13\s*หลัก[\s:.]*)?"
    r"(\d(?:[ -]?\d){12})(?![\w-])",
    re.ASCII,
)
"""A number that words say is one: mistyped, so that its last digit checks nothing, it
tells nearly as much of somebody."""
_TELEPHONE = re.compile(
    r"(?<![\w+-])(?:\+66[ -]?|0)(?:[689]\d[ -]?\d{3}[ -]?\d{4}"
    r"|2[ -]?\d{3}[ -]?\d{4}|[3-57]\d[ -]?\d{3}[ -]?\d{3})(?![\w-])",
    re.ASCII,
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def identity_numbers(text: str) -> Iterator[Span]:
    """Yield where numbers of identity cards stand, in Thai digits or others."""
    plain = to_arabic(text)
    found = {match.span(1) for match in _NAMED_IDENTITY.finditer(plain)}
    for match in _IDENTITY.finditer(plain):
        if _is_identity(re.sub(r"\D", "", match[0])):
            found.add(match.span())
    yield from sorted(found)


def telephone_numbers(text: str) -> Iterator[Span]:
    """Yield where telephone numbers stand; what is part of an address is none."""
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), to_arabic(text))
    return (match.span() for match in _TELEPHONE.finditer(plain))


def masked(number: str) -> str:
    """Hide all digits of a number but those at its ends."""
    inner = re.sub(r"\d", "x", number[2:-2])
    return f"{number[:2]}{inner}{number[-2:]}"


def without_private_numbers(text: str) -> str:
    """Return a text in which these numbers are masked."""
    for first, after in (*identity_numbers(text), *telephone_numbers(text)):
        text = text[:first] + masked(text[first:after]) + text[after:]
    return text


def _is_identity(digits: str) -> bool:
    """Whether the last of thirteen digits checks the others, as on an identity card."""
    total = sum(int(digit) * (13 - at) for at, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])
