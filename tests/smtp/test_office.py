"""An office whose mail leaves through a server: settings, password, a whole cycle."""

import json
from datetime import date
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from sync import wiring
from sync.adapters.google.gmail import Gmail
from sync.adapters.local.outbox import LocalOutbox
from sync.adapters.preview import PreviewMail
from sync.adapters.smtp.mail import SmtpMail
from sync.cycle.night import run_cycle
from sync.errors import ConfigError, MailSecretMissing, MailUntrusted
from sync.ledger import Ledger
from sync.model.documents import Publication
from sync.model.mail import Message
from sync.paths import OfficePaths
from sync.settings.office_file import load_settings
from sync.settings.values import SmtpSettings
from tests.emulator.driving import ROBOT
from tests.flow.doctor.looking import levels
from tests.offices import example_office
from tests.smtp.certificates import authority
from tests.smtp.server import ADDRESS, Behaviour, MailServer, Stage

SESAME = "รหัส-secret"
EARLIER = Publication("earlier", "abc", "file:///x", date(2026, 11, 16), ())
LEFT_OVER = Message("<1@example.com>", "gone@example.com", "เรื่อง", b"left over")


def settings(folder: Path, text: str) -> Path:
    path = folder / "office.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return example_office(tmp_path / "office")


def mails_through(folder: Path, server: MailServer) -> None:
    settings(
        folder,
        f"""
        [document]
        pdf = false
        [mail]
        way = "smtp"
        [mail.smtp]
        host = "{ADDRESS}"
        port = {server.port}
        username = "plan"
        timeout = 5
        """,
    )


def keep_password(folder: Path) -> None:
    path = folder / "smtp-password.txt"
    path.write_text(SESAME, "utf-8")
    path.chmod(0o600)


@pytest.fixture
def believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that knows the authority of the mail server."""
    path = tmp_path / "authority.pem"
    path.write_text(authority().pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


# --- a whole cycle --------------------------------------------------------------------


@pytest.mark.usefixtures("believed")
def test_a_cycles_mail_leaves_through_the_server_once(office: Path) -> None:
    with MailServer(Behaviour(password=SESAME)) as server:
        mails_through(office, server)
        keep_password(office)
        for _ in range(2):
            with wiring.open_office(office) as opened:
                run_cycle(opened)

    assert server.taken
    assert server.connections == 1
    assert {taken.sender for taken in server.taken} == {"plan@example.com"}
    recipients = [taken.recipients for taken in server.taken]
    assert len(set(recipients)) == len(recipients)
    assert not OfficePaths(office).outbox.exists()


@pytest.mark.usefixtures("believed")
def test_a_bad_address_is_reported_and_the_others_get_their_mail(office: Path) -> None:
    behaviour = Behaviour(password=SESAME, wrongs=[("RCPT", "550 nobody here")])
    with MailServer(behaviour) as server:
        mails_through(office, server)
        keep_password(office)
        with wiring.open_office(office) as opened:
            opened.ledger.publications.record(EARLIER, [LEFT_OVER], opened.clock.now())
            report = run_cycle(opened)

    (failed,) = report.undelivered
    assert (failed.message, failed.answer) == (LEFT_OVER, "550 nobody here")
    assert len(report.messages) == len(server.taken) > 0


@pytest.mark.usefixtures("believed")
def test_without_a_password_the_plan_is_published_and_mail_waits(office: Path) -> None:
    with MailServer(Behaviour(password=SESAME)) as server:
        mails_through(office, server)
        with wiring.open_office(office) as opened:
            report = run_cycle(opened)

    assert isinstance(report.mail_stop, MailSecretMissing)
    assert server.connections == 0
    assert list(OfficePaths(office).documents.glob("*.docx"))
    ledger = Ledger.copy(OfficePaths(office).ledger)
    assert ledger.outbox.unsent()
    ledger.close()


def test_a_server_that_the_machine_does_not_know_gets_nothing(office: Path) -> None:
    with MailServer(Behaviour(password=SESAME)) as server:
        mails_through(office, server)
        keep_password(office)
        with wiring.open_office(office) as opened:
            report = run_cycle(opened)

    assert isinstance(report.mail_stop, MailUntrusted)
    assert server.passwords == []
    assert server.taken == []


def test_a_preview_sends_nothing_and_needs_no_password(
    office: Path, tmp_path: Path
) -> None:
    with MailServer() as server:
        mails_through(office, server)
        with wiring.open_preview(office, tmp_path / "look") as opened:
            assert run_cycle(opened).messages
            assert isinstance(opened.mail, PreviewMail)

    assert server.connections == 0


# --- what the doctor says of the ledger after -------------------------------------------


@pytest.mark.usefixtures("believed")
@pytest.mark.parametrize("password", [SESAME, ""], ids=["password", "no password"])
@pytest.mark.parametrize("refusal", [None, "RCPT", "MAIL"])
def test_the_ledger_is_healthy_whatever_became_of_the_mail(
    office: Path, password: str, refusal: Stage | None
) -> None:
    wrongs = [(refusal, "550 no")] * 20 if refusal else []
    with MailServer(Behaviour(password=password, wrongs=wrongs)) as server:
        mails_through(office, server)
        if password:
            keep_password(office)
        for _ in range(2):
            with wiring.open_office(office) as opened:
                run_cycle(opened)

    assert levels(office)["ledger"] == "good"


def test_the_ledger_is_healthy_after_another_way_was_set(office: Path) -> None:
    unreachable = '[mail]\nway = "smtp"\n[mail.smtp]\nhost = "127.0.0.1"\nport = 1\n'
    for text in ("", unreachable, ""):
        settings(office, f"{text}[document]\npdf = false\n")
        with wiring.open_office(office) as opened:
            run_cycle(opened)

        assert levels(office)["ledger"] == "good"


# --- which way is chosen ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("", LocalOutbox),
        ('[mail]\nway = "outbox"\n[mail.smtp]\nhost = "mail.example.com"', LocalOutbox),
        ('[mail]\nway = "smtp"\n[mail.smtp]\nhost = "mail.example.com"', SmtpMail),
    ],
)
def test_the_way_is_the_one_set(office: Path, text: str, way: type) -> None:
    settings(office, text)

    with wiring.open_office(office) as opened:
        assert isinstance(opened.mail, way)


def test_an_office_at_google_mails_through_gmail_if_set_so(tmp_path: Path) -> None:
    world = World()
    world.accounts[OWNER] = Account(OWNER, name="Owner")
    with WorkspaceServer(world) as server:
        key = tmp_path / "google-key.json"
        key.write_text(json.dumps(server.service_account(ROBOT, delegated=True)))
        key.chmod(0o600)
        text = f"""
        [google]
        spreadsheet = "{"x" * 44}"
        sign_in = "delegated"
        subject = "{OWNER}"
        address = "{server.address}"
        """
        ways = []
        for more in ("", '[mail]\nway = "gmail"\n'):
            settings(tmp_path, text + more)
            with wiring.open_office(tmp_path) as opened:
                ways.append(type(opened.mail))

    assert ways == [LocalOutbox, Gmail]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[mail]\nway = "smtp"', "mail.smtp"),
        ('[mail]\nway = "gmail"', "google"),
        ('[mail]\nway = "gmail"\n[google]\nspreadsheet = "1234567890"', "กล่องจดหมาย"),
        ('[mail]\nway = "pigeon"', "way"),
        ('[mail]\nreply_to = "nobody"', "reply_to"),
        ('[mail.smtp]\nhost = "x"\nsecurity = "none"', "security"),
        ('[mail.smtp]\nhost = "x"\nport = 0', "port"),
        ('[mail.smtp]\nhost = "x"\ntimeout = 0', "timeout"),
        ("[mail.smtp]", "host"),
    ],
)
def test_settings_that_cannot_work_are_said(
    tmp_path: Path, text: str, says: str
) -> None:
    path = settings(tmp_path, text)

    with pytest.raises(ConfigError, match=says):
        load_settings(path)


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465)])
def test_the_port_is_by_default_the_usual_one(security: str, port: int) -> None:
    there = SmtpSettings.model_validate({"host": "x", "security": security})
    other = there.model_copy(update={"port": 2525})

    assert (there.port_or_usual, other.port_or_usual) == (port, 2525)
