"""Rivals: columns of a table whose headers all say that they are its budgets.

Offices keep what was asked for beside what was given, and this year's beside another's.
What the columns hold decides first, then their headers. Where neither does, none is
taken: which of two a person meant is not guessed. Of all other columns the left one is
taken.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sync.model.cells import Cell, CellError, Uncomputed
from sync.model.findings import Hit
from sync.model.plan import Field, Mark
from sync.plan.header_words import bare_title
from sync.plan.labels import Headers
from sync.sheet.amounts import amount_of
from sync.sheet.budget_years import unit_of, year_in_header
from sync.sheet.claims import budget_claims
from sync.sheet.own_columns import with_own_marks
from sync.sheet.tables import Claim, Table, is_something
from sync.thai.folding import clean, key

_ASKED = re.compile(r"ขอ(?!ง)")
_WHOLE = re.compile(r"รวม|ทั้งสิ้น|ทั้งหมด")

_Amounts = Mapping[int, Decimal | None]
"""By row what a column holds above 0; ``None`` is what no program has worked out."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """Columns with headers of budgets: the one ``taken``, and ``others``.

    Each is the cell of its header, with the text that says so. None is ``taken`` where
    that is not sure.
    """

    others: tuple[tuple[Cell, str], ...]
    taken: tuple[Cell, str] | None = None

    @property
    def columns(self) -> frozenset[int]:
        """The columns that are not taken."""
        return frozenset(cell.column for cell, _ in self.others)


@dataclass(frozen=True, slots=True)
class _Rival:
    """One of them: ``ranks`` compare its header with another's."""

    claim: Claim
    cell: Cell
    ranks: tuple[int, ...]
    amounts: _Amounts

    @property
    def told(self) -> tuple[Cell, str]:
        """Its cell, and what stands there."""
        return self.cell, self.claim.text

    def is_as(self, other: "_Rival") -> bool:
        """Whether it surely holds the same in every row."""
        return self.amounts == other.amounts and None not in self.amounts.values()


def settle(
    table: Table,
    headers: Headers,
    rows_of: Callable[[Table], Iterable[int]],
    year: int | None = None,
) -> tuple[Table, Rivals | None]:
    """Choose between columns with headers of budgets.

    Args:
        table: of two such columns it has the left one, or the one spelt as we know it.
        headers: what columns are called.
        rows_of: gives the rows that are projects, where there are rivals.
        year: the plan's.

    Returns:
        The table with the column that is taken, or its budgets marked as unsure; and
        what was to be chosen between, if their columns differ.
    """
    present = table.columns.get(Field.BUDGET)
    claims = budget_claims(table, headers) if present else ()
    last = max((row for row, _ in claims), default=0)
    # headers of the budgets' own stand below all others
    headed = replace(table, header=last) if last > table.header else table
    if {claim.column for _, claim in claims} <= {present}:
        return headed, None
    rows = tuple(rows_of(headed))
    area = _area(with_own_marks(headed, rows, headers), rows)
    rivals = [
        _Rival(
            claim,
            Cell(table.tab.title, row, claim.column),
            _ranks(claim, headers, year),
            _amounts(headed, rows, claim.column),
        )
        for row, claim in claims
        if claim.column in area
    ]
    if {rival.claim.column for rival in rivals} <= {present}:
        return headed, None
    best = _best(rivals, present)
    if best is None:
        columns = {**table.columns, Field.BUDGET: rivals[0].claim.column}
        unsure = frozenset({Field.BUDGET})
        found = replace(headed, columns=columns, unsure=unsure, unit=Decimal(1))
        return found, Rivals(tuple(rival.told for rival in rivals))
    others = [
        rival.told for rival in rivals if not (rival is best or rival.is_as(best))
    ]
    told = Rivals(tuple(others), best.told) if others else None
    return _with_budget(headed, best.claim.column), told


def rival_hits(rivals: Rivals, headers: Headers) -> Iterator[Hit]:
    """Yield which of several columns was taken and which not, or that none was.

    That none was stands at the column in which everything else would be missed.
    """
    facts = {"title": budget_title(headers), "other": named(rivals.others)}
    cell, _ = rivals.others[0]
    if rivals.taken:
        yield Hit("TAB003", cell, "", {**facts, "of": named([rivals.taken])})
    else:
        yield Hit(IN_DOUBT, cell, "", facts)


IN_DOUBT = "TAB004"
"""Nobody knows which of several columns is ours."""


def budget_title(headers: Headers) -> str:
    """Return what we call the column of budgets."""
    return headers.write_alone("projects", Field.BUDGET)


def named(cells: Iterable[tuple[Cell, str]]) -> str:
    """Return headers as people find them: the cell, and what stands there."""
    return ", ".join(f"{cell.a1} “{clean(text)}”" for cell, text in cells)


# --- which columns are the table's -----------------------------------------------------


def _area(table: Table, projects: Sequence[int]) -> range:
    """Return the columns of the table itself: around names and budgets, without a gap.

    The worker's own columns are its right end; ``table`` has only those as marks.
    """
    ends = [table.columns[name] for name in (Field.NAME, Field.BUDGET)]
    first, last = min(ends), max(ends)
    marks = {table.columns[mark] for mark in Mark if mark in table.columns}
    while first > 1 and _is_used(table, projects, first - 1):
        first -= 1
    while last + 1 not in marks and _is_used(table, projects, last + 1):
        last += 1
    return range(first, last + 1)


def _is_used(table: Table, projects: Sequence[int], column: int) -> bool:
    """Whether a column has headers, or anything in the projects' rows."""
    return any(
        is_something(table.tab.value(row, column))
        or Cell(table.tab.title, row, column) in table.covered
        for row in (*range(table.top, table.header + 1), *projects)
    )


# --- which is better -------------------------------------------------------------------


def _best(rivals: Sequence[_Rival], present: int | None) -> _Rival | None:
    """Return the one that is taken before all others, if there is one.

    It holds an amount in all but few of the rows in which any does. The others hold
    hardly any, or the same ones, or it has the better header. Of several with the same
    amounts it is that with the best header, else the present one.
    """
    filled = {row for rival in rivals for row in rival.amounts}
    found = [
        rival
        for rival in rivals
        if 5 * len(rival.amounts) >= 4 * len(filled)
        and all(_gives_way(other, rival, len(filled)) for other in rivals)
    ]
    found.sort(key=lambda rival: rival.claim.column != present)
    ranks = [rival.ranks for rival in found]
    return next(
        (it for it in found if not any(_is_better(own, it.ranks) for own in ranks)),
        None,
    )


def _gives_way(rival: _Rival, to: _Rival, filled: int) -> bool:
    is_hardly_filled = 2 * len(rival.amounts) < filled
    is_same = rival is to or rival.is_as(to)
    return is_hardly_filled or is_same or _is_better(to.ranks, rival.ranks)


def _is_better(ranks: tuple[int, ...], others: tuple[int, ...]) -> bool:
    """Whether a header is better than another by something, and by nothing less."""
    pairs = zip(ranks, others, strict=True)
    return ranks != others and all(own >= other for own, other in pairs)


def _ranks(claim: Claim, headers: Headers, year: int | None) -> tuple[int, ...]:
    """Return in what a header may be better than another: spelling, year, and standing.

    Of headers that only read as one, that of the whole is better than those of parts.
    """
    is_ours = key(claim.text) == key(budget_title(headers))
    named_year = year_in_header(claim.text)
    years = 1 if None in {named_year, year} else 2 * (named_year == year)
    bare = bare_title(claim.text)
    return (
        2 + is_ours if claim.is_spelt else bool(_WHOLE.search(bare)),
        years,
        not _ASKED.search(bare),
    )


def _amounts(table: Table, rows: Iterable[int], column: int) -> _Amounts:
    """Return what a column holds; a dash, a zero and words hold nothing."""
    own = _with_budget(table, column)
    found: dict[int, Decimal | None] = {}
    for row in rows:
        cell = Cell(table.tab.title, row, column)
        shown = table.covered.get(cell, cell)
        value = table.tab.value(shown.row, shown.column)
        if isinstance(value, CellError | Uncomputed):
            found[row] = None
        elif (amount := amount_of(own, value)) and amount > 0:
            found[row] = amount
    return found


def _with_budget(table: Table, column: int) -> Table:
    """Return the table with a column as its budgets, and what these are counted in."""
    if column == table.columns[Field.BUDGET]:
        return table
    found = replace(table, columns={**table.columns, Field.BUDGET: column})
    return replace(found, unit=unit_of(found, column))
