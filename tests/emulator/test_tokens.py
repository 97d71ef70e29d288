"""The token endpoint, as google-auth asks it and as it refuses."""

import json
import time

import pytest
import requests
from google.auth.exceptions import RefreshError

from emulator.server import WorkspaceServer
from tests.emulator.signing import (
    GRANT,
    ROBOT,
    SHEETS,
    acting_for,
    ask,
    call,
    claims_for,
    person,
    refresh,
    robot,
    signed,
)


def test_a_service_account_signs_in_with_its_key(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    key = guarded.service_account(ROBOT)

    token = refresh(robot(key), session)

    assert guarded.world.tokens[token].email == ROBOT
    assert guarded.world.tokens[token].scopes == {SHEETS}
    assert call(guarded, session, "/v4/nothing", token).status_code == 404


def test_a_person_signs_in_with_a_refresh_token(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    info = guarded.user("somchai@example.com")

    token = refresh(person(info), session)

    assert guarded.world.tokens[token].email == "somchai@example.com"


def test_a_revoked_refresh_token_is_refused(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    info = guarded.user("somchai@example.com")
    session.post(f"{guarded.address}/revoke", data={"token": info["refresh_token"]})

    with pytest.raises(RefreshError) as refused:
        refresh(person(info), session)

    assert refused.value.args[1] == {
        "error": "invalid_grant",
        "error_description": "Token has been expired or revoked.",
    }


def test_a_signature_of_another_key_is_refused(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    old = guarded.service_account(ROBOT)
    guarded.service_account(ROBOT)

    reply = ask(
        guarded, session, grant_type=GRANT, assertion=signed(old, claims_for(old))
    )

    assert reply.status_code == 400
    assert reply.json() == {
        "error": "invalid_grant",
        "error_description": "Invalid JWT Signature.",
    }


NOW = int(time.time())
LIFETIME = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
    "timeframe. Check your iat and exp values in the JWT claim."
)


@pytest.mark.parametrize(
    ("changes", "status", "error", "description"),
    [
        ({"exp": NOW + 9000}, 400, "invalid_grant", LIFETIME),
        ({"iat": NOW - 9000, "exp": NOW - 6000}, 400, "invalid_grant", LIFETIME),
        ({"iat": NOW + 6000, "exp": NOW + 9000}, 400, "invalid_grant", LIFETIME),
        ({"iat": None}, 400, "invalid_grant", LIFETIME),
        (
            {"iss": "nobody@example.com"},
            400,
            "invalid_grant",
            "Invalid grant: account not found",
        ),
        (
            {"aud": "https://example.com/token"},
            400,
            "invalid_grant",
            "Invalid JWT: Failed audience check.",
        ),
        ({"scope": ""}, 400, "invalid_scope", "Empty or missing scope not allowed."),
        (
            {"scope": "everything"},
            400,
            "invalid_scope",
            "Invalid OAuth scope or ID token audience provided.",
        ),
        (
            {"sub": "somchai@example.com"},
            401,
            "unauthorized_client",
            "Client is unauthorized to retrieve access tokens using this method, or "
            "client not authorized for any of the scopes requested.",
        ),
    ],
)
def test_a_wrong_claim_is_refused_in_googles_words(
    guarded: WorkspaceServer,
    session: requests.Session,
    changes: dict[str, object],
    status: int,
    error: str,
    description: str,
) -> None:
    key = guarded.service_account(ROBOT)
    assertion = signed(key, claims_for(key, **changes))

    reply = ask(guarded, session, grant_type=GRANT, assertion=assertion)

    assert reply.status_code == status
    assert reply.json() == {"error": error, "error_description": description}


def test_the_emulators_own_address_is_a_right_audience(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    key = guarded.service_account(ROBOT)
    assertion = signed(key, claims_for(key, aud=f"{guarded.address}/token"))

    reply = ask(guarded, session, grant_type=GRANT, assertion=assertion)

    assert reply.json()["expires_in"] == 3599


@pytest.mark.parametrize("assertion", ["", "a.b.c", "not a token"])
def test_what_is_no_token_is_refused(
    guarded: WorkspaceServer, session: requests.Session, assertion: str
) -> None:
    reply = ask(guarded, session, grant_type=GRANT, assertion=assertion)

    assert reply.json() == {
        "error": "invalid_grant",
        "error_description": "Bad Request",
    }


def test_an_unknown_grant_is_refused(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    reply = ask(guarded, session, grant_type="password")

    assert reply.json()["error"] == "unsupported_grant_type"


def test_a_delegated_account_acts_for_a_person(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    guarded.user("somchai@example.com")
    key = guarded.service_account(ROBOT, delegated=True)

    token = refresh(acting_for(key, "somchai@example.com"), session)

    assert guarded.world.tokens[token].email == "somchai@example.com"


def test_a_delegated_account_acts_for_nobody_unknown(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    key = guarded.service_account(ROBOT, delegated=True)

    with pytest.raises(RefreshError, match="Invalid email or User ID"):
        refresh(acting_for(key, "nobody@example.com"), session)


def test_a_token_dies_after_an_hour_and_a_new_one_is_had(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    key = guarded.service_account(ROBOT)
    token = refresh(robot(key), session)

    guarded.control.advance(3600)

    assert call(guarded, session, "/v4/nothing", token).status_code == 401
    fresh = refresh(robot(key), session)
    assert call(guarded, session, "/v4/nothing", fresh).status_code == 404


def test_a_server_whose_clock_is_wrong_refuses_the_signature(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    key = guarded.service_account(ROBOT)
    guarded.control.skew(-3600)

    with pytest.raises(RefreshError, match="short-lived token"):
        refresh(robot(key), session)


def test_without_sign_in_any_account_gets_a_token(
    workspace: WorkspaceServer, session: requests.Session
) -> None:
    reply = ask(workspace, session, grant_type=GRANT, assertion="unknown")

    token = reply.json()["access_token"]
    assert workspace.world.tokens[token].email == "owner@example.com"


def test_the_background_question_of_google_auth_is_answered(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    path = f"/v1/projects/-/serviceAccounts/{ROBOT}/allowedLocations"

    reply = session.get(guarded.address + path)

    assert reply.json() == {"locations": [], "encodedLocations": "0x0"}


def test_a_tokens_scopes_can_be_asked_for(
    guarded: WorkspaceServer, session: requests.Session
) -> None:
    info = guarded.user("somchai@example.com")
    token = refresh(person(info), session)

    reply = session.get(f"{guarded.address}/tokeninfo", params={"access_token": token})

    assert reply.json()["scope"] == SHEETS
    assert json.loads(reply.text)["email"] == "somchai@example.com"
