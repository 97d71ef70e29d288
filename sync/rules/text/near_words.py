"""Known words that a text would have at a place, but for one slip of hand, ear or scanner.

The walk follows the text letter by letter through the beginnings of known words, and
may leave it once: for a letter lost, put in, changed or exchanged, or for what sounds
alike.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

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
    SILENT_LOST,
    Swaps,
    letter_swaps,
)
from sync.rules.text.segment import FOLLOWING, LEADING
from sync.thai.sounds import FIRST, LAST, SILENCED, SILENT

_LETTERS = [*map(chr, range(0x0E01, 0x0E4F)), "\n"]
_BEFORE_FIRST = LEADING | {""}
"""What stands before the first letter of a syllable that has one, and of a word."""
_ON_SILENT = frozenset({SILENCED, "\u0e34", "\u0e38"})
"""What a letter that nobody hears may bear."""
_FEW = 2
"""Letters of a beginning that many others go on from."""
_END = "\n"
"""Stands beyond a run's last letter."""


class NearWord(NamedTuple):  # thousands are made of a text, and hardly one is kept
    """A known word that stands at a span of a run with one slip of some rarity."""

    start: int
    end: int
    word: str
    rarity: float


@dataclass(slots=True, eq=False)
class _Node:
    """A beginning of words: what it goes on with, letter by letter.

    ``word`` is the word that ends there. ``lost`` has, of a short beginning, which many
    go on from, the ways on that leave it one letter further, by the two letters that
    are met, by one where no word has both, and by none where a word ends. ``silent``
    are the ways on behind a letter with ์, which nobody hears.
    """

    next: "dict[str, _Node]" = field(default_factory=dict)
    word: str | None = None
    lost: "Mapping[str, Sequence[_Lost]] | None" = None
    silent: "list[_Node] | None" = None

    def leads_on(self, met: str) -> bool:
        """Whether a word ends there, or goes on with what is met."""
        return met in self.next or self.word is not None


_Lost: TypeAlias = tuple[_Node, float]
"""Where a letter that was lost leads, and how rare that is."""


@dataclass(frozen=True, slots=True, eq=False)
class NearWords:
    """Words by their beginnings.

    ``swaps`` has for each letter those it is mistaken for, and how rarely; ``last``
    those it sounds like at the end of a syllable; ``heard`` by the two letters met what
    else is written for some of one sound.
    """

    root: _Node
    swaps: Swaps
    last: Mapping[str, Sequence[str]]
    heard: Mapping[str, Sequence[tuple[str, str]]]

    def at(self, run: str, start: int) -> list[NearWord]:
        """Find the words that begin at a place of a run, but for one slip."""
        found: list[NearWord] = []
        node, place, last, text = self.root, start, "", run + _END
        while True:
            met = text[place]
            for below, rarity in _lost(node, text[place : place + 2]):
                _go_on(found, text, start, place, below, rarity)
            for below in node.silent or ():
                _go_on(found, text, start, place, below, SILENT_LOST)
            if met == _END:
                return found
            self._put_wrong(found, text, start, place, node, last)
            self._by_ear(found, text, start, place, node, last)
            if met not in node.next:
                return found
            node = node.next[met]
            last = met
            place += 1

    def _put_wrong(
        self,
        found: list[NearWord],
        text: str,
        start: int,
        place: int,
        node: _Node,
        last: str,
    ) -> None:
        """Follow words that have another letter there, two exchanged, or one less."""
        met, beyond, follows = text[place], text[place + 1], node.next
        for letter, rarity in self.swaps.get(met, ()):
            if letter in follows and follows[letter].leads_on(beyond):
                _go_on(found, text, start, place + 1, follows[letter], rarity)
        is_mark, as_it_is = met in MARKS, (follows.get(met), follows.get("อ"))
        # อ is the first letter of a word that loses it where it is joined to another
        for below, rarity in _lost(node, text[place + 1 : place + 3]) if beyond else ():
            if (rarity == MARK_LOST) == is_mark and below not in as_it_is:
                _go_on(found, text, start, place + 1, below, ANY_OTHER)
        if beyond in follows and met in follows[beyond].next:
            below = follows[beyond].next[met]
            _go_on(found, text, start, place + 2, below, EXCHANGED)
        if last and node.leads_on(beyond):
            put_in = MARK_PUT_IN if met in MARKS else LETTER_PUT_IN
            rarity = DOUBLED if last == met else put_in
            _go_on(found, text, start, place + 1, node, rarity)

    def _by_ear(
        self,
        found: list[NearWord],
        text: str,
        start: int,
        place: int,
        node: _Node,
        last: str,
    ) -> None:
        """Follow words that sound as what stands there."""
        met, beyond, follows = text[place], text[place + 1], node.next
        if last not in _BEFORE_FIRST and (
            beyond == SILENCED or beyond not in FOLLOWING
        ):
            for letter in self.last.get(met, ()):
                if letter in follows and follows[letter].leads_on(beyond):
                    _go_on(found, text, start, place + 1, follows[letter], HEARD)
        if last and beyond in _ON_SILENT and (silent := SILENT.match(text, place)):
            _by_silent(found, text, start, silent, node)
        for said, right in self.heard.get(met + beyond, ()):
            if text.startswith(said, place):
                below = _behind(node, right)
                _go_on(found, text, start, place + len(said), below, HEARD)


def _by_silent(
    found: list[NearWord], text: str, start: int, silent: re.Match[str], node: _Node
) -> None:
    """Follow words that have no letter there that nobody hears, or another one."""
    as_it_is = _behind(node, silent[0])
    for below in (node, *(node.silent or ())):
        if below is not as_it_is:
            _go_on(found, text, start, silent.end(), below, HEARD)


def _behind(node: _Node | None, letters: str) -> _Node | None:
    """Return where letters lead from a beginning, if they do."""
    for letter in letters:
        if node is None:
            return None
        node = node.next.get(letter)
    return node


def _go_on(
    found: list[NearWord],
    text: str,
    start: int,
    place: int,
    node: _Node | None,
    rarity: float,
) -> None:
    """Follow a word without another slip; keep it wherever it is one."""
    while node is not None:
        met, word = text[place], node.word
        # its last letter may be lost, but no word ends before a vowel that follows one
        if (
            word is not None
            and met not in FOLLOWING
            and word[-1] not in LEADING
            and (rarity != ANY_OTHER or len(word) >= LEAST_OF_ANY)
        ):
            found.append(NearWord(start, place, word, rarity))
        node = node.next.get(met)
        place += 1


def _lost(node: _Node, met: str) -> Sequence[_Lost]:
    """Return what follows a beginning and was lost before the two letters met."""
    if node.lost is None:
        return _left_by_loss(node, met)
    lost = node.lost
    return lost.get(met) or lost.get(met[0]) or lost[""]


def _left_by_loss(node: _Node, met: str) -> list[_Lost]:
    """Return where one letter lost leads from a beginning, if what is met follows."""
    return [
        (below, MARK_LOST if letter in MARKS else LETTER_LOST)
        for letter, below in node.next.items()
        if below.word is not None
        or (met[:1] in below.next and below.next[met[0]].leads_on(met[1:]))
    ]


def _met_after_loss(node: _Node) -> Iterator[str]:
    """Yield what may be met behind a beginning where its next letter was lost."""
    yield ""
    for below in node.next.values():
        for met, beneath in below.next.items():
            yield met
            yield from (met + beyond for beyond in beneath.next)


def near_words(words: Iterable[str], alike: Sequence[str]) -> NearWords:
    """Make words ready to be looked for with one slip; ``alike`` are look-alikes."""
    root, short = _Node(), list[_Node]()
    for word in words:
        node = root
        for letter in word:
            below = node.next.get(letter)
            if below is None:
                below = node.next[letter] = _Node()
            node = below
        node.word = word
        if SILENCED in word:
            _know_silent(root, word)
    of_a_size = [root]
    for _ in range(_FEW):
        short += of_a_size
        of_a_size = [below for node in of_a_size for below in node.next.values()]
    for node in short:
        node.lost = {met: _left_by_loss(node, met) for met in {*_met_after_loss(node)}}
    swaps = letter_swaps((*alike, *FIRST))
    return NearWords(root, swaps, _last(swaps), _heard())


def _know_silent(root: _Node, word: str) -> None:
    """Keep of a word's beginnings those behind which a letter is silenced."""
    nodes = [root]
    for letter in word:
        nodes.append(nodes[-1].next[letter])
    for met in SILENT.finditer(word):
        before, behind = nodes[met.start()], nodes[met.end()]
        before.silent = before.silent or []
        if behind not in before.silent:
            before.silent.append(behind)


def _last(swaps: Swaps) -> Mapping[str, str]:
    """Return for each last letter those that sound as it does, and are no swaps."""
    last = {}
    for class_ in LAST:
        for one in class_:
            known = {one, *(other for other, _ in swaps.get(one, ()))}
            last[one] = "".join(other for other in class_ if other not in known)
    return last


def _heard() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return by two letters what stands there, and what is written for it otherwise."""
    heard: dict[str, list[tuple[str, str]]] = {}
    for met, right in OTHERWISE:
        for two in [met[:2]] if met[1:] else [met + one for one in _LETTERS]:
            heard.setdefault(two, []).append((met, right))
    return heard
