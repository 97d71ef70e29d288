"""Write back: what the worker's own cells should hold, as edits of what they hold.

Only cells that differ are edited, so a sheet that is right is not written at all.
Everything goes to fixed places; nothing is appended.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from urllib.parse import unquote

from sync.messages import Words
from sync.model.cells import Cell, CellEdit, Tab, Uncomputed, Value
from sync.model.findings import Finding, Severity
from sync.model.plan import QUARTERS, Field, Mark, Plan, Project, Totals
from sync.plan.findings import count
from sync.plan.labels import Headers
from sync.plan.marks import (
    BESIDE,
    KEY_LENGTH,
    KEY_LETTERS,
    is_key,
    is_own_correction,
    is_own_key,
    is_own_status,
)
from sync.sheet.lines import RowKind
from sync.sheet.quarters import own_columns
from sync.sheet.read import Reading
from sync.sheet.rows import Rows
from sync.sheet.tables import Table, read_text
from sync.thai.folding import key

_FINDINGS_IN_WORDS = 3


# --- รหัส -----------------------------------------------------------------------


def give_keys(plan: Plan, known: Mapping[str, str]) -> Plan:
    """Return every project its key: its own, or a new one where it has none.

    A key that stands in two rows was copied: the row whose name the ledger knows it by
    keeps it, else the first. One that staff took away comes back to the project of its
    name.

    Args:
        plan: as it was read.
        known: each key's project name at last, by key.

    Returns:
        The plan, no two of whose projects have one key.
    """
    owners: dict[str, int] = {}
    for project in plan.projects:
        if is_key(project.key) and (
            project.key not in owners
            or key(known.get(project.key, "")) == key(project.name)
        ):
            owners[project.key] = project.row
    taken = set(owners) | set(known)
    lost = _lost_keys(plan, known, owners)
    projects = []
    for project in plan.projects:
        if owners.get(project.key) != project.row:
            new = lost.get(key(project.name)) or _new_key(project, taken)
            taken.add(new)
            project = replace(project, key=new)  # noqa: PLW2901
        projects.append(project)
    return replace(plan, projects=tuple(projects))


def _lost_keys(
    plan: Plan, known: Mapping[str, str], owners: Mapping[str, int]
) -> Mapping[str, str]:
    """Return the known keys that no row has, by the name that is one project's alone."""
    had, now = (
        Counter(map(key, known.values())),
        Counter(key(project.name) for project in plan.projects),
    )
    return {
        key(name): lost
        for lost, name in known.items()
        if lost not in owners and had[key(name)] == now[key(name)] == 1
    }


def _new_key(project: Project, taken: set[str]) -> str:
    """Derive a free key from the row itself: a cycle cut short gives it again."""
    for attempt in range(len(taken) + 1):
        seed = f"{project.name}\n{project.row}\n{attempt}".encode()
        number = int.from_bytes(hashlib.sha256(seed).digest()[:8])
        letters = ""
        for _ in range(KEY_LENGTH):
            number, place = divmod(number, len(KEY_LETTERS))
            letters += KEY_LETTERS[place]
        if letters not in taken:
            break
    return letters


# --- the edits ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that leads somewhere when clicked."""

    value: Value
    link: Cell | str


Row = Sequence[Value | Linked]


def find_edits(
    reading: Reading,
    plan: Plan,
    totals: Totals,
    findings: Sequence[Finding],
    headers: Headers,
    words: Words,
) -> tuple[CellEdit, ...]:
    """Compare the worker's cells of the table of projects with what they should hold.

    Args:
        reading: what was read, and where it stands.
        plan: the reading's plan with keys given.
        totals: what it adds up to.
        findings: those that staff have not confirmed, in the words of the sheet.
        headers: what columns are called.
        words: the sheet's, which are Thai.

    Returns:
        The edits that are needed; none for a sheet that is right.
    """
    table = _with_own_columns(reading.projects)
    return (
        *_header_edits(reading.projects, table, headers),
        *_mark_edits(table, plan, findings, words),
        *_stale_mark_edits(table, reading.rows, words),
        *_total_edits(table, reading.rows, totals, headers),
    )


def _with_own_columns(table: Table) -> Table:
    """Add columns for our marks that are missing, right of everything there is."""
    columns = dict(table.columns)
    for mark in Mark:
        if mark not in columns:
            columns[mark] = max(*columns.values(), *map(len, table.tab.rows)) + 1
    return replace(table, columns=columns)


def _header_edits(read: Table, table: Table, headers: Headers) -> Iterator[CellEdit]:
    for mark in Mark:
        if mark not in read.columns:
            yield CellEdit(table.cell(table.top, mark), None, headers.label(mark))


def _edit(table: Table, row: int, name: str, new: Value) -> Iterator[CellEdit]:
    present = table.value(row, name)
    # a formula that shows nothing is no text of ours to take away
    if (present or None) != new:
        yield CellEdit(table.cell(row, name), present, new)


def _mark_edits(
    table: Table, plan: Plan, findings: Sequence[Finding], words: Words
) -> Iterator[CellEdit]:
    by_place: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.project is not None:
            by_place.setdefault(finding.project, []).append(finding)
    for place, project in enumerate(plan.projects, 1):
        own = by_place.get(place, [])
        yield from _edit(table, project.row, Mark.STATUS, status(own, words))
        yield from _edit(table, project.row, Mark.TO_CORRECT, corrections(own, words))
        yield from _edit(table, project.row, Mark.KEY, project.key)


def _stale_mark_edits(table: Table, rows: Rows, words: Words) -> Iterator[CellEdit]:
    """Take away what we wrote of a project in a row that is none, and nothing else.

    Beside a sub-total or a signature staff may type what looks like ours; it is ours if
    the key that we wrote with it stands there.
    """
    for row in table.filled_rows():
        kind = rows.kinds[row]
        if kind is RowKind.PROJECT:
            continue
        is_keyed = is_own_key(table.text(row, Mark.KEY))
        ours = {
            Mark.STATUS: is_own_status(table.text(row, Mark.STATUS), words),
            Mark.TO_CORRECT: is_own_correction(table.text(row, Mark.TO_CORRECT)),
            Mark.KEY: is_keyed,
        }
        for mark, is_ours in ours.items():
            if is_ours and (is_keyed or kind is RowKind.BLANK):
                yield from _edit(table, row, mark, None)


def status(findings: Sequence[Finding], words: Words) -> str:
    """Return in a few words how a project stands: its errors, and its warnings."""
    counts = [
        words.say(f"status.{severity}", count=str(number))
        for severity in (Severity.ERROR, Severity.WARNING)
        if (number := count(findings, severity))
    ]
    return BESIDE.join(counts) or words.say("status.passed")


def corrections(findings: Sequence[Finding], words: Words) -> str | None:
    """Return the first few findings for a cell; hints stay in their tab.

    What is said twice alike is one line with its number of places: lines, places and
    the rest make the numbers of the status.
    """
    told = [finding for finding in findings if finding.severity is not Severity.INFO]
    places = Counter(_line(finding, words) for finding in told)
    shown = list(places.items())[:_FINDINGS_IN_WORDS]
    lines = [
        line if number == 1 else words.say("status.times", line=line, count=str(number))
        for line, number in shown
    ]
    more = len(told) - sum(number for _, number in shown)
    if more:
        lines.append(words.say("status.more", count=str(more)))
    return "\n".join(lines) or None


def _line(finding: Finding, words: Words) -> str:
    """Return a finding under its heading; a warning says that it is one."""
    name = f"status.{finding.severity}_line"
    return words.say(name, heading=finding.field, message=finding.message)


def _total_edits(
    table: Table, rows: Rows, totals: Totals, headers: Headers
) -> Iterator[CellEdit]:
    row = rows.total or rows.place
    if row is None:
        return
    if rows.total is None:
        label = headers.write("projects", "total")
        name = Field.NUMBER if Field.NUMBER in table.columns else Field.NAME
        yield from _edit(table, row, name, label)
    # zero is a value here, not an empty cell
    values = {Field.BUDGET: totals.budget / table.unit}
    own = tuple(own_columns(table))
    if own and not any(table.above(row, quarter) for quarter in own):
        # one merged cell would show the first quarter's count as all of theirs
        values |= dict(zip(QUARTERS, map(Decimal, totals.per_quarter), strict=True))
    for name, new in values.items():
        if table.above(row, name) or name in table.unsure:
            continue
        present = table.value(row, name)
        if isinstance(present, Uncomputed):
            continue  # it may well be the sum; known as soon as a program works it out
        if present != new or isinstance(present, bool):
            yield CellEdit(table.cell(row, name), present, new)


def area_edits(
    present: Tab | None, origin: Cell, rows: Sequence[Row], own: int
) -> Iterator[CellEdit]:
    """Make the worker's part of a tab hold these rows; it begins in ``origin``.

    ``own`` are the rows of it that the worker has written so far. What stands beside
    or below them is staff's, and the part ends above it.
    """
    tab = present or Tab(origin.tab)
    width = max(map(len, rows), default=0)
    there = list(area_rows(tab, origin, width))
    filled = (place for place, row in enumerate(there) if any(map(_stands, row)))
    ends = next((place for place in filled if place >= own), len(rows))
    pairs = zip_longest(there[:own], rows[:ends], fillvalue=())
    for row, (old_row, new_row) in enumerate(pairs, origin.row):
        for column, (old, new) in enumerate(
            zip_longest(old_row, new_row), origin.column
        ):
            value = new.value if isinstance(new, Linked) else new
            link = new.link if isinstance(new, Linked) else None
            cell = Cell(origin.tab, row, column)
            leads = leads_there(tab.links.get(cell, ""), link)
            if _shown(old) != (None if value == "" else value) or not leads:
                # a formula that shows nothing is a cell's true value
                old = tab.value(row, column)  # noqa: PLW2901
                yield CellEdit(cell, old, value, link)


def leads_there(present: str, wanted: Cell | str | None) -> bool:
    """Whether a cell leads to an address, however programs write it."""
    if not isinstance(wanted, str):
        return True
    return _plain_address(present) == _plain_address(wanted)


def _plain_address(link: str) -> str:
    return unquote(link).replace("\\", "/")


def area_rows(tab: Tab, origin: Cell, width: int) -> Iterator[Sequence[Value]]:
    """Return the rows of a tab from a cell on, as wide as the worker's part of it."""
    columns = range(origin.column, origin.column + width)
    for row in range(origin.row, len(tab.rows) + 1):
        yield tuple(tab.value(row, column) for column in columns)


def _stands(value: Value) -> bool:
    return value is not None


def _shown(value: Value) -> Value:
    return None if value == "" else value


def header_edits(
    table: Table, section: str, names: Iterable[str], headers: Headers
) -> Iterator[CellEdit]:
    """Put the headers right that people typed over in a tab that the worker lays out.

    Args:
        table: of the tab.
        section: of the headers' spellings.
        names: the table's columns, all of which it has.
        headers: what columns are called.
    """
    for name in names:
        present = table.value(table.top, name)
        if headers.find(section, read_text(present)) != name:
            new = headers.write(section, name)
            yield CellEdit(table.cell(table.top, name), present, new)
