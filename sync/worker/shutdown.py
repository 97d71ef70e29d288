"""Stopping well: after the step at hand when asked once, at once when asked twice."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from types import FrameType

from sync.errors import Stopped

_PATIENCE = 10
"""Seconds until a step that does not end is broken off; no crash can hurt."""

_ONE_REQUEST = 0.2
"""Seconds in which signals are one: what runs us may tell us and our whole group."""


class Stopping:
    """Whether somebody asked the worker to stop.

    A signal is heard in the midst of whatever the worker does, waiting for one too. So
    no lock may be taken then: an event's would be held already, now and then, and for
    ever. Of all that one can wait for, a simple queue alone may be used from there.
    """

    def __init__(self) -> None:
        self._asked = False
        self._heard_at = 0.0
        self._bell: SimpleQueue[None] = SimpleQueue()

    @property
    def asked(self) -> bool:
        """Whether it was asked to stop."""
        return self._asked

    def ask(self) -> None:
        """Ask it to stop."""
        self._asked = True
        self._bell.put(None)

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
        self.check()
        with suppress(Empty):
            self._bell.get(timeout=max(seconds, 0))
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
        now = time.monotonic()
        if self.asked and now - self._heard_at < _ONE_REQUEST:
            return
        if self.asked:
            signal.signal(kind, signal.SIG_DFL)
            os.kill(os.getpid(), kind)
            return
        self._heard_at = now
        self.ask()
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, _break_off)
            signal.alarm(_PATIENCE)


def _break_off(_kind: int, _frame: FrameType | None) -> None:
    raise Stopped
