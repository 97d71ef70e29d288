"""Thai as a PDF gives it back, put right where what was meant is certain.

A PDF holds glyphs in the order they are drawn. Copied out of it, marks are characters
of the private area, SARA AM is two characters or has lost one to a space, and spaces
stand where no Thai word can be cut. A mark, and a vowel that follows its consonant,
never begin a word: what stands between them and the consonant is damage.
"""

import re
from dataclasses import dataclass

from sync.thai.folding import PRIVATE, in_order, without_repeated
from sync.thai.lost_am import has_lost_am, with_am
from sync.thai.spaces import even_spaces

_CONSONANT = "ก-ฮ"
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TONE = "\u0e48-\u0e4b"
_GAP = " \u00a0\u2000-\u200d\u202f\u2060\u3000\ufeff\u00ad\u25cc"
"""Spaces, what has no width, and the circle that a mark without a letter is drawn on."""

_BREAK = rf"(?:[{_GAP}]|\n(?!\n\n)){{1,8}}"
"""A line may have been broken there, and an empty line put between any two."""

_BEFORE_MARK = re.compile(rf"(?<=[{_CONSONANT}{_MARK}ะาำ]){_BREAK}(?=[{_MARK}])")
_BEFORE_VOWEL = re.compile(rf"(?<=[{_CONSONANT}{_MARK}]){_BREAK}(?=[ะำ])")
_AM_IN_TWO = re.compile(rf"\u0e4d([{_TONE}]?){_BREAK}\u0e32")
_LOST = re.compile(rf"(?<=[{_CONSONANT}])([{_TONE}]?)({_BREAK})\u0e32")
_LOST_UNDER_TONE = re.compile(rf"(?<=[{_CONSONANT}]){_BREAK}([{_TONE}])\u0e32")
_BEFORE_TONED = re.compile(rf"(?<=[{_CONSONANT}]){_BREAK}(?=\u0e32[{_TONE}])")
_SPACED_MARK = re.compile(rf"[{_CONSONANT}]{_BREAK}[{_MARK}](?!\u0e32)")
_SPACE_FOR_MARK = re.compile(rf"[{_CONSONANT}][\u0e31\u0e37] (?=[{_CONSONANT}])")
"""No syllable ends so: a mark or a letter stood where the space is."""
_ON_LEADING_VOWEL = re.compile(
    rf"(?<=[{_CONSONANT}{_MARK}])([เ-ไ])"
    rf"(?:[{_GAP}]{{1,2}}([{_MARK}])[{_GAP}]?|([{_MARK}])[{_GAP}])(?=[{_CONSONANT}])"
)
"""A mark never stands on these: it is the letter's before, and a space shows the damage."""

_HAS_WIDTH = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000\n]")

_SYMBOLS = re.compile("[\uf020-\uf07e\uf0a1-\uf0fb]{3,}")
_SYMBOL_MARK = re.compile(
    f"(?<=[{_CONSONANT}{_MARK}])[\uf0d1\uf0d4-\uf0da\uf0e7-\uf0ee]+"
)
_DOUBLED = re.compile(rf"([{_MARK}])\1")
_FEW = 3
_SLIPS = 10


@dataclass(frozen=True, slots=True)
class Damage:
    """What a whole text tells of how it was damaged.

    ``spaced_letters``: spaces stand after every letter, or wherever a mark was lost
    (เพื อ, ทั ง), so that one before SARA AA says nothing: ข าง may be ข้าง. ``spaced_marks``: one stands before marks of every kind, so that one
    before a tone mark is no lost NIKHAHIT. ``doubled_marks``: so many that no person
    typed them; a few are somebody's slip, which the rules point out. ``lost_am``: SARA AM
    is SARA AA without a trace of the rest, of which only known words can be put right.
    """

    spaced_letters: bool
    spaced_marks: bool
    doubled_marks: bool
    lost_am: bool


def damage_of(text: str) -> Damage:
    """Return how a text was damaged."""
    drawn = _mapped(text)
    mapped = without_repeated(drawn)
    words = _LOST.sub("\u0e33", mapped).split()
    letters = sum(len(word) == 1 and "ก" <= word <= "๎" for word in words)
    doubled = sum(1 for _ in _DOUBLED.finditer(drawn))
    return Damage(
        spaced_letters=letters * 3 > len(words)
        or len(_SPACE_FOR_MARK.findall(mapped)) >= _FEW,
        spaced_marks=bool(_SPACED_MARK.search(mapped)),
        doubled_marks=doubled > _SLIPS,
        lost_am=has_lost_am(in_order(mapped)),
    )


def repair(text: str, damage: Damage) -> str:
    """Put right what is certain; tabs, and lines but those cut in a letter, stay."""
    mended = _mapped(text)
    if damage.doubled_marks:
        mended = without_repeated(mended)
    if damage.spaced_marks:
        mended = _BEFORE_TONED.sub("", mended)
    if not damage.spaced_letters:
        mended = _LOST.sub(_found, mended)
        if not damage.spaced_marks:
            mended = _LOST_UNDER_TONE.sub("\\1\u0e33", mended)
    mended = _ON_LEADING_VOWEL.sub(_moved, mended)
    mended = _BEFORE_MARK.sub("", mended)
    mended = _AM_IN_TWO.sub("\\1\u0e33", mended)
    mended = even_spaces(_BEFORE_VOWEL.sub("", mended))
    mended = in_order(mended)
    if damage.doubled_marks:
        mended = without_repeated(mended)
    return with_am(mended) if damage.lost_am else mended


def goes_on_with(before: str, text: str) -> bool:
    """Whether a line goes on with the letter at the end of the line before.

    A page's number or a bracket is no letter that a mark could stand on.
    """
    begins = re.match(rf"[{_MARK}ะาำ]", _mapped(text[:_FEW]))
    ends = re.search(rf"[{_CONSONANT}{_MARK}ะาำเ-ไ]$", _mapped(before[-_FEW:].rstrip()))
    return bool(begins and ends)


def _mapped(text: str) -> str:
    text = text.translate(PRIVATE)
    if not _ANY_SYMBOL.search(text):
        return text
    text = _SYMBOLS.sub(lambda run: _from_symbols(run[0]), text)
    return _SYMBOL_MARK.sub(lambda run: _decoded(run[0]), text)


_ANY_SYMBOL = re.compile("[\uf020-\uf0fb]")


def _from_symbols(run: str) -> str:
    """Read letters of a font that says it has symbols: TIS-620 from U+F000.

    Ticks and bullets of Wingdings have the same numbers, but stand alone.
    """
    thai = {char for char in run if char >= "\uf0a1"}
    return _decoded(run) if len(thai) >= _FEW else run


def _decoded(run: str) -> str:
    return bytes(ord(char) - 0xF000 for char in run).decode("cp874", "replace")


def _moved(match: re.Match[str]) -> str:
    """Return a mark before the letter that it was drawn behind."""
    return f"{match[2] or match[3]}{match[1]}"


def _found(match: re.Match[str]) -> str:
    """Return SARA AM back.

    Where nothing with a width stands, there was only SARA AA.
    """
    vowel = "\u0e33" if _HAS_WIDTH.search(match[2]) else "\u0e32"
    return f"{match[1]}{vowel}"
