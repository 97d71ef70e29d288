"""What is kept of a year stays what it was."""

from pathlib import Path

from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.model.cells import CellEdit, Tab
from tests.contracts.spreadsheet.desks import PLAN, STATUS, Desk, LocalDesk, value_at


def test_what_is_kept_stays_what_it_was(desk: Desk) -> None:
    seen = desk.spreadsheet.read()

    where = desk.spreadsheet.keep([PLAN.title], "2569")
    seen = desk.spreadsheet.read()
    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "ผ่าน")], seen=seen)

    kept = kept_tab(desk, where)
    assert kept is not None
    assert kept.rows == PLAN.rows
    assert value_at(desk.spreadsheet.read(), STATUS) == "ผ่าน"


def test_keeping_the_same_again_is_harmless(desk: Desk, tmp_path: Path) -> None:
    first = desk.spreadsheet.keep([PLAN.title], "2569")
    tabs = desk.spreadsheet.read().tabs

    assert desk.spreadsheet.keep([PLAN.title], "2569") == first
    assert desk.spreadsheet.read().tabs == tabs
    assert len(list(tmp_path.glob("*.xlsx"))) in {0, 2}


def test_what_was_kept_is_never_replaced(desk: Desk) -> None:
    first = desk.spreadsheet.keep([PLAN.title], "2569")
    desk.type_in(STATUS, "อื่น")

    second = desk.spreadsheet.keep([PLAN.title], "2569")

    kept = kept_tab(desk, first)
    assert kept is not None
    assert kept.rows == PLAN.rows
    if isinstance(desk, LocalDesk):
        assert second != first
    else:
        assert desk.spreadsheet.read().tab(f"{PLAN.title} 2569 (2)") is not None


def kept_tab(desk: Desk, where: str) -> Tab | None:
    """Return the tab of the plan as it was kept at a place."""
    if isinstance(desk, LocalDesk):
        return LocalSpreadsheet(Path(where)).read().tab(PLAN.title)
    return desk.spreadsheet.read().tab(f"{PLAN.title} 2569")
