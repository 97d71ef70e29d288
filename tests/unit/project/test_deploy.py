"""The files that let the worker run by itself, as far as they can be tried here."""

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def commands() -> dict[str, list[str]]:
    """Return the arguments that each file starts ``run.py`` with."""
    unit = (DEPLOY / "plan-sync.service").read_text()
    task = etree.parse(DEPLOY / "plan-sync-task.xml")
    cron = (DEPLOY / "crontab").read_text().splitlines()[-1]
    container = (DEPLOY / "Containerfile").read_text()
    lines = {
        "systemd": re.findall(r"^ExecStart=(.*)$", unit, re.M)[0],
        "windows": str(task.findtext(f".//{TASK}Arguments")).replace("\\", "/"),
        "cron": cron,
        "container": re.findall(r"^CMD (.*)$", container, re.M)[0].translate(
            str.maketrans("", "", '[],"')
        ),
    }
    return {
        name: shlex.split(line.partition("run.py")[2]) for name, line in lines.items()
    }


@pytest.mark.parametrize("name", commands())
def test_every_file_starts_the_program_in_a_way_that_there_is(
    name: str, tmp_path: Path
) -> None:
    arguments = [
        str(tmp_path) if "/" in argument else argument for argument in commands()[name]
    ]

    ran = subprocess.run(
        [sys.executable, "run.py", *arguments],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    # wrong usage would be 2: it got as far as missing the spreadsheet
    assert ran.returncode == 3, ran.stderr.decode()


def test_the_unit_shuts_the_worker_in_and_starts_it_again() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "plan-sync.service")
    service = unit["Service"]

    assert service["Restart"] == "on-failure"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "true"
    office = shlex.split(service["ExecStart"])[-1]
    assert office.startswith(service["ReadWritePaths"])
    # asked to stop, it takes ten seconds at most
    assert int(service["TimeoutStopSec"]) > 10


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "plan-sync.service").read_text()
    text = re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", text, flags=re.M)
    unit = tmp_path / "plan-sync.service"
    unit.write_text(text.replace("User=plan-sync\n", ""))

    ran = subprocess.run(
        ["systemd-analyze", "verify", str(unit)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )

    assert "plan-sync.service" not in ran.stderr


def test_the_task_never_runs_twice_and_never_times_out() -> None:
    settings = etree.parse(DEPLOY / "plan-sync-task.xml").find(f"{TASK}Settings")

    assert settings is not None
    assert settings.findtext(f"{TASK}MultipleInstancesPolicy") == "IgnoreNew"
    assert settings.findtext(f"{TASK}ExecutionTimeLimit") == "PT0S"
    assert settings.find(f"{TASK}RestartOnFailure") is not None


def test_the_container_installs_only_what_is_locked_and_is_nobody_special() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()

    assert any("--require-hashes -r requirements.txt" in line for line in lines)
    assert [line for line in lines if line.startswith("USER")] == ["USER plan-sync"]
    taken = [line.split()[1] for line in lines if line.startswith("COPY")]
    assert taken == ["requirements.txt", "run.py", "config", "sync", "templates"]


def test_the_containers_image_is_pinned_by_its_digest() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()

    assert [line for line in lines if line.startswith("FROM")] == ["FROM ${PYTHON}"]
    (image,) = [line for line in lines if line.startswith("ARG PYTHON=docker.io/")]
    assert re.fullmatch(r".+@sha256:[0-9a-f]{64}", image)
    assert any("RepoDigests" in line for line in lines)


def test_the_unit_is_started_again_however_often_it_failed() -> None:
    unit = (DEPLOY / "plan-sync.service").read_text()

    assert "\nStartLimitIntervalSec=0\n" in unit
    assert "\nRestart=on-failure\n" in unit
