"""Which of Google's methods a request calls, by Google's discovery documents."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from emulator.discovery import APIS, document
from emulator.web import JSON


@dataclass(frozen=True, slots=True)
class Method:
    """A method at one of its paths; ``spec`` is what its document says of it.

    ``upload`` tells whether the path is one to which content is sent.
    """

    api: str
    spec: JSON
    path: str
    pattern: re.Pattern[str]
    upload: bool

    @property
    def id(self) -> str:
        """Its name, such as ``sheets.spreadsheets.get``."""
        return str(self.spec["id"])

    @property
    def request(self) -> JSON | None:
        """The specification of what is sent, if anything is."""
        return self.spec.get("request")

    @property
    def response(self) -> JSON | None:
        """The specification of what is answered, if anything is."""
        return self.spec.get("response")

    @property
    def gives_media(self) -> bool:
        """Whether the answer can be content."""
        return bool(self.spec.get("supportsMediaDownload"))

    @property
    def query(self) -> Mapping[str, JSON]:
        """What its query can hold, by name."""
        own: Mapping[str, JSON] = self.spec.get("parameters", {})
        common: Mapping[str, JSON] = document(self.api)["parameters"]
        asked = {k: v for k, v in own.items() if v["location"] == "query"}
        return {**common, **asked}


def find(
    verb: str, path: str, *, in_session: bool = False
) -> tuple[Method, Mapping[str, str]] | None:
    """Return the method that is called, and the variables of its path, still encoded.

    ``in_session``: content is sent to the address that was given for an upload; any
    verb will do there.
    """
    for method in all_methods():
        match = method.pattern.fullmatch(path)
        any_verb = method.upload and in_session
        if match and (any_verb or method.spec["httpMethod"] == verb):
            return method, match.groupdict()
    return None


def is_googles(path: str) -> bool:
    """Whether a path belongs to one of the APIs."""
    return bool(
        re.match(
            r"/(v4|v1/documents|((resumable/)?upload/)?(drive|gmail)/v\d)(/|$)", path
        )
    )


@cache
def all_methods() -> tuple[Method, ...]:
    """Return all methods, those with fewer variables in their path first."""
    found = [method for api in APIS for method in _of(api, document(api))]
    return tuple(sorted(found, key=lambda method: method.pattern.groups))


def _of(api: str, resource: JSON) -> Iterator[Method]:
    base = f"/{document(api)['servicePath']}"
    for spec in resource.get("methods", {}).values():
        path = base + spec["path"]
        yield Method(api, spec, path, _pattern(path), upload=False)
        for way in spec.get("mediaUpload", {}).get("protocols", {}).values():
            yield Method(api, spec, way["path"], _pattern(way["path"]), upload=True)
    for inner in resource.get("resources", {}).values():
        yield from _of(api, inner)


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", path)
    text = "".join(
        f"(?P<{part}>[^/]+?)" if place % 2 else _literal(part)
        for place, part in enumerate(parts)
    )
    return re.compile(text)


def _literal(text: str) -> str:
    return re.escape(text).replace(":", "(?::|%3[aA])")
