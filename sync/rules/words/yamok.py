"""Rules on mai yamok, which says a word again: where its space is, and where it was lost."""

import re
from collections.abc import Iterator

from sync.memo import made_once
from sync.model.findings import Hit
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
_ALONE = re.compile(r"ต่าง(?![\u0e01-\u0e4e]|[\s\u200b]*[ฯๆ])")
_NOT_AGAIN = frozenset(("ส่วน", "ผล", "จุด", "ข้อ", "เห็น", "คิด"))
"""Words that ต่าง stands behind once: ส่วนต่าง is a difference, เห็นต่าง to differ."""
_OFTEN = 10
"""How often ต่าง was seen behind a word that it says all kinds of. Of 44 million letters of
official prose, in which it stood so 13 times without ๆ, each was a slip."""
_AROUND = 40
"""Letters on both sides that are cut into words."""


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
        before = thai_runs(text[max(0, start - _AROUND) : end], language.known)[
            -1
        ].words
        behind = thai_runs(text[end : end + _AROUND], language.known)
        is_torn = (
            bool(behind) and match[0] + behind[0].words[0] in language.known.chances
        )
        if before[-1] != match[0] or len(before) == 1 or is_torn:
            continue
        word = before[-2]
        if word not in _NOT_AGAIN and language.counts.pair(word, match[0]) >= _OFTEN:
            yield typed.hit("TRM016", start - len(word), end)
