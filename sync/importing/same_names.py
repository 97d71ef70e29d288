"""Projects of one name told apart: which one of that name each is.

Details are matched by name, those of one name in the order of their projects.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sync.model.imports import ImportedPlan
from sync.model.plan import Field, Heading
from sync.thai.folding import key

AS_ALIKE = 0.85
"""As alike as two spellings of one project's name are."""


class Own(NamedTuple):
    """A folded name, and how many of that name stand before."""

    name: str
    nth: int = 0


def numbered(names: Iterable[str]) -> Iterator[Own]:
    """Yield what tells each of these names apart, in their order."""
    seen: Counter[str] = Counter()
    for name in map(key, names):
        yield Own(name, seen[name])
        seen[name] += 1


def texts_of_each(plan: ImportedPlan) -> Iterator[Mapping[Heading, str]]:
    """Yield what each project's detail says; nothing where it has none."""
    details = dict(
        zip(numbered(one.name for one in plan.details), plan.details, strict=True)
    )
    for own in numbered(row[Field.NAME] for row in plan.projects):
        yield details[own].texts if own in details else {}
