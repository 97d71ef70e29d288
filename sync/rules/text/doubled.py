"""A word typed twice running, whatever word it is.

Two letters that stand twice tell nothing in Thai, which has no spaces between words.
Where a word ends with what the next begins with, the text is cut anew without it: how
much likelier it is then, by how words stand together in official prose, tells a word
typed twice from two that may follow one another (พื้นที่ที่, มาตรการการ).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.rules.text.counts import FIGURE, GAP
from sync.rules.text.language import Language
from sync.rules.text.reading import ThaiRun
from sync.rules.text.segment import is_cut, segmented

_KNOWN = 450
"""How often the prose has a short word that is judged: a piece of a name is rarer."""
_LONG = 6
"""Letters of a word that is met by no accident, or of several words said twice."""
_LONGEST = 24
_SHORTEST = 2
_ENOUGH, _ENOUGH_OF_A_PART = 7.0, 14.0
"""What the text must gain without a word, and without what is part of a longer one."""
_FREQUENT, _MAY_END, _AGAIN = 1000, 0.15, 7e-5
"""Of two words with a space between, the prose must have the word so often, so seldom
before a space, and so seldom on both sides of one: the next phrase may begin with
it."""
_BY_CHANCE = 0.007
"""So often by chance one phrase ends with a word and the next begins with it."""
_NEVER_ENDS = 0.005
"""A word that stands before a space less often than that ends nothing that is said."""
_TWO_WORDS, _OFTEN_AFTER = frozenset({"ที่", "ของ"}), 0.01
"""A place and which, a thing and of: each may follow the other (มีที่ที่นั่งได้), but not
after a word that has so often which or of behind it."""
_COUNTS = frozenset({FIGURE, "หลาย", "ทุก", "สอง", "สาม"})
_JOINING = frozenset({"และ", "หรือ", "กับ"})
_CHOICE = "หรือ"
_SAID_TWICE = ("ละ", "ๆ")
"""วันวันละ, ต่างต่าง ๆ: the second word belongs to what follows."""


@dataclass(frozen=True, slots=True)
class _Twice:
    """What ends at a place in a run and begins there again, or behind a space.

    ``left`` and ``right`` are the words around both, ``size`` its letters; ``rest`` is
    the text that is left with one of them.
    """

    left: Sequence[str]
    right: Sequence[str]
    size: int
    rest: str
    before: str
    after: str
    apart: bool

    @property
    def said(self) -> str:
        """Return what stands twice."""
        return "".join(self.right)[: self.size]


def doubled(
    text: str, readings: Sequence[ThaiRun], words: Language
) -> Iterator[tuple[int, int]]:
    """Find where a line says a word twice running."""
    done = 0
    for number, reading in enumerate(readings):
        beyond = readings[number + 1 : number + 2]
        for place, end, twice in _met(text, reading, beyond):
            start = place - twice.size
            after = text[end:].lstrip(" ")
            if (
                start >= done
                and not after.startswith(_SAID_TWICE)
                and _is_slip(twice, words)
            ):
                done = end
                yield start, end


def _met(
    text: str, reading: ThaiRun, beyond: Sequence[ThaiRun]
) -> Iterator[tuple[int, int, _Twice]]:
    """Yield where something stands twice: where it ends first, and at last."""
    run, words = reading.way.run, reading.words
    place = 0
    for number, word in enumerate(words[:-1], 1):
        place += len(word)
        for size in _sizes(run, place, run, place):
            rest = run[:place] + run[place + size :]
            around = (reading.before, reading.after, False)
            twice = _Twice(words[:number], words[number:], size, rest, *around)
            yield reading.start + place, reading.start + place + size, twice
    for other in beyond:
        if text[reading.end : other.start] != " ":
            return
        for size in _sizes(run, len(run), other.way.run, 0):
            rest = run + other.way.run[size:]
            around = (reading.before, other.after, True)
            twice = _Twice(words, other.words, size, rest, *around)
            yield reading.end, other.start + size, twice


def _sizes(run: str, place: int, beyond: str, begins: int) -> Iterator[int]:
    """Yield how many letters before a place stand again where something begins."""
    head = beyond[begins : begins + _SHORTEST]
    least = max(0, place - _LONGEST)
    start = run.rfind(head, least, place) if len(head) == _SHORTEST else -1
    while start >= 0:
        size = place - start
        if (
            size >= _SHORTEST
            and beyond.startswith(run[start:place], begins)
            and is_cut(run, start)
            and is_cut(beyond, begins + size)
        ):
            yield size
        start = run.rfind(head, least, start + 1) if start > least else -1


def _is_slip(twice: _Twice, words: Language) -> bool:
    """Whether what stands twice was typed twice, and is no end and beginning."""
    if twice.said.startswith(_CHOICE) and twice.said != _CHOICE:
        return False  # done or not (ทำหรือยังหรือยังไม่ได้ทำ)
    needed = _needed(twice, words)
    return needed is not None and _gain(twice, words) > needed


def _needed(twice: _Twice, words: Language) -> float | None:
    """Return what the text must gain without one of the two, if that may be a slip."""
    said, counts = twice.said, words.counts
    if not words.is_known(said):
        is_whole = _ends_with(twice.left, said) and _begins_with(twice.right, said)
        is_phrase = len(said) >= _LONG and not twice.apart
        return _ENOUGH_OF_A_PART if is_whole and is_phrase else None
    times = counts.count(said)
    is_piece = len(said) < _LONG and times < _KNOWN and said not in words.trade
    if said in counts.names or is_piece:
        return None
    ends = counts.pair(said, GAP) / max(1, times)
    ends_one = _ends_longer(twice.left, said, words)
    begins_one = _begins_longer(twice.right, said, ends, words)
    if twice.apart:
        is_rare = counts.again.get(said, 0) <= _AGAIN * times
        by_chance = ends * counts.pair(GAP, said) / max(1, times)
        is_joining = ends <= _MAY_END and by_chance <= _BY_CHANCE
        is_joining = is_joining and times >= _FREQUENT and is_rare
        is_counted = _is_counted(twice)
        is_apart = not (ends_one or begins_one or is_counted)
        return _ENOUGH if is_joining and is_apart else None
    if said in _TWO_WORDS and (ends_one or begins_one or not _belongs(twice, words)):
        return None
    if ends_one and begins_one:
        return _ENOUGH_OF_A_PART
    is_begun = ends > _MAY_END and (len(twice.left) == 1 or len(said) <= _SHORTEST)
    is_accident = (ends_one or begins_one or is_begun) and len(said) < _LONG
    return _ENOUGH_OF_A_PART if is_accident else _ENOUGH


def _is_counted(twice: _Twice) -> bool:
    """Whether the first is what was counted (3 ชั้น ชั้นแรก, หลายข้อ ข้อแรก)."""
    return [twice.before, *twice.left][-2] in _COUNTS


def _belongs(twice: _Twice, words: Language) -> bool:
    """Whether the word before often has what stands twice after it: it is no noun there."""
    before = [twice.before, *twice.left][-2]
    often = _OFTEN_AFTER * words.counts.count(before)
    return before != GAP and words.counts.pair(before, twice.said) > often


def _begins_longer(
    right: Sequence[str], said: str, ends: float, words: Language
) -> bool:
    """Whether the second of the two begins a longer word; ผู้แทน is two where ผู้ is one."""
    rest = right[0].removeprefix(said)
    return bool(rest) and not (ends <= _NEVER_ENDS and words.is_known(rest))


def _ends_with(words: Sequence[str], said: str) -> bool:
    """Whether the last words of several are what is said, and no part of a word is."""
    size, last = 0, len(words)
    while size < len(said) and last:
        last -= 1
        size += len(words[last])
    return size == len(said) and words[last] not in _JOINING


def _begins_with(words: Sequence[str], said: str) -> bool:
    size = count = 0
    while size < len(said) and count < len(words):
        size += len(words[count])
        count += 1
    return size == len(said) and words[count - 1] not in _JOINING


def _ends_longer(left: Sequence[str], said: str, words: Language) -> bool:
    """Whether the first of the two ends a longer word, such as ช่องทาง or ผู้ว่าการ."""
    if left[-1] != said:
        return True
    if said in _TWO_WORDS:  # and so it does where two words overlap (ยังคง, คงที่)
        run = "".join(left)
        longer = range(max(0, len(run) - _LONGEST), len(run) - len(said))
        return any(is_cut(run, at) and words.is_known(run[at:]) for at in longer)
    before = ""
    for word in left[-2:-4:-1]:
        before = word + before
        if words.is_known(before + said):
            return True
    return False


def _gain(twice: _Twice, words: Language) -> float:
    """Return how much likelier the text is with one of the two."""
    between = [GAP] if twice.apart else []
    old = [GAP, twice.before, *twice.left, *between, *twice.right, twice.after, GAP]
    once = segmented(twice.rest, words.known).words_to(len(twice.rest))
    new = [GAP, twice.before, *once, twice.after, GAP]
    return words.words.gain(old, new)
