"""A province as its operator has it: processes that are killed, offices that hang.

Each office that can have its night has it exactly once, whatever befalls the others.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from sync.adapters.clock import BangkokClock
from sync.model.records import Outcome
from sync.province.places import ProvincePaths
from sync.province.records import Records
from sync.province.setting_up import create_province
from sync.province.values import HERE, SICK
from sync.province.visits import DIED, TELLS_NOTHING, TOO_SLOW, Ended, Kind
from tests.offices import ROOT, example_office
from tests.provinces import (
    Worker,
    a_google_that_hangs,
    at_google,
    documents,
    hurry,
    is_done,
    nights,
    put_key,
    sent_of,
    wait_until,
)

GOOD = ("a", "b", "c", "d")


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
        hurry(self.paths, (*GOOD, "hangs"))
        if self.kills and self.dice.random() < 0.1:
            self.kills -= 1
            self.dice.choice(self.workers).kill_or_one_child(self.dice)
        done = sum(is_done(self.paths, office) for office in GOOD)
        if done >= 2 and not self.deleted:
            self.deleted = True
            for path in self.paths.folder.glob("engine.db*"):
                path.unlink()


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
