"""How rare slips are, by letters, and what is taken for what.

A rarity is the logarithm, negative, of a slip's chance at a letter. Set by hand, and the
same for all texts.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from sync.rules.text.segment import FOLLOWING
from sync.thai.keyboard import ROWS, SHIFTED_ROWS
from sync.thai.sounds import OTHERWISE as OF_ONE_SOUND

CONSONANTS = frozenset(map(chr, range(0x0E01, 0x0E2F)))
MARKS = FOLLOWING - frozenset("ะาำๅ")
"""Vowels and marks above or below a letter."""

_ALIKE, _BESIDE, ANY_OTHER = 7.5, 9.5, 12.0
MARK_LOST, MARK_PUT_IN, _MARK_CHANGED = 7.5, 8.5, 7.5
LETTER_LOST, LETTER_PUT_IN, DOUBLED, EXCHANGED = 9.5, 11.0, 7.0, 9.0
HEARD, SILENT_LOST = 7.5, 7.5

LEAST_OF_ANY = 5
"""Letters of a word that is found with any other letter in it; shorter ones are near all."""

_LOOK_ALIKE = (("ำ", "\u0e48า"), ("ำ", "\u0e49า"))
OTHERWISE = (*OF_ONE_SOUND, *_LOOK_ALIKE, *((b, a) for a, b in _LOOK_ALIKE))
"""Some letters that are written for others: of one sound, or of one look."""

Swaps = Mapping[str, Sequence[tuple[str, float]]]
"""For each letter those it is mistaken for, and how rarely."""


def letter_swaps(alike: Sequence[str]) -> Swaps:
    """Return what letters are mistaken for; ``alike`` are look-alikes."""
    swaps: dict[str, dict[str, float]] = {}
    for one in MARKS:
        swaps[one] = dict.fromkeys(MARKS - {one}, _MARK_CHANGED)
    for (_, plain), (_, shifted) in zip(ROWS, SHIFTED_ROWS, strict=True):
        pairs = [*pairwise(plain)]
        pairs += [*pairwise(shifted)]
        pairs += [*zip(plain, shifted, strict=False)]
        for one, other in pairs:
            swaps.setdefault(one, {}).setdefault(other, _BESIDE)
            swaps.setdefault(other, {}).setdefault(one, _BESIDE)
    for group in alike:
        for one in group:
            for other in group:
                if one != other:
                    swaps.setdefault(one, {})[other] = _ALIKE
    return {one: tuple(others.items()) for one, others in swaps.items()}
