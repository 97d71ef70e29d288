"""Lines and arrows drawn with letters, as people draw them over quarters and months.

Whoever draws one takes what the keyboard or a table of symbols gives: heads of arrows,
triangles, lines of boxes, blocks, dashes, in any mixture. So it is known by what its
letters are, not by which drawing it is.
"""

import re
import unicodedata
from collections.abc import Iterator

_BLOCKS = (
    *((0x2190, 0x21FF), (0x2794, 0x27BE), (0x27F0, 0x27FF), (0x2900, 0x297F)),
    *((0x2B00, 0x2BFF), (0x1F800, 0x1F8FF), (0xFFE9, 0xFFEB)),  # arrows
    *((0x25A0, 0x25FF), (0x1F780, 0x1F783)),  # geometric shapes
)
_POINTS = re.compile("ARROW|POINT|TRIANGLE")
_SIDE = re.compile(r"\b(LEFT|RIGHT)(?:WARDS|-POINTING)?(?![-\w])")
_ELSEWHERE = re.compile("UP|DOWN|LOWER|HALF|CURV|HOOK|LOOP|CLOCKWISE|WITH STROKE")
"""What points up or down, goes round a corner, or is struck through, is no head here."""


def _heads() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each head of an arrow, with the sides to which it points."""
    for first, last in _BLOCKS:
        for char in map(chr, range(first, last + 1)):
            name = unicodedata.name(char, "")
            if _POINTS.search(name) and not _ELSEWHERE.search(name):
                yield char, frozenset(_SIDE.findall(name))


_LEFT, _RIGHT = frozenset({"LEFT"}), frozenset({"RIGHT"})
_SIDES = {
    **{char: sides for char, sides in _heads() if sides},
    **dict.fromkeys("<＜", _LEFT),
    **dict.fromkeys(">＞", _RIGHT),
}
_HEADS = re.escape("".join(_SIDES))
_THICK = re.escape("".join(map(chr, range(0x2500, 0x25A0))) + "▬▭▮▰▱■▪◼◾⬛")
_THIN = re.escape("-‐‑‒–—―−﹘﹣－=_~.…·")
"""Shafts that are something else, too: alone they say nothing, or mean none."""

_KNOBS = re.escape("●•○◆◇■|")
"""What stands at both ends of a line in place of heads."""

_PIECES = re.compile(f"[{_HEADS}{_THICK}{_THIN}{_KNOBS}]+")
_DRAWN = re.compile(
    f".*[{_HEADS}].*|.*[{_THICK}].+|.+[{_THICK}]|[●•]{{2,}}|[{_KNOBS}][{_THIN}]+[{_KNOBS}]"
)
_SHAFT = re.compile(f"[{_THICK}{_THIN}]+")


def is_drawn(mark: str) -> bool:
    """Whether a mark without spaces is an arrow, or a line of more than one letter."""
    return bool(_PIECES.fullmatch(mark) and _DRAWN.fullmatch(mark))


def is_shaft(mark: str) -> bool:
    """Whether a mark that stands between the two ends of an arrow goes on with it."""
    return bool(_SHAFT.fullmatch(mark))


def begins(mark: str) -> bool:
    """Whether a mark is the left end of an arrow, and not its right end as well."""
    return is_drawn(mark) and _SIDES.get(mark[0]) == _LEFT == _pointed(mark)


def ends(mark: str) -> bool:
    """Whether a mark is the right end of an arrow, and not its left end as well."""
    return is_drawn(mark) and _SIDES.get(mark[-1]) == _RIGHT == _pointed(mark)


def _pointed(mark: str) -> frozenset[str]:
    """Return the sides to which the heads of a mark point."""
    return frozenset().union(*(_SIDES.get(char, ()) for char in mark))
