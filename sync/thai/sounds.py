"""Letters of one sound: who writes by ear takes one for another.

Sources: The International Journal of the Royal Society of Thailand XIII (2021), “The Thai
Writing System”, table 7 (first letters of one sound), here without those that bear
another tone; the Royal Institute's table of transcription into Roman letters (1999), by
which last letters sound alike, and รร as ั or ัน, ำ as ัม, ไ and ใ as ัย, ฤ as รึ or ริ;
the tones by class of consonant, https://pasaa.nl/thai-script/consonant-class-chart, and
ห before low ones, https://www.activethai.com (both 2026-11-30).
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


_FALLING = (
    *zip("คชซทธพภฟ", "ขฉสถถผผฝ", strict=True),
    *((one, f"ห{one}") for one in "งญนมยรลว"),
)
"""What begins a syllable in a falling tone: low consonants with mai ek, high ones with
mai tho, be they high only behind ห."""


def _otherwise() -> Iterator[tuple[str, str]]:
    """Yield letters, and others of the same sound."""
    both = [("รร", "\u0e31น"), ("ำ", "\u0e31ม"), ("ฤ", "ร\u0e34"), ("ฤ", "ร\u0e36")]
    for one in _CONSONANTS:
        both += ((f"{ai}{one}", f"{one}\u0e31ย") for ai in "ใไ")
        both.append((f"ไ{one}ย", f"{one}\u0e31ย"))
        both.append((f"รร{one}", f"\u0e31{one}"))
    for low, high in _FALLING:
        for vowel in ("", *"\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39"):
            both.append((f"{low}{vowel}\u0e48", f"{high}{vowel}\u0e49"))
    yield from both
    yield from ((other, one) for one, other in both)


OTHERWISE = tuple(_otherwise())
"""What is written so, and otherwise: รร before a last letter as ั, else as ัน."""

SILENCED = "\u0e4c"
"""Stands above a letter that is not heard."""
SILENT = re.compile(f"(?<=.)[ก-ฮ][\u0e34\u0e38]?{SILENCED}")
"""A letter of a word that is not heard, with the vowel that it may bear."""
