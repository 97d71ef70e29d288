"""Words in Latin letters that one slip inside makes of a word that official prose has often.

Names are met there once, so the other word is asked about and not said to be right.
"""

import re
from collections.abc import Iterator, Mapping

from sync.rules.text.reading import Slip
from sync.rules.text.whole_words import WholeWords, whole_words

_WORD = re.compile(
    r"(?<![A-Za-z0-9@/.&_'’-])[A-Za-z][A-Za-z]{5,}(?![A-Za-z0-9@/&_'’-]|\.[A-Za-z])"
)
"""Six letters or more; addresses, models and names with a hyphen are none."""
_OFTEN = 6
"""Articles that have a word which others are taken for a slip of."""


def often_met(articles: Mapping[str, int]) -> WholeWords:
    """Make the words ready that others may be a slip of, by how many articles have each."""
    often = (word for word, times in articles.items() if times >= _OFTEN)
    return whole_words(often, (), {})


def latin_slips(
    text: str, articles: Mapping[str, int], often: WholeWords
) -> Iterator[Slip]:
    """Find the words of a line that no article has, and that are one slip from a frequent one.

    Where the first letter differs, or the last, it is another word or a form of it.
    """
    for met in _WORD.finditer(text):
        word = met[0].lower()
        if word in articles:
            continue
        right = max(
            (other for other in often.like(word) if _is_one_slip(word, other, often)),
            key=lambda other: (articles[other], other),
            default="",
        )
        if right:
            yield Slip(*met.span(), _written_as(met[0], right), is_unsure=True)


def _is_one_slip(word: str, other: str, often: WholeWords) -> bool:
    is_inside = word[0] == other[0] and word[-1] == other[-1]
    return is_inside and often.rarity(word, other) is not None


def _written_as(met: str, right: str) -> str:
    """Return a word with capital letters where another one has them."""
    if met.isupper():
        return right.upper()
    return right.capitalize() if met[0].isupper() else right
