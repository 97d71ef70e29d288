"""The wire: what clients may send, and how it comes back."""

import base64
import gzip
import http.client
import json
import socket
import threading

import pytest
import requests

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.web import JSON, Reply, Request, Routes, drive_error
from emulator.world import OWNER, World

ECHO = Routes()
FILES = "/drive/v3/files"
DRAFTS = "/gmail/v1/users/me/drafts"


@ECHO.add("GET", "/drive/v3/echo/{name}")
@ECHO.add("POST", "/drive/v3/echo/{name}")
@ECHO.add("SEARCH", "/drive/v3/echo/{name}")
def echo(_world: World, request: Request, name: str) -> JSON:
    return {
        "method": request.method,
        "name": name,
        "query": dict(request.query),
        "body": base64.b64encode(request.body).decode(),
        "caller": request.caller,
    }


@ECHO.add("DELETE", "/drive/v3/echo/{name}")
def forget(_world: World, _request: Request, name: str) -> Reply:
    if name == "missing":
        raise drive_error(404, "notFound", "File not found: missing.")
    if name == "broken":
        raise RuntimeError(name)
    return Reply(204)


@pytest.fixture
def echoing(workspace: WorkspaceServer, contract: Contract) -> WorkspaceServer:
    """A server with a service that Google has not."""
    workspace.observers.remove(contract)
    workspace.gateway.services.insert(0, ECHO)
    return workspace


def body_of(reply: requests.Response) -> bytes:
    return base64.b64decode(reply.json()["body"])


def test_a_connection_is_kept(echoing: WorkspaceServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(echoing))
    connection.request("GET", "/drive/v3/echo/1")
    connection.getresponse().read()
    first = connection.sock

    connection.request("GET", "/drive/v3/echo/2")
    reply = json.loads(connection.getresponse().read())

    assert reply["name"] == "2"
    assert connection.sock is first
    connection.close()


def port_of(workspace: WorkspaceServer) -> int:
    return int(workspace.address.rpartition(":")[2])


def test_only_loopback_is_served(workspace: WorkspaceServer) -> None:
    assert workspace.address.startswith("http://127.0.0.1:")


def test_a_body_may_come_in_chunks(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    parts = iter([b"first ", "ที่สอง ".encode(), b"third"])

    reply = session.post(f"{echoing.address}/drive/v3/echo/a", data=parts)

    assert body_of(reply).decode() == "first ที่สอง third"


def test_a_body_may_come_compressed(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    reply = session.post(
        f"{echoing.address}/drive/v3/echo/a",
        data=gzip.compress(b"content"),
        headers={"Content-Encoding": "gzip"},
    )

    assert body_of(reply) == b"content"


def test_a_body_that_claims_to_be_compressed_is_a_bad_request(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    reply = session.post(
        f"{echoing.address}/drive/v3/echo/a",
        data=b"content",
        headers={"Content-Encoding": "gzip"},
    )

    assert reply.status_code == 400


def test_a_path_and_its_query_are_understood(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    path = "/drive/v3/echo/%E0%B9%81%E0%B8%9C%E0%B8%99%2F1?ranges=A&ranges=B&empty="

    reply = session.get(echoing.address + path)

    assert reply.json()["name"] == "แผน/1"
    assert reply.json()["query"] == {"ranges": ["A", "B"], "empty": [""]}


def test_a_long_get_may_be_sent_as_a_post(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    reply = session.post(
        f"{echoing.address}/drive/v3/echo/a",
        data="ranges=A&ranges=B",
        headers={"X-HTTP-Method-Override": "GET"},
    )

    assert reply.json()["method"] == "GET"
    assert reply.json()["query"] == {"ranges": ["A", "B"]}


def test_head_gives_the_headers_alone(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    full = session.get(f"{echoing.address}/drive/v3/echo/a")
    head = session.head(f"{echoing.address}/drive/v3/echo/a")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == full.headers["Content-Type"]


def test_options_says_what_may_be_asked(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    reply = session.options(f"{echoing.address}/drive/v3/echo/a")

    assert reply.status_code == 200
    assert "PATCH" in reply.headers["Allow"]


def test_an_answer_without_content_has_none(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    gone = session.delete(f"{echoing.address}/drive/v3/echo/a")
    after = session.get(f"{echoing.address}/drive/v3/echo/b")

    assert (gone.status_code, gone.content) == (204, b"")
    assert "Content-Length" not in gone.headers
    assert after.json()["name"] == "b"


def test_a_long_answer_is_compressed_for_who_takes_it(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    url = f"{echoing.address}/drive/v3/echo/a"

    packed = session.post(url, data=b"x" * 4000)
    plain = session.post(url, data=b"x" * 4000, headers={"Accept-Encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert body_of(packed) == body_of(plain) == b"x" * 4000


def test_an_answer_is_laid_out_unless_asked_otherwise(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    url = f"{echoing.address}/drive/v3/echo/a"

    assert session.get(url).text.startswith('{\n  "method": "GET",\n')
    assert session.get(url, params={"prettyPrint": "false"}).text.startswith(
        '{"method":"GET",'
    )


def test_an_unknown_path_gets_googles_page(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    reply = session.get(f"{workspace.address}/nowhere")

    assert reply.status_code == 404
    assert "<title>Error 404 (Not Found)!!1</title>" in reply.text


def test_a_defect_is_an_answer_and_is_remembered(
    echoing: WorkspaceServer,
    session: requests.Session,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reply = session.delete(f"{echoing.address}/drive/v3/echo/broken")

    assert reply.status_code == 500
    assert [str(error) for error in echoing.gateway.crashes] == ["broken"]
    assert "RuntimeError: broken" in capsys.readouterr().err
    echoing.gateway.crashes.clear()


def test_observers_see_each_call_and_its_answer(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    seen: list[tuple[str, str, int]] = []
    echoing.observers.append(
        lambda request, reply: seen.append((request.path, request.caller, reply.status))
    )

    session.get(f"{echoing.address}/drive/v3/echo/a")
    session.delete(f"{echoing.address}/drive/v3/echo/missing")
    session.get(f"{echoing.address}/_control/requests")

    assert seen == [
        ("/drive/v3/echo/a", OWNER, 200),
        ("/drive/v3/echo/missing", OWNER, 404),
    ]


def test_a_batch_is_answered_call_by_call(
    echoing: WorkspaceServer, session: requests.Session
) -> None:
    batch = (
        "--b\r\nContent-Type: application/http\r\nContent-ID: <one+1>\r\n\r\n"
        "GET /drive/v3/echo/a?fields=id HTTP/1.1\r\nHost: example.com\r\n\r\n\r\n"
        "--b\r\nContent-Type: application/http\r\nContent-ID: <one+2>\r\n\r\n"
        "POST /drive/v3/echo/b HTTP/1.1\r\nContent-Type: application/json\r\n\r\n"
        '{"name": "แผน"}\r\n'
        "--b\r\nContent-Type: application/http\r\nContent-ID: <one+3>\r\n\r\n"
        "DELETE /drive/v3/echo/missing HTTP/1.1\r\n\r\n\r\n"
        "--b--\r\n"
    )

    reply = session.post(
        f"{echoing.address}/batch/drive/v3",
        data=batch.encode(),
        headers={"Content-Type": 'multipart/mixed; boundary="b"'},
    )

    boundary = reply.headers["Content-Type"].partition("boundary=")[2]
    parts = reply.text.split(f"--{boundary}")[1:-1]
    assert [part.split("Content-ID: ")[1].split("\r\n")[0] for part in parts] == [
        "<response-one+1>",
        "<response-one+2>",
        "<response-one+3>",
    ]
    statuses = [part.split("HTTP/1.1 ")[1].split("\r\n")[0] for part in parts]
    assert statuses == ["200 OK", "200 OK", "404 NOT_FOUND"]
    second = json.loads(parts[1].split("\r\n\r\n", 2)[2])
    assert json.loads(base64.b64decode(second["body"])) == {"name": "แผน"}


def test_a_batch_of_nothing_is_refused(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    reply = session.post(f"{workspace.address}/batch", data=b"")

    assert reply.status_code == 400


def test_stopping_ends_connections_and_threads(world: World) -> None:
    before = threading.active_count()
    server = WorkspaceServer(world).start()
    port = port_of(server)
    idle = socket.create_connection(("127.0.0.1", port))
    idle.sendall(b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n")
    idle.recv(10)

    server.stop()

    assert threading.active_count() == before
    while idle.recv(65536):  # what was under way, then the end
        pass
    idle.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_a_server_that_never_started_can_be_stopped(world: World) -> None:
    server = WorkspaceServer(world)

    server.stop()

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port_of(server)))


def test_many_clients_at_once_are_all_answered(echoing: WorkspaceServer) -> None:
    names: list[str] = []

    def ask(name: str) -> None:
        reply = requests.get(f"{echoing.address}/drive/v3/echo/{name}", timeout=30)
        names.append(reply.json()["name"])

    threads = [threading.Thread(target=ask, args=[str(n)]) for n in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(names, key=int) == [str(n) for n in range(30)]


@pytest.mark.parametrize("path", ["/v4/spreadsheets", "/v1/documents", FILES, DRAFTS])
@pytest.mark.parametrize(
    "sent",
    [
        b'{"title": ' + b"[" * 100_000,
        b'{"title": ' * 100_000,
        b'{"title": "\\ud800"}',
        b'{"title": "\\udc00 \\ud83d"}',
        b'{"title": "\xed\xa0\x80"}',
        b'{"title": NaN}',
        b'{"title": -Infinity}',
        b'{"title": 1e999}',
        b'{"title": ' + b"9" * 400 + b"}",
    ],
    ids=lambda sent: sent[:24],
)
def test_what_is_no_json_of_googles_is_refused(
    workspace: WorkspaceServer, session: requests.Session, path: str, sent: bytes
) -> None:
    """As Google's own reader does.

    https://github.com/protocolbuffers/protobuf/blob/v21.12/src/google/protobuf/util/internal/json_stream_parser.cc
    """
    headers = {"Content-Type": "application/json"}

    refused = session.post(workspace.address + path, sent, headers=headers)

    assert refused.status_code == 400
    assert workspace.world.files == {}


def test_a_whole_character_in_two_escapes_is_taken(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    made = session.post(workspace.address + FILES, b'{"name": "\\ud83d\\ude00 1e999"}')

    assert made.json()["name"] == "😀 1e999"


@pytest.mark.parametrize(
    "line", [b"", b"GET", b"GET //[x HTTP/1.1", b"\xff /x HTTP/1.1"]
)
def test_a_call_of_a_batch_that_is_none_is_refused(
    workspace: WorkspaceServer, session: requests.Session, line: bytes
) -> None:
    part = b"--b\r\nContent-Type: application/http\r\n\r\n" + line + b"\r\n\r\n--b--"

    reply = session.post(
        f"{workspace.address}/batch/drive/v3",
        part,
        headers={"Content-Type": "multipart/mixed; boundary=b"},
    )

    assert reply.status_code == 400


def test_a_query_that_comes_as_a_body_may_be_any_bytes(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    reply = session.post(
        f"{workspace.address}/drive/v3/files",
        b"q=\xff",
        headers={"X-HTTP-Method-Override": "GET"},
    )

    assert reply.status_code == 400
