"""A province's own Google Sheets: offices come out of a list, and how they are goes in."""

import json
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.clock import BangkokClock
from sync.doctor import Level, Say
from sync.messages import load_words
from sync.model.cells import Sheet, Tab
from sync.province.clocks import Clocks
from sync.province.doctor import visit_province
from sync.province.keeping import Keeper
from sync.province.listed import as_listed
from sync.province.listening import listening
from sync.province.places import ProvincePaths
from sync.province.records import Records
from sync.province.sheets import OwnSheets
from sync.province.survey import Survey
from sync.province.values import ProvinceSettings
from sync.province.visit import Visitor
from sync.province.visits import Kind, Visit
from sync.settings.office_file import load_settings
from tests.emulator.driving import ROBOT, Drive
from tests.google.sheeting import Staff
from tests.sheets import clean_sheet

HEAD = ("ชื่อโฟลเดอร์", "ลิงก์แผ่นงาน", "เปิดใช้")
WORDS = load_words("th")


def link(file_id: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/{file_id}/edit#gid=0"


@pytest.fixture
def paths(tmp_path: Path, workspace: WorkspaceServer, drive: Drive) -> ProvincePaths:
    """A province with a pool's key, and no office yet."""
    assert ROBOT in drive.world.accounts
    paths = ProvincePaths(tmp_path)
    paths.offices.mkdir()
    key = paths.folder / "pool.json"
    key.write_text(json.dumps(workspace.service_account(ROBOT)), "utf-8")
    return paths


@pytest.fixture
def office(drive: Drive) -> Staff:
    return Staff(drive, clean_sheet())


@pytest.fixture
def people(drive: Drive, office: Staff) -> Staff:
    """Those who keep the list: one office, and a row that nobody understands."""
    rows = (HEAD, ("nong-bua", link(office.id)), ("หนองบัว", link("1" + "x" * 30)))
    return Staff(drive, Sheet((Tab("รายชื่อ", rows),), "r"))


def settings(workspace: WorkspaceServer, **sheets: str) -> ProvinceSettings:
    pool = {"name": "north", "key_file": "pool.json", "address": workspace.address}
    own = {name: {"spreadsheet": link(it)} for name, it in sheets.items()}
    return ProvinceSettings.model_validate({"pool": [pool], **own})


def look(paths: ProvincePaths, settings: ProvinceSettings) -> None:
    OwnSheets(paths, settings).look(BangkokClock().now())


def asked(workspace: WorkspaceServer) -> list[str]:
    return [
        it.method
        for it in workspace.visits
        if it.caller == ROBOT and it.path.startswith("/v4/")
    ]


def shown(people: Staff, tab: str = "รายชื่อ") -> list[dict[str, Any]]:
    head, *rows = people.read(f"'{tab}'!A1:Z20")
    return [dict(zip(head, row, strict=False)) for row in rows]


def heading(name: str) -> str:
    return WORDS.say("province.board_head", name=WORDS.say(f"province.board_{name}"))


def test_a_row_makes_an_office_that_works_and_one_not_understood_is_told_beside(
    paths: ProvincePaths, people: Staff, office: Staff, workspace: WorkspaceServer
) -> None:
    listed = settings(workspace, registry=people.id)

    look(paths, listed)
    visitor = Visitor(paths, listed, Clocks([0.0] * Clocks.size(1)))
    now = BangkokClock().now()
    ended = visitor.make(Visit("nong-bua", Kind.LOOK, "north", now), 0)

    assert paths.office_names() == ["nong-bua"]
    google = load_settings(paths.office("nong-bua").settings).google
    assert google
    assert google.spreadsheet == link(office.id).removesuffix("#gid=0")
    assert (ended.code, bool(ended.unsettled)) == ("", True)
    good, bad = shown(people)
    assert good.get(heading("note"), "") == ""
    assert "“หนองบัว”" in bad[heading("note")]
    assert "a-z" in bad[heading("note")]


def test_whoever_plans_looks_at_the_list_by_itself(
    paths: ProvincePaths, people: Staff, workspace: WorkspaceServer
) -> None:
    end = monotonic() + 60
    with listening(paths, settings(workspace, registry=people.id)):
        while not paths.listed.exists() or not paths.office_names():
            assert monotonic() < end, "nobody looked"
            sleep(0.05)

    assert paths.office_names() == ["nong-bua"]


def test_what_was_killed_while_it_added_an_office_is_finished_and_nothing_else_made_anew(
    paths: ProvincePaths, people: Staff, workspace: WorkspaceServer
) -> None:
    listed = settings(workspace, registry=people.id)
    at = paths.office("nong-bua")
    at.folder.mkdir()

    look(paths, listed)
    finished = at.settings.exists()
    at.settings.unlink()
    at.ledger.write_bytes(b"")  # it has been worked at: its settings were lost
    look(paths, listed)

    assert finished
    assert not at.settings.exists()


def test_a_look_at_what_has_not_changed_is_one_request(
    paths: ProvincePaths, people: Staff, workspace: WorkspaceServer
) -> None:
    both = settings(workspace, registry=people.id, board=people.id)
    look(paths, both)
    first = asked(workspace)
    look(paths, both)  # the office is there now
    workspace.visits.clear()

    look(paths, both)

    assert first == ["GET", "GET", "POST"]
    assert asked(workspace) == ["GET"]
    assert shown(people)[0][heading("state")] == WORDS.say("province.new")


def test_a_row_off_and_a_row_gone_pause_their_office_and_delete_nothing(
    paths: ProvincePaths, people: Staff, workspace: WorkspaceServer
) -> None:
    listed = settings(workspace, registry=people.id)
    look(paths, listed)
    people.type_in("รายชื่อ!C2", "ปิด")
    look(paths, listed)
    off = as_listed(paths, listed)[1].paused
    people.type_in("รายชื่อ!A2:C2", "")
    people.batch({"deleteDimension": {"range": rows_of(people, 1, 2)}})

    look(paths, listed)

    states = Survey(paths, Records(paths.records)).states(BangkokClock().now())
    seen = Keeper(paths, listed).write(states, BangkokClock().now())
    assert off == {"nong-bua"}
    assert [(it.office, it.health) for it in seen.rows] == [("nong-bua", "paused")]
    assert WORDS.say("listed.gone", offices="nong-bua") in seen.notices
    assert paths.office("nong-bua").settings.exists()
    assert "nong-bua" in paths.page.read_text("utf-8")


def rows_of(people: Staff, begin: int, end: int) -> dict[str, Any]:
    at = {"sheetId": people.tabs()["รายชื่อ"], "dimension": "ROWS"}
    return {**at, "startIndex": begin, "endIndex": end}


def test_of_a_list_out_of_reach_what_is_known_goes_on_and_it_is_told(
    paths: ProvincePaths, people: Staff, workspace: WorkspaceServer
) -> None:
    listed = settings(workspace, registry=people.id)
    people.type_in("รายชื่อ!C2", "ปิด")
    look(paths, listed)
    (paths.folder / "pool.json").rename(paths.folder / "away.json")

    look(paths, listed)
    _, known = as_listed(paths, listed)
    (paths.folder / "away.json").rename(paths.folder / "pool.json")
    look(paths, listed)

    assert known.paused == {"nong-bua"}
    assert [it.code for it in known.problems] == ["no_registry"]
    again = as_listed(paths, listed)[1]
    assert [it.code for it in again.problems] == ["rows"]


def test_a_sheet_that_the_account_may_only_read_is_followed_and_told(
    paths: ProvincePaths, people: Staff, drive: Drive, workspace: WorkspaceServer
) -> None:
    shared = f"/drive/v3/files/{people.id}/permissions"
    listed = drive.json("GET", shared, fields="permissions(id,emailAddress)")
    for each in listed["permissions"]:
        if each.get("emailAddress") == ROBOT:
            drive.json("PATCH", f"{shared}/{each['id']}", {"role": "reader"})

    look(paths, settings(workspace, registry=people.id))

    assert paths.office_names() == ["nong-bua"]
    _, known = as_listed(paths, settings(workspace, registry=people.id))
    assert [it.code for it in known.problems] == ["rows", "no_board"]
    assert list(known.offices) == ["nong-bua"]


def test_a_sheet_of_its_own_gets_a_tab_with_a_row_an_office(
    paths: ProvincePaths, people: Staff, drive: Drive, workspace: WorkspaceServer
) -> None:
    board = Staff(drive, Sheet((Tab("โน้ต", (("ของจังหวัด",),)),), "r"))
    both = settings(workspace, registry=people.id, board=board.id)

    look(paths, both)
    look(paths, both)

    (row,) = shown(board, WORDS.say("province.board_tab"))
    assert row[heading("office")] == "nong-bua"
    assert row[heading("state")] == WORDS.say("province.new")
    assert row[heading("errors")] == 0
    assert board.read("'โน้ต'!A1:B2") == [["ของจังหวัด"]]


def test_an_edit_in_the_moment_of_writing_is_not_lost_and_all_is_written_next_time(
    paths: ProvincePaths, people: Staff, workspace: WorkspaceServer
) -> None:
    both = settings(workspace, registry=people.id, board=people.id)
    edit = {"spreadsheetId": people.id, "tab": "รายชื่อ", "cell": "A5", "value": "โทรแล้ว"}
    match = {"method": "POST", "path": ":batchUpdate"}
    workspace.control.queue_edit(edit, match)

    look(paths, both)
    look(paths, both)

    rows = people.read("'รายชื่อ'!A1:Z6")
    assert "โทรแล้ว" in [cell for row in rows for cell in row]
    assert sum(cell == heading("note") for cell in rows[0]) == 1
    assert shown(people)[0][heading("state")] == WORDS.say("province.new")


def test_the_doctor_names_each_row_that_cannot_be_used(
    paths: ProvincePaths, people: Staff, workspace: WorkspaceServer
) -> None:
    listed = settings(workspace, registry=people.id)

    found = list(visit_province(paths, listed, Say(load_words("en"))))

    registry = [it for it in found if it.name == "registry"]
    assert [it.level for it in registry] == [Level.GOOD, Level.WRONG]
    assert registry[0].says == "1 of 2 rows can be read"
    assert registry[1].says.startswith("row 3: “หนองบัว”")
    assert paths.office_names() == []
