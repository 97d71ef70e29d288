"""The commands of a checkout: its tests and its benchmarks."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import click

from sync.resources import CHECKOUT

_EMULATORS = ("emulator", "tests/emulator", "requirements-dev.txt")
"""The emulator, its own tests, and the clients that these drive it with."""
_ROOT = CHECKOUT or Path()  # these commands are a checkout's alone
_PASSED = Path(".pytest_cache") / "emulator"


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True}
)
@click.option(
    "--all",
    "slow_too",
    is_flag=True,
    help="ที่ใช้เวลานานด้วย · those that take minutes as well",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(*, slow_too: bool, arguments: tuple[str, ...]) -> None:
    """ทดสอบระบบ · Run the tests; arguments go to pytest.

    The emulator's own are left out while nothing of it has changed since they passed
    here; CI and --all run them always.
    """
    emulator = "" if arguments else _emulator_now()
    command = [sys.executable, "-m", "pytest", *arguments]
    if not arguments:
        command += ["-n", "auto", "--dist", "worksteal"]
    if slow_too:
        command += ["-m", "slow or not slow"]
    elif not arguments and "CI" not in os.environ and emulator == _passed():
        click.echo(
            "without the emulator's own tests: it is as when they passed", err=True
        )
        command += ["--ignore", "tests/emulator"]
    ended = subprocess.call(command, cwd=_ROOT)
    if not ended and not arguments:
        (_ROOT / _PASSED).parent.mkdir(exist_ok=True)
        (_ROOT / _PASSED).write_text(emulator, "utf-8")
    sys.exit(ended)


@click.command()
@click.argument("subject", required=False)
def bench(subject: str | None) -> None:
    """วัดความเร็วและหน่วยความจำ · Measure speed and memory; writes docs/performance.md."""
    command = [sys.executable, "-m", "benchmarks", *([subject] if subject else [])]
    sys.exit(subprocess.call(command, cwd=_ROOT))


def _passed() -> str:
    """Return what the emulator was when its own tests passed last; empty if never."""
    noted = _ROOT / _PASSED
    return noted.read_text("utf-8") if noted.exists() else ""


def _emulator_now() -> str:
    """Return what the emulator and its tests are at the moment, as a digest."""
    digest = hashlib.sha256()
    for path in sorted(path for name in _EMULATORS for path in _files(_ROOT / name)):
        digest.update(str(path.relative_to(_ROOT)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [
        path
        for path in place.rglob("*")
        if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts)
    ]
