"""Open a connection to another machine, its name looked up, before a deadline.

The system's look-up of a name cannot be broken off, and waits as long as a name server
that says nothing makes it. It changes nothing anywhere, so it may be left to itself.
"""

import contextlib
import queue
import socket
import threading
from typing import Any, TypeAlias

from sync.net.deadline import Deadline


def call(host: str, port: int, deadline: Deadline, patience: float) -> socket.socket:
    """Connect to the first of the host's addresses that answers.

    Args:
        host: a name or an address.
        port: where at the host.
        deadline: when it is over, whatever is still under way.
        patience: how many seconds one address has to answer.

    Raises:
        socket.gaierror: nobody knows the name.
        DeadlinePassed: it took too long.
        OSError: nobody answers there.
    """
    trouble: OSError | None = None
    for family, kind, protocol, address in look_up(host, port, deadline):
        try:
            line = socket.socket(family, kind, protocol)
        except OSError as error:  # a machine without IPv6
            trouble = error
            continue
        try:
            _connect(line, address, deadline, patience)
        except BaseException as error:
            line.close()
            if not isinstance(error, OSError):
                raise
            trouble = error
        else:
            return line
    raise trouble or socket.gaierror(socket.EAI_NONAME, "no address")


_Place: TypeAlias = tuple[int, int, int, Any]


def look_up(host: str, port: int, deadline: Deadline) -> list[_Place]:
    """Return where a host can be reached; each is what a socket is made of.

    Raises:
        socket.gaierror: nobody knows the name.
        DeadlinePassed: it took too long.
    """
    answers: queue.SimpleQueue[list[_Place] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except Exception as error:  # noqa: BLE001  raised again by whoever waits
            answers.put(error)
        else:
            answers.put([(it[0], it[1], it[2], it[4]) for it in found])

    threading.Thread(target=ask, daemon=True, name="look-up").start()
    while True:
        with contextlib.suppress(queue.Empty):
            answer = answers.get(timeout=deadline.next_wait())
            if isinstance(answer, Exception):
                raise answer
            return answer


def is_offline() -> bool:
    """Whether this machine is on no network that leads anywhere; nothing is sent."""
    return not any(_has_way_to(*there) for there in _FAR_AWAY)


_FAR_AWAY = (
    (socket.AF_INET, ("8.8.8.8", 53)),
    (socket.AF_INET6, ("2001:4860:4860::8888", 53)),
)


def _has_way_to(family: int, address: tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as line:
            line.connect(address)  # only looks which way it would go
    except OSError:
        return False
    return True


def _connect(
    line: socket.socket,
    address: Any,  # noqa: ANN401  as the system gave it
    deadline: Deadline,
    patience: float,
) -> None:
    deadline.check()
    line.settimeout(min(patience, deadline.left()))
    line.connect(address)
    line.settimeout(patience)
