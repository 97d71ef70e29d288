"""Hearing of staff's changes as Drive is: late, with gaps, with tokens refused, with quotas."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.clock import BangkokClock
from sync.adapters.google.session import Patience
from sync.model.cells import Cell
from sync.model.records import Outcome
from sync.province.clocks import Clocks
from sync.province.feed import Feed
from sync.province.places import ProvincePaths
from sync.province.planner import is_sick, plan
from sync.province.records import Records
from sync.province.survey import Survey
from sync.province.values import ProvinceSettings
from sync.province.visit import Visitor
from sync.province.visits import Ended, Kind, Night, OfficeState, Visit
from tests.emulator.driving import FILES, ROBOT, Drive
from tests.google.sheeting import Staff, make_office
from tests.sheets import PROJECTS, clean_sheet

CELL = Cell(PROJECTS, 3, 2)
LAG = 180


@dataclass
class Province:
    """Offices of one pool that had their night, and what is planned for them by day."""

    paths: ProvincePaths
    settings: ProvinceSettings
    workspace: WorkspaceServer
    passed: float = 0

    def __post_init__(self) -> None:
        self.records = Records(self.paths.records)
        self.survey = Survey(self.paths, self.records)
        self.feed = Feed(self.paths.folder, self.settings, self.records)
        self.visitor = Visitor(
            self.paths, self.settings, Clocks([0.0] * Clocks.size(1))
        )

    @property
    def now(self) -> datetime:
        return BangkokClock().now() + timedelta(seconds=self.passed)

    def wait(self, seconds: float) -> None:
        self.passed += seconds
        self.workspace.control.advance(seconds)

    def states(self) -> Sequence[OfficeState]:
        night = (Night(self.now, Outcome.DONE),)
        return [
            replace(it, standing=replace(it.standing, nights=night))
            for it in self.survey.states(self.now)
        ]

    def hear(self) -> Sequence[Visit]:
        """Ask Google once, and return what is planned then."""
        sheets = {it.standing.sheet: it.name for it in self.states()}
        self.feed.hear(sheets, self.now)
        return self.planned()

    def planned(self) -> Sequence[Visit]:
        resting = self.survey.resting(["north"], self.now)
        return list(plan(self.states(), self.settings, self.now, resting))

    def make(self, visit: Visit) -> Ended:
        """Make a visit as a child does, and note it under the time that is now."""
        began = self.now
        ended = replace(self.visitor.make(visit, 0), began=began, ended=self.now)
        self.records.note_visit(ended, "north")
        return ended

    def answered(self, limit: int = 900) -> float:
        """Ask each minute until a look is planned; return after how many seconds."""
        waited = 0
        while not self.hear():
            assert waited < limit, "nobody was told"
            waited += 60
            self.wait(60)
        return waited


@pytest.fixture
def staff(drive: Drive) -> Staff:
    return Staff(drive, clean_sheet())


@pytest.fixture
def province(tmp_path: Path, workspace: WorkspaceServer, staff: Staff) -> Province:
    """An office that nobody has edited since all was looked over and answered."""
    pool = {"name": "north", "key_file": "pool.json", "address": workspace.address}
    settings = ProvinceSettings.model_validate({"look": "feed", "pool": [pool]})
    paths = ProvincePaths(tmp_path)
    paths.offices.mkdir()
    put_office(paths, "a", workspace, staff)
    province = Province(paths, settings, workspace)
    province.wait(60)
    province.hear()
    answer(province, "a")
    return province


def put_office(
    paths: ProvincePaths, name: str, workspace: WorkspaceServer, staff: Staff
) -> None:
    folder = make_office(paths.offices / name, workspace, staff)
    (folder / "google-key.json").replace(paths.folder / "pool.json")


def answer(province: Province, *offices: str) -> None:
    """Note that offices have their answer by now."""
    now = province.now
    for office in offices:
        ended = Ended(office, Kind.LOOK, "north", now, now)
        province.records.note_visit(ended, "north")
    province.wait(60)


def test_an_edit_that_drive_shows_late_is_answered_then_and_several_once(
    province: Province, staff: Staff, workspace: WorkspaceServer
) -> None:
    workspace.control.set_lag(LAG)
    for text in ("หนึ่ง", "สอง", "สาม"):
        staff.put(CELL, text)
        province.wait(5)
    assert province.hear() == []

    waited = province.answered()
    (visit,) = province.planned()
    ended = province.make(visit)
    settled = province.make(replace(visit, before=ended.unsettled))
    province.wait(LAG + 60)

    assert 0 < waited <= LAG + 60
    assert (visit.kind, ended.code, settled.code) == (Kind.LOOK, "", "")
    # what the worker wrote into the sheet is heard of, and is no change of staff's
    assert province.hear() == []
    assert province.states()[0].edited


def test_a_change_that_drive_leaves_out_is_found_when_all_is_looked_over(
    province: Province, staff: Staff, workspace: WorkspaceServer
) -> None:
    workspace.control.skip_changes(staff.id)
    staff.put(CELL, "โครงการใหม่")

    waited = province.answered()

    assert 60 < waited <= 600


def test_after_a_token_that_is_too_old_all_is_looked_over_and_a_new_one_goes_on(
    province: Province, staff: Staff, workspace: WorkspaceServer
) -> None:
    staff.put(CELL, "ก่อน")
    workspace.control.expire_tokens()
    province.wait(60)

    assert [it.office for it in province.hear()] == ["a"]
    answer(province, "a")
    staff.put(CELL, "หลัง")
    workspace.visits.clear()
    province.wait(60)
    assert [it.office for it in province.hear()] == ["a"]
    asked = [it.path for it in workspace.visits if it.caller == ROBOT]
    assert asked == ["/drive/v3/changes"]


def test_an_edit_that_is_late_while_the_token_is_refused_is_not_lost(
    province: Province, staff: Staff, workspace: WorkspaceServer
) -> None:
    workspace.control.set_lag(LAG)
    staff.put(CELL, "โครงการใหม่")
    workspace.control.expire_tokens()

    assert province.hear() == []
    assert province.answered() <= LAG + 60


def test_a_member_of_a_shared_drive_hears_of_a_sheet_when_all_is_looked_over(
    province: Province, drive: Drive, workspace: WorkspaceServer
) -> None:
    shared = drive.json("POST", "/drive/v3/drives", {"name": "a"}, requestId="1")["id"]
    drive.share(shared, ROBOT, "writer")
    other = Staff(drive, clean_sheet())
    query = {"addParents": shared, "removeParents": "root", "supportsAllDrives": "true"}
    drive.json("PATCH", f"{FILES}/{other.id}", {}, **query)
    put_office(province.paths, "b", workspace, other)
    province.wait(700)
    province.hear()
    answer(province, "a", "b")
    other.put(CELL, "โครงการใหม่")

    waited = province.answered()

    assert [it.office for it in province.planned()] == ["b"]
    assert 60 < waited <= 600


def test_a_drive_that_refuses_loses_no_change(
    province: Province,
    staff: Staff,
    workspace: WorkspaceServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.province.feed._PATIENCE", Patience(budget=0))
    staff.put(CELL, "โครงการใหม่")
    workspace.control.set_quotas(on=True, project_units=0)
    province.wait(60)
    refused = province.hear()
    workspace.control.set_quotas(on=False)
    province.wait(60)

    assert refused == []
    assert [it.office for it in province.hear()] == ["a"]


def test_where_a_project_has_used_its_quota_up_the_pool_rests_and_nobody_is_hurt(
    province: Province,
    staff: Staff,
    drive: Drive,
    workspace: WorkspaceServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.province.visit._PATIENCE", 0)
    staff.put(CELL, "โครงการใหม่")
    for name in ("b", "c", "d", "e"):
        put_office(province.paths, name, workspace, Staff(drive, clean_sheet()))
    province.wait(60)
    visits = province.hear()
    workspace.control.set_quotas(on=True, project_reads=0)

    codes = [province.make(visit).code for visit in visits]
    province.wait(1)
    resting = province.planned()
    workspace.control.set_quotas(on=False)
    province.wait(310)
    again = [province.make(visit).code for visit in province.planned()]

    assert codes == ["quota"] * 5
    assert resting == []
    assert again == [""] * 5
    assert not any(is_sick(state) for state in province.states())
