"""Drive's logs of changes: whose they are, how late, what they leave out, who is told.

https://developers.google.com/workspace/drive/api/guides/about-changes and
https://developers.google.com/workspace/drive/api/guides/push; how late edits of sheets
come: https://github.com/googleapis/google-api-go-client/issues/444.
"""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import Any

import pytest

from emulator.server import WorkspaceServer
from emulator.web import JSON
from emulator.world import OWNER, SHEET_TYPE
from tests.emulator.driving import FILES, ROBOT, STAFF, Drive, reason

CHANGES = "/drive/v3/changes"


def token(drive: Drive, by: str = ROBOT, **query: str) -> str:
    path = f"{CHANGES}/startPageToken"
    return str(drive.json("GET", path, by=by, **query)["startPageToken"])  # type: ignore[arg-type]


def log(drive: Drive, since: str, by: str = ROBOT, **query: str) -> list[str]:
    answer = drive.json("GET", CHANGES, by=by, pageToken=since, **query)  # type: ignore[arg-type]
    return [change["fileId"] for change in answer["changes"]]


def sheet(drive: Drive, *readers: str) -> str:
    file_id = drive.make("แผน", mimeType=SHEET_TYPE)
    for reader in readers:
        drive.share(file_id, reader, "writer")
    return file_id


def write(drive: Drive, file_id: str, text: str = "x") -> None:
    path = f"/v4/spreadsheets/{file_id}/values/A1"
    drive.json("PUT", path, {"values": [[text]]}, valueInputOption="RAW")


def state(drive: Drive, file_id: str) -> tuple[str, str]:
    path, fields = f"{FILES}/{file_id}", "version,modifiedTime"
    shown = drive.json("GET", path, fields=fields)
    return shown["version"], shown["modifiedTime"]


EVERYWHERE: dict[str, Any] = {
    "supportsAllDrives": "true",
    "includeItemsFromAllDrives": "true",
}


def test_a_member_finds_a_shared_drives_files_in_the_drives_log_alone(
    drive: Drive,
) -> None:
    shared = drive.json("POST", "/drive/v3/drives", {"name": "a"}, requestId="1")["id"]
    drive.share(shared, ROBOT, "writer")
    since = token(drive)
    query = {"supportsAllDrives": "true"}
    made = drive.json("POST", FILES, {"parents": [shared]}, **query)["id"]  # type: ignore[arg-type]
    drive.share(made, STAFF, "reader")

    assert log(drive, since, **EVERYWHERE) == []
    assert log(drive, since, driveId=shared, **EVERYWHERE) == [made]
    assert log(drive, since, by=STAFF, **EVERYWHERE) == [made]
    assert log(drive, since, by=STAFF) == []
    stranger = drive.call(
        "GET", CHANGES, by=STAFF, pageToken=since, driveId=shared, **EVERYWHERE
    )
    assert stranger.status_code == 404


def test_what_is_deleted_is_told_to_those_who_knew_it(drive: Drive) -> None:
    file_id = sheet(drive, ROBOT)
    since = token(drive)

    drive.call("DELETE", f"{FILES}/{file_id}")

    assert log(drive, since) == [file_id]
    assert log(drive, since, by=STAFF) == []
    assert log(drive, since, includeRemoved="false") == []


def test_drive_shows_edits_of_a_sheet_late_and_several_as_one(
    drive: Drive, workspace: WorkspaceServer
) -> None:
    file_id = sheet(drive, ROBOT)
    workspace.control.set_lag(180)
    since, before = token(drive), state(drive, file_id)

    waited = 0
    for _ in range(3):
        write(drive, file_id)
    while not log(drive, since):
        assert state(drive, file_id) == before
        waited += 10
        workspace.control.advance(10)

    assert waited <= 180
    version, modified = state(drive, file_id)
    assert int(version) == int(before[0]) + 1
    moment = datetime.strptime(modified, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    late = workspace.world.now() - moment
    assert timedelta(seconds=waited - 11) < late < timedelta(seconds=waited + 11)
    assert log(drive, str(int(since) + 1)) == []


def test_sheets_are_late_each_by_itself_and_what_drive_does_is_shown_at_once(
    drive: Drive, workspace: WorkspaceServer
) -> None:
    first, second = sheet(drive, ROBOT), sheet(drive, ROBOT)
    workspace.control.set_lag(180)
    since = token(drive)
    write(drive, first)
    write(drive, second)

    drive.json("PATCH", f"{FILES}/{first}", {"description": "x"})
    seen_at: dict[str, int] = {}
    for second_passed in range(0, 190, 10):
        for file_id in log(drive, since):
            seen_at.setdefault(file_id, second_passed)
        workspace.control.advance(10)

    assert seen_at[first] == 0
    assert set(seen_at) == {first, second}


def test_a_change_can_be_left_out_and_the_next_is_told(
    drive: Drive, workspace: WorkspaceServer
) -> None:
    """Not guaranteed complete: https://github.com/Bike4Mind/bike4mind/issues/1591."""
    file_id = sheet(drive, ROBOT)
    since = token(drive)
    workspace.control.skip_changes(file_id)

    write(drive, file_id)
    left_out = log(drive, since)
    write(drive, file_id)

    assert left_out == []
    assert log(drive, since) == [file_id]


def test_a_token_that_is_too_old_is_gone_and_a_new_one_goes_on(
    drive: Drive, workspace: WorkspaceServer
) -> None:
    """https://github.com/mtrnix/metronix-memory/issues/294: 410, then a full look."""
    since = token(drive)
    workspace.control.expire_tokens()

    gone = drive.call("GET", CHANGES, by=ROBOT, pageToken=since)
    fresh = token(drive)
    file_id = sheet(drive, ROBOT)

    assert gone.status_code == 410
    assert log(drive, fresh) == [file_id]


class Listener(HTTPServer):
    """A program that is called; what it was told waits in ``told``."""

    def __init__(self) -> None:
        self.told: Queue[dict[str, str]] = Queue()
        super().__init__(("127.0.0.1", 0), _Hook)

    def hear(self) -> dict[str, str]:
        """Return what is told next, without what any request has."""
        headers = self.told.get(timeout=20)
        return {
            name.removeprefix("X-Goog-"): value
            for name, value in headers.items()
            if name.startswith("X-Goog-")
        }


class _Hook(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        self.server.told.put(
            {n.title().replace("Id", "ID"): v for n, v in self.headers.items()}
        )
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as listener:
        thread = threading.Thread(target=listener.serve_forever)
        thread.start()
        yield listener
        listener.shutdown()
        thread.join()


def watch(drive: Drive, listener: Listener, path: str, **query: str) -> JSON:
    address = f"http://127.0.0.1:{listener.server_port}/hook"
    body = {"id": f"id-{path}", "type": "web_hook", "address": address, "token": "t"}
    return drive.json("POST", path, body, by=ROBOT, **query)  # type: ignore[arg-type]


def test_a_channel_says_sync_then_that_something_changed_and_not_what(
    drive: Drive, listener: Listener
) -> None:
    file_id = sheet(drive, ROBOT)
    channel = watch(drive, listener, f"{CHANGES}/watch", pageToken=token(drive))
    sync = listener.hear()
    sheet(drive)  # nobody else's
    write(drive, file_id)
    change = listener.hear()

    asked = {k: v for k, v in channel.items() if k in ("id", "resourceId")}
    drive.call("POST", "/drive/v3/channels/stop", asked, by=OWNER)
    still = len(drive.world.channels)
    stopped = drive.call("POST", "/drive/v3/channels/stop", asked, by=ROBOT)
    write(drive, file_id)

    assert sync == {
        "Channel-ID": channel["id"],
        "Message-Number": "1",
        "Resource-ID": channel["resourceId"],
        "Resource-State": "sync",
        "Resource-Uri": channel["resourceUri"],
        "Channel-Token": "t",
    }
    assert (change["Resource-State"], change["Message-Number"]) == ("change", "2")
    assert (still, stopped.status_code, drive.world.channels) == (1, 204, {})
    assert listener.told.empty()


def test_a_file_is_watched_until_it_is_gone_or_the_channel_is_a_day_old(
    drive: Drive, listener: Listener, workspace: WorkspaceServer
) -> None:
    first, second = sheet(drive, ROBOT), sheet(drive, ROBOT)
    for file_id in (first, second):
        watch(drive, listener, f"{FILES}/{file_id}/watch")
    assert [listener.hear()["Resource-State"] for _ in range(2)] == ["sync", "sync"]

    write(drive, first)
    drive.call("DELETE", f"{FILES}/{first}")
    said = [listener.hear()["Resource-State"] for _ in range(2)]
    workspace.control.advance(24 * 3600)
    write(drive, second)

    assert said == ["update", "remove"]
    assert drive.world.channels == {}


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/hook",
        "http://127.0.0.1@example.com/",
        "file://localhost/etc/hosts",
        "127.0.0.1",
        "http://[",
    ],
)
def test_only_what_is_on_this_machine_is_called(drive: Drive, address: str) -> None:
    body = {"id": "1", "type": "web_hook", "address": address}

    refused = drive.call("POST", f"{CHANGES}/watch", body, pageToken=token(drive))

    assert reason(refused) == (400, "push.webhookUrlUnauthorized")
