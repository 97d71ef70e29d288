"""The doctor at a local office, at the terminal and for programs."""

import json
import os
import re
import shutil
import socket
import subprocess
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from sync.cli.commands import app
from sync.cli.session import Session
from sync.doctor import Level, Say
from sync.doctor.here import Here
from sync.doctor.visit import visit
from sync.errors import StorageError
from sync.importing.example import load_example
from sync.ledger import Ledger
from sync.messages import load_words
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.resources import TEMPLATES
from sync.settings.frames import load_frames
from sync.settings.values import Settings
from sync.wiring import create_office, set_up_office
from tests.offices import example_office
from tests.users import (
    GROUP,
    WORKER,
    as_root,
    as_user,
    fill,
    open_the_way,
    small_disk,
)

on_posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes of POSIX")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return example_office(tmp_path / "office")


def doctor(office: Path, *options: str) -> tuple[int, str]:
    ran = CliRunner().invoke(
        app, ["--office", str(office), "doctor", *options], obj=Session()
    )
    return ran.exit_code, ran.output


def levels(office: Path) -> dict[str, str]:
    _, out = doctor(office, "--json")
    return {result["name"]: result["level"] for result in json.loads(out)}


def test_a_new_office_is_ready(office: Path) -> None:
    before = {path: path.read_bytes() for path in office.iterdir()}

    status, out = doctor(office)

    assert status == 0
    assert "ดี\tแท็บและหัวคอลัมน์: ครบ มี 16 โครงการ" in out
    assert out.endswith("ทุกอย่างพร้อม\n")
    assert {path: path.read_bytes() for path in office.iterdir()} == before


def test_settings_that_are_wrong_are_all_that_is_said(office: Path) -> None:
    (office / "office.toml").write_text('language = "de"\nlookout = 1\n')

    status, out = doctor(office)

    assert status == 1
    assert "language" in out
    assert "lookout" in out
    assert levels(office) == {"settings": "wrong"}


def test_a_workbook_that_is_gone_is_said_and_the_rest_looked_at(office: Path) -> None:
    (office / "plan.xlsx").unlink()

    found = levels(office)

    assert found["tabs"] == "wrong"
    assert found["templates"] == found["ledger"] == "good"


def test_a_ledger_that_is_broken_is_said(office: Path) -> None:
    (office / "ledger.db").write_bytes(b"no ledger at all" * 100)

    assert levels(office)["ledger"] == "wrong"


def test_a_clock_that_is_behind_what_was_done_is_a_warning(office: Path) -> None:
    with time_machine.travel(datetime(2099, 1, 1, 3, tzinfo=UTC), tick=False):
        CliRunner().invoke(app, ["--office", str(office)], obj=Session())

    (ledger,) = (
        it for it in visit(office, Say(load_words("th"))) if it.name == "ledger"
    )

    assert ledger.level == Level.WARNING
    assert "2099-01-01 10:00 ซึ่งยังมาไม่ถึง" in ledger.says
    assert "ตั้งเวลา" in ledger.cure


def test_a_mail_server_that_is_away_is_wrong_for_no_mail_would_leave(
    office: Path,
) -> None:
    (office / "office.toml").write_text(
        '[mail]\nway = "smtp"\n[mail.smtp]\nhost = "127.0.0.1"\nport = 1\n'
    )

    status, out = doctor(office)

    assert status == 1
    assert "ผิด\tอีเมล: ติดต่อ 127.0.0.1:1 ไม่ได้" in out
    assert out.endswith("ต้องแก้ไข 1 ข้อ\n")


@pytest.mark.parametrize(
    ("free", "level", "ends"),
    [
        (9, "wrong", (1, "ต้องแก้ไข 1 ข้อ\n")),
        (10, "warning", (0, "ทำงานได้ แต่มีคำเตือน 1 ข้อที่ควรดู: พื้นที่ว่าง\n")),
        (200, "good", (0, "ทุกอย่างพร้อม\n")),
    ],
)
def test_the_last_line_is_as_true_as_the_exit_status(
    office: Path,
    monkeypatch: pytest.MonkeyPatch,
    free: int,
    level: str,
    ends: tuple[int, str],
) -> None:
    usage = shutil._ntuple_diskusage(10**12, 0, free * 2**20)
    monkeypatch.setattr("sync.doctor.here.shutil.disk_usage", lambda _: usage)
    monkeypatch.setattr("sync.doctor.here.find_libreoffice", lambda: Path("soffice"))
    monkeypatch.setattr("sync.doctor.here.has_thai_font", lambda: True)

    status, out = doctor(office)

    assert levels(office)["disk"] == level
    assert (status, out.splitlines(keepends=True)[-1]) == ends


def test_a_password_that_is_missing_is_wrong(office: Path) -> None:
    (office / "office.toml").write_text(
        '[mail]\nway = "smtp"\n[mail.smtp]\nhost = "127.0.0.1"\nusername = "plan"\n'
    )

    assert levels(office)["mail"] == "wrong"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = levels(tmp_path / "nowhere")

    assert (found["folder"], found["disk"]) == ("wrong", "left_out")


def test_a_template_that_is_no_word_document_is_named(office: Path) -> None:
    (office / "templates").mkdir()
    (office / "templates" / "plan.docx").write_text("<html>")

    status, out = doctor(office)

    assert status == 1
    assert "ไม่ใช่เอกสาร Word" in out


def test_a_clock_that_lost_its_time_is_what_is_wrong(tmp_path: Path) -> None:
    with time_machine.travel(datetime(1970, 1, 1, tzinfo=UTC), tick=False):
        (result,) = visit(tmp_path / "office", Say(load_words("th")))

    assert (result.name, result.level) == ("clock", Level.WRONG)
    assert "นาฬิกา" in result.says


@on_posix
def test_private_files_that_others_can_open_are_named_and_left_as_they_are(
    office: Path,
) -> None:
    (office / "office.toml").write_text(
        '[mail]\nway = "smtp"\nsender = "a@example.com"\n[mail.smtp]\nhost = "127.0.0.1"\n'
        'port = 9\nusername = "u"\n'
    )
    wide = (
        "ledger.db",
        "worker.log.1",
        "report-20261128-010203.txt",
        "smtp-password.txt",
    )
    for name in (*wide, "worker.log"):
        (office / name).touch()
        (office / name).chmod(0o640 if name in wide else 0o600)
    for name, mode in (("backups", 0o750), ("outbox", 0o700)):
        (office / name).mkdir()
        (office / name / "one").touch()
        (office / name).chmod(mode)

    _, out = doctor(office)

    assert levels(office)["private"] == "warning"
    named = "ledger.db, worker.log.1, report-20261128-010203.txt, backups, smtp-password.txt"
    assert f"เตือน\tไฟล์ที่เป็นความลับ: ผู้อื่นในเครื่องเปิดไฟล์ที่ควรเป็นความลับได้: {named}" in out
    paths = " ".join(f"{office}/{name}" for name in named.split(", "))
    assert f"สั่ง chmod -R go= {paths}" in out
    assert (office / "ledger.db").stat().st_mode & 0o777 == 0o640

    subprocess.run(["/bin/sh", "-c", f"chmod -R go= {paths}"], check=True)
    assert levels(office)["private"] == "good"


@on_posix
def test_an_office_that_a_group_shares_is_not_called_wrong(office: Path) -> None:
    old = os.umask(0o007)  # as deploy/plan-sync.service has it
    try:
        office.chmod(0o2770)
        CliRunner().invoke(app, ["--office", str(office)], obj=Session())
    finally:
        os.umask(old)
    (office / "plan.xlsx").chmod(0o660)

    assert (office / "ledger.db").exists()
    assert (office / "outbox").is_dir()
    found = levels(office)
    assert (found["private"], found["owners"]) == ("good", "good")


@as_root
def test_files_that_are_another_users_are_named(office: Path) -> None:
    Ledger.open(office / "ledger.db").close()
    os.chown(office / "ledger.db", WORKER, GROUP)
    (office / ".worker.lock").touch(0o600)

    _, out = doctor(office)

    assert levels(office)["owners"] == "warning"
    assert f"ไม่ใช่ของผู้ใช้ {WORKER} ระบบอาจเปิดไม่ได้: .worker.lock" in out
    assert f"สั่ง sudo chown -R {WORKER}: {office}/.worker.lock" in out


@as_root
def test_what_root_makes_in_the_workers_office_does_not_shut_it_out(
    office: Path,
) -> None:
    open_the_way(office.parent)
    for path in (office, *office.iterdir()):
        os.chown(path, WORKER, GROUP)
    office.chmod(0o2770)

    CliRunner().invoke(app, ["--office", str(office)], obj=Session())
    by_root = {path: path.stat() for path in sorted(office.rglob("*"))}

    def again() -> str:
        ran = CliRunner().invoke(app, ["--office", str(office)], obj=Session())
        return f"{ran.exit_code} {ran.exception}"

    assert {path.name: it.st_uid for path, it in by_root.items()} == {
        path.name: WORKER for path in by_root
    }
    assert len([path for path in by_root if path.name == ".worker.lock"]) == 1
    assert as_user(WORKER, again) == "0 None"


def test_a_new_office_keeps_itself_out_of_git_and_a_persons_word_stays(
    office: Path,
) -> None:
    ours = (office / ".gitignore").read_text("utf-8")
    (office / ".gitignore").write_text("mine\n")

    set_up_office(office)

    assert (office / ".gitignore").read_text("utf-8") == "mine\n"
    (office / ".gitignore").unlink()
    set_up_office(office)
    assert (office / ".gitignore").read_text("utf-8") == ours


def test_of_an_office_git_sees_settings_words_and_templates_only(office: Path) -> None:
    kept = (".gitignore", "office.toml", "words.toml", "templates/mail/a.html")
    others = ("ledger.db-wal", "backups/a.db.gz", "google-key.json", "outbox/a.eml")
    for name in (*kept, *others):
        (office / name).parent.mkdir(parents=True, exist_ok=True)
        (office / name).touch()
    run = partial(
        subprocess.run, cwd=office, check=True, capture_output=True, text=True
    )
    run(["git", "init", "-q"])

    seen = run(
        ["git", "ls-files", "--others", "--exclude-standard"]
    ).stdout.splitlines()

    assert sorted(seen) == sorted(kept)


@pytest.mark.parametrize(
    "name", ["documents", "public", "outbox", "backups", ".worker.lock", "ledger.db"]
)
@as_root
def test_a_place_that_the_worker_may_not_write_to_is_named_before_the_night(
    office: Path, name: str
) -> None:
    open_the_way(office.parent)
    CliRunner().invoke(app, ["--office", str(office), "--once"], obj=Session())
    (office / "public").mkdir()  # of a plan with errors there is none
    for path in (office, *office.rglob("*")):
        os.chown(path, WORKER, GROUP)
    os.chown(office / name, 0, 0)
    (office / name).chmod(0o755 if (office / name).is_dir() else 0o644)
    here = Here(OfficePaths(office), Settings(), TEMPLATES, Say(load_words("th")))

    def places() -> str:
        try:
            return here.places().says
        except StorageError as stop:
            return f"{stop.code} {stop.path}"

    assert as_user(WORKER, places) == f"not_permitted {office / name}"
    os.chown(office / name, WORKER, GROUP)
    assert "เขียนได้ทุกแห่ง" in as_user(WORKER, places)


def test_a_disk_without_a_byte_is_wrong_before_the_night(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "4m") as disk:
        plan = load_example(load_headers(), load_frames()[0].dimensions)
        create_office(disk / "office", plan)
        (disk / "office" / "documents").mkdir()
        assert levels(disk / "office")["places"] == "good"
        fill(disk)
        before = sorted(disk.rglob("*"))

        _, out = doctor(disk / "office", "--json")

        found = {each["name"]: each for each in json.loads(out)}
        assert found["folder"]["level"] == found["places"]["level"] == "wrong"
        assert "เต็ม" in found["places"]["says"]
        assert sorted(disk.rglob("*")) == before


def test_the_heartbeat_is_looked_for_and_not_called(office: Path) -> None:
    def heartbeat(address: str) -> str:
        text = (office / "office.toml").read_text("utf-8")
        new = re.sub(r'(?m)^heartbeat = ".*"', f'heartbeat = "{address}"', text)
        (office / "office.toml").write_text(new, "utf-8")
        return levels(office)["heartbeat"]

    with socket.create_server(("127.0.0.1", 0)) as listener:
        here = f"http://127.0.0.1:{listener.getsockname()[1]}/secret"
        assert heartbeat(here) == "good"
        line, _ = listener.accept()
        with line:
            assert line.recv(100) == b""

    assert heartbeat(here) == "wrong"
    assert "secret" not in doctor(office)[1]
    assert heartbeat("") == "good"


@on_posix
def test_a_machine_without_a_thai_font_is_told_before_a_pdf_of_boxes_is_mailed(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("fc-list", "soffice"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o700)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")

    _, out = doctor(office)

    assert levels(office)["pdf"] == "warning"
    assert "ไม่มีแบบอักษรไทย" in out


def test_a_new_ledger_beside_an_old_sheet_is_a_warning(office: Path) -> None:
    assert levels(office)["tabs"] == "good"
    CliRunner().invoke(app, ["--office", str(office)], obj=Session())
    known = levels(office)["tabs"]

    OfficePaths(office).ledger.unlink()

    assert (known, levels(office)["tabs"]) == ("good", "warning")
    assert "เป็นเล่มใหม่" in doctor(office)[1]


def test_what_sends_the_public_folder_on_is_looked_for_and_not_used(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = (office / "office.toml").read_text("utf-8")

    def public(way: str) -> tuple[str, str]:
        (office / "office.toml").write_text(f"{settings}\n{way}", "utf-8")
        found = {it["name"]: it for it in json.loads(doctor(office, "--json")[1])}
        return found["public"]["level"], found["public"]["says"]

    hook = '[public.hook]\ncommand = ["./send-public"]'
    server = '[public.ftps]\nhost = "127.0.0.1"\nusername = "clerk"'
    assert public("") == ("good", "ทางที่ตั้งให้ส่งต่อ: –")
    assert public(hook)[0] == public(server)[0] == "wrong"
    assert "send-public" in public(hook)[1]
    assert "public.ftps" in public(server)[1]

    (office / "send-public").write_text("exit 1")
    (office / "public-password.txt").write_text("secret")
    level, says = public(f"{hook}\n{server}")
    assert (level, says) == ("good", "ทางที่ตั้งให้ส่งต่อ: ftps, hook")

    monkeypatch.setenv("PATH", "")
    level, says = public('[public.git]\nremote = "git@example.com:site.git"')
    assert level == "wrong"
    assert "git" in says


@pytest.mark.parametrize("place", ["www", "office/www"], ids=["away", "within"])
def test_a_public_folder_that_is_a_link_is_no_place_to_write_to(
    office: Path, tmp_path: Path, place: str
) -> None:
    (tmp_path / place).mkdir()
    (office / "public").symlink_to(tmp_path / place)

    assert levels(office)["places"] == "wrong"
