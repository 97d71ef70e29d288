"""Notes: what a finding says, on the cell itself, where staff have no note of theirs."""

from collections.abc import Iterator, Sequence

from sync.messages import Words
from sync.model.cells import Cell, NoteEdit, Sheet
from sync.model.findings import Finding, Severity
from sync.sheet.tables import covered_cells


def note_edits(
    sheet: Sheet, findings: Sequence[Finding], words: Words
) -> Iterator[NoteEdit]:
    """Hang findings on their cells, and take away notes of findings that are gone.

    A note is the worker's if it begins with its mark; any other is staff's and stays.
    Hints of style hang nowhere: they would cover a sheet with notes.

    Args:
        sheet: as it was read, with its notes.
        findings: those to be told, in the words of the sheet.
        words: the sheet's.

    Yields:
        The edits that are needed.
    """
    mark = words.say("note.mark")
    covered = {
        at: cell for tab in sheet.tabs for at, cell in covered_cells(tab).items()
    }
    wanted: dict[Cell, str] = {}
    for finding in findings:
        if finding.severity is not Severity.INFO:
            # nobody sees a note on a cell that a merged one covers
            cell = covered.get(finding.cell, finding.cell)
            said, more = wanted.get(cell, mark), _in_words(finding, words)
            wanted[cell] = said if more in said else f"{said}\n{more}"
    present = {cell: note for tab in sheet.tabs for cell, note in tab.notes.items()}
    for cell, note in present.items():
        if note.startswith(mark) and cell not in wanted:
            yield NoteEdit(cell, note, None)
    for cell, note in wanted.items():
        old = present.get(cell)
        if old != note and (old is None or old.startswith(mark)):
            yield NoteEdit(cell, old, note)


def _in_words(finding: Finding, words: Words) -> str:
    if not finding.suggestion:
        return f"• {finding.message}"
    suggestion = words.say("note.suggestion", suggestion=finding.suggestion)
    return f"• {finding.message}\n  {suggestion}"
