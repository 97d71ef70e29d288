"""The emulator as a program: what it starts with, keeps over a kill, and refuses."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import requests

from emulator.server import WorkspaceServer
from emulator.storage import Store
from emulator.world import OWNER
from sync.settings.office_file import load_settings
from tests.children import killed_at_last, line_of
from tests.emulator.keeping import ROOT, Opened


@contextmanager
def started(folder: Path, *options: str) -> Iterator[list[str]]:
    """Start the emulator by hand; give the lines it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "emulator", "--port", "0", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process, killed_at_last(process):
        count = 6 if str(folder) in options else 1
        yield [line_of(process).strip() for _ in range(count)]
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=20)
        assert (process.returncode, rest) == (0, "")


def said(lines: list[str], what: str) -> str:
    return next(line for line in lines if line.startswith(what)).partition(": ")[2]


def test_the_first_start_makes_something_to_begin_with(
    tmp_path: Path, opened: Opened
) -> None:
    with started(tmp_path, "--data", str(tmp_path)) as lines:
        key_file = Path(said(lines, "key file"))
        key = json.loads(key_file.read_text(encoding="utf-8"))
        sheet = said(lines, "spreadsheet")

        assert key["token_uri"] == said(lines, "address") + "/token"
        assert key_file.stat().st_mode & 0o777 == 0o600
        assert f"https://docs.google.com/spreadsheets/d/{sheet}/edit" in lines
        document = said(lines, "document")
        assert f"https://docs.google.com/document/d/{document}/edit" in lines

    world = opened().load()
    for file_id in (sheet, document):
        roles = {p["emailAddress"]: p["role"] for p in world.files[file_id].permissions}
        assert roles == {OWNER: "owner", key["client_email"]: "writer"}
    settings = load_settings(tmp_path / "office" / "office.toml").google
    assert settings
    assert sheet in settings.spreadsheet
    assert settings.key_file == key_file
    (drive,) = world.drives
    assert drive in settings.folder


def test_a_later_start_finds_all_as_it_was_left(tmp_path: Path) -> None:
    options = ("--data", str(tmp_path), "--no-auth")
    with started(tmp_path, *options) as lines:
        sheet, first = said(lines, "spreadsheet"), said(lines, "address")
        url = f"{first}/v4/spreadsheets/{sheet}/values/A1"
        typed = {"valueInputOption": "RAW"}
        body = {"values": [["คงอยู่"]]}
        requests.put(url, params=typed, json=body, timeout=30).raise_for_status()

    with started(tmp_path, *options) as lines:
        address = said(lines, "address")
        assert said(lines, "spreadsheet") == sheet
        url = f"{address}/v4/spreadsheets/{sheet}/values/A1"
        read = requests.get(url, timeout=30).json()
        key = json.loads(Path(said(lines, "key file")).read_text(encoding="utf-8"))

    assert read["values"] == [["คงอยู่"]]
    assert key["token_uri"] == f"{address}/token"


def test_what_was_answered_is_there_after_a_kill(
    tmp_path: Path, opened: Opened
) -> None:
    options = ("--data", str(tmp_path), "--no-auth", "--port", "0")
    command = [sys.executable, "-m", "emulator", *options]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with (
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process,
        killed_at_last(process),
    ):
        lines = [line_of(process).strip() for _ in range(6)]
        address, sheet = said(lines, "address"), said(lines, "spreadsheet")
        url = f"{address}/v4/spreadsheets/{sheet}/values/A1:append"
        body = {"values": [["x"]]}
        query = {"valueInputOption": "RAW"}
        for _ in range(5):
            requests.post(url, params=query, json=body, timeout=30).raise_for_status()
        process.kill()

    (tab,) = opened().load().spreadsheets[sheet].tabs
    assert sorted(tab.cells) == [(row, 0) for row in range(5)]


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    with started(tmp_path) as lines:
        address = said(lines, "address")
        reply = requests.get(f"{address}/_control/requests", timeout=30)

    assert reply.json() == []
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_said_so(workspace: WorkspaceServer) -> None:
    port = workspace.address.rpartition(":")[2]

    tried = subprocess.run(
        [sys.executable, "-m", "emulator", "--port", port],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert tried.returncode == 2
    assert f"port {port}: Address already in use" in tried.stderr


def refused(*given: str) -> str:
    command = [sys.executable, "-m", "emulator", "--port", "0", *given]
    ended = subprocess.run(
        command, capture_output=True, cwd=ROOT, text=True, timeout=30, check=False
    )
    assert ended.returncode == 2
    return ended.stderr.splitlines()[-1]


def test_a_folder_that_is_held_is_not_taken_by_another(tmp_path: Path) -> None:
    with closing(Store(tmp_path)) as store:
        store.hold()

        assert refused("--data", str(tmp_path)).endswith("database is locked")


def test_what_is_no_folder_and_no_port_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    (tmp_path / "workspace.db").write_text("no database" * 100)

    assert "File exists" in refused("--data", str(file))
    assert "not a database" in refused("--data", str(tmp_path))
    assert "0-65535" in refused("--port", "99999")


def test_the_container_may_write_into_a_folder_of_its_user() -> None:
    """Without root, podman takes another user's number for the container's own.

    https://docs.podman.io/en/latest/markdown/podman-run.1.html#userns-mode
    """
    container = (ROOT / "emulator/Containerfile").read_text(encoding="utf-8")

    assert "useradd --uid 1000" in container
    assert "--userns=keep-id:uid=1000,gid=1000" in container
