"""Signing in as google-auth does, without leaving loopback."""

import time
from typing import Any

import requests
from google.auth import crypt
from google.auth import jwt as google_jwt
from google.auth.credentials import Credentials
from google.auth.transport.requests import Request as Transport
from google.oauth2 import credentials as people
from google.oauth2 import service_account

from emulator.server import WorkspaceServer

SHEETS = "https://www.googleapis.com/auth/spreadsheets"
DRIVE = "https://www.googleapis.com/auth/drive"
ROBOT = "robot@example.iam.gserviceaccount.com"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class Robot(service_account.Credentials):
    """A service account that stays on loopback: it asks nobody where it may be used."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


def robot(key: dict[str, Any], scope: str = SHEETS) -> Robot:
    signed_in: Robot = Robot.from_service_account_info(key, scopes=[scope])  # type: ignore[no-untyped-call]
    return signed_in


def acting_for(key: dict[str, Any], subject: str) -> Credentials:
    acting: Credentials = robot(key).with_subject(subject)  # type: ignore[no-untyped-call]
    return acting


def person(info: dict[str, Any], scope: str = SHEETS) -> people.Credentials:
    made = people.Credentials.from_authorized_user_info(info, scopes=[scope])  # type: ignore[no-untyped-call]
    # the library overrides the file's own address
    here: people.Credentials = made.with_token_uri(info["token_uri"])
    return here


def refresh(credentials: Credentials, session: requests.Session) -> str:
    credentials.refresh(Transport(session))  # type: ignore[no-untyped-call]
    return str(credentials.token)


def claims_for(key: dict[str, Any], **changes: object) -> dict[str, object]:
    now = int(time.time())
    usual = {
        "iss": key["client_email"],
        "aud": "https://oauth2.googleapis.com/token",
        "scope": SHEETS,
        "iat": now,
        "exp": now + 3600,
    }
    return {**usual, **changes}


def signed(key: dict[str, Any], claims: dict[str, object]) -> str:
    signer = crypt.RSASigner.from_service_account_info(key)  # type: ignore[no-untyped-call]
    token: bytes = google_jwt.encode(signer, claims)  # type: ignore[no-untyped-call]
    return token.decode()


def ask(
    workspace: WorkspaceServer, session: requests.Session, **form: str
) -> requests.Response:
    return session.post(f"{workspace.address}/token", data=form)


def call(
    workspace: WorkspaceServer,
    session: requests.Session,
    path: str,
    token: str = "",
    method: str = "GET",
) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return session.request(method, workspace.address + path, headers=headers)
