"""Programs that take the public folder on: run without a shell, and with an end."""

import logging
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sync.adapters.child import LISTEN, without
from sync.errors import PublicUndelivered

_log = logging.getLogger(__name__)

_MOST_SAID = 300
"""Letters of what a program says that a person is told."""

_SIGNED_IN = re.compile(r"//[^/\s]*@")
"""Who signs in at an address, perhaps with a password; it may hold an @ itself."""


@dataclass(frozen=True, slots=True)
class Program:
    """What is run, for a ``way``, and how many seconds it has.

    ``secrets`` are the variables of the environment that are none of its business.
    ``check`` is called while it works; may raise, which ends it as well.
    """

    way: str
    timeout: float
    secrets: Collection[str] = ()
    check: Callable[[], None] = lambda: None

    def run(
        self,
        command: Sequence[str],
        *,
        within: Path,
        environment: Mapping[str, str],
        given: str = "",
    ) -> str:
        """Run a command and return what it prints.

        Args:
            command: the program and its arguments; no shell reads them.
            within: the folder it runs in.
            environment: variables besides those of the worker that are no secrets.
            given: what it reads from its standard input.

        Raises:
            PublicUndelivered: it cannot be run, does not end in time, or ends badly.
        """
        try:
            # a file: what reads none of it keeps nobody waiting
            with tempfile.TemporaryFile() as heard:
                heard.write(given.encode())
                heard.seek(0)
                said, complained, status = self._run(
                    command, within, environment, heard
                )
        except subprocess.TimeoutExpired as error:
            raise PublicUndelivered(self.way, f"> {self.timeout:g} s") from error
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise PublicUndelivered(self.way, why) from error
        if status:
            raise PublicUndelivered(self.way, _last_line(complained or said))
        return said.decode("utf-8", "replace")

    def _run(
        self,
        command: Sequence[str],
        within: Path,
        environment: Mapping[str, str],
        heard: IO[bytes],
    ) -> tuple[bytes, bytes, int]:
        """Return what it prints, what it complains of, and how it ended."""
        with subprocess.Popen(  # noqa: S603  the office's own settings name it
            list(command),
            cwd=within,
            env={**without(self.secrets), **environment},
            stdin=heard,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            try:
                said, complained = self._wait(process)
            except BaseException:
                _end(process)
                raise
            return said, complained, process.returncode

    def _wait(self, process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
        until = time.monotonic() + self.timeout
        while True:
            left = until - time.monotonic()
            try:
                return process.communicate(timeout=max(0, min(left, LISTEN)))
            except subprocess.TimeoutExpired:
                if left <= LISTEN:
                    raise
                self.check()


def _last_line(said: bytes) -> str:
    """Return what a program says last, which is mostly why; passwords are no part."""
    text = _SIGNED_IN.sub("//", said.decode("utf-8", "replace"))
    lines = text.strip().splitlines()
    return lines[-1][:_MOST_SAID] if lines else "–"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
