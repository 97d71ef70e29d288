"""Claims: all headers that say of a table's columns that they are its budgets.

They stand in one row. Where one is merged over several columns, those have headers of
their own below it, which go on with its words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sync.model.plan import Field
from sync.plan.header_words import read_header
from sync.plan.labels import Headers
from sync.sheet.budget_years import budgets_of_years
from sync.sheet.tables import Claim, Table, claims_in, read_text

_BELOW = 2
"""Rows below a header merged over columns in which they may have headers of their own."""
_SOURCE = re.compile(r"แหล่ง|ที่มา")


def budget_claims(table: Table, headers: Headers) -> Sequence[tuple[int, Claim]]:
    """Return the headers of budgets with their rows, from the left.

    Of budgets of several years they are those of the table's year.
    """
    years = budgets_of_years(table, headers)
    others = (
        (row, claim)
        for row, claim in _in_one_row(table, headers)
        if claim.column not in years.columns
    )
    return sorted([*years.own, *others], key=lambda each: each[1].column)


def _in_one_row(table: Table, headers: Headers) -> Iterator[tuple[int, Claim]]:
    """Yield the headers in the row that heads the column that the table has."""
    own = table.columns[Field.BUDGET]
    for row in dict.fromkeys((table.top, table.header, table.top - 1)):
        claims = _budgets_in(table, row, headers)
        if any(own in _headed(table, row, claim.column) for claim in claims):
            for claim in claims:
                yield from _with_what_stands_below(table, row, claim)
            return


def _budgets_in(table: Table, row: int, headers: Headers) -> Sequence[Claim]:
    """Return the headers of budgets in a row.

    Another column of details is none, and so is one that is something else of ours.
    """
    if row < 1:
        return ()
    own = table.columns[Field.BUDGET]
    taken = {*table.columns.values()} - {own}
    return [
        claim
        for claim in claims_in(table.tab, row, ("projects", "marks"), headers)
        if claim.name == Field.BUDGET
        and claim.column not in taken
        and (claim.column == own or not _is_of_details(claim, headers))
    ]


def _is_of_details(claim: Claim, headers: Headers) -> bool:
    return not claim.is_spelt and headers.find("details", claim.text) is not None


def _headed(table: Table, row: int, column: int) -> range:
    """Return the columns that a header heads: one, or those over which it is merged."""
    ends = (
        area.right
        for area in table.tab.merged
        if area.top <= row <= area.bottom and area.left == column
    )
    return range(column, max(ends, default=column) + 1)


def _with_what_stands_below(
    table: Table, row: int, claim: Claim
) -> Iterator[tuple[int, Claim]]:
    """Yield a header, or in its place the headers below it that are of budgets.

    Those must make one of a budget together with its words. The column that the table
    has is one whoever's money it is, but for that of the source's name.
    """
    columns = _headed(table, row, claim.column)
    below = _texts_below(table, row, columns) if len(columns) > 1 else {}
    if not below:
        yield row, claim
    for column, (at, text) in below.items():
        whole = f"{claim.text} {text}"
        is_own = column == table.columns[Field.BUDGET]
        is_budget = is_own or read_header(whole) == Field.BUDGET
        if is_budget and not _SOURCE.search(text):
            yield at, replace(claim, column=column, text=whole, is_spelt=False)


def _texts_below(
    table: Table, row: int, columns: range
) -> Mapping[int, tuple[int, str]]:
    """Return by column the row and text of the header below one, where it has one."""
    found: dict[int, tuple[int, str]] = {}
    for below in range(row + 1, min(row + _BELOW, len(table.tab.rows)) + 1):
        is_row = table.text(below, Field.NUMBER) or table.text(below, Field.NAME)
        if below > table.header and is_row:
            break
        for column in columns:
            text = read_text(table.tab.value(below, column))
            if any(map(str.isalpha, text)):
                found.setdefault(column, (below, text))
    return dict(sorted(found.items()))
