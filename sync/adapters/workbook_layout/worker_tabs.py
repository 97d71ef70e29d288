"""The two tabs of a new workbook that the worker fills: findings and summary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.workbook_layout.look import (
    AMBER,
    BODY,
    CENTRED,
    GREY,
    HEADER,
    LABEL,
    LINK,
    MONEY,
    RED,
    TICK,
    TICKS,
    TITLE,
    WORKER_HEADER,
    Look,
    colour_beginning,
    offer,
    put,
    put_down,
    set_widths,
)
from sync.messages import Words
from sync.model.cells import column_letters
from sync.model.findings import Severity
from sync.plan.labels import Headers
from sync.plan.places import ONE_LINE

_FINDINGS = range(2, 202)
_FINDING_LOOKS: Mapping[str, tuple[Look, float]] = {
    "severity": (CENTRED, 13),
    "rule": (CENTRED, 10),
    "place": (LINK, ONE_LINE),
    "project": (CENTRED, 11),
    "message": (BODY, 46),
    "found": (BODY, 26),
    "suggestion": (BODY, 44),
    "since": (CENTRED, 15),
    "accepted": (TICK, 13),
    "reason": (BODY, 24),
    "confirmation": (BODY, 28),
    "key": (CENTRED, 13),
}
"""A place is a link, which LibreOffice breaks into no lines: it is worded for one."""
_OTHER = (BODY, 20.0)
_PLAIN = replace(BODY, bordered=False)
_STAFFS = {"accepted", "reason"}

_DIMENSIONS, _DIMENSIONS_TOTAL = range(4, 8), 8
_QUARTERS = range(11, 15)
_FACTS = range(16, 20)
_MORE = range(20, 120)
"""Where news, documents and confirmations stand, on as many lines as they need."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars: what stands in a column's rows, named by the first column."""

    title: str
    column: int
    rows: range
    place: str


CHARTS: Mapping[str, tuple[int, range, str]] = {
    "budget": (3, _DIMENSIONS, "E3"),
    "quarters": (2, _QUARTERS, "E19"),
}


def fill_findings(sheet: Worksheet, headers: Headers, words: Words) -> None:
    """Lay out the table of findings, empty, ready to be written and filtered."""
    names = list(headers.spellings["findings"])
    looks = [_FINDING_LOOKS.get(name, _OTHER) for name in names]
    for column, (name, (look, _)) in enumerate(zip(names, looks, strict=True), 1):
        header = HEADER if name in _STAFFS else WORKER_HEADER
        put(sheet, 1, column, headers.write("findings", name), header)
        put_down(sheet, _FINDINGS, column, look)
        if name == "accepted":
            letters = column_letters(column)
            offer(sheet, f"{letters}2:{letters}{_FINDINGS.stop - 1}", TICKS)
    set_widths(sheet, [width for _, width in looks])
    shades = {Severity.ERROR: RED, Severity.WARNING: AMBER, Severity.INFO: GREY}
    spoken = [(words.say(f"severity.{name}"), shade) for name, shade in shades.items()]
    colour_beginning(sheet, "A", _FINDINGS, spoken)
    sheet.row_dimensions[1].height = 32
    moving = names.index("place") + 1
    sheet.freeze_panes = f"{column_letters(moving + 1)}2"
    sheet.auto_filter.ref = f"A1:{column_letters(len(names))}{_FINDINGS.stop - 1}"


def fill_summary(sheet: Worksheet, charts: Iterable[Chart]) -> None:
    """Lay out the summary, empty, and the charts of what will stand in it."""
    put(sheet, 1, 1, None, TITLE)
    totals = (LABEL, CENTRED.in_bold(), MONEY.in_bold())
    for column in (1, 2, 3):
        put(sheet, _DIMENSIONS.start - 1, column, None, WORKER_HEADER)
        put_down(sheet, _DIMENSIONS, column, (BODY, CENTRED, MONEY)[column - 1])
        put(sheet, _DIMENSIONS_TOTAL, column, None, totals[column - 1])
    for column in (1, 2):
        put(sheet, _QUARTERS.start - 1, column, None, WORKER_HEADER)
        put_down(sheet, _QUARTERS, column, (BODY, CENTRED)[column - 1])
        put_down(sheet, _FACTS, column, (LABEL, BODY)[column - 1])
        put_down(sheet, _MORE, column, _PLAIN)
    set_widths(sheet, (36, 42, 20, 3))
    sheet.row_dimensions[1].height = 30
    sheet.sheet_view.showGridLines = False
    for chart in charts:
        bars = _bars(sheet, chart.title, chart.column, chart.rows)
        sheet.add_chart(bars, chart.place)


def _bars(sheet: Worksheet, title: str, column: int, rows: range) -> BarChart:
    chart = BarChart()
    chart.type = "col"
    chart.title = _title(title)
    chart.legend = None
    chart.gapWidth = 80
    chart.width, chart.height = 16, 7.5
    first, last = rows.start, rows.stop - 1
    chart.add_data(Reference(sheet, min_col=column, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    chart.series[0].graphicalProperties.solidFill = "4F7CAC"
    # Newer Excels hide an axis that does not say it is there.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    pale = GraphicalProperties(ln=LineProperties(solidFill="DDE3E8"))
    chart.y_axis.majorGridlines = ChartLines(spPr=pale)
    return chart


def _title(text: str) -> Title:
    small = CharacterProperties(sz=1200, b=True)
    run = RegularTextRun(rPr=small, t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=small), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
