"""Rules on typing and scanning errors.

None of them is an error that holds a document back: a word misspelt is for a person
to see. Thai has no spaces between words, so each rule knows a sign of its own.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sync.model import Heading, Hit, Plan
from sync.rules import letters
from sync.rules.known import Known
from sync.rules.near import BREAK, Slip, Speller, speller
from sync.rules.typed import (
    UNEVEN,
    Judged,
    Typed,
    is_running,
    typed_texts,
)
from sync.rules.wanted import any_of, confusions

_IMPOSSIBLE = (letters.TWO_MARKS, letters.BROKEN, letters.UNFINISHED, letters.STRAY)
_SILENT = "\u0e4c"
_WORD_ENDS = r"(?=[\s).,/;:”\"]|$|และ|หรือ|ของ|เพื่อ|ที่|ใน|ให้)"
_STANDING_ALONE = re.compile(r"(?<=[ \n])(?:ความ|การ|ผู้|และ\s+และ) (?=[\u0e01-\u0e46])")
_SAME_TWICE = re.compile(
    r"(?:(?<=\s)|^)([\u0e01-\u0e4e]{3,}) +\1(?=\s|$)", re.MULTILINE
)
_LEADING = re.compile(f"(?:{letters.LEAD}{letters.C}?|{letters.C})$")
_COUNT_TWICE = "จำนวน"
_ONE_SENTENCE = 300


def two_marks(plan: Plan, _known: Known) -> Iterator[Hit]:
    """A consonant bears one vowel and one tone; a second is typed by mistake."""
    yield from _each("SPL001", plan, letters.TWO_MARKS)


def broken_word(plan: Plan, known: Known) -> Iterator[Hit]:
    """A space inside a word: a line broken by a scanner and joined again.

    Certain where a syllable is torn apart, and inside a listed word.
    """
    for typed, slips in _read(plan, known):
        torn = [match.span() for match in letters.BROKEN.finditer(typed.plain)]
        for start, end in torn:
            yield _hit("SPL002", typed, start, end)
        for slip in slips:
            if slip.is_space and not _covered(torn, slip.start, slip.end):
                yield _hit("SPL002", typed, slip.start, slip.end)


def lost_letter(plan: Plan, _known: Known) -> Iterator[Hit]:
    """A syllable that wants another letter, such as a tone on a bare consonant."""
    for typed in typed_texts(plan):
        for match in letters.UNFINISHED.finditer(typed.plain):
            start, end = match.span()
            before = _LEADING.search(typed.plain, max(0, start - 3), start)
            yield _hit("SPL003", typed, before.start() if before else start, end)


def stray_letter(plan: Plan, _known: Known) -> Iterator[Hit]:
    """A vowel or mark without its consonant, or twice over: no Thai word has it."""
    yield from _each("SPL004", plan, letters.STRAY)


def wrong_tone(plan: Plan, _known: Known) -> Iterator[Hit]:
    """Mai tri and mai chattawa stand on middle consonants only (Royal Society)."""
    yield from _each("SPL005", plan, letters.WRONG_TONE)


def doubled_word(plan: Plan, known: Known) -> Iterator[Hit]:
    """A word typed twice running; a count in the target group has its own rule."""
    pattern = _doubled(known.lists.doubled, known.lists.spelling.frequent)
    for typed in typed_texts(plan):
        spans = [match.span() for match in _SAME_TWICE.finditer(typed.plain)]
        spans += [
            match.span()
            for match in pattern.finditer(typed.plain)
            if not _covered(spans, *match.span())
        ]
        for start, end in sorted(spans):
            has_own_rule = typed.passage.what is Heading.TARGET_GROUP
            if not (has_own_rule and typed.plain.startswith(_COUNT_TWICE, start)):
                yield _hit("SPL006", typed, start, end)


@lru_cache(maxsize=2)
def _doubled(words: tuple[str, ...], frequent: tuple[str, ...]) -> re.Pattern[str]:
    plain = [word.replace(BREAK, "") for word in frequent]
    return re.compile(
        f"(?P<spaced>{any_of(words)}) *(?P=spaced)"
        f"|(?<!ผู้)(?<!ผู้ให้)(?<!ผู้รับ)(?P<close>{any_of(plain)})(?P=close)"
    )


def misspelt(plan: Plan, known: Known) -> Iterator[Hit]:
    """A spelling from the list of words often misspelt or misread (words.toml)."""
    found = confusions(known.lists.spelling.confusions)
    for typed in typed_texts(plan):
        for wrong in found.met(typed.plain):
            yield _hit("SPL007", typed, wrong.start, wrong.end, right=wrong.right)


def one_slip(plan: Plan, known: Known) -> Iterator[Hit]:
    """A frequent word but for one letter: lost, doubled, swapped or misread."""
    for typed, all_slips in _read(plan, known):
        slips = [slip for slip in all_slips if not slip.is_space]
        slips += _silent_lost(typed, known)
        taken = _certain(typed, known) if slips else []
        for slip in slips:
            if not _covered(taken, slip.start, slip.end):
                taken.append((slip.start, slip.end))
                yield _hit("SPL008", typed, slip.start, slip.end, right=slip.word)


def _read(plan: Plan, known: Known) -> Iterator[tuple[Typed, Sequence[Slip]]]:
    """Give every text and the slips in it; two rules ask, and it is read once."""
    lists = known.lists.spelling
    words = speller(lists.frequent, lists.look_alikes, lists.right)
    return zip(typed_texts(plan), _slips(Judged(plan), words), strict=True)


@lru_cache(maxsize=1)
def _slips(judged: Judged, words: Speller) -> Sequence[Sequence[Slip]]:
    return tuple(_by_line(typed, words) for typed in typed_texts(judged.plan))


def _by_line(typed: Typed, words: Speller) -> Sequence[Slip]:
    slips: list[Slip] = []
    start = 0
    for line in typed.plain.split("\n"):
        slips += (
            replace(slip, start=start + slip.start, end=start + slip.end)
            for slip in _in_line(line, words)
        )
        start += len(line) + 1
    return slips


@lru_cache(maxsize=2048)  # plans repeat their lines, and are judged again and again
def _in_line(line: str, words: Speller) -> Sequence[Slip]:
    return tuple(words.slips(line))


def _silent_lost(typed: Typed, known: Known) -> Iterator[Slip]:
    """Words that end in a silent letter, without the mark that silences it."""
    for match in _silent(known.lists.spelling.frequent).finditer(typed.plain):
        yield Slip(*match.span(), f"{match[0]}{_SILENT}", is_space=False)


@lru_cache(maxsize=2)
def _silent(frequent: tuple[str, ...]) -> re.Pattern[str]:
    ends = [word.replace(BREAK, "")[:-1] for word in frequent if word.endswith(_SILENT)]
    return re.compile(f"(?:{any_of(ends)}){_WORD_ENDS}", re.MULTILINE)


def begun_twice(plan: Plan, known: Known) -> Iterator[Hit]:
    """A sentence that begins with ดังนั้น is answered before it can begin again."""
    for opening, answer in known.lists.connectives:
        for typed in typed_texts(plan):
            last = typed.plain.find(opening)
            while last >= 0:
                place = typed.plain.find(opening, last + len(opening))
                between = typed.plain[last:place]
                if 0 <= place - last <= _ONE_SENTENCE and answer not in between:
                    yield _hit("SPL010", typed, place, place + len(opening))
                last = place


def advised(plan: Plan, known: Known) -> Iterator[Hit]:
    """A common spelling for which the Royal Society gives another."""
    found = confusions(known.lists.spelling.advised)
    for typed in typed_texts(plan):
        for wrong in found.met(typed.plain):
            yield _hit("SPL011", typed, wrong.start, wrong.end, right=wrong.right)


def uneven(plan: Plan, _known: Known) -> Iterator[Hit]:
    """Letters that look right and are stored otherwise: searching misses them.

    Said once a cell; text taken out of a PDF is full of them.
    """
    for typed in typed_texts(plan):
        match = UNEVEN.search(typed.passage.text) if typed.starts else None
        if match and not (match["blank"] or match["invisible"]):
            yield Hit("SPL012", typed.passage.cell, match[0])


def standing_alone(plan: Plan, _known: Known) -> Iterator[Hit]:
    """การ and ความ begin a word and never stand by themselves before one."""
    yield from _each("SPL013", plan, _STANDING_ALONE, is_running)


def unknown_word(plan: Plan, known: Known) -> Iterator[Hit]:
    """A word that the dictionary does not have; only where PyThaiNLP is installed."""
    if known.unknown is None:
        return
    for typed in typed_texts(plan):
        spans = list(known.unknown(typed.plain))
        taken = _certain(typed, known) if spans else []
        for start, end in spans:
            if not _covered(taken, start, end):
                yield _hit("SPL014", typed, start, end)


def _each(
    code: str,
    plan: Plan,
    pattern: re.Pattern[str],
    wanted: Callable[..., bool] = lambda _passage: True,
) -> Iterator[Hit]:
    for typed in typed_texts(plan):
        if wanted(typed.passage):
            for match in pattern.finditer(typed.plain):
                yield _hit(code, typed, *match.span())


def _hit(code: str, typed: Typed, start: int, end: int, **facts: str) -> Hit:
    return Hit(code, typed.passage.cell, typed.found(start, end).strip(), facts)


def _certain(typed: Typed, known: Known) -> list[tuple[int, int]]:
    """Give the spans that a surer rule has already found."""
    spans = [
        match.span()
        for pattern in _IMPOSSIBLE
        for match in pattern.finditer(typed.plain)
    ]
    for listed in (known.lists.spelling.confusions, known.lists.spelling.advised):
        spans += [(w.start, w.end) for w in confusions(listed).met(typed.plain)]
    doubled = _doubled(known.lists.doubled, known.lists.spelling.frequent)
    return spans + [match.span() for match in doubled.finditer(typed.plain)]


def _covered(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other < end for other, other_end in spans)
