"""Calls programs on loopback, in a thread of its own, one after another."""

import contextlib
import threading
import urllib.request
from queue import SimpleQueue

_PATIENCE = 5
"""Seconds for which a program may think about what it is told."""


class Messenger:
    """Says what it is given to say; whoever does not listen is told nothing again."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[tuple[str, dict[str, str]] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def say(self, address: str, headers: dict[str, str]) -> None:
        """Post an empty message to an address, soon."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run)
            self._thread.start()
        self._waiting.put((address, headers))

    def stop(self) -> None:
        """Say what waits, and no more."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        # proxies of the environment have no say in what is on this machine
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while (message := self._waiting.get()) is not None:
            address, headers = message
            request = urllib.request.Request(  # noqa: S310  checked to be loopback
                address, b"", headers, method="POST"
            )
            with contextlib.suppress(OSError, ValueError):
                opener.open(request, timeout=_PATIENCE).close()
