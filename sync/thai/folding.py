"""One folding, so that the same Thai name typed in two ways is one key.

Only for comparing: people's text stays as typed. Never NFKC, which breaks SARA AM
(U+0E33) into two characters. Facts measured on real plans: NFC neither composes
NIKHAHIT + SARA AA nor puts a tone mark after its vowel, so both are done here.
"""

import re
import unicodedata
from collections.abc import Iterator

from sync.thai.digits import to_arabic
from sync.thai.spaces import even_spaces

_SPLIT_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_SPLIT_AM_TONE = re.compile("([\u0e48-\u0e4b])\u0e4d\u0e32")
_AA_TONE = re.compile("([\u0e30\u0e32])([\u0e48-\u0e4b])")
_TONE_FIRST = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a])")
_AM_TONE = re.compile("\u0e33([\u0e48-\u0e4b])")
_REPEATED_MARK = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
_UNSETTLED = re.compile(
    "([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1|[\u0e30\u0e32\u0e33][\u0e48-\u0e4b]"
    "|[\u0e48-\u0e4c][\u0e31\u0e34-\u0e3a]|\u0e4d[\u0e48-\u0e4b]?\u0e32|เเ"
)
"""Where any of these, or of two SARA E, has something to do: hardly anywhere."""
_ANY_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_SPACES = re.compile(r"\s+")

_WINDOWS = (
    "ฐ\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
    "ญ\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
_MACINTOSH = (
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e48\u0e48\u0e48\u0e49\u0e49\u0e49\u0e4a\u0e4a\u0e4a"
    "\u0e4b\u0e4b\u0e4b\u0e4c\u0e4c\u0e4c\u0e4dญ\u0e38\u0e39\u0e3aฐ"
)
PRIVATE = {
    **{0xF700 + place: char for place, char in enumerate(_WINDOWS)},
    **{0xF884 + place: char for place, char in enumerate(_MACINTOSH)},
}
"""Letters of older fonts, drawn for their place in a cluster, and what they are.

The numbers of Windows and of Macintosh fonts, as HarfBuzz has them in
``hb-ot-shaper-thai.cc`` (github.com/harfbuzz/harfbuzz, read on 2026-11-28).
"""

_PRIVATE_AREA = re.compile("[\uf700-\uf71a\uf884-\uf89e]")

OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""What a terminal or a reader of logs does something about, instead of showing it."""


def clean(text: str) -> str:
    """Drop what cannot be seen, squeeze spaces; for text that is shown again."""
    return _SPACES.sub(" ", even_spaces(text)).strip()


def fold(text: str) -> str:
    """Return the key of a text: two spellings that look the same are equal."""
    folded = even_spaces(unicodedata.normalize("NFC", text))
    if _PRIVATE_AREA.search(folded):
        folded = folded.translate(PRIVATE)
    folded = settle(folded)
    folded = _SPACES.sub(" ", to_arabic(folded)).replace(" ๆ", "ๆ")
    return folded.strip().casefold()


def settle(text: str) -> str:
    """Put the marks of each cluster in the order in which they are typed, each once."""
    return in_order(without_repeated(text)) if _UNSETTLED.search(text) else text


def without_repeated(text: str) -> str:
    """Return each mark of a cluster once."""
    return _REPEATED_MARK.sub("\\1", text)


def without_marks(text: str) -> str:
    """Return the letters of a text alone, the same wherever its marks have gone."""
    return _ANY_MARK.sub("", text)


def in_order(text: str) -> str:
    """Put the marks of each cluster in the order in which they are typed."""
    ordered = _SPLIT_AM_TONE.sub("\\1\u0e33", text)
    ordered = _SPLIT_AM.sub("\\1\u0e33", ordered)
    ordered = _AM_TONE.sub("\\1\u0e33", ordered)
    ordered = _AA_TONE.sub("\\2\\1", ordered)
    ordered = _TONE_FIRST.sub("\\2\\1", ordered)
    return ordered.replace("เเ", "แ")


def key(text: str) -> str:
    """Fold a name and take out its spaces and quotation marks.

    Thai has no spaces between words, so a name split over two lines or joined again
    is the same name.
    """
    return re.sub("[\\s“”\"'‘’]+", "", fold(text))


def says_something(text: str) -> bool:
    """Whether people typed a word: at least two letters that can be seen, but no crosses."""
    return sum(kind == "L" for kind in _kinds(text)) > 1


def only_signs(text: str) -> bool:
    """Whether a text is empty, or has but signs that hold a place: dots, lines, crosses."""
    return not any(kind in "LN" for kind in _kinds(text))


def _kinds(text: str) -> Iterator[str]:
    for char in _CROSSES.sub("", text):
        if char not in _BLANK_LETTERS:
            yield unicodedata.category(char)[0]


_CROSSES = re.compile(r"(?<![^\W\d_])[xX]+(?![^\W\d_])")

_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
"""Fillers that count as letters and show nothing."""


def visible(text: str) -> str:
    """Return a text that a terminal or a log shows, and does not obey.

    Lines and tabs stay; escapes, other controls, and marks that turn the direction of
    writing are shown as U+FFFD.
    """
    return OBEYED.sub("\ufffd", text)


def width(text: str) -> int:
    """Count the columns a text takes: marks above and below take none."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
        if unicodedata.category(char) not in {"Mn", "Me", "Cf", "Cc"}
    )


def shorten(text: str, columns: int) -> str:
    """Cut a text to a width, with an ellipsis, never inside a cluster.

    Args:
        text: of any length.
        columns: how wide it may be: a mark above or below takes none.
    """
    kept = taken = 0
    for place, char in enumerate(text, 1):
        taken += width(char)
        if taken > columns or place > columns * LETTERS_A_COLUMN:
            return text[:kept].rstrip() + "…"
        is_whole = place == len(text) or width(text[place]) > 0
        if taken < columns and is_whole:
            kept = place
    return text


LETTERS_A_COLUMN = 4
"""Letters that stand in one column at most: a consonant and three marks."""
