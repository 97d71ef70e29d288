"""Why no connection to Google came about, and whether waiting can mend it."""

import errno
import re
import socket
from collections.abc import Iterator
from urllib.request import getproxies

from requests.exceptions import InvalidProxyURL, ProxyError
from urllib3.exceptions import (
    ConnectTimeoutError,
    LocationParseError,
    NewConnectionError,
)

from sync.errors import GoogleUnavailable, NoNetwork, ProxyRefuses
from sync.net.calling import is_offline

_TUNNEL = "Tunnel connection failed: "
_LETS_NOBODY_THROUGH = ("401", "403", "407")
"""What a proxy answers that wants a password, or has a rule against it."""
_NO_ADDRESS = (InvalidProxyURL, LocationParseError)
"""The proxy's: Google's own addresses were looked at before."""
_NO_CONNECTION = (NewConnectionError, ConnectTimeoutError, *_NO_ADDRESS)

NEEDS_A_PERSON = (NoNetwork, ProxyRefuses)
"""Stops that last until somebody sees to this machine, as far as one can tell."""


def was_never_sent(error: Exception) -> bool:
    """Whether a request cannot have reached Google, for there was no connection.

    That a proxy is to blame says nothing: so is called whatever befalls a line through
    one that is closed by then, even after the request was read.
    """
    found = tuple(_causes(error))
    return _at_the_door(found[-1]) is not None or _any(found, _NO_CONNECTION)


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
    if _any(found, _NO_ADDRESS):
        return ProxyRefuses("not an address", _proxy())
    if _any(found, (ProxyError,)):
        # it may be near, and the only way to Google of a machine that has no other
        return _by_proxy(last, why)
    # who refuses is there, be it this machine itself
    refused = isinstance(last, ConnectionRefusedError)
    if _any(found, (NewConnectionError,)) and not refused and is_offline():
        return NoNetwork(why)
    return GoogleUnavailable(why)


def _by_proxy(last: BaseException, why: str) -> GoogleUnavailable:
    said = _at_the_door(last)
    if said is not None:
        refuses = said.startswith(_LETS_NOBODY_THROUGH)
        return ProxyRefuses(said, _proxy()) if refuses else GoogleUnavailable(said)
    # a name that nobody could look up just now may be known in a minute
    unknown = isinstance(last, socket.gaierror) and last.errno == socket.EAI_NONAME
    if unknown or isinstance(last, ConnectionRefusedError):
        return ProxyRefuses(why, _proxy())
    no_way = isinstance(last, OSError) and last.errno == errno.ENETUNREACH
    return NoNetwork(why) if no_way and is_offline() else GoogleUnavailable(why)


def _at_the_door(last: BaseException) -> str | None:
    """Return what a proxy said that led nobody to Google; ``None`` if it did not."""
    said = str(last)
    if not isinstance(last, OSError) or not said.startswith(_TUNNEL):
        return None
    return said.removeprefix(_TUNNEL)


def _any(
    found: tuple[BaseException, ...], kinds: tuple[type[BaseException], ...]
) -> bool:
    return any(isinstance(it, kinds) for it in found)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came of, as each library keeps that, to the first."""
    at: BaseException | None = error
    while at is not None:
        yield at
        kept = (getattr(at, "reason", None), *at.args, at.__cause__)
        at = next((it for it in kept if isinstance(it, BaseException)), None)


def _proxy() -> str:
    """Return where the proxy is, without the password that may stand in its address.

    The address may be none, so nothing takes it apart but its own marks.
    """
    known = getproxies()
    address = known.get("https") or known.get("all") or ""
    place = address.rpartition("@")[2].rpartition("://")[2]
    return re.split(r"[/?#]", place)[0] or "–"
