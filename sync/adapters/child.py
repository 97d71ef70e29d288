"""A program of somebody else's, run within a time, whose output is nobody's.

What it is to know it gets from its environment and from standard input, which is a
file: a program that reads none of it keeps nobody waiting.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

LISTEN = 0.5
"""Seconds between two looks whether somebody wants the worker to stop."""


class NotRun(Exception):
    """A program came to no end of its own; ``why`` is "missing", "denied" or "time"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def find_program(word: str, folder: Path) -> str | None:
    """Return the path of a program: in the folder if a path is given, else by ``PATH``."""
    if Path(word).name == word:
        return shutil.which(word)
    path = folder / word
    return str(path) if path.is_file() else None


def without(
    secrets: Collection[str], environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return the variables of an environment but for those that hold secrets."""
    hidden = {name.upper() for name in secrets}
    return {
        name: value for name, value in environment.items() if name.upper() not in hidden
    }


def run(
    words: Sequence[str],
    said: bytes,
    *,
    folder: Path,
    environment: Mapping[str, str],
    seconds: float,
    check: Callable[[], None] = lambda: None,
) -> int:
    """Run a program, and return how it ended: zero where all went well.

    Args:
        words: the program and what it is given; no shell reads them.
        said: what it can read on standard input.
        folder: where it works.
        environment: all variables that it has.
        seconds: after which it is ended, with all that it started where that is known.
        check: called while it works; may raise, which ends it as well.

    Raises:
        NotRun: there is no such program, it may not be run, or it took too long.
    """
    program = find_program(words[0], folder)
    if program is None:
        raise NotRun("missing")
    with tempfile.TemporaryFile() as heard:
        heard.write(said)
        heard.seek(0)
        try:
            child = subprocess.Popen(  # noqa: S603  words of the office's own settings
                [program, *words[1:]],
                stdin=heard,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=dict(environment),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise NotRun("denied") from error
        try:
            return _wait(child, time.monotonic() + seconds, check)
        finally:
            _end(child)


def _wait(
    child: subprocess.Popen[bytes], until: float, check: Callable[[], None]
) -> int:
    while True:
        left = until - time.monotonic()
        try:
            return child.wait(timeout=max(0, min(left, LISTEN)))
        except subprocess.TimeoutExpired:
            if left <= 0:
                raise NotRun("time") from None
            check()


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a program that has not ended, and where there are groups, its own."""
    if child.poll() is None:
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        child.wait()
