"""The doctor at a local office, at the terminal and for programs."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner

from sync.cli.commands import Session, app
from sync.doctor import Level, Say
from sync.doctor.visit import visit
from sync.importing.example import load_example
from sync.messages import load_words
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from sync.wiring import create_office


@pytest.fixture
def office(tmp_path: Path) -> Path:
    plan = load_example(load_headers(), load_frames()[0].dimensions)
    create_office(tmp_path / "office", plan)
    return tmp_path / "office"


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


def test_a_mail_server_that_is_away_is_a_warning(office: Path) -> None:
    (office / "office.toml").write_text(
        '[mail]\nway = "smtp"\n[mail.smtp]\nhost = "127.0.0.1"\nport = 1\n'
    )

    status, out = doctor(office)

    assert status == 0
    assert "เตือน\tอีเมล: ติดต่อ 127.0.0.1 ไม่ได้" in out


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
