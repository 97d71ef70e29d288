"""Requests, replies and routes: what every emulated service is made of.

A handler takes the world, the request and the path's variables, and gives a ``Reply``
or the JSON to reply with. What goes wrong it raises as ``ApiError``, made by one of the
two dialects below: Sheets speaks the newer one, Drive and Gmail the older.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import unquote

from emulator.world import World

JSON: TypeAlias = dict[str, Any]

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")
_LARGE = re.compile(rb"\d{309}|\d[eE]\+?\d{3}")
"""Half of a character, and a number that may be too large, as far as bytes tell."""


def read_json(content: bytes) -> Any:  # noqa: ANN401  whatever JSON can hold
    """Read JSON as strictly as Google does.

    Raises:
        ValueError: it is none, is nested too deep, has half of a character or a number
            that no double can hold.
    """
    number = _finite if _LARGE.search(content) else None
    try:
        found = json.loads(
            content, parse_constant=_finite, parse_float=number, parse_int=number
        )
        if _SURROGATE.search(content):
            json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("Message too deep.") from error
    except UnicodeEncodeError as error:
        raise ValueError("Missing low surrogate.") from error
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("Number exceeds the range of double.")
    return number if set(text) & set(".eE") else int(text)


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over the wire."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_json(cls, body: object, status: int = 200) -> "Reply":
        """Return a reply in JSON."""
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        kind = {"Content-Type": "application/json; charset=UTF-8"}
        return cls(status, text.encode(), kind)


class ApiError(Exception):
    """A request was refused, in the words Google uses."""

    def __init__(
        self, status: int, body: JSON, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(f"{status}: {body}")
        self.body = body
        self.reply = Reply.of_json(body, status)
        if headers:
            self.reply = Reply(
                status, self.reply.body, {**self.reply.headers, **headers}
            )


def sheets_error(
    code: int, status: str, message: str, details: list[JSON] | None = None
) -> ApiError:
    """Refuse as Sheets does (google.rpc.Status)."""
    error: JSON = {"code": code, "message": message, "status": status}
    if details:
        error["details"] = details
    return ApiError(code, {"error": error})


def drive_error(
    code: int,
    reason: str,
    message: str,
    *,
    domain: str = "global",
    location_type: str | None = None,
    location: str | None = None,
) -> ApiError:
    """Refuse as Drive and Gmail do."""
    item: JSON = {"domain": domain, "reason": reason, "message": message}
    if location_type:
        item["locationType"] = location_type
    if location:
        item["location"] = location
    return ApiError(
        code, {"error": {"errors": [item], "code": code, "message": message}}
    )


@dataclass(frozen=True, slots=True)
class Request:
    """What came in.

    ``path`` is as sent, still percent-encoded; names of ``headers`` are in lower case.
    ``caller`` is the address of the account that asks, ``scopes`` what its token is
    good for (``None``: everything, as with ``--no-auth``).
    """

    method: str
    path: str
    query: Mapping[str, list[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    caller: str = ""
    scopes: frozenset[str] | None = None

    def arg(self, name: str, default: str | None = None) -> str | None:
        """Return the last value of a query parameter."""
        values = self.query.get(name)
        return values[-1] if values else default

    def args(self, name: str) -> list[str]:
        """Return every value of a repeated query parameter."""
        return list(self.query.get(name, []))

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a boolean query parameter (Google takes any letter case)."""
        value = self.arg(name)
        return default if value is None else value.lower() in {"true", "1"}

    def json(self) -> JSON:
        """Return the body as an object; an empty body is an empty object."""
        if not self.body.strip():
            return {}
        try:
            body = read_json(self.body)
        except ValueError as error:
            raise sheets_error(
                400, "INVALID_ARGUMENT", f"Invalid JSON payload received. {error}"
            ) from error
        if not isinstance(body, dict):
            raise sheets_error(
                400, "INVALID_ARGUMENT", "Invalid JSON payload received. Not an object."
            )
        return body


Handler: TypeAlias = Callable[..., Reply | JSON]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path, and who answers."""

    method: str
    pattern: re.Pattern[str]
    handler: Handler


class Routes:
    """The routes of one service, tried in the order in which they were given."""

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def add(self, method: str, path: str) -> Callable[[Handler], Handler]:
        """Return a decorator that makes a function answer at a path.

        ``{name}`` stands for one segment; what follows it (such as ``:append``) must
        be there literally, plain or percent-encoded.
        """
        parts = re.split(r"\{(\w+)\}", path)
        pattern = "".join(
            f"(?P<{part}>[^/]+?)" if place % 2 else _literal(part)
            for place, part in enumerate(parts)
        )

        def register(handler: Handler) -> Handler:
            self._routes.append(Route(method, re.compile(pattern), handler))
            return handler

        return register

    def serves(self, method: str, path: str) -> bool:
        """Whether a method, at a path with ``{name}``s, is for somebody here.

        What else could stand in place of a variable is another method.
        """
        example, count = re.subn(r"\{\w+\}", "x", path)
        return any(
            route.method == method
            and route.pattern.groups == count
            and route.pattern.fullmatch(example)
            for route in self._routes
        )

    def answer(self, world: World, request: Request) -> Reply | None:
        """Answer a request; ``None`` if it is for nobody here."""
        for route in self._routes:
            match = route.pattern.fullmatch(request.path)
            if route.method == request.method and match:
                variables = {k: unquote(v) for k, v in match.groupdict().items()}
                answer = route.handler(world, request, **variables)
                return answer if isinstance(answer, Reply) else Reply.of_json(answer)
        return None


def _literal(text: str) -> str:
    return re.escape(text).replace(":", "(?::|%3[aA])")
