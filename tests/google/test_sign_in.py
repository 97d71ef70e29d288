"""Every way to sign in: the right one gets in, the wrong one is told what is wrong."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import google.auth
import pytest
from google.auth.exceptions import DefaultCredentialsError
from google.oauth2 import service_account

from emulator import auth
from emulator.server import WorkspaceServer
from emulator.world import OWNER
from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sign_in import SignedIn, SignIn, sign_in
from sync.errors import SignInMissing, SignInRefused
from tests.emulator.driving import ROBOT

SCOPES = needed_scopes(documents=True, mail=False)
ABOUT = "https://www.googleapis.com/drive/v3/about"


def whoami(workspace: WorkspaceServer, signed_in: SignedIn) -> str:
    """Return whom Google takes the worker for."""
    with GoogleSession(
        signed_in.credentials, signed_in.account, address=workspace.address
    ) as session:
        answer = session.get(ABOUT, params={"fields": "user(emailAddress)"})
    return str(answer.json()["user"]["emailAddress"])


@pytest.fixture
def key(workspace: WorkspaceServer) -> dict[str, Any]:
    return dict(workspace.service_account(ROBOT))


@pytest.fixture
def key_file(tmp_path: Path, key: dict[str, Any]) -> Path:
    path = tmp_path / "key.json"
    path.write_text(json.dumps(key))
    path.chmod(0o600)
    return path


def test_a_key_in_a_file_gets_in(workspace: WorkspaceServer, key_file: Path) -> None:
    signed_in = sign_in(SignIn("service_account", key_file=key_file), SCOPES)

    assert (signed_in.account, signed_in.exposed) == (ROBOT, None)
    assert whoami(workspace, signed_in) == ROBOT


def test_a_key_in_the_environment_gets_in(
    workspace: WorkspaceServer, key: dict[str, Any]
) -> None:
    how = SignIn("service_account", key_variable="PLAN_KEY")

    signed_in = sign_in(how, SCOPES, {"PLAN_KEY": json.dumps(key)})

    assert whoami(workspace, signed_in) == ROBOT


def test_a_delegated_key_acts_for_the_person(
    workspace: WorkspaceServer, tmp_path: Path
) -> None:
    email = "delegate@plan-example.iam.gserviceaccount.com"
    uri = f"{workspace.address}/token"
    with workspace.world.lock:
        key = auth.add_service_account(
            workspace.world, email, token_uri=uri, delegated=True
        )
    path = tmp_path / "key.json"
    path.write_text(json.dumps(key))

    how = SignIn("delegated", key_file=path, subject=OWNER)
    signed_in = sign_in(how, SCOPES)

    assert signed_in.account == OWNER
    assert whoami(workspace, signed_in) == OWNER


def test_a_key_that_was_not_delegated_is_refused_by_name(
    workspace: WorkspaceServer, key_file: Path
) -> None:
    how = SignIn("delegated", key_file=key_file, subject=OWNER)

    with pytest.raises(SignInRefused):
        whoami(workspace, sign_in(how, SCOPES))


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_key_that_others_can_read_is_told(key_file: Path) -> None:
    key_file.chmod(0o644)

    signed_in = sign_in(SignIn("service_account", key_file=key_file), SCOPES)

    assert signed_in.exposed == key_file


def _broken(key: dict[str, Any]) -> dict[str, Any]:
    return {**key, "private_key": "-----BEGIN PRIVATE KEY-----\nsecret\n"}


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda _: "", "empty"),
        (lambda _: "{secret", "not JSON"),
        (lambda _: '["secret"]', "not a JSON object"),
        (lambda key: json.dumps({**key, "type": "authorized_user"}), "not the key"),
        (lambda key: json.dumps(_broken(key)), "incomplete or broken"),
        (lambda _: json.dumps({"type": "service_account"}), "incomplete or broken"),
    ],
    ids=["empty", "not JSON", "a list", "a person's", "broken", "incomplete"],
)
def test_what_is_no_key_is_told_without_quoting_it(
    key_file: Path,
    key: dict[str, Any],
    spoil: Callable[[dict[str, Any]], str],
    why: str,
) -> None:
    key_file.write_text(spoil(key))

    with pytest.raises(SignInMissing) as stop:
        sign_in(SignIn("service_account", key_file=key_file), SCOPES)

    assert why in stop.value.facts["why"]
    assert "secret" not in str(stop.value)
    assert stop.value.__cause__ is None


def test_no_file_or_no_text_is_told(tmp_path: Path) -> None:
    missing, binary = tmp_path / "none.json", tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (missing, binary):
        with pytest.raises(SignInMissing) as stop:
            sign_in(SignIn("user", token_file=path), SCOPES)
        assert stop.value.facts["where"] == str(path)


def test_a_persons_token_without_its_parts_is_told(tmp_path: Path) -> None:
    path = tmp_path / "token.json"
    path.write_text('{"token": "secret"}')
    with pytest.raises(SignInMissing) as stop:
        sign_in(SignIn("user", token_file=path), SCOPES)
    assert "secret" not in str(stop.value)


def test_a_machine_without_credentials_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(**_: object) -> None:
        raise DefaultCredentialsError("none")  # type: ignore[no-untyped-call]

    monkeypatch.setattr(google.auth, "default", none)
    with pytest.raises(SignInMissing) as stop:
        sign_in(SignIn("default"), SCOPES)
    assert stop.value.facts["where"] == "Application Default Credentials"


def test_the_machines_own_credentials_get_in(
    workspace: WorkspaceServer, key: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(scopes: list[str]) -> tuple[object, None]:
        credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            key, scopes=scopes
        )
        return credentials, None

    monkeypatch.setattr(google.auth, "default", found)

    signed_in = sign_in(SignIn("default"), SCOPES)

    assert signed_in.account == ROBOT
    assert whoami(workspace, signed_in) == ROBOT


def test_the_machine_can_act_for_a_service_account(
    key: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def found(scopes: list[str]) -> tuple[object, None]:
        asked.append(scopes)
        credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            key, scopes=scopes
        )
        return credentials, None

    monkeypatch.setattr(google.auth, "default", found)
    target = "target@plan-example.iam.gserviceaccount.com"

    signed_in = sign_in(SignIn("default", impersonate=target), SCOPES)

    assert signed_in.account == target
    assert asked == [["https://www.googleapis.com/auth/cloud-platform"]]
    assert signed_in.credentials.service_account_email == target  # type: ignore[attr-defined]


def test_scopes_are_no_wider_than_the_work() -> None:
    def short(scopes: tuple[str, ...]) -> list[str]:
        return [scope.rpartition("/")[2] for scope in scopes]

    assert short(needed_scopes(documents=False, mail=False)) == ["spreadsheets"]
    assert short(SCOPES) == ["spreadsheets", "drive"]
    assert short(needed_scopes(documents=True, mail=True)) == [
        "spreadsheets",
        "drive",
        "gmail.compose",
    ]
