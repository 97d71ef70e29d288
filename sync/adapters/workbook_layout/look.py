"""How a new workbook looks: one font, calm colours, and values put in as they are."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.xlsx.text import to_xml
from sync.messages import Words
from sync.model.cells import column_letters

STAFF_TAB, WORKER_TAB = "2F6DB5", "8A949E"
BAHT = "#,##0.00"
DAY = "d/m/yyyy"
"""Shows a day as it was typed: 18/6/2569 is the year 2569 to a spreadsheet, too."""

_FONT = "Tahoma"  # on every Windows and Mac, with readable Thai
_SIZE = 10
_INK, _LINE = "1F2933", "C9D1D9"
_EDGE = Side(style="thin", color=_LINE)
_BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def font(
    color: str = _INK, size: int = _SIZE, *, bold: bool = False, link: bool = False
) -> Font:
    """Return the workbook's font in a colour and weight."""
    return Font(
        name=_FONT,
        size=size,
        color=color,
        bold=bold,
        underline="single" if link else None,
    )


def tint(color: str) -> PatternFill:
    """Return a plain background."""
    return PatternFill("solid", fgColor=color, bgColor=color)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks."""

    font: Font
    fill: PatternFill | None = None
    horizontal: str = "general"
    vertical: str = "top"
    number_format: str = "General"
    bordered: bool = True
    wraps: bool = True

    def in_bold(self) -> "Look":
        """Return the same look in bold."""
        return replace(self, font=font(bold=True))


@dataclass(frozen=True, slots=True)
class Shade:
    """The colours of text and background that a condition gives a cell."""

    ink: str
    fill: str


GREEN = Shade("1E6B3A", "DDF1E3")
RED = Shade("A12622", "FBE1DF")
AMBER = Shade("8A5A00", "FFEFC9")
GREY = Shade("6B7785", "E3E7EB")
PALE = Shade("B3BDC7", "FFFFFF")

BODY = Look(font())
CENTRED = replace(BODY, horizontal="center")
MONEY = replace(BODY, horizontal="right", number_format=BAHT)
# Booleans need the format LibreOffice gives its own: without it, 7.4 crashes on
# printing booleans that have a conditional format.
TICK = replace(CENTRED, number_format='"TRUE";"TRUE";"FALSE"')
TICKS = ("TRUE", "FALSE")
LABEL = replace(BODY, font=font(bold=True), fill=tint("F3F5F7"))
HEADER = Look(
    font("FFFFFF", bold=True), tint("34495E"), horizontal="center", vertical="center"
)
WORKER_HEADER = replace(HEADER, fill=tint("6C7A89"))
HIGHLIGHTED = replace(BODY, fill=tint("FFF4CE"))
LINK = replace(BODY, font=font("1F5FA8", link=True))
TITLE = Look(font(size=14, bold=True), vertical="center", bordered=False, wraps=False)


def workers(look: Look) -> Look:
    """Return the same look on the tint of the worker's own cells."""
    return replace(look, fill=tint("EAF0F6"))


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | Decimal | int | None,
    look: Look = BODY,
) -> None:
    """Put a value in a place, and dress it."""
    put_value(sheet, row, column, value)
    cell = sheet.cell(row, column)
    cell.font = look.font
    cell.alignment = Alignment(
        horizontal=look.horizontal, vertical=look.vertical, wrap_text=look.wraps
    )
    cell.number_format = look.number_format
    if look.fill is not None:
        cell.fill = look.fill
    if look.bordered:
        cell.border = _BORDER


def put_value(
    sheet: Worksheet, row: int, column: int, value: str | Decimal | int | None
) -> None:
    """Put a value in a place as it is dressed; text stays text, be it like a formula."""
    cell = sheet.cell(row, column)
    if isinstance(cell, Cell):
        if isinstance(value, str) and value:
            cell.value = to_xml(value)
            cell.data_type = "s"
        elif value is not None and value != "":
            cell.value = value


def put_down(sheet: Worksheet, rows: Iterable[int], column: int, look: Look) -> None:
    """Dress empty cells of a column alike: the first, and the others as it is.

    Of every cell that is dressed by itself, a workbook looks the font, the fill and the
    border up among all it has: most of the time that a new workbook took.
    """
    first, *others = rows
    put(sheet, first, column, None, look)
    model = sheet.cell(first, column)
    for row in others:
        # no public way to it; so do openpyxl's own copies of tabs
        sheet.cell(row, column)._style = copy(model._style)  # type: ignore[union-attr]  # noqa: SLF001


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Set the widths of the first columns."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[column_letters(column)].width = width


def offer(sheet: Worksheet, area: str, choices: str | Iterable[str]) -> None:
    """Offer a drop-down; what else people type stays allowed, and is judged later.

    ``choices`` are the words, or the name of a range that holds them.
    """
    listed = choices if isinstance(choices, str) else f'"{",".join(choices)}"'
    validation = DataValidation(
        type="list", formula1=listed, allow_blank=True, showErrorMessage=False
    )
    validation.add(area)
    sheet.add_data_validation(validation)


def tell_whose(sheet: Worksheet, areas: Iterable[str], words: Words) -> None:
    """Say at the worker's cells, to whoever is about to type there, that they are."""
    said = DataValidation(
        showInputMessage=True,
        promptTitle=words.say("status.own_cells"),
        prompt=words.say("status.own_cells_cure"),
    )
    for area in areas:
        said.add(area)
    sheet.add_data_validation(said)


def colour_when(
    sheet: Worksheet, area: str, formula: str, shade: Shade, *, bold: bool = True
) -> None:
    """Colour the cells of an area for which a formula holds."""
    shown = DifferentialStyle(
        font=Font(color=shade.ink, bold=bold), fill=tint(shade.fill)
    )
    rule = Rule(type="expression", formula=[formula], dxf=shown)
    sheet.conditional_formatting.add(area, rule)


def colour_beginning(
    sheet: Worksheet, column: str, rows: range, shades: Iterable[tuple[str, Shade]]
) -> None:
    """Colour a column's cells by how they begin."""
    area = f"{column}{rows.start}:{column}{rows.stop - 1}"
    for beginning, shade in shades:
        quoted = beginning.replace('"', '""')
        formula = f'LEFT({column}{rows.start},{len(beginning)})="{quoted}"'
        colour_when(sheet, area, formula, shade)
