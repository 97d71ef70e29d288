"""A call to somebody who notices when the calls stop."""

import logging

_log = logging.getLogger(__name__)

_SECONDS = 10


def beat(address: str) -> None:
    """Call the address, if there is one; a call that fails is no reason to stop.

    The address is often a secret in itself, so it is never logged.
    """
    if not address:
        return
    # they take much memory, and most offices call nobody
    import requests  # noqa: PLC0415
    from urllib3.exceptions import HTTPError  # noqa: PLC0415

    try:
        requests.get(address, timeout=_SECONDS).close()
    except (requests.RequestException, HTTPError, ValueError) as error:  # a typo, too
        _log.warning("the heartbeat did not get through why=%s", type(error).__name__)
