"""Links as people paste them, and where cells lead that show something else."""

from typing import Any

import pytest

from sync.adapters.google.drive import file_id_of, folder_id_of
from sync.adapters.google.reading import read_grid
from sync.adapters.google.spreadsheet import id_in
from sync.model.cells import Cell, Tab
from sync.model.plan import Info
from sync.settings.values import GoogleSettings
from sync.sheet.read import read_plan
from tests.sheets import HEADERS, INFO, clean_sheet

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz-0123456789_abcde"


@pytest.mark.parametrize(
    "link",
    [
        f"https://docs.google.com/document/d/{ID}/edit?usp=sharing#heading=h.1",
        f"https://docs.google.com/document/u/0/d/{ID}/edit",
        f"https://docs.google.com/a/example.go.th/document/d/{ID}",
        f"https://drive.google.com/open?id={ID}",
        f"https://drive.google.com/open?usp=drive_link&id={ID}&authuser=1",
        f"https://drive.google.com/file/d/{ID}/view",
        f"docs.google.com/document/d/{ID}/edit",
        f" {ID} ",
    ],
)
def test_a_link_in_any_form_has_its_id(link: str) -> None:
    assert file_id_of(link) == ID
    assert id_in(link) == ID


@pytest.mark.parametrize(
    "link",
    [
        "แผนปฏิบัติการ ๒๕๗๐",
        "https://example.com/open?id=../../x",
        f"https://example.com/open?id={ID}",
        f"https://example.com/document/d/{ID}/edit",
        f"https://docs.google.com.example.com/document/d/{ID}/edit",
        f"https://sites.google.com/d/{ID}",
        f"file:///home/office/d/{ID}",
        "https://docs.google.com/document/d/e/2PACX-1vQ/pub",
        "abc",
        "",
    ],
)
def test_what_is_no_link_has_none(link: str) -> None:
    assert file_id_of(link) is None


@pytest.mark.parametrize(
    "link",
    [
        f"https://drive.google.com/drive/folders/{ID}?usp=sharing",
        f"https://drive.google.com/drive/u/1/folders/{ID}",
        f"https://drive.google.com/open?id={ID}",
        ID,
    ],
)
def test_a_folder_in_any_form_has_its_id(link: str) -> None:
    assert folder_id_of(link) == ID


def test_settings_take_a_link_of_the_older_form() -> None:
    settings = GoogleSettings(spreadsheet=f"https://drive.google.com/open?id={ID}")

    assert id_in(settings.spreadsheet) == ID


LINK = f"https://docs.google.com/document/d/{ID}/edit"
CHIP = {"chip": {"richLinkProperties": {"uri": LINK}}}


@pytest.mark.parametrize(
    "cell",
    [
        {"hyperlink": LINK},
        {"chipRuns": [{}, CHIP]},
        {"textFormatRuns": [{"format": {}}, {"format": {"link": {"uri": LINK}}}]},
        {"hyperlink": LINK, "userEnteredValue": {"formulaValue": "=HYPERLINK(1,2)"}},
    ],
)
def test_a_cell_that_shows_a_title_leads_where_it_leads(cell: dict[str, Any]) -> None:
    shown = {"effectiveValue": {"stringValue": "แผน ๒๕๗๐"}, **cell}
    sheet = {
        "properties": {"sheetId": 1, "title": "ก"},
        "data": [{"rowData": [{"values": [shown]}]}],
    }

    (tab,) = read_grid({"sheets": [sheet]}, {}).sheet.tabs

    assert tab.value(1, 1) == "แผน ๒๕๗๐"
    assert tab.links == {Cell("ก", 1, 1): LINK}


@pytest.mark.parametrize(
    ("shown", "read"),
    [("แผน ๒๕๗๐", LINK), ("https://docs.google.com/x", "https://docs.google.com/x")],
)
@pytest.mark.parametrize("kind", [Info.DOCUMENT_LINK, Info.DRAFT_LINK])
def test_a_documents_link_may_be_shown_by_its_title(
    kind: Info, shown: str, read: str
) -> None:
    sheet = clean_sheet()
    rows = [row for row in sheet.tabs[0].rows if row[0] != HEADERS.label(kind)]
    at = len(rows)
    rows.append((HEADERS.label(kind), shown))
    info = Tab(INFO, tuple(rows), links={Cell(INFO, at + 1, 2): LINK})
    tabs = (info, *sheet.tabs[1:])

    plan = read_plan(type(sheet)(tabs, ""), HEADERS).plan

    assert plan.info.text(kind) == read
