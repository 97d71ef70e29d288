"""A local office on disk with any text in every cell that staff fill in."""

from pathlib import Path

from sync import wiring
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.cycle.night import Report, run_cycle
from sync.model.cells import Cell, CellEdit, Sheet, Tab
from sync.paths import OfficePaths
from sync.sheet.write_back import area_edits
from tests.offices import empty_office
from tests.sheets import DETAILS, INFO, PROJECTS, RECIPIENTS, clean_sheet, type_in

STAFFS = (
    *(f"{INFO}!B{row}" for row in range(2, 17)),
    *(f"{PROJECTS}!{column}3" for column in "ABCDEFGHI"),
    *(f"{DETAILS}!{column}2" for column in "ABCDEFGHIJ"),
    *(f"{RECIPIENTS}!{column}2" for column in "ABCD"),
)
WORKERS = tuple(f"{PROJECTS}!{column}3" for column in "JKL")


def with_text(text: str, *kept: str) -> Sheet:
    """Return the clean sheet with a text in every cell of each kind, but those kept."""
    typed = {place: text for place in (*STAFFS, *WORKERS) if place not in kept}
    return type_in(clean_sheet(), typed)


def local_office(folder: Path, sheet: Sheet, settings: str = "") -> OfficePaths:
    """Make an office whose workbook holds the sheet."""
    place = OfficePaths(empty_office(folder))
    workbook = LocalSpreadsheet(place.workbook)
    seen = workbook.read()
    edits: list[CellEdit] = []
    for tab in sheet.tabs:
        there = seen.tab(tab.title) or Tab(tab.title)
        edits += area_edits(there, Cell(tab.title, 1, 1), tab.rows, len(there.rows))
    workbook.write(edits, seen=seen)
    place.settings.write_text(settings, "utf-8")
    return place


def night(place: OfficePaths) -> Report:
    """Run a cycle."""
    with wiring.open_office(place.folder) as office:
        return run_cycle(office)
