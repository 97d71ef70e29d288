"""Processes a test starts: none outlives it, and none is waited for without end."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 60
"""Seconds for a line, or for what others do, on a machine that has much else to do."""


@contextmanager
def killed_at_last(
    process: subprocess.Popen[bytes] | subprocess.Popen[str],
) -> Iterator[None]:
    """End a process at the end, however the test ends; one that is over stays so."""
    try:
        yield
    finally:
        process.kill()


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until something is so that others bring about."""
    end = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def line_of(process: subprocess.Popen[str], seconds: float = _PATIENCE) -> str:
    """Return the next line a process prints; it is killed if none comes in time."""
    assert process.stdout is not None
    watchdog = threading.Timer(seconds, process.kill)
    watchdog.start()
    try:
        return process.stdout.readline()
    finally:
        watchdog.cancel()
