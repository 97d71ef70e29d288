"""Words that a space stands inside: a line broken by a scanner and joined again."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sync.rules.text.counts import GAP
from sync.rules.text.language import Language
from sync.rules.text.names import is_person
from sync.rules.text.reading import Slip, ThaiRun, over, words_at
from sync.rules.text.seams import Across, words_across
from sync.rules.text.segment import onward

_ENOUGH_JOINED, _ENOUGH_WORDS_JOINED, _ENOUGH_NAMES_JOINED = 15.0, 18.5, 30.0
"""What a space taken out must gain, where pieces are left, where words are, and where a
piece is known for a name (ริ, หาร), as that of a person may be."""
_WORTH_ASKING = 9.0
"""The same where it is asked, not said."""
_SHORTEST, _SHORT = 3, 4
_OFTEN, _ALIKE, _ALIKE_ENDS, _MAY_END, _MAY_END_IF_SHORT = 20, 3, 2, 0.12, 0.3
"""How often a word is counted that is said; letters that two halves begin or end with alike;
how often a word stands before a space that may end what is said, and one of two letters."""


def spaced(
    text: str, readings: Sequence[ThaiRun], language: Language
) -> Iterator[Slip]:
    """Find the words of a line that a space stands inside."""
    for left, right in pairwise(readings):
        if text[left.end : right.start] != " ":
            continue
        slip = _joined(left, right, language)
        if (
            slip
            and not text.startswith(".", right.end)
            and not is_person(text, slip.start, words_at(readings))
        ):
            yield slip


def _joined(left: ThaiRun, right: ThaiRun, language: Language) -> Slip | None:
    """Return the word across a space, where the text is far likelier without it."""
    across = [
        one
        for one in words_across(left, right, language)
        if len(one.word) >= _SHORTEST and language.counts.count(one.word) >= _OFTEN
    ]
    if not across:
        return None
    way, on = left.way, onward(right.way)
    chances = language.known.chances
    seam = len(way.run)

    def chance(one: Across) -> float:
        return way.to[one.start] + chances[one.word] + on.chance[one.stop]

    likeliest = max(across, key=chance)
    if chance(likeliest) <= way.to[seam] + on.chance[0]:
        return None  # likelier two words, which some write together
    start, stop, word = likeliest
    pieces = over(left.words, start, seam) + over(right.words, 0, stop)
    are_words = all(map(language.is_known, pieces))
    are_long = are_words and min(map(len, pieces)) >= _SHORT
    if (are_long and word not in language.trade) or (
        are_words and _may_stand(word, seam - start, left.words[-1], language)
    ):
        return None
    old = [left.before, *left.words, GAP, *right.words, right.after]
    new = [left.before, *way.words_to(start), word, *on.words_from(stop), right.after]
    gain = language.gain(old, new)
    if gain < min(_WORTH_ASKING, _needed(pieces, language)):
        return None
    is_unsure = are_long or gain < _needed(pieces, language)
    span = left.start + start, right.start + stop
    return Slip(*span, word, is_space=True, is_unsure=is_unsure)


def _needed(pieces: Sequence[str], language: Language) -> float:
    """Return what the text must gain where these would be one word."""
    if not language.counts.names.isdisjoint(pieces):
        return _ENOUGH_NAMES_JOINED
    are_words = all(map(language.is_common, pieces))
    return _ENOUGH_WORDS_JOINED if are_words else _ENOUGH_JOINED


def _may_stand(word: str, cut: int, ends: str, language: Language) -> bool:
    """Whether a space may stand inside a word made of two that are said by themselves.

    Its halves begin or end alike (เป็นหู เป็นตา, กินดี อยู่ดี), or what stands before the
    space often ends what is said.
    """
    if word[:_ALIKE] == word[cut : cut + _ALIKE] or _end_alike(word[:cut], word[cut:]):
        return True
    counts = language.counts
    is_short = len(ends) < _SHORTEST  # and may be a piece
    is_word = language.is_common(ends) and (ends == word[:cut] or not is_short)
    share = _MAY_END_IF_SHORT if is_short else _MAY_END
    return is_word and counts.pair(ends, GAP) >= share * counts.count(ends)


def _end_alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) > _ALIKE_ENDS and (
        one[-_ALIKE_ENDS:] == other[-_ALIKE_ENDS:]
    )
