"""A province over several machines: any of them may die, and so may the database.

Two machines here are two folders and two processes; what they have in common are a
database, the emulated Google and keys. The same night over files of one machine is
held to the same.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from sync.adapters.clock import BangkokClock
from sync.model.records import Outcome
from sync.province import bundles
from sync.province.places import ProvincePaths
from sync.province.records import Records
from sync.province.setting_up import create_province
from sync.province.visits import (
    DIED,
    LEDGERS_AWAY,
    TELLS_NOTHING,
    TOO_SLOW,
    Ended,
)
from tests.emulator.driving import FILES, ROBOT, Drive
from tests.google.sheeting import Staff, make_office
from tests.offices import example_office
from tests.postgres import Server
from tests.provinces import (
    Worker,
    a_google_that_hangs,
    documents,
    hurry,
    is_done,
    nights,
    sent_of,
    wait_until,
)
from tests.sheets import clean_sheet

SHARED = tuple(f"g{number:02}" for number in range(1, 33))
BOUND = tuple(f"l{number:02}" for number in range(1, 6))
GOOD = (*SHARED, *BOUND)
SICK = ("hangs", "no-key", "broken")
LONG = 2400
"""Seconds, on a machine that has much else to do."""

_PROVINCE = """
night = {night:%H:%M}:00
hours = 0.5
slots = 2
visit_seconds = 120
look_minutes = 0
database = "{database}"
[[pool]]
name = "north"
key_file = "keys/north.json"
offices = ["g*", "hangs"]
reads = 6000
writes = 6000
"""
_OFFICE = """folder = "https://drive.google.com/drive/folders/{drive}"
[public]
folder = false
"""


@dataclass
class Province:
    """A province: where its machines have their folders, the first being all offices' home."""

    home: ProvincePaths
    others: tuple[ProvincePaths, ...]
    database: str
    drive: Drive
    drives: dict[str, str] = field(default_factory=dict)

    def visits(self, office: str) -> Sequence[Ended]:
        every = Records(self.home.records, self.database).visits_after(0)
        return [visit for _, visit in every if visit.office == office]

    def made(self, office: str) -> Sequence[str]:
        """Return the names of an office's documents, where it has them."""
        if office not in self.drives:
            return documents(self.home, office)
        found = self.drive.json(
            "GET",
            FILES,
            q=f"'{self.drives[office]}' in parents and trashed = false",
            corpora="allDrives",
            includeItemsFromAllDrives="true",
            supportsAllDrives="true",
            pageSize=100,
        )
        return sorted(file["name"] for file in found["files"])


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkspaceServer]:
    """An emulated Google, which prints nothing: that takes seconds each."""
    monkeypatch.setattr("emulator.drive.office.converted", lambda *_: None)
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    with WorkspaceServer(world) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def province(
    tmp_path: Path, workspace: WorkspaceServer, request: pytest.FixtureRequest
) -> Province:
    """A province whose nights have begun, before anybody is at work."""
    in_database = request.param == "postgresql"
    database = request.getfixturevalue("database") if in_database else ""
    home = ProvincePaths(tmp_path / "home")
    create_province(home.folder)
    night = BangkokClock().now() - timedelta(hours=1)
    home.settings.write_text(_PROVINCE.format(night=night, database=database))
    province = Province(home, (), database, Drive(workspace))
    for name in (*SHARED, "hangs"):
        _put_shared(province, name, workspace)
    for name in BOUND:
        settings = example_office(home.offices / name) / "office.toml"
        text = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
        settings.write_text(text, "utf-8")
    home.office("broken").folder.mkdir()
    home.office("broken").settings.write_text("x = [", "utf-8")
    home.office("no-key").folder.mkdir()
    home.office("no-key").settings.write_text(
        f'[google]\nspreadsheet = "1{"a" * 30}"\n', "utf-8"
    )
    if in_database:
        other = ProvincePaths(tmp_path / "other")
        create_province(other.folder)
        shutil.copy(home.settings, other.settings)
        shutil.copytree(home.folder / "keys", other.folder / "keys", dirs_exist_ok=True)
        province.others = (other,)
    return province


def _put_shared(province: Province, name: str, workspace: WorkspaceServer) -> None:
    """Put an office at Google, with its documents there and the pool's key."""
    drive = province.drive
    made = drive.json("POST", "/drive/v3/drives", {"name": name}, requestId=name)
    drive.share(str(made["id"]), ROBOT, "fileOrganizer")
    province.drives[name] = str(made["id"])
    staff, more = Staff(drive, clean_sheet()), _OFFICE.format(drive=made["id"])
    folder = make_office(province.home.offices / name, workspace, staff, more)
    (folder / "google-key.json").replace(province.home.folder / "keys" / "north.json")


def hurry_in_database(database: str) -> None:
    """Have nights that were killed tried at once, not only after five minutes."""
    now = BangkokClock().now()
    with suppress(psycopg.Error), psycopg.connect(database, autocommit=True) as db:
        cycles = db.execute(
            "SELECT office, number, started FROM plan_sync.cycles"
            " WHERE outcome NOT IN ('done', 'running')"
        ).fetchall()
        for office, number, started in cycles:
            moment = datetime.fromisoformat(started)
            if office in GOOD and now - moment < timedelta(minutes=6):
                moved = (moment - timedelta(minutes=6)).isoformat()
                db.execute(
                    "UPDATE plan_sync.cycles SET started = %s"
                    " WHERE office = %s AND number = %s",
                    (moved, office, number),
                )
                db.execute(
                    "UPDATE plan_sync.offices SET changed = changed + 1"
                    " WHERE office = %s",
                    (office,),
                )
        db.execute("DELETE FROM plan_sync_province.visits WHERE code = 'died'")


@dataclass
class Fate:
    """What befalls a night, by chance: workers, children and the database are killed."""

    province: Province
    workers: Sequence[Worker]
    dice: random.Random
    server: Server | None
    kills: int = 4
    stops: int = 2
    dropped: bool = False

    def befall(self) -> None:
        self._hurry()
        done = sum(is_done(self.province.home, office) for office in GOOD)
        if self.kills and done and self.dice.random() < 0.1:
            self.kills -= 1
            self.dice.choice(self.workers).kill_or_one_child(self.dice)
        if self.server and self.stops and done > 3 and self.dice.random() < 0.1:
            self.stops -= 1
            self.server.stop()
            self.server.start()
        if done >= len(GOOD) // 2 and not self.dropped:
            self.dropped = self._drop_engine()

    def _hurry(self) -> None:
        if self.province.database:
            hurry_in_database(self.province.database)
        else:
            hurry(self.province.home, GOOD)

    def _drop_engine(self) -> bool:
        """Take away what the engine keeps; where somebody is in the way, not yet."""
        if not self.province.database:
            for path in self.province.home.folder.glob("engine.db*"):
                path.unlink()
            return True
        with (
            suppress(psycopg.errors.DeadlockDetected),
            psycopg.connect(self.province.database) as db,
        ):
            db.execute("DROP SCHEMA plan_sync_engine CASCADE")
            return True
        return False


@pytest.mark.slow
def test_each_office_has_its_night_once_whatever_befalls_machines_and_database(
    province: Province, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgres") if province.database else None
    home, others = province.home, province.others

    def is_over() -> bool:
        good = all(is_done(home, office) for office in GOOD)
        with suppress(Exception):
            return good and all(province.visits(it) for it in SICK)
        return False

    with ExitStack() as stack:
        hanging = stack.enter_context(a_google_that_hangs())
        settings = home.office("hangs").settings
        text = settings.read_text("utf-8").replace(province.drive.address, hanging)
        settings.write_text(text, "utf-8")
        places = (home, others[0] if others else home)
        workers = [Worker(place, stack, "run") for place in places]
        dice = random.Random(1)  # noqa: S311  no secret
        fate = Fate(province, workers, dice, server)
        wait_until(is_over, fate.befall, LONG)
        wait_until(_after(25), lambda: None, LONG)  # one more plan, which finds nothing

    assert fate.dropped
    _nothing_was_made_twice(province)
    codes = {
        it: {visit.code for visit in province.visits(it)} - {LEDGERS_AWAY}
        for it in SICK
    }
    assert codes["broken"] == {"config"}
    assert codes["no-key"] <= {"sign_in_missing"}
    assert codes["hangs"] <= {TOO_SLOW, DIED, "google_unavailable", *TELLS_NOTHING}
    for other in others:
        _other_machine_had_its_share(other)


def _nothing_was_made_twice(province: Province) -> None:
    """A night was killed here and there; each good office had one, and mail of one."""
    home, others = province.home, province.others
    done = {it: nights(home, it).count(Outcome.DONE) for it in GOOD}
    assert done == dict.fromkeys(GOOD, 1)
    for alike in (SHARED, BOUND):
        made = {it: province.made(it) for it in alike}
        assert made == dict.fromkeys(alike, made[alike[0]])
        assert max(Counter(made[alike[0]]).values()) == 1
        sent = {it: sent_of(home, it, *others) for it in alike}
        once = sent[alike[0]]["files"]
        assert once > 0
        assert sent == {it: {"sent": once, "files": once} for it in alike}


def _other_machine_had_its_share(other: ProvincePaths) -> None:
    """It was at offices that any machine can visit, with their settings and no secrets."""
    assert set(other.office_names()) == {*SHARED, "hangs"}
    for name in SHARED:
        files = {it.name for it in other.office(name).folder.iterdir()}
        assert bundles.unpacked(other.office(name))
        assert not files & {"google-key.json", "ledger.db"}
    assert "code=- " in other.log.read_text("utf-8")


def _after(seconds: float) -> Callable[[], bool]:
    end = BangkokClock().now() + timedelta(seconds=seconds)
    return lambda: BangkokClock().now() >= end
