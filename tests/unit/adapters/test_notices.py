"""Notices by apprise, to a server on this machine."""

import json
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sync.adapters.notices import Notices, has_left, read_addresses, readers
from sync.errors import MessageDelayed
from sync.model.mail import Message, Way
from sync.settings.telling import AdministratorsSettings, NotifySettings
from tests.serving import serving

TOKEN = "T0k3n-of-the-chat"  # noqa: S105


class Chat(HTTPServer):
    """A chat's server, which answers as it is told and keeps what is said."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.said: list[str] = []
        self.answer = 200


class _Answer(BaseHTTPRequestHandler):
    server: Chat

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.said.append(json.loads(content)["message"])
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with serving(Chat()) as server:
        yield server


def notices(folder: Path, *addresses: str) -> Notices:
    (folder / "chats.txt").write_text("# ห้องผู้ดูแล\n" + "\n".join(addresses))
    group = AdministratorsSettings(addresses_file=Path("chats.txt"))
    return Notices(NotifySettings(administrators=group), folder, {"SECRET"})


def notice(reader: str = "administrators 1") -> Message:
    return Message("1", reader, "s", "ระบบต้องดูแล".encode(), way=Way.NOTICE)


def test_a_notice_is_one_sentence_at_its_address_and_a_refusal_tells_no_token(
    tmp_path: Path, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    way = notices(tmp_path, f"json://127.0.0.1:{chat.server_port}/{TOKEN}")
    (tmp_path / "json.py").write_text("raise SystemExit(9)")  # nothing of here is run

    way.send(notice())

    assert chat.said == ["ระบบต้องดูแล"]

    chat.answer = 500
    with pytest.raises(MessageDelayed) as stop:
        way.send(notice())
    assert stop.value.answer == "not_taken"
    assert TOKEN not in caplog.text + repr(stop.value.__cause__)


def test_what_is_no_service_and_whom_nobody_is_there_for_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = notices(tmp_path, f"nosuch://{TOKEN}")

    assert way.understands(f"nosuch://{TOKEN}") == "no_service"
    with pytest.raises(MessageDelayed, match="no_address"):
        way.send(notice("administrators 2"))

    monkeypatch.setattr("sync.adapters.notices.find_spec", lambda _: None)
    with pytest.raises(MessageDelayed, match="not_installed"):
        way.send(notice())


def test_readers_are_known_by_number_and_a_list_that_is_gone_has_one(
    tmp_path: Path,
) -> None:
    way = notices(tmp_path, "json://a", "", "json://b")
    settings = way._settings

    assert readers(settings, tmp_path) == ("administrators 1", "administrators 2")
    assert readers(settings, tmp_path / "elsewhere") == ("administrators 1",)
    by_variable = AdministratorsSettings(addresses_variable="CHATS")
    assert read_addresses(by_variable, tmp_path, {"CHATS": "a://1  b://2"}) == (
        "a://1",
        "b://2",
    )


def test_only_a_list_that_can_be_read_tells_who_has_left(tmp_path: Path) -> None:
    settings = notices(tmp_path, "json://a")._settings

    def left(folder: Path) -> list[str]:
        every = ("administrators 1", "administrators 2", "executives 1")
        return [reader for reader in every if has_left(settings, folder, reader)]

    assert left(tmp_path) == ["administrators 2", "executives 1"]
    assert left(tmp_path / "elsewhere") == ["executives 1"]
    (tmp_path / "chats.txt").write_text("")
    assert left(tmp_path) == ["executives 1"]
