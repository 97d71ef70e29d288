"""The emulated Drive driven by google-api-python-client, signed in."""

import io

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaInMemoryUpload, MediaIoBaseDownload

from emulator.web import JSON
from emulator.world import DOCUMENT_TYPE, OWNER, SHEET_TYPE
from tests.emulator.driving import DOCX, STAFF, word_file
from tests.emulator.google_client import Google, Service, refusal, share

CHUNK = 256 * 1024
"""The least that Google takes as a piece of an upload but for the last."""


def text_of(drive: Service, file_id: str) -> str:
    content: bytes = (
        drive.files().export(fileId=file_id, mimeType="text/plain").execute()
    )
    return content.decode("utf-8-sig")


def test_a_word_file_becomes_a_document_and_is_renewed_in_place(google: Google) -> None:
    drive = google.owners("drive.v3")
    made = (
        drive.files()
        .create(
            body={
                "name": "แผน",
                "mimeType": DOCUMENT_TYPE,
                "appProperties": {"plan": "1"},
            },
            media_body=MediaInMemoryUpload(word_file("ฉบับที่ 1"), DOCX),
            fields="id,mimeType,webViewLink",
        )
        .execute()
    )
    share(drive, made["id"])
    again = google.robots("drive.v3")

    again.files().update(
        fileId=made["id"], media_body=MediaInMemoryUpload(word_file("ฉบับที่ 2"), DOCX)
    ).execute()

    assert made["mimeType"] == DOCUMENT_TYPE
    assert made["id"] in made["webViewLink"]
    assert text_of(drive, made["id"]).strip() == "ฉบับที่ 2"
    pdf = again.files().export_media(fileId=made["id"], mimeType="application/pdf")
    assert pdf.execute().startswith(b"%PDF")


@pytest.mark.parametrize("size", [CHUNK, 2 * CHUNK + 7])
def test_content_goes_up_and_comes_back_in_pieces(google: Google, size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    files = google.owners("drive.v3").files()
    media = MediaInMemoryUpload(
        content, "application/octet-stream", chunksize=CHUNK, resumable=True
    )

    request = files.create(body={"name": "a.bin"}, media_body=media, fields="id,size")
    progress, answer = [], None
    while answer is None:
        status, answer = request.next_chunk()
        progress += [status.resumable_progress] if status else []
    received = io.BytesIO()
    reading = files.get_media(fileId=answer["id"])
    download = MediaIoBaseDownload(received, reading, chunksize=CHUNK)
    while not download.next_chunk()[1]:
        pass

    assert progress == list(range(CHUNK, size, CHUNK))
    assert answer["size"] == str(size)
    assert received.getvalue() == content
    assert reading.execute() == content


def test_a_list_is_read_page_by_page(google: Google) -> None:
    files = google.owners("drive.v3").files()
    folder_type = "application/vnd.google-apps.folder"
    folder = files.create(body={"name": "ก", "mimeType": folder_type}).execute()["id"]
    for number in range(5):
        files.create(body={"name": f"{number}", "parents": [folder]}).execute()

    request = files.list(
        q=f"'{folder}' in parents and trashed = false",
        pageSize=2,
        orderBy="name",
        fields="nextPageToken,files(name)",
    )
    pages = []
    while request is not None:
        page = request.execute()
        pages.append([file["name"] for file in page["files"]])
        request = files.list_next(request, page)

    assert pages == [["0", "1"], ["2", "3"], ["4"]]


def test_permissions_come_and_go(google: Google) -> None:
    drive = google.owners("drive.v3")
    file_id = drive.files().create(body={"name": "a"}).execute()["id"]
    here = {"fileId": file_id}
    permission = {**here, "permissionId": share(drive, file_id, STAFF)}

    drive.permissions().update(**permission, body={"role": "reader"}).execute()
    listed = drive.permissions().list(**here, fields="permissions(emailAddress,role)")
    roles = {
        each["emailAddress"]: each["role"] for each in listed.execute()["permissions"]
    }
    nothing = drive.permissions().delete(**permission).execute()

    assert roles == {OWNER: "owner", STAFF: "reader"}
    assert nothing == ""
    assert len(listed.execute()["permissions"]) == 1


def test_comments_are_answered_and_resolved(google: Google) -> None:
    drive = google.owners("drive.v3")
    here = {"fileId": drive.files().create(body={"name": "a"}).execute()["id"]}
    share(drive, here["fileId"])
    comment = (
        drive.comments()
        .create(**here, body={"content": "งบเท่าไร"}, fields="id")
        .execute()
    )

    answer = {"content": "500", "action": "resolve"}
    google.robots("drive.v3").replies().create(
        **here, commentId=comment["id"], body=answer, fields="id"
    ).execute()
    (found,) = (
        drive.comments()
        .list(**here, fields="comments(content,resolved,replies/content)")
        .execute()["comments"]
    )

    assert found == {
        "content": "งบเท่าไร",
        "resolved": True,
        "replies": [{"content": "500"}],
    }


def test_calls_go_together_in_one_batch(google: Google) -> None:
    drive = google.owners("drive.v3")
    file_id = drive.files().create(body={"name": "a"}).execute()["id"]
    answers: dict[str, JSON | HttpError] = {}

    def note(name: str, answer: JSON, error: HttpError | None) -> None:
        answers[name] = error or answer

    batch = drive.new_batch_http_request(callback=note)
    batch.add(drive.files().get(fileId=file_id, fields="name"), request_id="good")
    batch.add(drive.files().get(fileId="missing"), request_id="bad")
    batch.execute()

    assert answers["good"] == {"name": "a"}
    assert isinstance(answers["bad"], HttpError)
    assert refusal(answers["bad"]) == (404, "notFound")


def test_version_two_of_drive(google: Google) -> None:
    files = google.owners("drive.v2").files()

    media = MediaInMemoryUpload(b"a,b\n1,2\n", "text/csv")
    made = files.insert(
        body={"title": "ตาราง"}, media_body=media, convert=True
    ).execute()
    found = files.list(q="title = 'ตาราง'", maxResults=10).execute()["items"]
    files.trash(fileId=made["id"]).execute()

    assert [(each["id"], each["mimeType"]) for each in found] == [
        (made["id"], SHEET_TYPE)
    ]
    assert files.get(fileId=made["id"]).execute()["labels"]["trashed"] is True
