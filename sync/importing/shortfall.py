"""What an import did not find that the source shows there should be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.importing.joining import of_project
from sync.importing.sections import NUMBERS
from sync.importing.source import Part
from sync.model.imports import ImportedDetail, ImportedPlan
from sync.model.plan import Field, Heading
from sync.plan.labels import Headers
from sync.thai.folding import key
from sync.thai.likeness import alike

_MOST_UNPLACED = 0.2
"""Of all letters: below, it is a page of another kind; above, the plan was not read."""

_ALIKE = 0.85

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


def shortfall_of(plan: ImportedPlan, headers: Headers) -> Shortfall:
    """Return what is missing, going by what the rest of the same source has.

    A source with a table only lacks nothing by this measure. Names that differ by a few
    letters are one project's: the source has them so, and the rules point it out.
    """
    if not plan.projects or not plan.details:
        return Shortfall(not plan.projects, (), (), {})
    projects = [row[Field.NAME] for row in plan.projects]
    details = [detail.name for detail in plan.details]
    return Shortfall(
        no_table=False,
        without_detail=tuple(_unlike(projects, details)),
        without_project=tuple(_unlike(details, projects)),
        gaps=_gaps(plan, headers),
    )


def _unlike(names: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    keys = [key(other) for other in others]
    known = set(keys)
    for name in names:
        if key(name) not in known and not any(alike(key(name), keys, _ALIKE)):
            yield name


def _gaps(plan: ImportedPlan, headers: Headers) -> Mapping[str, tuple[Heading, ...]]:
    """Return the headings whose words have gone into the text before them."""
    gaps = {
        detail.name: tuple(
            heading
            for heading in Heading
            if not detail.texts.get(heading) and _is_swallowed(heading, detail, headers)
        )
        for detail in plan.details
    }
    return {name: missing for name, missing in gaps.items() if missing}


def _is_swallowed(heading: Heading, detail: ImportedDetail, headers: Headers) -> bool:
    number, words = NUMBERS[heading], key(headers.label(heading))
    return any(
        re.search(rf"{number}[.)]?{re.escape(words)}", key(text))
        for text in (detail.name, *detail.texts.values())
    )


def unplaced_percent(plan: ImportedPlan, parts: Sequence[Part]) -> int:
    """Return how much of the source found no place; 0 where that is little.

    Little is less where there is no table, or no section: the text may be those.
    """
    owned = tuple(of_project(detail.name, "") for detail in plan.details)
    # what is known to be a project's was understood, though the form has no place for it
    unplaced = sum(len(line) for line in plan.unplaced if not line.startswith(owned))
    share = unplaced / max(1, sum(len(part.text) for part in parts))
    half = not plan.projects or not plan.details
    few, most = (_FEW_LETTERS // 5, 0) if half else (_FEW_LETTERS, _MOST_UNPLACED)
    return 0 if unplaced < few or share < most else max(1, round(share * 100))
