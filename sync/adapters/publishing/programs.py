"""Programs that take the public folder on: run without a shell, and with an end."""

import logging
import os
import re
import signal
import subprocess
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sync.adapters.child import without
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
    """

    way: str
    timeout: float
    secrets: Collection[str] = ()

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
            with subprocess.Popen(  # noqa: S603  the office's own settings name it
                list(command),
                cwd=within,
                env={**without(self.secrets), **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            ) as process:
                try:
                    said, complained = process.communicate(given.encode(), self.timeout)
                except BaseException:
                    _end(process)
                    raise
        except subprocess.TimeoutExpired as error:
            raise PublicUndelivered(self.way, f"> {self.timeout:g} s") from error
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise PublicUndelivered(self.way, why) from error
        if process.returncode:
            raise PublicUndelivered(self.way, _last_line(complained or said))
        return said.decode("utf-8", "replace")


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
