"""A ledger that is not of the office whose Google Sheet it is."""

import shutil
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle.night import run_cycle
from sync.errors import LedgerOfAnother
from tests.emulator.driving import Drive
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, clean_sheet

KEY = "google-key.json"
NAME, LINK = f"{INFO}!B4", f"{INFO}!B16"


def office_at(
    folder: Path, workspace: WorkspaceServer, drive: Drive, name: str
) -> tuple[Path, Staff]:
    staff = Staff(drive, clean_sheet())
    staff.type_in(NAME, name)
    staff.type_in(LINK, document_link(staff.make_document()))
    return make_office(folder, workspace, staff), staff


def night(folder: Path) -> int:
    """Make a night, and return how many requests it took."""
    with wiring.open_office(folder) as services:
        run_cycle(services)
        return services.sent()


def test_another_offices_ledger_is_found_out_each_time_anew(
    tmp_path: Path, workspace: WorkspaceServer, drive: Drive
) -> None:
    ours, staff = office_at(tmp_path / "ours", workspace, drive, "เทศบาลตำบลหนึ่ง")
    others, _ = office_at(tmp_path / "others", workspace, drive, "เทศบาลตำบลสอง")
    shutil.copyfile(others / KEY, ours / KEY)  # the account's last key is its only one
    night(ours)
    night(others)
    before = staff.read("สรุป!A1:H40")
    shutil.copyfile(others / "ledger.db", ours / "ledger.db")

    for _ in range(2):
        with pytest.raises(LedgerOfAnother) as stop, wiring.open_office(ours):
            pass
        assert "เทศบาลตำบลสอง" in stop.value.facts["known"]

    assert staff.read("สรุป!A1:H40") == before


def test_an_office_that_is_renamed_or_gets_a_copied_sheet_is_the_same(
    tmp_path: Path, workspace: WorkspaceServer, drive: Drive
) -> None:
    ours, staff = office_at(tmp_path / "ours", workspace, drive, "เทศบาลตำบลหนึ่ง")
    night(ours)
    staff.type_in(NAME, "เทศบาลเมืองหนึ่ง")
    night(ours)

    # next year's, with the name that it has now
    other, copied = office_at(tmp_path / "copied", workspace, drive, "เทศบาลเมืองหนึ่ง")
    shutil.copyfile(other / KEY, ours / KEY)
    settings = ours / "office.toml"
    settings.write_text(settings.read_text("utf-8").replace(staff.id, copied.id))
    night(ours)
    copied.type_in(NAME, "เทศบาลนครหนึ่ง")
    night(ours)


def test_whose_ledger_it_is_costs_no_request_where_the_sheet_is_known(
    tmp_path: Path, workspace: WorkspaceServer, drive: Drive
) -> None:
    ours, _ = office_at(tmp_path / "ours", workspace, drive, "เทศบาลตำบลหนึ่ง")
    night(ours)

    with wiring.open_office(ours) as services:
        assert services.sent() == 0
