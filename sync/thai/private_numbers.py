"""Numbers that must not be published: of identity cards, and of telephones."""

import re
from collections.abc import Iterator

from sync.thai.digits import to_arabic

Span = tuple[int, int]
"""Where a number stands in a text: its first letter, and the one after its last."""

_DASH = "[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_APART = f" ?{_DASH}? ?"
"""What may stand between figures."""
_PARTED = rf" ?(?:{_DASH}|\.) ?"
"""What parts figures of one number for sure: figures of a row have spaces between."""
_BEGINS = rf"(?<!\w)(?<!\w{_DASH})"
_ENDS = rf"(?!\w|{_DASH}\w)"

_IDENTITY = re.compile(rf"{_BEGINS}[1-8](?:{_APART}\d){{12}}{_ENDS}", re.ASCII)
_ON_A_CARD = re.compile(
    rf"{_BEGINS}[1-8]{_PARTED}\d{{4}}{_PARTED}\d{{5}}{_PARTED}\d\d{_PARTED}\d{_ENDS}",
    re.ASCII,
)
"""In the parts in which a card has it: that is no other number, though it is mistyped."""
_NAMED_IDENTITY = re.compile(
    r"(?:ประจำตัว(?:ประชาชน)?|บัตรประชาชน|เลข(?:ที่)?บัตร)[\s:.]*"
    r"(?:(?:หมาย)?เลข(?:ที่)?[\s:.]*|13\s*หลัก[\s:.]*)?"
    rf"(\d(?:{_APART}\d){{12}}){_ENDS}",
    re.ASCII,
)
"""A number that words say is one: mistyped, so that its last digit checks nothing, it
tells nearly as much of somebody."""


_AMONG = rf" ?(?:{_DASH}|\.)? ?"
"""What may stand between figures of a telephone's number."""


def _in_parts(*lengths: int) -> str:
    return _AMONG.join(rf"\d{{{length}}}" for length in lengths)


_REST_OF_A_MOBILE = "|".join(
    (
        rf"[689]\d\)?{_AMONG}(?:{_in_parts(3, 4)}|{_in_parts(4, 3)})",
        rf"[689]{_AMONG}{_in_parts(4, 4)}",
        rf"[689]\d\d{_AMONG}{_in_parts(3, 3)}",
        rf"{_AMONG}[689]{_in_parts(3, 4, 1)}",
    )
)
_TELEPHONE = re.compile(
    rf"(?<!\+){_BEGINS}(?:\+66{_AMONG}(?:\(0\) ?)?|\(?0)(?:{_REST_OF_A_MOBILE}"
    rf"|2\)?{_AMONG}{_in_parts(3, 4)}|[3-57]\d\)?{_AMONG}{_in_parts(3, 3)}){_ENDS}",
    re.ASCII,
)
_MOBILE = re.compile("(?:660?|0)[689]")
_OF_A_YEAR = re.compile(rf"0\d ?{_DASH} ?25\d\d ?{_DASH} ?\d{{4}}", re.ASCII)
"""How offices number papers and things: 08-2569-0012."""
_CALLS = re.compile("โทร|มือถือ|เบอร์|ติดต่อ|tel|phone|line", re.IGNORECASE)
_NEAR = 20
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def identity_numbers(text: str) -> Iterator[Span]:
    """Yield where numbers of identity cards stand, in Thai digits or others."""
    plain = to_arabic(text)
    found = {match.span(1) for match in _NAMED_IDENTITY.finditer(plain)}
    found |= {match.span() for match in _ON_A_CARD.finditer(plain)}
    for match in _IDENTITY.finditer(plain):
        if _is_identity(re.sub(r"\D", "", match[0])):
            found.add(match.span())
    yield from sorted(found)


def telephone_numbers(text: str) -> Iterator[Span]:
    """Yield where telephone numbers stand; what is part of an address is none."""
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), to_arabic(text))
    for match in _TELEPHONE.finditer(plain):
        before = plain[max(0, match.start() - _NEAR) : match.start()]
        if not _OF_A_YEAR.fullmatch(match[0]) or _CALLS.search(before):
            yield match.span()


def mobile_numbers(text: str) -> Iterator[Span]:
    """Yield where numbers of mobile telephones stand, which mostly are a person's own."""
    for first, after in telephone_numbers(text):
        if _MOBILE.match(re.sub(r"\D", "", to_arabic(text[first:after]))):
            yield first, after


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
