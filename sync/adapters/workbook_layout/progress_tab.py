"""The tab of progress in a new workbook: a row a project and round, mostly none yet."""

from collections.abc import Mapping, Sequence
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
    MONEY,
    RED,
    STAFF_TAB,
    TICK,
    TICKS,
    Look,
    colour_beginning,
    offer,
    put_value,
    workers,
)
from sync.messages import Words
from sync.model.findings import Severity
from sync.model.imports import ImportedReport
from sync.model.progress import Checked, Copied, Reason, Reported, State
from sync.plan.labels import Headers

_ROWS = range(2, 122)
"""Two rounds of some sixty projects."""
_DATED = replace(CENTRED, number_format=DAY)
_LOOKS: Mapping[Copied | Reported | Checked, tuple[Look, float]] = {
    Copied.KEY: (workers(CENTRED), 9),
    Copied.NUMBER: (workers(CENTRED), 7),
    Copied.NAME: (workers(BODY), 42),
    Copied.DIMENSION: (workers(CENTRED), 7),
    Copied.PLANNED: (workers(MONEY), 15),
    Copied.ROUND: (workers(CENTRED), 15),
    Reported.STATE: (CENTRED, 24),
    Reported.REASON: (BODY, 27),
    Reported.IN_ORDINANCE: (TICK, 21),
    Reported.ORDINANCE: (MONEY, 17),
    Reported.PAID: (MONEY, 17),
    Reported.RESULT: (BODY, 42),
    Reported.INDICATOR: (BODY, 32),
    Reported.PROBLEMS: (BODY, 36),
    Reported.SUGGESTIONS: (BODY, 36),
    Reported.COMPLETED: (_DATED, 16),
    Reported.EVIDENCE: (LINK, 36),
    Reported.REPORTER: (BODY, 24),
    Reported.REPORTED_ON: (_DATED, 16),
    Reported.REMARK: (BODY, 26),
    Checked.STATUS: (workers(CENTRED), 24),
    Checked.TO_CORRECT: (workers(BODY), 48),
    Checked.UPDATED: (workers(CENTRED), 19),
}
_COLUMNS = Columns(_LOOKS)


def progress_sheet(headers: Headers, words: Words) -> Worksheet:
    """Return the tab by itself, with one row, which all others look like."""
    sheet: Worksheet = Workbook().create_sheet(headers.tabs["progress"])
    sheet.sheet_properties.tabColor = STAFF_TAB
    fill_progress(sheet, (), headers, words, range(_ROWS.start, _ROWS.start + 1))
    return sheet


def fill_progress(
    sheet: Worksheet,
    reports: Sequence[ImportedReport],
    headers: Headers,
    words: Words,
    rows: range = _ROWS,
) -> None:
    """Lay out the table, with what is reported, ready for the next round."""
    _COLUMNS.put_headers(sheet, "progress", headers, Reported)
    _COLUMNS.put_looks(sheet, rows)
    for row, report in enumerate(reports, rows.start):
        for column, value in report.items():
            put_value(sheet, row, _COLUMNS.place(column), value)
    offered = headers.spellings
    for name, choices in (
        (Reported.STATE, [offered["states"][state][0] for state in State]),
        (Reported.REASON, [offered["reasons"][reason][0] for reason in Reason]),
        (Reported.IN_ORDINANCE, TICKS),
    ):
        offer(sheet, _COLUMNS.area(rows, name), choices)
    _colour(sheet, rows, headers, words)
    _COLUMNS.tell_whose(sheet, rows, Reported, words)
    _COLUMNS.keep_in_sight(sheet, rows, Copied.DIMENSION)


def _colour(sheet: Worksheet, rows: range, headers: Headers, words: Words) -> None:
    ticks = _COLUMNS.area(rows, Reported.IN_ORDINANCE)
    colour_ticks(sheet, ticks, unticked=True)
    states = {State.DONE: GREEN, State.ONGOING: AMBER, State.CANNOT: RED}
    spoken = [
        (headers.write("states", state), shade) for state, shade in states.items()
    ]
    colour_beginning(sheet, _COLUMNS.letters(Reported.STATE), rows, spoken)
    checks = (
        (words.say("status.passed"), GREEN),
        (words.say("progress.carried"), GREEN),
        (words.say("progress.carried_asks"), RED),
        (words.say(f"severity.{Severity.ERROR}"), RED),
        (words.say(f"severity.{Severity.WARNING}"), AMBER),
        (words.say("progress.waiting"), GREY),
        (words.say("progress.struck"), GREY),
        (words.say("progress.struck_since"), GREY),
    )
    colour_beginning(sheet, _COLUMNS.letters(Checked.STATUS), rows, checks)
