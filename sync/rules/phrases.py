"""Stock phrases met with a letter or two amiss.

Plans are copied from the samples of one manual, and the same sentences stand in
thousands of them. Where a text follows such a phrase, leaves it inside a word and is
back a letter or two later, that word is misread or mistyped. One look at each letter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

_RUN = 7
"""Letters that must agree before and after, for a text to be the phrase."""

_GAPS = sorted(
    set(product(range(3), repeat=2)) - {(0, 0)}, key=lambda gap: (max(gap), sum(gap))
)


@dataclass(frozen=True, slots=True)
class Departure:
    """A word of a phrase that the text has otherwise, at a span of the text."""

    start: int
    end: int
    right: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase without its spaces, and where its words begin and end."""

    letters: str
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Known phrases by every run of letters in them."""

    runs: Mapping[str, Sequence[tuple[Phrase, int]]]

    def departures(self, text: str) -> Iterator[Departure]:
        """Find the words of known phrases that a text, without spaces, has amiss.

        Looked at closely is only where a run of letters stands in some phrase, and
        with the next letter in none.
        """
        before: Sequence[tuple[Phrase, int]] = ()
        for place in range(len(text) - _RUN + 1):
            here = self.runs.get(text[place : place + _RUN], ())
            if before and not here:
                met = place - 1 + _RUN
                found = (
                    _departure(text, met, phrase, at + _RUN) for phrase, at in before
                )
                yield from [departure for departure in found if departure][:1]
            before = here


def _departure(text: str, met: int, phrase: Phrase, ours: int) -> Departure | None:
    for more_met, more_ours in _GAPS:
        back = text[met + more_met : met + more_met + _RUN]
        if len(back) == _RUN and phrase.letters.startswith(back, ours + more_ours):
            return _word(text, phrase, (met, more_met), (ours, more_ours))
    return None


def _word(
    text: str, phrase: Phrase, met: tuple[int, int], ours: tuple[int, int]
) -> Departure | None:
    """Give the word departed from; ``None`` where a whole word is another.

    A word put in, left out or exchanged may be what the office wants to say.
    """
    begin = max(word for word in phrase.begins if word <= ours[0])
    end = min((word for word in phrase.begins if word > ours[0]), default=0)
    if ours[0] + ours[1] > end:
        return None
    if ours[0] == begin and (ours[1] == 0 or ours[0] + ours[1] == end):
        return None
    if ours[1] * 2 > end - begin:
        return None
    start = met[0] - (ours[0] - begin)
    stop = met[0] + met[1] + end - ours[0] - ours[1]
    found = text[start:stop]
    if any(char.isascii() or char in "๐๑๒๓๔๕๖๗๘๙ๆฯ“”" for char in found):
        return None
    return Departure(start, stop, phrase.letters[begin:end])


@lru_cache(maxsize=4)
def known_phrases(listed: tuple[str, ...]) -> Phrases:
    """Make ready to compare any number of texts with phrases, words between spaces."""
    runs: dict[str, list[tuple[Phrase, int]]] = {}
    for line in listed:
        words = line.split()
        begins = [0]
        for word in words:
            begins.append(begins[-1] + len(word))
        phrase = Phrase("".join(words), tuple(begins))
        for at in range(len(phrase.letters) - _RUN + 1):
            entry = runs.setdefault(phrase.letters[at : at + _RUN], [])
            entry.append((phrase, at))
    return Phrases(runs)
