"""Which tests the command of tests runs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from sync.cli import development

Run = Callable[..., list[str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what pytest is called with, in a checkout with an emulator of one file."""
    for folder in ("emulator", "tests/emulator"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "emulator" / "server.py").write_text("1")
    monkeypatch.setattr(development, "_ROOT", tmp_path)
    monkeypatch.delenv("CI", raising=False)

    def called_with(*arguments: str, ended: int = 0) -> list[str]:
        called: list[str] = []

        def call(command: list[str], cwd: Path) -> int:
            assert cwd == tmp_path
            called.extend(command[3:])
            return ended

        monkeypatch.setattr("sync.cli.development.subprocess.call", call)
        done = CliRunner().invoke(development.test, list(arguments))
        assert done.exit_code == ended
        return called

    return called_with


LEFT_OUT = ["--ignore", "tests/emulator"]


def test_the_emulators_own_are_left_out_while_it_is_as_they_passed(run: Run) -> None:
    assert run()[-2:] != LEFT_OUT
    assert run()[-2:] == LEFT_OUT


@pytest.mark.parametrize("place", ["emulator/server.py", "tests/emulator/test_it.py"])
def test_they_run_when_the_emulator_changed(
    run: Run, tmp_path: Path, place: str
) -> None:
    run()
    (tmp_path / place).write_text("2")

    assert run()[-2:] != LEFT_OUT


def test_they_run_again_until_they_have_passed(run: Run) -> None:
    run(ended=1)

    assert run()[-2:] != LEFT_OUT


def test_in_ci_and_with_all_they_run_always(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()

    assert run("--all")[-2:] == ["-m", "slow or not slow"]
    monkeypatch.setenv("CI", "true")
    assert LEFT_OUT[0] not in run()


def test_whoever_names_tests_gets_these(run: Run) -> None:
    run()

    assert run("tests/emulator", "-x") == ["tests/emulator", "-x"]
