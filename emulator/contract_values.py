"""Whether JSON is what a schema of a discovery document describes."""

import base64
import binascii
import hashlib
import json
import marshal
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from emulator.discovery import document
from emulator.sheets.schema import Value
from emulator.web import JSON

_DATE = r"\d{4}-\d\d-\d\d"
MOMENT = re.compile(_DATE + r"T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_TEXTS = {
    "date": re.compile(_DATE),
    "date-time": MOMENT,
    "google-datetime": MOMENT,
    "int64": re.compile(r"-?\d{1,19}"),
    "uint64": re.compile(r"\d{1,20}"),
}
_RIGHT: set[bytes] = set()
"""Items of lists that are right, and stay so: rows and cells come again and again."""
_MOST_RIGHT = 200_000
_BOUNDS = {"int32": (-(2**31), 2**31 - 1), "uint32": (0, 2**32 - 1)}


@dataclass(frozen=True, slots=True)
class Terms:
    """To what a value is held: whose schemas, what is required by which method.

    Google's answers are held to the letter; of a client Google also takes ``null`` for
    what is absent, and a number for its text.
    """

    api: str
    method: str
    answer: bool


def departures(spec: JSON, value: Value, place: str, terms: Terms) -> Iterator[str]:
    """Yield what is wrong with a value, each with its place."""
    if value is None and not terms.answer:
        return
    if "$ref" in spec:
        spec = document(terms.api)["schemas"][spec["$ref"]]
    match spec["type"]:
        case "any":
            return
        case "array":
            yield from _array(spec, value, place, terms)
        case "object":
            yield from _object(spec, value, place, terms)
        case _ if wrong := _plain(spec, value, terms):
            yield f"{place}: {_shown(value)} {wrong}"


def _array(spec: JSON, value: Value, place: str, terms: Terms) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{place}: {_shown(value)} is not a list"
        return
    for number, item in enumerate(value):
        known = _digest(spec["items"], item, terms)
        if known in _RIGHT:
            continue
        wrong = list(departures(spec["items"], item, f"{place}[{number}]", terms))
        yield from wrong
        if not wrong:
            _remember(known)


def _digest(spec: JSON, item: Value, terms: Terms) -> bytes:
    """Return what tells an item, and to what it is held, from every other."""
    # a document is read once, so that a place in it is known by its identity; packed,
    # 1 is told from true, as ``==`` does not
    asked = (id(spec), terms.api, terms.method, terms.answer, item)
    return hashlib.blake2b(marshal.dumps(asked, 2), digest_size=16).digest()


def _remember(right: bytes) -> None:
    if len(_RIGHT) >= _MOST_RIGHT:
        _RIGHT.clear()
    _RIGHT.add(right)


def _object(spec: JSON, value: Value, place: str, terms: Terms) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place}: {_shown(value)} is not an object"
        return
    known: Mapping[str, JSON] = spec.get("properties", {})
    for name, inner in value.items():
        described = known.get(name, spec.get("additionalProperties"))
        if described is None:
            yield f"{place}.{name}: no such field in {spec.get('id', 'this object')}"
            continue
        yield from departures(described, inner, f"{place}.{name}", terms)
        if name == "kind" and inner != described.get("default", inner):
            yield f"{place}.kind: {_shown(inner)} is not {described['default']!r}"
    if not terms.answer:
        yield from _missing(known, value, place, terms.method)


def _missing(
    known: Mapping[str, JSON], value: JSON, place: str, method: str
) -> Iterator[str]:
    for name, described in known.items():
        needed = described.get("annotations", {}).get("required", [])
        if method in needed and value.get(name) is None:
            yield f"{place}.{name}: is missing"


def _plain(spec: JSON, value: Value, terms: Terms) -> str | None:
    kind = spec["type"]
    if kind == "boolean":
        return None if isinstance(value, bool) else "is not a boolean"
    if kind == "string":
        return _text(spec, value, terms)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"is not {'an integer' if kind == 'integer' else 'a number'}"
    return None if kind == "number" else _whole(spec, value)


def _whole(spec: JSON, value: float) -> str | None:
    low, high = _BOUNDS[spec["format"]]
    fits = float(value).is_integer() and low <= value <= high
    return None if fits else f"is not of {spec['format']}"


def _text(spec: JSON, value: Value, terms: Terms) -> str | None:
    form = spec.get("format", "")
    if form.endswith("int64") and type(value) is int and not terms.answer:
        value = str(value)
    if not isinstance(value, str):
        return "is not a string"
    if "enum" in spec:
        return None if value in spec["enum"] else f"is not one of {spec['enum']}"
    if form == "byte":
        return None if _is_base64(value) else "is not base64"
    pattern = _TEXTS.get(form)
    return None if pattern is None or pattern.fullmatch(value) else f"is not a {form}"


def _is_base64(text: str) -> bool:
    standard = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except binascii.Error:
        return False
    return True


def _shown(value: Value) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}..."
