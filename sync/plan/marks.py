"""Marks: what the worker's words in its three columns look like.

Staff sort and copy rows, and so words of its own are met where it did not put them.
"""

import re

from sync.messages import Words
from sync.model.findings import Severity
from sync.model.plan import Mark, Plan

KEY_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 O 1 I L: a key may be read aloud on the telephone."""
KEY_LENGTH = 5
BULLET = "• "
BESIDE = " · "
"""Between what a status counts."""

_KEY = re.compile(f"[{KEY_LETTERS}]{{{KEY_LENGTH}}}")


_LONGEST_KEY = 20


def is_key(text: str) -> bool:
    """Whether a text can be a key; staff may have typed anything in its column."""
    return text.isalnum() and text.isascii() and len(text) <= _LONGEST_KEY


def is_own_key(text: str) -> bool:
    """Whether a text looks like a key that the worker gives."""
    return bool(_KEY.fullmatch(text))


def own_keys(plan: Plan) -> int:
    """Count the projects of a plan that bear a key as the worker gives it."""
    return sum(is_own_key(project.key) for project in plan.projects)


def is_own_status(text: str, words: Words) -> bool:
    """Whether a text says in the worker's words how a project stands."""
    plain = (words.say("status.passed"), words.say("status.waiting"))
    return text in plain or is_own_count(text, words)


def is_own_count(text: str, words: Words) -> bool:
    """Whether a text counts findings: words that nobody else chooses by chance."""
    forms = (
        words.say(f"status.{severity}", count="1").replace("1", r"\d+")
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    one = "|".join(forms)
    return re.fullmatch(f"(?:{one})(?:{BESIDE}(?:{one}))*", text) is not None


def is_own_correction(text: str) -> bool:
    """Whether a text is a list of findings as the worker writes it."""
    return text.startswith(BULLET)


def is_own_mark(mark: Mark, text: str, words: Words) -> bool:
    """Whether a text may be what the worker put in a column of its marks.

    Args:
        mark: the column.
        text: what stands in a cell of it.
        words: the sheet's.
    """
    match mark:
        case Mark.STATUS:
            return is_own_status(text, words)
        case Mark.TO_CORRECT:
            return is_own_correction(text)
        case Mark.KEY:
            return is_own_key(text)
