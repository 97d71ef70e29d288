"""A province as its operator has it: processes that are killed, offices that hang.

Each office that can have its night has it exactly once, whatever befalls the others.
"""

import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sync.adapters.clock import BangkokClock
from sync.adapters.local.lock import worker_at
from sync.ledger import Ledger
from sync.model.records import CycleKind, Outcome
from sync.province.places import ProvincePaths
from sync.province.records import Records
from sync.province.setting_up import create_province
from sync.province.values import HERE, SICK
from sync.province.visits import DIED, TELLS_NOTHING, TOO_SLOW, Ended, Kind
from tests.children import killed_at_last
from tests.offices import ROOT, example_office

GOOD = ("a", "b", "c", "d")
LONG = 420
"""Seconds that a night over them may take, on a machine that has much else to do."""


@pytest.fixture
def paths(tmp_path: Path) -> ProvincePaths:
    """A province whose nights have begun: four good offices, three that are not."""
    paths = ProvincePaths(tmp_path / "province")
    create_province(paths.folder)
    began = BangkokClock().now() - timedelta(hours=1)
    paths.settings.write_text(
        f"night = {began:%H:%M}:00\nhours = 0.5\nslots = 1\nvisit_seconds = 20\n"
        "look_minutes = 0\n",
        "utf-8",
    )
    for name in GOOD:
        office = example_office(paths.offices / name)
        settings = office / "office.toml"
        text = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
        settings.write_text(text, "utf-8")
    paths.office("broken").folder.mkdir()
    paths.office("broken").settings.write_text("x = [", "utf-8")
    return paths


def at_google(paths: ProvincePaths, name: str, address: str = "") -> None:
    paths.office(name).folder.mkdir()
    paths.office(name).settings.write_text(
        f'[google]\nspreadsheet = "1{"a" * 30}"\naddress = "{address}"\n', "utf-8"
    )


def put_key(path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
    content = {
        "type": "service_account",
        "client_email": "robot@plans.iam.gserviceaccount.com",
        "token_uri": "https://oauth2.googleapis.com/token",
        "private_key": text,
    }
    path.write_text(json.dumps(content), "utf-8")


@contextmanager
def a_google_that_hangs() -> Iterator[str]:
    """A machine that takes every connection and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


class Worker:
    """One process of the province, which a test kills and starts again."""

    def __init__(self, paths: ProvincePaths, stack: ExitStack, command: str) -> None:
        self._paths, self._stack, self._command = paths, stack, command
        self.start()

    def start(self) -> None:
        # in a group of its own, so that its children end with the test
        process = subprocess.Popen(
            [
                *(sys.executable, "run.py"),
                *("province", "--province", str(self._paths.folder), self._command),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._stack.enter_context(killed_at_last(process))
        self._stack.callback(_end_group, process)
        self.process = process

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def children(self) -> Sequence[int]:
        """The processes that make visits for it, and the one that they come from."""
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--sid", str(self.process.pid)],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [line.split(None, 1) for line in found.stdout.splitlines()]
        ways = ("spawn_main", "multiprocessing.forkserver")
        return [int(pid) for pid, what in lines if any(way in what for way in ways)]


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def nights(paths: ProvincePaths, office: str) -> Sequence[Outcome]:
    with closing(Ledger.copy(paths.office(office).ledger)) as ledger:
        cycles = ledger.cycles.last(50)
    return [it.outcome for it in cycles if it.kind is CycleKind.NIGHT]


def is_done(paths: ProvincePaths, office: str) -> bool:
    ledger = paths.office(office).ledger
    return ledger.exists() and Outcome.DONE in nights(paths, office)


def hurry(paths: ProvincePaths) -> None:
    """Have nights that were killed tried at once, not only after five minutes."""
    now = BangkokClock().now()
    for office in (*GOOD, "hangs"):
        office_paths = paths.office(office)
        if not office_paths.ledger.exists() or worker_at(office_paths):
            continue
        with closing(sqlite3.connect(office_paths.ledger, timeout=30)) as db, db:
            cycles = db.execute(
                "SELECT number, started FROM cycles WHERE outcome != 'done'"
            ).fetchall()
            for number, started in cycles:
                moment = datetime.fromisoformat(started)
                if now - moment < timedelta(minutes=6):
                    moved = (moment - timedelta(minutes=6)).isoformat()
                    change = "UPDATE cycles SET started = ? WHERE number = ?"
                    db.execute(change, (moved, number))
    if paths.records.exists():
        with closing(sqlite3.connect(paths.records, timeout=30)) as db, db:
            db.execute("DELETE FROM visits WHERE code = 'died'")


def sent_of(paths: ProvincePaths, office: str) -> Mapping[str, int]:
    """How often each mail of an office was sent: by the ledger, and as files."""
    with closing(sqlite3.connect(paths.office(office).ledger)) as db:
        states = dict(
            db.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall()
        )
    files = len(list(paths.office(office).outbox.glob("*.eml")))
    return {**states, "files": files}


def documents(paths: ProvincePaths, office: str) -> Sequence[str]:
    return sorted(it.name for it in paths.office(office).documents.iterdir())


def wait_until(what: Callable[[], bool], each: Callable[[], None]) -> None:
    end = time.monotonic() + LONG
    while not what():
        assert time.monotonic() < end, "the night did not end"
        each()
        time.sleep(1)


def visits_of(paths: ProvincePaths, office: str) -> Sequence[Ended]:
    every = Records(paths.records).visits_after(0)
    return [visit for _, visit in every if visit.office == office]


@dataclass
class Fate:
    """What befalls a night: workers and children are killed, the engine's file goes."""

    paths: ProvincePaths
    dice: random.Random
    workers: Sequence[Worker]
    kills: int = 4
    deleted: bool = False

    def befall(self) -> None:
        hurry(self.paths)
        if self.kills and self.dice.random() < 0.1:
            self.kills -= 1
            self._kill(self.dice.choice(self.workers))
        done = sum(is_done(self.paths, office) for office in GOOD)
        if done >= 2 and not self.deleted:
            self.deleted = True
            for path in self.paths.folder.glob("engine.db*"):
                path.unlink()

    def _kill(self, worker: Worker) -> None:
        children = worker.children()
        if children and self.dice.random() < 0.5:
            os.kill(self.dice.choice(children), signal.SIGKILL)
        else:
            worker.kill()
            worker.start()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_each_office_has_its_night_once_whatever_befalls_the_others(
    paths: ProvincePaths, seed: int
) -> None:
    at_google(paths, "no-key")

    def is_over() -> bool:
        good = all(is_done(paths, office) for office in GOOD)
        tried = all(visits_of(paths, it) for it in ("broken", "no-key", "hangs"))
        return good and tried

    with ExitStack() as stack:
        at_google(paths, "hangs", stack.enter_context(a_google_that_hangs()))
        put_key(paths.office("hangs").folder / "google-key.json")
        workers = [Worker(paths, stack, "run") for _ in range(2)]
        fate = Fate(paths, random.Random(seed), workers)  # noqa: S311  no secret
        wait_until(is_over, fate.befall)
        time.sleep(25)  # one more plan, which finds nothing to do

    assert fate.deleted
    # a night was killed here and there; none was made twice
    done = {it: nights(paths, it).count(Outcome.DONE) for it in GOOD}
    assert done == dict.fromkeys(GOOD, 1)
    sent = [sent_of(paths, office) for office in GOOD]
    assert sent == [{"sent": sent[0]["files"], "files": sent[0]["files"]}] * len(GOOD)
    assert sent[0]["files"] > 0
    made = [documents(paths, office) for office in GOOD]
    assert made == [made[0]] * len(GOOD)
    assert made[0]
    troubles = ("broken", "no-key", "hangs")
    codes = [{visit.code for visit in visits_of(paths, it)} for it in troubles]
    assert codes[:2] == [{"config"}, {"sign_in_missing"}]
    assert codes[2] <= {TOO_SLOW, DIED, *TELLS_NOTHING}


@pytest.mark.slow
def test_nobody_waits_for_the_sick(paths: ProvincePaths) -> None:
    text = paths.settings.read_text("utf-8")
    long = text.replace("visit_seconds = 20", "visit_seconds = 120")
    paths.settings.write_text(long, "utf-8")
    with ExitStack() as stack:
        at_google(paths, "hangs", stack.enter_context(a_google_that_hangs()))
        put_key(paths.office("hangs").folder / "google-key.json")
        now = BangkokClock().now() - timedelta(minutes=7)
        known = Ended("hangs", Kind.NIGHT, HERE, now, now, TOO_SLOW)
        Records(paths.records).note_visit(known, HERE)
        Worker(paths, stack, "run")

        wait_until(
            lambda: (
                all(is_done(paths, office) for office in GOOD)
                and len(visits_of(paths, "hangs")) > 1
            ),
            lambda: None,
        )

    sick = visits_of(paths, "hangs")[1]
    assert sick.lane == SICK
    assert sick.failed
    every = [visit for name in GOOD for visit in visits_of(paths, name)]
    assert {visit.lane for visit in every} == {HERE}
    # they had their nights while it hung, in the one slot that it is not in
    assert sum(it.ended < sick.ended for it in every) == len(GOOD)


@pytest.mark.slow
def test_one_command_makes_example_offices_and_a_night_over_them(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "province"
    command = [sys.executable, "run.py", "province", "--province", str(folder)]

    made = subprocess.run(
        [*command, "init", "--example", "4"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    status = subprocess.run(
        [*command, "status", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.returncode == 1, made.stderr  # one is broken on purpose
    told = json.loads(status.stdout)
    healths = {it["office"]: (it["health"], it["code"]) for it in told["offices"]}
    assert healths == {
        "01-sao": ("well", ""),
        "02-municipality": ("well", ""),
        "03-town": ("failing", "config"),
        "04-pao": ("well", ""),
    }
    assert "03-town" in (folder / "province.html").read_text("utf-8")
    assert len((folder / "province.csv").read_text("utf-8-sig").splitlines()) == 5
