"""Children in which visits are made: what they are born with, and that they end."""

import gc
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from sync.adapters.clock import BangkokClock
from sync.province.children import Children
from sync.province.clocks import Clocks, Shared
from sync.province.places import ProvincePaths
from sync.province.values import ProvinceSettings
from sync.province.visits import Ended, Kind, Visit
from tests.children import killed_at_last
from tests.offices import ROOT, example_office

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="children are forked on Linux"),
]


class Tells:
    """Makes no visit, but tells of the child that it is in."""

    def __init__(self, clocks: Clocks) -> None:
        self._clocks = clocks

    def make(self, visit: Visit, slot: int) -> Ended:
        self._clocks.begin(slot)
        parent = Path(f"/proc/{os.getppid()}/status").read_text("ascii")
        said = {
            "loaded": "pandas" in sys.modules and "sync.documents.word" in sys.modules,
            "kept": gc.get_freeze_count() > 100_000,
            "alone": "Threads:\t1\n" in parent,
            "first to go": Path("/proc/self/oom_score_adj").read_text("ascii"),
        }
        if visit.before == "die":
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
        now = BangkokClock().now()
        return Ended(
            visit.office, visit.kind, visit.lane, now, now, unsettled=str(said)
        )


def tells(_folder: str, _settings: ProvinceSettings, numbers: Shared) -> Tells:
    return Tells(Clocks(numbers))


class Works:
    """Works for some seconds of a processor's time, or hangs."""

    def __init__(self, clocks: Clocks) -> None:
        self._clocks = clocks

    def make(self, visit: Visit, slot: int) -> Ended:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        self._clocks.begin(slot)
        began = BangkokClock().now()
        if visit.before == "hang":
            time.sleep(120)
        end = time.process_time() + 2
        while time.process_time() < end:
            pass
        now = BangkokClock().now()
        return Ended(visit.office, visit.kind, visit.lane, began, now)


def works(_folder: str, _settings: ProvinceSettings, numbers: Shared) -> Works:
    return Works(Clocks(numbers))


def test_on_a_busy_machine_who_works_has_its_time_and_who_hangs_is_ended(
    paths: ProvincePaths,
) -> None:
    one = min(os.sched_getaffinity(0))
    rival = f"import os\nos.sched_setaffinity(0, {{{one}}})\nwhile True: pass"
    settings = ProvinceSettings(visit_seconds=5)
    with ExitStack() as at_last:
        for _ in range(4):
            process = subprocess.Popen([sys.executable, "-c", rival])
            at_last.enter_context(process)
            at_last.callback(process.kill)
        children = at_last.enter_context(closing(Children(paths, settings, 1, works)))
        worked = children.make(visit("a"))
        hung = children.make(visit("b", "hang"))

    assert worked.ended - worked.began > timedelta(seconds=5)
    assert (worked.code, hung.code) == ("", "too_slow")


def visit(office: str, before: str = "") -> Visit:
    return Visit(office, Kind.NOW, "here", BangkokClock().now(), before)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProvincePaths:
    monkeypatch.chdir(tmp_path)  # whoever runs it is anywhere
    return ProvincePaths(tmp_path)


def test_a_child_has_all_it_needs_from_one_that_has_no_threads(
    paths: ProvincePaths,
) -> None:
    with closing(Children(paths, ProvinceSettings(), 1, tells)) as children:
        first = children.make(visit("a"))
        died = children.make(visit("b", "die"))
        after = children.make(visit("c"))

    said = {"loaded": True, "kept": True, "alone": True, "first to go": "300\n"}
    assert first.unsettled == str(said)
    assert died.code == "died"  # with the one it came from
    assert (after.code, after.unsettled != "") == ("", True)


def test_a_forked_child_makes_nights_and_sees_that_nothing_changed(
    paths: ProvincePaths,
) -> None:
    office = example_office(paths.offices / "a")
    settings = office / "office.toml"
    text = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
    settings.write_text(text, "utf-8")

    with closing(Children(paths, ProvinceSettings(), 1)) as children:
        codes = [children.make(visit("a")).code for _ in range(3)]

    assert codes == ["", "", ""]
    log = paths.office("a").log.read_text("utf-8")
    assert log.count("nothing is new since") == 1


def test_ctrl_c_while_children_are_warmed_prints_nothing_of_them(
    paths: ProvincePaths,
) -> None:
    office = example_office(paths.offices / "a")
    (office / "office.toml").write_text("x = [", "utf-8")
    paths.settings.write_text("", "utf-8")
    # what runs in the background may hear none, and what it starts neither
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [
            *(sys.executable, "run.py"),
            *("province", "--province", str(paths.folder), "run"),
        ],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    with killed_at_last(process), process:
        assert process.stderr is not None
        while "planned visits=1" not in process.stderr.readline():
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        told = process.stderr.read()

    assert process.returncode == 0, told
    assert "Traceback" not in told
