"""Rules on typing and scanning errors.

None of them is an error that holds a document back: a word misspelt is for a person
to see. Thai has no spaces between words, so each rule knows a sign of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from string import ascii_letters

from sync.memo import made_once, remembered
from sync.model.findings import Hit
from sync.rules.text import syllables
from sync.rules.text.begun_nouns import BegunNoun, begun_nouns
from sync.rules.text.doubled import doubled
from sync.rules.text.language import Language, language
from sync.rules.text.layouts import typed_in_english
from sync.rules.text.names import is_titled
from sync.rules.text.normalized import NormalizedText, is_running
from sync.rules.text.patterns import Confusions, Wrong, confusions
from sync.rules.text.reading import Slip, thai_runs
from sync.rules.text.signs import only_with
from sync.rules.text.slips import slips
from sync.rules.text.surroundings import is_mentioned, is_of_others
from sync.rules.text.unknown import unknown_words
from sync.rules.text.wordlists import BREAK, WordLists

_IMPOSSIBLE = (
    syllables.TWO_MARKS,
    syllables.UNFINISHED,
    syllables.STRAY,
)
_STANDING_ALONE = re.compile(r"(?<=[ \n])(?:ความ|การ|ผู้|และ\s+และ) (?=[\u0e01-\u0e46])")


def broken_word(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A space inside a word: a line broken by a scanner and joined again.

    Certain where a syllable is torn apart, and where the text is far likelier without.
    """
    torn = _torn(typed, lists)
    for start, end in torn:
        yield typed.hit("SPL002", start, end)
    for slip in judged(typed, lists).slips:
        is_said = slip.is_space and not slip.is_unsure
        if is_said and not covered(torn, slip.start, slip.end):
            yield typed.hit("SPL002", slip.start, slip.end)


def _torn(typed: NormalizedText, lists: WordLists) -> list[tuple[int, int]]:
    """Return where syllables are torn apart; one with a space for a mark is not joined."""
    torn = [match.span() for match in syllables.broken(typed.plain)]
    lost = [
        (slip.start, slip.end)
        for slip in (judged(typed, lists).slips if torn else ())
        if not slip.is_space and " " in typed.plain[slip.start : slip.end]
    ]
    return [span for span in torn if not covered(lost, *span)]


def misspelt(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A spelling from the list of words often misspelt or misread (words.toml).

    Not in a name: people write theirs as they please; nor where it is spoken of.
    """
    for wrong in misspellings(typed, lists):
        yield typed.hit("SPL007", wrong.start, wrong.end, right=wrong.right)


@made_once
def misspellings(typed: NormalizedText, lists: WordLists) -> Sequence[Wrong]:
    """Return the listed misspellings of a text that are none of a name."""
    return [
        wrong
        for wrong in _confused(lists).met(typed.plain)
        if not (
            is_titled(typed.plain, wrong.start)
            or _is_mentioned(typed, wrong.start, wrong.end, wrong.right)
            or is_of_others(typed.plain, wrong.start, wrong.end, language_of(lists))
        )
    ]


def _is_mentioned(typed: NormalizedText, start: int, end: int, right: str) -> bool:
    return is_mentioned(typed.plain, typed.plain[start:end], right)


@made_once
def _confused(lists: WordLists) -> Confusions:
    return confusions(lists.spelling.confusions)


def one_slip(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A word but for one letter: lost, put in, changed or exchanged.

    Said where a word is unknown, rare or out of place, and the text far likelier with
    the other word, by how often words stand beside one another in official prose.
    Where that is less sure it is asked by SPL016.
    """
    for slip in left_slips(typed, lists):
        if not slip.is_unsure:
            yield hit_of(slip, typed)


def may_be_slip(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """Words where others are far likelier, and a name or good Thai may stand all the same.

    Two known words stand together that never do in official prose, or one whole word is
    taken for another, or for what may be a name or a foreign word: asked, not said.
    """
    for slip in left_slips(typed, lists):
        if slip.is_unsure:
            yield hit_of(slip, typed)


@made_once
def left_slips(typed: NormalizedText, lists: WordLists) -> Sequence[Slip]:
    """Return the words but for a letter, sure and unsure, that no surer rule has found."""
    found = [
        slip
        for slip in judged(typed, lists).slips
        if slip.is_unsure or not slip.is_space
    ]
    taken = _certain(typed, lists) if found else []
    return [
        slip
        for slip in found
        if not covered(taken, slip.start, slip.end)
        and not _is_mentioned(typed, slip.start, slip.end, slip.word)
    ]


def hit_of(slip: Slip, typed: NormalizedText) -> Hit:
    """Return what is said or asked of a slip."""
    code = "SPL016" if slip.is_unsure else "SPL008"
    return typed.hit(code, slip.start, slip.end, right=slip.word)


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging the words of a text found: slips, and where other things are odd.

    ``doubled`` are words typed twice, ``unknown`` no words, ``begun`` nouns that are begun
    and go no further.
    """

    slips: Sequence[Slip]
    doubled: Sequence[tuple[int, int]]
    unknown: Sequence[tuple[int, int]]
    begun: Sequence[BegunNoun]


@made_once
def judged(typed: NormalizedText, lists: WordLists) -> Judged:
    """Judge the words of a text, line by line."""
    found: list[Slip] = []
    twice: list[tuple[int, int]] = []
    unknown: list[tuple[int, int]] = []
    begun: list[BegunNoun] = []
    start = 0
    for line in typed.plain.split("\n"):
        here = _in_line(lists, line)
        for slip in here.slips:
            span = start + slip.start, start + slip.end
            found.append(replace(slip, start=span[0], end=span[1]))
        twice += [(start + begins, start + ends) for begins, ends in here.doubled]
        unknown += [(start + begins, start + ends) for begins, ends in here.unknown]
        begun += [BegunNoun(start + s, start + e, word) for s, e, word in here.begun]
        start += len(line) + 1
    return Judged(found, twice, unknown, begun)


@made_once
def language_of(lists: WordLists) -> Language:
    """Return the language that words are judged by, with the lists' own words."""
    spelling = lists.spelling
    trade = tuple(word.replace(BREAK, "") for word in spelling.frequent)
    return language(trade, spelling.look_alikes, spelling.right)


@remembered  # several rules ask, and plans repeat their lines
def _in_line(lists: WordLists, line: str) -> Judged:
    words = language_of(lists)
    read = thai_runs(line, words.known)
    found, twice = slips(line, read, words), doubled(line, read, words)
    unknown, begun = unknown_words(line, read, words), begun_nouns(read, words)
    return Judged(tuple(found), tuple(twice), tuple(unknown), tuple(begun))


def advised(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A common spelling for which the Royal Society gives another."""
    for wrong in _advised(lists).met(typed.plain):
        yield typed.hit("SPL011", wrong.start, wrong.end, right=wrong.right)


@made_once
def _advised(lists: WordLists) -> Confusions:
    return confusions(lists.spelling.advised)


def standing_alone(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """การ and ความ begin a word and never stand by themselves before one."""
    if is_running(typed.passage):
        yield from _each("SPL013", typed, _STANDING_ALONE)


def unknown_word(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A piece of a sentence that is no word, though no single slip makes it one."""
    unknown = judged(typed, lists).unknown
    for start, end in _without_slips(typed, lists, unknown):
        yield typed.hit("SPL014", start, end)


def begun_noun(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """การ or ความ before a word that neither begins: a word was lost, or one is too many."""
    begun = {(start, end): word for start, end, word in judged(typed, lists).begun}
    for start, end in _without_slips(typed, lists, [*begun]):
        yield typed.hit("SPL019", start, end, begun=begun[start, end])


def _without_slips(
    typed: NormalizedText, lists: WordLists, spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the spans of a sentence in which no other rule has found a slip."""
    if not spans or not is_running(typed.passage):
        return []
    taken = _certain(typed, lists)
    taken += [(slip.start, slip.end) for slip in judged(typed, lists).slips]
    return [span for span in spans if not covered(taken, *span)]


@only_with(ascii_letters)
def english_keys(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """Thai typed while the keyboard was set to English: gmL[k] is เทศบาล."""
    for met in typed_in_english(typed.plain, language_of(lists)):
        yield typed.hit("SPL018", met.start, met.end, right=met.thai)


def _each(code: str, typed: NormalizedText, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for match in pattern.finditer(typed.plain):
        yield typed.hit(code, *match.span())


def _certain(typed: NormalizedText, lists: WordLists) -> list[tuple[int, int]]:
    """Return the spans that a surer rule has already found."""
    spans = _torn(typed, lists)
    spans += [
        match.span()
        for pattern in _IMPOSSIBLE
        for match in pattern.finditer(typed.plain)
    ]
    spans += judged(typed, lists).doubled
    for sought in (_confused(lists), _advised(lists)):
        spans += [(wrong.start, wrong.end) for wrong in sought.met(typed.plain)]
    return spans


def told_spans(typed: NormalizedText, lists: WordLists) -> list[tuple[int, int]]:
    """Return the spans of which a rule on one text says that they are misspelt."""
    here = judged(typed, lists)
    spans = _certain(typed, lists) + [(slip.start, slip.end) for slip in here.slips]
    return [*spans, *here.unknown, *((start, end) for start, end, _ in here.begun)]


def covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of these spans has letters of another."""
    return any(start < other_end and other < end for other, other_end in spans)
