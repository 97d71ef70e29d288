"""The table of the tab การอนุมัติ: where its columns are, and which rows are whose.

A row is a version's if document, year, number and code in it are those of one that the
chain has. Anything else somebody altered, or it is of another ledger: then nothing
follows from the row, and nothing is written there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.model.approval_tab import Laid, Seen, Typed
from sync.model.approvals import Entered
from sync.model.cells import Sheet
from sync.model.findings import Hit
from sync.plan.labels import Headers
from sync.sheet.own_tabs import is_approvals_tab
from sync.sheet.tables import Table, columns_as_put, find_table, is_something
from sync.thai.digits import to_arabic, to_count

COLUMNS = (*Laid, *Typed, *Seen)
_NAMES = (Laid.DOCUMENT, Laid.YEAR, Laid.VERSION, Laid.CONTENT)


def find_approvals(sheet: Sheet, headers: Headers) -> Table | None:
    """Return where the columns of the tab are; those it lacks come on its right.

    ``None`` where an office has no such tab, or one of its own: then it does without.
    """
    tab = sheet.tab(headers.tabs["approvals"])
    if tab is None or not is_approvals_tab(tab, headers):
        return None
    table, names = find_table(tab, headers, "approvals"), list(COLUMNS)
    if table is None:
        return Table(tab, 1, {name: at for at, name in enumerate(names, 1)}, top=1)
    columns = columns_as_put(table, names, "approvals", headers)
    return replace(table, columns=columns)


@dataclass(frozen=True, slots=True)
class VersionRows:
    """The rows by version, and those of which nobody can tell which version they are.

    ``twice`` are the rows of versions that have more than one; ``altered`` are those
    that name a version in part, each with the one that they may be; ``unknown`` name
    none that the chain has, and ``strange`` name none and have something of people's.
    """

    owned: Mapping[Entered, int]
    twice: Mapping[Entered, tuple[int, ...]]
    altered: Mapping[int, Entered]
    unknown: tuple[int, ...]
    strange: tuple[int, ...]

    @property
    def versions(self) -> frozenset[Entered]:
        """The versions that have a row, or may have one."""
        return frozenset((*self.owned, *self.twice, *self.altered.values()))

    def hits(self, table: Table, headers: Headers) -> Iterator[Hit]:
        """Say of which rows nothing follows, and why."""
        for rows in self.twice.values():
            for row in rows:
                others = ", ".join(str(other) for other in rows if other != row)
                text = table.text(row, Laid.CONTENT)
                cell = table.cell(row, Laid.CONTENT)
                yield Hit("APV005", cell, text, {"other": others})
        for row, version in self.altered.items():
            yield from _altered(table, row, version, headers)
        for row in self.unknown:
            text = table.text(row, Laid.CONTENT)
            yield Hit("APV006", table.cell(row, Laid.CONTENT), text)
        for row in self.strange:
            yield Hit("APV007", table.cell(row, Laid.CONTENT), "", {"row": str(row)})


def _altered(
    table: Table, row: int, version: Entered, headers: Headers
) -> Iterator[Hit]:
    for name, right in names_of(version, headers).items():
        if not _reads_as(table, row, name, right, headers):
            facts = {"right": right}
            yield Hit("APV004", table.cell(row, name), table.text(row, name), facts)


def names_of(version: Entered, headers: Headers) -> Mapping[Laid, str]:
    """Return what a version's row names it by."""
    return {
        Laid.DOCUMENT: headers.write("documents", version.document),
        Laid.YEAR: str(version.year),
        Laid.VERSION: str(version.version),
        Laid.CONTENT: version.code,
    }


def find_versions(
    table: Table, versions: Iterable[Entered], headers: Headers
) -> VersionRows:
    """Tell which version each row is about."""
    known = tuple(versions)
    owned: dict[Entered, list[int]] = {}
    altered: dict[int, Entered] = {}
    unknown, strange, others = list[int](), list[int](), list[int]()
    for row in table.filled_rows():
        if not any(table.text(row, name) for name in _NAMES):
            if any(_filled(table, row, Typed)):
                strange.append(row)
        elif version := _likest(table, row, known, len(_NAMES), headers):
            owned.setdefault(version, []).append(row)
        else:
            others.append(row)
    # a version that has its row is not the one that another row was
    rest = [version for version in known if version not in owned]
    for row in others:
        if version := _likest(table, row, rest, _MOST_LIKELY, headers):
            altered[row] = version
        else:
            unknown.append(row)
    return VersionRows(
        owned={version: rows[0] for version, rows in owned.items() if len(rows) == 1},
        twice={v: tuple(rows) for v, rows in owned.items() if len(rows) > 1},
        altered=altered,
        unknown=tuple(unknown),
        strange=tuple(strange),
    )


_MOST_LIKELY = 3
"""Of the four by which a version is named: two may be those of another."""


def _likest(
    table: Table,
    row: int,
    versions: Sequence[Entered],
    least: int,
    headers: Headers,
) -> Entered | None:
    """Return the version of which a row has the most names, if it has so many."""
    likeness = {each: _likeness(table, row, each, headers) for each in versions}
    best = max(likeness, key=likeness.__getitem__, default=None)
    return best if best and likeness[best] >= least else None


def _likeness(table: Table, row: int, version: Entered, headers: Headers) -> int:
    names = names_of(version, headers)
    return sum(_reads_as(table, row, name, names[name], headers) for name in _NAMES)


def _reads_as(table: Table, row: int, name: Laid, right: str, headers: Headers) -> bool:
    text = table.text(row, name)
    if name is Laid.DOCUMENT:
        found = headers.find("documents", text)
        return found is not None and headers.write("documents", found) == right
    if name is Laid.CONTENT:
        return text.casefold() == right
    return to_count(to_arabic(text)) == int(right)


def _filled(table: Table, row: int, names: Iterable[str]) -> Iterator[bool]:
    for name in names:
        yield is_something(table.value(row, name)) and not table.above(row, name)
