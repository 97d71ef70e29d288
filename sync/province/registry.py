"""A list of offices that people keep in a Google Sheet: what it says, and what follows.

A row makes an office, or pauses one; a row that is gone deletes nothing. What cannot be
understood is told beside the row, and what was known of its office goes on.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sync.model.cells import Sheet, Tab, Value
from sync.plan.labels import HEADER_ROWS, Headers
from sync.sheet.tables import Table, find_table, read_text
from sync.thai.folding import fold
from sync.thai.ticks import parse_tick
from sync.thai.total_labels import is_note, read_label

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_LONGEST = 100
"""Letters of what is quoted of a cell."""

IdOf = Callable[[str], str | None]
"""Returns the id of a spreadsheet out of its link."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row, or a whole list, is not followed: a sentence's name and its facts."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


def problem(code: str, **facts: str) -> Problem:
    """Return a problem; of a long text it quotes the beginning."""
    return Problem(code, tuple((name, _quoted(it)) for name, it in facts.items()))


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list; ``name`` and ``sheet`` (an id) are empty if not understood."""

    row: int
    name: str
    link: str
    sheet: str
    pool: str = ""
    on: bool = True
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class There:
    """What there is already: names of pools, and offices with the ids of their sheets.

    ``id_of`` tells a spreadsheet's id from its link. An office whose sheet is not known
    has none.
    """

    id_of: IdOf
    pools: frozenset[str]
    offices: Mapping[str, str]
    owners: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Turn the offices round: whose a spreadsheet is."""
        owners = {sheet: name for name, sheet in self.offices.items() if sheet}
        object.__setattr__(self, "owners", owners)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list says: its table and rows; ``problem`` if it is none as a whole."""

    table: Table | None = None
    lines: tuple[Line, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of a listed office; ``gone`` once its row is."""

    sheet: str
    pool: str = ""
    on: bool = True
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What was understood of the list, row by row, whenever that was."""

    offices: Mapping[str, Listed] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def paused(self) -> frozenset[str]:
        """Those that nobody visits: switched off, or their row is gone."""
        return frozenset(
            name for name, it in self.offices.items() if it.gone or not it.on
        )

    @property
    def gone(self) -> tuple[Problem, ...]:
        """Say which offices' rows are gone, if any are."""
        names = [name for name, it in self.offices.items() if it.gone]
        return (problem("gone", offices=", ".join(names)),) if names else ()

    @property
    def pools(self) -> Mapping[str, str]:
        """The pools that the list gives offices."""
        return {name: it.pool for name, it in self.offices.items() if it.pool}


def read_list(sheet: Sheet, headers: Headers, there: There) -> Listing:
    """Read the list of offices that a spreadsheet holds.

    Args:
        sheet: the spreadsheet; the list may stand in any tab.
        headers: what its columns may be called.
        there: what a row may be about.
    """
    tables = [table for tab in sheet.tabs if (table := _list_in(tab, headers))]
    if len(tables) != 1:
        titles = ", ".join(table.tab.title for table in tables)
        code = "lists" if tables else "no_list"
        return Listing(problem=problem(code, tabs=titles))
    (table,) = tables
    rows = (row for row in table.filled_rows() if _is_row(table, row))
    lines = [_line(table, row, headers, there) for row in rows]
    if not lines:
        return Listing(table, problem=problem("empty"))
    return Listing(table, tuple(_each_once(lines)))


def follow(
    known: Known, listing: Listing, folders: Collection[str]
) -> tuple[Known, Sequence[Line]]:
    """Return what is known after a look at the list, and the rows of new offices.

    Args:
        known: before.
        listing: the list as it is now; of one that is none as a whole nothing follows.
        folders: the names of the offices there are.
    """
    if listing.problem is not None:
        return replace(known, problems=(listing.problem,)), ()
    good = [line for line in listing.lines if line.problem is None]
    unclear = [line for line in listing.lines if line.problem is not None]
    named = {line.name for line in unclear} | {line.sheet for line in unclear}
    offices = {line.name: Listed(line.sheet, line.pool, line.on) for line in good}
    for name, it in known.offices.items():
        if name in offices:
            continue
        if {name, it.sheet} & named:
            offices[name] = it
        elif name in folders:
            offices[name] = replace(it, gone=True)
    problems: tuple[Problem, ...] = ()
    if unclear:
        rows = ", ".join(str(line.row) for line in unclear)
        problems = (problem("rows", count=str(len(unclear)), rows=rows),)
    new = [line for line in good if line.on and line.name not in folders]
    return Known(offices, problems), new


def _list_in(tab: Tab, headers: Headers) -> Table | None:
    found = find_table(_with_merged_headers(tab), headers, "registry")
    if found is None or not {"name", "sheet"} <= found.columns.keys():
        return None
    return replace(found, tab=tab)


def _with_merged_headers(tab: Tab) -> Tab:
    """Return the tab with what a header shows over several rows in each of them."""
    rows = [list(values) for values in tab.rows]
    for area in tab.merged:
        if area.left == area.right and area.top <= HEADER_ROWS:
            shown: Value = tab.value(area.top, area.left)
            for row in range(area.top, min(area.bottom, HEADER_ROWS, len(rows)) + 1):
                values = rows[row - 1]
                values += [None] * (area.left - len(values))
                values[area.left - 1] = shown
    return replace(tab, rows=tuple(map(tuple, rows)))


def _is_row(table: Table, row: int) -> bool:
    """Whether a row is about an office; sums of people's own, and notes, are none."""
    name, link = table.text(row, "name"), _link(table, row)
    is_aside = read_label(name) is not None or is_note(name)
    return bool(link) or (bool(name) and not is_aside)


def _link(table: Table, row: int) -> str:
    """Return where a cell leads, else what it shows: people hide links below words."""
    linked = table.tab.links.get(table.cell(row, "sheet"))
    return linked or table.text(row, "sheet")


def _line(table: Table, row: int, headers: Headers, there: There) -> Line:
    typed, link = table.text(row, "name"), _link(table, row)
    folded = fold(typed) if len(typed) <= _LONGEST else ""
    name = typed if typed in there.offices else folded
    pool, on = table.held(row, "pool"), _is_on(table, row, headers)
    line = Line(row, name, link, there.id_of(link) or "", pool, on is not False)
    wrong = next(_problems_of(line, typed, there), None)
    if wrong is None and on is None:
        wrong = problem("on", text=table.held(row, "on"))
    if wrong and wrong.code in {"no_name", "name"}:
        line = replace(line, name="")
    return replace(line, problem=wrong)


def _problems_of(line: Line, typed: str, there: There) -> Iterator[Problem]:
    """Yield what is wrong with a row, the first thing first."""
    if not typed:
        yield problem("no_name")
    if line.name not in there.offices and not _NAME.fullmatch(line.name):
        yield problem("name", text=typed)
    if not line.link:
        yield problem("no_link")
    if not line.sheet:
        yield problem("link", text=line.link)
    if there.offices.get(line.name, line.sheet) not in {line.sheet, ""}:
        yield problem("other_sheet", office=line.name)
    owner = there.owners.get(line.sheet, line.name)
    if owner != line.name:
        yield problem("taken", office=owner)
    if line.pool and line.pool not in there.pools:
        yield problem("pool", text=line.pool)


def _is_on(table: Table, row: int, headers: Headers) -> bool | None:
    """Whether an office is to be visited; ``None`` for a word that says neither."""
    if "on" not in table.columns:
        return True
    at = table.above(row, "on") or table.cell(row, "on")
    value = table.tab.value(at.row, at.column)
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return None
    text = read_text(value)
    word = headers.find("switch", text) if text else "on"
    return word == "on" if word else parse_tick(text)


def _each_once(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the rows; of those that name one office, or one sheet, nobody knows which."""
    names = Counter(line.name for line in lines)
    sheets = Counter(line.sheet for line in lines)
    for line in lines:
        if line.problem is None and names[line.name] > 1:
            yield replace(line, problem=problem("same_name", office=line.name))
        elif line.problem is None and sheets[line.sheet] > 1:
            yield replace(line, problem=problem("same_sheet"))
        else:
            yield line
