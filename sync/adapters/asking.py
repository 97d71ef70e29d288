"""Asking an address that the office names whether it answers; one request, with an end."""

import logging
from dataclasses import dataclass

_log = logging.getLogger(__name__)

_READ, _WHOLE = 10, 20
"""Seconds for each word of the answer, and for all of it."""
_LARGEST = 16 * 2**20
"""Bytes: the page of two thousand projects has some ten million."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What an address answered: a status, and its content where it is a page.

    The status is 0 where nobody answered.
    """

    status: int = 0
    content: bytes = b""


def ask(address: str) -> Heard:
    """Ask an address for its page; where it leads on, nobody follows."""
    # they take long to load, and much memory
    from urllib3.exceptions import HTTPError  # noqa: PLC0415

    from sync.net.web import Bounds, bounded_session  # noqa: PLC0415

    try:
        with bounded_session(Bounds(_WHOLE, _LARGEST)) as session:
            heard = session.get(address, timeout=_READ, allow_redirects=False)
            return Heard(heard.status_code, heard.content)
    except (OSError, HTTPError, ValueError) as error:
        _log.warning("an address does not answer why=%s", type(error).__name__)
        return Heard()
