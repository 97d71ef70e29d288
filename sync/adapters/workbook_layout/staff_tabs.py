"""The tabs of a new workbook that staff fill in, beside the table of projects."""

from dataclasses import dataclass, replace

from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.workbook_layout.look import (
    BODY,
    CENTRED,
    HEADER,
    HIGHLIGHTED,
    LABEL,
    TICK,
    TICKS,
    offer,
    put,
    put_down,
    put_value,
    set_widths,
)
from sync.model.imports import ImportedPlan
from sync.model.plan import Heading, Info, Role
from sync.plan.labels import Headers

_LEAST_DETAILS = 20
"""Rows: as many as the tab of projects has at least."""
_SPARE_RECIPIENTS = 20
_LEFT = replace(BODY, horizontal="left")


@dataclass(frozen=True, slots=True)
class InfoWords:
    """The words of the tab ข้อมูลแผน that no header is."""

    heading: str
    value: str
    office_types: tuple[str, ...]


def fill_info(
    sheet: Worksheet, plan: ImportedPlan, headers: Headers, words: InfoWords
) -> None:
    """Put in what the plan says of itself, and the lines that found no place."""
    put(sheet, 1, 1, words.heading, HEADER)
    put(sheet, 1, 2, words.value, HEADER)
    headings = [info for info in Info if info is not Info.UNPLACED]
    for row, info in enumerate(headings, 2):
        put(sheet, row, 1, headers.label(info), LABEL)
        put(sheet, row, 2, _info_value(info, plan.info.get(info, "")), _LEFT)
        if info is Info.OFFICE_TYPE:
            offer(sheet, f"B{row}", words.office_types)
    for row, line in enumerate(plan.unplaced, len(headings) + 2):
        put(sheet, row, 1, headers.label(Info.UNPLACED), HIGHLIGHTED)
        put(sheet, row, 2, line, HIGHLIGHTED)
    set_widths(sheet, (26, 90))
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"


def fill_details(
    sheet: Worksheet, plan: ImportedPlan, headers: Headers, names: str
) -> None:
    """Put in the details; ``names`` is the defined name of the projects' names."""
    put(sheet, 1, 1, headers.write("details", "name"), HEADER)
    for column, heading in enumerate(Heading, 2):
        put(sheet, 1, column, headers.label(heading), HEADER)
    rows = range(2, 2 + max(len(plan.details), _LEAST_DETAILS))
    # no height of ours: each row is as high as its texts, on screen and on paper
    for column in range(1, len(Heading) + 2):
        put_down(sheet, rows, column, LABEL if column == 1 else BODY)
    for row, detail in zip(rows, plan.details, strict=False):
        put_value(sheet, row, 1, detail.name)
        for column, heading in enumerate(Heading, 2):
            put_value(sheet, row, column, detail.texts.get(heading))
    offer(sheet, f"A2:A{rows.stop - 1}", names)
    wide = {Heading.RATIONALE, Heading.METHOD}
    set_widths(sheet, (34, *(75 if heading in wide else 42 for heading in Heading)))
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "B2"


def fill_recipients(sheet: Worksheet, plan: ImportedPlan, headers: Headers) -> None:
    """Put in who gets mail, and rows for more."""
    columns = ("name", "email", "role", "wants")
    for column, name in enumerate(columns, 1):
        put(sheet, 1, column, headers.write("recipients", name), HEADER)
    last = 1 + max(len(plan.recipients), _SPARE_RECIPIENTS)
    for column, look in enumerate((BODY, BODY, CENTRED, TICK), 1):
        put_down(sheet, range(2, last + 1), column, look)
    for row, recipient in enumerate(plan.recipients, 2):
        put_value(sheet, row, 1, recipient.name)
        put_value(sheet, row, 2, recipient.email)
        put_value(sheet, row, 3, headers.label(recipient.role))
        put_value(sheet, row, 4, recipient.wants)
    offer(sheet, f"C2:C{last}", [headers.label(role) for role in Role])
    offer(sheet, f"D2:D{last}", TICKS)
    set_widths(sheet, (36, 40, 18, 10))
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"


def _info_value(info: Info, text: str) -> str | int:
    """Return a year as the number that staff would have typed."""
    year = info is Info.FISCAL_YEAR and text.isascii() and text.isdecimal()
    return int(text) if year else text
