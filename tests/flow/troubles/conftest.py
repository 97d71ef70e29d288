"""The command line as a process of its own, and nights that something befalls."""

import sys
from collections.abc import Callable

import pytest

from sync import wiring
from sync.cli import main as command_line


@pytest.fixture
def main(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Run the command line as a process would; give its exit status and words."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            command_line.main()
        said = capfd.readouterr()
        return int(end.value.code or 0), said.out + said.err

    return run


@pytest.fixture
def broken_nights(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """Let something happen whenever the office was opened, before work begins."""
    acts: list[Callable[[], object]] = []
    worker_of = wiring.worker_of

    def opened(*arguments: object) -> object:
        if acts:
            acts.pop(0)()
        return worker_of(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(wiring, "worker_of", opened)
    return acts
