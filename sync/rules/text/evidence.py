"""How sure it is that a word is a slip of another: what undoing it must gain.

Less, the more the right word is at home beside its neighbours; more where what stands
there are words, too, and where a name or a foreign word may have fallen to pieces.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sync.rules.text.counts import GAP, SIGNS
from sync.rules.text.language import Language
from sync.rules.text.near_words import NearWord
from sync.rules.text.reading import ThaiRun, over
from sync.rules.text.real_words import AFTER_ANY
from sync.thai.likeness import unlike
from sync.thai.sounds import INDIC, LAST

_NEVER = float("inf")
_SHORTEST, _SHORT, _LONG, _LONGER = 3, 4, 6, 8
"""Letters of a word: too few to be seen, and so many that it is hardly met by accident."""
LEAST, _ONE, _ONE_SHORT = 1.0, 3.0, 4.0
"""What undoing a slip must gain where the right word was seen beside both neighbours,
and beside one of them."""
_LONGER_ALONE, _LONG_ALONE, _SHORT_ALONE = 5.0, 14.0, 27.5
"""The same where it was seen beside neither."""
_USUAL_EDGES = (_NEVER, 14.0, 10.0)
"""The same where it is often first or last of what is said, and is here: by the number of
such sides."""
_REAL, _REAL_AT_AN_EDGE, _REAL_IN_PIECES = 6.0, 10.0, 5.0
"""The same where what stands there are words too."""
_REAL_AT_HOME = 2.5
"""The same where the right word is at home, and words around it say so, too."""
_SURE_BESIDES = 17.0
"""What is gained where one word, or one letter, stands for another word, and the logarithm of
how much that is at home: less is no more than a question."""
_KNOWN_PLACES = frozenset(("จังหวัด", "อำเภอ", "เขต", "ประเทศ", "แม่น้ำ"))
"""Their names are all known."""
_IN_A_NAME, _IN_A_KNOWN_NAME = 20.0, 10.0
"""The same where a place may be named, and where the right word is known for one."""

AT_HOME = 1000
"""Pairs counted with either neighbour, multiplied, of a word that is at home there."""
_CLEAR, _ENOUGH, _NEARLY, _LITTLE = 20.0, 17.8, 15.0, 11.0
"""What triples of words must say for it, and what is so little that they must."""
_FREQUENT, _WITH_A_FREQUENT, _WITH_A_FREQUENT_ALONE = 5000, 7.0, 10.0
"""A word counted so often stands for itself (ที่ดอน, ตืดตาม), and what is needed then."""
_PIECE, _OF_PIECES = 3, 300
"""Letters of words that others fall to, and how often they are counted if no pieces."""
_KNOWN_FOR = 20

_TONES = str.maketrans("", "", "\u0e47\u0e48\u0e49\u0e4a\u0e4b")
_PUT_ON = str.maketrans("", "", "\u0e4a\u0e4b\u0e4c")
_OTHERWISE_TONED = re.compile("([กจฎฏดตบปอ][\u0e31\u0e34-\u0e39]?)[\u0e4a\u0e4b]")
"""Consonants of the middle class bear these tones, as northern speech is written, and Chinese."""
_FOREIGN = re.compile("[ซฟ]|[ก-ฮ]\u0e4c(?=.)|ชั่?น$|\u0e47(?:น|ก|ม|ต|ป)")
"""Sounds and signs of foreign words."""
_SURELY_FOREIGN = re.compile("[ก-ฮ]\u0e4c(?=.)|ชั่?น$")
"""Signs that no word of our own has."""
_OFTEN_READ = 150

_SAID = str.maketrans({letter: class_[0] for class_ in LAST for letter in class_})
"""Letters as they are said at the end of a syllable."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A run with one slip undone: the word put right, and all words before and after."""

    reading: ThaiRun
    near: NearWord
    head: Sequence[str]
    tail: Sequence[str]
    gain: float

    @property
    def left(self) -> str:
        """Return what stands before the word."""
        return self.head[-1]

    @property
    def right(self) -> str:
        """Return what stands behind the word."""
        return self.tail[0]

    @property
    def met(self) -> Sequence[str]:
        """Return the words that stand there now."""
        return over(self.reading.words, self.near.start, self.near.end)

    @property
    def is_of_other_words(self) -> bool:
        """Whether whole words stand where the right one has other letters, or none."""
        met = "".join(self.met)
        begin, end = unlike(met, self.near.word)
        cuts = accumulate(map(len, self.met), initial=0)
        return begin < end and {begin, end} <= {*cuts}

    def context(self, language: Language) -> float:
        """Return how much likelier three words at a time are with the slip undone."""
        reading = self.reading
        old = [GAP, reading.before, *reading.words, reading.after, GAP]
        new = [GAP, *self.head, self.near.word, *self.tail, GAP]
        return language.words.gain(old, new)


def is_enough(undone: Undone, language: Language, *, in_a_name: bool) -> bool:
    """Whether undoing a slip gains so much that it must be one.

    Args:
        undone: the run with it undone.
        language: how likely words are.
        in_a_name: whether the name of a place or a firm may stand there.
    """
    least = LEAST
    if in_a_name:
        least = _IN_A_KNOWN_NAME if _is_known_name(undone, language) else _IN_A_NAME
    if undone.gain <= least or _may_be_compound(undone, language):
        return False
    return undone.gain > _needed(undone, language)


def is_sure(undone: Undone, language: Language, *, in_a_name: bool) -> bool:
    """Whether what is enough is more than a question.

    Rare words are near frequent ones, rare ones with a tone more are foreign mostly, and
    those with a high or rising one of a dialect; one letter may be the end of a foreign
    word, and villages are called as they please.
    """
    met, word = undone.met, undone.near.word
    if in_a_name and len(word) <= _SHORT and undone.left not in _KNOWN_PLACES:
        return False
    is_toned = _is_toned(undone) and len("".join(met)) > len(word)
    if is_toned and language.counts.count(word) < _OFTEN_READ:
        return False
    if _is_spoken_otherwise(undone):
        return False
    if _may_end_a_piece(undone, language) or _is_heard_in_a_foreign_word(undone):
        return False
    if len(met) > 1 or not (len(met[0]) == 1 or language.is_known(met[0])):
        return True
    support = language.support(undone.left, word, undone.right)
    return undone.gain + math.log(max(1, support)) > _SURE_BESIDES


def _may_end_a_piece(undone: Undone, language: Language) -> bool:
    """Whether a letter that is one too many may be the last of a foreign word (เมต|ต้อง)."""
    left, met = undone.left, "".join(undone.met)
    is_piece = left not in SIGNS and len(left) <= _PIECE
    return is_piece and met[1:] == undone.near.word and not language.met(left, met[1:])


def _is_heard_in_a_foreign_word(undone: Undone) -> bool:
    """Whether a foreign word only has other last letters, as people please (รีสอร์ต, -ท)."""
    run, near = undone.reading.way.run, undone.near
    is_said = run[near.start : near.end].translate(_SAID) == near.word.translate(_SAID)
    is_said = is_said and not INDIC & {*near.word}
    return is_said and _SURELY_FOREIGN.search(near.word) is not None


def _needed(undone: Undone, language: Language) -> float:
    """Return what undoing a slip must gain: less, the less it may be an accident."""
    word = undone.near.word
    if all(map(language.is_known, undone.met)):
        return _needed_of_words(undone, language)
    met = language.met(undone.left, word) + language.met(word, undone.right)
    if met == len(SIGNS):
        return LEAST
    is_doubtful = _is_by_a_piece(undone, language) or _is_put_on(undone)
    is_doubtful = is_doubtful or _is_behind_a_foreign_word(undone, language)
    if len(word) < _SHORTEST or (len(word) < _LONG and is_doubtful):
        return _NEVER
    if met:
        return _ONE if len(word) > _SHORT else _ONE_SHORT
    return _needed_alone(undone, language)


def _needed_alone(undone: Undone, language: Language) -> float:
    """Return what a word must gain that was seen beside neither neighbour."""
    word, left, right = undone.near.word, undone.left, undone.right
    if _is_other_writing(undone, language):
        return _NEVER
    if len(word) >= _LONGER:
        return _LONGER_ALONE
    if _is_by_a_piece(undone, language):
        return _NEVER
    edges = (left in SIGNS) + (right in SIGNS)
    usual = (left in SIGNS and language.begins(word)) + (
        right in SIGNS and language.ends(word)
    )
    if len(word) > _SHORT and language.stands_alone(left, word, right):
        usual = edges
    if edges and usual == edges:
        return _USUAL_EDGES[usual]
    is_long = len(word) >= _LONG
    if not is_long and (len(word) < _SHORT or edges == len(SIGNS)):
        return _NEVER
    return _LONG_ALONE if is_long else _SHORT_ALONE


def _needed_of_words(undone: Undone, language: Language) -> float:
    """Return what must be gained where words stand that are known, by all beside them."""
    word, left, right = undone.near.word, undone.left, undone.right
    met = undone.met
    if met[-1] in AFTER_ANY and not word.endswith(met[-1]):
        return _NEVER
    is_at_home = language.support(left, word, right) >= AT_HOME
    context = undone.context(language) if undone.gain > _REAL_AT_HOME else 0.0
    if is_at_home and context >= _CLEAR:
        return _REAL_AT_HOME
    if len(met) > 1 and len(word) >= _LONG:
        needed = _needed_in_pieces(undone, language, is_at_home=is_at_home)
        is_strange = context < _NEARLY and _is_among_others(undone, language)
        return _WITH_A_FREQUENT_ALONE if is_strange else needed
    if not _is_met(undone, language):
        return _NEVER
    is_edge, is_one = bool({left, right} & SIGNS), len(met) == 1
    if is_one and not is_at_home and context < (_CLEAR if is_edge else _ENOUGH):
        return _NEVER if is_edge else _LITTLE
    is_clear = is_one and is_at_home and context >= _ENOUGH
    return _REAL_AT_AN_EDGE if is_edge and not is_clear else _REAL


def _needed_in_pieces(undone: Undone, language: Language, *, is_at_home: bool) -> float:
    """Return what a word must gain where pieces of it are words by accident."""
    word, left, right = undone.near.word, undone.left, undone.right
    stands = is_at_home or language.stands_alone(left, word, right)
    stands = stands or len(word) >= _LONGER
    if stands or all(language.counts.count(one) < _FREQUENT for one in undone.met):
        return _REAL_IN_PIECES
    return _WITH_A_FREQUENT if _is_met(undone, language) else _WITH_A_FREQUENT_ALONE


def _is_among_others(undone: Undone, language: Language) -> bool:
    """Whether the word was never seen beside words that are known, on both sides."""
    beside = (undone.left, undone.right)
    words = not SIGNS & {*beside} and all(map(language.is_known, beside))
    return words and not _is_met(undone, language)


def _is_met(undone: Undone, language: Language) -> bool:
    word = undone.near.word
    return language.met(undone.left, word) or language.met(word, undone.right)


def _is_by_a_piece(undone: Undone, language: Language) -> bool:
    """Whether a short word beside may be what a name or a foreign word fell to."""
    return any(
        one not in SIGNS
        and len(one) <= _PIECE
        and language.counts.count(one) < _OF_PIECES
        for one in (undone.left, undone.right)
    )


def _is_known_name(undone: Undone, language: Language) -> bool:
    """Whether the right word is known for the name of a place that is called so."""
    seen = language.counts.pair(undone.left, undone.near.word)
    return undone.left not in SIGNS and seen >= _KNOWN_FOR


def _is_behind_a_foreign_word(undone: Undone, language: Language) -> bool:
    """Whether a foreign word may go on there (ฟังก์ชัน, ฟังก์ชันนัล)."""
    seen = language.counts.pair(undone.left, undone.near.word)
    return not seen and _SURELY_FOREIGN.search(undone.left) is not None


def _is_put_on(undone: Undone) -> bool:
    """Whether what stands there has only a mark more that foreign words and dialects have."""
    run, near = undone.reading.way.run, undone.near
    return run[near.start : near.end].translate(_PUT_ON) == near.word


def _is_spoken_otherwise(undone: Undone) -> bool:
    """Whether a dialect may have the word with another tone (ปี๋ใหม่เมือง)."""
    run, near = undone.reading.way.run, undone.near
    return _OTHERWISE_TONED.sub(r"\1", run[near.start : near.end]) == near.word


def _is_other_writing(undone: Undone, language: Language) -> bool:
    """Whether a foreign word is only written with another tone: people do as they please."""
    word = undone.near.word
    return (
        _is_toned(undone)
        and _FOREIGN.search(word) is not None
        and language.counts.count(word) < _OFTEN_READ
    )


def _is_toned(undone: Undone) -> bool:
    """Whether a tone is all that differs."""
    near = undone.near
    met = undone.reading.way.run[near.start : near.end]
    return met.translate(_TONES) == near.word.translate(_TONES)


def _may_be_compound(undone: Undone, language: Language) -> bool:
    """Whether a word stands as it does before another it is joined to.

    There it has no ์ and no ะ (แพทยศาสตร์, ศึกษา: แพทยศาสตรศึกษา).
    """
    run, near = undone.reading.way.run, undone.near
    joined = near.end < len(run) and near.word[-1] in "\u0e4c\u0e30"
    joined = joined and run[near.start : near.end] == near.word[:-1]
    return joined and not language.met(near.word, undone.right)
