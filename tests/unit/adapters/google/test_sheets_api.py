"""What the worker adds to gspread: a look that is one request, and exact numbers."""

import io
import json
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from google.oauth2.credentials import Credentials
from requests import PreparedRequest, Response

from sync.adapters.google.reading import FIELDS
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sheets_api import SheetsApi, open_spreadsheet
from tests.unit.adapters.google.answers import Script, answer

TAB = {"sheetId": 7, "title": "โครงการ"}
PRECISE = "1234567890123456.78"


def whole(*cells: str) -> str:
    """A spreadsheet of one row as Google writes it, with numbers to the letter."""
    values = ",".join(f'{{"effectiveValue":{{"numberValue":{it}}}}}' for it in cells)
    data = f'[{{"rowData":[{{"values":[{values}]}}]}}]'
    return f'{{"sheets":[{{"properties":{json.dumps(TAB)},"data":{data}}}]}}'


def said(text: str) -> Response:
    made = answer(200)
    made.raw = io.BytesIO(text.encode())
    return made


def session_of(script: Script) -> GoogleSession:
    credentials: Credentials = Credentials("access")  # type: ignore[no-untyped-call]
    session = GoogleSession(credentials, "worker@example.com")
    session.mount("https://", script)
    return session


def asked(request: PreparedRequest) -> tuple[str | None, str, dict[str, list[str]]]:
    parts = urlsplit(str(request.url))
    return request.method, parts.path, parse_qs(parts.query)


def test_opening_a_spreadsheet_asks_google_nothing() -> None:
    script = Script(said(whole()))

    spreadsheet = open_spreadsheet(session_of(script), "1abc")

    assert spreadsheet.id == "1abc"
    assert spreadsheet.url == "https://docs.google.com/spreadsheets/d/1abc"
    assert script.requests == []


def test_a_look_is_one_request_for_what_is_read_and_its_numbers_are_exact() -> None:
    script = Script(said(whole(PRECISE, "0.1")))

    seen = SheetsApi(session_of(script), "1abc", {}, lambda _: None).fetch()

    assert seen.sheet.tabs[0].rows == ((Decimal(PRECISE), Decimal("0.1")),)
    assert list(map(asked, script.requests)) == [
        (
            "GET",
            "/v4/spreadsheets/1abc",
            {"fields": [FIELDS], "prettyPrint": ["false"]},
        )
    ]


def test_a_change_is_one_request_that_shows_what_it_left() -> None:
    script = Script(said(f'{{"updatedSpreadsheet":{whole(PRECISE)}}}'))
    heard: list[dict[str, int]] = []
    api = SheetsApi(session_of(script), "1abc", {}, lambda it: heard.append(dict(it)))

    after = api.update([{"addSheet": {}}])

    assert after.sheet.tabs[0].rows == ((Decimal(PRECISE),),)
    assert heard == [{"โครงการ": 7}]
    (request,) = script.requests
    assert asked(request) == (
        "POST",
        "/v4/spreadsheets/1abc:batchUpdate",
        {"fields": [f"updatedSpreadsheet({FIELDS})"], "prettyPrint": ["false"]},
    )
    assert json.loads(request.body or b"") == {
        "requests": [{"addSheet": {}}],
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
    }


def test_a_change_whose_outcome_nobody_reads_asks_for_no_cells() -> None:
    script = Script(said('{"spreadsheetId":"1abc"}'))

    done = open_spreadsheet(session_of(script), "1abc").batch_update({"requests": []})

    assert done == {"spreadsheetId": "1abc"}
    assert asked(script.requests[0])[2] == {"prettyPrint": ["false"]}
