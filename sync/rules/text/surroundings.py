"""What a spelling that is a mistake may be part of all the same: a word, a name, a quotation."""

import re

from sync.rules.text.language import Language
from sync.rules.text.lines import line_begin, line_end
from sync.rules.text.reading import ThaiRun, thai_runs

_SHORT = 3
_FREQUENT = 1000
"""Words counted so often make sentences."""
_LONGEST_NAME = 20
"""Letters of a family name, or of a first."""


_MISSPELT = re.compile("(?:เขียน|สะกด|พิมพ์)(?:คำ)?ผิด")
_IN_QUOTES = "[“‘][^”’\n]*"
_OPENING, _CLOSING = "[“‘\"']", "[”’\"']"


def is_mentioned(text: str, spelt: str, right: str) -> bool:
    """Whether a text speaks of a spelling, which it quotes.

    It quotes the right one as well, or says of what it quotes that it is misspelt.
    """
    quoted = (f"{_OPENING}{re.escape(one)}{_CLOSING}" for one in (spelt, right))
    if all(re.search(one, text) for one in quoted):
        return True
    is_told = _MISSPELT.search(text) is not None
    return is_told and bool(re.search(f"{_IN_QUOTES}{re.escape(spelt)}", text))


def is_of_others(text: str, start: int, end: int, words: Language) -> bool:
    """Whether what stands from ``start`` to ``end`` is part of a word or of a name."""
    begins = line_begin(text, start)
    line = text[begins : line_end(text, start)]
    runs = thai_runs(line, words.known)
    span = start - begins, end - begins
    return any(
        any(_cuts_word(run, place, span, words) for place in span)
        or _is_family_name(line, runs[max(0, number - 1)], run, span, words)
        for number, run in enumerate(runs)
        if run.start <= span[0] < run.end
    )


def _cuts_word(run: ThaiRun, cut: int, span: tuple[int, int], words: Language) -> bool:
    """Whether a place is inside a common word.

    นิติบุคคลกรณี is no บุคคลกร, and บิณฑบาตรอบบ้าน no บิณฑบาตร. A word with all of the span
    in it that official prose never has is no witness: dictionaries have ความผูกพันธ์.
    """
    place = run.start
    for word in run.words:
        if place < cut < place + len(word):
            is_in_it = place <= span[0] and span[1] <= place + len(word)
            if is_in_it and not words.counts.count(word):
                return False
            is_frequent = words.counts.count(word) >= _FREQUENT
            return is_frequent or (len(word) > _SHORT and words.is_common(word))
        place += len(word)
    return False


def _is_family_name(
    line: str, before: ThaiRun, run: ThaiRun, span: tuple[int, int], words: Language
) -> bool:
    """Whether a run may be a family name, and the one before it a first name.

    Both have words that are known for names, or for nothing.
    """
    between = line[before.end : run.start]
    is_pair = before is not run and bool(between) and not between.strip()
    if not is_pair or max(len(before.way.run), len(run.way.run)) > _LONGEST_NAME:
        return False
    everywhere = before.start, before.start
    return _has_name(before, everywhere, words) and _has_name(run, span, words)


def _has_name(run: ThaiRun, span: tuple[int, int], words: Language) -> bool:
    """Whether a run has words for names outside a span, and none that sentences have."""
    place, start, end = run.start, *span
    outside = []
    for word in run.words:
        if place + len(word) <= start or place >= end:
            outside.append(word)
        place += len(word)
    names = words.counts.names
    is_said = any(
        word not in names and words.counts.count(word) >= _FREQUENT for word in outside
    )
    is_odd = any(len(word) > 1 and not words.is_common(word) for word in outside)
    return is_odd and not is_said
