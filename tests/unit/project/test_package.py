"""The wheel: what is in it, and that it works with nothing of the checkout beside it."""

import importlib.util
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from sync import __version__, resources

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None and "CI" not in os.environ,
    reason="what builds the wheel is not installed",
)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (
        "from hatchling.build import build_wheel;"
        f"print(build_wheel({str(folder)!r}).strip())"
    )
    made = subprocess.run(
        [sys.executable, "-c", build],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    name = made.stdout.splitlines()[-1]
    assert name == f"plan_sync-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(folder / name) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_all_that_ships_is_in_it_and_nothing_else(unpacked: Path) -> None:
    packages = {path.name for path in unpacked.iterdir()}
    data = unpacked / "sync" / "data"
    code = {name for name in files(unpacked / "sync") if not name.startswith("data/")}

    assert packages == {"sync", f"plan_sync-{__version__}.dist-info"}
    assert code == files(ROOT / "sync")
    assert files(data / "config") == files(ROOT / "config")
    assert files(data / "templates") == {
        name for name in files(ROOT / "templates") if not name.startswith("word/")
    }


def test_its_command_makes_the_example_where_it_is_run(
    unpacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata = unpacked / f"plan_sync-{__version__}.dist-info"
    commands = (metadata / "entry_points.txt").read_text("utf-8")
    assert "plan-sync = " in commands
    module, _, function = (
        commands.partition("plan-sync = ")[2].splitlines()[0].partition(":")
    )

    def plan_sync(*arguments: str) -> subprocess.CompletedProcess[str]:
        start = (
            f"import sys; sys.argv[0] = 'plan-sync';"
            f"from {module} import {function} as main; main()"
        )
        return subprocess.run(
            [sys.executable, "-c", start, *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    # no PDFs, which take long: LibreOffice is found by the path
    monkeypatch.setenv("PATH", "")

    version, ran, helped = plan_sync("--version"), plan_sync(), plan_sync("--help")

    assert version.stdout == f"plan-sync, version {__version__}\n"
    assert (ran.returncode, (tmp_path / "office" / "plan.xlsx").exists()) == (0, True)
    assert "  rules " in helped.stdout
    assert "  bench " not in helped.stdout


def test_where_it_is_installed_the_command_is_called_by_its_name(
    unpacked: Path, tmp_path: Path
) -> None:
    look = (
        "from sync import resources; from sync.messages import load_words;"
        "print(load_words('en').say('stops.no_such_cycle.cure'));"
        "print(resources.CHECKOUT)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", look],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert ran.stdout == "“plan-sync history” lists the cycles there were\nNone\n"
    assert resources.COMMAND == "run.py"
    assert resources.CHECKOUT == ROOT


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"] == {"path": "sync/__init__.py"}
