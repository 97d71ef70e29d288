"""That what Google's documents do not know is found, and what they know is let pass."""

from dataclasses import replace

import pytest
import requests

from emulator.contract import Contract, violations
from emulator.server import WorkspaceServer
from emulator.web import Reply, Request
from tests.emulator.driving import related
from tests.emulator.exchanges import (
    FILES,
    SENT,
    SPREADSHEET,
    UPLOAD,
    Json,
    Query,
    asked,
    wrong,
)


def batch(**action: Json) -> Request:
    return asked("POST", f"{SPREADSHEET}:batchUpdate", body={"requests": [action]})


BATCH_DONE = {"spreadsheetId": "1abc", "replies": [{}]}


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (asked("POST", "/v4/spreadsheets", body={"properties": {"title": "a"}}), {}),
        (asked("GET", SPREADSHEET, {"fields": ["sheets(properties.title,data)"]}), {}),
        (asked("GET", SPREADSHEET, {"ranges": ["A1", "B1"]}), {"sheets": []}),
        (asked("GET", f"{SPREADSHEET}/values/A1%2FB"), {"values": [[1, "a", True]]}),
        (asked("POST", f"{SPREADSHEET}/values/A1%3Aappend", body={"values": []}), {}),
        (asked("GET", FILES, {"pageSize": ["10"], "alt": ["json"]}), {"files": []}),
        (asked("HEAD", FILES), {"kind": "drive#fileList"}),
        (asked("PATCH", f"{FILES}/1", body={"appProperties": {"a": None}}), {}),
        (asked("GET", "/drive/v2/files/1"), {"fileSize": "12", "labels": {}}),
        (asked("POST", SENT, body={"raw": "5Lit-_8="}), {"id": "1", "sizeEstimate": 2}),
        (asked("DELETE", f"{FILES}/1"), None),
        (batch(deleteSheet={"sheetId": 1}), BATCH_DONE),
    ],
    ids=lambda value: getattr(value, "path", ""),
)
def test_what_google_knows_is_let_pass(request_: Request, answer: Json) -> None:
    assert wrong(request_, answer) == []


@pytest.mark.parametrize("path", ["/token", "/_control/edit", "/o/oauth2/v2/auth"])
def test_what_is_no_api_is_not_looked_at(path: str) -> None:
    assert wrong(asked("POST", path, body={"strange": 1})) == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v4/spreadsheet/1abc"),
        ("PUT", f"{SPREADSHEET}:batchUpdate"),
        ("POST", f"{SPREADSHEET}/values/A1:prepend"),
        ("GET", f"{FILES}/1/trash"),
        ("POST", "/upload/drive/v3/comments"),
        ("PUT", UPLOAD),
    ],
)
def test_a_method_that_google_has_not(method: str, path: str) -> None:
    assert wrong(asked(method, path), {}) == ["no such method"]


@pytest.mark.parametrize(
    ("path", "query", "found"),
    [
        (FILES, {"pageLimit": ["1"]}, "query.pageLimit: no such parameter"),
        (FILES, {"upload_id": ["1"]}, "query.upload_id: no such parameter"),
        (FILES, {"pageSize": ["ten"]}, 'query.pageSize: "ten" is not an integer'),
        (FILES, {"pageSize": ["1.5"]}, "query.pageSize: 1.5 is not of int32"),
        (FILES, {"pageSize": ["nan"]}, "query.pageSize: NaN is not of int32"),
        (FILES, {"q": ["a", "b"]}, "query.q: given 2 times"),
        (
            FILES,
            {"supportsAllDrives": ["yes"]},
            'query.supportsAllDrives: "yes" is not a boolean',
        ),
        (
            FILES,
            {"alt": ["xml"]},
            "query.alt: \"xml\" is not one of ['json', 'media', ",
        ),
        (FILES, {"fields": ["files(id,title)"]}, "query.fields: no field files.title"),
        (FILES, {"fields": ["files(id"]}, "query.fields: 'files(id' cannot be read"),
        (f"{FILES}/1/export", {}, "query.mimeType: is missing"),
        (
            f"{SPREADSHEET}/developerMetadata/first",
            {},
            'path.metadataId: "first" is not an integer',
        ),
    ],
)
def test_a_parameter_that_google_does_not_take(
    path: str, query: Query, found: str
) -> None:
    (only,) = wrong(asked("GET", path, query), {})

    assert only.startswith(found)


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ({"addTab": {}}, "addTab: no such field in Request"),
        ({"deleteSheet": {"id": 1}}, "deleteSheet.id: no such field in "),
        (
            {"deleteSheet": {"sheetId": "1"}},
            'deleteSheet.sheetId: "1" is not an integer',
        ),
        (
            {"deleteSheet": {"sheetId": 2**31}},
            "deleteSheet.sheetId: 2147483648 is not of",
        ),
        ({"deleteSheet": {"sheetId": True}}, "deleteSheet.sheetId: true is not an int"),
        ({"deleteSheet": [1]}, "deleteSheet: [1] is not an object"),
        ({"sortRange": {"sortSpecs": {}}}, "sortRange.sortSpecs: {} is not a list"),
        (
            {"sortRange": {"sortSpecs": [{}, {"sortOrder": "UP"}]}},
            'sortRange.sortSpecs[1].sortOrder: "UP" is not one of ',
        ),
        (
            {"addSheet": {"properties": {"title": 1}}},
            "addSheet.properties.title: 1 is n",
        ),
        (
            {"addSheet": {"properties": {"hidden": "true"}}},
            'addSheet.properties.hidden: "true" is not a boolean',
        ),
        (
            {"addSheet": {"properties": {"tabColor": {"red": "1"}}}},
            'addSheet.properties.tabColor.red: "1" is not a number',
        ),
    ],
)
def test_a_field_that_google_does_not_take(action: dict[str, Json], found: str) -> None:
    (only,) = wrong(batch(**action), BATCH_DONE)

    assert only.startswith(f"request.requests[0].{found}")


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        (asked("GET", FILES, body={"a": 1}), "request: drive.files.list takes no body"),
        (replace(asked("POST", FILES), body=b"name=a"), "request: is not JSON"),
        (
            asked("POST", FILES, body={"title": "a"}),
            "request.title: no such field in File",
        ),
        (
            asked("POST", f"{FILES}/1/permissions", body={"type": "anyone"}),
            "request.role: is missing",
        ),
        (
            asked("PATCH", f"{FILES}/1", body={"appProperties": {"a": 1}}),
            "request.appProperties.a: 1 is not a string",
        ),
        (asked("POST", SENT, body={"raw": "a b"}), 'request.raw: "a b" is not base64'),
        (asked("POST", SENT, body={}), "request.raw: is missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_body_that_google_does_not_take(request_: Request, found: str) -> None:
    assert wrong(request_, {}) == [found]


@pytest.mark.parametrize(
    ("path", "answer", "found"),
    [
        (FILES, {"items": []}, "response.items: no such field in FileList"),
        (
            FILES,
            {"kind": "drive#files"},
            'response.kind: "drive#files" is not \'drive#',
        ),
        (
            FILES,
            {"files": [{"size": 12}]},
            "response.files[0].size: 12 is not a string",
        ),
        (
            FILES,
            {"files": [{"size": "1k"}]},
            'response.files[0].size: "1k" is not a int',
        ),
        (f"{FILES}/1", {"id": None}, "response.id: null is not a string"),
        (
            f"{FILES}/1",
            {"modifiedTime": "2026-11-23 12:00:00"},
            'response.modifiedTime: "2026-11-23 12:00:00" is not a date-time',
        ),
        (SPREADSHEET, [], "response: [] is not an object"),
        (
            f"{SPREADSHEET}/values/A1",
            {"values": [["a"], "b"]},
            'response.values[1]: "b" is not a list',
        ),
    ],
)
def test_an_answer_that_is_not_googles(path: str, answer: Json, found: str) -> None:
    (only,) = wrong(asked("GET", path), answer)

    assert only.startswith(found)


def test_an_answer_where_there_is_none_and_none_where_there_is_one() -> None:
    assert wrong(asked("DELETE", f"{FILES}/1"), {}) == ["response: has a body"]
    assert wrong(asked("GET", FILES)) == ["response: is not JSON"]


def test_content_is_not_held_to_anything() -> None:
    content = Reply(200, b"%PDF", {"Content-Type": "application/pdf"})
    export = asked("GET", f"{FILES}/1/export", {"mimeType": ["application/pdf"]})

    assert violations(asked("GET", f"{FILES}/1", {"alt": ["media"]}), content) == []
    assert violations(export, content) == []
    assert violations(asked("GET", f"{FILES}/1"), content) == ["response: is not JSON"]


def test_an_upload_in_two_parts() -> None:
    body, kind = related({"title": "a"}, b"content", "text/plain")
    request = Request(
        "POST", UPLOAD, {"uploadType": ["multipart"]}, {"content-type": kind}, body
    )

    assert wrong(request, {}) == ["request.title: no such field in File"]
    assert wrong(replace(request, headers={}), {}) == ["request: is not multipart"]
    assert wrong(replace(request, query={}), {})[0].startswith("query.uploadType")


def test_an_upload_in_pieces() -> None:
    way = {"uploadType": ["resumable"]}
    session = {**way, "upload_id": ["1"]}
    piece = replace(asked("PUT", UPLOAD, session), body=b"\0")

    assert wrong(asked("POST", UPLOAD, way, {"name": "a"})) == []
    assert wrong(asked("POST", UPLOAD, way, {"title": "a"})) != []
    assert wrong(piece, status=308) == []
    assert wrong(piece, {"id": "1"}) == []
    assert wrong(piece, {"title": "a"}) == ["response.title: no such field in File"]


def test_mail_that_is_uploaded_needs_no_text_beside_it() -> None:
    body, kind = related({"threadId": "1"}, b"To: a@example.com", "message/rfc822")
    path, query = f"/upload{SENT}", {"uploadType": ["multipart"]}

    assert wrong(Request("POST", path, query, {"content-type": kind}, body), {}) == []


def test_a_server_is_watched(
    workspace: WorkspaceServer, session: requests.Session, contract: Contract
) -> None:
    url = f"{workspace.address}{FILES}"

    session.get(url).raise_for_status()
    assert contract.broken == []
    session.post(url, params={"colour": "red"}, json={"name": "a"}).raise_for_status()

    assert contract.forgive() == [f"POST {FILES}: query.colour: no such parameter"]
    assert contract.broken == []
