"""The attacks; pytest finds them only where it is told to: ``python -m tests.attack``."""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.session import Patience
from sync.cli import main as command_line
from sync.errors import WorkerError
from tests.attack.proxy import WRONG, Plan, Proxy
from tests.emulator.driving import Drive
from tests.google.conftest import Pauses, contract, drive, pauses, workspace
from tests.google.sheeting import Staff, make_office
from tests.google.test_faults import Nights
from tests.serving import serving
from tests.sheets import clean_sheet

__all__ = ["contract", "drive", "pauses", "workspace"]


class Time:
    """The time there is, of which every attack yet to come has its share."""

    def __init__(self, seconds: float, shares: int) -> None:
        self._end = time.monotonic() + seconds
        self._shares = shares

    def share(self, shares: int) -> float:
        """Return the moment until which an attack may strike."""
        now = time.monotonic()
        mine = max(0.0, self._end - now) * shares / max(self._shares, shares)
        self._shares -= shares
        return now + mine


_NIGHT, _COMMANDS = 3, 2
_SOURCES = 12
"""Kinds of files with kinds of damage (``sources.py``), each a share."""
COMMANDS = ["doctor", "init", "preview", "check", "status", "mail"]
TIME = Time(
    float(os.environ.get("ATTACK_SECONDS", "300")),
    len(WRONG) * (_NIGHT + _COMMANDS) + _SOURCES,
)

STOPS = {
    "done",
    *("unexpected_answer", "google_unavailable", "unanswered"),
    *("google_refused", "sheet_too_large"),
}
"""How a night may end that was struck, but for being done."""
LONGEST = 60
"""Seconds that a night may take which was struck, with the short patience here."""
MOST = 40


class Struck(Nights):
    """Nights of an office behind a proxy."""

    def __init__(self, nights: Nights, proxy: Proxy) -> None:
        self.__dict__ = nights.__dict__
        self.proxy = proxy

    def struck(self, plan: Plan) -> str:
        self.change()
        self.proxy.plan = plan
        try:
            self.run()
        except WorkerError as stop:
            return stop.code
        else:
            return "done"
        finally:
            self.proxy.plan = Plan()


@dataclass
class Strikes:
    """How many strikes held, and how many there was no time for."""

    held: int = 0
    left: int = 0


@pytest.fixture
def strikes(record_property: Callable[[str, object], None]) -> Iterator[Strikes]:
    strikes = Strikes()
    yield strikes
    record_property("held", strikes.held)
    record_property("left", strikes.left)


@pytest.fixture
def proxy(workspace: WorkspaceServer) -> Iterator[Proxy]:
    with serving(Proxy(workspace.address)) as server:
        yield server


@pytest.fixture
def struck(
    tmp_path: Path,
    workspace: WorkspaceServer,
    drive: Drive,
    pauses: Pauses,
    proxy: Proxy,
    monkeypatch: pytest.MonkeyPatch,
) -> Struck:
    monkeypatch.setattr("sync.adapters.google.office.Time", lambda **_: pauses.time())
    monkeypatch.setattr("google.auth._exponential_backoff.time.sleep", lambda _: None)
    staff = Staff(drive, clean_sheet())
    folder = make_office(tmp_path / "office", workspace, staff)
    settings = folder / "office.toml"
    settings.write_text(
        settings.read_text("utf-8").replace(workspace.address, proxy.address), "utf-8"
    )
    nights = Nights(folder, workspace, staff, pauses)
    nights.run()
    quick = partial(Patience, look=5, change=5, whole=6, budget=1)
    monkeypatch.setattr("sync.adapters.google.session.Patience", quick)
    return Struck(nights, proxy)


@pytest.mark.parametrize("wrong", WRONG)
def test_no_answer_hurts_a_night(wrong: str, struck: Struck, strikes: Strikes) -> None:
    """From each request of a night on; the next night puts everything right."""
    end = TIME.share(_NIGHT)
    plan = Plan()
    assert struck.struck(plan) == "done"
    requests = list(range(1, plan.seen + 1))
    random.Random(wrong).shuffle(requests)  # noqa: S311  each run is the same run
    for nth in requests:
        if time.monotonic() > end:
            break
        begun = time.monotonic()
        ending = struck.struck(Plan(WRONG[wrong], nth, times=MOST))
        took = time.monotonic() - begun
        assert ending in STOPS, (nth, ending)
        assert took < LONGEST, (nth, took)
        struck.run()
        struck.assert_right()
        strikes.held += 1
    strikes.left += len(requests) - strikes.held


@pytest.mark.parametrize("wrong", WRONG)
def test_no_answer_ends_a_command_without_a_sentence(
    wrong: str,
    struck: Struck,
    strikes: Strikes,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    end = TIME.share(_COMMANDS)
    quick = Patience(look=5, change=5, whole=6, budget=1)
    monkeypatch.setattr("sync.doctor.visit._PATIENCE", quick)
    office = str(struck._folder)
    every = list(product((2, 1, 4), COMMANDS))
    for nth, command in every:
        if time.monotonic() > end:
            break
        struck.proxy.plan = Plan(WRONG[wrong], nth, times=MOST)
        monkeypatch.setattr(sys, "argv", ["run.py", command, "--office", office])
        with pytest.raises(SystemExit) as stop:
            command_line.main()
        said = capfd.readouterr()
        assert stop.value.code in {None, 0, 1, 3, 11, 13, 20}, (nth, command, said)
        assert "Traceback" not in said.out + said.err
        strikes.held += 1
    strikes.left += len(every) - strikes.held
