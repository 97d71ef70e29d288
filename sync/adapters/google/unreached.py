"""Why no connection to Google came about, and whether waiting can mend it."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.request import getproxies

from requests.exceptions import ProxyError
from urllib3.exceptions import NewConnectionError

from sync.errors import GoogleUnavailable, NoNetwork, ProxyRefuses
from sync.net.calling import is_offline

_TUNNEL = "Tunnel connection failed: "
_LETS_NOBODY_THROUGH = ("401", "403", "407")
"""What a proxy answers that wants a password, or has a rule against it."""

NEEDS_A_PERSON = (NoNetwork, ProxyRefuses)
"""Stops that last until somebody sees to this machine, as far as one can tell."""


def was_never_sent(error: Exception) -> bool:
    """Whether a request cannot have reached Google, for there was no connection."""
    found = tuple(_causes(error))
    return any(isinstance(it, NewConnectionError | ProxyError) for it in found)


def unreached(error: Exception, why: str) -> GoogleUnavailable:
    """Name what was in the way of a connection.

    Args:
        error: what came of trying to connect.
        why: the same in short, where the system has no words of its own for it.
    """
    found = tuple(_causes(error))
    last = found[-1]
    if isinstance(last, OSError):
        # of a look-up the number alone tells nothing
        why = last.strerror or why
    # who refuses is there, be it this machine itself
    refused = isinstance(last, ConnectionRefusedError)
    unconnected = any(isinstance(it, NewConnectionError) for it in found)
    if unconnected and not refused and is_offline():
        return NoNetwork(why)
    if any(isinstance(it, ProxyError) for it in found):
        said = str(last).removeprefix(_TUNNEL)
        if said == str(last):
            is_not_there = refused or isinstance(last, socket.gaierror)
            return (
                ProxyRefuses(why, _proxy()) if is_not_there else GoogleUnavailable(why)
            )
        if said.startswith(_LETS_NOBODY_THROUGH):
            return ProxyRefuses(said, _proxy())
        return GoogleUnavailable(said)
    return GoogleUnavailable(why)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came of, as each library keeps that, to the first."""
    at: BaseException | None = error
    while at is not None:
        yield at
        kept = (getattr(at, "reason", None), *at.args, at.__cause__)
        at = next((it for it in kept if isinstance(it, BaseException)), None)


def _proxy() -> str:
    """Return where the proxy is, without the password that may stand in its address."""
    known = getproxies()
    place = urlsplit(known.get("https") or known.get("all") or "")
    port = f":{place.port}" if place.port else ""
    return f"{place.hostname or '–'}{port}"
