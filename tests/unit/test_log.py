"""Lines of the log, for people and for programs."""

import io
import json
import logging
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Literal

import pytest

from sync.log import CYCLE, log_nowhere, log_to

_log = logging.getLogger("sync.test")


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


def test_a_stderr_that_is_gone_brings_no_complaint_with_the_event_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", io.StringIO())
        log_to(tmp_path / "worker.log")
        sys.stderr.close()
    _log.info("sent to=%s", "somchai@example.com")

    assert capfd.readouterr() == ("", "")
    assert "sent to=…@example.com" in (tmp_path / "worker.log").read_text("utf-8")


def test_a_disk_that_is_full_brings_no_complaint_with_the_event_as_it_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log_to(tmp_path / "worker.log", quiet=True)
    (tmp_path / "worker.log").mkdir()  # it was not there yet; nor can it be now
    _log.info("sent to=%s", "somchai@example.com")

    assert capfd.readouterr() == ("", "")


def test_a_process_has_one_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log_to(tmp_path / "first.log")
    log_to(tmp_path / "second.log")
    _log.info("event")

    assert not (tmp_path / "first.log").exists()
    assert (tmp_path / "second.log").read_text("utf-8").count("event") == 1
    assert capfd.readouterr().err.count("event") == 1


def test_after_all_was_undone_nothing_is_logged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log_to(tmp_path / "worker.log")
    log_nowhere()
    _log.info("event")

    assert not (tmp_path / "worker.log").exists()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_terminal_would_obey_is_shown_and_not_obeyed(
    tmp_path: Path, form: Literal["text", "json"]
) -> None:
    log_to(tmp_path / "worker.log", form, quiet=True)
    _log.info("read tab=%s", "แท็บ\x1b]0;mine\x07\u202e\x9b2J")
    _log.error("failed", exc_info=ValueError("\x1b[2J"))

    text = (tmp_path / "worker.log").read_text("utf-8")
    obeyed = {"\x1b", "\x07", "\u202e", "\x9b"} & set(
        text
        if form == "text"
        else "".join(map(str, map(json.loads, text.splitlines())))
    )
    assert obeyed == set()
    assert text.count("\ufffd") == 5
    assert "tab=แท็บ\ufffd]0;mine\ufffd\ufffd\ufffd2J" in text
