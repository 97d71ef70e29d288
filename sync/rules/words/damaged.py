"""Rules on text that was damaged on its way into a cell: stored otherwise, out of a PDF.

Said once a cell, and of a whole word with the one that was meant: a mark alone tells
nobody what to look for.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sync.model.findings import Hit
from sync.rules.text import syllables
from sync.rules.text.language import Language
from sync.rules.text.lines import line_begin, line_end
from sync.rules.text.normalized import UNEVEN, NormalizedText
from sync.rules.text.segment import RUN, segmented
from sync.rules.text.wordlists import WordLists
from sync.rules.words.spelling import covered, hit_of, language_of, left_slips

_AM, _AA = "\u0e33", "\u0e32"
_PRIVATE = re.compile("[\u0e01-\u0e4e][\uf700-\uf71a\uf884-\uf89e]")
"""A letter with a mark that only fonts have; it may be drawn as a box."""
_TORN = re.compile(f"(?P<before>{syllables.C}{syllables.TONE}?) {_AA}")
_THAI = "[\u0e01-\u0e4e]"
_FOREIGN = "[\u0400-\u065f\u066e-\u06ef\u06fa-\u0965\u0970-\u0dff\u0e81-\u0ec6\u0f40-\u17df\u1820-\u18aa\u3041-\u318e\u3400-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\uff66-\uff9d]"
"""Letters from Cyrillic to Hangul; Greek ones are signs of measures, and digits are folded."""
_MIXED = re.compile(f"(?<={_THAI}){_FOREIGN}+|{_FOREIGN}+(?={_THAI})")
_MANY = 2
"""So many signs make a text one that was copied out of a PDF."""
_TO_MEND_ONE_BY_ONE = 4
"""Signs in a cell that are still told each by itself."""
_MARK = re.compile(syllables.MARK)


def uneven(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """Letters that look right and are stored otherwise: searching misses them.

    Said once a cell; text taken out of a PDF is full of them.
    """
    spans = [span for span in _uneven(typed) if not _is_impossible(typed, span)]
    if spans and not _PRIVATE.search(typed.passage.text):
        yield _example("SPL012", typed, spans[0], len(spans), lists)


def foreign_letters(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """Letters of a script that no Thai word is written in stand right at Thai ones.

    A program that writes or translates leaves a word in another language; who writes a
    foreign name sets it apart. In 44 million letters of official prose there is none.
    """
    for match in _MIXED.finditer(typed.plain):
        yield typed.hit("SPL020", *match.span())


def from_pdf(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """Text copied out of a PDF: marks as older fonts draw them, late or left out, SARA AM torn.

    Said once a cell, with what to do: to put it right letter by letter is no work for
    people.
    """
    spans = _uneven(typed)
    drawn = list(_PRIVATE.finditer(typed.passage.text)) if spans else []
    if drawn:
        begins = [_even(typed, match.start(), match.end()) for match in drawn]
        yield _example("SPL015", typed, begins[0], len(drawn), lists)
        return
    slips = sorted(left_slips(typed, lists), key=lambda slip: slip.is_unsure)
    hits = [(slip, hit_of(slip, typed)) for slip in slips]
    lost = [hit for _, hit in hits if is_sign(hit)]
    taken = [(slip.start, slip.end) for slip, hit in hits if is_sign(hit)]
    torn = [
        match
        for match in _TORN.finditer(typed.plain)
        if not covered(taken, *match.span())
    ]
    count = len(lost) + len(torn)
    if not count or count + len(spans) < _MANY:
        yield from _without_marks(typed, [hit for _, hit in hits], len(spans), lists)
    elif lost:
        facts = {**lost[0].facts, "count": str(count + len(spans))}
        yield Hit("SPL015", typed.passage.cell, lost[0].found, facts)
    else:
        yield _torn(typed, torn[0], count + len(spans), lists)


def _without_marks(
    typed: NormalizedText, slips: Sequence[Hit], uneven: int, lists: WordLists
) -> Iterator[Hit]:
    """Tell of a text that has lost many marks, or has many behind the next letter.

    ``uneven`` are those besides that are stored otherwise.
    """
    late = [*syllables.UNFINISHED.finditer(typed.plain)]
    late += syllables.STRAY.finditer(typed.plain)
    lost = [hit for hit in slips if _lacks_marks(hit)]
    count = len(late) + len(lost) + uneven
    if count < _MANY_MARKS or count * _LETTERS_OF_A_MARK < len(typed.plain):
        return
    if lost:
        facts = {**lost[0].facts, "count": str(count)}
        yield Hit("SPL015", typed.passage.cell, lost[0].found, facts)
        return
    words, meant = language_of(lists), _LATE.sub(_put_back, typed.plain)
    for match in sorted(late, key=lambda met: met.start())[:_MOST_LOOKED_AT]:
        start, end = _word(meant, *match.span(), words)
        if words.is_known(right := meant[start:end]):
            yield typed.hit("SPL015", start, end, right=right, count=str(count))
            return


_LATE = re.compile(
    f"({syllables.C}{syllables.MARK}?)([\u0e01-\u0e2e\u0e32])({syllables.MARK})"
)
"""A mark that stands behind the letter after its own (บรหิาร for บริหาร)."""
_MANY_MARKS, _LETTERS_OF_A_MARK = 4, 40
"""So many marks, one in so many letters, are more than a hand forgets."""
_MOST_LOOKED_AT = 20
"""Marks among which one is sought that is of a known word: a cell may be full of them."""


def _put_back(match: re.Match[str]) -> str:
    return match[1] + match[3] + match[2]


def _lacks_marks(hit: Hit) -> bool:
    """Whether a word has lost marks, or has others in their place, and nothing else."""
    right = hit.facts.get("right", "")
    return _MARK.sub("", hit.found) == _MARK.sub("", right)


def is_sign(hit: Hit) -> bool:
    """Whether a slip is one that a PDF leaves: SARA AM lost, or a space for a mark."""
    right = hit.facts.get("right", "")
    if _AM in right and _AM not in hit.found:
        return True
    return (
        " " in hit.found and len(hit.found) == len(right) and bool(_MARK.search(right))
    )


def told_by_pdf(hit: Hit) -> bool:
    """Whether a cell has so many signs that they are told in one finding, not each."""
    return hit.rule == "SPL015" and int(hit.facts["count"]) > _TO_MEND_ONE_BY_ONE


def _uneven(typed: NormalizedText) -> list[tuple[int, int]]:
    """Return where the even text has what was typed otherwise."""
    if not typed.starts:
        return []
    return [
        _even(typed, *match.span()) for match in UNEVEN.finditer(typed.passage.text)
    ]


def _is_impossible(typed: NormalizedText, span: tuple[int, int]) -> bool:
    """Whether two marks stand there as well: it does not look right, and is told as that."""
    met = syllables.TWO_MARKS.finditer(typed.plain)
    return covered([match.span() for match in met], *span)


def _even(typed: NormalizedText, start: int, end: int) -> tuple[int, int]:
    """Return where the even text has a span of what was typed."""
    return bisect_left(typed.starts, start), bisect_left(typed.starts, end)


def _example(
    code: str,
    typed: NormalizedText,
    span: tuple[int, int],
    count: int,
    lists: WordLists,
) -> Hit:
    """Return a hit at the word that a span of the even text is of."""
    start, end = _word(typed.plain, *span, language_of(lists))
    facts = {"right": typed.plain[start:end], "count": str(count)}
    return typed.hit(code, start, end, **facts)


def _torn(
    typed: NormalizedText, match: re.Match[str], count: int, lists: WordLists
) -> Hit:
    """Return a hit at a word with a space before its SARA AA.

    What was lost there is told by which word is the most common.
    """
    words = language_of(lists)
    best = (-1, 0, 0, "")
    for lost in (_AM, f"\u0e49{_AA}", f"\u0e48{_AA}"):
        meant = f"{match['before']}{lost}"
        mended = typed.plain[: match.start()] + meant + typed.plain[match.end() :]
        stop = match.start() + len(meant)
        start, end = _word(mended, match.start(), stop, words)
        word = mended[start:end]
        shorter = match.end() - stop
        best = max(best, (words.counts.count(word), start, end + shorter, word))
    _, start, end, word = best
    return typed.hit("SPL015", start, end, right=word, count=str(count))


def _word(text: str, start: int, end: int, words: Language) -> tuple[int, int]:
    """Return the span of the words that a span of a text touches."""
    first, last = start, end
    for run in RUN.finditer(text, line_begin(text, start), line_end(text, end)):
        if run.start() >= end:
            break
        if run.end() <= start:
            continue
        place = run.start()
        for word in segmented(run[0], words.known).words_to(len(run[0])):
            if place < end and place + len(word) > start:
                first, last = min(first, place), max(last, place + len(word))
            place += len(word)
    return first, last
