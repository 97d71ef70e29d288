"""The emulated Sheets and Gmail driven by google-api-python-client, signed in."""

import base64
from email import message_from_bytes
from email.message import EmailMessage

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaInMemoryUpload

from emulator.world import OWNER
from tests.emulator.driving import STAFF
from tests.emulator.google_client import Google, refusal, share
from tests.emulator.signing import robot

MAIL = "https://www.googleapis.com/auth/gmail.send"


def test_a_shared_spreadsheet_is_made_and_changed(google: Google) -> None:
    body = {"properties": {"title": "แผน", "locale": "th_TH"}}
    made = google.owners("sheets.v4").spreadsheets().create(body=body).execute()
    where = {"spreadsheetId": made["spreadsheetId"]}
    share(google.owners("drive.v3"), made["spreadsheetId"])
    sheets = google.robots("sheets.v4").spreadsheets()

    done = sheets.batchUpdate(
        **where,
        body={
            "requests": [
                {"addSheet": {"properties": {"title": "สรุป"}}},
                {
                    "deleteSheet": {
                        "sheetId": made["sheets"][0]["properties"]["sheetId"]
                    }
                },
            ]
        },
    ).execute()
    found = sheets.get(
        **where, fields="properties(title,locale),sheets.properties.title"
    )

    assert done["replies"][0]["addSheet"]["properties"]["title"] == "สรุป"
    assert found.execute() == {
        "properties": body["properties"],
        "sheets": [{"properties": {"title": "สรุป"}}],
    }


def test_values_are_written_read_and_cleared(google: Google) -> None:
    sheets = google.owners("sheets.v4").spreadsheets()
    where = {"spreadsheetId": sheets.create(body={}).execute()["spreadsheetId"]}
    values = sheets.values()

    written = values.update(
        **where,
        range="A1:B2",
        valueInputOption="USER_ENTERED",
        body={"values": [["1,500", "=A1*2"], ["สวัสดี", True]]},
    ).execute()
    added = values.append(
        **where,
        range="A1:B1",
        valueInputOption="RAW",
        insertDataOption="INSERT_ROWS",
        body={"values": [["=A1", 2.5]]},
    ).execute()
    together = values.batchGet(
        **where, ranges=["A1:B2", "A3:B3"], valueRenderOption="UNFORMATTED_VALUE"
    ).execute()
    cleared = values.clear(**where, range="A2:B9").execute()

    assert written["updatedCells"] == 4
    assert added["updates"]["updatedRange"] == "Sheet1!A3:B3"
    assert [each["values"] for each in together["valueRanges"]] == [
        [[1500, 3000], ["สวัสดี", True]],
        [["=A1", 2.5]],
    ]
    assert cleared["clearedRange"] == "Sheet1!A2:B9"
    assert values.get(**where, range="A1:A9").execute()["values"] == [["1,500"]]


def test_a_service_account_sends_mail_for_a_person(google: Google) -> None:
    credentials = robot(google.key, MAIL).with_subject(OWNER)  # type: ignore[no-untyped-call]
    messages = google.service("gmail.v1", credentials).users().messages()
    message = EmailMessage()
    message["To"] = STAFF
    message["Subject"] = "แผนปี 2569"
    message.set_content("เรียนท่านผู้บริหาร")

    raw = base64.urlsafe_b64encode(message.as_bytes()).decode()
    sent = messages.send(userId="me", body={"raw": raw}).execute()

    (mail,) = google.server.world.mail
    assert (mail.id, mail.sender) == (sent["id"], OWNER)
    assert message_from_bytes(mail.raw)["To"] == STAFF


def test_refusals_are_told_as_google_tells_them(google: Google) -> None:
    sheets = google.robots("sheets.v4").spreadsheets()
    files = google.robots("drive.v3").files()

    with pytest.raises(HttpError) as owning:
        files.create(body={"name": "a"}, media_body=MediaInMemoryUpload(b"a")).execute()
    with pytest.raises(HttpError) as missing:
        files.get(fileId="missing").execute()
    with pytest.raises(HttpError, match="Requested entity was not found") as nowhere:
        sheets.get(spreadsheetId="missing").execute()
    with pytest.raises(HttpError, match="The caller does not have permission"):
        sheets.create(body={}).execute()

    assert refusal(owning.value) == (403, "storageQuotaExceeded")
    assert refusal(missing.value) == (404, "notFound")
    assert nowhere.value.status_code == 404
