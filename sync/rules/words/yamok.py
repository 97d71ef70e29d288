"""Rules on mai yamok, which says a word again: where its space is, and where it was lost."""

import re
from collections.abc import Iterator, Sequence

from sync.memo import made_once
from sync.model.findings import Hit
from sync.rules.text.counts import GAP, WordCounts
from sync.rules.text.language import Language
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.patterns import any_of
from sync.rules.text.reading import thai_runs
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.rules.words.spelling import language_of

_YAMOK = re.compile("[\u0e01-\u0e45\u0e47-\u0e4e]ๆ")
_LAST_WORD = re.compile(
    "[\u0e40-\u0e44]?[\u0e01-\u0e2e][^\u0e01-\u0e2eๆ\\s]*[\u0e01-\u0e2e]?[\u0e31-\u0e3a\u0e47-\u0e4e]*$"
)
_ALONE = re.compile(r"ต่าง(?![\u0e01-\u0e4e]|[\s\u200b.–-]*[ฯๆ])")
_OFTEN, _MOSTLY = 10, 0.9
"""How often ต่าง was seen behind a word that it says all kinds of, and how much of that with
no word behind it: ส่วนต่าง is a difference, and คนต่าง goes on. Of 44 million letters of
official prose, in which it stood so 13 times without ๆ, each was a slip."""
_GOES_ON = 15
"""How often a word was seen behind ต่าง that it goes on with, though a space is between."""
_AROUND = 40
"""Letters on both sides that are cut into words."""
_EACH = "ทุก"
"""Each of some does a thing: ทุกหน่วยงานต่าง."""


@only_with("ๆ")
def yamok_without_space(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """Mai yamok stands between spaces: “ต่าง ๆ” (Royal Society, spacing). Once a cell."""
    match = _YAMOK.search(typed.plain)
    if match:
        end = match.end()
        listed = _repeated(lists).search(typed.plain, max(0, end - 10), end)
        word = listed or _LAST_WORD.search(typed.plain, max(0, end - 8), end - 1)
        start = word.start() if word else match.start()
        yield typed.hit("TRM001", start, end)


@made_once
def _repeated(lists: WordLists) -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(lists.repeated)})ๆ")


def lost_yamok(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """Things of all kinds are ต่าง ๆ; ต่าง by itself is to differ, and stands behind few words."""
    language, text = language_of(lists), typed.plain
    for match in _ALONE.finditer(text):
        start, end = match.span()
        *before, last = _words(text[max(0, start - _AROUND) : end], language)[-1]
        behind = _words(text[end : end + _AROUND], language)
        goes_on = bool(behind) and _goes_on(match[0], behind[0][0], language)
        if last != match[0] or not before or _EACH in before[-3:] or goes_on:
            continue
        if _is_of_all_kinds(before[-1], last, language.counts):
            yield typed.hit("TRM016", start - len(before[-1]), end)


def _words(text: str, language: Language) -> Sequence[Sequence[str]]:
    """Return the words of each run of a text."""
    return [run.words for run in thai_runs(text, language.known)]


def _goes_on(word: str, behind: str, language: Language) -> bool:
    """Whether two words are one that a space has torn, or belong together."""
    is_torn = word + behind in language.known.chances
    return is_torn or language.counts.pair(word, behind) >= _GOES_ON


def _is_of_all_kinds(word: str, last: str, counts: WordCounts) -> bool:
    times = counts.pair(word, last)
    return times >= _OFTEN and counts.triple(word, last, GAP) >= _MOSTLY * times
