"""Lines of the log, for people and for programs."""

import json
import logging
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import pytest

from sync.log import CYCLE, log_to

_log = logging.getLogger("sync.test")


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    root = logging.getLogger("sync")
    before = list(root.handlers)
    yield
    for handler in [each for each in root.handlers if each not in before]:
        handler.close()
        root.removeHandler(handler)


def lines(path: Path, form: Literal["text", "json"]) -> list[str]:
    log_to(path, form)
    _log.info("before")
    token = CYCLE.set(12)
    try:
        int("ศูนย์")
    except ValueError:
        _log.exception("failed where=%s", "โครงการ!D4")
    CYCLE.reset(token)
    return path.read_text("utf-8").splitlines()


def test_a_line_bears_the_cycles_number(tmp_path: Path) -> None:
    first, second, *_ = lines(tmp_path / "worker.log", "text")

    assert first.endswith("INFO cycle=- before")
    assert second.endswith("ERROR cycle=12 failed where=โครงการ!D4")


def test_as_json_each_line_is_an_object(tmp_path: Path) -> None:
    first, second = map(json.loads, lines(tmp_path / "worker.log", "json"))

    assert (first["cycle"], first["event"]) == (None, "before")
    assert second["event"] == "failed where=โครงการ!D4"
    assert (second["level"], second["cycle"]) == ("ERROR", 12)
    assert second["traceback"].endswith("'ศูนย์'")


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_the_log_is_for_its_owner_alone_also_after_it_went_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.log._BYTES", 200)
    before = os.umask(0)
    try:
        log_to(tmp_path / "worker.log")
        for number in range(20):
            _log.info("event number=%d", number)
    finally:
        os.umask(before)

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes.keys() > {"worker.log", "worker.log.1"}
    assert set(modes.values()) == {0o600}


def test_a_time_in_the_log_bears_its_zone(tmp_path: Path) -> None:
    log_to(tmp_path / "worker.log")
    logging.getLogger("sync.test").info("event")

    (line,) = (tmp_path / "worker.log").read_text("utf-8").splitlines()
    moment = " ".join(line.split(" ")[:2])
    assert datetime.fromisoformat(moment).utcoffset() is not None
