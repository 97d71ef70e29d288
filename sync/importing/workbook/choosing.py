"""Which tab's table is the plan, where there are several; or that nobody can tell."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sync.errors import SourceNoSuchTab, SourceTablesAlike
from sync.importing.workbook.detail_columns import details_in_columns
from sync.importing.workbook.projects import ProjectsTab
from sync.model.imports import Said
from sync.model.plan import QUARTERS, Field
from sync.thai.folding import key

_OFFICIAL = 3
"""Columns that tell: the dimension, the budget, the quarters."""

_FEW_HEADINGS = 3
"""Headings of details as columns; a table of projects has one or two of them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The tabs whose tables are the plan, and why these."""

    taken: tuple[ProjectsTab, ...]
    why: Said | None = None


def choose(
    source: Path | str,
    tables: Sequence[ProjectsTab],
    hidden: Collection[str],
    asked: str | None,
) -> Choice:
    """Choose between tables.

    The newer year and more of the official columns win, and a tab in sight; tables of
    one dimension, strategy or unit of the office each are a plan together.

    Args:
        source: where they are, for the stops.
        tables: all there are.
        hidden: titles of tabs that are out of sight.
        asked: the title of the one to take, if somebody has said.

    Raises:
        SourceNoSuchTab: it is none of these.
        SourceTablesAlike: nothing tells which is meant.
    """
    if asked is not None:
        taken = [table for table in tables if key(table.title) == key(asked)]
        if not taken:
            titles = [table.title for table in _likely(tables)]
            raise SourceNoSuchTab(source, tab=asked, tabs=titles)
        return Choice(tuple(taken[:1]), Said("because_asked", {}))
    in_sight = [table for table in tables if table.title not in hidden] or tables
    plans = [table for table in in_sight if not _is_of_details(table)] or in_sight
    rivals = _distinct(_likely(plans))
    if len(rivals) < 2:
        return Choice(tuple(rivals))
    if word := _parted_by(rivals):
        together = sorted(rivals, key=lambda table: table.section or ("", 0))
        return Choice(tuple(together), Said("because_parts", {"word": word}))
    if _are_of_units(rivals):
        return Choice(tuple(rivals), Said("because_units", {}))
    for table in rivals:
        others = [other for other in rivals if other is not table]
        if all(_is_better(table, other) for other in others):
            return Choice((table,), _reason(table, others))
    raise SourceTablesAlike(
        source,
        tabs=[table.title for table in rivals],
        first=rivals[0].title,
        difference=_difference(*rivals[:2]),
    )


def _is_of_details(table: ProjectsTab) -> bool:
    """Whether a table has what details have, and the year of a project in words at most."""
    own = {Field.DIMENSION, *QUARTERS} & table.table.columns.keys()
    headings = details_in_columns(table).titles
    return len(headings) >= _FEW_HEADINGS and not own - table.table.spread.keys()


def _likely(tables: Sequence[ProjectsTab]) -> Sequence[ProjectsTab]:
    """Return the tables that may be a plan's; a list of budgets is none beside one."""
    most = max((len(table.columns) for table in tables), default=0)
    least = _OFFICIAL - 1 if most == _OFFICIAL else most
    return [table for table in tables if len(table.columns) >= least]


def _distinct(tables: Iterable[ProjectsTab]) -> list[ProjectsTab]:
    """Return the tables without those that are the same as another before."""
    found: list[ProjectsTab] = []
    for table in tables:
        if not any(_is_copy(table, known) for known in found):
            found.append(table)
    return found


def _is_copy(table: ProjectsTab, known: ProjectsTab) -> bool:
    same = list(table.projects.values()) == list(known.projects.values())
    return same and table.year == known.year


def _difference(one: ProjectsTab, other: ProjectsTab) -> str:
    """Return the first thing in which two tables differ, and of how many more they do."""
    told = list(_differences(one, other))
    more = f" (+{len(told) - 1})" if len(told) > 1 else ""
    return f"{told[0]}{more}" if told else ""


def _differences(one: ProjectsTab, other: ProjectsTab) -> Iterator[str]:
    if one.year != other.year:
        yield _unlike(one, other, str(one.year or ""), str(other.year or ""))
    rows, others = _by_name(one), _by_name(other)
    for own in dict.fromkeys([*rows, *others]):
        if own not in rows or own not in others:
            names = (named.get(own, {}).get(Field.NAME, "") for named in (rows, others))
            yield _unlike(one, other, *names)
            continue
        for name in Field:
            texts = rows[own][name], others[own][name]
            if key(texts[0]) != key(texts[1]):
                label = one.headers.write("projects", name)
                told = f"“{rows[own][Field.NAME]}” {label} "
                yield told + _unlike(one, other, *texts)


def _by_name(table: ProjectsTab) -> Mapping[str, Mapping[Field, str]]:
    return {key(row[Field.NAME]): row for row in table.projects.values()}


def _unlike(one: ProjectsTab, other: ProjectsTab, mine: str, yours: str) -> str:
    return f"{one.title}: “{mine}” ≠ {other.title}: “{yours}”"


def _parted_by(tables: Sequence[ProjectsTab]) -> str | None:
    """Return by what tables of one year are parts of a plan, each another: as มิติ."""
    parts = {table.section for table in tables}
    words = {part[0] for part in parts if part}
    years = {table.year for table in tables} - {None}
    are_other = None not in parts and len(parts) == len(tables)
    if not are_other or len(words) > 1 or len(years) > 1 or _share_a_project(tables):
        return None
    return words.pop()


def _are_of_units(tables: Sequence[ProjectsTab]) -> bool:
    """Whether tables of one year are of a unit of the office each, of whatever columns."""
    units = {table.unit for table in tables}
    years = {table.year for table in tables} - {None}
    are_other = None not in units and len(units) == len(tables)
    return are_other and len(years) < 2 and not _share_a_project(tables)


def _share_a_project(tables: Sequence[ProjectsTab]) -> bool:
    names = [{key(row[Field.NAME]) for row in own.projects.values()} for own in tables]
    return len(set().union(*names)) < sum(map(len, names))


def _is_better(table: ProjectsTab, other: ProjectsTab) -> bool:
    """Whether one table is the plan rather than another by something, and by nothing less."""
    more = len(table.columns) - len(other.columns)
    if table.year is None or other.year is None:
        return more > 0
    newer = table.year - other.year
    return newer >= 0 and more >= 0 and bool(newer or more)


def _reason(table: ProjectsTab, others: Sequence[ProjectsTab]) -> Said:
    """Return why a table is taken, with the likeliest of the others to name instead."""
    other = max(others, key=lambda own: (own.year or 0, len(own.columns)))
    facts = {"other": other.title}
    if table.year and all(other.year and other.year < table.year for other in others):
        return Said("because_newer", {**facts, "year": str(table.year)})
    return Said("because_columns", facts)
