"""Letters of one sound: who writes by ear takes one for another.

Sources: The International Journal of the Royal Society of Thailand XIII (2021), “The Thai
Writing System”, table 7 (first letters of one sound), here without those that bear
another tone; the Royal Institute's table of transcription into Roman letters (1999), by
which last letters sound alike, and รร as ั or ัน, ำ as ัม, ไ and ใ as ัย, ฤ as รึ or ริ.
"""

import re
from collections.abc import Iterator

FIRST = ("คฆ", "ซศษส", "ญย", "ดฎ", "ตฏ", "ถฐ", "ทธฑฒ", "ณน", "พภ", "รลฬ")
"""Consonants that begin a syllable with one sound; ร is said as ล."""
LAST = ("กขคฆ", "จชซฎฏฐฑฒดตถทธศษส", "ญณนรลฬ", "บปพฟภ")
"""Consonants that end one with one sound."""
INDIC = frozenset("ฆฌฎฏฐฑฒณธภศษฬ")
"""Consonants of Pali and Sanskrit words, which no other foreign word is written with."""

_CONSONANTS = tuple(map(chr, range(0x0E01, 0x0E2F)))


def _otherwise() -> Iterator[tuple[str, str]]:
    """Yield letters, and others of the same sound."""
    both = [("รร", "\u0e31น"), ("ำ", "\u0e31ม"), ("ฤ", "ร\u0e34"), ("ฤ", "ร\u0e36")]
    for one in _CONSONANTS:
        both += ((f"{ai}{one}", f"{one}\u0e31ย") for ai in "ใไ")
        both.append((f"ไ{one}ย", f"{one}\u0e31ย"))
        both.append((f"รร{one}", f"\u0e31{one}"))
    yield from both
    yield from ((other, one) for one, other in both)


OTHERWISE = tuple(_otherwise())
"""What is written so, and otherwise: รร before a last letter as ั, else as ัน."""

SILENCED = "\u0e4c"
"""Stands above a letter that is not heard."""
SILENT = re.compile(f"(?<=.)[ก-ฮ][\u0e34\u0e38]?{SILENCED}")
"""A letter of a word that is not heard, with the vowel that it may bear."""
