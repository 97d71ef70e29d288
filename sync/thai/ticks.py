"""Ticks as staff make them: check boxes, marks, bars, letters and words.

A mark that some mean as yes and others as no (``○``, ``*``, ``✗``, ``❌``) is neither: it is
asked about.
"""

import re
from collections.abc import Sequence

from sync.thai import arrows
from sync.thai.folding import fold
from sync.thai.spaces import even_spaces

_TICKED = {
    *(
        "true",
        "จริง",
        "ใช่",
        "มี",
        "ทำ",
        "ดำเนินการ",
        "y",
        "yes",
        "v",
        "x",
        "/",
        "//",
        "\\",
        "1",
    ),
    *"☑✓✔√🗸🗹✅☒×✕✖🗵🗷",
    *"●•■◼⬛▪◾⬤⚫◉",
    # bars in each of the quarters
    *"━─═▬█▓▇■",
    # Wingdings and its kin, where nobody says in which of them
    *"\uf0fc\uf0fe\uf052\uf050\uf0fd\uf051\uf054\uf0d6\uf06c\uf06e\uf0b7",
    *"\uf0df\uf0e0\uf0e7\uf0e8\uf0f3",
}
_BLANK = {
    *("false", "เท็จ", "", "ไม่", "ไม่ใช่", "ไม่มี", "ไม่ทำ", "ไม่ดำเนินการ"),
    *("0", "no", "n", "[]", "()"),
    *"☐□◻▢⬜▫◽❏❐❑❒🗆⬚",
    *"-–—−",
    *"\uf0a8\uf06f\uf071\uf072\uf0a3\uf0a4",
}
_LONGEST = 20
"""Letters: no tick is longer, and folding a long text takes its time."""


def parse_tick(text: str) -> bool | None:
    """Read a tick; ``None`` for what is neither a tick nor its absence."""
    mark = _mark(text)
    bare = _BRACKETED.sub(r"\1", mark).rstrip("*") or mark
    if bare in _TICKED or _REPEATED.fullmatch(bare) or arrows.is_drawn(bare):
        return True
    return False if mark in _BLANK else None


_BRACKETED = re.compile(r"[(\[](.)[)\]]")
_REPEATED = re.compile(r"([☑✓✔√✅/])\1+|(?:[1-9]\d?)ครั้ง", re.ASCII)
"""Marks of any length, and how often something is done."""


def parse_ticks(texts: Sequence[str]) -> list[bool | None]:
    """Read a row of ticks: between the two ends of an arrow, a line goes on.

    Where no line stands between them nobody can say that it does.
    """
    ticks, marks = [parse_tick(text) for text in texts], [_mark(text) for text in texts]
    starts = [place for place, mark in enumerate(marks) if arrows.begins(mark)]
    ends = [place for place, mark in enumerate(marks) if arrows.ends(mark)]
    if starts and ends:
        for place in range(starts[0] + 1, ends[-1]):
            if not ticks[place]:
                ticks[place] = arrows.is_shaft(marks[place]) or None
    return ticks


def _mark(text: str) -> str:
    spaced = fold(text) if len(text) <= _LONGEST else even_spaces(text)
    return "".join(spaced.split())
