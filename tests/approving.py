"""A tab of approvals as the worker lays it out, and as people fill it in."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sync.approval.adding import Board, find_new_versions
from sync.approval.moving import without_moved
from sync.approval.read import Proposals, read_proposals
from sync.approval.table import COLUMNS
from sync.model.approvals import (
    Approval,
    Decision,
    Entered,
    Result,
    Strength,
    approvals_standing,
    last_typed,
    versions_in,
)
from sync.model.cells import Area, Guard, Sheet, Tab, Value
from sync.model.chain import (
    Chained,
    Finished,
    Link,
    canonical,
    link_after,
    sealed,
)
from tests.sheets import HEADERS, clean_sheet

TAB = HEADERS.tabs["approvals"]
HEADER = tuple(HEADERS.write("approvals", name) for name in COLUMNS)
NOTED = date(2027, 4, 1)
"""The day of the versions."""
TODAY = date(2027, 4, 10)


def _chain() -> list[Link]:
    links: list[Link] = []
    for document, text in (
        (Chained.PLAN, "ก"),
        (Chained.REPORT_6, "ข"),
        (Chained.PLAN, "ค"),
    ):
        content = canonical({"projects": [{"budget": "5000.00"}], "name": text})
        finished = Finished(document, 2570, "อบต.ตัวอย่าง", NOTED, content)
        same = [link for link in links if link.is_of(finished)]
        last, latest = (each[-1] if each else None for each in (links, same))
        links.append(link_after(last, latest, finished, NOTED))
    return links


CHAIN = tuple(_chain())
FIRST, REPORT, SECOND = VERSIONS = versions_in(CHAIN)
"""Two versions of the plan, and one of a report between them."""


def named(version: Entered = SECOND) -> dict[str, Value]:
    """Return what a version's row names it by."""
    return {
        "document": HEADERS.write("documents", version.document),
        "year": Decimal(version.year),
        "version": Decimal(version.version),
        "key": version.code,
    }


def line(typed: Mapping[str, Value]) -> tuple[Value, ...]:
    """Return a row of the tab."""
    return tuple(typed.get(name) for name in COLUMNS)


def sheet_with(
    *rows: Mapping[str, Value],
    editors: Sequence[str] = (),
    sheet: Sheet | None = None,
) -> Sheet:
    """Return the clean plan with a tab of approvals, its decisions guarded for some."""
    place = COLUMNS.index("result") + 1
    guard = Guard(Area(2, place, 9999, place), tuple(editors))
    guards = (guard,) if editors else ()
    tab = Tab(TAB, (HEADER, *map(line, rows)), guards=guards)
    plain = sheet or clean_sheet()
    return Sheet((*plain.tabs, tab), plain.revision)


def with_approvals(
    sheet: Sheet, rows: Sequence[Mapping[str, Any]], editors: Sequence[str]
) -> Sheet:
    """Return a sheet with versions put forward; ``of`` is a version's place, from 0."""
    lines = [
        {**(named(VERSIONS[row["of"]]) if "of" in row else {}), **_typed(row)}
        for row in rows
    ]
    return sheet_with(*lines, editors=editors, sheet=sheet)


def _typed(row: Mapping[str, Any]) -> dict[str, Value]:
    return {
        name: Decimal(str(value)) if type(value) in {int, float} else value
        for name, value in row.items()
        if name != "of"
    }


def read(sheet: Sheet) -> Proposals:
    return read_proposals(sheet, VERSIONS, HEADERS, TODAY)


def board_of(sheet: Sheet, *decisions: Decision) -> Board:
    """Return the board of a sheet; ``decisions`` were noted before."""
    approvals, last = approvals_after(*decisions), last_typed(_after(*decisions))
    proposals = without_moved(read(sheet), last)
    new = find_new_versions(proposals, approvals, (2569, 2570))
    return Board(proposals, new, approvals)


def approvals_after(*decisions: Decision) -> tuple[Approval, ...]:
    """Return the approvals that stand after decisions, the second version being now."""
    now = {(Chained.PLAN, 2570): SECOND.content}
    return approvals_standing(_after(*decisions), now)


def _after(*decisions: Decision) -> list[Link]:
    links = list(CHAIN)
    for each in decisions:
        links.append(sealed(links[-1], each.facts()))
    return links


def decided(version: Entered = SECOND, result: Result = Result.APPROVED) -> Decision:
    """Return a decision on a version."""
    return Decision(
        version.document,
        version.year,
        version.version,
        version.content,
        result,
        Strength.NOTED,
        date(2027, 4, 5),
        "นายสมมุติ ตัวอย่าง",
        "นายก อบต.",
    )


APPROVED: Mapping[str, Value] = {
    "proposed": True,
    "result": "เห็นชอบ",
    "name": "นายสมมุติ ตัวอย่าง",
    "position": "นายก อบต.",
    "decided_on": "5 เมษายน 2570",
}
"""What people fill in who approve."""
