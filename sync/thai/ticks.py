"""Ticks as staff make them: check boxes, marks, letters and words."""

from sync.thai.folding import fold

_TICKED = {
    "true",
    "☑",
    "✓",
    "✔",
    "√",
    "/",
    "x",
    "✗",
    "✘",
    "☒",
    "ใช่",
    "1",
    "y",
    "yes",
    "v",
}
_BLANK = {"false", "", "☐", "□", "-", "–", "ไม่", "ไม่ใช่", "0", "no", "n"}

_LONGEST = 20
"""Letters: no tick is longer, and folding a long text takes its time."""


def parse_tick(text: str) -> bool | None:
    """Read a tick; ``None`` for what is neither a tick nor its absence."""
    mark = fold(text) if len(text) <= _LONGEST else text
    if mark in _TICKED:
        return True
    return False if mark in _BLANK else None
