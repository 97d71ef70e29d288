"""Lines of the log, for people and for programs."""

import io
import json
import logging
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Literal

import pytest

from sync.log import in_cycle, logging_to

_log = logging.getLogger("sync.test")


def lines(path: Path, form: Literal["text", "json"]) -> list[str]:
    with logging_to(path, form):
        _log.info("before")
        with in_cycle(12):
            try:
                int("ศูนย์")
            except ValueError:
                _log.exception("failed where=%s", "โครงการ!D4")
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


def test_after_a_cycle_that_broke_off_lines_bear_its_number_no_more(
    tmp_path: Path,
) -> None:
    path = tmp_path / "worker.log"
    with logging_to(path):
        with pytest.raises(KeyboardInterrupt), in_cycle(12):
            raise KeyboardInterrupt
        _log.info("after")

    assert path.read_text("utf-8").endswith("INFO cycle=- after\n")


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_the_log_is_for_its_owner_alone_also_after_it_went_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.log._BYTES", 200)
    before = os.umask(0)
    try:
        with logging_to(tmp_path / "worker.log"):
            for number in range(20):
                _log.info("event number=%d", number)
    finally:
        os.umask(before)

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes.keys() > {"worker.log", "worker.log.1"}
    assert set(modes.values()) == {0o600}


def test_a_time_in_the_log_bears_its_zone(tmp_path: Path) -> None:
    with logging_to(tmp_path / "worker.log"):
        _log.info("event")

    (line,) = (tmp_path / "worker.log").read_text("utf-8").splitlines()
    moment = " ".join(line.split(" ")[:2])
    assert datetime.fromisoformat(moment).utcoffset() is not None


def test_a_stderr_that_is_gone_brings_no_complaint_with_the_event_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", io.StringIO())
        with logging_to(tmp_path / "worker.log"):
            sys.stderr.close()
            patch.undo()
            _log.info("sent to=%s", "somchai@example.com")

    assert capfd.readouterr() == ("", "")
    assert "sent to=…@example.com" in (tmp_path / "worker.log").read_text("utf-8")


def test_a_disk_that_is_full_brings_no_complaint_with_the_event_as_it_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with logging_to(tmp_path / "worker.log", quiet=True):
        (tmp_path / "worker.log").mkdir()  # it was not there yet; nor can it be now
        _log.info("sent to=%s", "somchai@example.com")

    assert capfd.readouterr() == ("", "")


def test_a_log_ends_and_what_comes_after_goes_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with logging_to(tmp_path / "worker.log"):
        _log.info("within")
    _log.warning("after")

    assert (tmp_path / "worker.log").read_text("utf-8").count("\n") == 1
    said = capfd.readouterr().err
    assert (said.count("within"), said.count("after")) == (1, 0)


def test_a_log_ends_where_its_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), logging_to(tmp_path / "worker.log"):
        _ = 1 // 0
    _log.info("after")

    assert not (tmp_path / "worker.log").exists()


def test_of_two_offices_one_after_the_other_each_has_its_own_log(
    tmp_path: Path,
) -> None:
    for office in ("takho", "bua"):
        with logging_to(tmp_path / f"{office}.log", quiet=True, office=office):
            _log.info("visit at=%s", office)

    for office in ("takho", "bua"):
        (line,) = (tmp_path / f"{office}.log").read_text("utf-8").splitlines()
        assert line.endswith(f"INFO office={office} cycle=- visit at={office}")


def test_an_office_within_another_takes_nothing_from_it(tmp_path: Path) -> None:
    with logging_to(tmp_path / "outer.log", "json", office="outer"):
        with logging_to(tmp_path / "inner.log", "json", office="inner"):
            _log.info("inner")
        _log.info("outer")

    for office in ("outer", "inner"):
        line = json.loads((tmp_path / f"{office}.log").read_text("utf-8"))
        assert (line["office"], line["event"]) == (office, office)


def test_offices_side_by_side_in_threads_never_write_into_each_others_log(
    tmp_path: Path,
) -> None:
    offices = [f"office-{number}" for number in range(8)]
    ready = threading.Barrier(len(offices))

    def visit(office: str) -> None:
        ready.wait()
        for _ in range(10):  # logs open and close while others are written
            with logging_to(tmp_path / f"{office}.log", quiet=True, office=office):
                for number in range(10):
                    _log.info("at=%s number=%d", office, number)

    with ThreadPoolExecutor(len(offices)) as pool:
        list(pool.map(visit, offices))

    for office in offices:
        lines = (tmp_path / f"{office}.log").read_text("utf-8").splitlines()
        told = [line.split("cycle=- ")[1] for line in lines]
        assert told == [f"at={office} number={it}" for it in range(10)] * 10


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_a_terminal_would_obey_is_shown_and_not_obeyed(
    tmp_path: Path, form: Literal["text", "json"]
) -> None:
    with logging_to(tmp_path / "worker.log", form, quiet=True):
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
