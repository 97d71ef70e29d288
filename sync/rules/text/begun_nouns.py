"""Nouns that are begun and go no further: การ and ความ before what neither begins.

การ makes a noun of a verb, ความ one of a quality. Before a word that hardly ever follows
them (ได้รับการอย่างเท่าเทียม) a word was lost, or there is one too many.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sync.rules.text.counts import GAP
from sync.rules.text.language import Language
from sync.rules.text.reading import ThaiRun

_BEGINNINGS = ("การ", "ความ")
_BY_CHANCE, _HARDLY = 25, 0.02
"""So often a word would follow by chance, and so much less it does."""
_BEFORE_STATES, _IS_STATE = ("จะ", "ไม่", "ต้อง"), 0.02
"""Words before what one is (อยาก, พร้อม), and how often: rare after การ, and good Thai."""
_ENDS = 0.1
"""A word with its การ is a whole noun (ชำนาญการ) where a space follows so often."""


class BegunNoun(NamedTuple):
    """A noun that goes no further, with the words beside it; ``word`` is what begins it."""

    start: int
    end: int
    word: str


def begun_nouns(read: Sequence[ThaiRun], language: Language) -> Iterator[BegunNoun]:
    """Find the nouns that go no further in a line that was cut into words, in order."""
    for reading in read:
        words = [*reading.words, reading.after]
        place = reading.start
        for number, word in enumerate(reading.words):
            if word in _BEGINNINGS and 0 < number < len(reading.words) - 1:
                before, _, behind, last = words[number - 1 : number + 3]
                is_odd = _is_shunned(word, behind, language)
                if is_odd and not _is_whole(before, word, behind, last, language):
                    end = place + len(word) + len(behind)
                    yield BegunNoun(place - len(before), end, word)
            place += len(word)


def _is_shunned(word: str, behind: str, language: Language) -> bool:
    """Whether a frequent word, which says no state, hardly ever follows another."""
    counts = language.counts
    by_chance = counts.by_chance(word, behind)
    return (
        by_chance >= _BY_CHANCE
        and counts.pair(word, behind) <= _HARDLY * by_chance
        and behind not in counts.names
        and sum(counts.pair(before, behind) for before in _BEFORE_STATES)
        < _IS_STATE * counts.count(behind)
    )


def _is_whole(
    before: str, word: str, behind: str, last: str, language: Language
) -> bool:
    """Whether a word ends a noun that began before it, or was seen where it stands."""
    counts = language.counts
    return (
        before + word in counts.numbers
        or counts.triple(before, word, GAP) >= _ENDS * counts.pair(before, word) > 0
        or counts.triple(before, word, behind) > 0
        or counts.triple(word, behind, last) > 0
    )
