"""The commands of a province, as far as they make no visits."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sync.cli.commands import app
from sync.cli.session import Session
from sync.errors import (
    ConfigError,
    DatabaseAway,
    DatabaseTaken,
    ExtraMissing,
    NoSuchOffice,
    OfficeElsewhere,
    OfficeListUnusable,
    OfficeNameUnusable,
    OfficeThere,
    ProvinceMissing,
    SourceWithoutTable,
    Stopped,
)
from sync.ledger import Ledger
from sync.ledger.postgres import PostgresHome
from sync.province.listed import note_known
from sync.province.places import ProvincePaths
from sync.province.registry import Known, Listed
from sync.province.setting_up import load_province
from sync.province.sharing import Alone
from sync.settings.office_file import load_settings
from tests.offices import EXAMPLE, ROOT

LINK = "https://docs.google.com/spreadsheets/d/1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/edit"
Run = Callable[..., Result]


@pytest.fixture
def paths(tmp_path: Path) -> ProvincePaths:
    return ProvincePaths(tmp_path / "province")


@pytest.fixture
def run(paths: ProvincePaths) -> Run:
    def run(*arguments: str) -> Result:
        command = ["province", "--province", str(paths.folder), *arguments]
        return CliRunner().invoke(app, command, obj=Session())

    return run


def test_a_province_is_made_once(paths: ProvincePaths, run: Run) -> None:
    first = run("init")
    paths.settings.write_text('language = "en"\n', "utf-8")
    again = run("init")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert paths.settings.read_text("utf-8") == 'language = "en"\n'
    assert "nothing was changed" in again.output
    assert (paths.folder / "keys").stat().st_mode & 0o077 == 0


def test_offices_are_added_one_by_one_and_from_a_list(
    paths: ProvincePaths, run: Run, tmp_path: Path
) -> None:
    offices = tmp_path / "offices.csv"
    offices.write_text(f"name,sheet\nb,{LINK}\nc,{LINK}\n", "utf-8-sig")
    run("init")

    added = [
        run("add", "a", str(EXAMPLE)),
        run("add", "--list", str(offices)),
        run("add", "--list", str(offices)),
    ]

    assert [it.exit_code for it in added] == [0, 0, 0], added
    assert list(paths.office_names()) == ["a", "b", "c"]
    assert paths.office("a").workbook.exists()
    google = load_settings(paths.office("b").settings).google
    assert google
    assert google.spreadsheet == LINK


def test_of_an_office_added_with_a_broken_plan_is_said_what_import_says(
    paths: ProvincePaths, run: Run, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.txt"
    rows = "1\tโครงการอบรม\t1\t10,000\n2\tกิจกรรมจิตอาสา\t1\t5,000\n"
    header = "ลำดับ\tโครงการ\tมิติ\tงบประมาณ\n"
    plan.write_text(f"แผนต้านทุจริต\n{header}{rows}รวม\t\t\t99,000\n", "utf-8")
    run("init")

    added = run("add", "a", str(plan))
    office = ["import", str(plan), "--office", str(tmp_path / "alone")]
    said = CliRunner().invoke(app, office, obj=Session())

    assert (added.exit_code, said.exit_code) == (1, 1)
    assert "99,000.00" in added.output
    assert added.output.splitlines()[:-1] == said.output.splitlines()[:-1]
    assert paths.office("a").workbook.exists()


def test_no_office_is_added_with_a_plan_without_its_table(
    paths: ProvincePaths, run: Run, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.txt"
    section = "ลำดับที่ 1\n1. ชื่อโครงการ : อบรม\n2. หลักการและเหตุผล\nเห็นความสำคัญ\n"
    plan.write_text(section, "utf-8")
    run("init")

    added = run("add", "a", str(plan))

    assert isinstance(added.exception, SourceWithoutTable)
    assert not paths.office("a").workbook.exists()


@pytest.mark.parametrize(
    ("arguments", "stop"),
    [
        (("add", "../up", LINK), OfficeNameUnusable),
        (("add", "a/b", LINK), OfficeNameUnusable),
        (("pause", "nobody"), NoSuchOffice),
        (("now", "nobody"), NoSuchOffice),
        (("add", "--list", str(ROOT / "README.md")), OfficeListUnusable),
        (("add", "--list", "no-such-file.csv"), OfficeListUnusable),
    ],
)
def test_what_cannot_be_is_a_stop_and_changes_nothing(
    paths: ProvincePaths, run: Run, arguments: tuple[str, ...], stop: type[Exception]
) -> None:
    run("init")

    result = run(*arguments)

    assert isinstance(result.exception, stop)
    assert list(paths.offices.iterdir()) == []
    assert not paths.paused.exists()


def test_an_office_is_there_only_when_it_is_whole(
    paths: ProvincePaths, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    run("init")
    with monkeypatch.context() as patch:
        patch.setattr("sync.province.setting_up.put_if_missing", killed)
        with pytest.raises(Stopped):
            run("add", "a", LINK)
    half = paths.office_names()
    run("add", "a", LINK)

    assert half == []
    assert paths.office_names() == ["a"]
    assert [it.name for it in paths.offices.iterdir()] == ["a"]


def test_a_link_that_is_none_leaves_no_office(paths: ProvincePaths, run: Run) -> None:
    run("init")

    result = run("add", "a", "x://y z")

    assert result.exit_code != 0
    assert not paths.office("a").settings.exists()


@pytest.mark.parametrize("command", ["run", "work", "now", "status", "doctor"])
def test_without_a_province_every_command_says_so(run: Run, command: str) -> None:
    assert isinstance(run(command).exception, ProvinceMissing)


def test_a_province_of_several_machines_is_made_with_their_database(
    paths: ProvincePaths, run: Run
) -> None:
    nowhere = "postgresql://plan:secret@127.0.0.1:1/province"

    wrong = run("init", "--database", "province")
    made = run("init", "--database", nowhere)
    status = run("status")

    assert isinstance(wrong.exception, ConfigError)
    assert made.exit_code == 0
    assert paths.settings.stat().st_mode & 0o777 == 0o600
    assert load_province(paths).database == nowhere
    assert isinstance(status.exception, DatabaseAway)
    assert "secret" not in f"{made.output}{status.output}{status.exception}"


def test_ledgers_are_moved_into_the_database_and_out_again(
    database: str,
    paths: ProvincePaths,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run("init")
    for name in ("a", "b"):
        run("add", name, str(EXAMPLE))
        Ledger.open(paths.office(name).ledger).close()
    assert run("ledgers", "in").exit_code == 2

    monkeypatch.setattr("sync.adapters.ledgers._database_in", lambda *_: database)
    moved = run("ledgers", "in"), run("ledgers", "in", "a")
    inside = [paths.office(name).ledger.exists() for name in ("a", "b")]
    back = run("ledgers", "out", "b")

    assert [it.exit_code for it in (*moved, back)] == [0, 0, 0]
    assert inside == [False, False]
    assert not paths.office("a").ledger.exists()
    assert paths.office("b").ledger.exists()


def test_a_database_with_ledgers_of_others_takes_no_new_province(
    database: str, paths: ProvincePaths, run: Run, tmp_path: Path
) -> None:
    home = PostgresHome(database, "a", tmp_path / "ledger.db", nullcontext)
    home.open().close()

    made = run("init", "--database", database)

    assert isinstance(made.exception, DatabaseTaken)
    assert not paths.settings.exists()


@pytest.mark.parametrize("source", [LINK, str(EXAMPLE)])
def test_no_office_is_added_whose_ledger_is_in_the_database(
    database: str, paths: ProvincePaths, run: Run, source: str
) -> None:
    run("init", "--database", database)
    office = paths.office("a")
    PostgresHome(database, "a", office.ledger, nullcontext).open().close()
    shutil.rmtree(office.folder, ignore_errors=True)

    taken, free = run("add", "a", source), run("add", "b", source)

    assert isinstance(taken.exception, OfficeElsewhere)
    assert not office.folder.exists()
    assert free.exit_code == 0


def test_offices_are_paused_and_resumed_by_name_or_all(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    run("add", "b", LINK)

    run("pause", "a")
    one = paths.paused_names()
    run("pause")
    every = paths.paused_names()
    run("resume")

    assert one == {"a"}
    assert "*" in every
    assert paths.paused_names() == frozenset()


def test_a_night_asked_for_of_a_paused_office_is_refused_at_once(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    run("add", "b", LINK)
    run("pause", "a")
    one = run("now", "a")
    run("pause")
    some, every = run("now", "b"), run("now")

    assert (one.exit_code, some.exit_code, every.exit_code) == (1, 1, 1)
    assert one.output == "หยุดพักอยู่ จึงไม่ทำ: a ให้ทำต่อด้วย run.py province resume a\n"
    said = "ทุกหน่วยงานหยุดพักอยู่ จึงไม่มีการทำงานใด ให้ทำต่อด้วย run.py province resume\n"
    assert (some.output, every.output) == (said, said)
    assert not paths.engine.exists()


def test_resuming_one_where_all_are_paused_says_that_all_are(run: Run) -> None:
    run("init")
    run("add", "a", LINK)
    run("pause")

    assert "ทุกหน่วยงานหยุดพักอยู่" in run("resume", "a").output


def test_a_broken_office_is_shown_though_all_are_paused(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    run("add", "b", LINK)
    paths.office("a").settings.write_text("x = [", "utf-8")
    run("pause")

    status = run("status")

    assert status.exit_code == 0  # a person has paused it, and nobody is called
    assert "ทุกหน่วยงานหยุดพักอยู่" in status.output
    assert "a\tหยุดพักไว้\tใช้ค่าตั้งไม่ได้" in status.output
    assert "b\t" not in status.output


def test_who_is_paused_is_read_however_people_saved_it(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    paths.paused.write_bytes(b"\xef\xbb\xbf a \r\n\xff\xfe\r\n")

    assert "a" in paths.paused_names()
    assert run("status").exit_code == 0


@pytest.mark.parametrize(
    "name", ["records.db", "engine.db", "listed.json", "told.json"]
)
def test_what_is_spoilt_in_a_provinces_folder_is_told_in_lines_of_the_log_alone(
    paths: ProvincePaths, run: Run, name: str
) -> None:
    run("init")
    run("add", "a", LINK)
    (paths.folder / name).write_bytes(b"spoilt" * 999)
    command = [sys.executable, str(ROOT / "run.py"), "province"]
    command += ["--province", str(paths.folder), "status"]

    status = subprocess.run(command, capture_output=True, text=True, check=False)

    told = status.stderr.splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\d .* WARNING cycle=- ", it) for it in told)
    assert status.returncode == 0
    assert "Traceback" not in status.stdout + status.stderr


def test_an_office_that_is_off_in_the_list_stays_paused_and_resume_says_so(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    run("add", "b", LINK)
    own = f'[registry]\nspreadsheet = "{LINK}"\n'
    pool = '[[pool]]\nname = "north"\nkey_file = "keys/north.json"\n'
    paths.settings.write_text(f'language = "en"\n{own}{pool}', "utf-8")
    note_known(Alone(paths), Known({"a": Listed("1a", on=False), "b": Listed("1b")}))

    resumed, status = run("resume"), json.loads(run("status", "--json").output)

    assert "Still paused" in resumed.output
    assert resumed.output.rstrip().endswith(": a")
    health = {it["office"]: it["health"] for it in status["offices"]}
    assert health == {"a": "paused", "b": "new"}


def test_status_says_who_needs_somebody_and_by_its_exit_status(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    new = run("status")
    paths.office("a").settings.write_text("x = [", "utf-8")

    failing = run("status")
    told: Any = json.loads(run("status", "--json").output)
    metrics = run("status", "--metrics").output

    assert (new.exit_code, failing.exit_code) == (0, 1)
    assert "ใช้ค่าตั้งไม่ได้" in failing.output
    assert told["offices"][0]["code"] == "config"
    assert 'plan_sync_offices{health="failing"} 1' in metrics
    assert "ใช้ค่าตั้งไม่ได้" in paths.page.read_text("utf-8")


def test_the_doctor_looks_at_each_offices_settings_and_at_each_pools_key(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "good", LINK)
    paths.office("broken").folder.mkdir()
    paths.office("broken").settings.write_text("x = [", "utf-8")
    pool = '[[pool]]\nname = "north"\nkey_file = "keys/north.json"\n'
    paths.settings.write_text(pool, "utf-8")

    result = run("doctor", "--json")

    found: Any = json.loads(result.output)
    levels = {it["name"]: it["level"] for it in found}
    assert levels == {
        "broken": "wrong",
        "settings": "good",
        "disk": "good",
        "north": "wrong",
    }
    assert result.exit_code == 1


def test_each_broken_office_is_named_with_what_is_wrong_where_and_its_cure(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    for name in ("good", "toml", "empty", "junk"):
        run("add", name, str(EXAMPLE))
    paths.office("toml").settings.write_text("x = [", "utf-8")
    paths.office("empty").workbook.unlink()
    paths.office("junk").ledger.write_text("hello", "utf-8")
    broken = {
        "toml": str(paths.office("toml").settings),
        "empty": str(paths.office("empty").workbook),
        "junk": str(paths.office("junk").ledger),
    }

    found: Any = json.loads(run("doctor", "--json").output)
    wrong = {it["name"]: it for it in found if it["level"] == "wrong"}
    assert wrong.keys() == broken.keys()
    assert all(broken[name] in wrong[name]["says"] for name in broken)
    assert all(it["cure"] for it in wrong.values())

    shown = run("status").output.splitlines()
    for name in ("toml", "junk"):  # the other was never visited
        (at,) = [n for n, line in enumerate(shown) if line.startswith(f"{name}: ")]
        assert broken[name] in shown[at]
        assert shown[at + 1].startswith("  → ")


def test_an_office_that_is_there_is_not_added_and_no_other_command_is_advised(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", str(EXAMPLE))

    again = run("add", "a", str(EXAMPLE))

    assert isinstance(again.exception, OfficeThere)
    assert again.exception.path == paths.office("a").workbook


def test_packages_that_are_missing_are_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.cli.province._NEEDED", ("dbos", "no_such_package"))

    result = run("init")

    assert isinstance(result.exception, ExtraMissing)
    assert result.exception.facts == {"packages": "“no_such_package”"}
