"""How much a Latin name sounds like a Thai one: by its consonants, in their order.

There are many ways to write a Thai name in Latin letters; the consonants' kinds stay.
"""

import re
from difflib import SequenceMatcher

_THAI = {
    **dict.fromkeys("กขคฆ", "k"),
    "ง": "g",
    **dict.fromkeys("จฉชฌ", "c"),
    **dict.fromkeys("ซศษส", "s"),
    **dict.fromkeys("ญย", "y"),
    **dict.fromkeys("ฎฏฐฑฒดตถทธ", "t"),
    **dict.fromkeys("ณน", "n"),
    **dict.fromkeys("บปผพภ", "p"),
    **dict.fromkeys("ฝฟ", "f"),
    "ม": "m",
    **dict.fromkeys("รลฬ", "l"),
    "ว": "w",
    **dict.fromkeys("หฮ", "h"),
}
_PAIRS = (("ng", "g"), ("kh", "k"), ("ch", "c"), ("th", "t"), ("ph", "p"), ("bh", "p"))
_LATIN = str.maketrans({"d": "t", "b": "p", "v": "w", "r": "l", "j": "c", "z": "s"})


def likeness(thai: str, latin: str) -> float:
    """Return from 0 to 1 how alike the consonants of two names are."""
    ours = "".join(_THAI.get(letter, "") for letter in thai)
    theirs = latin.lower()
    for pair, one in _PAIRS:
        theirs = theirs.replace(pair, one)
    theirs = re.sub("[^kgcsytnpfmlwh]", "", theirs.translate(_LATIN))
    longest = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in longest) / (len(theirs) or 1)
