"""What is kept in a folder is there again at the next start."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import requests

from emulator.server import WorkspaceServer
from emulator.storage import Store
from emulator.world import (
    OWNER,
    SHEET_TYPE,
    Account,
    DriveFile,
    SentMail,
    SheetTab,
    Spreadsheet,
    Token,
    World,
)
from sync.settings.office_file import load_settings
from tests.children import killed_at_last, line_of

ROOT = Path(__file__).parents[2]


def full_world() -> World:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
    tab = SheetTab(
        {"sheetId": 0, "title": "แผน", "gridProperties": {"rowCount": 2}},
        cells={(0, 1): {"userEnteredValue": {"stringValue": "ก"}}},
        rows={1: {"pixelSize": 40}},
        basic_filter={"range": {}},
    )
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="เจ้าของ", delegated=True)
    world.tokens["t"] = Token(OWNER, frozenset({"b", "a"}), moment)
    world.files["f"] = DriveFile(
        {"id": "f", "name": "x"},
        b"\x00\xff",
        revisions=[{"id": "1", "content": b"old"}],
    )
    world.files["s"] = DriveFile({"id": "s", "mimeType": SHEET_TYPE})
    world.spreadsheets["s"] = Spreadsheet("s", {"title": "แผน"}, [tab])
    world.drives["d"] = {"id": "d", "name": "ไดรฟ์"}
    world.uploads["u"] = {"received": b"part"}
    world.mail.append(SentMail("m", "m", OWNER, b"To: a@example.com\r\n\r\n", moment))
    return world


def contents(world: World) -> dict[str, object]:
    fields = vars(world).copy()
    del fields["lock"], fields["now"]
    return fields


def test_a_world_comes_back_as_it_was(tmp_path: Path) -> None:
    world = full_world()

    Store(tmp_path).save(world)

    assert contents(Store(tmp_path).load()) == contents(world)


def test_an_empty_folder_is_an_empty_world(tmp_path: Path) -> None:
    store = Store(tmp_path)

    assert store.is_new
    assert contents(store.load()) == contents(World())


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    world, store = full_world(), Store(tmp_path)
    world.spreadsheets["other"] = Spreadsheet("other", {"title": "x"})
    store.save(world)
    before = {
        path: path.stat().st_ino for path in (tmp_path / "spreadsheets").iterdir()
    }

    world.spreadsheets["s"].properties["title"] = "ใหม่"
    store.save(world)

    changed = {
        path.name for path, inode in before.items() if path.stat().st_ino != inode
    }
    assert changed == {"s.json"}
    assert Store(tmp_path).load().spreadsheets["s"].properties == {"title": "ใหม่"}


def test_what_is_gone_leaves_no_file(tmp_path: Path) -> None:
    world, store = full_world(), Store(tmp_path)
    store.save(world)

    world.files.clear()
    world.spreadsheets.clear()
    store.save(world)

    assert list((tmp_path / "spreadsheets").iterdir()) == []
    blobs = {path.read_bytes() for path in (tmp_path / "blobs").iterdir()}
    assert blobs == {b"part", b"To: a@example.com\r\n\r\n"}


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


def test_the_first_start_makes_something_to_begin_with(tmp_path: Path) -> None:
    with started(tmp_path, "--data", str(tmp_path)) as lines:
        key_file = Path(said(lines, "key file"))
        key = json.loads(key_file.read_text(encoding="utf-8"))
        sheet = said(lines, "spreadsheet")

        assert key["token_uri"] == said(lines, "address") + "/token"
        assert key_file.stat().st_mode & 0o777 == 0o600
        assert f"https://docs.google.com/spreadsheets/d/{sheet}/edit" in lines
        document = said(lines, "document")
        assert f"https://docs.google.com/document/d/{document}/edit" in lines

    world = Store(tmp_path).load()
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
