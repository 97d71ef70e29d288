"""Cron's way has the care that ``watch`` has, and is quiet when all went well."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sync.cli import main as command_line
from sync.ledger import Ledger
from sync.ledger.copies import copies_of
from tests.offices import example_office
from tests.serving import serving


class Listener(HTTPServer):
    """Somebody who hears the heartbeat, good and bad."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), _Answer)


class _Answer(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    with serving(Listener()) as listener:
        yield listener


@pytest.fixture
def office(tmp_path: Path, listener: Listener) -> Path:
    folder = example_office(tmp_path / "office")
    here = f"http://127.0.0.1:{listener.server_port}"
    text = (folder / "office.toml").read_text("utf-8")
    lines = [
        line
        for line in text.splitlines()
        if not line.startswith(("heartbeat =", "heartbeat_fail ="))
    ]
    at = lines.index("[watch]") + 1
    lines[at:at] = [f'heartbeat = "{here}/well"', f'heartbeat_fail = "{here}/fail"']
    (folder / "office.toml").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture
def once(
    office: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    def run(*options: str) -> tuple[int, str]:
        arguments = ["run.py", "--once", *options, "--office", str(office)]
        monkeypatch.setattr(sys, "argv", arguments)
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            command_line.main()
        said = capfd.readouterr()
        return int(end.value.code or 0), said.out + said.err

    return run


def subjects(office: Path) -> list[str]:
    return [
        str(message_from_bytes(path.read_bytes(), policy=policy.default)["subject"])
        for path in sorted(
            (office / "outbox").iterdir(), key=lambda it: it.stat().st_mtime_ns
        )
    ]


def test_a_good_night_copies_the_ledger_calls_and_is_quiet_if_asked(
    office: Path, once: Callable[..., tuple[int, str]], listener: Listener
) -> None:
    assert once("--quiet") == (0, "")
    assert len(copies_of(office / "ledger.db")) == 1
    assert listener.heard == ["/well"]
    assert "cycle number=1" in (office / "worker.log").read_text("utf-8")

    status, said = once()
    assert (status, "cycle number=2" in said) == (0, True)


def test_a_copy_that_cannot_be_made_is_said_and_the_night_is_done_all_the_same(
    office: Path, once: Callable[..., tuple[int, str]], listener: Listener
) -> None:
    (office / "backups").write_bytes(b"a file where a folder belongs")

    status, said = once("--quiet")

    assert status == 18
    assert f"{office / 'backups'} " in said
    assert listener.heard == ["/well"]
    assert list((office / "documents").glob("*.docx"))
    with closing(Ledger.copy(office / "ledger.db")) as ledger:
        assert ledger.cycles.last(1)[0].outcome == "done"
        (trouble,) = ledger.troubles.all()
        assert (trouble.job, trouble.code) == ("tend", "wrong_kind")


def test_the_third_failure_in_a_row_is_told_once_and_so_is_its_end(
    office: Path, once: Callable[..., tuple[int, str]], listener: Listener
) -> None:
    once("--quiet")
    good, before = (office / "plan.xlsx").read_bytes(), len(subjects(office))
    (office / "plan.xlsx").write_bytes(b"no workbook")

    statuses = []
    heard = []
    for _ in range(4):
        status, said = once("--quiet")
        statuses.append(status)
        heard.append(listener.heard[1:])
        assert "plan.xlsx" in said
    told = subjects(office)[before:]

    assert len(set(statuses)) == 1
    assert statuses[0] != 0
    assert heard == [[], [], ["/fail"], ["/fail", "/fail"]]
    assert len(told) >= 1
    with closing(Ledger.copy(office / "ledger.db")) as ledger:
        (trouble,) = ledger.troubles.all()
        assert (trouble.job, trouble.failures, trouble.told) == ("night", 4, True)

    (office / "plan.xlsx").write_bytes(good)
    assert once("--quiet") == (0, "")

    assert listener.heard[-1] == "/well"
    assert len(subjects(office)) == before + 2 * len(told)
    with closing(Ledger.copy(office / "ledger.db")) as ledger:
        assert ledger.troubles.all() == []
