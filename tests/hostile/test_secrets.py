"""Whole lives of an office, and afterwards everything it said is searched for secrets."""

import base64
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Literal

import pytest

from emulator.server import WorkspaceServer
from emulator.world import OWNER
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.adapters.google.session import GoogleSession, Patience
from sync.adapters.google.sign_in import SignIn, sign_in
from sync.adapters.smtp.mail import SmtpMail
from sync.cli.history import show_status
from sync.cli.terminal import Terminal, show_stop
from sync.errors import GoogleUnavailable, MailSignInRefused, WorkerError
from sync.log import logging_to
from sync.messages import load_words
from sync.paths import OfficePaths
from sync.settings.values import SmtpSettings
from sync.worker.health import Job
from sync.worker.shutdown import Stopping
from tests.emulator.driving import ROBOT, Drive
from tests.google.conftest import Pauses
from tests.google.sheeting import Staff, make_office
from tests.serving import serving
from tests.sheets import INFO, PROJECTS, RECIPIENTS, clean_sheet, type_in
from tests.smtp.certificates import authority
from tests.smtp.server import ADDRESS, Behaviour, MailServer, Stage

PASSWORD = "Qx7-รหัสผ่าน-9vT"  # noqa: S105
BEAT = "/ping/0c1f9a2b-secret"
ADMINISTRATOR = "phudulae.rabop@example.com"
SENDER = "phaen.natthakan@example.com"

_log = logging.getLogger("sync.test")

FORMS: tuple[Literal["text", "json"], ...] = ("text", "json")
SETTINGS = """
[watch]
heartbeat = "{beat}"
failures = 1
[mail]
way = "smtp"
sender = "{sender}"
[mail.smtp]
host = "{host}"
port = {port}
username = "{sender}"
timeout = 5
"""


class Noticing(HTTPServer):
    """Somebody who notices when calls stop."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Quiet)
        self.heard = 0


class _Quiet(BaseHTTPRequestHandler):
    server: Noticing

    def do_GET(self) -> None:
        self.server.heard += 1
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Said:
    """All that is logged at every level by anybody, as handlers would write it."""

    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join(self.lines)


class _Keeping(logging.Handler):
    def __init__(self, said: Said) -> None:
        super().__init__(logging.DEBUG)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "mail.log":
            return  # the test's own mail server
        self._said.lines.append(f"{record.name} {self.format(record)}")


@pytest.fixture
def said() -> Iterator[Said]:
    """Everybody is asked for all they can say, libraries as well."""
    said, root = Said(), logging.getLogger()
    handler, level = _Keeping(said), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield said
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def beat() -> Iterator[Noticing]:
    with serving(Noticing()) as server:
        yield server


@pytest.fixture(autouse=True)
def _believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "authority.pem"
    path.write_text(authority().pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


@dataclass
class Life:
    """An office at Google with a mail server, a password and somebody who notices."""

    folder: Path
    workspace: WorkspaceServer
    mail: MailServer
    staff: Staff

    def secrets(self) -> set[str]:
        """Return what nobody may ever be told, in the forms it goes about in."""
        key = (self.folder / "google-key.json").read_text("utf-8")
        lines = re.search(r"-----BEGIN PRIVATE KEY-----(.*?)-----END", key)
        assert lines
        plain = base64.b64encode(f"\0{SENDER}\0{PASSWORD}".encode()).decode()
        tokens = set(self.workspace.world.tokens)
        assert len(tokens) > 0
        return {
            *(line for line in lines[1].split("\\n") if len(line) > 20),
            *tokens,
            *(PASSWORD, base64.b64encode(PASSWORD.encode()).decode(), plain),
            BEAT,
        }

    def work(self, *, form: Literal["text", "json"] = "text") -> None:
        """Look and do a night's work, whatever becomes of it."""
        place = OfficePaths(self.folder)
        with (
            wiring.open_office(self.folder, lambda _: None) as office,
            logging_to(place.log.with_suffix(f".{form}"), form),
        ):
            worker = wiring.worker_of(office, Stopping())
            worker.look()
            worker._guarded(Job.NIGHT, worker._night)
            worker._guarded(Job.MAIL, worker._mail)
            worker._guarded(Job.LOOK, _stumble)

    def fail(self, path: str, **action: object) -> None:
        """Work while something at Google goes wrong for good."""
        rule = {"match": {"path": path, "times": 9999}, "action": action}
        self.workspace.control.add_faults([rule])
        self.work()
        self.workspace.control.clear_faults()


@pytest.fixture
def life(
    tmp_path: Path,
    workspace: WorkspaceServer,
    drive: Drive,
    beat: Noticing,
    pauses: Pauses,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Life]:
    monkeypatch.setattr("sync.adapters.google.office.Time", lambda **_: pauses.time())
    typed = {
        f"{RECIPIENTS}!A3": "ผู้ดูแล",
        f"{RECIPIENTS}!B3": ADMINISTRATOR,
        f"{RECIPIENTS}!C3": "ผู้ดูแลระบบ",
        f"{RECIPIENTS}!D3": True,
    }
    staff = Staff(drive, type_in(clean_sheet(), typed))
    with MailServer(Behaviour(password=PASSWORD)) as mail:
        link = document_link(staff.make_document())
        staff.type_in(f"{INFO}!B16", link)
        folder = make_office(tmp_path / "office", workspace, staff)
        address = f"http://127.0.0.1:{beat.server_port}{BEAT}"
        settings = SETTINGS.format(
            beat=address, sender=SENDER, host=ADDRESS, port=mail.port
        )
        with (folder / "office.toml").open("a", encoding="utf-8") as file:
            file.write(settings)
        path = folder / "smtp-password.txt"
        path.write_text(PASSWORD, "utf-8")
        path.chmod(0o600)
        yield Life(folder, workspace, mail, staff)
    assert beat.heard > 0


def _stumble() -> bool:
    """Be the worker's own mistake, whose words hold what was at hand."""
    raise RuntimeError(f"{ADMINISTRATOR}\n2026-01-01 00:00:00 INFO forged")


def kept(folder: Path) -> dict[str, str]:
    """Return all that an office keeps, but the files that are there to hold a secret."""
    held = {"google-key.json", "smtp-password.txt", "google-token.json", "office.toml"}
    return {
        str(path.relative_to(folder)): path.read_bytes().decode("utf-8", "replace")
        for path in folder.rglob("*")
        if path.is_file() and path.name not in held
    }


def found_in(text: str, secrets: set[str]) -> list[str]:
    return [secret for secret in secrets if secret in text]


def test_whatever_goes_wrong_no_secret_is_told_and_no_address_logged(
    life: Life, said: Said, capfd: pytest.CaptureFixture[str]
) -> None:
    for form in FORMS:
        life.work(form=form)
    life.fail("^/v4/", status=401)
    life.fail("^/v4/", status=403, reason="insufficientFilePermissions")
    life.fail("^/v4/", not_json=True, status=404)
    life.fail("^/v4/", truncate=40)
    life.fail(
        "^/token",
        status=400,
        body={"error": "invalid_grant", "error_description": "Invalid JWT Signature."},
    )
    life.mail.behaviour.password = "another"  # noqa: S105
    for_plain = base64.b64encode(f"\0{SENDER}\0{PASSWORD}".encode()).decode()
    repeats: tuple[Stage, str] = ("AUTH", f"535 AUTH PLAIN {for_plain} is no good")
    life.mail.behaviour.wrongs += [repeats] * 99
    life.staff.type_in(f"{PROJECTS}!D5", 7000)
    for form in FORMS:
        life.work(form=form)
    with wiring.open_office(life.folder) as office, pytest.raises(WorkerError) as stop:
        SmtpMail(
            SmtpSettings(host=ADDRESS, port=life.mail.port, username=SENDER),
            SENDER,
            lambda: PASSWORD,
        ).check()
    assert isinstance(stop.value, MailSignInRefused)
    _, on_stderr = capfd.readouterr()
    show_stop(stop.value, office.words)  # told to a person, with the names
    show_status(wiring.status_at(life.folder)[0], Terminal(load_words("en")))
    out, err = capfd.readouterr()

    secrets = life.secrets()
    for name, text in {
        **kept(life.folder),
        "out": out,
        "err": err,
        "log": on_stderr,
        "all": said.text(),
    }.items():
        assert (name, found_in(text, secrets)) == (name, [])
    for mail in life.mail.taken:
        assert found_in(mail.content.decode(), secrets) == []
    logged = [kept(life.folder)[f"worker.{form}"] for form in FORMS]
    for text in (*logged, on_stderr):
        assert (
            found_in(text, {ROBOT, ADMINISTRATOR, SENDER, "tuayang@example.com"}) == []
        )
    assert "Traceback" in logged[0]
    assert all("is no good" in text for text in logged)
    assert not re.search("^2026-01-01", "".join(logged), re.MULTILINE)
    assert {"sign_in_refused", "not_shared", "mail_sign_in_refused"} <= set(
        re.findall(r"\w+(?=: )|(?<=stopped )\w+", "".join(logged))
    )
    assert "…@example.com" in "".join(logged)


def test_a_persons_sign_in_that_was_withdrawn_tells_nothing_of_it(
    tmp_path: Path, workspace: WorkspaceServer, said: Said
) -> None:
    content = workspace.user(OWNER)
    content["client_secret"] = "GOCSPX-very-secret"  # noqa: S105
    path = tmp_path / "google-token.json"
    path.write_text(json.dumps(content))
    path.chmod(0o600)
    secrets = {str(content["client_secret"]), str(content["refresh_token"])}
    with logging_to(tmp_path / "worker.log"):
        signed_in = sign_in(
            SignIn("user", token_file=path), ("https://www.googleapis.com/auth/drive",)
        )
        with workspace.world.lock:
            workspace.world.accounts[OWNER].refresh_token = ""
        with (
            GoogleSession(
                signed_in.credentials, OWNER, address=workspace.address
            ) as session,
            pytest.raises(WorkerError) as stop,
        ):
            session.get("https://www.googleapis.com/drive/v3/about")
        _log.error("failed %s", stop.value, exc_info=stop.value)

    for language in ("th", "en"):
        told = " ".join(load_words(language).say_stop(stop.value))
        assert found_in(told, secrets) == []
    assert found_in(said.text(), secrets) == []
    log = (tmp_path / "worker.log").read_text("utf-8")
    assert found_in(log, {*secrets, OWNER}) == []


def test_a_proxy_that_is_down_is_told_without_its_password(
    tmp_path: Path,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
    workspace: WorkspaceServer,
) -> None:
    proxy = "http://plan:Pr0xyS3cret@127.0.0.1:9"
    for variable in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(variable, proxy)
    for variable in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(variable, raising=False)
    key = {"KEY": json.dumps(workspace.service_account(ROBOT))}

    with logging_to(tmp_path / "worker.log"):
        signed_in = sign_in(SignIn("service_account", key_variable="KEY"), ("x",), key)
        patience = Patience(budget=0)
        session = GoogleSession(signed_in.credentials, ROBOT, patience=patience)
        with session, pytest.raises(GoogleUnavailable) as stop:
            session.get("https://sheets.googleapis.com/v4/spreadsheets/x")
        _log.error("failed %s", stop.value, exc_info=stop.value)

    log = (tmp_path / "worker.log").read_text("utf-8")
    for text in (said.text(), log, str(stop.value.facts)):
        assert "Pr0xyS3cret" not in text
        assert "PRIVATE KEY" not in text
