"""Dimensions: which of the four a text names, by its number, its name, or both."""

import re

from sync.plan.labels import Headers
from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key
from sync.thai.likeness import alike

_LONGEST = 200
_NUMBER = re.compile(
    r"\(?(?:มิติ|ด้าน)?(?:ที่)?\s*\(?(?:([1-4])(?![\d,])|(หนึ่ง|สอง|สาม|สี่)|(iv|i{1,3})(?![a-z]))\)?"
    r"\s*[.:\-–—)]*\s*(\D{5,})?",
    re.ASCII | re.IGNORECASE,
)
_WORDS = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_BEFORE = re.compile("^(?:มิติ|ด้าน)?(?:การ)?")
_LEAST_LETTERS = 12
_ALIKE = 0.9
"""How like a dimension's name a text must be: offices leave out a word of it, or put one in."""


def read_dimension(text: str, headers: Headers) -> int | None:
    """Return the dimension that a text names; ``None`` for what names none, or two."""
    if not text or len(text) > _LONGEST:
        return None
    found = _NUMBER.fullmatch(clean(to_arabic(text)))
    if found is None:
        return named_dimension(text, headers)
    word = (found[2] or found[3] or "").casefold()
    number = _WORDS.get(word) or int(found[1])
    said = named_dimension(found[4], headers) if found[4] else None
    # “มิติที่ 1 …” with the name of another may mean either
    return number if said in {None, number} else None


def named_dimension(text: str, headers: Headers) -> int | None:
    """Return the dimension whose name a text is, though not letter by letter."""
    bare = _BEFORE.sub("", key(text)) if len(text) <= _LONGEST else ""
    if len(bare) < _LEAST_LETTERS:
        return None
    names = {_BEFORE.sub("", name): number for name, number in headers.dimensions}
    begun = {
        number
        for name, number in names.items()
        if name.startswith(bare) or bare == name
    }
    known = list(names)
    near = {names[known[at]] for at, _ in alike(bare, known, _ALIKE)}
    found = begun or near
    return found.pop() if len(found) == 1 else None
