"""Send to this machine what is meant for Google: for an emulator, never elsewhere."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response

from sync.net.web import Bounds, Carrier

_GOOGLE = (".googleapis.com", ".google.com")
_USUAL = Bounds()


class Loopback(Carrier):
    """Carries requests to ``address``, such as ``http://127.0.0.1:8765``.

    Tokens and the office's plan travel in the open there, so nothing but this very
    machine will do.
    """

    def __init__(self, address: str, bounds: Bounds = _USUAL) -> None:
        super().__init__(bounds)
        self._address = _checked(address)

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002  as requests has it
        *args: Any,  # noqa: ANN401  what requests takes
        **kwargs: Any,  # noqa: ANN401
    ) -> Response:
        """Send a request for Google to the address, any other where it belongs."""
        if (urlsplit(request.url or "").hostname or "").endswith(_GOOGLE):
            request.url = f"{self._address}{request.path_url}"
            kwargs["proxies"] = {}
        return super().send(request, stream, *args, **kwargs)


def carrier_to(address: str | None, bounds: Bounds) -> Carrier:
    """Return what carries requests: to Google, or to an emulator's address."""
    return Carrier(bounds) if address is None else Loopback(address, bounds)


def _checked(address: str) -> str:
    parts = urlsplit(address)
    path = parts.path.rstrip("/") or parts.query or parts.fragment
    if parts.scheme != "http" or path or not _is_here(parts.hostname or ""):
        raise ValueError(f"not an http address of this machine: {address}")
    return f"http://{parts.netloc}"


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
