"""A province as its operator runs it, all of it from one Google Sheet that people keep."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.clock import BangkokClock
from sync.adapters.google.drive import document_link
from sync.model.cells import Sheet, Tab
from sync.province.places import ProvincePaths
from sync.province.records import Records
from sync.province.setting_up import create_province
from tests.children import killed_at_last
from tests.emulator.driving import ROBOT, Drive
from tests.google.sheeting import Staff
from tests.offices import ROOT
from tests.sheets import INFO, clean_sheet

LONG = 420
"""Seconds that all of it may take, on a machine that has much else to do."""


@pytest.mark.slow
def test_two_rows_become_offices_that_have_their_night(
    tmp_path: Path, workspace: WorkspaceServer, drive: Drive
) -> None:
    offices = {name: Staff(drive, clean_sheet()) for name in ("nong-bua", "ban-mai")}
    for staff in offices.values():
        staff.type_in(f"{INFO}!B16", document_link(staff.make_document()))
    links = {
        name: f"https://docs.google.com/spreadsheets/d/{staff.id}/edit"
        for name, staff in offices.items()
    }
    rows = (("ชื่อโฟลเดอร์", "ลิงก์แผ่นงาน"), *links.items(), ("ไม่มี", "-"))
    people = Staff(drive, Sheet((Tab("รายชื่อ", rows),), "r"))
    paths = ProvincePaths(tmp_path / "province")
    create_province(paths.folder)
    began = BangkokClock().now() - timedelta(hours=1)
    own = f'spreadsheet = "{people.id}"\n'
    paths.settings.write_text(
        f"night = {began:%H:%M}:00\nhours = 0.5\nslots = 2\nlook_minutes = 0\n"
        f'[[pool]]\nname = "north"\nkey_file = "keys/north.json"\n'
        f'address = "{workspace.address}"\n[registry]\n{own}[board]\n{own}',
        "utf-8",
    )
    key = paths.folder / "keys" / "north.json"
    key.write_text(json.dumps(workspace.service_account(ROBOT)), "utf-8")

    command = ["province", "--province", str(paths.folder), "run"]
    process = subprocess.Popen(
        [sys.executable, "run.py", *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with killed_at_last(process):
        try:
            end = time.monotonic() + LONG
            while len(good_nights(paths)) < len(offices):
                assert time.monotonic() < end, paths.log.read_text("utf-8")[-3000:]
                time.sleep(1)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    assert sorted(good_nights(paths)) == sorted(offices)
    for staff in offices.values():
        assert "สรุป" in staff.tabs()
    told = [row[-1] for row in people.read("'รายชื่อ'!A4:C4")]
    assert "“ไม่มี”" in str(told)


def good_nights(paths: ProvincePaths) -> list[str]:
    if not paths.records.exists():
        return []
    standings = Records(paths.records).standings()
    return [name for name, (_, it) in standings.items() if it.good_night]
