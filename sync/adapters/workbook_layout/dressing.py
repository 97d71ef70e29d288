"""Dress a tab that is added to a workbook people have: what needs no style of theirs.

Widths, panes and choices stand in the tab's own part. Colours, borders and wrapped
texts would be styles, which all tabs share and which are never touched.
"""

from typing import TYPE_CHECKING

from sync.adapters.xlsx.elements import Element, add
from sync.adapters.xlsx.workbook import main
from sync.model.cells import column_letters
from sync.plan.labels import load_headers

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LAST = 1000
"""The row down to which choices are offered: many rounds of many projects."""


def dress(root: Element, title: str) -> None:
    """Lay a new tab's part out, if it is one of the worker's in which staff fill in.

    Args:
        root: of the part, with nothing in it yet but its empty ``sheetData``.
        title: the tab's.
    """
    headers = load_headers()
    if title not in {headers.tabs["progress"], headers.tabs["approvals"]}:
        return
    # what lays tabs out takes long to load, and is needed once in an office's life
    from sync.adapters.workbook_layout.approval_tab import (  # noqa: PLC0415
        approval_sheet,
    )
    from sync.adapters.workbook_layout.progress_tab import (  # noqa: PLC0415
        progress_sheet,
    )
    from sync.messages import load_words  # noqa: PLC0415

    lay_out = approval_sheet if title == headers.tabs["approvals"] else progress_sheet
    sheet = lay_out(headers, load_words("th"))
    _freeze(root, sheet)
    _set_widths(root, sheet)
    _offer(root, sheet)


def _freeze(root: Element, sheet: "Worksheet") -> None:
    pane = sheet.sheet_view.pane
    if pane is not None:
        view = add(add(root, main("sheetViews"), at=0), main("sheetView"))
        view.set("workbookViewId", "0")
        add(view, main("pane"), dict(pane))


def _set_widths(root: Element, sheet: "Worksheet") -> None:
    columns = add(root, main("cols"), at=len(root) - 1)
    for number in range(1, sheet.max_column + 1):
        width = sheet.column_dimensions[column_letters(number)].width
        place = {"min": str(number), "max": str(number)}
        size = {"width": str(width), "customWidth": "1"}
        add(columns, main("col"), {**place, **size})


def _offer(root: Element, sheet: "Worksheet") -> None:
    offered = sheet.data_validations.dataValidation
    rules = add(root, main("dataValidations"), {"count": str(len(offered))})
    for each in offered:
        areas = (
            f"{column_letters(at.min_col)}{at.min_row}:{column_letters(at.max_col)}{_LAST}"
            for at in each.sqref.ranges
        )
        place = {"sqref": " ".join(areas)}
        rule = add(rules, main("dataValidation"), {**dict(each), **place})
        if each.formula1 is not None:
            add(rule, main("formula1")).text = each.formula1
