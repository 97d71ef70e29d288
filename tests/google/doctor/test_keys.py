"""The doctor looks at the key, its account and the clock."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync.doctor import Level
from tests.google.doctor.looking import seen, troubles


def test_a_key_that_is_none_is_the_only_thing_said_of_google(office: Path) -> None:
    (office / "google-key.json").write_text("{}")

    assert troubles(office) == {"sign_in": Level.WRONG}


def _no_key(key: Path) -> None:
    key.unlink()


def _a_folder_in_its_place(key: Path) -> None:
    key.unlink()
    key.mkdir()


def _no_text(key: Path) -> None:
    key.write_bytes(b"\xff\xfe\x00")


def _half_a_key(key: Path) -> None:
    key.write_text(key.read_text()[:200])


def _no_signature(key: Path) -> None:
    key.write_text(json.dumps({**json.loads(key.read_text()), "private_key": "x"}))


@pytest.mark.parametrize(
    "spoil", [_no_key, _a_folder_in_its_place, _no_text, _half_a_key, _no_signature]
)
def test_a_key_that_cannot_be_used_is_named_and_what_is_in_it_is_not(
    office: Path, spoil: Callable[[Path], None]
) -> None:
    key = office / "google-key.json"
    secret = json.loads(key.read_text())["private_key_id"]
    spoil(key)

    found = seen(office)

    assert troubles(office) == {"sign_in": Level.WRONG}
    assert str(key) in found["sign_in"].says
    assert secret not in found["sign_in"].says
    assert found["sign_in"].cure


def test_a_key_of_another_account_leaves_the_rest_out(office: Path) -> None:
    key = json.loads((office / "google-key.json").read_text())
    (office / "google-key.json").write_text(
        json.dumps({**key, "client_email": "nobody@x.iam.gserviceaccount.com"})
    )

    found = seen(office)

    assert found["sign_in"].level is Level.WRONG
    for name in ("spreadsheet", "clock", "zone", "tabs", "document", "readers"):
        assert found[name].level is Level.LEFT_OUT


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_key_that_others_can_read_is_a_warning(office: Path) -> None:
    (office / "google-key.json").chmod(0o644)

    assert troubles(office) == {"private": Level.WARNING}


@pytest.mark.parametrize(
    ("seconds", "level"), [(120, Level.WARNING), (-120, Level.WARNING)]
)
def test_a_clock_that_is_off_is_said(
    office: Path, workspace: WorkspaceServer, seconds: float, level: Level
) -> None:
    workspace.control.skew(seconds)

    assert troubles(office) == {"clock": level}
