"""A real local office, and the command line over it."""

import sys
from pathlib import Path

import pytest

from sync.cli.main import main
from tests.flow.commands.running import Ran, Run
from tests.offices import imported_office


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Run:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # where previews go

    def command(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
        capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return command


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with the example's plan, imported; nobody receives mail there."""
    return imported_office(tmp_path / "office")
