"""Rivals: columns whose headers say that they are the same one of ours.

Offices keep what was asked for beside what was given, and this year's beside another's.
Where one is plainly the better, by something and by nothing less, it is taken. Else none
is: which of two a person meant is not guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import QUARTERS, Field
from sync.plan.header_words import bare_title
from sync.plan.labels import Headers
from sync.sheet.budget_years import budgets_of_years, unit_of, year_in_header
from sync.sheet.claims import claims_of
from sync.sheet.tables import Claim, Table, is_something
from sync.thai.folding import clean, key

TAKEN, IN_DOUBT = "TAB003", "TAB004"

_QUARTERS = "quarters"
_NAMES = {str(Field.NAME), "name"}
_PROJECT = re.compile("(?<!ของ)(?<!ใน)(?<!ตาม)โครงการ(?!ย่อย)")
_ASKED = re.compile(r"ขอ(?!ง)")


@dataclass(frozen=True, slots=True)
class Rivals:
    """Columns with headers for the same one of ours: the one ``taken``, and ``others``.

    Each is the cell of its header, with the text that says so. None is ``taken`` where
    that is not sure.
    """

    name: str
    others: tuple[tuple[Cell, str], ...]
    taken: tuple[Cell, str] | None = None

    @property
    def columns(self) -> frozenset[int]:
        """The columns that are not taken."""
        return frozenset(cell.column for cell, _ in self.others)


@dataclass(frozen=True, slots=True)
class _Rival:
    """One of them: ``ranks`` compare it with another; ``filled``: it has values."""

    claim: Claim
    cell: Cell
    ranks: tuple[int, ...]
    filled: bool

    @property
    def told(self) -> tuple[Cell, str]:
        """Its cell, and what stands there."""
        return self.cell, self.claim.text


def settle(
    table: Table,
    section: str,
    headers: Headers,
    rows_of: Callable[[Table], Iterable[int]],
    year: int | None = None,
) -> tuple[Table, tuple[Rivals, ...]]:
    """Choose between columns with headers for the same one of ours.

    Args:
        table: of two such columns it has the left one, or the one spelt as we know it.
        section: of the headers; in that of projects headers are read by their words.
        headers: what columns are called.
        rows_of: gives the rows in which values count, where there are rivals.
        year: the plan's.

    Returns:
        The table with the columns that are taken, the others marked as unsure; and what
        was to be chosen between.
    """
    claimed = _claimed(table, section, headers)
    last = max((row for own in claimed.values() for row, _ in own), default=0)
    if last > table.header:
        table = replace(table, header=last)
    found = {name: claims for name, claims in claimed.items() if len(claims) > 1}
    if not found:
        return table, ()
    rows = tuple(rows_of(table))

    def ranked(row: int, claim: Claim) -> _Rival:
        cell = Cell(table.tab.title, row, claim.column)
        is_filled = any(_stands(table, own, claim.column) for own in rows)
        return _Rival(claim, cell, _ranks(claim, section, headers, year), is_filled)

    columns, told = dict(table.columns), list[Rivals]()
    for name, claims in found.items():
        rivals = [ranked(row, claim) for row, claim in claims]
        best = _best(rivals, table.columns[name])
        others = tuple(rival.told for rival in rivals if rival is not best)
        told.append(Rivals(name, others, best.told if best else None))
        columns[name] = (best or rivals[0]).claim.column
    unsure = [each.name for each in told if each.taken is None]
    settled = _with_quarters(replace(table, columns=columns), unsure)
    return _with_unit(settled, table), tuple(_quarters_once(told))


def _claimed(
    table: Table, section: str, headers: Headers
) -> Mapping[str, Sequence[tuple[int, Claim]]]:
    """Return the headers for each column; of budgets of several years those of the plan's."""
    claimed = dict(claims_of(table, section, headers))
    if section != "projects" or Field.BUDGET not in table.columns:
        return claimed
    years = budgets_of_years(table, headers)
    others = claimed.get(Field.BUDGET, ())
    budgets = [*years.own, *(e for e in others if e[1].column not in years.columns)]
    return {**claimed, Field.BUDGET: sorted(budgets, key=lambda e: e[1].column)}


def rival_hits(
    table: Table, rivals: Sequence[Rivals], section: str, headers: Headers
) -> Iterator[Hit]:
    """Yield which of several columns was taken and which not, or that none was.

    That none was stands at the column in which everything else would be missed.
    """
    for each in rivals:
        facts = {"title": title_of(each.name, section, headers)}
        facts["other"] = named(each.others)
        if each.taken:
            cell = each.others[0][0]
            yield Hit(TAKEN, cell, "", {**facts, "of": named([each.taken])})
        else:
            name = QUARTERS[0] if each.name == _QUARTERS else each.name
            column = table.columns[name]
            rows = [cell.row for cell, _ in each.others if cell.column == column]
            cell = Cell(table.tab.title, min(rows, default=table.top), column)
            yield Hit(IN_DOUBT, cell, "", facts)


def title_of(name: str, section: str, headers: Headers) -> str:
    """Return what we call a column."""
    return headers.write_alone(section, name)


def named(cells: Iterable[tuple[Cell, str]]) -> str:
    """Return headers as people find them: the cell, and what stands there."""
    return ", ".join(f"{cell.a1} “{clean(text)}”" for cell, text in cells)


# --- which is better -----------------------------------------------------------------


def _ranks(
    claim: Claim, section: str, headers: Headers, year: int | None
) -> tuple[int, ...]:
    """Return in what a header may be better than another: spelling, year, and standing.

    Of names those of projects are better than those of their activities.
    """
    is_ours = key(claim.text) == key(headers.write_alone(section, claim.name))
    named_year = year_in_header(claim.text)
    years = 1 if None in {named_year, year} else 2 * (named_year == year)
    bare = bare_title(claim.text)
    is_asked = bool(_ASKED.search(bare))
    is_project = bool(_PROJECT.search(bare)) if claim.name in _NAMES else True
    return (
        claim.is_spelt + (claim.is_spelt and is_ours),
        years,
        not is_asked,
        is_project,
    )


def _best(rivals: Sequence[_Rival], present: int) -> _Rival | None:
    """Return the one that is plainly better than all others.

    An empty column is none of them beside one with values; where all are empty nothing
    can be read wrongly yet, and the present one stays.
    """
    filled = [rival for rival in rivals if rival.filled]
    for rival in filled:
        others = [other for other in filled if other is not rival]
        if all(_is_better(rival.ranks, other.ranks) for other in others):
            return rival
    if filled:
        return None
    own = (rival for rival in rivals if rival.claim.column == present)
    return next(own, rivals[0])


def _is_better(ranks: tuple[int, ...], others: tuple[int, ...]) -> bool:
    pairs = zip(ranks, others, strict=True)
    return ranks != others and all(own >= other for own, other in pairs)


def _stands(table: Table, row: int, column: int) -> bool:
    return is_something(table.tab.value(row, column))


def _with_unit(settled: Table, before: Table) -> Table:
    """Return the table with what the budgets that are taken are counted in."""
    column = settled.columns.get(Field.BUDGET)
    if column is None or Field.BUDGET in settled.unsure:
        return replace(settled, unit=Decimal(1))
    if column == before.columns.get(Field.BUDGET):
        return settled
    return replace(settled, unit=unit_of(settled, column))


# --- quarters, which are four columns or one -----------------------------------------


def _with_quarters(table: Table, unsure: Iterable[str]) -> Table:
    """Return the table with what is unsure; of quarters all are, or none."""
    names = set(unsure)
    if names & {*QUARTERS, _QUARTERS}:
        names |= {*QUARTERS}
    column = table.columns.get(_QUARTERS)
    if column and len({at for own in table.spread.values() for at in own}) == 1:
        one: dict[str, tuple[int, ...]] = dict.fromkeys(QUARTERS, (column,))
        firsts: dict[str, int] = dict.fromkeys(QUARTERS, column)
        columns = {**table.columns, **firsts}
        table = replace(table, spread=one, columns=columns)
    return replace(table, unsure=frozenset(names))


def _quarters_once(told: Sequence[Rivals]) -> Iterator[Rivals]:
    """Yield what is told, of four quarters at once."""
    quarters = [each for each in told if each.name in QUARTERS]
    doubts = [each for each in quarters if each.taken is None]
    yield from (each for each in told if each not in quarters)
    if not quarters:
        return
    first = (doubts or quarters)[0]
    others = [cell for each in doubts or quarters for cell in each.others]
    yield Rivals(_QUARTERS, tuple(others), first.taken)
