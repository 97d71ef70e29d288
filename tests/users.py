"""Other users and full disks, for a test that may have them."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

STAFF, WORKER, GROUP = 4001, 4002, 4100

as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="needs to be root, to be other users",
)


def as_user(uid: int, act: Callable[[], str]) -> str:
    """Do something as another user of the group; give what it gave."""
    reading, writing = os.pipe()
    child = os.fork()  # what was imported before, that user need not find
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(GROUP)
            os.setuid(uid)
            said = act()
        except BaseException as error:  # noqa: BLE001  told, and the child ends
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def open_the_way(path: Path) -> None:
    """Let other users get to a folder of a test's."""
    for folder in (path, *path.parents):
        mode = folder.stat().st_mode & 0o7777
        if not mode & 0o001:
            folder.chmod(mode | 0o011)


@contextmanager
def small_disk(folder: Path, size: str = "2m") -> Iterator[Path]:
    """Return a disk that is soon full, mounted in the folder; or skip the test."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607


def fill(folder: Path) -> Path:
    """Fill the disk that a folder is on; give the file to take away again."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (2**16, 2**10, 1):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue
    return ballast


def remount(folder: Path, how: str) -> None:
    """Have a mounted disk be ``ro`` or ``rw``."""
    command = ["mount", "-o", f"remount,{how}", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
