"""Lists that Google gives page by page: no list is endless."""

from collections.abc import Iterator, Mapping
from typing import Any

from sync.adapters.google.answers import understood
from sync.adapters.google.refusals import thing_of
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.shapes import Page
from sync.errors import UnexpectedAnswer

_MOST = 100
"""Pages, each of a hundred: nobody has as many comments or readers."""


def pages(
    session: GoogleSession, url: str, params: Mapping[str, str], shape: type[Page]
) -> Iterator[dict[str, Any]]:
    """Yield a list's pages.

    Raises:
        GoogleError: one could not be had, or they do not end.
    """
    token = ""
    for _ in range(_MOST):
        asked = {**params, "pageSize": "100", "pageToken": token}
        page = understood(session.get(url, params=asked), shape)
        yield page
        token = page.get("nextPageToken", "")
        if not token:
            return
    raise UnexpectedAnswer("a list without end", thing_of(url))
