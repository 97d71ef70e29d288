"""Holds what goes over the wire to Google's discovery documents, both ways.

What Google's documents do not know fails a test, whoever sent it: a method, a query
parameter, a field, a value of an enumeration, a type.
"""

import hashlib
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from emulator.contract_errors import refusal_departures
from emulator.contract_methods import Method, find, is_googles
from emulator.contract_values import Terms, departures
from emulator.drive.multipart import split
from emulator.sheets.fields import MalformedMask, parse, unknown
from emulator.sheets.schema import Value
from emulator.web import JSON, ApiError, Reply, Request, read_json

_SENT, _ANSWERED = "request", "response"
_BESIDE = {"upload_id"}
"""What clients add to the address of an upload because Google told them to."""
_UPLOADS = {"media", "multipart", "resumable"}


class Contract:
    """Observes a server; ``broken`` tells where the contract was broken, in order.

    ``even_refused``: a request is held to it even where it was refused, as it is not by
    tests that provoke refusals.
    """

    def __init__(self, *, even_refused: bool = False) -> None:
        self.broken: list[str] = []
        self._even_refused = even_refused
        self._right: set[bytes] = set()

    def __call__(self, request: Request, reply: Reply) -> None:
        """Look at one exchange."""
        exchange = _digest(request, reply)
        if exchange in self._right:
            return
        asked = f"{request.method} {request.path}"
        found = violations(request, reply, even_refused=self._even_refused)
        self.broken += [f"{asked}: {each}" for each in found]
        if not found:
            self._right.add(exchange)

    def forgive(self) -> list[str]:
        """Return what was broken so far, and forget it: a test meant it so."""
        broken, self.broken = self.broken, []
        return broken


def _digest(request: Request, reply: Reply) -> bytes:
    """Return what only the same exchange has: an unchanged sheet is read many times."""
    asked = repr((request.method, request.path, request.query, request.headers))
    told = repr((reply.status, reply.headers))
    parts = (asked.encode(), request.body, told.encode(), reply.body)
    return hashlib.sha256(
        b"".join(hashlib.sha256(it).digest() for it in parts)
    ).digest()


def violations(
    request: Request, reply: Reply, *, even_refused: bool = False
) -> list[str]:
    """Return where a request, or the reply to it, departs from the documents."""
    if not is_googles(request.path) or request.method == "OPTIONS":
        return []
    refused = list(refusal_departures(reply, request.path))
    if 400 <= reply.status < 500 and not even_refused:
        return refused
    verb = "GET" if request.method == "HEAD" else request.method
    found = find(verb, request.path, in_session="upload_id" in request.query)
    if found is None:
        return ["no such method"]
    method, variables = found
    return [
        *_path(method, variables),
        *_query(method, request.query),
        *_body(method, request),
        *(refused if reply.status >= 400 else _answer(method, request, reply)),
    ]


def _path(method: Method, variables: Mapping[str, str]) -> Iterator[str]:
    terms = Terms(method.api, method.id, answer=False)
    for name, text in variables.items():
        spec = method.spec["parameters"][name]
        yield from departures(spec, _read(spec, unquote(text)), f"path.{name}", terms)


def _query(method: Method, query: Mapping[str, list[str]]) -> Iterator[str]:
    terms = Terms(method.api, method.id, answer=False)
    for name, texts in query.items():
        spec = method.query.get(name)
        if spec is None:
            if not (method.upload and name in _BESIDE):
                yield f"query.{name}: no such parameter"
            continue
        if len(texts) > 1 and not spec.get("repeated"):
            yield f"query.{name}: given {len(texts)} times"
        for text in texts:
            yield from departures(spec, _read(spec, text), f"query.{name}", terms)
    yield from _missing(method, query)
    yield from _mask(method, query)


def _missing(method: Method, query: Mapping[str, list[str]]) -> Iterator[str]:
    for name, spec in method.query.items():
        if spec.get("required") and name not in query:
            yield f"query.{name}: is missing"
    if method.upload and query.get("uploadType", [""])[-1] not in _UPLOADS:
        yield "query.uploadType: does not say how the content is sent"


def _read(spec: JSON, text: str) -> Value:
    """Read the text of a parameter as what it stands for, if it can be."""
    if spec["type"] == "boolean":
        return {"true": True, "false": False}.get(text.lower(), text)
    if spec["type"] in {"integer", "number"}:
        try:
            return float(text)
        except ValueError:
            return text
    return text


def _mask(method: Method, query: Mapping[str, list[str]]) -> Iterator[str]:
    mask = query.get("fields", [""])[-1]
    if not mask.strip() or method.response is None:
        return
    try:
        paths = unknown(parse(mask), method.response, method.api)
        yield from (f"query.fields: no field {path}" for path in paths)
    except MalformedMask:
        yield f"query.fields: {mask!r} cannot be read"


def _body(method: Method, request: Request) -> Iterator[str]:
    try:
        content = _metadata(request) if method.upload else request.body
    except ApiError:
        yield f"{_SENT}: is not multipart"
        return
    if not content.strip():
        return
    if method.request is None:
        yield f"{_SENT}: {method.id} takes no body"
        return
    # sent beside content, the resource need not have what the content gives (raw mail)
    terms = Terms(method.api, "" if method.upload else method.id, answer=False)
    yield from _json(method.request, content, _SENT, terms)


def _metadata(request: Request) -> bytes:
    """Return the JSON of an upload: what is sent beside the content, if anything."""
    if request.arg("upload_id") or request.arg("uploadType") == "media":
        return b""
    if request.arg("uploadType") == "multipart":
        parts = split(request.body, request.headers.get("content-type", ""))
        return parts[0][1] if parts else b""
    return request.body


def _answer(method: Method, request: Request, reply: Reply) -> Iterator[str]:
    if _is_content(method, request):
        return
    if method.response is None or _goes_on(method, request, reply):
        if reply.body:
            yield f"{_ANSWERED}: has a body"
        return
    terms = Terms(method.api, method.id, answer=True)
    yield from _json(method.response, reply.body, _ANSWERED, terms)


def _is_content(method: Method, request: Request) -> bool:
    return method.gives_media and (
        request.arg("alt") == "media" or method.response is None
    )


def _goes_on(method: Method, request: Request, reply: Reply) -> bool:
    """Whether an upload was only begun, or has not got all its content yet."""
    if not method.upload or request.arg("uploadType") != "resumable":
        return False
    return reply.status == 308 or not request.arg("upload_id")


def _json(spec: JSON, content: bytes, place: str, terms: Terms) -> Iterator[str]:
    try:
        value = read_json(content)
    except ValueError:
        yield f"{place}: is not JSON"
        return
    yield from departures(spec, value, place, terms)
