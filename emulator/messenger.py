"""Calls programs on loopback, in a thread of its own, one after another."""

import contextlib
import threading
import urllib.request
from email.message import Message
from queue import SimpleQueue
from typing import IO

_PATIENCE = 5
"""Seconds for which a program may think about what it is told."""


class Messenger:
    """Says what it is given to say; whoever does not listen is told nothing again."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[tuple[str, dict[str, str]] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def say(self, address: str, headers: dict[str, str]) -> None:
        """Post an empty message to an address, soon."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run)
            self._thread.start()
        self._waiting.put((address, headers))

    def stop(self) -> None:
        """Say no more, not even what waits."""
        self._stopping.set()
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        # proxies of the environment have no say in what is on this machine
        nobody = urllib.request.ProxyHandler({})
        opener = urllib.request.build_opener(nobody, _Nowhere)
        while message := self._waiting.get():
            if self._stopping.is_set():
                return
            address, headers = message
            request = urllib.request.Request(  # noqa: S310  checked to be loopback
                address, b"", headers, method="POST"
            )
            with contextlib.suppress(OSError, ValueError):
                opener.open(request, timeout=_PATIENCE).close()


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """Follows nobody off this machine."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        """Go nowhere else."""
