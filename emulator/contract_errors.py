"""Whether a refusal has the form in which Google refuses.

The discovery documents are silent on it; it is google.rpc.Status as JSON, with the list
``errors`` in the older services.
"""

import json
from collections.abc import Iterator, Mapping

from emulator.refusals import speaks_new_dialect
from emulator.sheets.schema import Value
from emulator.web import JSON, Reply

_PARTS: Mapping[str, type] = {
    "code": int,
    "message": str,
    "status": str,
    "errors": list,
    "details": list,
}
_ITEM = {
    "domain",
    "reason",
    "message",
    "location",
    "locationType",
    "debugInfo",
    "extendedHelp",
}
_STATUSES = {
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "UNAUTHENTICATED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
}


def refusal_departures(reply: Reply, path: str) -> Iterator[str]:
    """Yield what is wrong with a refusal; Google's front ends also refuse by a page."""
    if reply.status < 400 or "json" not in reply.headers.get("Content-Type", ""):
        return
    try:
        body = json.loads(reply.body)
    except ValueError:
        yield "error: is not JSON"
        return
    if not isinstance(body, dict) or set(body) != {"error"}:
        yield "error: is not what the body consists of"
        return
    error = body["error"]
    if not isinstance(error, dict):
        yield "error: is not an object"
        return
    yield from _parts(error)
    yield from _whole(error, reply, path)


def _parts(error: Mapping[str, Value]) -> Iterator[str]:
    for name, value in error.items():
        if name not in _PARTS:
            yield f"error.{name}: no such field"
        elif not isinstance(value, _PARTS[name]):
            yield f"error.{name}: is not of type {_PARTS[name].__name__}"
    yield from _items(_objects(error.get("errors")))
    yield from _details(_objects(error.get("details")))


def _objects(value: Value) -> list[JSON]:
    """Return what is held to be a list of objects.

    Of what is none, there is nothing.
    """
    items = value if isinstance(value, list) else []
    return [item if isinstance(item, dict) else {} for item in items]


def _items(items: list[JSON]) -> Iterator[str]:
    for number, item in enumerate(items):
        place = f"error.errors[{number}]"
        for name in sorted({"domain", "reason", "message"} - set(item)):
            yield f"{place}.{name}: is missing"
        for name in sorted(set(item) - _ITEM):
            yield f"{place}.{name}: no such field"


def _details(details: list[JSON]) -> Iterator[str]:
    for number, detail in enumerate(details):
        if not str(detail.get("@type", "")).startswith("type.googleapis.com/"):
            yield f"error.details[{number}].@type: is missing"


def _whole(error: Mapping[str, Value], reply: Reply, path: str) -> Iterator[str]:
    if error.get("code") != reply.status:
        yield f"error.code: is not {reply.status}, the status of the reply"
    if not error.get("message"):
        yield "error.message: is missing"
    if "status" in error and error["status"] not in _STATUSES:
        yield f"error.status: {error['status']!r} is not one of Google's"
    needed, strange = "errors", ""
    if speaks_new_dialect(path):
        needed, strange = "status", "errors"
    if needed not in error:
        yield f"error.{needed}: is missing"
    if strange in error:
        yield f"error.{strange}: does not belong to this service"
