"""Which detail belongs to which project: by name, as staff see them.

Computed once, when a sheet is read; what is printed, judged, told and kept follows it.
"""

import re
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from sync.model.plan import Called, Detail, Plan, Project
from sync.plan.naming import called, without_number
from sync.thai.folding import key
from sync.thai.likeness import alike

_SAME_ENOUGH = 0.75
"""How alike two names must be for one to be the other misspelt.

Measured on a real plan's sixteen names: different projects stay below 0.72.
"""

_CLEARLY = 2
"""How many times as far off every other name must be for there to be no doubt."""

_LONGEST = 1_000
"""Letters of a name: comparing takes the square of it."""

_FIGURES = re.compile(r"[0-9]+")

_FEW = 64
"""Up to so many names every one is compared; beyond, those that share rare pieces."""

_RAREST, _OF_EACH, _NEAREST = 12, 48, 3
"""How many pieces are looked up, names taken of each, and names given back."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The details by the row they stand in, and the projects left without one.

    ``exact`` are of the same name, but for a number before it; ``drifted`` of a name
    nearly that of one project alone, which has no detail of its own; ``unsure`` of a name like those of the
    projects given, and nobody can tell whose; ``again`` repeat a project's name.
    ``described`` gives each project's row the row of the one detail that is printed.
    ``places`` count the projects of the table from 1; ``called`` is what people know
    them by. Both are by row.
    """

    exact: Mapping[int, Project]
    drifted: Mapping[int, Project]
    unsure: Mapping[int, tuple[Project, ...]]
    again: Mapping[int, int]
    described: Mapping[int, int]
    without: tuple[Project, ...]
    places: Mapping[int, int]
    called: Mapping[int, Called]

    def project_of(self, detail: Detail) -> Project | None:
        """Return whose detail this is, by its exact name or nearly."""
        return self.exact.get(detail.row) or self.drifted.get(detail.row)

    def details_of(self, plan: Plan) -> Mapping[int, Detail]:
        """Return the detail to print by its project's row."""
        by_row = {detail.row: detail for detail in plan.details}
        return {project: by_row[row] for project, row in self.described.items()}

    def called_of(self, detail: Detail) -> Called:
        """Return what a detail's project is called; by its name alone if it has none."""
        project = self.project_of(detail)
        return self.called[project.row] if project else Called("", detail.name, 0)


class NameIndex:
    """Folded names by their pieces of three letters: finds the few near to one.

    A search looks at a bounded number of names, however many there are.
    """

    def __init__(self) -> None:
        self._names: OrderedDict[int, str] = OrderedDict()
        self._rows: dict[str, OrderedDict[int, None]] = {}

    def add(self, row: int, name: str) -> None:
        """Take in the name of a row."""
        self._names[row] = name
        for piece in _pieces(name):
            self._rows.setdefault(piece, OrderedDict())[row] = None

    def near(self, name: str) -> list[int]:
        """Return the rows whose names may be near; every row while there are few."""
        if len(self._names) <= _FEW:
            return list(self._names)
        found = (self._rows.get(piece) for piece in _pieces(name))
        rarest = sorted((rows for rows in found if rows), key=len)[:_RAREST]
        telling = [rows for rows in rarest if len(rows) <= _OF_EACH]
        shared: Counter[int] = Counter()
        for rows in telling or rarest:
            shared.update(islice(rows, _OF_EACH))
        return [row for row, _ in shared.most_common(_NEAREST)]


def _pieces(name: str) -> list[str]:
    # in the name's order, each once: a set would differ from run to run
    return list(dict.fromkeys(name[at : at + 3] for at in range(len(name) - 2)))


def match_details(plan: Plan) -> Matching:
    """Match details to projects by folded name, then the rest by likeness.

    A number before a name, which the table has in a column of its own, is no part of it.

    Where likeness leaves a doubt, nothing is matched: a wrong page would be printed.
    """
    by_name = {key(project.name): project for project in reversed(plan.projects)}
    exact: dict[int, Project] = {}
    again: dict[int, int] = {}
    first_row: dict[str, int] = {}
    for detail in plan.details:
        name = key(detail.name)
        if not name:
            continue
        if name in first_row:
            again[detail.row] = first_row[name]
        else:
            first_row[name] = detail.row
        if name in by_name:
            exact[detail.row] = by_name[name]
    exact |= _numbered(plan, exact)
    drifted, unsure = _match_nearly(plan, exact)
    described: dict[int, int] = {}
    for row, project in (*exact.items(), *drifted.items()):
        described.setdefault(project.row, row)
    without = tuple(p for p in plan.projects if p.row not in described)
    places = {project.row: place for place, project in enumerate(plan.projects, 1)}
    names = called(plan.projects)
    return Matching(exact, drifted, unsure, again, described, without, places, names)


def _numbered(plan: Plan, exact: Mapping[int, Project]) -> Mapping[int, Project]:
    """Return whose the details are whose name has a number before it, as “9. …”.

    Only one project's that has no detail under its very name, and one detail's.
    """
    taken = {project.row for project in exact.values()}
    projects: dict[str, list[Project]] = {}
    for project in plan.projects:
        projects.setdefault(key(without_number(project.name)), []).append(project)
    claims: dict[int, list[int]] = {}
    for detail in plan.details:
        named = projects.get(key(without_number(detail.name)), [])
        if not detail.name or detail.row in exact or len(named) != 1:
            continue
        if named[0].row not in taken:
            claims.setdefault(named[0].row, []).append(detail.row)
    by_row = {project.row: project for project in plan.projects}
    return {rows[0]: by_row[own] for own, rows in claims.items() if len(rows) == 1}


def _match_nearly(
    plan: Plan, exact: Mapping[int, Project]
) -> tuple[dict[int, Project], dict[int, tuple[Project, ...]]]:
    """Return whose each detail left surely is, and of those in doubt whose it may be."""
    left = [
        detail
        for detail in plan.details
        if detail.row not in exact and 0 < len(detail.name) <= _LONGEST
    ]
    if not left:
        return {}, {}
    projects = {p.row: p for p in plan.projects if 0 < len(p.name) <= _LONGEST}
    names = NameIndex()
    for project in projects.values():
        names.add(project.row, key(project.name))
    near = {
        detail.row: _near(
            key(detail.name),
            [projects[row] for row in sorted(names.near(key(detail.name)))],
        )
        for detail in left
    }
    taken = {project.row for project in exact.values()}
    wanted: dict[int, list[tuple[float, int]]] = {}
    for row, candidates in near.items():
        best = _surely(candidates)
        if best is not None and best.row not in taken:
            wanted.setdefault(best.row, []).append((candidates[0].apart, row))
    drifted: dict[int, Project] = {}
    for row, claims in wanted.items():
        # two details for one project: both may be slips of its name
        (apart, detail), *others = sorted(claims)
        if all(apart * _CLEARLY <= other for other, _ in others):
            drifted[detail] = projects[row]
    unsure = {
        row: tuple(candidate.project for candidate in candidates)
        for row, candidates in near.items()
        if candidates and row not in drifted
    }
    return drifted, unsure


class _Candidate(NamedTuple):
    """A project that a detail may belong to; ``apart`` is 0 for the same name."""

    apart: float
    project: Project
    same_figures: bool


def _near(name: str, projects: Sequence[Project]) -> list[_Candidate]:
    """Return the projects whose names are like a name, the nearest first.

    Figures tell the courses of a series apart, and a slip does not change them: where
    names have the same, those of others are none.
    """
    figures = _FIGURES.findall(name)
    names = [key(project.name) for project in projects]
    found = [
        _Candidate(1 - ratio, projects[at], _FIGURES.findall(names[at]) == figures)
        for at, ratio in alike(name, names, _SAME_ENOUGH)
    ]
    found = [each for each in found if each.same_figures] or found
    return sorted(found, key=lambda each: (each.apart, each.project.row))


def _surely(candidates: Sequence[_Candidate]) -> Project | None:
    """Return the project meant, if there can be no doubt."""
    if not candidates or not candidates[0].same_figures:
        return None
    best, *others = candidates
    if all(best.apart * _CLEARLY <= other.apart for other in others):
        return best.project
    return None
