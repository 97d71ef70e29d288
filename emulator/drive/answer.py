"""Replies in Drive's way: a few fields by default, others by a mask of ``fields``."""

from collections.abc import Sequence
from typing import TypeVar

from emulator.drive.access import invalid
from emulator.sheets.fields import MalformedMask, parse, select, unknown
from emulator.web import JSON, ApiError, Request, drive_error

T = TypeVar("T")


def masked(
    request: Request, full: JSON, default: str, schema: str, api: str = "drive.v3"
) -> JSON:
    """Return the part of a resource that a request asks for.

    ``default`` is the mask of a request without one; ``schema`` names what can be
    asked for at all.

    Raises:
        ApiError: the mask names something else.
    """
    mask = request.arg("fields")
    if mask is None:
        return _chosen(full, default)
    if not mask.strip():
        return {}
    try:
        tree = parse(mask)
    except MalformedMask as error:
        raise _bad_mask(mask) from error
    wrong = next(unknown(tree, {"$ref": schema}, api), None)
    if wrong is not None:
        raise _bad_mask(wrong.rpartition(".")[2])
    return _chosen(full, mask)


def _chosen(full: JSON, mask: str) -> JSON:
    chosen: JSON = select(full, mask)
    return chosen


def _bad_mask(name: str) -> ApiError:
    return drive_error(
        400,
        "invalidParameter",
        f"Invalid field selection {name}",
        location_type="parameter",
        location="fields",
    )


def page(
    request: Request, items: Sequence[T], size_name: str, default: int, most: int
) -> tuple[Sequence[T], JSON]:
    """Return the items of the page asked for, and what leads to the next one."""
    size = page_size(request, size_name, default, most)
    token = request.arg("pageToken") or "~0"
    if not token.startswith("~") or not token[1:].isdigit():
        raise invalid("pageToken")
    start = int(token[1:])
    end = start + size
    further = {"nextPageToken": f"~{end}"} if end < len(items) else {}
    return items[start:end], further


def page_size(request: Request, name: str, default: int, most: int) -> int:
    """Return how many items a page is to have."""
    text = request.arg(name)
    if text is None:
        return default
    if not text.lstrip("-").isdigit():
        raise invalid(name)
    if not 1 <= int(text) <= most:
        message = (
            f"Invalid value '{text}'. Values must be within the range: [1, {most}]"
        )
        raise drive_error(
            400,
            "invalidParameter",
            message,
            location_type="parameter",
            location=name,
        )
    return int(text)
