"""A person signs in once, and the worker goes on by what was kept of it."""

import json
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from emulator.server import WorkspaceServer
from emulator.world import OWNER
from sync.adapters.google.consent import ask_for_consent
from sync.adapters.google.loopback import Loopback
from sync.adapters.google.scopes import needed_scopes
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sign_in import SignIn, sign_in
from sync.errors import SignInMissing
from sync.storage.files import replace_file

SCOPES = needed_scopes(documents=True, mail=False)
CLIENT = {
    "installed": {
        "client_id": "1-plan.apps.googleusercontent.com",
        "client_secret": "not so secret",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
        "redirect_uris": ["http://localhost"],
    }
}


class Browser:
    """A browser with a person who does as ``visit`` does, in a thread of its own."""

    def __init__(self, visit: Callable[[str], None]) -> None:
        self._visit = visit
        self.threads: list[threading.Thread] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: ARG002
        self.threads.append(threading.Thread(target=self._visit, args=(url,)))
        self.threads[-1].start()
        return True

    def close(self) -> None:
        for thread in self.threads:
            thread.join()


@pytest.fixture
def client_file(tmp_path: Path) -> Path:
    path = tmp_path / "client.json"
    path.write_text(json.dumps(CLIENT))
    return path


def browse(monkeypatch: pytest.MonkeyPatch, visit: Callable[[str], None]) -> Browser:
    browser = Browser(visit)
    monkeypatch.setattr(webbrowser, "get", lambda _name=None: browser)
    return browser


def test_what_is_kept_signs_the_worker_in_as_the_person(
    client_file: Path,
    tmp_path: Path,
    workspace: WorkspaceServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def agree(url: str) -> None:
        with requests.Session() as session:
            session.mount("https://", Loopback(workspace.address))
            session.get(url)

    browser = browse(monkeypatch, agree)
    token_file = tmp_path / "token.json"

    account, content = ask_for_consent(
        client_file, SCOPES, prompt="open {url}", address=workspace.address
    )
    replace_file(token_file, content.encode(), private=True)
    browser.close()

    assert account == OWNER
    assert capsys.readouterr().out.startswith("open https://accounts.google.com/")
    assert token_file.stat().st_mode & 0o077 == 0
    signed_in = sign_in(SignIn("user", token_file=token_file), SCOPES)
    assert (signed_in.account, signed_in.exposed) == (OWNER, None)
    with GoogleSession(
        signed_in.credentials, signed_in.account, address=workspace.address
    ) as session:
        about = session.get(
            "https://www.googleapis.com/drive/v3/about", params={"fields": "user"}
        )
    assert about.json()["user"]["emailAddress"] == OWNER


def test_a_person_who_does_not_agree_is_a_stop_that_tells_no_secret(
    client_file: Path, workspace: WorkspaceServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(url: str) -> None:
        asked = dict(parse_qsl(urlsplit(url).query))
        answer = {"error": "access_denied", "state": asked["state"]}
        requests.get(asked["redirect_uri"], params=answer, timeout=10)

    browser = browse(monkeypatch, refuse)

    with pytest.raises(SignInMissing) as stop:
        ask_for_consent(client_file, SCOPES, prompt="{url}", address=workspace.address)

    browser.close()
    assert "not so secret" not in str(stop.value)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"web": {"client_id": "x"}}'])
def test_a_file_that_is_no_client_is_a_stop(
    client_file: Path, workspace: WorkspaceServer, content: str
) -> None:
    client_file.write_text(content)

    with pytest.raises(SignInMissing):
        ask_for_consent(client_file, SCOPES, prompt="{url}", address=workspace.address)
