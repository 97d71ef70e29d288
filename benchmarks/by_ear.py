"""Slips that are made by ear: another letter of the sound, or a silent one lost.

Where in a word they may be is told by how Thai is written and by no list of words; what
is taken for a letter is drawn as often as the prose has it.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain

from sync.rules.text.rarities import CONSONANTS
from sync.rules.text.reading import thai_runs, words_at
from sync.rules.text.segment import FOLLOWING, LEADING, Vocabulary
from sync.thai.sounds import FIRST, LAST, SILENT

Slips = Iterator[tuple[int, int, Sequence[str]]]
"""Where something stands in a word, how many letters, and what sounds as they do."""

_AI = re.compile("[ใไ](?P<first>[ก-ฮ])(?P<tone>[\u0e48-\u0e4b]?)ย?(?![รลว])")
_AI_BEHIND = re.compile("(?P<first>[ก-ฮ])\u0e31(?P<tone>[\u0e48-\u0e4b]?)ย")
_OTHERWISE = re.compile(
    f"(?<=[ก-ฮ])(?:รร(?![{''.join(FOLLOWING)}])|\u0e31[นม]|ำ)|ฤ|ร[\u0e34\u0e36](?![\u0e48-\u0e4c])"
)


def _alike(classes: Iterable[str]) -> Mapping[str, str]:
    return {one: all_.replace(one, "") for all_ in classes for one in all_}


_FIRST, _LAST = _alike(FIRST), _alike(LAST)


def _is_first(word: str, at: int) -> bool:
    """Whether a consonant begins a syllable."""
    is_silenced = SILENT.match(word, at) is not None
    is_borne = word[at + 1 : at + 2] in FOLLOWING or word[at - 1 : at] in LEADING
    return at == 0 or (is_borne and not is_silenced)


def _is_last(word: str, at: int) -> bool:
    """Whether a consonant ends a syllable; one that is silenced counts as well."""
    after = word[at + 1 : at + 2]
    if word[at] not in CONSONANTS or _is_first(word, at):
        return False
    return after in {"", "\u0e4c", *LEADING} or (
        after in CONSONANTS and _is_first(word, at + 1)
    )


def _firsts(word: str) -> Slips:
    for at, letter in enumerate(word):
        if letter in _FIRST and _is_first(word, at):
            yield at, 1, _FIRST[letter]


def _lasts(word: str) -> Slips:
    for at, letter in enumerate(word):
        if letter in _LAST and _is_last(word, at):
            yield at, 1, _LAST[letter]


def _silenced(word: str) -> Slips:
    for met in SILENT.finditer(word):
        yield met.start(), len(met[0]), [""]


def _written(word: str) -> Slips:
    """Yield sounds that are written in several ways."""
    for met in chain(_AI.finditer(word), _AI_BEHIND.finditer(word)):
        first, tone = met["first"], met["tone"]
        all_ = [f"ใ{first}{tone}", f"ไ{first}{tone}", f"ไ{first}{tone}ย"]
        all_ = [one for one in (*all_, f"{first}\u0e31{tone}ย") if one != met[0]]
        yield met.start(), len(met[0]), all_
    for met in _OTHERWISE.finditer(word):
        at, end = met.span()
        if met[0] == "รร":
            has_last = end < len(word) and _is_last(word, end)
            yield at, 2, ["\u0e31" if has_last else "\u0e31น"]
        elif met[0] in _OTHER and (len(met[0]) == 1 or _ends(word, met)):
            yield at, len(met[0]), _OTHER[met[0]]


_OTHER = {
    "\u0e31น": ["รร"],
    "\u0e31ม": ["ำ"],
    "ำ": ["\u0e31ม"],
    "ฤ": ["ร\u0e34", "ร\u0e36"],
    "ร\u0e34": ["ฤ"],
    "ร\u0e36": ["ฤ"],
}


def _ends(word: str, met: re.Match[str]) -> bool:
    """Whether what is met ends with a vowel, or with a syllable's last letter."""
    last = met.end() - 1
    return word[last] in FOLLOWING or _is_last(word, last)


KINDS: Mapping[str, Callable[[str], Slips]] = {
    "a first letter of the sound": _firsts,
    "a last letter of the sound": _lasts,
    "a silenced letter lost": _silenced,
    "a sound written otherwise": _written,
}


class ByEar:
    """Plants slips in words of the lines it is given."""

    def __init__(self, lines: Sequence[str], known: Vocabulary) -> None:
        self._often = Counter(chain.from_iterable(lines))
        self._known = known
        self._words = cache(self._words_of)  # each line is asked for many times

    def kinds(self) -> Iterator[tuple[str, Callable[[str, int, random.Random], str]]]:
        """Yield each kind of slip, and what plants it."""
        for name, slips in KINDS.items():
            yield name, partial(self._plant, slips)

    def _words_of(self, line: str) -> Mapping[int, str]:
        """Return the known words of a line by where they begin."""
        words = words_at(thai_runs(line, self._known)).items()
        return {start: word for start, word in words if word in self._known.chances}

    def _plant(
        self,
        slips: Callable[[str], Slips],
        line: str,
        at: int,
        chance: random.Random,
    ) -> str:
        for start, word in self._words(line).items():
            if start <= at < start + len(word):
                for place, size, others in slips(word):
                    if start + place == at:
                        weights = [self._often[one] + 1 for one in others]
                        other = chance.choices(others, weights)[0]
                        return line[:at] + other + line[at + size :]
        return ""
