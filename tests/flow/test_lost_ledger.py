"""The ledger is gone: nobody is written to as if the office were new."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from shutil import copyfile
from zoneinfo import ZoneInfo

import pytest

from sync.cli import main as command_line
from sync.cycle.night import check_cycle, run_cycle
from sync.cycle.services import Services
from sync.errors import DocumentOpen, MailUntrusted
from sync.ledger import Ledger
from sync.ledger.copies import copies_of, newest_copy
from sync.model.records import Outcome
from tests.fakes import FixedClock, MemoryMail, MemorySpreadsheet
from tests.mails import text_of
from tests.offices import example_office, memory_office
from tests.sheets import PROJECTS, RECIPIENTS, place

NIGHT = datetime(2026, 11, 25, 1, tzinfo=ZoneInfo("Asia/Bangkok"))
ADMIN = ("นายดูแล ตัวอย่าง", "admin@example.com", "ผู้ดูแลระบบ", True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    office = example_office(tmp_path / "office")
    settings = office / "office.toml"
    written = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
    settings.write_text(written, "utf-8")
    return office


@pytest.fixture
def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    def one(*options: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["run.py", *options, "--office", str(folder)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            command_line.main()
        said = capfd.readouterr()
        return int(end.value.code or 0), said.out + said.err

    return one


Run = Callable[..., tuple[int, str]]


def mails(folder: Path) -> dict[str, str]:
    """Return the subject of each mail that left, by its file."""
    files = (folder / "outbox").iterdir()
    return {
        it.name: str(message_from_bytes(it.read_bytes(), policy=policy.default)["to"])
        for it in files
    }


def lose(folder: Path) -> None:
    for path in folder.glob("ledger.db*"):
        path.unlink()


@pytest.mark.parametrize("how", [(), ("--once",)])
def test_a_nights_copy_knows_what_the_night_sent(
    folder: Path, run: Run, how: tuple[str, ...]
) -> None:
    assert run(*how)[0] == 0
    known = mails(folder)
    assert known
    lose(folder)

    status, said = run(*how)

    copy = newest_copy(folder / "ledger.db")
    assert copy
    assert (status, str(copy) in said) == (10, True)
    copyfile(copy, folder / "ledger.db")
    assert run(*how)[0] == 0
    assert mails(folder) == known
    assert len(copies_of(folder / "ledger.db")) == 1


def test_a_ledger_lost_with_its_copies_stops_until_somebody_decides(
    folder: Path, run: Run
) -> None:
    assert run()[0] == 0
    known = mails(folder)
    lose(folder)
    for copy in copies_of(folder / "ledger.db"):
        copy.unlink()

    status, said = run()
    assert status == 10
    assert str(folder / "worker.log") in said
    assert not (folder / "ledger.db").exists()
    assert run("status")[0] == 10

    (folder / "worker.log").rename(folder / "worker-before.log")
    assert run()[0] == 0
    told = mails(folder)
    (who,) = (to for name, to in told.items() if name not in known)
    assert "thotlong@example.com" in who  # the administrator, of the new ledger
    assert run()[0] == 0
    assert mails(folder) == told


def test_advice_for_a_damaged_ledger_names_the_copy_that_there_is(
    folder: Path, run: Run
) -> None:
    run()
    copy = newest_copy(folder / "ledger.db")
    assert copy
    lose(folder)
    (folder / "ledger.db").write_bytes(b"rubbish" * 1000)

    assert run()[0] == 10
    assert str(copy) in run()[1]
    copy.unlink()

    status, said = run()
    assert (status, "backups" in said) == (10, False)
    assert "ไม่มีสำเนา" in said


class Office:
    """An office over fakes that lost its ledger after a first night."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, FixedClock(NIGHT)
        self.services: Services = memory_office(folder, self.clock)
        for column, value in zip("ABCD", ADMIN, strict=True):
            self.type_in(f"{RECIPIENTS}!{column}3", value)
        self.first = run_cycle(self.services)
        self.forget()

    def forget(self) -> None:
        self.clock.move(timedelta(days=1))
        ledger = Ledger.open(self.folder / "new" / "ledger.db")
        self.services = replace(self.services, ledger=ledger, mail=MemoryMail())

    def type_in(self, address: str, typed: object) -> None:
        assert isinstance(self.services.spreadsheet, MemorySpreadsheet)
        self.services.spreadsheet.type_in(place(address), typed)  # type: ignore[arg-type]

    def written_to(self) -> list[str]:
        assert isinstance(self.services.mail, MemoryMail)
        return [it.recipient for it in self.services.mail.delivered]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "new").mkdir()
    office = Office(tmp_path)
    with closing(office.services.ledger):
        yield office


def test_what_stands_there_is_told_again_to_nobody_but_administrators(
    office: Office,
) -> None:
    assert len(office.first.messages) > 0

    (told,) = run_cycle(office.services).messages
    run_cycle(office.services)

    assert told.recipient == "admin@example.com"
    assert "คืนนี้จึงไม่ส่งอีเมลถึงผู้อื่น" in text_of(told)
    assert office.written_to() == ["admin@example.com"]


def test_what_changes_afterwards_is_told_to_everybody(office: Office) -> None:
    run_cycle(office.services)
    office.type_in(f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")

    report = run_cycle(office.services)

    assert {it.recipient for it in report.messages} == {
        it.recipient for it in office.first.messages
    }


@pytest.mark.parametrize("stage", ["write_back", "publish", "public", "notify"])
def test_ended_at_any_stage_the_first_night_is_told_to_nobody_by_the_next(
    office: Office, stage: str
) -> None:
    class Ended(Exception):
        pass

    def end(at: str) -> None:
        if at == stage:
            raise Ended

    with pytest.raises(Ended):
        run_cycle(office.services, end)
    run_cycle(office.services)
    assert office.written_to() == ["admin@example.com"]
    office.type_in(f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")
    run_cycle(office.services)

    assert office.written_to().count("tuayang@example.com") == 1


def test_killed_when_the_plan_was_noted_administrators_hear_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended(Exception):
        pass

    def end(*_: object) -> None:
        raise Ended

    with monkeypatch.context() as patch:
        patch.setattr("sync.cycle.night.note_reports", end)
        with pytest.raises(Ended):
            run_cycle(office.services)
    run_cycle(office.services)
    run_cycle(office.services)

    assert office.written_to() == ["admin@example.com"]


def nothing_told(_: pytest.MonkeyPatch) -> None:
    pass


def killed_when_the_plan_was_noted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("sync.cycle.night.note_reports", stop_here)


def killed_before_mail(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("sync.cycle.night.put_public", stop_here)


def mail_refused_all_night(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("sync.cycle.mail.send_waiting", unreachable)


class Ended(Exception):
    pass


def stop_here(*_: object, **__: object) -> None:
    raise Ended


def unreachable(*_: object) -> None:
    raise MailUntrusted("mail.example.com", "")


@pytest.mark.parametrize(
    "first",
    [
        nothing_told,
        killed_when_the_plan_was_noted,
        killed_before_mail,
        mail_refused_all_night,
    ],
)
def test_what_a_letter_waiting_to_leave_says_is_not_said_by_another(
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    first: Callable[[pytest.MonkeyPatch], None],
) -> None:
    elsewhere = memory_office(tmp_path / "another", office.clock)
    elsewhere = replace(elsewhere, spreadsheet=office.services.spreadsheet)

    with monkeypatch.context() as patch:
        first(patch)
        with suppress(Ended):
            run_cycle(elsewhere)
    run_cycle(elsewhere)
    office.clock.move(timedelta(days=1))
    run_cycle(elsewhere)

    assert isinstance(elsewhere.mail, MemoryMail)
    told = [text_of(it) for it in elsewhere.mail.delivered]
    assert sum("เป็นเล่มใหม่" in text for text in told) == 1


def test_a_document_that_was_refused_the_first_night_is_told_to_nobody_by_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DocumentOpen(Path("plan.docx"))

    with monkeypatch.context() as patch:
        patch.setattr(type(office.services.documents), "publish", refuse)
        assert run_cycle(office.services).refused
    run_cycle(office.services)

    assert set(office.written_to()) == {"admin@example.com"}


def test_a_look_by_day_before_the_first_night_changes_nothing_of_it(
    office: Office,
) -> None:
    check_cycle(office.services, office.services.spreadsheet.read())

    run_cycle(office.services)

    assert office.written_to() == ["admin@example.com"]


def test_a_sheet_from_elsewhere_begins_as_a_new_office(
    office: Office, tmp_path: Path
) -> None:
    elsewhere = memory_office(tmp_path / "another", office.clock)
    elsewhere = replace(elsewhere, spreadsheet=office.services.spreadsheet)

    class Ended(Exception):
        pass

    def end(at: str) -> None:
        if at == "notify":  # its document stands by now
            raise Ended

    with pytest.raises(Ended):
        run_cycle(elsewhere, end)
    run_cycle(elsewhere)

    assert isinstance(elsewhere.mail, MemoryMail)
    told = {it.recipient for it in elsewhere.mail.delivered}
    assert told == {"tuayang@example.com", "admin@example.com"}
    assert elsewhere.ledger.cycles.last(1)[0].outcome is Outcome.DONE
