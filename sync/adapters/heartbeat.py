"""A call to somebody who notices when the calls stop."""

import logging

import requests
from urllib3.exceptions import HTTPError

_log = logging.getLogger(__name__)

_SECONDS = 10


def beat(address: str) -> None:
    """Call the address, if there is one; a call that fails is no reason to stop.

    The address is often a secret in itself, so it is never logged.
    """
    if not address:
        return
    try:
        requests.get(address, timeout=_SECONDS).close()
    except (requests.RequestException, HTTPError, ValueError) as error:  # a typo, too
        _log.warning("the heartbeat did not get through why=%s", type(error).__name__)
