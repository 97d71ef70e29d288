"""What is kept in a folder is there again at the next start."""

import json
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
import requests

from emulator.auth import add_user
from emulator.control import Control
from emulator.drive.roots import user_permission
from emulator.gateway import Gateway
from emulator.server import WorkspaceServer
from emulator.storage import OlderFolder, Store
from emulator.web import Request
from emulator.world import (
    OWNER,
    SHEET_TYPE,
    Account,
    DriveFile,
    SentMail,
    SheetTab,
    Spreadsheet,
    Token,
    Unseen,
    World,
)
from sync.settings.office_file import load_settings
from tests.children import killed_at_last, line_of

ROOT = Path(__file__).parents[2]


Opened: TypeAlias = Callable[[], Store]
"""Opens the folder of a test, as often as it likes."""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    stores: list[Store] = []

    def open_again() -> Store:
        stores.append(Store(tmp_path))
        return stores[-1]

    yield open_again
    for store in stores:
        store.close()


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
    world.uploads["u"] = {"pieces": [b"part"], "done": None}
    world.drafts["draft"] = SentMail("d", "d", OWNER, b"x", moment)
    world.unsearched.add("d")
    world.unseen["s"] = Unseen(moment, "2026-01-02T03:04:05.678Z", OWNER)
    world.keeps_message_ids = True
    world.mail.append(SentMail("m", "m", OWNER, b"To: a@example.com\r\n\r\n", moment))
    return world


def contents(world: World) -> dict[str, object]:
    fields = vars(world).copy()
    del fields["lock"], fields["now"]
    return fields


def test_a_world_comes_back_as_it_was(opened: Opened) -> None:
    world = full_world()

    store = opened()
    store.save(world)

    assert contents(opened().load()) == contents(world)


def test_an_empty_folder_is_an_empty_world(opened: Opened) -> None:
    store = opened()

    assert store.is_new
    assert contents(store.load()) == contents(World())
    assert not opened().is_new


def test_what_is_changed_in_place_set_removed_or_forgotten_is_kept_so(
    tmp_path: Path, opened: Opened
) -> None:
    world, store = full_world(), opened()
    store.save(world)

    world.spreadsheets["s"].properties["title"] = "ใหม่"
    del world.files["f"]
    world.drafts.clear()
    world.drafts["d"] = world.mail.pop()
    world.uploads["u"]["done"] = {}
    store.save(world)

    kept = opened().load()
    assert kept.spreadsheets["s"].properties == {"title": "ใหม่"}
    assert (set(kept.files), kept.mail, kept.uploads) == ({"s"}, [], {})
    assert kept.drafts["d"].raw == b"To: a@example.com\r\n\r\n"
    with closing(sqlite3.connect(tmp_path / "workspace.db")) as database:
        blobs = {blob for (blob,) in database.execute("select content from blobs")}
    assert blobs == {b"", b"To: a@example.com\r\n\r\n"}, "b'' is the spreadsheet's"


def test_a_write_among_300_spreadsheets_takes_at_most_10_ms(
    tmp_path: Path, opened: Opened
) -> None:
    """And of all the rows only those of what was written are written."""
    world, store = World(), opened()
    for number in range(300):
        add_spreadsheet(world, f"s{number}")
    store.save(world)
    gateway = Gateway(world, no_auth=True)
    taken, rows = [], []

    def keep() -> None:
        begun, before = time.process_time(), store.rows_written
        store.save(world)
        taken.append(time.process_time() - begun)
        rows.append(store.rows_written - before)

    gateway.keep = keep
    query = {"valueInputOption": ["RAW"]}
    body = json.dumps({"values": [["ใหม่"]]}).encode()
    for number in range(20):
        path = f"/v4/spreadsheets/s{number}/values/A1"
        reply = gateway.deliver(Request("PUT", path, query, body=body)).reply
        assert reply
        assert reply.status == 200

    assert rows == [2] * 20, "the file and the spreadsheet"
    assert statistics.median(taken) <= 0.010
    with closing(sqlite3.connect(tmp_path / "workspace.db")) as database:
        words = "select key from kept where kind = 'spreadsheets' and value like ?"
        found = {key for (key,) in database.execute(words, ("%ใหม่%",))}
    assert found == {f"s{number}" for number in range(20)}


CELLS = {
    (row, column): {
        "userEnteredValue": {"stringValue": f"โครงการ {row}"},
        "userEnteredFormat": {"textFormat": {"bold": True}},
    }
    for row in range(30)
    for column in range(20)
}


def add_spreadsheet(world: World, name: str) -> None:
    """Add one of an office's size to a world."""
    grid = {"rowCount": 1000, "columnCount": 26}
    properties = {"sheetId": 0, "title": "แผน", "index": 0, "sheetType": "GRID"}
    tab = SheetTab({**properties, "gridProperties": grid}, cells=dict(CELLS))
    sheet = {"title": "แผน", "locale": "th_TH", "timeZone": "Asia/Bangkok"}
    world.spreadsheets[name] = Spreadsheet(name, sheet, [tab])
    world.files[name] = DriveFile(
        {"id": name, "name": "แผน", "mimeType": SHEET_TYPE},
        permissions=[user_permission(world, OWNER, "owner")],
    )


def test_what_could_not_be_written_is_written_with_the_next(
    tmp_path: Path, opened: Opened
) -> None:
    world, store = full_world(), opened()
    store.save(world)
    del world.files["f"]
    world.spreadsheets["s"].properties["title"] = "ใหม่"
    world.mail.clear()
    world.mail.append(world.drafts["draft"])

    with closing(sqlite3.connect(tmp_path / "workspace.db")) as other:
        other.execute("begin exclusive")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            store.save(world)
    store.save(world)

    assert contents(opened().load()) == contents(world)


def test_what_happens_between_calls_is_kept_with_the_next(opened: Opened) -> None:
    """Drive sees an edit late, somebody edits around a call, a token is revoked."""
    world, store = World(), opened()
    person = add_user(world, "a@example.com")
    add_spreadsheet(world, "s")
    add_spreadsheet(world, "other")
    gateway = Gateway(world, no_auth=True)
    control = Control(gateway, lambda: "http://127.0.0.1:1")
    gateway.keep = lambda: store.save(world)

    def call(method: str, path: str, body: bytes = b"", **query: str) -> None:
        asked = {name: [value] for name, value in query.items()}
        reply = gateway.deliver(Request(method, path, asked, body=body)).reply
        assert reply
        assert reply.status == 200, reply.body

    write = json.dumps({"values": [["ใหม่"]]}).encode()
    values = "/v4/spreadsheets/s/values/A1"
    control.set_lag(60)
    call("PUT", values, write, valueInputOption="RAW")
    control.advance(60)
    call("GET", values)  # at its beginning Drive sees the edit
    edit = {"spreadsheetId": "other", "tab": "แผน", "cell": "A1", "value": "หลัง"}
    control.queue_edit(edit, {"path": "values/B1", "nth": 1}, before=False)
    other = values.replace("A1", "B1")
    call("PUT", other, write, valueInputOption="RAW")
    call("POST", "/revoke", f"token={person['refresh_token']}".encode())

    kept = opened().load()
    assert int(kept.files["s"].resource["version"]) == 1
    cell = kept.spreadsheets["other"].tabs[0].cells[0, 0]
    assert cell["userEnteredValue"] == {"stringValue": "หลัง"}
    assert kept.accounts["a@example.com"].refresh_token == ""


def test_what_an_earlier_version_kept_is_not_taken_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "world.json").write_text("{}")

    with pytest.raises(OlderFolder, match="earlier version"):
        Store(tmp_path)


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


@pytest.mark.parametrize("name", ["$type", "$time", "$blob", "$set", "$pairs"])
def test_names_that_people_choose_are_no_marks(opened: Opened, name: str) -> None:
    world = full_world()
    held = {"properties": {name: "Account"}, "lists": [[{name: "x", "other": {}}]]}
    world.files["f"].resource |= held
    world.spoilt = {name: "wrong"}
    opened().save(world)

    found = opened().load()

    assert found.files["f"].resource.items() >= held.items()
    assert found.spoilt == {name: "wrong"}


def test_what_stood_beside_a_value_that_cannot_be_kept_is_kept_later(
    opened: Opened,
) -> None:
    world = full_world()
    store = opened()
    store.save(world)
    world.files["f"].resource["name"] = "later"
    world.lag = object()  # type: ignore[assignment]
    world.files["f"] = world.files["f"]
    with pytest.raises(TypeError):
        store.save(world)

    world.lag = 0
    store.save(world)

    assert opened().load().files["f"].resource["name"] == "later"


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
