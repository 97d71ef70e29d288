r"""Spaces of every kind, folded in this one place, before any pattern sees a text.

Word, web pages and PDF leave no-break and zero-width spaces in what staff paste; nobody
sees them, and ``\s`` under ``re.ASCII`` does not know them.
"""

import re

_BLANK = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164"
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"

_ODD = re.compile(f"[\r{_BLANK}{_UNSEEN}{_LINE_ENDS}{_CONTROLS}]")
_BLANKS = re.compile(f"[{_BLANK}]")
_NOTHING = re.compile(f"[{_UNSEEN}{_CONTROLS}]")
_NEW_LINES = re.compile(f"\r\n?|[{_LINE_ENDS}]")
_CONTROL = re.compile(f"[{_CONTROLS}]")


def even_spaces(text: str) -> str:
    """Return a text whose only spaces are U+0020 and whose lines end in a newline.

    What is never seen, and what no text can hold, is gone; all else stays.
    """
    if not _ODD.search(text):
        return text
    return _BLANKS.sub(" ", _NOTHING.sub("", _NEW_LINES.sub("\n", text)))


def controls_in(text: str) -> str:
    """Return the control characters that are no space and no end of a line."""
    return "".join(dict.fromkeys(_CONTROL.findall(text)))
