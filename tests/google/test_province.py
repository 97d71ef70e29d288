"""Offices of a pool at Google: one key, one pace, and one question for what changed."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.clock import BangkokClock
from sync.adapters.google.changes import edits_after, edits_since, first_token
from sync.adapters.google.session import GoogleSession
from sync.doctor import Level, Say
from sync.messages import load_words
from sync.model.cells import Cell
from sync.province.clocks import Clocks
from sync.province.doctor import visit_province
from sync.province.feed import Feed
from sync.province.places import ProvincePaths
from sync.province.records import Heard, Records
from sync.province.survey import Survey
from sync.province.values import ProvinceSettings
from sync.province.visit import Visitor
from sync.province.visits import Kind, Visit
from tests.emulator.driving import FILES, ROBOT, Drive
from tests.google.sheeting import Staff, make_office
from tests.sheets import PROJECTS, clean_sheet

CELL = Cell(PROJECTS, 3, 2)


@pytest.fixture
def paths(tmp_path: Path) -> ProvincePaths:
    return ProvincePaths(tmp_path)


@pytest.fixture
def staff(drive: Drive) -> Staff:
    return Staff(drive, clean_sheet())


@pytest.fixture
def settings(workspace: WorkspaceServer) -> ProvinceSettings:
    """A pool, whose key is in the province's folder."""
    pool = {"name": "north", "key_file": "pool.json", "address": workspace.address}
    return ProvinceSettings.model_validate({"look": "feed", "pool": [pool]})


def put_office(
    paths: ProvincePaths, name: str, workspace: WorkspaceServer, staff: Staff
) -> str:
    """Put an office of the pool's: it has no key of its own."""
    folder = make_office(paths.offices / name, workspace, staff)
    (folder / "google-key.json").replace(paths.folder / "pool.json")
    return name


@pytest.fixture
def office(paths: ProvincePaths, workspace: WorkspaceServer, staff: Staff) -> str:
    paths.offices.mkdir()
    return put_office(paths, "a", workspace, staff)


def test_offices_work_with_the_key_of_their_pool_and_one_token_for_all(
    paths: ProvincePaths,
    settings: ProvinceSettings,
    office: str,
    workspace: WorkspaceServer,
) -> None:
    visitor = Visitor(paths, settings, Clocks([0.0] * Clocks.size(1)))
    workspace.visits.clear()

    ended, before = [], ""
    for _ in range(3):
        visit = Visit(office, Kind.LOOK, "north", BangkokClock().now(), before)
        ended.append(visitor.make(visit, 0))
        before = ended[-1].unsettled

    assert [it.code for it in ended] == [""] * 3
    assert [bool(it.unsettled) for it in ended] == [True, False, False]
    assert ended[2].requests == 1  # staff have their answer, and nothing changed
    tokens = [it for it in workspace.visits if it.path == "/token"]
    assert len(tokens) == 1
    with closing(sqlite3.connect(paths.pace / "turns.db")) as db:
        buckets = {name for (name,) in db.execute("SELECT bucket FROM turns")}
    # one for the account and one for its project
    assert sorted(it[16:] for it in buckets) == ["-reads"] * 2 + ["-writes"] * 2


def test_the_doctor_says_which_sheet_is_not_shared_with_the_pools_account(
    paths: ProvincePaths,
    settings: ProvinceSettings,
    office: str,
    workspace: WorkspaceServer,
    staff: Staff,
) -> None:
    other = Staff(staff.drive, clean_sheet())
    shared = f"{FILES}/{other.id}/permissions"
    listed = staff.drive.json("GET", shared, fields="permissions(id,emailAddress)")
    for each in listed["permissions"]:
        if each.get("emailAddress") == ROBOT:
            staff.drive.call("DELETE", f"{shared}/{each['id']}")
    put_office(paths, "b", workspace, other)
    assert office in paths.office_names()

    found = list(visit_province(paths, settings, Say(load_words("en"))))

    assert [(it.name, it.level) for it in found] == [
        ("settings", Level.GOOD),
        ("disk", Level.GOOD),
        ("north", Level.GOOD),
        ("b", Level.WRONG),
    ]
    assert "1 of 2 sheets" in found[2].says


def test_what_staff_edit_is_heard_of_and_what_the_worker_writes_is_not(
    session: GoogleSession, staff: Staff, workspace: WorkspaceServer
) -> None:
    token = first_token(session)
    staff.put(CELL, "โครงการใหม่")

    told = edits_since(session, token)
    session.post(
        f"https://sheets.googleapis.com/v4/spreadsheets/{staff.id}:batchUpdate",
        json={"requests": [{"addSheet": {"properties": {"title": "x"}}}]},
    )
    own = edits_since(session, told.token)
    again = edits_since(session, own.token)

    assert list(told.files) == [staff.id]
    assert (own.files, again.files) == ({}, {})
    assert workspace.visits


def test_looking_over_all_finds_what_was_edited_after_a_moment(
    session: GoogleSession, staff: Staff
) -> None:
    staff.put(CELL, "โครงการใหม่")
    (edited,) = edits_after(
        session, BangkokClock().now() - timedelta(days=3650)
    ).values()

    before = edits_after(session, edited - timedelta(seconds=1))
    after = edits_after(session, edited + timedelta(seconds=1))

    assert (list(before), list(after)) == ([staff.id], [])


def heard(paths: ProvincePaths, settings: ProvinceSettings) -> set[str]:
    """Ask once, and return the offices of which a change was told by now."""
    records = Records(paths.records)
    now = BangkokClock().now()
    states = Survey(paths, records).states(now)
    sheets = {it.standing.sheet: it.name for it in states if it.standing.sheet}
    Feed(paths.folder, settings, records).hear(sheets, now)
    return set(records.edits())


def test_the_first_question_looks_over_the_last_day_and_the_next_asks_for_changes(
    paths: ProvincePaths,
    settings: ProvinceSettings,
    office: str,
    staff: Staff,
    workspace: WorkspaceServer,
) -> None:
    heard(paths, settings)
    first = Records(paths.records).edits()
    workspace.visits.clear()
    staff.put(CELL, "โครงการใหม่")
    workspace.visits.clear()

    heard(paths, settings)

    asked = [it.path for it in workspace.visits if it.caller == ROBOT]
    assert asked == ["/drive/v3/changes"]
    assert Records(paths.records).edits()[office] >= first[office]


def test_a_token_that_google_refuses_loses_no_change(
    paths: ProvincePaths, settings: ProvinceSettings, office: str, staff: Staff
) -> None:
    now = BangkokClock().now()
    Records(paths.records).note_heard("north", Heard("no token", now), {})
    staff.put(CELL, "โครงการใหม่")

    assert heard(paths, settings) == {office}
    kept = Records(paths.records).heard_of("north")
    assert kept
    assert kept.token.isdigit()


def test_a_google_out_of_reach_is_asked_again(
    paths: ProvincePaths, settings: ProvinceSettings, office: str
) -> None:
    pool = settings.pools[0].model_copy(update={"key_file": Path("gone.json")})
    without = settings.model_copy(update={"pools": (pool,)})

    assert heard(paths, without) == set()
    assert heard(paths, settings) == {office}
