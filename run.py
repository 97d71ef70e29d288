"""Set up what the worker needs on first use, then run its command line.

Standard library only, up to the last line. Where the packages can be imported
already (your own venv, uv, a container), nothing is set up.
"""

import hashlib
import importlib.util
import io
import os
import shlex
import subprocess
import sys
import venv
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# what must be importable, by the lock file that brings it
PACKAGES = {
    "requirements.txt": (
        "click",
        "docx",
        "docxtpl",
        "filelock",
        "geothai",
        "google.auth",
        "google_auth_oauthlib",
        "gspread",
        "holidays",
        "jinja2",
        "lxml",
        "markupsafe",
        "oauthlib",
        "openpyxl",
        "pandas",
        "pydantic",
        "requests",
        "rich",
        "schedule",
        "tenacity",
        "tzdata",
        "urllib3",
    ),
    "requirements-province.txt": ("dbos", "pebble", "sqlalchemy"),
    "requirements-dev.txt": (
        "hypothesis",
        "mypy",
        "pytest",
        "pytest_timeout",
        "ruff",
        "xdist",
    ),
}


def main() -> None:
    """Make sure that the packages are there, then hand over to the command line."""
    if sys.version_info < (3, 11):
        fail(
            "ต้องใช้ Python 3.11 ขึ้นไป / Python 3.11 or newer is needed: "
            + sys.version.split()[0]
        )
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a pipe on Windows would not take Thai otherwise
            stream.reconfigure(encoding="utf-8", errors="replace")
    lock = lock_for(sys.argv[1:])
    if not is_importable(lock):
        set_up(lock)
        hand_over()
    from sync.cli.main import main as run

    run()


def lock_for(arguments: list[str]) -> str:
    """Name the lock file that brings what a command needs."""
    match arguments[:1]:
        case ["test" | "bench"]:
            return "requirements-dev.txt"
        case ["province"]:
            return "requirements-province.txt"
        case _:
            return "requirements.txt"


def is_importable(lock: str) -> bool:
    """Tell whether this Python can import everything a lock file brings."""
    wanted = PACKAGES["requirements.txt"]
    if lock != "requirements.txt":
        wanted += PACKAGES[lock]
    try:
        return all(importlib.util.find_spec(name) for name in wanted)
    except ModuleNotFoundError:  # of a package within a package that is not there
        return False


def set_up(lock: str) -> None:
    """Make .venv hold exactly what the lock file says; at once if it does already."""
    stamp = VENV / ("ready-" + lock)
    wanted = hashlib.sha256((HERE / lock).read_bytes()).hexdigest()
    is_done = stamp.exists() and stamp.read_text() == wanted and PYTHON.exists()
    if Path(sys.prefix) == VENV:
        again = shlex.join(["py" if os.name == "nt" else "python3", *sys.argv])
        if is_done:  # and yet something cannot be imported
            fail(
                "โฟลเดอร์ .venv เสียหาย ลบแล้วสั่ง / The folder .venv is damaged: "
                f"delete it and run\n  {again}"
            )
        fail(
            "คำสั่งนี้ต้องใช้แพ็กเกจที่ยังไม่ได้ติดตั้ง สั่งด้วย Python ของเครื่องเพื่อติดตั้ง / "
            "This command needs packages that are not installed yet; the machine's "
            f"own Python installs them:\n  {again}"
        )
    if is_done:
        return
    say("เตรียมเครื่องครั้งแรก ใช้เวลาราวหนึ่งนาที / Setting up, about a minute")
    make_venv()
    say("ติดตั้งแพ็กเกจ / Installing packages")
    install(lock)
    stamp.write_text(wanted)
    say("พร้อมแล้ว / Ready")


def make_venv() -> None:
    """Create the virtual environment, again if it was left half made."""
    if has_pip():
        return
    if importlib.util.find_spec("ensurepip") is None:
        fail(
            "Python นี้ไม่มีโมดูล venv / This Python has no venv module\n"
            "  Debian, Ubuntu:  sudo apt install python3-venv"
        )
    try:
        venv.create(str(VENV), clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        fail(f"สร้าง .venv ไม่ได้ / Cannot create .venv: {error}")


def has_pip() -> bool:
    """Tell whether the virtual environment is there, and whole."""
    command = [str(PYTHON), "-m", "pip", "--version"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install(lock: str) -> None:
    """Install the locked versions, telling each package's name as it comes."""
    command = [
        *(str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"),
        *("--no-input", "--progress-bar", "off", "--require-hashes", "-r"),
        str(HERE / lock),
    ]
    said: list[str] = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            said.append(line.rstrip())
            if line.startswith("Collecting "):
                say("  " + line.split()[1])
    if pip.returncode != 0:
        fail(
            "\n".join(said[-5:]) + "\nติดตั้งไม่สำเร็จ ตรวจว่าต่ออินเทอร์เน็ตได้ แล้วสั่งใหม่ / "
            "Installing failed: check the network, then run again"
        )


def hand_over() -> NoReturn:
    """Run this same command with the virtual environment's Python."""
    command = [str(PYTHON), str(HERE / "run.py"), *sys.argv[1:]]
    if os.name == "posix":
        os.execv(command[0], command)
    sys.exit(subprocess.call(command))


def say(text: str) -> None:
    """Tell what is being done; on stderr, since stdout may be read by a program."""
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> NoReturn:
    """Stop with a sentence."""
    say(text)
    sys.exit(69)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:  # before the command line was there to hear it
        say("หยุดตามที่สั่ง / Stopped as asked")
        sys.exit(130)
