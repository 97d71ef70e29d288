"""Work that does not go on: whoever asks from outside is told since when."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sync import wiring
from sync.adapters.clock import BANGKOK
from sync.adapters.local.lock import only_worker, step_at
from sync.cli import commands
from sync.cli.session import Session
from sync.cycle.night import run_cycle
from sync.errors import DiskFull
from sync.messages import load_words
from sync.paths import OfficePaths
from sync.plan.days import short_day
from tests.offices import imported_office

ROOT = Path(__file__).parents[2]


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(commands.app, arguments, obj=Session())


@pytest.fixture(scope="module")
def after_a_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = imported_office(tmp_path_factory.mktemp("night") / "office")
    with wiring.open_office(folder) as services:
        run_cycle(services)
    return folder


@pytest.fixture
def office(after_a_night: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(after_a_night, tmp_path / "office"))


def status_while(office: Path, step: str, ago: timedelta) -> Result:
    now = datetime.now(BANGKOK)
    with only_worker(OfficePaths(office), now - ago) as note:
        note(step, now - ago)
        return ask("status", "--office", str(office))


def test_status_says_what_is_under_way_and_since_when(office: Path) -> None:
    begun = datetime.now(BANGKOK) - timedelta(minutes=3)

    told = status_while(office, "publish", timedelta(minutes=3))

    assert told.exit_code == 0
    day = short_day(begun.date(), load_words("th"))
    assert f"กำลังทำ: เผยแพร่เอกสาร ตั้งแต่ {day} {begun:%H}" in told.output
    assert "ปกติดี" in told.output


@pytest.mark.parametrize("step", ["look", "night", "mail", "read", "notify"])
def test_a_step_longer_than_any_can_be_is_no_health(office: Path, step: str) -> None:
    told = status_while(office, step, timedelta(minutes=31))

    assert told.exit_code == 1
    assert "ต้องดูแล" in told.output
    assert "ค้างอยู่ตั้งแต่" in told.output


def test_a_step_of_the_future_is_none_that_can_be(office: Path) -> None:
    assert status_while(office, "look", timedelta(days=-400)).exit_code == 1


def test_a_step_that_only_a_newer_worker_knows_is_shown_as_it_is(office: Path) -> None:
    told = status_while(office, "archive", timedelta(minutes=1))

    assert told.exit_code == 0
    assert "กำลังทำ: archive" in told.output


def test_between_its_steps_nothing_is_under_way(office: Path) -> None:
    told = status_while(office, "", timedelta(hours=9))

    assert told.exit_code == 0
    assert "กำลังทำ:" not in told.output


def test_what_a_dead_worker_was_doing_is_not_under_way(office: Path) -> None:
    old = {"step": "night", "step_since": "2026-01-01T01:00:00+07:00"}
    (office / ".worker.json").write_text(json.dumps(old))

    told = ask("status", "--office", str(office))

    assert "ค้างอยู่" not in told.output
    assert told.exit_code == 0


@pytest.mark.parametrize(
    "content",
    ["", "[]", "null", "{}", '{"step": 1, "step_since": 5}', '{"step": "x"}', "\0"],
)
def test_a_note_that_cannot_be_read_is_as_none(office: Path, content: str) -> None:
    (office / ".worker.json").write_text(content)

    assert step_at(OfficePaths(office)) is None


def test_a_cycle_notes_its_steps_as_they_begin(office: Path) -> None:
    seen = []
    with wiring.open_office(office) as services:

        def begin(stage: str) -> None:
            services.begun(stage)
            step = step_at(OfficePaths(office))
            seen.append(step and step.name)

        run_cycle(services, begin)
        services.begun("")

        assert step_at(OfficePaths(office)) is None

    assert seen[0] == "read"
    assert {"total", "validate", "write_back", "notify"} <= set(seen)


def test_a_disk_that_takes_no_note_stops_no_work(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise DiskFull(path)

    with only_worker(OfficePaths(office), datetime.now(BANGKOK)) as note:
        monkeypatch.setattr("sync.adapters.local.lock.replace_note", full)
        note("night", datetime.now(BANGKOK))


@pytest.mark.skipif(os.name != "posix", reason="no signals")
def test_asked_to_stop_within_an_answer_that_trickles_it_ends_within_seconds(
    office: Path,
) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    reached = threading.Event()

    def trickle() -> None:
        line, _ = listening.accept()
        reached.set()
        with line, contextlib.suppress(OSError):
            while True:
                line.sendall(b"x")
                time.sleep(0.2)

    trickling = threading.Thread(target=trickle, daemon=True)
    trickling.start()
    settings = (office / "office.toml").read_text("utf-8")
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    settings = settings.replace('heartbeat = ""', f'heartbeat = "{address}"', 1)
    (office / "office.toml").write_text(settings, "utf-8")
    worker = subprocess.Popen(
        [sys.executable, "run.py", "watch", "--office", str(office)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert reached.wait(60)
        asked = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        worker.wait(20)
        took = time.monotonic() - asked
    finally:
        worker.kill()
        worker.wait()
        trickling.join(5)
        listening.close()

    assert worker.returncode == 0
    assert took < 5
