"""Which detail belongs to which project: by name, as staff see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from sync.model import Detail, Plan, Project
from sync.thai.folding import key

_SAME_ENOUGH = 0.75
"""How alike two names must be for one to be the other misspelt.

Measured on a real plan's sixteen names: different projects stay below 0.72.
"""


@dataclass(frozen=True, slots=True)
class Matching:
    """The details by the row they stand in, and the projects left without one.

    ``exact`` are of the same name; ``drifted`` of a name nearly that of a project
    that has no detail of its own; ``again`` repeat a project's name.
    """

    exact: Mapping[int, Project]
    drifted: Mapping[int, Project]
    again: Mapping[int, int]
    without: tuple[Project, ...]

    def project_of(self, detail: Detail) -> Project | None:
        """Tell whose detail this is, by its exact name or nearly."""
        return self.exact.get(detail.row) or self.drifted.get(detail.row)


def match_details(plan: Plan) -> Matching:
    """Match details to projects by folded name, then the rest by likeness."""
    by_name = {key(project.name): project for project in reversed(plan.projects)}
    exact: dict[int, Project] = {}
    again: dict[int, int] = {}
    first_row: dict[str, int] = {}
    for detail in plan.details:
        name = key(detail.name)
        if name in first_row:
            again[detail.row] = first_row[name]
        elif name:
            first_row[name] = detail.row
        if name in by_name:
            exact[detail.row] = by_name[name]
    described = {project.row for project in exact.values()}
    without = [project for project in plan.projects if project.row not in described]
    drifted: dict[int, Project] = {}
    for detail in plan.details:
        if detail.row not in exact and detail.name:
            nearest = _nearest(detail.name, without)
            if nearest:
                drifted[detail.row] = nearest
                without.remove(nearest)
    return Matching(exact, drifted, again, tuple(without))


def _nearest(name: str, projects: list[Project]) -> Project | None:
    likeness = SequenceMatcher(autojunk=False)
    likeness.set_seq2(key(name))
    best, most = None, _SAME_ENOUGH
    for project in projects:
        likeness.set_seq1(key(project.name))
        if likeness.quick_ratio() > most and likeness.ratio() > most:
            best, most = project, likeness.ratio()
    return best
