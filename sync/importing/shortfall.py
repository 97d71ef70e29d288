"""What an import did not find that the source shows there should be."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sync.importing.joining import of_project
from sync.importing.openings import NUMBERS
from sync.importing.same_names import AS_ALIKE, numbered
from sync.importing.source import Part
from sync.model.imports import ImportedDetail, ImportedPlan
from sync.model.plan import Field, Heading, Info
from sync.plan.labels import Headers
from sync.thai.dates import parse_year
from sync.thai.folding import key
from sync.thai.likeness import alike

_MOST_UNPLACED = 0.2
"""Of all letters: below, it is a page of another kind; above, the plan was not read."""

_FEW_LETTERS = 500
"""Less than that a person moves by hand, whatever share it is."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What of a plan is missing: whose it is, its table, sections of its projects.

    ``gaps`` are the headings that the sections of a name lack, ``without_heading`` those
    that no project has. ``drifted`` are names of projects and of their details that are not
    quite the same; they lack nothing.
    """

    without_info: tuple[Info, ...]
    no_table: bool
    without_detail: tuple[str, ...]
    without_project: tuple[str, ...]
    gaps: Mapping[str, tuple[Heading, ...]]
    without_heading: tuple[Heading, ...] = ()
    drifted: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return any(
            (
                self.without_info,
                self.no_table,
                self.without_detail,
                self.without_project,
                self.gaps,
                self.without_heading,
            )
        )


def shortfall_of(plan: ImportedPlan, headers: Headers) -> Shortfall:
    """Return what is missing, going by what the rest of the same source has.

    What no project has is one thing that is missing, not one of each. Names that differ by
    a few letters are one project's: the source has them so, and the rules point it out.
    """
    without = tuple(info for info in _NEEDED if not _is_known(info, plan))
    nowhere = tuple(
        heading
        for heading in Heading
        if not any(detail.texts.get(heading) for detail in plan.details)
    )
    if not plan.projects or not plan.details:
        return Shortfall(without, not plan.projects, (), (), {}, nowhere)
    projects = [row[Field.NAME] for row in plan.projects]
    numbers = [row[Field.NUMBER] for row in plan.projects]
    details = [detail.name for detail in plan.details]
    again = Counter(map(key, projects))
    return Shortfall(
        without_info=without,
        no_table=False,
        without_detail=tuple(
            f"{numbers[at]} {projects[at]}".strip()
            if again[key(projects[at])] > 1
            else projects[at]
            for at, near in _inexact(projects, details)
            if near is None
        ),
        without_project=tuple(
            details[at]
            for at, near in _inexact(details, projects)
            if near is None and not again[key(details[at])]
        ),
        gaps=_gaps(plan, headers),
        without_heading=nowhere,
        drifted=tuple(
            (projects[at], details[near])
            for at, near in _inexact(projects, details)
            if near is not None
        ),
    )


_NEEDED = (Info.TITLE, Info.OFFICE, Info.FISCAL_YEAR)
"""Without these nobody knows whose plan it is; others may be filled in at leisure."""


def _is_known(info: Info, plan: ImportedPlan) -> bool:
    text = plan.info.get(info, "")
    return parse_year(text) is not None if info is Info.FISCAL_YEAR else bool(text)


def _inexact(
    names: Sequence[str], others: Sequence[str]
) -> Iterator[tuple[int, int | None]]:
    """Yield the places of names that no other is, each other being one name's only.

    With it stands the place of another that is nearly the same, if there is one.
    """
    every, known = list(numbered(names)), list(numbered(others))
    rest = [(at, own.name) for at, own in enumerate(known) if own not in set(every)]
    for at, own in enumerate(every):
        if own in set(known):
            continue
        likely = alike(own.name, [name for _, name in rest], AS_ALIKE)
        near = max(likely, key=itemgetter(1), default=None)
        yield at, rest.pop(near[0])[0] if near else None


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
    names = (detail.name for detail in plan.details)
    owned = tuple(of_project(name, "") for name in names if name)
    # what is known to be a project's was understood, though the form has no place for it
    unplaced = sum(len(line) for line in plan.unplaced if not line.startswith(owned))
    share = unplaced / max(1, sum(len(part.text) for part in parts))
    half = not plan.projects or not plan.details
    few, most = (_FEW_LETTERS // 5, 0) if half else (_FEW_LETTERS, _MOST_UNPLACED)
    return 0 if unplaced < few or share < most else max(1, round(share * 100))
