"""Stopping when asked: after the step at hand, or at once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from sync.adapters.xlsx.package import damage_as_stop
from sync.doctor import Result, Say, examine
from sync.documents.html import render_page
from sync.documents.word import Properties, render_word
from sync.errors import Stopped
from sync.messages import load_words
from sync.model.documents import Template
from sync.settings.values import DocumentSettings
from sync.worker.shutdown import Stopping
from tests.children import killed_at_last, line_of

posix = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")

_CHILD = """
import sys, time
from sync.worker.shutdown import Stopping
from sync.errors import Stopped
stopping = Stopping()
with stopping.on_signals():
    print("ready", flush=True)
    try:
        {work}
    except Stopped:
        print("stopped", flush=True)
        sys.exit(0)
"""


@contextmanager
def child(work: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _CHILD.format(work=work)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,
        killed_at_last(process),
    ):
        assert line_of(process) == "ready\n"
        yield process


def test_nothing_is_stopped_that_was_not_asked_to() -> None:
    stopping = Stopping()
    heard: list[str] = []

    stopping.check()
    stopping.sleep(0)
    stopping.between(heard.append)("read")

    assert heard == ["read"]


def test_once_asked_no_other_step_begins() -> None:
    stopping = Stopping()
    heard: list[str] = []
    stopping.ask()

    for step in (
        stopping.check,
        lambda: stopping.sleep(1000),
        lambda: stopping.between(heard.append)("read"),
    ):
        with pytest.raises(Stopped):
            step()
    assert heard == []


def test_a_child_that_says_nothing_is_not_waited_for_without_end() -> None:
    silent = [sys.executable, "-c", "import time; time.sleep(600)"]
    with subprocess.Popen(silent, stdout=subprocess.PIPE, text=True) as process:
        assert line_of(process, seconds=0.2) == ""

    assert process.returncode != 0


def test_a_child_does_not_outlive_a_test_that_fails() -> None:
    lasting = [sys.executable, "-c", "import time; time.sleep(600)"]
    with (
        pytest.raises(AssertionError),
        subprocess.Popen(lasting) as process,
        killed_at_last(process),
    ):
        raise AssertionError

    assert process.returncode != 0


@posix
@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_waiting(kind: signal.Signals) -> None:
    with child("stopping.sleep(1000)") as process:
        process.send_signal(kind)
        out, _ = process.communicate(timeout=10)
    assert (process.returncode, out) == (0, "stopped\n")


@posix
def test_a_second_signal_ends_it_at_once() -> None:
    works = (
        "while not stopping.asked:",
        "            time.sleep(0.01)",
        "        print('asked', flush=True)",
        "        while True:",
        "            time.sleep(1)",
    )
    with child("\n".join(works)) as process:
        process.send_signal(signal.SIGTERM)
        assert line_of(process) == "asked\n"
        time.sleep(0.3)  # sooner the two are one
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=5)
    assert process.returncode == -signal.SIGTERM


@posix
def test_a_step_that_does_not_end_is_broken_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.worker.shutdown._PATIENCE", 1)
    stopping = Stopping()
    began = time.monotonic()

    def wait() -> None:
        signal.raise_signal(signal.SIGTERM)
        while time.monotonic() < began + 10:
            time.sleep(0.05)

    with stopping.on_signals(), pytest.raises(Stopped):
        wait()
    assert time.monotonic() < began + 5


@posix
def test_signals_mean_what_they_did_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Stopping().on_signals():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


@posix
def test_once_stopped_well_nothing_is_broken_off_later() -> None:
    stopping = Stopping()

    with stopping.on_signals():
        signal.raise_signal(signal.SIGTERM)
        waiting, _ = signal.getitimer(signal.ITIMER_REAL)
        assert waiting > 0

    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@posix
def test_a_signal_that_is_given_twice_at_once_is_one() -> None:
    stopping = Stopping()

    with stopping.on_signals():
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)

        assert stopping.asked


def stop(*_: object, **__: object) -> NoReturn:
    raise Stopped


def test_being_asked_to_stop_is_no_failure() -> None:
    """Libraries catch those, and so do we."""
    assert not issubclass(Stopped, Exception)
    assert (Stopped().code, Stopped.exit_code, str(Stopped())) == (
        "stopped",
        130,
        "stopped",
    )


def test_a_workbook_is_not_called_damaged_because_we_were_asked_to_stop() -> None:
    with pytest.raises(Stopped), damage_as_stop(Path("plan.xlsx")):
        stop()


def test_a_template_is_not_called_wrong_because_we_were_asked_to_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.documents.word.open_archive", stop)
    monkeypatch.setattr("sync.documents.html.engine", stop)
    template = Template("plan.docx", b"")

    with pytest.raises(Stopped):
        render_word(
            template, {}, Properties("", "", date(2026, 11, 16)), DocumentSettings()
        )
    with pytest.raises(Stopped):
        render_page(None, template, DocumentSettings())  # type: ignore[arg-type]


def test_a_doctor_asked_to_stop_looks_no_further(tmp_path: Path) -> None:
    say = Say(load_words("en"))
    looked: list[str] = []

    def look() -> Result:
        looked.append("at it")
        return say.good("two", "settings", path="")

    with pytest.raises(Stopped):
        list(examine([("one", stop), ("two", look)], say, tmp_path))
    assert looked == []
