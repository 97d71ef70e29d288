"""One worker at a time, and who it is."""

import multiprocessing
import os
import signal
import threading
from datetime import datetime
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from filelock import FileLock

from sync.adapters.clock import BANGKOK
from sync.adapters.local.lock import only_worker, step_at, worker_at
from sync.errors import OfficeBusy
from sync.paths import OfficePaths

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=BANGKOK)


def hold(folder: Path, held: Event) -> None:
    with only_worker(OfficePaths(folder), NOW):
        held.set()
        signal.pause()


def test_a_second_worker_is_told_who_has_it(tmp_path: Path) -> None:
    place = OfficePaths(tmp_path)
    with (
        only_worker(place, NOW),
        pytest.raises(OfficeBusy) as stop,
        only_worker(place, NOW),
    ):
        pass
    assert f", {os.getpid()}, 2026-11-23 01:00" in stop.value.facts["who"]


def test_who_is_at_work_can_be_asked(tmp_path: Path) -> None:
    place = OfficePaths(tmp_path)
    assert worker_at(place) is None
    with only_worker(place, NOW):
        assert str(os.getpid()) in (worker_at(place) or "")
    assert worker_at(place) is None
    assert not place.worker.exists()


def test_who_is_at_work_is_noted_without_waiting_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(os, "fsync", waited.append)
    with only_worker(OfficePaths(tmp_path), NOW) as note:
        note("read", NOW)
        step = step_at(OfficePaths(tmp_path))

    assert (step and step.name, waited) == ("read", [])


def test_one_that_failed_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_worker(OfficePaths(tmp_path), NOW):
        raise ZeroDivisionError
    with only_worker(OfficePaths(tmp_path), NOW):
        pass


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_a_dead_process_holds_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    process = context.Process(target=hold, args=(tmp_path, held))
    process.start()
    assert held.wait(30)
    assert str(process.pid) in (worker_at(OfficePaths(tmp_path)) or "")

    process.kill()
    process.join()
    process.close()

    assert worker_at(OfficePaths(tmp_path)) is None
    with only_worker(OfficePaths(tmp_path), NOW):
        pass


def test_whoever_asks_who_is_at_work_keeps_nobody_from_it(tmp_path: Path) -> None:
    place = OfficePaths(tmp_path)
    asking = FileLock(place.lock, thread_local=False)
    asking.acquire()
    threading.Timer(0.1, asking.release).start()

    with only_worker(place, NOW):
        assert place.worker.exists()
