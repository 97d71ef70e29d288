"""The table of the tab ผลการดำเนินงาน: where its columns are, and which rows are whose.

A row is a project's in a round by its key and its round, wherever staff have sorted or
moved it. Where staff took the key out, or the plan gave the project another, the name
tells, if it is that of one project alone. Rows that two claim are nobody's until staff
have taken one out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.model.cells import Tab
from sync.model.plan import Plan, Project
from sync.model.progress import Checked, Copied, Reported, Round
from sync.plan.labels import Headers
from sync.plan.marks import is_key, is_own_key
from sync.progress.rounds import parse_round
from sync.sheet.own_tabs import is_progress_tab
from sync.sheet.tables import Table, columns_as_put, find_table, is_something, read_text
from sync.thai.folding import key
from sync.thai.total_labels import read_label

COLUMNS = (*Copied, *Reported, *Checked)


def find_progress(tab: Tab | None, headers: Headers) -> Table:
    """Return where the columns of the tab are; those it lacks come on its right.

    A tab that is missing, empty or an office's own has none yet: they begin in its
    first cell.
    """
    title = headers.tabs["progress"]
    present = tab if tab and is_progress_tab(tab, headers) else Tab(title)
    names = list(headers.spellings["progress"])
    table = find_table(present, headers, "progress")
    if table is None:
        return Table(present, 1, {name: at for at, name in enumerate(names, 1)}, top=1)
    columns = columns_as_put(_with_own_keys(table, headers), names, "progress", headers)
    return replace(table, columns=columns)


def _with_own_keys(table: Table, headers: Headers) -> Table:
    """Take for the keys the column that has most of them: staff may have one too."""
    titled = [
        column
        for column, value in enumerate(table.tab.rows[table.top - 1], 1)
        if headers.find("progress", read_text(value)) == Copied.KEY
    ]
    counts = {
        column: sum(
            is_own_key(read_text(table.tab.value(row, column))) for row in table.rows()
        )
        for column in titled
    }
    best = max(titled, key=lambda at: (counts[at], -at), default=None)
    if best is None:
        return table
    return replace(table, columns={**table.columns, Copied.KEY: best})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a row is: a project's, by its key, in a round."""

    key: str
    round: Round


@dataclass(frozen=True, slots=True)
class RowOwners:
    """The rows by owner, and those of which nobody can tell whose they are.

    ``twice`` are the rows of owners that have more than one. ``strange`` has something
    of staff's and no owner, and is no note. ``keyed`` are the rows without a readable
    round by the key in them, the upper one of two: such a row may be that project's in
    any.
    """

    owned: Mapping[Owner, int]
    twice: Mapping[Owner, tuple[int, ...]]
    strange: tuple[int, ...]
    keyed: Mapping[str, int]

    @property
    def unsure(self) -> frozenset[int]:
        """The rows that bear a key, and of which nobody can tell whose they are."""
        twice = (row for rows in self.twice.values() for row in rows)
        return frozenset((*twice, *self.keyed.values()))


def find_owners(table: Table, plan: Plan) -> RowOwners:
    """Return whose each row is.

    Args:
        table: of the tab.
        plan: with its keys given.
    """
    rows = [row for row in table.filled_rows() if any(_filled(table, row, COLUMNS))]
    claims: dict[Owner, list[int]] = {}
    for row, owner in _owners(table, rows, plan):
        claims.setdefault(owner, []).append(row)
    claimed = {row for claiming in claims.values() for row in claiming}
    in_plan = {project.key for project in plan.projects if project.key}
    others = [row for row in rows if row not in claimed]
    return RowOwners(
        owned={owner: min(claiming) for owner, claiming in claims.items()},
        twice={
            owner: tuple(claiming)
            for owner, claiming in claims.items()
            if len(claiming) > 1
        },
        strange=tuple(
            row
            for row in others
            if any(_filled(table, row, Reported)) and not _is_note(table, row, plan)
        ),
        keyed={
            text: row
            for row in reversed(others)
            if is_own_key(text := table.text(row, Copied.KEY)) or text in in_plan
        },
    )


def _owners(
    table: Table, rows: Sequence[int], plan: Plan
) -> Iterator[tuple[int, Owner]]:
    """Yield the rows that have an owner: first by their keys, then by their names."""
    in_plan = {project.key for project in plan.projects}
    known, lost = set[Owner](), list[tuple[int, str, Round]]()
    for row in rows:
        own, which = table.text(row, Copied.KEY), parse_round(table.text(row, "round"))
        if which is None:
            continue
        of_plan = which.year == plan.info.fiscal_year
        if is_key(own) and (own in in_plan or not of_plan):
            known.add(Owner(own, which))
            yield row, Owner(own, which)
        elif of_plan or is_key(own):
            lost.append((row, own, which))
    named = _by_name(plan)
    for row, own, which in lost:
        project = named.get(key(table.text(row, Copied.NAME)))
        if project and Owner(project.key, which) not in known:
            yield row, Owner(project.key, which)
        elif is_key(own):
            yield row, Owner(own, which)


def _is_note(table: Table, row: int, plan: Plan) -> bool:
    """Whether a row is a remark of staff's below the others, or a total of their own.

    It has neither key, round nor state, and names no project; most have two cells.
    """
    if any(_filled(table, row, (Copied.KEY, Copied.ROUND, Reported.STATE))):
        return False
    name = table.text(row, Copied.NAME)
    if key(name) in _by_name(plan):
        return False
    cells = sum(_filled(table, row, COLUMNS))
    return cells <= _MOST_IN_A_NOTE or read_label(name) is not None


_MOST_IN_A_NOTE = 2


def _by_name(plan: Plan) -> Mapping[str, Project | None]:
    """Return the projects by name; none under a name that two have, or that is none."""
    named: dict[str, Project | None] = {}
    for project in plan.projects:
        name = key(project.name)
        named[name] = None if name in named or not name else project
    return named


def _filled(table: Table, row: int, names: Iterable[str]) -> Iterator[bool]:
    for name in names:
        yield is_something(table.value(row, name)) and not table.above(row, name)
