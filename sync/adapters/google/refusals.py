"""What an error of Google's says, in either of its two dialects.

Sheets: ``{"error": {"code", "message", "status", "details": [...]}}``. Drive and
Gmail: ``{"error": {"code", "message", "errors": [{"reason", ...}]}}``. Some speak both,
and what stands between us and Google may answer with a web page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from requests import Response

_SPREADSHEET = "https://docs.google.com/spreadsheets/d/{}/edit"
_FILE = "https://drive.google.com/open?id={}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error answer: every ``reason`` it names, its words, a link that may help."""

    status: int
    reasons: frozenset[str]
    message: str
    link: str = ""


def read_refusal(response: Response) -> Refusal:
    """Read an error answer, whatever it is made of."""
    status = response.status_code
    error = _error_in(response)
    details = [each for each in error.get("details") or () if isinstance(each, dict)]
    message = error.get("message")
    return Refusal(
        status=status,
        reasons=frozenset(_reasons(error, details)),
        message=message if isinstance(message, str) else _phrase(status),
        link=next(
            _links(error, details), "https://console.cloud.google.com/apis/library"
        ),
    )


def thing_of(url: str) -> str:
    """Return what a request is about: the address at which people open it."""
    parts = [part.partition(":")[0] for part in urlsplit(url).path.split("/")]
    for name, address in (("spreadsheets", _SPREADSHEET), ("files", _FILE)):
        if name in parts[:-1]:
            return address.format(parts[parts.index(name) + 1])
    if "gmail" in parts:
        return "Gmail"
    return "Google Drive" if "drive" in parts else urlsplit(url).netloc


def _error_in(response: Response) -> dict[str, Any]:
    try:
        error = response.json()["error"]
    except (ValueError, KeyError, TypeError):
        return {}
    return error if isinstance(error, dict) else {}


def _reasons(error: dict[str, Any], details: list[dict[str, Any]]) -> Iterator[str]:
    listed = error.get("errors") or ()
    for each in (*listed, *details, {"reason": error.get("status")}):
        if isinstance(each, dict) and isinstance(each.get("reason"), str):
            yield each["reason"]


def _links(error: dict[str, Any], details: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the help that is linked to, then what the words themselves contain."""
    for detail in details:
        for link in detail.get("links", ()):
            yield str(link.get("url", ""))
    for each in error.get("errors") or ():
        if isinstance(each, dict) and "extendedHelp" in each:
            yield str(each["extendedHelp"])
    yield from (word for word in str(error.get("message", "")).split() if "://" in word)


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
