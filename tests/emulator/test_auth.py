"""Who is let in, and to what."""

import time
from email.utils import parsedate_to_datetime

import pytest
import requests
from google.auth.credentials import Credentials

from emulator.server import WorkspaceServer
from tests.emulator.signing import (
    DRIVE,
    ROBOT,
    SHEETS,
    call,
    claims_for,
    person,
    refresh,
    robot,
    signed,
)


def test_a_token_signed_by_the_account_itself_is_taken(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    key = guarded.service_account(ROBOT)
    alone: Credentials = robot(key).with_always_use_jwt_access(True)  # type: ignore[no-untyped-call]
    token = refresh(alone, session)

    assert call(guarded, session, "/v4/nothing", token).status_code == 404
    assert (
        call(guarded, session, "/gmail/v1/users/me/profile", token).status_code == 403
    )
    assert guarded.world.tokens == {}


def test_a_forged_token_is_not_taken(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    key = guarded.service_account(ROBOT)
    token = signed(key, claims_for(key, sub=ROBOT))

    forged = token[:-8] + ("AAAAAAAA" if token[-8:] != "AAAAAAAA" else "BBBBBBBB")

    assert call(guarded, session, "/v4/nothing", token).status_code == 404
    assert call(guarded, session, "/v4/nothing", forged).status_code == 401


INVALID = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, "
    "login cookie or other valid authentication credential. See "
    "https://developers.google.com/identity/sign-in/web/devconsole-project."
)


def test_a_bad_token_is_refused_in_the_words_of_sheets(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    reply = call(guarded, session, "/v4/spreadsheets/x", "ya29.old")

    error = reply.json()["error"]
    assert (reply.status_code, error["status"]) == (401, "UNAUTHENTICATED")
    assert error["message"] == INVALID
    assert 'error="invalid_token"' in reply.headers["WWW-Authenticate"]


def test_a_bad_token_is_refused_in_the_words_of_drive(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    reply = call(guarded, session, "/drive/v3/files", "ya29.old")

    item = {
        "domain": "global",
        "reason": "authError",
        "message": "Invalid Credentials",
        "locationType": "header",
        "location": "Authorization",
    }
    assert reply.status_code == 401
    assert reply.json() == {
        "error": {"errors": [item], "code": 401, "message": "Invalid Credentials"}
    }


def test_who_brings_no_token_at_all_is_no_registered_caller(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    reading = call(guarded, session, "/v4/spreadsheets/x")
    writing = call(guarded, session, "/v4/spreadsheets", method="POST")

    assert reading.status_code == 403
    assert reading.json()["error"]["message"].startswith(
        "Method doesn't allow unregistered callers"
    )
    assert writing.status_code == 401
    assert writing.json()["error"]["message"].startswith(
        "Request is missing required authentication credential."
    )


def test_an_api_key_reads_and_never_writes(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    reading = call(guarded, session, "/v4/nothing?key=AIza")
    writing = call(guarded, session, "/v4/nothing?key=AIza", method="POST")

    assert reading.status_code == 404
    assert writing.status_code == 401
    assert [visit.caller for visit in guarded.visits] == ["", ""]


@pytest.mark.parametrize(
    ("scope", "method", "path", "status"),
    [
        (SHEETS, "GET", "/v4/nothing", 404),
        (SHEETS, "POST", "/v4/nothing", 404),
        (f"{SHEETS}.readonly", "GET", "/v4/nothing", 404),
        (f"{SHEETS}.readonly", "POST", "/v4/nothing", 403),
        (f"{DRIVE}.file", "POST", "/v4/nothing", 404),
        (SHEETS, "GET", "/drive/v3/nothing", 403),
        (f"{DRIVE}.readonly", "GET", "/drive/v3/nothing", 404),
        (f"{DRIVE}.readonly", "DELETE", "/drive/v3/nothing", 403),
        (f"{DRIVE}.metadata.readonly", "GET", "/drive/v3/nothing", 404),
        (f"{DRIVE}.metadata.readonly", "GET", "/drive/v3/nothing?alt=media", 403),
        (f"{DRIVE}.metadata", "POST", "/upload/drive/v3/nothing", 403),
        (DRIVE, "GET", "/gmail/v1/users/me/profile", 403),
        (
            "https://www.googleapis.com/auth/gmail.send",
            "GET",
            "/gmail/v1/users/me/messages",
            403,
        ),
    ],
)
def test_each_call_asks_for_its_scopes(
    guarded: WorkspaceServer,
    session: requests.Session,
    scope: str,
    method: str,
    path: str,
    status: int,
) -> None:
    info = guarded.user("somchai@example.com")
    token = refresh(person(info, scope), session)

    reply = call(guarded, session, path, token, method)

    assert reply.status_code == status
    if status == 403:
        details = reply.json()["error"]["details"]
        assert details[0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_the_address_of_an_upload_is_enough(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    path = "/upload/drive/v3/files?uploadType=resumable"

    begun = call(guarded, session, path, method="POST")
    proceeded = call(guarded, session, f"{path}&upload_id=unknown", method="PUT")

    assert (begun.status_code, proceeded.status_code) == (401, 404)


def test_answers_are_dated_by_the_servers_clock(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    guarded.control.skew(7200)

    reply = call(guarded, session, "/nowhere")

    ahead = parsedate_to_datetime(reply.headers["Date"]).timestamp() - time.time()
    assert 7190 < ahead < 7210
