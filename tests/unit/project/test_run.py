"""The set-up that runs before anything can be imported."""

import ast
import hashlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).parents[3]


def names(lines: list[str]) -> set[str]:
    return {re.split(r"[><=\[ ]", line)[0].lower() for line in lines}


def locked(name: str) -> set[str]:
    text = (ROOT / name).read_text("utf-8")
    return {
        re.split(r"[=\[]", line)[0]
        for line in text.splitlines()
        if re.match(r"\w", line)
    }


def test_the_lock_files_hold_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = names(project["project"]["dependencies"])

    assert wanted <= locked("requirements.txt")
    assert locked("requirements.txt") <= locked("requirements-dev.txt")
    assert names(project["dependency-groups"]["dev"]) <= locked("requirements-dev.txt")


def test_one_office_alone_gets_nothing_that_only_a_province_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = names(project["optional-dependencies"]["province"])

    assert extra <= locked("requirements-province.txt")
    assert locked("requirements.txt") <= locked("requirements-province.txt")
    assert locked("requirements-province.txt") <= locked("requirements-dev.txt")
    assert extra & locked("requirements.txt") == set()


def test_everything_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = names(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        declared |= names(extra)
    nodes = [
        node
        for path in (ROOT / "sync").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]
    imported = {
        alias.name
        for node in nodes
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        node.module
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module
    }
    brought = {
        "docx": "python-docx",
        "google.auth": "google-auth",
        "google.oauth2": "google-auth",
        "google_auth_oauthlib": "google-auth-oauthlib",
    }

    def distribution(module: str) -> str:
        parts = module.split(".")
        return brought.get(".".join(parts[:2])) or brought.get(parts[0]) or parts[0]

    theirs = {
        distribution(module)
        for module in imported
        if module.split(".")[0] not in {"sync", *sys.stdlib_module_names}
    }

    assert theirs - declared == set()


def test_every_dependency_is_looked_for_before_the_command_line_starts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    modules = {
        "google-auth": "google.auth",
        "google-auth-oauthlib": "google_auth_oauthlib",
        "python-docx": "docx",
    }
    wanted = names(project["project"]["dependencies"])

    assert {modules.get(name, name) for name in wanted} == set(
        run.PACKAGES["requirements.txt"]
    )


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_file_pins_hashes_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    assert not re.search(r"https?:|--index|--extra|--find", text)
    for requirement in re.split(r"\n(?=\w)", text.strip()):
        assert "==" in requirement
        assert "--hash=sha256:" in requirement


@pytest.mark.parametrize(
    ("arguments", "lock"),
    [
        ([], "requirements.txt"),
        (["check", "test"], "requirements.txt"),
        (["test", "-q"], "requirements-dev.txt"),
        (["bench"], "requirements-dev.txt"),
    ],
)
def test_only_tests_and_measurements_need_what_developers_need(
    arguments: list[str], lock: str
) -> None:
    assert run.lock_for(arguments) == lock


def test_what_can_be_imported_needs_no_set_up() -> None:
    assert run.is_importable("requirements.txt")


def test_a_python_that_lacks_a_package_needs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(run.PACKAGES, "requirements.txt", ("no.such_package",))

    assert not run.is_importable("requirements.txt")


@pytest.mark.parametrize(
    ("is_done", "says"), [(False, "not installed yet"), (True, "delete it")]
)
def test_within_its_own_environment_the_start_says_what_brings_what_lacks(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    is_done: bool,
    says: str,
) -> None:
    lock = tmp_path / "requirements-province.txt"
    lock.write_text("", "utf-8")
    if is_done:
        stamp = hashlib.sha256(lock.read_bytes()).hexdigest()
        (tmp_path / f"ready-{lock.name}").write_text(stamp, "utf-8")
    for name, place in (("HERE", tmp_path), ("VENV", tmp_path)):
        monkeypatch.setattr(run, name, place)
    monkeypatch.setattr(run, "PYTHON", lock)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["run.py", "province", "--help"])

    with pytest.raises(SystemExit) as stop:
        run.set_up(lock.name)

    said = capsys.readouterr().err
    assert stop.value.code == 69
    assert says in said
    assert re.search(r"  (python3|py) run\.py province --help$", said.rstrip())


def copy_of_the_start(folder: Path) -> Path:
    """Put run.py and its lock files in a folder of their own, without anything else."""
    for name in ("run.py", "requirements.txt", "requirements-dev.txt"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder / "run.py"


def bare_python() -> str:
    """Return a Python that sees no installed packages."""
    return str(
        Path(sys.base_prefix)
        / ("python.exe" if sys.platform == "win32" else "bin/python3")
    )


def test_without_a_network_the_set_up_says_so(tmp_path: Path) -> None:
    start = copy_of_the_start(tmp_path)
    environment = {
        "PATH": "",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
    }

    ran = subprocess.run(
        [bare_python(), "-I", "-S", str(start)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )

    assert ran.returncode == 69, ran.stderr
    assert "Installing failed: check the network" in ran.stderr
    assert not list((tmp_path / ".venv").glob("ready-*"))


def test_a_python_without_venv_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    with pytest.raises(SystemExit) as stop:
        run.make_venv()

    assert stop.value.code == 69
    assert "python3-venv" in capsys.readouterr().err
