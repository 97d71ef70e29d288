"""What an import did not find that the source shows there should be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.importing.source import Part
from sync.model import Field, Heading, ImportedPlan
from sync.thai.folding import key

_MOST_UNPLACED = 0.2
"""Of all letters: below, it is a page of another kind; above, the plan was not read."""

_FEW_LETTERS = 500
"""Less than that a person moves by hand, whatever share it is."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """No table, projects without a section, sections without a project, sections with gaps."""

    no_table: bool
    without_detail: tuple[str, ...]
    without_project: tuple[str, ...]
    gaps: Mapping[str, tuple[Heading, ...]]

    def __bool__(self) -> bool:
        return bool(
            self.no_table or self.without_detail or self.without_project or self.gaps
        )


def shortfall_of(plan: ImportedPlan) -> Shortfall:
    """Tell what is missing, going by what the rest of the same source has.

    A source with a table only lacks nothing by this measure.
    """
    if not plan.projects or not plan.details:
        return Shortfall(not plan.projects, (), (), {})
    projects = {key(row[Field.NAME]): row[Field.NAME] for row in plan.projects}
    details = {key(detail.name): detail.name for detail in plan.details}
    return Shortfall(
        False,  # noqa: FBT003
        tuple(name for known, name in projects.items() if known not in details),
        tuple(name for known, name in details.items() if known not in projects),
        _gaps(plan),
    )


def _gaps(plan: ImportedPlan) -> Mapping[str, tuple[Heading, ...]]:
    """Give the headings that a section lacks and most others have."""
    filled = Counter(
        heading
        for detail in plan.details
        for heading, text in detail.texts.items()
        if text
    )
    usual = [heading for heading in Heading if filled[heading] * 2 > len(plan.details)]
    gaps = {
        detail.name: tuple(name for name in usual if not detail.texts.get(name))
        for detail in plan.details
    }
    return {name: missing for name, missing in gaps.items() if missing}


def unplaced_percent(plan: ImportedPlan, parts: Sequence[Part]) -> int:
    """Give how much of the source found no place; 0 where that is little.

    Little is less where there is no table, or no section: the text may be those.
    """
    unplaced = sum(len(line) for line in plan.unplaced)
    share = unplaced / max(1, sum(len(part.text) for part in parts))
    half = not plan.projects or not plan.details
    few, most = (_FEW_LETTERS // 5, 0) if half else (_FEW_LETTERS, _MOST_UNPLACED)
    return 0 if unplaced < few or share < most else max(1, round(share * 100))
