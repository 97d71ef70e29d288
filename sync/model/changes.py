"""What differs between two versions of a plan, and a plan as it is compared."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two versions of a plan."""

    project: str
    field: str
    old: str
    new: str


Facts: TypeAlias = tuple[tuple[str, str, str, str], ...]
"""A plan as flat text, rows of: project key (empty for the plan itself), project
name, field, text. Flat on purpose: what an older worker kept still compares."""
