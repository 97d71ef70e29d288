"""Words that a whole word, or pieces side by side, may be a slip of.

Both are the same but for what stands in one place: a letter, or of a long word some. So
each leaves the same rest without it, and by such rests they are found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sync.rules.text.rarities import (
    ANY_OTHER,
    DOUBLED,
    EXCHANGED,
    HEARD,
    LEAST_OF_ANY,
    LETTER_LOST,
    LETTER_PUT_IN,
    MARK_LOST,
    MARK_PUT_IN,
    MARKS,
    OTHERWISE,
    Swaps,
)
from sync.thai.likeness import unlike

_LONG, _LONGEST = 7, 14
"""Letters of a word of which some may be lost or garbled in one place, and of what is looked at."""
_MOST_LOST, _MOST_MET, MOST_UNKNOWN, _LEAST_LEFT = 4, 2, 3, 5
"""So many letters of it, so many that stand in their place where words stand that are known and
where they are unknown, and so many that are as they were."""
_LEFT = 0.6
"""How much of both must be as it was."""
PART_LOST, _GARBLED = 16.0, 20.0
"""How rare these slips are, as `rarities` has it."""
_OTHERWISE = frozenset(OTHERWISE)


@dataclass(frozen=True, slots=True, eq=False)
class WholeWords:
    """Words by what is left of them; ``swaps`` has what letters are mistaken for.

    ``kept`` has what was found of known words, which stand in texts again and again.
    """

    by_rest: Mapping[str, list[str]]
    swaps: Mapping[str, Mapping[str, float]]
    kept: dict[str, set[str]] = field(default_factory=dict)

    def like_known(self, word: str) -> set[str]:
        """Return the words that a known one may be a slip of; each is sought once."""
        if word not in self.kept:
            self.kept[word] = self.like(word)
        return self.kept[word]

    def like(self, met: str, most: int = _MOST_MET) -> set[str]:
        """Return the words that letters may be a slip of, by what is left of both.

        ``most`` is how many letters may stand in place of others.
        """
        known, words = self.by_rest.get, set[str]()
        if len(met) > _LONGEST:
            return words
        for size in range(most + 1 if len(met) >= _LEAST_LEFT else 2):
            for at in range(len(met) - size + 1 if size else 1):
                words.update(known(met[:at] + met[at + size :], ()))
        words.discard(met)
        return words

    def rarity(self, met: str, word: str) -> float | None:
        """Return how rarely one stands for the other, ``None`` if it takes two slips."""
        begin, end = unlike(met, word)
        behind = len(met) - end
        stands, right = met[begin:end], word[begin : len(word) - behind]
        match len(stands), len(right):
            case 0, 1:
                return MARK_LOST if right in MARKS else LETTER_LOST
            case 1, 0 if stands == met[begin - 1 : begin]:
                return DOUBLED
            case 1, 0:
                return MARK_PUT_IN if stands in MARKS else LETTER_PUT_IN
            case 1, 1:
                other = ANY_OTHER if len(word) >= LEAST_OF_ANY else None
                return self.swaps.get(stands, {}).get(right, other)
            case 2, 2 if stands == right[::-1]:
                return EXCHANGED
        return _rarity_of_some(stands, right, begin, behind)


def _rarity_of_some(stands: str, right: str, before: int, behind: int) -> float | None:
    """Return how rarely some letters of a word are lost, or others in their place."""
    if (stands, right) in _OTHERWISE:
        return HEARD
    left, long = before + behind, before + len(right) + behind
    is_like = left >= _LEAST_LEFT and left >= _LEFT * max(long, left + len(stands))
    # where the first letters differ it is another word that ends alike
    if not (is_like and before) or long < _LONG or len(right) > _MOST_LOST:
        return None
    return _GARBLED if stands and right else PART_LOST


def whole_words(
    words: Iterable[str], long_words: Iterable[str], swaps: Swaps
) -> WholeWords:
    """Make words ready to be looked for; of ``long_words`` some letters may be lost."""
    by_rest: dict[str, list[str]] = {}
    for word in words:
        for rest in {word, *_rests(word, 1)}:
            by_rest.setdefault(rest, []).append(word)
    for word in long_words:
        if len(word) >= _LONG:
            for rest in {*_rests(word, _MOST_LOST)} - {*_rests(word, 1)}:
                by_rest.setdefault(rest, []).append(word)
    return WholeWords(by_rest, {one: dict(others) for one, others in swaps.items()})


def _rests(word: str, most: int) -> Iterator[str]:
    """Yield what is left of a word without one letter to so many in one place."""
    for size in range(1, min(most, len(word) - 1) + 1):
        for at in range(len(word) - size + 1):
            yield word[:at] + word[at + size :]
