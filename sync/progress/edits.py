"""Edits: the rows of progress that the worker adds and keeps up to date.

A row that was given to a project is that project's in its round from then on, wherever
staff move it. What the plan says of the project is copied into it for as long as the
plan has the project and the round has not closed: then it stays as it was said. Cells
of staff's are never written, nor any cell of a row of which it is not certain whose it
is, but for the worker's own word in it that the row is right.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sync.messages import Words
from sync.model.cells import CellEdit, Uncomputed, Value, same
from sync.model.findings import Finding, Severity
from sync.model.plan import Plan
from sync.model.progress import Checked, Column, Copied, ProgressRow
from sync.plan.labels import Headers
from sync.plan.marks import BESIDE, is_own_correction, is_own_status
from sync.progress.adding import NewRow, counted_rows
from sync.progress.carried import Done, carried_into, done_at_first
from sync.progress.read import Progress
from sync.progress.rounds import round_in_words
from sync.progress.table import COLUMNS
from sync.sheet.tables import Table, found_by_row, read_text
from sync.sheet.write_back import corrections, header_edits, status
from sync.thai.dates import long_date
from sync.thai.digits import to_count


def find_progress_edits(
    progress: Progress,
    new: Sequence[NewRow],
    findings: Iterable[Finding],
    today: date,
    headers: Headers,
    words: Words,
) -> Iterator[CellEdit]:
    """Compare the worker's cells of the tab with what they should hold.

    Args:
        progress: the tab as it was read.
        new: the rows it lacks.
        findings: those that staff have not confirmed, in the words of the sheet.
        today: the day.
        headers: what columns are called.
        words: the sheet's.

    Yields:
        The edits that are needed; none for a tab that is right, or is not needed yet.
    """
    table = progress.table
    placed = [each for each in new if each.row]
    if not (progress.rows or placed):
        return
    yield from header_edits(table, "progress", COLUMNS, headers)
    unsure = progress.owners.unsure
    found = found_by_row(findings, table)
    done = done_at_first(progress.rows)
    day = long_date(today)
    added = {each.row for each in placed}
    for row in counted_rows(progress, placed):
        if row.row not in unsure:
            own = found.get(row.row, ())
            checks = _checks(row, own, done, words)
            copies = _copied(row, progress.plan, is_new=row.row in added)
            yield from _row_edits(table, row.row, {**copies, **checks}, day)
    for number in sorted(unsure):
        yield from _taken_back(table, number, found.get(number, ()), words)


def _copied(row: ProgressRow, plan: Plan, *, is_new: bool) -> Mapping[Column, Value]:
    """Return what is to stand in a row of what the plan says; nothing where that stays."""
    if not is_new and not (row.in_plan and row.round.year == plan.info.fiscal_year):
        return {}
    if not is_new and not row.kept:
        return {Copied.KEY: row.key}  # staff may have taken it out
    # digits stay as the plan has them: only a number cell of it is one here
    number = to_count(row.number) if row.number.isascii() else None
    return {
        Copied.KEY: row.key,
        Copied.NUMBER: row.number or None if number is None else Decimal(number),
        Copied.NAME: row.name or None,
        Copied.DIMENSION: None if row.dimension is None else Decimal(row.dimension),
        Copied.PLANNED: row.planned,
        Copied.ROUND: round_in_words(row.round),
    }


def _taken_back(
    table: Table, row: int, findings: Sequence[Finding], words: Words
) -> Iterator[CellEdit]:
    """Replace the worker's own words in a row of which nobody is sure whose it is.

    A copied row says “ผ่าน” as the row does that it was copied from. What else stands in
    these cells may be somebody's, and so may what is empty.
    """
    said = table.value(row, Checked.STATUS)
    if not (findings and _is_own(read_text(said), words)):
        return
    values: dict[Checked, Value] = {Checked.STATUS: status(findings, words)}
    beside = read_text(table.value(row, Checked.TO_CORRECT))
    if not beside or is_own_correction(beside):
        values[Checked.TO_CORRECT] = corrections(findings, words)
    for name, new in values.items():
        if not _stands(present := table.value(row, name), new):
            yield CellEdit(table.cell(row, name), present, new)


def _is_own(said: str, words: Words) -> bool:
    """Whether a status is in the worker's words, piece by piece."""
    plain = {words.say(f"progress.{name}") for name in _PLAIN}
    pieces = said.split(BESIDE)
    return all(is_own_status(piece, words) or piece in plain for piece in pieces)


_PLAIN = ("waiting", "carried", "carried_asks", "struck", "struck_since")
"""What is said of a row besides what was found in it."""


def _checks(
    row: ProgressRow,
    findings: Sequence[Finding],
    done: Done,
    words: Words,
) -> Mapping[Column, Value]:
    """Return what is said of a row: whether it waits, or what is to be put right."""
    told = [each for each in findings if each.severity is not Severity.INFO]
    said = status(findings, words)
    carried = None
    if row.state is None:
        carried = carried_into(row.round, row.key, done)
    if row.state is None and not told:
        said = words.say("progress.carried" if carried else "progress.waiting")
    elif carried and any(each.rule == _ASKS for each in told):
        said = f"{words.say('progress.carried_asks')}{BESIDE}{said}"
    if not row.in_plan:
        struck = words.say("progress.struck")
        said = f"{struck}{BESIDE}{said}" if told else struck
    elif row.struck_since:
        said = f"{words.say('progress.struck_since')}{BESIDE}{said}"
    return {Checked.STATUS: said, Checked.TO_CORRECT: corrections(findings, words)}


_ASKS = "PRG110"
"""What the report of twelve months asks of a project that was done at six."""


def _row_edits(
    table: Table, row: int, values: Mapping[Column, Value], day: str
) -> Iterator[CellEdit]:
    """Bring a row up to date, and say on which day that was, if anything was not."""
    edits = [
        CellEdit(table.cell(row, name), present, new)
        for name, new in values.items()
        if not _stands(present := table.value(row, name), new)
    ]
    yield from edits
    present = table.value(row, Checked.UPDATED)
    if edits and not _stands(present, day):
        yield CellEdit(table.cell(row, Checked.UPDATED), present, day)


def _stands(present: Value, new: Value) -> bool:
    """Whether a cell holds what it should, or a formula that nobody has worked out."""
    shown = None if present == "" else present
    return same(shown, new) or isinstance(present, Uncomputed)
