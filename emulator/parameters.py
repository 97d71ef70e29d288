"""Query parameters that Google's newer services do not know, and therefore refuse.

Sheets, Docs and the newest of Drive's methods bind each parameter to a field of the
request; Drive's older methods pass over what they do not know.
"""

import re
from dataclasses import replace
from functools import cache

from emulator.contract_methods import find
from emulator.discovery import document
from emulator.refusals import speaks_new_dialect
from emulator.sheets.schema import bad_request
from emulator.web import ApiError, Request

_NEWEST_OF_DRIVE = re.compile(r"/drive/v3/files/[^/]+/(approvals|accessproposals)")


def bound(request: Request) -> Request:
    """Return a request with its parameters under the names that handlers know.

    Either case of a name is taken, as in bodies.

    Raises:
        ApiError: there is a parameter that the method does not have (400).
    """
    if not request.query or not _binds(request.path):
        return request
    query = {_camel(name): values for name, values in request.query.items()}
    strange = [
        name for name in query if name not in _common() and not name.startswith("$")
    ]
    if strange and (method := find(request.method, request.path)):
        unknown = [name for name in strange if name not in method[0].query]
        if unknown:
            raise _refusal(request.path, unknown)
    return replace(request, query=query)


def _binds(path: str) -> bool:
    return speaks_new_dialect(path) or bool(_NEWEST_OF_DRIVE.match(path))


@cache
def _common() -> frozenset[str]:
    return frozenset(document("sheets.v4")["parameters"])


def _camel(name: str) -> str:
    """Return a name of a parameter of the method as its document has it."""
    if name in _common() or "_" not in name:
        return name
    return re.sub(r"(?<=.)_([a-z0-9])", lambda match: match[1].upper(), name)


def _refusal(path: str, names: list[str]) -> ApiError:
    """Refuse in Google's words, recorded where Drive answers a strange parameter."""
    words = [
        f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query '
        f"parameter. Field '{name}' could not be found in request message."
        for name in names
    ]
    error = bad_request([("", each) for each in words])
    if speaks_new_dialect(path):
        return error
    item = {"message": "\n".join(words), "domain": "global", "reason": "invalid"}
    return ApiError(400, {"error": {**error.body["error"], "errors": [item]}})
