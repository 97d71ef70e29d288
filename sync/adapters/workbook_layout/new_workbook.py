"""Make an office's workbook out of an imported plan, ready for staff to go on."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Self

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.workbook_layout.approval_tab import fill_approvals
from sync.adapters.workbook_layout.look import STAFF_TAB, WORKER_TAB, font
from sync.adapters.workbook_layout.progress_tab import fill_progress
from sync.adapters.workbook_layout.projects_tab import fill_projects, project_rows
from sync.adapters.workbook_layout.staff_tabs import (
    InfoWords,
    fill_details,
    fill_info,
    fill_recipients,
)
from sync.adapters.workbook_layout.worker_tabs import (
    CHARTS,
    Chart,
    fill_findings,
    fill_summary,
)
from sync.adapters.xlsx.patching import fit_workbook
from sync.adapters.xlsx.reading import read_workbook
from sync.errors import OfficeOccupied
from sync.messages import load_words
from sync.model.imports import ImportedPlan
from sync.plan.labels import Headers
from sync.resources import CONFIG
from sync.storage.files import replace_file

NAMES = "project_names"
"""A name, since Excel keeps a list in another tab in a form that others drop; and in
ASCII, since Excel is choosy about letters in names."""


@dataclass(frozen=True, slots=True)
class _NewWords:
    """The words of a new workbook that neither headers nor catalogues have."""

    info: InfoWords
    charts: tuple[Chart, ...]

    @classmethod
    def load(cls, path: Path = CONFIG / "new_workbook.toml") -> Self:
        """Read the words that ship with the worker."""
        raw = tomllib.loads(path.read_text("utf-8"))
        info = raw["info"]
        return cls(
            InfoWords(info["heading"], info["value"], tuple(info["office_types"])),
            tuple(Chart(raw["charts"][name], *place) for name, place in CHARTS.items()),
        )


def create_workbook(path: Path, plan: ImportedPlan, headers: Headers) -> None:
    """Make the workbook at the path, with all that the plan holds.

    Raises:
        OfficeOccupied: there is something at the path.
    """

    def refuse_if_there() -> None:
        if path.exists():
            raise OfficeOccupied(path)

    refuse_if_there()
    content = _saved(lay_out(plan, headers))
    fitted = fit_workbook(content, read_workbook(content, path), path)
    replace_file(path, fitted, just_before=refuse_if_there)


def lay_out(plan: ImportedPlan, headers: Headers) -> Workbook:
    """Return a workbook with all that the plan holds, as it is to look."""
    new, spoken = _NewWords.load(), load_words("th")
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    # openpyxl has no public way to the font of cells that nobody has formatted
    workbook._named_styles["Normal"].font = font()  # type: ignore[attr-defined]  # noqa: SLF001
    tabs = _add_tabs(workbook, headers.tabs)
    fill_info(tabs["info"], plan, headers, new.info)
    fill_projects(tabs["projects"], plan, headers, spoken)
    fill_details(tabs["details"], plan, headers, NAMES)
    fill_recipients(tabs["recipients"], plan, headers)
    fill_progress(tabs["progress"], plan.reports, headers, spoken)
    fill_approvals(tabs["approvals"], headers, spoken)
    fill_findings(tabs["findings"], headers, spoken)
    fill_summary(tabs["summary"], new.charts)
    rows = project_rows(plan)
    area = f"'{headers.tabs['projects']}'!$B${rows.start}:$B${rows.stop - 1}"
    workbook.defined_names[NAMES] = DefinedName(NAMES, attr_text=area)
    return workbook


def charts() -> tuple[Chart, ...]:
    """Return the charts of the tab สรุป."""
    return _NewWords.load().charts


def _add_tabs(workbook: Workbook, titles: Mapping[str, str]) -> dict[str, Worksheet]:
    tabs = {name: workbook.create_sheet(title) for name, title in titles.items()}
    for name, sheet in tabs.items():
        workers = name in {"findings", "summary"}
        sheet.sheet_properties.tabColor = WORKER_TAB if workers else STAFF_TAB
        _set_up_print(sheet, header_rows=2 if name == "projects" else 1)
    # Many wide columns can be read on three pages side by side, the names on each.
    tabs["details"].page_setup.fitToWidth = 3
    tabs["details"].print_title_cols = "A:A"
    # figures and their charts are looked at together
    tabs["summary"].page_setup.fitToHeight = 1
    for name in ("progress", "approvals"):
        tabs[name].page_setup.fitToWidth = 3
        tabs[name].print_title_cols = "A:C"
    return tabs


def _set_up_print(sheet: Worksheet, header_rows: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.fitToPage = True
    sheet.print_title_rows = f"1:{header_rows}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    sheet.page_margins.footer = 0.3
    if sheet.oddFooter is not None and sheet.oddFooter.right is not None:
        sheet.oddFooter.right.text = "&P / &N"


def _saved(workbook: Workbook) -> bytes:
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()
