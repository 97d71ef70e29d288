"""Marks that stand at the head of a line of their own, put back by where they stand.

LibreOffice's PDFs keep some marks behind the letter that follows theirs, and
``pdftotext
-layout`` begins a line there: ``ข้อทีต``, and below its last letter ``่ ้องแก้ไข``. The
column says that the mark belongs before that letter; where columns are lost, a second
mark of its kind says so, for a letter bears one.
"""

import re
from collections.abc import Sequence

_CONSONANT = "ก-ฮ"
_VOWEL = "\u0e31\u0e34-\u0e3a\u0e47"
_TONE = "\u0e48-\u0e4c"
_FALLEN = re.compile(rf"(?P<indent> *)(?P<mark>[{_VOWEL}{_TONE}]) (?P<rest>.*)")
_ABOVE = re.compile(
    rf"(?P<before>.*[{_CONSONANT}])(?P<vowel>[{_VOWEL}]?)(?P<tone>[{_TONE}]?)"
    rf"(?P<gap> ?)(?P<last>[{_CONSONANT}เ-ไ])"
)


def with_fallen_marks(lines: Sequence[str]) -> Sequence[str]:
    """Return a page's lines with such marks in the words they fell out of.

    Nothing else of a line moves: what follows stays in its column. A mark that stands
    elsewhere, or that its letter has already, is left where it is.
    """
    whole: list[str] = []
    width = 0
    for line in lines:
        if whole and (joined := _joined(whole[-1], width, line)):
            whole[-1] = joined
        else:
            whole.append(line)
        width = len(line)
    return whole


def _joined(above: str, width: int, line: str) -> str:
    """Return two lines as one; nothing where it is not certain that they are."""
    fallen = _FALLEN.fullmatch(line)
    if not fallen:
        return ""
    if len(fallen["indent"]) != width - 1 and not _is_followed_by_its_kind(fallen):
        return ""
    match = _ABOVE.fullmatch(above)
    if not match or (match["gap"] and not match["tone"]):
        return ""
    vowel, tone, mark = match["vowel"], match["tone"], fallen["mark"]
    if _is_vowel(mark):
        if vowel:
            return ""
        vowel = mark
    elif tone:
        return ""
    else:
        tone = mark
    return f"{match['before']}{vowel}{tone}{match['last']}{fallen['rest']}"


def _is_followed_by_its_kind(fallen: re.Match[str]) -> bool:
    kind = f"[{_VOWEL}\u0e33]" if _is_vowel(fallen["mark"]) else f"[{_TONE}]"
    return bool(re.match(kind, fallen["rest"]))


def _is_vowel(mark: str) -> bool:
    return bool(re.fullmatch(f"[{_VOWEL}]", mark))
