"""The doctor at a local office, at the terminal and for programs."""

import json
import os
import re
import shutil
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from sync import wiring
from sync.cli.commands import app
from sync.cli.session import Session
from sync.cycle import turn
from sync.doctor import Level, Say
from sync.doctor.visit import visit
from sync.messages import load_words
from sync.paths import OfficePaths
from tests.flow.doctor.looking import doctor, levels, on_posix


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


def test_a_ledger_is_healthy_with_all_that_an_office_can_set(office: Path) -> None:
    settings = OfficePaths(office).settings
    nothing = json.dumps([sys.executable, "-c", "pass"])
    settings.write_text(
        f"""
        [document]
        pdf = false
        [approval]
        approvers = ["nayok@example.com"]
        [hooks]
        after_check = {nothing}
        after_publish = {nothing}
        on_trouble = {nothing}
        [mail]
        way = "smtp"
        digest = "weekly"
        [mail.smtp]
        host = "127.0.0.1"
        port = 1
        [public.hook]
        command = {nothing}
        """,
        "utf-8",
    )
    found = {}
    for day in ("2027-04-02", "2027-04-05", "2027-04-06", "2027-10-04", "2027-10-05"):
        with time_machine.travel(f"{day} 01:00+07:00", tick=False):
            if day == "2027-10-05":
                with wiring.open_office(office) as services:
                    turn.make_turn(services, turn.find_turn(services))
            CliRunner().invoke(app, ["--office", str(office)], obj=Session())
            found[day] = levels(office)["ledger"]

    assert set(found.values()) == {"good"}, found


def test_a_clock_that_is_behind_what_was_done_is_a_warning(office: Path) -> None:
    with time_machine.travel(datetime(2099, 1, 1, 3, tzinfo=UTC), tick=False):
        CliRunner().invoke(app, ["--office", str(office)], obj=Session())

    (ledger,) = (
        it for it in visit(office, Say(load_words("th"))) if it.name == "ledger"
    )

    assert ledger.level == Level.WARNING
    assert "1 ม.ค. 2642 10:00 น. ซึ่งยังมาไม่ถึง" in ledger.says
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
    assert found["settings"] == "left_out"
    assert "office.toml จึงใช้ค่าเริ่มต้นทุกข้อ" in doctor(tmp_path / "nowhere")[1]


def test_settings_that_nobody_made_are_said_to_be_as_shipped(office: Path) -> None:
    path = OfficePaths(office).settings
    path.unlink()

    _, out = doctor(office)

    assert levels(office)["settings"] == "good"
    assert f"ไม่มีไฟล์ {path} จึงใช้ค่าเริ่มต้นทุกข้อ" in out


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
    assert public("") == ("good", "ทางที่ตั้งให้ส่งต่อ: ไม่มี")
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
