"""A call to somebody who notices when the calls stop."""

import logging
from collections.abc import Callable

_log = logging.getLogger(__name__)

_READ, _WHOLE = 10, 20
"""Seconds for each word of the answer, and for all of it."""
_LARGEST = 2**16


def beat(address: str, check: Callable[[], None] = lambda: None) -> None:
    """Call the address, if there is one; a call that fails is no reason to stop.

    The address is often a secret in itself, so it is never logged. ``check`` is called
    while waiting, and may raise to break it off.
    """
    if not address:
        return
    # they take much memory, and most offices call nobody
    from urllib3.exceptions import HTTPError  # noqa: PLC0415

    from sync.net.web import Bounds, bounded_session  # noqa: PLC0415

    try:
        with bounded_session(Bounds(_WHOLE, _LARGEST, check)) as session:
            session.get(address, timeout=_READ)
    except (OSError, HTTPError, ValueError) as error:  # a typo, too
        _log.warning("the heartbeat did not get through why=%s", type(error).__name__)
