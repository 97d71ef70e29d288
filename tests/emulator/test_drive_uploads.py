"""Uploads: simple, multipart, resumable; by hand and by Google's own client."""

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

import httplib2  # type: ignore[import-untyped]
import pytest
import requests
from googleapiclient.discovery import build
from googleapiclient.http import MediaIoBaseDownload, MediaIoBaseUpload

from emulator.web import JSON
from emulator.world import DOCUMENT_TYPE, OWNER
from tests.emulator.driving import (
    DOCX,
    FILES,
    ROBOT,
    STAFF,
    UPLOAD,
    Drive,
    reason,
    related,
    word_file,
)

CHUNK = 256 * 1024


def content_of(drive: Drive, file_id: str) -> bytes:
    return drive.call("GET", f"{FILES}/{file_id}", alt="media").content


def begin(drive: Drive, metadata: JSON, path: str = UPLOAD) -> str:
    """Open a session; give its address."""
    answer = drive.call(
        "POST" if path == UPLOAD else "PATCH",
        path,
        metadata,
        headers={"X-Upload-Content-Type": "text/plain"},
        uploadType="resumable",
    )
    assert (answer.status_code, answer.content) == (200, b"")
    return answer.headers["Location"]


def send(
    drive: Drive, address: str, content: bytes, content_range: str
) -> requests.Response:
    return drive.call("PUT", address, content, headers={"Content-Range": content_range})


def test_a_simple_upload_has_a_type_and_no_name(drive: Drive) -> None:
    made = drive.json(
        "POST",
        UPLOAD,
        b"text",
        headers={"Content-Type": "text/plain"},
        uploadType="media",
    )

    assert (made["name"], made["mimeType"]) == ("Untitled", "text/plain")
    assert content_of(drive, made["id"]) == b"text"


def test_a_multipart_upload_keeps_every_byte(drive: Drive) -> None:
    content = bytes(range(256)) + b"\r\n--front\r\n\n\r"

    file_id = drive.put(content, "application/octet-stream", name="a.bin")

    assert content_of(drive, file_id) == content


def test_form_data_is_taken_as_well(drive: Drive) -> None:
    body = (
        b'--f\r\nContent-Disposition: form-data; name="metadata"\r\n'
        b'Content-Type: application/json\r\n\r\n{"name": "a.txt"}\r\n'
        b'--f\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\ntext\r\n--f--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=f"}

    made = drive.json("POST", UPLOAD, body, headers=headers, uploadType="multipart")

    assert (made["name"], content_of(drive, made["id"])) == ("a.txt", b"text")


def test_a_base64_part_is_decoded(drive: Drive) -> None:
    body = (
        b'--f\nContent-Type: application/json\n\n{"name": "a.txt"}\n'
        b"--f\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
        b"dGV4dA==\n--f--"
    )
    headers = {"Content-Type": 'multipart/related; boundary="f"'}

    made = drive.json("POST", UPLOAD, body, headers=headers, uploadType="multipart")

    assert content_of(drive, made["id"]) == b"text"


@pytest.mark.parametrize("body", [b"", b"--frontier\r\n\r\n{}\r\n--frontier--", b"x"])
def test_a_broken_multipart_body_is_refused(drive: Drive, body: bytes) -> None:
    headers = {"Content-Type": "multipart/related; boundary=frontier"}

    refused = drive.call("POST", UPLOAD, body, headers=headers, uploadType="multipart")

    assert reason(refused) == (400, "badContent")


def test_more_than_five_megabytes_go_only_in_pieces(drive: Drive) -> None:
    content = b"x" * (5 * 2**20 + 1)
    body, kind = related({"name": "big"}, content, "text/plain")

    headers = {"Content-Type": kind}
    refused = drive.call("POST", UPLOAD, body, headers=headers, uploadType="multipart")
    address = begin(drive, {"name": "big"})
    made = send(drive, address, content, f"bytes 0-{len(content) - 1}/{len(content)}")

    assert reason(refused) == (413, "uploadTooLarge")
    assert content_of(drive, made.json()["id"]) == content


def test_pieces_make_a_file_after_a_break(drive: Drive) -> None:
    address = begin(drive, {"name": "a.txt"})

    first = send(drive, address, b"01234", "bytes 0-4/*")
    asked = send(drive, address, b"", "bytes */10")
    last = send(drive, address, b"3456789", "bytes 3-9/10")
    again = send(drive, address, b"", "bytes */10")

    assert (first.status_code, first.headers["Range"]) == (308, "bytes=0-4")
    assert (asked.status_code, asked.headers["Range"]) == (308, "bytes=0-4")
    assert last.json()["name"] == "a.txt"
    assert again.json() == last.json()
    assert content_of(drive, last.json()["id"]) == b"0123456789"


def test_a_session_without_anything_has_no_range(drive: Drive) -> None:
    asked = send(drive, begin(drive, {"name": "a"}), b"", "bytes */10")

    assert asked.status_code == 308
    assert "Range" not in asked.headers


def test_a_gap_is_refused(drive: Drive) -> None:
    refused = send(drive, begin(drive, {"name": "a"}), b"9", "bytes 9-9/10")

    assert reason(refused) == (400, "badRequest")


def test_a_whole_file_needs_no_range(drive: Drive) -> None:
    made = drive.json("PUT", begin(drive, {"name": "a"}), b"text")

    assert content_of(drive, made["id"]) == b"text"


def test_an_unknown_session_is_not_there(drive: Drive) -> None:
    address = f"{UPLOAD}?uploadType=resumable&upload_id=nothing"

    assert drive.call("PUT", address, b"text").status_code == 404


def test_a_session_can_be_given_up(drive: Drive) -> None:
    address = begin(drive, {"name": "a"})

    given_up = drive.call("DELETE", address)

    assert given_up.status_code == 499
    assert drive.call("PUT", address, b"text").status_code == 404


def test_a_session_is_for_those_who_may_write(drive: Drive) -> None:
    file_id = drive.make()
    drive.share(file_id, STAFF, "reader")

    refused = drive.call(
        "PATCH", f"{UPLOAD}/{file_id}", {}, by=STAFF, uploadType="resumable"
    )

    assert reason(refused) == (403, "insufficientFilePermissions")


def test_new_content_keeps_the_id_and_makes_a_revision(drive: Drive) -> None:
    file_id = drive.put(b"old", "text/plain", name="a.txt")
    path = f"{FILES}/{file_id}"
    fields = "headRevisionId,md5Checksum,version"
    before = drive.json("GET", path, fields=fields)

    address = begin(drive, {}, f"{UPLOAD}/{file_id}")
    drive.json("PUT", address, b"new")

    after = drive.json("GET", path, fields=fields)
    revisions = drive.json("GET", f"{path}/revisions")["revisions"]
    assert content_of(drive, file_id) == b"new"
    assert all(before[name] != after[name] for name in before)
    assert revisions[-1]["id"] == after["headRevisionId"]
    old = drive.call("GET", f"{path}/revisions/{before['headRevisionId']}", alt="media")
    assert old.content == b"old"


class Loopback(httplib2.Http):  # type: ignore[misc]
    """Sends what is meant for Google to the emulator."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.redirect_codes = {301, 302, 303, 307}  # 308 has its own sense here

    def request(self, uri: str, *args: object, **kwargs: object) -> object:
        parts = urlsplit(uri)
        local = f"{self.address}{parts.path}?{parts.query}"
        return super().request(local, *args, **kwargs)


@pytest.fixture
def http(drive: Drive) -> Iterator[Loopback]:
    http = Loopback(drive.address)
    yield http
    http.close()


@pytest.mark.parametrize("size", [0, 100, CHUNK, 3 * CHUNK + 5])
def test_googles_client_uploads_and_downloads_in_chunks(
    drive: Drive, http: Loopback, size: int
) -> None:
    content = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    service = build("drive", "v3", http=http, static_discovery=True)
    media = MediaIoBaseUpload(
        io.BytesIO(content), "text/plain", chunksize=CHUNK, resumable=True
    )

    request = service.files().create(body={"name": "a"}, media_body=media)
    answer = None
    while answer is None:
        _, answer = request.next_chunk()

    received = io.BytesIO()
    reading = service.files().get_media(fileId=answer["id"])
    download = MediaIoBaseDownload(received, reading, chunksize=CHUNK)
    finished = size == 0  # of nothing there is no first chunk
    while not finished:
        _, finished = download.next_chunk()
    assert received.getvalue() == content
    assert (
        drive.world.files[answer["id"]].resource["owners"][0]["emailAddress"] == OWNER
    )


def test_googles_client_sends_multipart(drive: Drive, http: Loopback) -> None:
    service = build("drive", "v3", http=http, static_discovery=True)
    word = word_file("สวัสดี")
    file_id = drive.make(mimeType=DOCUMENT_TYPE)

    media = MediaIoBaseUpload(io.BytesIO(word), DOCX)
    body = {"mimeType": DOCUMENT_TYPE}
    answer = (
        service.files().update(fileId=file_id, body=body, media_body=media).execute()
    )

    text = service.files().export(fileId=file_id, mimeType="text/plain").execute()
    assert answer["mimeType"] == DOCUMENT_TYPE
    assert text.decode("utf-8-sig") == "สวัสดี"


def test_a_service_account_cannot_even_upload(drive: Drive) -> None:
    headers = {"Content-Type": "text/plain"}

    refused = drive.call(
        "POST", UPLOAD, b"x", by=ROBOT, headers=headers, uploadType="media"
    )

    assert reason(refused) == (403, "storageQuotaExceeded")
