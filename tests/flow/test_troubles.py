"""Troubles of the machine: a sentence and an exit status each, and ``watch`` goes on."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from sync import wiring
from sync.adapters import heartbeat
from sync.adapters.clock import BangkokClock
from sync.adapters.local.outbox import LocalOutbox
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.cli import commands, watching
from sync.cli import main as command_line
from sync.cli.session import Session
from sync.cli.watch_view import WatchView
from sync.errors import DiskFull, LedgerLocked, MailUnavailable, StorageError
from sync.ledger import Ledger
from sync.model.cells import Cell
from sync.model.mail import Message
from sync.model.plan import Recipient, Role
from sync.ports import Handing, unheard
from sync.worker.shutdown import Stopping
from tests.offices import imported_office
from tests.users import (
    GROUP,
    WORKER,
    as_root,
    as_user,
    fill,
    open_the_way,
    small_disk,
)

ROOT = Path(__file__).parents[2]


class Minutes(Stopping):
    """Time that takes none; things happen in their minute, then it is asked to stop."""

    def __init__(self, *moments: Callable[[], object]) -> None:
        super().__init__()
        self._moments = list(moments)

    def sleep(self, seconds: float) -> None:
        if seconds == 0:  # asks whether to stop, no more
            self.check()
            return
        if seconds < 60 or not self._moments:
            self.ask()
        else:
            self._moments.pop(0)()
        self.check()


@pytest.fixture
def main(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Run the command line as a process would; give its exit status and words."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            command_line.main()
        said = capfd.readouterr()
        return int(end.value.code or 0), said.out + said.err

    return run


Main = Callable[..., tuple[int, str]]


def outcomes(office: Path) -> list[str]:
    ledger = Ledger.copy(office / "ledger.db")
    try:
        return [cycle.outcome for cycle in ledger.cycles.last(99)]
    finally:
        ledger.close()


@pytest.fixture
def broken_nights(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """Let something happen whenever the office was opened, before work begins."""
    acts: list[Callable[[], object]] = []
    worker_of = wiring.worker_of

    def opened(*arguments: object) -> object:
        if acts:
            acts.pop(0)()
        return worker_of(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(wiring, "worker_of", opened)
    return acts


def test_watch_outlives_a_full_disk_and_makes_up_the_night(
    tmp_path: Path, broken_nights: list[Callable[[], object]], main: Main
) -> None:
    with small_disk(tmp_path / "disk", "6m") as disk:
        office = imported_office(disk / "office")
        seen: list[tuple[int, str]] = []

        def look() -> None:
            seen.append(main("status", "--office", str(office)))

        broken_nights.append(lambda: fill(disk))
        minutes = Minutes(look, lambda: None, (disk / "ballast").unlink)

        watching.watch(office, minutes)

        ((status, said),) = seen
        assert status == 1
        assert "พื้นที่เก็บไฟล์เต็ม" in said
        assert outcomes(office)[0] == "done"


def test_watch_outlives_a_damaged_ledger_until_a_copy_is_put_there(
    tmp_path: Path, broken_nights: list[Callable[[], object]]
) -> None:
    office = imported_office(tmp_path / "office")
    whole = b""

    def damage() -> None:
        raise ZeroDivisionError  # a defect, too, does not end it

    def write_rubbish() -> None:
        nonlocal whole
        whole = (office / "ledger.db").read_bytes()
        (office / "ledger.db").write_bytes(b"rubbish" * 1000)

    def restore() -> None:
        (office / "ledger.db").write_bytes(whole)

    broken_nights.append(damage)

    watching.watch(office, Minutes(write_rubbish, lambda: None, restore))

    assert outcomes(office)[0] == "done"


def test_an_outage_is_told_by_heartbeat_and_mail_however_often_that_fails(
    tmp_path: Path,
    broken_nights: list[Callable[[], object]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = imported_office(tmp_path / "office")
    settings = office / "office.toml"
    text = settings.read_text("utf-8")
    fails = 'heartbeat_fail = "http://127.0.0.1:9/fail"'
    settings.write_text(text.replace('heartbeat_fail = ""', fails), "utf-8")
    called: list[str] = []
    monkeypatch.setattr(
        "sync.wiring.working.beat", lambda address, _: called.append(address)
    )
    letters: list[str] = []

    def write(*_: object) -> list[Message]:
        letters.append("tried")
        if len(letters) < 2:
            raise DiskFull(office)
        return []

    monkeypatch.setattr(watching, "trouble_messages", write)

    def damage() -> None:
        raise ZeroDivisionError

    broken_nights.extend([damage] * 6)
    watching.watch(office, Minutes(*[lambda: None] * 6))

    assert [name for name in called if name] == ["http://127.0.0.1:9/fail"] * 4
    assert len(letters) == 2


def test_an_outage_and_its_end_call_the_offices_commands_once(
    tmp_path: Path, broken_nights: list[Callable[[], object]]
) -> None:
    office = imported_office(tmp_path / "office")
    keep = "import sys; open('called', 'ab').write(sys.stdin.buffer.read() + b'\\0')"
    words = json.dumps([sys.executable, "-c", keep])
    text = (office / "office.toml").read_text("utf-8")
    for hook in ("on_trouble", "on_recovery"):
        text = text.replace(f"{hook} = []", f"{hook} = {words}")
    (office / "office.toml").write_text(text, "utf-8")

    def damage() -> None:
        raise ZeroDivisionError

    broken_nights.extend([damage] * 5)
    watching.watch(office, Minutes(*[lambda: None] * 6))

    calls = (office / "called").read_bytes().split(b"\0")[:-1]
    told = [json.loads(call) for call in calls]
    assert [call["hook"] for call in told] == ["on_trouble", "on_recovery"]
    assert (told[0]["job"], told[0]["failures"]) == ("work", 3)
    assert told[1]["since"] == told[0]["since"]


def test_who_could_not_be_told_at_the_third_failure_is_told_later_and_but_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = imported_office(tmp_path / "office")
    settings = (office / "office.toml").read_text("utf-8")
    here = 'heartbeat_fail = "http://127.0.0.1:9/fail"'
    settings = settings.replace('heartbeat_fail = ""', here)
    (office / "office.toml").write_text(settings, "utf-8")
    called: list[str] = []
    monkeypatch.setattr(
        "sync.wiring.working.beat", lambda address, _: called.append(address)
    )
    stop = LedgerLocked(office / "ledger.db")
    people = [
        Recipient(
            "ก", f"{row}@example.com", Role.ADMINISTRATOR, True, row, Cell("", row, 2)
        )
        for row in (2, 3)
    ]
    sent: list[str] = []
    away: set[str] = set()

    class Sometimes(LocalOutbox):
        def send(
            self, message: Message, draft: str = "", handing: Handing = unheard
        ) -> None:
            if message.recipient in away:
                raise MailUnavailable(message.recipient)
            super().send(message, draft, handing)
            sent.append(message.recipient)

    with wiring.open_office(office) as opened:
        services = replace(opened, mail=Sometimes(office / "outbox"))
        services.ledger.people.remember(people)
        view = WatchView(services.words, services.clock)
        outage = watching.Outage(services, view, Stopping())

        away |= {"3@example.com"}
        for _ in range(4):
            outage.goes_on(stop)
        told_first = list(sent)
        away.clear()
        for _ in range(3):
            outage.goes_on(stop)

    assert told_first == ["2@example.com"]
    assert sent == ["2@example.com", "3@example.com"]
    assert called == ["http://127.0.0.1:9/fail"] * 5


def test_watch_that_cannot_begin_ends_with_its_status(tmp_path: Path) -> None:
    office = imported_office(tmp_path / "office")
    (office / "ledger.db").mkdir()

    with pytest.raises(StorageError):
        watching.watch(office, Minutes())


def test_a_defect_is_a_sentence_and_a_report_without_what_was_worked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, main: Main
) -> None:
    office = imported_office(tmp_path / "office")

    words = "นางสาวลับ secret@example.com ya29.token"

    def fail(_: object) -> None:
        raise LookupError(words)

    monkeypatch.setattr(LocalSpreadsheet, "read", fail)

    status, said = main("check", "--office", str(office))

    (report,) = office.glob("report-*.txt")
    assert status == 70
    assert str(report) in said
    assert "Traceback" not in said
    told = report.read_text("utf-8")
    assert "builtins.LookupError" in told
    assert "raise LookupError(words)" in told
    assert not re.search("ลับ|example.com|ya29", told)


@pytest.mark.parametrize(
    "command", ["status", "check", "doctor", "preview", "history", "watch"]
)
def test_a_file_in_the_ledgers_or_offices_place_is_a_sentence(
    tmp_path: Path, main: Main, command: str
) -> None:
    office = imported_office(tmp_path / "office")
    (office / "ledger.db").mkdir()

    status, said = main(command, "--office", str(office))

    assert status == (1 if command == "doctor" else 18)
    assert "ledger.db" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["status", "doctor", "preview", "check"])
@as_root
def test_settings_that_may_not_be_read_are_a_sentence(
    tmp_path: Path, command: str
) -> None:
    open_the_way(tmp_path)
    office = imported_office(tmp_path / "office")
    (office / "office.toml").chmod(0o600)
    runner = CliRunner()

    def run() -> str:
        try:
            ran = runner.invoke(
                commands.app,
                [command, "--office", str(office)],
                obj=Session(),
                catch_exceptions=False,
            )
        except StorageError as stop:
            return stop.code
        return f"{ran.exit_code} {ran.output}"

    run()  # what it needs is imported then

    said = as_user(WORKER, run)

    if command == "doctor":
        assert said.startswith("1 ")
        assert "permission denied" in said
    else:
        assert said == "not_permitted"


@as_root
def test_an_unreadable_workbook_is_never_said_to_be_anything_else(
    tmp_path: Path,
) -> None:
    open_the_way(tmp_path)
    office = imported_office(tmp_path / "office")
    os.chown(office, WORKER, GROUP)
    (office / "plan.xlsx").chmod(0o600)

    def read() -> str:
        try:
            LocalSpreadsheet(office / "plan.xlsx").read()
        except StorageError as stop:
            return stop.code
        return "read"

    assert as_user(WORKER, read) == "not_permitted"


@pytest.mark.parametrize(
    "address",
    ["http://", "http://.example.com", "https://[::1", f"http://{'a' * 70}.th"],
)
def test_a_heartbeat_address_with_a_typo_ends_nothing(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    heartbeat.beat(address)

    assert "did not get through" in caplog.text
    assert address not in caplog.text


def test_status_makes_no_file(tmp_path: Path, main: Main) -> None:
    office = imported_office(tmp_path / "office")
    before = sorted(office.iterdir())

    main("status", "--office", str(office))
    main("history", "--office", str(office))

    assert sorted(office.iterdir()) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
@pytest.mark.parametrize(
    "name",
    [
        *("plan.xlsx", "office.toml", "worker.log", "ledger.db", ".worker.lock"),
        "words.toml",
    ],
)
def test_a_pipe_in_the_place_of_a_file_is_refused_and_hangs_nothing(
    tmp_path: Path, main: Main, name: str
) -> None:
    office = imported_office(tmp_path / "office")
    (office / name).unlink(missing_ok=True)
    os.mkfifo(office / name)

    ended, said = main("--once", "--office", str(office))

    assert ended == 18
    assert f"{office / name} ไม่ใช่ไฟล์ธรรมดา" in said


def worked_at(office: Path) -> Path:
    imported_office(office)
    Ledger.open(office / "ledger.db").close()
    return office


@pytest.mark.parametrize(
    "command",
    [
        *("--once", "status", "history", "mail", "check", "preview", "init"),
        *("preview-mail", "watch", "rules"),
    ],
)
def test_without_its_settings_an_office_at_work_is_left_alone(
    tmp_path: Path, main: Main, command: str
) -> None:
    office = worked_at(tmp_path / "office")
    (office / "office.toml").unlink()

    ended, said = main(command, "--office", str(office))

    assert ended == 4
    assert "หายไป" in said
    assert "สำเนาสำรอง" in said
    assert not (office / "outbox").exists()


def test_a_workbook_that_is_gone_is_to_be_brought_back_and_status_still_tells(
    tmp_path: Path, main: Main
) -> None:
    office = worked_at(tmp_path / "office")
    (office / "plan.xlsx").unlink()

    ended, said = main("--once", "--office", str(office))
    looked, health = main("status", "--office", str(office))
    past, _ = main("history", "--office", str(office))

    assert (ended, looked, past) == (3, 1, 0)
    assert said.index("สำเนาสำรอง") < said.index("import")
    assert "หายไป" in health
    assert "run.py watch" in health


def test_a_ledger_that_is_a_folder_is_said_so_whoever_asks(
    tmp_path: Path, main: Main
) -> None:
    office = imported_office(tmp_path / "office")
    (office / "ledger.db").mkdir()

    for command in ("--once", "status", "history", "mail"):
        ended, said = main(command, "--office", str(office))
        assert ended == 18, command
        assert "ควรเป็นไฟล์แต่เป็นโฟลเดอร์" in said


@pytest.mark.parametrize("arguments", [(), ("status",), ("mail",)])
def test_ctrl_c_before_it_is_listened_for_stops_with_a_sentence(
    tmp_path: Path, main: Main, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    office = imported_office(tmp_path / "office")
    for room in ("sync.wiring", "sync.wiring.working"):
        for name in ("open_office", "open_record"):
            monkeypatch.setattr(f"{room}.{name}", interrupted)

    ended, said = main(*arguments, "--office", str(office))

    assert ended == 130
    assert "Aborted" not in said
    assert "✗" in said


def test_mail_that_waits_has_one_exit_status_whoever_finds_it(
    tmp_path: Path, main: Main
) -> None:
    office = imported_office(tmp_path / "office")
    settings = office / "office.toml"
    text = settings.read_text("utf-8").replace('way = "outbox"', 'way = "smtp"')
    text = text.replace("pdf = true", "pdf = false")
    nobody = '[mail.smtp]\nhost = "127.0.0.1"\nport = 9\ntimeout = 2\n\n[cycle]'
    settings.write_text(text.replace("[cycle]", nobody), "utf-8")

    letter = Message("<1@example.com>", "a@example.com", "เรื่อง", b"Subject: 1\r\n")
    with closing(Ledger.open(office / "ledger.db")) as ledger:
        ledger.outbox.queue([letter], BangkokClock().now())

    assert main("--once", "--office", str(office))[0] == 14
    assert main("mail", "--office", str(office))[0] == 14
    assert main("mail", "--again", "x@example.com", "--office", str(office))[0] == 2
    assert main("mail", "--arrived", "all", "--office", str(office))[0] == 2


def test_the_program_itself_tells_a_defect_in_a_sentence(tmp_path: Path) -> None:
    code = (
        "import sync.cli.main, sync.wiring\n"
        "sync.wiring.status_at = lambda folder: 1 / 0\n"
        "sync.cli.main.main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "status", "--office", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 70
    assert "ZeroDivisionError" in ran.stderr
    assert "Traceback" not in ran.stderr
