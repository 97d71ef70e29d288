"""The tab of approvals in a new workbook: a row a version, none yet."""

from collections.abc import Mapping
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.workbook_layout.look import (
    AMBER,
    BODY,
    CENTRED,
    DAY,
    GREEN,
    GREY,
    HEADER,
    LINK,
    RED,
    STAFF_TAB,
    TICK,
    TICKS,
    WORKER_HEADER,
    Look,
    colour_beginning,
    colour_when,
    offer,
    put,
    put_down,
    set_widths,
    workers,
)
from sync.messages import Words
from sync.model.approval_tab import Column, Laid, Seen, Typed
from sync.model.approvals import Result, Standing
from sync.model.cells import column_letters
from sync.plan.labels import Headers

_ROWS = range(2, 42)
_DATED = replace(CENTRED, number_format=DAY)
_LOOKS: Mapping[Column, tuple[Look, float]] = {
    Laid.DOCUMENT: (workers(BODY), 24),
    Laid.YEAR: (workers(CENTRED), 13),
    Laid.VERSION: (workers(CENTRED), 9),
    Laid.CONTENT: (workers(CENTRED), 17),
    Laid.SUMMARY: (workers(BODY), 32),
    Laid.COPY: (workers(LINK), 24),
    Typed.PROPOSED: (TICK, 13),
    Typed.PROPOSER: (BODY, 24),
    Typed.PROPOSED_ON: (_DATED, 16),
    Typed.RESULT: (CENTRED, 18),
    Typed.NAME: (BODY, 26),
    Typed.POSITION: (BODY, 24),
    Typed.DECIDED_ON: (_DATED, 16),
    Typed.COMMENT: (BODY, 32),
    Typed.ANNOUNCEMENT: (CENTRED, 16),
    Typed.ANNOUNCED_ON: (_DATED, 16),
    Typed.SIGNED: (LINK, 30),
    Seen.STATUS: (workers(CENTRED), 28),
    Seen.TO_CORRECT: (workers(BODY), 44),
    Seen.FOUND_ON: (workers(CENTRED), 19),
    Seen.EDITORS: (workers(BODY), 30),
    Seen.EVIDENCE: (workers(BODY), 40),
}
_PLACES = {name: place for place, name in enumerate(_LOOKS, 1)}
_SHADES = {
    Standing.DRAFT: GREY,
    Standing.PROPOSED: AMBER,
    Standing.RETURNED: RED,
    Standing.APPROVED: GREEN,
    Standing.ANNOUNCED: GREEN,
    Standing.CANCELLED: GREY,
    Standing.CHANGED: AMBER,
}


def approval_sheet(headers: Headers, words: Words) -> Worksheet:
    """Return the tab by itself, with one row, which all others look like."""
    sheet: Worksheet = Workbook().create_sheet(headers.tabs["approvals"])
    sheet.sheet_properties.tabColor = STAFF_TAB
    fill_approvals(sheet, headers, words, range(_ROWS.start, _ROWS.start + 1))
    return sheet


def fill_approvals(
    sheet: Worksheet, headers: Headers, words: Words, rows: range = _ROWS
) -> None:
    """Lay out the table, empty, ready for the first version."""
    for name, (look, _) in _LOOKS.items():
        header = HEADER if isinstance(name, Typed) else WORKER_HEADER
        put(sheet, 1, _PLACES[name], headers.write("approvals", name), header)
        put_down(sheet, rows, _PLACES[name], look)
    offered = headers.spellings["results"]
    offer(sheet, _area(Typed.PROPOSED, rows), TICKS)
    offer(sheet, _area(Typed.RESULT, rows), [offered[each][0] for each in _OFFERED])
    ticks = _area(Typed.PROPOSED, rows)
    first, _, _ = ticks.partition(":")
    colour_when(sheet, ticks, f"AND(ISLOGICAL({first}),{first})", GREEN)
    shades = {
        words.say(f"approval.{standing}"): shade for standing, shade in _SHADES.items()
    }
    shades[words.say("approval.noted")] = GREEN
    colour_beginning(sheet, _letters(Seen.STATUS), rows, shades.items())
    set_widths(sheet, [width for _, width in _LOOKS.values()])
    sheet.row_dimensions[1].height = 36
    sheet.freeze_panes = f"{_letters(Laid.CONTENT)}{rows.start}"
    sheet.auto_filter.ref = f"A1:{column_letters(len(_LOOKS))}{rows.stop - 1}"


_OFFERED = (Result.APPROVED, Result.RETURNED, Result.CANCELLED)


def _letters(name: Column) -> str:
    return column_letters(_PLACES[name])


def _area(name: Typed, rows: range) -> str:
    return f"{_letters(name)}{rows.start}:{_letters(name)}{rows.stop - 1}"
