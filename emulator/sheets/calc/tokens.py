"""The words of a formula, in order; put together again they are the formula."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from emulator.sheets.calc.references import REFERENCE


class Kind(StrEnum):
    """What a word is."""

    SPACE = "space"
    STRING = "string"
    ERROR = "error"
    REFERENCE = "reference"
    NUMBER = "number"
    NAME = "name"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a formula."""

    kind: Kind
    text: str


class UnreadableFormula(ValueError):
    """A formula is not one by the rules of its grammar."""


class UnservedFormula(ValueError):
    """A formula has something that is not calculated here, and that its text names."""


_NAME = r"[^\W\d][\w.\u0E00-\u0E7F]*"
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r'|(?P<string>"(?:[^"]|"")*")'
    r"|(?P<error>#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|ERROR!))"
    rf"|(?P<reference>{REFERENCE})"
    r"|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    rf"|(?P<name>{_NAME})"
    r"|(?P<sign><=|>=|<>|[-+*/^&=<>%(),;{}])",
    re.IGNORECASE,
)


def tokenize(text: str) -> Iterator[Token]:
    """Yield the words of a formula, with the spaces between them.

    Raises:
        UnreadableFormula: there is something that no formula has.
    """
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise UnreadableFormula(text)
        yield Token(Kind(str(match.lastgroup)), match[0])
        place = match.end()
