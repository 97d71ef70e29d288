"""Lines for a terminal: Thai has no spaces between words, and rich knows of no others."""

from collections.abc import Iterator

from sync.thai.folding import width

_NEVER_FIRST = "”’\"')]}»,.:;!?%…ๆฯะาำๅ"
"""What belongs to the letter before it."""
_NEVER_LAST = "“‘([{«เแโใไ"
"""What belongs to the letter behind it."""
_LEAST = 0.6
"""Of a line: a space further left than that is no place to end it."""
_NARROWEST = 16
_FEWEST = 8
"""Columns of the last line: two letters of a word alone tell nobody anything."""


def wrap(text: str, columns: int, hanging: int = 0) -> Iterator[str]:
    """Yield a text in lines no wider than a terminal.

    A line ends at a space where one is near, else between two letters that may part;
    never before a closing mark, nor inside a cluster.

    Args:
        text: of one line or several.
        columns: how wide a line may be.
        hanging: spaces before every line but the first.
    """
    for line in text.split("\n"):
        rest, before = line, ""
        while True:
            room = max(columns - len(before), _NARROWEST)
            if width(rest) <= room:
                break
            at = _end_of(rest, room)
            yield (before + rest[:at]).rstrip()
            rest, before = rest[at:].lstrip(), " " * hanging
        yield before + rest


def _end_of(text: str, room: int) -> int:
    """Return where the first line of a text ends that is too wide for the room."""
    taken = farthest = space = 0
    for at, letter in enumerate(text):
        if width(letter) and taken + width(letter) > room:
            if letter == " ":
                return at
            farthest = at
            break
        if letter == " " and at and text[:at].strip():
            space = at
        taken += width(letter)
    if width(text[:space]) >= room * _LEAST:
        return space
    while width(text[farthest:]) < _FEWEST:
        farthest -= 1
    places = range(farthest, 0, -1)
    return next((at for at in places if _may_part(text, at)), space or farthest)


def _may_part(text: str, at: int) -> bool:
    """Whether a line may end before a letter, where there is no space."""
    before, letter = text[at - 1], text[at]
    return (
        width(letter) > 0
        and letter not in _NEVER_FIRST
        and before not in _NEVER_LAST
        and not (letter.isascii() and before.isascii())
        and not (letter.isdigit() and before.isdigit())
    )
