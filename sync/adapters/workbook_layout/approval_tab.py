"""The tab of approvals in a new workbook: a row a version, none yet."""

from collections.abc import Mapping
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.workbook_layout.columns import Columns, colour_ticks
from sync.adapters.workbook_layout.look import (
    AMBER,
    BODY,
    CENTRED,
    DAY,
    GREEN,
    GREY,
    LINK,
    RED,
    STAFF_TAB,
    TICK,
    TICKS,
    Look,
    colour_beginning,
    offer,
    workers,
)
from sync.messages import Words
from sync.model.approval_tab import Column, Laid, Seen, Typed
from sync.model.approvals import Result, Standing
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
_COLUMNS = Columns(_LOOKS)
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
    _COLUMNS.put_headers(sheet, "approvals", headers, Typed)
    _COLUMNS.put_looks(sheet, rows)
    offered = headers.spellings["results"]
    results, ticks = (
        _COLUMNS.area(rows, each) for each in (Typed.RESULT, Typed.PROPOSED)
    )
    offer(sheet, ticks, TICKS)
    offer(sheet, results, [offered[each][0] for each in _OFFERED])
    colour_ticks(sheet, ticks, unticked=False)
    shades = {
        words.say(f"approval.{standing}"): shade for standing, shade in _SHADES.items()
    }
    shades[words.say("approval.noted")] = GREEN
    colour_beginning(sheet, _COLUMNS.letters(Seen.STATUS), rows, shades.items())
    _COLUMNS.tell_whose(sheet, rows, Typed, words)
    _COLUMNS.keep_in_sight(sheet, rows, Laid.CONTENT)


_OFFERED = (Result.APPROVED, Result.RETURNED, Result.CANCELLED)
