"""Which detail belongs to which project: by name, as staff see them."""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from sync.model import Detail, Plan, Project
from sync.thai.folding import key

_SAME_ENOUGH = 0.75
"""How alike two names must be for one to be the other misspelt.

Measured on a real plan's sixteen names: different projects stay below 0.72.
"""

_FEW = 64
"""Up to so many names every one is compared; beyond, those that share rare pieces."""

_RAREST, _OF_EACH, _NEAREST = 12, 48, 3
"""How many pieces are looked up, names taken of each, and names given back."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The details by the row they stand in, and the projects left without one.

    ``exact`` are of the same name; ``drifted`` of a name nearly that of a project
    that has no detail of its own; ``again`` repeat a project's name. ``places`` count
    the table's rows from 1.
    """

    exact: Mapping[int, Project]
    drifted: Mapping[int, Project]
    again: Mapping[int, int]
    without: tuple[Project, ...]
    places: Mapping[int, int]

    def project_of(self, detail: Detail) -> Project | None:
        """Tell whose detail this is, by its exact name or nearly."""
        return self.exact.get(detail.row) or self.drifted.get(detail.row)

    def number_of(self, detail: Detail) -> str:
        """Give the table's number of a detail's project; empty where it has none."""
        project = self.project_of(detail)
        return (project.number or str(self.places[project.row])) if project else ""


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

    def remove(self, row: int) -> None:
        """Forget a row."""
        for piece in _pieces(self._names.pop(row)):
            self._rows[piece].pop(row)

    def near(self, name: str) -> list[int]:
        """Give the rows whose names may be near; every row while there are few."""
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
    without = {p.row: p for p in plan.projects if p.row not in described}
    drifted = _match_nearly(plan, exact, without)
    places = {project.row: place for place, project in enumerate(plan.projects, 1)}
    return Matching(exact, drifted, again, tuple(without.values()), places)


def _match_nearly(
    plan: Plan, exact: Mapping[int, Project], without: dict[int, Project]
) -> dict[int, Project]:
    """Give each detail left the nearest project left, and take that out."""
    drifted: dict[int, Project] = {}
    names = NameIndex()
    for project in without.values():
        names.add(project.row, key(project.name))
    for detail in plan.details:
        if detail.row in exact or not detail.name or not without:
            continue
        name = key(detail.name)
        nearest = _nearest(name, [without[row] for row in sorted(names.near(name))])
        if nearest:
            drifted[detail.row] = without.pop(nearest.row)
            names.remove(nearest.row)
    return drifted


def _nearest(name: str, projects: list[Project]) -> Project | None:
    likeness = SequenceMatcher(autojunk=False)
    likeness.set_seq2(name)
    best, most = None, _SAME_ENOUGH
    for project in projects:
        likeness.set_seq1(key(project.name))
        if likeness.quick_ratio() > most and (ratio := likeness.ratio()) > most:
            best, most = project, ratio
    return best
