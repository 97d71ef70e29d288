"""Choices: which of those that a cell offers a text may mean, to name them to staff."""

from collections.abc import Sequence

from sync.plan.labels import Headers
from sync.thai.folding import key
from sync.thai.likeness import alike

_LEAST = 0.8
_LETTERS = 5
"""A shorter part of a choice is part of too much."""
_LONGEST = 100
_NOT = "ไม่"


def choices_for(
    text: str, section: str, offered: Sequence[str], headers: Headers
) -> str:
    """Name the choice that a text is a slip or a part of, else all that there are.

    Args:
        text: as staff typed it.
        section: of the headers, which has all ways to spell a choice.
        offered: what may be chosen.
        headers: what choices are called.
    """
    spelled = headers.spellings[section]
    near = [each for each in offered if _is_near(text, spelled[each])]
    named = near if len(near) == 1 else offered
    return ", ".join(f"“{spelled[each][0]}”" for each in named)


def _is_near(text: str, spellings: Sequence[str]) -> bool:
    """Whether a text is nearly a spelling or stands in one; what denies it is neither."""
    typed = key(text[:_LONGEST])
    said = [
        spelling
        for each in spellings
        if (spelling := key(each)).count(_NOT) == typed.count(_NOT)
    ]
    is_part = len(typed) >= _LETTERS and any(typed in spelling for spelling in said)
    return is_part or any(True for _ in alike(typed, said, _LEAST))
