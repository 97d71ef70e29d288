"""Claims: all headers that say of a table's columns which of ours they are.

Most stand in the row of the headers. Where one is merged over several columns, those have
headers of their own below it, which go on with its words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sync.model.plan import QUARTERS, Field, Mark
from sync.plan.header_words import read_header
from sync.plan.labels import Headers
from sync.sheet.tables import Claim, Table, claims_in, read_text

_QUARTERS = "quarters"
_BELOW = 2
"""Rows below a header merged over columns in which they may have headers of their own."""
_SOURCE = re.compile(r"แหล่ง|ที่มา")


def claims_of(
    table: Table, section: str, headers: Headers
) -> Mapping[str, Sequence[tuple[int, Claim]]]:
    """Return the headers that name each column of the table, with the row of each."""
    sections = (section, "marks") if section == "projects" else (section,)
    by_row = {
        row: [*claims_in(table.tab, row, sections, headers)]
        for row in dict.fromkeys((table.top, table.header, table.top - 1))
        if row > 0
    }
    claimed = {
        name: [each for row, claim in own for each in _under(table, row, claim)]
        for name in _telling(table)
        if (own := _row_of(table, name, by_row))
    }
    if section != "projects":
        return claimed
    # a column of details stands beside the table's own one
    return {
        name: [
            (row, claim)
            for row, claim in own
            if claim.column == table.columns[name] or not _is_of_details(claim, headers)
        ]
        for name, own in claimed.items()
    }


def _is_of_details(claim: Claim, headers: Headers) -> bool:
    return not claim.is_spelt and headers.find("details", claim.text) is not None


def _telling(table: Table) -> Iterator[str]:
    """Yield the columns that one header each names; whose marks are tells what they hold."""
    spread = {column for own in table.spread.values() for column in own}
    for name in table.columns:
        if name in QUARTERS:
            is_one = not table.spread
        elif name == _QUARTERS:
            is_one = len(spread) == 1
        else:
            is_one = name not in {*Mark}
        if is_one:
            yield name


def _row_of(
    table: Table, name: str, by_row: Mapping[int, Sequence[Claim]]
) -> Sequence[tuple[int, Claim]]:
    """Return the headers for a column in the row that has its own one."""
    own = table.columns[name]
    taken = {at for other, at in table.columns.items() if other != name and at != own}
    for row, claims in by_row.items():
        same = [claim for claim in claims if claim.name == name]
        heads = {claim.column: _end(table, row, claim.column) for claim in same}
        if any(first <= own <= last for first, last in heads.items()):
            return [(row, claim) for claim in same if claim.column not in taken]
    return ()


def _end(table: Table, row: int, column: int) -> int:
    """Return the last column over which a header is merged."""
    areas = (
        area
        for area in table.tab.merged
        if area.top <= row <= area.bottom and area.left == column
    )
    return max((area.right for area in areas), default=column)


def _under(table: Table, row: int, claim: Claim) -> Iterator[tuple[int, Claim]]:
    """Yield a header; where it is merged over several columns, those that it heads.

    Below it they have headers of their own, which must go on with its words.
    """
    last = _end(table, row, claim.column)
    below = {
        column: found
        for column in range(claim.column, last + 1)
        if last > claim.column and (found := _text_below(table, row, column))
    }
    if not below or claim.name == _QUARTERS:
        yield row, claim
        return
    for column, (at, text) in below.items():
        whole = f"{claim.text} {text}"
        is_own = column == table.columns[claim.name]
        is_ours = read_header(whole) == claim.name and not _SOURCE.search(text)
        is_budget = claim.name != Field.BUDGET or not _SOURCE.search(text)
        if is_ours or (is_own and is_budget):
            yield at, replace(claim, column=column, text=whole, is_spelt=False)


def _text_below(table: Table, row: int, column: int) -> tuple[int, str] | None:
    """Return the row and text of what heads one column below a merged header."""
    for below in range(row + 1, min(row + _BELOW, len(table.tab.rows)) + 1):
        is_row = table.text(below, Field.NUMBER) or table.text(below, Field.NAME)
        if below > table.header and is_row:
            return None
        text = read_text(table.tab.value(below, column))
        if any(map(str.isalpha, text)):
            return below, text
    return None
