"""The tab of progress in a new workbook: a row a project and round, mostly none yet."""

from collections.abc import Mapping, Sequence
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
    MONEY,
    PALE,
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
    put_value,
    set_widths,
    workers,
)
from sync.messages import Words
from sync.model.cells import column_letters
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
_PLACES = {name: place for place, name in enumerate(_LOOKS, 1)}


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
    for name, (look, _) in _LOOKS.items():
        header = HEADER if isinstance(name, Reported) else WORKER_HEADER
        put(sheet, 1, _PLACES[name], headers.write("progress", name), header)
        put_down(sheet, rows, _PLACES[name], look)
    for row, report in enumerate(reports, rows.start):
        for column, value in report.items():
            put_value(sheet, row, _PLACES[column], value)
    offered = headers.spellings
    for name, choices in (
        (Reported.STATE, [offered["states"][state][0] for state in State]),
        (Reported.REASON, [offered["reasons"][reason][0] for reason in Reason]),
        (Reported.IN_ORDINANCE, TICKS),
    ):
        offer(sheet, _area(name, rows), choices)
    _colour(sheet, rows, headers, words)
    set_widths(sheet, [width for _, width in _LOOKS.values()])
    sheet.row_dimensions[1].height = 36
    sheet.freeze_panes = f"{_letters(Copied.DIMENSION)}{rows.start}"
    last = column_letters(len(_LOOKS))
    sheet.auto_filter.ref = f"A1:{last}{rows.stop - 1}"


def _colour(sheet: Worksheet, rows: range, headers: Headers, words: Words) -> None:
    ticks = _area(Reported.IN_ORDINANCE, rows)
    first, _, _ = ticks.partition(":")
    colour_when(sheet, ticks, f"AND(ISLOGICAL({first}),{first})", GREEN)
    colour_when(sheet, ticks, f"AND(ISLOGICAL({first}),NOT({first}))", PALE, bold=False)
    states = {State.DONE: GREEN, State.ONGOING: AMBER, State.CANNOT: RED}
    spoken = [
        (headers.write("states", state), shade) for state, shade in states.items()
    ]
    colour_beginning(sheet, _letters(Reported.STATE), rows, spoken)
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
    colour_beginning(sheet, _letters(Checked.STATUS), rows, checks)


def _letters(name: Copied | Reported | Checked) -> str:
    return column_letters(_PLACES[name])


def _area(name: Reported, rows: range) -> str:
    return f"{_letters(name)}{rows.start}:{_letters(name)}{rows.stop - 1}"
