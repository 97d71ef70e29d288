"""Google out of reach: what whoever gave the command reads, and how soon."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.adapters.google.session import Patience
from sync.cli.main import main
from tests.emulator.driving import ROBOT

SHEET = (
    "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345678/edit"
)
OTHER = SHEET.replace("1AbC", "1XyZ")
WAITS = "จะลองต่อไปจนถึง"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def office(tmp_path: Path, workspace: WorkspaceServer) -> Path:
    key = tmp_path / "google-key.json"
    key.write_text(json.dumps(workspace.service_account(ROBOT)), "utf-8")
    key.chmod(0o600)
    settings = f'[google]\nspreadsheet = "{SHEET}"\n'
    (tmp_path / "office.toml").write_text(settings, "utf-8")
    return tmp_path


@pytest.fixture
def run(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Google behind a proxy that is not there: nothing leaves this machine."""
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    def command(*arguments: str) -> tuple[int, str, str]:
        words = ["run.py", *arguments, "--office", str(office)]
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return command


@pytest.mark.parametrize(
    "words", [(), ("check",), ("preview",), ("init",), ("next-year",)], ids=str
)
def test_a_proxy_that_is_not_there_is_said_at_once_in_a_sentence(
    run: Run, words: tuple[str, ...]
) -> None:
    status, out, err = run(*words)

    assert (status, out) == (13, "")
    assert "✗ พร็อกซี 127.0.0.1:9" in err
    assert "google later" not in err


def test_a_link_to_import_behind_no_proxy_is_said_at_once(run: Run) -> None:
    status, out, err = run("import", OTHER)

    assert (status, out) == (13, "")
    assert "✗ พร็อกซี 127.0.0.1:9" in err


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ((), 1),
        (("check",), 1),
        (("check", "--json"), 1),
        (("--quiet",), 0),
        (("--once",), 0),
    ],
    ids=str,
)
def test_whoever_waits_hears_it_soon_and_nobody_else(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], heard: int
) -> None:
    monkeypatch.setattr("sync.adapters.google.session.NEEDS_A_PERSON", ())
    monkeypatch.setattr("sync.adapters.google.session._SOON", 0)
    for name in ("_OF_A_PERSON", "_ALONE"):
        quick = Patience(budget=1.5)
        monkeypatch.setattr(f"sync.adapters.google.session.{name}", quick)

    status, out, err = run(*words)

    assert (status, out) == (13, "")
    assert err.count(WAITS) == heard
    assert "✗ พร็อกซี" in err
