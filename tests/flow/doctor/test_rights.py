"""The doctor looks who may open and write an office's files."""

import json
import os
import subprocess
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from sync.cli.commands import app
from sync.cli.session import Session
from sync.doctor import Say
from sync.doctor.here import Here
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
from tests.flow.doctor.looking import doctor, levels, on_posix
from tests.users import GROUP, WORKER, as_root, as_user, fill, open_the_way, small_disk


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
    assert f"เตือน\tไฟล์ที่เป็นความลับ: ผู้ใช้อื่นในเครื่องนี้เปิดไฟล์ที่ควรเป็นความลับได้: {named}" in out
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
