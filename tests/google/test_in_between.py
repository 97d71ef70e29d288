"""What stands in between is said: at a sign-in, and where certificates are missing."""

from pathlib import Path

import pytest
from google.oauth2 import credentials as person
from google.oauth2.credentials import Credentials

from sync.adapters.google.drive import Drive
from sync.adapters.google.session import GoogleSession
from sync.adapters.heartbeat import beat
from sync.errors import CertificatesMissing, UnexpectedAnswer
from sync.messages import load_words
from tests.google.answering import PORTAL, Fixed, as_bytes
from tests.google.conftest import Pauses
from tests.serving import serving

TOKENS: dict[str, object] = {
    "a list": [],
    "null": None,
    "a number": 5,
    "no text": {"access_token": 5, "expires_in": 3600},
    "no number": {"access_token": "t", "expires_in": "soon"},
    "a time without end": {"access_token": "t", "expires_in": 10**30},
    "scopes that are none": {"access_token": "t", "scope": 5},
    "another refresh token": {"access_token": "t", "refresh_token": []},
}


@pytest.mark.parametrize("wrong", [*TOKENS, "a web page", "nothing"])
def test_a_token_that_is_none_is_said_without_telling_it(
    wrong: str, pauses: Pauses
) -> None:
    with serving(Fixed()) as server:
        server.content = as_bytes(TOKENS[wrong]) if wrong in TOKENS else b""
        if wrong == "a web page":
            server.kind, server.content = "text/html", PORTAL
        address = f"http://127.0.0.1:{server.server_port}"
        credentials = person.Credentials(  # type: ignore[no-untyped-call]
            None,
            refresh_token="r",  # noqa: S106
            token_uri=f"{address}/token",
            client_id="c",
            client_secret="s",  # noqa: S106
        )
        with (
            GoogleSession(
                credentials, "a@example.com", address=address, time=pauses.time()
            ) as session,
            pytest.raises(UnexpectedAnswer) as caught,
        ):
            Drive(session).get("f1")

    assert caught.value.exit_code == 20


@pytest.mark.parametrize("language", ["th", "en"])
def test_people_are_told_what_stands_in_between(language: str) -> None:
    says, cure = load_words(language).say_stop(UnexpectedAnswer("no JSON", "Gmail"))

    assert "Google" in says
    assert "no JSON" in says
    assert cure


def test_a_missing_file_of_certificates_is_said(
    pauses: Pauses, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    missing = tmp_path / "ca.pem"
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(missing))
    credentials: Credentials = Credentials("access")  # type: ignore[no-untyped-call]

    with (
        GoogleSession(credentials, "a@example.com", time=pauses.time()) as session,
        pytest.raises(CertificatesMissing, match=r"ca\.pem") as caught,
    ):
        session.get("https://127.0.0.1:1/drive/v3/about")

    assert caught.value.exit_code == 12
    assert pauses.taken == []


def test_a_missing_file_of_certificates_is_no_reason_to_end_at_a_heartbeat(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))

    beat("https://127.0.0.1:1/secret")

    assert "the heartbeat did not get through why=OSError" in caplog.text
    assert "secret" not in caplog.text
