"""The tab โครงการ of a new workbook: the official form, and the worker's columns."""

from collections.abc import Mapping
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.workbook_layout.columns import Columns, colour_ticks
from sync.adapters.workbook_layout.look import (
    AMBER,
    BODY,
    CENTRED,
    GREEN,
    GREY,
    HEADER,
    LABEL,
    MONEY,
    RED,
    TICK,
    TICKS,
    WORKER_HEADER,
    Look,
    colour_beginning,
    offer,
    put,
    put_value,
    workers,
)
from sync.messages import Words
from sync.model.imports import ImportedPlan
from sync.model.plan import QUARTERS, Field, Mark
from sync.plan.labels import Headers
from sync.thai.money import parse_baht
from sync.thai.ticks import parse_tick

_FIRST_ROW = 3
_LEAST_ROWS = 20
_LOOKS: Mapping[Field | Mark, tuple[Look, float]] = {
    Field.NUMBER: (CENTRED, 8),
    Field.NAME: (BODY, 52),
    Field.DIMENSION: (CENTRED, 8),
    Field.BUDGET: (MONEY, 17),
    **dict.fromkeys(QUARTERS, (TICK, 8.5)),
    Field.REMARK: (BODY, 26),
    Mark.STATUS: (workers(CENTRED), 20),
    Mark.TO_CORRECT: (workers(BODY), 52),
    Mark.KEY: (workers(CENTRED), 8),
}
_COLUMNS = Columns(_LOOKS)


def project_rows(plan: ImportedPlan) -> range:
    """Return the rows for projects: the plan's, and spare ones after them."""
    return range(_FIRST_ROW, _FIRST_ROW + max(len(plan.projects), _LEAST_ROWS))


def fill_projects(
    sheet: Worksheet,
    plan: ImportedPlan,
    headers: Headers,
    words: Words,
) -> None:
    """Put in the projects and the totals row."""
    rows, statuses = project_rows(plan), _statuses(words)
    _put_header(sheet, headers)
    _COLUMNS.put_looks(sheet, rows)
    for row, project in zip(rows, plan.projects, strict=False):
        for field, place in _COLUMNS.places():
            if isinstance(field, Field):
                value = _cell_value(field, project.get(field, ""))
                put_value(sheet, row, place, value)
        put_value(sheet, row, _COLUMNS.place(Mark.STATUS), statuses[-1])
    _put_totals(sheet, rows.stop, plan.totals, headers)
    _offer_choices(sheet, rows)
    _colour(sheet, rows, statuses)
    _COLUMNS.tell_whose(sheet, rows, Field, words)
    sheet.freeze_panes = f"{_COLUMNS.letters(Field.DIMENSION)}{_FIRST_ROW}"


def _statuses(words: Words) -> tuple[str, str, str, str]:
    """Return how a status begins that is passed, wrong, doubtful, not given yet."""
    return (
        words.say("status.passed"),
        words.say("severity.error"),
        words.say("severity.warning"),
        words.say("status.waiting"),
    )


def _put_header(sheet: Worksheet, headers: Headers) -> None:
    first, last = _COLUMNS.place(QUARTERS[0]), _COLUMNS.place(QUARTERS[-1])
    for name, column in _COLUMNS.places():
        look = WORKER_HEADER if isinstance(name, Mark) else HEADER
        if name in QUARTERS:
            put(sheet, 1, column, None, look)
            number = headers.write("projects", name)
            put(sheet, 2, column, _number_or_text(number), look)
        else:
            put(sheet, 1, column, headers.label(name), look)
            put(sheet, 2, column, None, look)
            _merge(sheet, (1, column), (2, column))
    put(sheet, 1, first, headers.write("projects", "quarters"), HEADER)
    _merge(sheet, (1, first), (1, last))
    sheet.row_dimensions[1].height = sheet.row_dimensions[2].height = 21


def _put_totals(
    sheet: Worksheet, row: int, totals: Mapping[Field, str], headers: Headers
) -> None:
    for name, column in _COLUMNS.places():
        look = MONEY if name == Field.BUDGET else CENTRED if name in QUARTERS else BODY
        value = _total_value(name, totals) if isinstance(name, Field) else None
        put(sheet, row, column, value, workers(look).in_bold())
    label = totals.get(Field.NUMBER) or headers.write("projects", "total")
    put(sheet, row, 1, label, workers(LABEL))
    _merge(sheet, (row, 1), (row, _COLUMNS.place(Field.DIMENSION)))


def _total_value(field: Field, totals: Mapping[Field, str]) -> str | Decimal | int:
    text = totals.get(field, "")
    if field is Field.BUDGET:
        return _baht_or_text(text)
    return _number_or_text(text) if field in QUARTERS else text


def _offer_choices(sheet: Worksheet, rows: range) -> None:
    offer(sheet, _COLUMNS.area(rows, Field.DIMENSION), ("1", "2", "3", "4"))
    offer(sheet, _COLUMNS.area(rows, QUARTERS[0], QUARTERS[-1]), TICKS)


def _colour(sheet: Worksheet, rows: range, statuses: tuple[str, str, str, str]) -> None:
    ticks = _COLUMNS.area(rows, QUARTERS[0], QUARTERS[-1])
    colour_ticks(sheet, ticks, unticked=True)
    shades = zip(statuses, (GREEN, RED, AMBER, GREY), strict=True)
    colour_beginning(sheet, _COLUMNS.letters(Mark.STATUS), rows, shades)


def _cell_value(field: Field, text: str) -> str | Decimal | int:
    if field is Field.BUDGET:
        return _baht_or_text(text)
    if field in QUARTERS:
        ticked = parse_tick(text)
        return text if ticked is None else ticked
    if field in {Field.NUMBER, Field.DIMENSION}:
        return _number_or_text(text)
    return text


def _baht_or_text(text: str) -> str | Decimal:
    """Return a plain amount as a number; an unusual form, and words, stay as typed."""
    amount = parse_baht(text)
    is_number = any(char.isdecimal() for char in text)
    return amount.baht if amount and amount.plain and is_number else text


def _number_or_text(text: str) -> str | int:
    return int(text) if text.isascii() and text.isdecimal() else text


def _merge(sheet: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    sheet.merge_cells(
        start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1]
    )
