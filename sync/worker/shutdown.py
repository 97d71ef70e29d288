"""Stopping well: after the step at hand when asked once, at once when asked twice."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from sync.errors import Stopped

_PATIENCE = 10
"""Seconds until a step that does not end is broken off; no crash can hurt."""


class Stopping:
    """Whether somebody asked the worker to stop."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    @property
    def asked(self) -> bool:
        """Whether it was asked to stop."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Ask it to stop."""
        self._asked.set()

    def check(self) -> None:
        """Go on, unless asked to stop.

        Raises:
            Stopped: it was.
        """
        if self.asked:
            raise Stopped

    def between(self, tell: Callable[[str], None]) -> Callable[[str], None]:
        """Return ``tell``, which hears when a step begins.

        None does once asked to stop.
        """

        def check_and_tell(step: str) -> None:
            self.check()
            tell(step)

        return check_and_tell

    def sleep(self, seconds: float) -> None:
        """Wait, but no longer than until asked to stop.

        Raises:
            Stopped: it was.
        """
        self._asked.wait(seconds)
        self.check()

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Take Ctrl-C and SIGTERM as being asked; the second one ends the process."""
        kinds = [signal.SIGINT, signal.SIGTERM]
        before = {kind: signal.signal(kind, self._heard) for kind in kinds}
        try:
            yield
        finally:
            for kind, handler in before.items():
                signal.signal(kind, handler)
            if hasattr(signal, "SIGALRM"):
                signal.alarm(0)

    def _heard(self, kind: int, _frame: FrameType | None) -> None:
        if self.asked:
            signal.signal(kind, signal.SIG_DFL)
            os.kill(os.getpid(), kind)
            return
        self.ask()
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, _break_off)
            signal.alarm(_PATIENCE)


def _break_off(_kind: int, _frame: FrameType | None) -> None:
    raise Stopped
