"""The emulator driven by Google's clients for Node: their calls, made by tests in JS."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import requests

from emulator.server import WorkspaceServer
from emulator.web import JSON
from emulator.world import OWNER

CLIENTS = "tests/emulator/node"
HERE = Path(__file__).parent / "node"
WORKER = "worker@plan-sync-example.iam.gserviceaccount.com"


def run(script: str, server: WorkspaceServer, **environment: str) -> None:
    """Run a script of tests against a server; any that fails is shown.

    Where the clients are not installed it is skipped; in CI they must be.
    """
    node = shutil.which("node") or ""
    missing = not node or not (HERE / "node_modules").is_dir()
    if missing and not os.environ.get("CI"):
        pytest.skip(f"needs Node, and `npm ci --prefix {CLIENTS}`")
    assert not missing, "CI has no clients for Node"
    done = subprocess.run(
        [node, "--test", script],
        cwd=HERE,
        env={**os.environ, "WORKSPACE_URL": server.address, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\n# pass 0\n" not in done.stdout


def kept(path: Path, credentials: JSON) -> str:
    path.write_text(json.dumps(credentials), encoding="utf-8")
    return str(path)


def test_google_spreadsheet(workspace: WorkspaceServer) -> None:
    run("google-spreadsheet.test.js", workspace)


def test_googleapis_without_a_sign_in(workspace: WorkspaceServer) -> None:
    run("googleapis.test.js", workspace)


def test_googleapis_signed_in(guarded: WorkspaceServer, tmp_path: Path) -> None:
    person = kept(tmp_path / "person.json", guarded.user(OWNER))

    run("googleapis.test.js", guarded, WORKSPACE_KEY=person)


def test_ways_to_sign_in(guarded: WorkspaceServer, tmp_path: Path) -> None:
    key = kept(tmp_path / "key.json", guarded.service_account(WORKER))
    person = kept(tmp_path / "person.json", guarded.user(OWNER))
    token = _token(guarded)
    shared, unshared = _spreadsheet(guarded, token), _spreadsheet(guarded, token)
    _call(
        guarded,
        token,
        f"/drive/v3/files/{shared}/permissions?sendNotificationEmail=false",
        {"type": "user", "role": "writer", "emailAddress": WORKER},
    )
    facts = {"shared": shared, "unshared": unshared, "key": key, "person": person}

    run("sign-in.test.js", guarded, WORKSPACE_SIGN_IN=json.dumps(facts))


def _token(server: WorkspaceServer) -> str:
    person = server.user(OWNER)
    fields = ("client_id", "client_secret", "refresh_token")
    form = {name: person[name] for name in fields} | {"grant_type": "refresh_token"}
    answer = requests.post(f"{server.address}/token", data=form, timeout=10)
    return str(answer.json()["access_token"])


def _spreadsheet(server: WorkspaceServer, token: str) -> str:
    return str(_call(server, token, "/v4/spreadsheets", {})["spreadsheetId"])


def _call(server: WorkspaceServer, token: str, path: str, body: JSON) -> JSON:
    headers = {"Authorization": f"Bearer {token}"}
    answer = requests.post(
        server.address + path, json=body, headers=headers, timeout=10
    )
    answer.raise_for_status()
    made: JSON = answer.json()
    return made
