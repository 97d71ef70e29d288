"""An import that is ended or fails midway leaves no half of a spreadsheet behind."""

import errno
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sync import wiring
from sync.errors import OfficeOccupied, StorageError
from sync.importing.example import load_example
from sync.messages import load_words
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from tests.offices import example_office

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")

_ENDED = """
import os, signal, sys
from sync.cli import main
real = os.{call}
def struck(*given, **more):
    os.kill(os.getpid(), {number})
    return real(*given, **more)
os.{call} = struck
sys.argv = ["run.py", "import", "config/example/plan.txt", "--office", sys.argv[1], "--yes"]
main.main()
"""
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_an_import_that_was_ended_is_done_by_the_next_one(
    tmp_path: Path, call: str, number: signal.Signals
) -> None:
    office = tmp_path / "office"
    program = _ENDED.format(call=call, number=int(number))
    command = [sys.executable, "-c", program, str(office)]

    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)

    assert ended.returncode != 0
    assert not (office / "plan.xlsx").exists()
    _import(office)
    assert zipfile.ZipFile(office / "plan.xlsx").testzip() is None


def test_a_full_disk_leaves_nothing_that_looks_like_a_spreadsheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StorageError):
            _import(tmp_path / "office")

    assert list((tmp_path / "office").glob("*.xlsx")) == []
    _import(tmp_path / "office")


def test_an_import_killed_behind_the_spreadsheet_is_completed_by_init(
    tmp_path: Path,
) -> None:
    office = example_office(tmp_path / "office")
    whole = {
        name: (office / name).read_bytes() for name in ("office.toml", ".gitignore")
    }
    for name in whole:
        (office / name).unlink()
    book = (office / "plan.xlsx").read_bytes()

    with pytest.raises(OfficeOccupied) as stop:
        _import(office)
    _, added = wiring.set_up_office(office)

    for language in ("th", "en"):
        says, cure = load_words(language).say_stop(stop.value)
        assert str(office / "plan.xlsx") in says
        assert "init" in cure
    assert added == len(whole)
    assert {name: (office / name).read_bytes() for name in whole} == whole
    assert (office / "plan.xlsx").read_bytes() == book
    assert wiring.set_up_office(office)[1] == 0


def _import(office: Path) -> None:
    plan = load_example(load_headers(), load_frames()[0].dimensions)
    wiring.create_office(office, plan)
