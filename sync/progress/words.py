"""The words of states and reasons as staff choose or type them, and of columns."""

import re

from sync.model.progress import Checked, Copied, Reason, Reported, Round, State
from sync.plan.labels import Headers
from sync.progress.rounds import round_in_words
from sync.thai.folding import clean, says_something

WAITING = "waiting"
"""What of the states says that nothing is reported yet."""

_OTHER = re.compile(
    r"อื่น\s*ๆ?\s*(?:\(?\s*(?:โปรด)?\s*ระบุ\s*\)?)?\s*[:：,\-–—(]*\s*(.*?)\)?"
)
_LONGEST = 2000


def parse_state(text: str, headers: Headers) -> State | None:
    """Read a state; ``None`` for what is none, and for words that say it waits."""
    found = headers.find("states", text)
    return None if found in {None, WAITING} else State(str(found))


def says_it_waits(text: str, headers: Headers) -> bool:
    """Whether nothing is reported: the cell is empty, or says so."""
    return not text or headers.find("states", text) == WAITING


def parse_reason(text: str, headers: Headers) -> Reason | None:
    """Read a reason; “อื่นๆ” may have words of its own after it."""
    found = headers.find("reasons", text)
    if found is not None:
        return Reason(found)
    return Reason.OTHER if other_in_words(text) else None


def other_in_words(text: str) -> str:
    """Return what is said after “อื่นๆ”; empty where a reason is none of that, or bare."""
    match = _OTHER.fullmatch(clean(text)) if len(text) <= _LONGEST else None
    return match[1] if match and says_something(match[1]) else ""


def progress_label(
    column: Copied | Reported | Checked, which: Round, headers: Headers
) -> str:
    """Return what staff call a column of the tab, in a round.

    Args:
        column: the column.
        which: the round.
        headers: what columns are called.
    """
    return f"{headers.write('progress', column)} ({round_in_words(which)})"
