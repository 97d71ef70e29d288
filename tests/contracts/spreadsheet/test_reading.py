"""What every spreadsheet promises to whoever reads it."""

from decimal import Decimal
from urllib.parse import unquote

import pytest

from sync.errors import SheetChanged
from sync.model.cells import Cell, CellEdit, EmptyResult
from tests.contracts.spreadsheet.desks import (
    NOTES,
    PLAN,
    STATUS,
    Desk,
    GoogleDesk,
    LocalDesk,
    value_at,
)


def test_reading_gives_every_tab_with_its_values(desk: Desk) -> None:
    sheet = desk.spreadsheet.read()

    assert sheet.tabs == (PLAN, NOTES)
    assert [type(value) for value in sheet.tabs[0].rows[1]] == [
        Decimal,
        str,
        Decimal,
        bool,
        str,
    ]


def test_a_formula_that_shows_nothing_is_no_empty_cell(desk: Desk) -> None:
    before = desk.spreadsheet.read()
    at = Cell("โครงการ", 6, 3)

    desk.compute_nothing_in(at)
    seen = desk.spreadsheet.read()

    assert seen.revision != before.revision
    assert isinstance(value_at(seen, at), EmptyResult)
    with pytest.raises(SheetChanged):
        desk.spreadsheet.write([CellEdit(at, None, Decimal(1))], seen=seen)
    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "ผ่าน")], seen=seen)
    assert isinstance(value_at(desk.spreadsheet.read(), at), EmptyResult)


def test_an_unchanged_sheet_has_the_same_revision(desk: Desk) -> None:
    assert desk.spreadsheet.read().revision == desk.spreadsheet.read().revision


def test_a_change_by_staff_is_another_revision(desk: Desk) -> None:
    before = desk.spreadsheet.read()

    desk.type_in(Cell("โครงการ", 3, 3), Decimal(500))

    assert desk.spreadsheet.read().revision != before.revision


def test_the_link_is_an_address_that_stays(desk: Desk) -> None:
    link = desk.spreadsheet.link

    assert "://" in link
    assert desk.spreadsheet.link == link


def test_a_cell_has_an_address_where_there_is_such_a_thing(desk: Desk) -> None:
    desk.spreadsheet.read()
    cell = Cell(NOTES.title, 2, 3)

    link = desk.spreadsheet.cell_link(cell)

    if isinstance(desk, LocalDesk):
        assert link is None
    else:
        assert link is not None
        assert link.startswith(desk.spreadsheet.link)
        assert link.endswith(cell.a1)
    if isinstance(desk, GoogleDesk):
        gid = desk.spreadsheet.tabs[NOTES.title]
        assert link == f"{desk.spreadsheet.link}#gid={gid}&range=C2"
        assert desk.spreadsheet.cell_link(Cell("ไม่มีแท็บนี้", 1, 1)) is None


@pytest.mark.parametrize(
    "link",
    ["https://example.com/แผน?a=1&b=2", "file:///srv/my%20office/%E0%B9%81.docx"],
)
def test_where_a_cell_leads_is_read_back(desk: Desk, link: str) -> None:
    for address in (link, "https://example.com/other", link):
        seen = desk.spreadsheet.read()
        edit = CellEdit(STATUS, value_at(seen, STATUS), "เปิด", address)
        desk.spreadsheet.write([edit], seen=seen)

        tab = desk.spreadsheet.read().tab(STATUS.tab)
        assert tab
        assert unquote(tab.links[STATUS]) == unquote(address)
