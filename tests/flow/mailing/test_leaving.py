"""A night whose mail cannot leave, or must not, is done all the same."""

import sys
from email import message_from_bytes
from pathlib import Path

import pytest

from sync import wiring
from sync.cli.main import main
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.errors import MailSignInRefused, MailUnavailable
from sync.model.records import CycleRecord, Outcome
from sync.paths import OfficePaths
from tests.flow.mailing.letters import ALL
from tests.mails import parse
from tests.offices import example_office


def test_preview_mail_writes_what_would_go_to_whom_and_sends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, shown = tmp_path / "office", tmp_path / "mail"
    example_office(folder)
    arguments = ["preview-mail", "--office", str(folder), "--to", str(shown)]
    monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
    before = {path: path.read_bytes() for path in folder.rglob("*")}
    with pytest.raises(SystemExit) as ended:
        main()

    mails = [message_from_bytes(path.read_bytes()) for path in shown.iterdir()]
    assert ended.value.code == 0
    assert sorted(mail["To"].rpartition(" ")[2] for mail in mails) == [
        "<sommut@example.com>",
        "<tuayang@example.com>",
    ]
    said = capsys.readouterr().out
    assert "tuayang@example.com" in said
    assert str(shown) in said
    assert {path: path.read_bytes() for path in folder.rglob("*")} == before
    assert not OfficePaths(folder).outbox.exists()


def test_where_no_mail_can_leave_the_night_is_done_and_its_report_says_why(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = MailSignInRefused("mail.example.com", "plan", "535 5.7.8 no")

    def refuse(*_: object) -> None:
        raise refused

    monkeypatch.setattr(office.mail, "send", refuse)

    report = run_cycle(office)

    assert report.mail_stop is refused
    assert report.messages == ()
    assert [it.message.recipient for it in report.undelivered] == ALL
    assert report.plan_document.new
    assert office.ledger.cycles.last(1)[0].outcome is Outcome.DONE


def test_killed_while_mail_leaves_the_night_is_done(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[CycleRecord] = []

    def killed(*_: object) -> None:
        noted.extend(office.ledger.cycles.last(1))
        raise MailUnavailable("killed")

    monkeypatch.setattr(office.mail, "send", killed)

    run_cycle(office)

    (night,) = noted
    assert (night.outcome, night.projects) == (Outcome.DONE, 3)
    assert office.ledger.cycles.revision() == office.spreadsheet.read().revision


def test_a_worker_killed_before_it_queued_mail_writes_the_same_mail_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "office"
    example_office(folder)
    with wiring.open_office(folder) as office, monkeypatch.context() as patch:
        patch.setattr("sync.cycle.night.due_letters", die)
        with pytest.raises(SystemExit):
            run_cycle(office)
    printed = {
        path: path.read_bytes() for path in OfficePaths(folder).documents.iterdir()
    }

    with wiring.open_office(folder) as office:
        report = run_cycle(office)

    assert {path: path.read_bytes() for path in printed} == printed
    mails = [parse(message) for message in report.messages]
    (pdf,) = (part for mail in mails for part in mail.iter_attachments())
    assert pdf.get_content() in printed.values()


def die(*_: object) -> None:
    raise SystemExit
