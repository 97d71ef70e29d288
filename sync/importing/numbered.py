"""The number that stands before a line of text."""

import re
from dataclasses import dataclass

from sync.thai.digits import to_arabic
from sync.thai.folding import clean

_NUMBER = re.compile(
    r"(?P<number>\d{1,2})(?:(?P<mark>[.)])(?!\d)|(?:\.\d{1,2})+[.)]?|(?=\s))\s*"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line cut in its number, 0 for none, the mark behind it, and the rest."""

    number: int
    mark: str
    rest: str

    @property
    def words(self) -> str:
        """What may be a heading: all before a colon."""
        return clean(self.rest.partition(":")[0])


def numbered(text: str) -> Numbered:
    """Take the number off a line."""
    match = _NUMBER.match(to_arabic(text))
    if match is None:
        return Numbered(0, "", text)
    return Numbered(int(match["number"]), match["mark"] or "", text[match.end() :])
