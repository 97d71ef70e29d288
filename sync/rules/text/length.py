"""How much of a text rules read: a cell takes fifty thousand letters, a plan needs few.

Rules look at every letter many times over. What staff paste by mistake, or somebody
types to do harm, must not keep the worker at it for hours.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from sync.model.plan import Plan
from sync.rules.text.passages import passages

LONGEST = 4_000
"""Letters of one cell that are judged: three times the longest of a real plan."""
_LONGEST_WORD = 300
"""Letters to go back for a space: a word cut in two would look misspelt."""


_Name = TypeVar("_Name", bound=str)


def is_cut(text: str) -> bool:
    """Whether a text that rules read ends where the cell goes on."""
    return len(text) > LONGEST


def within_reach(plan: Plan) -> Plan:
    """Return the plan as rules read it: of a text that is too long, its beginning."""
    if not any(len(passage.text) > LONGEST for passage in passages(plan)):
        return plan
    info = replace(plan.info, texts=_cut_all(plan.info.texts))
    projects = [
        replace(project, name=_cut(project.name), remark=_cut(project.remark))
        for project in plan.projects
    ]
    details = [
        replace(detail, name=_cut(detail.name), texts=_cut_all(detail.texts))
        for detail in plan.details
    ]
    return replace(plan, info=info, projects=tuple(projects), details=tuple(details))


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    whole = max(text.rfind(space, LONGEST - _LONGEST_WORD, LONGEST) for space in " \n")
    head = text[: whole if whole > 0 else LONGEST]
    return head.ljust(LONGEST + 1)  # one more, so that it is still seen to be too long


def _cut_all(texts: Mapping[_Name, str]) -> Mapping[_Name, str]:
    return {name: _cut(text) for name, text in texts.items()}
