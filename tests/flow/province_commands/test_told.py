"""What the commands tell of a province: status, doctor, and what is spoilt."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from sync.errors import ExtraMissing
from sync.province.places import ProvincePaths
from tests.flow.province_commands.running import LINK, Run
from tests.offices import EXAMPLE, ROOT


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
    assert "ใช้การตั้งค่าไม่ได้" in failing.output
    assert told["offices"][0]["code"] == "config"
    assert 'plan_sync_offices{health="failing"} 1' in metrics
    assert "ใช้การตั้งค่าไม่ได้" in paths.page.read_text("utf-8")


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


def test_packages_that_are_missing_are_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.cli.province._NEEDED", ("dbos", "no_such_package"))

    result = run("init")

    assert isinstance(result.exception, ExtraMissing)
    assert result.exception.facts == {"packages": "“no_such_package”"}


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
        after = (line for line in shown[at + 1 :] if not line.startswith("  - "))
        assert next(after).startswith("  → ")
