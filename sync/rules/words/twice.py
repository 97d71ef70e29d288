"""Rules on what is said twice: a word or a phrase typed again, a sentence begun again."""

import re
from collections.abc import Iterator

from sync.memo import made_once
from sync.model.findings import Hit
from sync.model.plan import Heading
from sync.rules.text.lines import line_begin, line_end
from sync.rules.text.names import is_of_a_firm, is_titled
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.patterns import any_of
from sync.rules.text.repeats import partly_twice
from sync.rules.text.wordlists import WordLists
from sync.rules.words.spelling import covered, judged

_SAME_TWICE = re.compile(
    r"(?:(?<=\s)|^)(?P<word>[\u0e01-\u0e4e]{3,}+)(?P<more>(?: (?P=word))+)(?=\s|$)",
    re.M,
)
_PHRASE_TWICE = re.compile(
    r"(?P<phrase>(?:มี|ให้|เพื่อ|ความ|การ|เป็น|โดย|และ|ได้)[\u0e01-\u0e4e]{7,40}) (?P=phrase)(?=\s|$)",
    re.M,
)
"""A phrase that ends what is said, and is said again whole, alone: one was left over."""
_QUALITY_TWICE = re.compile(
    r"(?P<quality>ความ[\u0e01-\u0e4e]{3,24}|[\u0e01-\u0e4e]{2,12}(?:ภาพ|ธรรม|ภิบาล|สิทธิผล)) ?(?:และ|หรือ)(?P=quality)(?=[\s.,)]|$|ใน|ของ|ต่อ)"
)
"""What a list has twice; of people and bodies the second may be another (หน่วยงานและหน่วยงานในสังกัด)."""
_SPOKEN_LETTERS = frozenset(
    ("เอฟ", "เอช", "เอ็น", "เอ็ม", "เอส", "แอล", "อาร์", "เอ็กซ์", "วาย", "แซด", "คิว")
)
"""Firms are called by them, be it twice the same."""
_COUNT_TWICE = "จำนวน"
_ONE_SENTENCE = 300


def doubled_word(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A word typed twice running; a count in the target group has its own rule."""
    met = [
        match.span()
        for match in _SAME_TWICE.finditer(typed.plain)
        if len(match["more"]) == len(match["word"]) + 1  # three times is a name
        and match["word"] not in _SPOKEN_LETTERS
        and not is_titled(typed.plain, match.start())
        and not _is_heading(typed.plain, match)
        and not _is_counted(typed.plain, match)
    ]
    any_twice = (_joining_twice(lists), _office_twice(lists))
    for twice in (*any_twice, _PHRASE_TWICE, _QUALITY_TWICE):
        met += [match.span() for match in twice.finditer(typed.plain)]
    spans: list[tuple[int, int]] = []
    for span in (*met, *judged(typed, lists).doubled):
        if not covered(spans, *span):
            spans.append(span)
    for start, end in sorted(spans):
        has_own_rule = typed.passage.what is Heading.TARGET_GROUP
        is_count = has_own_rule and typed.plain.startswith(_COUNT_TWICE, start)
        if not (is_count or is_of_a_firm(typed.plain, start)):
            yield typed.hit("SPL006", start, end)


def _is_heading(text: str, twice: re.Match[str]) -> bool:
    """Whether words begin an item, and the sentence after them begins with them."""
    start = line_begin(text, twice.start())
    goes_on = text[twice.end() : line_end(text, twice.end())].strip()
    is_phrase = len(twice["word"]) >= _PHRASE
    return (
        bool(goes_on)
        and is_phrase
        and bool(_MARKER.fullmatch(text, start, twice.start()))
    )


def _is_counted(text: str, twice: re.Match[str]) -> bool:
    """Whether what was counted goes on to be told of (นาน 6 เดือน เดือน สิงหาคม)."""
    goes_on = text[twice.end() : line_end(text, twice.end())].strip()
    return bool(goes_on) and text[: twice.start()].rstrip()[-1:].isdigit()


_PHRASE = 12
_MARKER = re.compile(r"[-•\s]*(?:\(?[๐-๙0-9.]+\)?)?\s*")


@made_once
def _joining_twice(lists: WordLists) -> re.Pattern[str]:
    """Words that join what is said, twice with a space: neither ends a phrase."""
    return re.compile(f"(?P<word>{any_of(lists.doubled)})[ \n]+(?P=word)")


@made_once
def _office_twice(lists: WordLists) -> re.Pattern[str]:
    """What an office is by law, a part of it twice (องค์การการบริหารส่วนตำบล)."""
    return partly_twice(name for kind in lists.offices for name in kind.names)


def begun_twice(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A sentence that begins with ดังนั้น is answered before it can begin again."""
    for opening, answer in lists.connectives:
        last = typed.plain.find(opening)
        while last >= 0:
            place = typed.plain.find(opening, last + len(opening))
            between = typed.plain[last:place]
            if 0 <= place - last <= _ONE_SENTENCE and answer not in between:
                yield typed.hit("SPL010", place, place + len(opening))
            last = place
