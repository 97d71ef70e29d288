"""A plan is brought in from a Google Sheet by its link; that sheet stays as it is."""

from pathlib import Path
from typing import Any

import pytest

from emulator.server import WorkspaceServer
from sync.errors import NotShared, SourceIsOffice, SourceNoSheet
from sync.model.cells import Sheet
from sync.model.imports import Said
from sync.model.plan import Field
from sync.wiring.bringing import read_source
from tests.emulator.driving import ROBOT, Drive
from tests.google.sheeting import SHEETS, Staff, make_office
from tests.unit.importing.workbooks import DETAILS, NAMES, books

BOOK = dict(books())["a tab a project"]


@pytest.fixture
def office(tmp_path: Path, workspace: WorkspaceServer, drive: Drive) -> Path:
    """An office whose own spreadsheet is empty."""
    return make_office(tmp_path / "office", workspace, Staff(drive, Sheet((), "")), "")


def link_to(number: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/{number}/edit?gid=0#gid=0"


def whole(staff: Staff) -> dict[str, Any]:
    return dict(staff.drive.json("GET", f"{SHEETS}/{staff.id}", includeGridData="true"))


def test_a_plan_in_a_google_sheet_is_brought_in_and_nothing_is_written_there(
    office: Path, workspace: WorkspaceServer, drive: Drive
) -> None:
    theirs = Staff(drive, BOOK.sheet())
    hide = {
        "range": {
            "sheetId": theirs.tabs()["แผน 2570"],
            "dimension": "ROWS",
            "startIndex": 8,
            "endIndex": 9,
        },
        "properties": {"hiddenByUser": True},
        "fields": "hiddenByUser",
    }
    theirs.batch({"updateDimensionProperties": hide})
    before = whole(theirs)
    workspace.visits.clear()

    plan = read_source(link_to(theirs.id), None, office)

    asked = [visit.method for visit in workspace.visits if visit.caller == ROBOT]
    assert asked == ["GET"]
    assert whole(theirs) == before
    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert {detail.name: dict(detail.texts) for detail in plan.details} == DETAILS
    assert Said("hidden_rows", {"tab": "แผน 2570", "rows": "9"}) in plan.found


def test_the_offices_own_spreadsheet_is_no_source(office: Path) -> None:
    text = (office / "office.toml").read_text("utf-8")
    own = next(line for line in text.splitlines() if line.startswith("spreadsheet"))

    with pytest.raises(SourceIsOffice):
        read_source(own.split('"')[1], None, office)


def test_another_link_is_no_source(office: Path) -> None:
    with pytest.raises(SourceNoSheet):
        read_source("https://example.com/plan.xlsx", None, office)


def test_a_sheet_that_is_not_shared_is_named(office: Path, drive: Drive) -> None:
    body = {"properties": {"title": "แผนเดิม"}}
    theirs = str(drive.json("POST", SHEETS, body)["spreadsheetId"])

    with pytest.raises(NotShared):
        read_source(link_to(theirs), None, office)
