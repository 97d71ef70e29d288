"""What Google says of the Sheets API: which fields there are, and reading bodies by it.

A body is read as Google reads JSON: names in either case, numbers as text, ``null`` and
defaults as if absent. What it does not know it refuses, naming each place.
"""

import json
import marshal
import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import isfinite
from typing import Any, TypeAlias

from emulator.discovery import document
from emulator.sheets.colors import complete, quantized
from emulator.web import JSON, ApiError, sheets_error

KEPT: Mapping[str, frozenset[str]] = {
    "Color": frozenset({"alpha"}),
    "ConditionValue": frozenset({"userEnteredValue"}),
    "DeveloperMetadataLocation": frozenset({"sheetId"}),
    "DimensionRange": frozenset({"startIndex", "endIndex"}),
    "DuplicateSheetRequest": frozenset({"newSheetId"}),
    "ExtendedValue": frozenset({"numberValue", "stringValue", "boolValue"}),
    "FilterSpec": frozenset({"columnIndex"}),
    "FindReplaceRequest": frozenset({"sheetId"}),
    "GridRange": frozenset(
        {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}
    ),
    "SheetProperties": frozenset({"sheetId", "index"}),
    "SlicerSpec": frozenset({"columnIndex"}),
    "SortSpec": frozenset({"dimensionIndex"}),
    "TextFormat": frozenset({"bold", "italic", "strikethrough", "underline"}),
    "TextRotation": frozenset({"angle", "vertical"}),
    "UpdateConditionalFormatRuleRequest": frozenset({"newIndex"}),
}
"""Fields in which 0, false and "" are more than the default: Google tells them apart
from absence and gives them back."""

Value: TypeAlias = Any
"""Whatever JSON can hold."""

_EMPTY: tuple[object, ...] = (0, False, "", [])
_MAP_KEY = "additionalProperties"


def schemas(api: str = "sheets.v4") -> Mapping[str, JSON]:
    """Return the schemas of an API's discovery document by name."""
    found: Mapping[str, JSON] = document(api)["schemas"]
    return found


def members(spec: JSON, api: str = "sheets.v4") -> Mapping[str, JSON] | None:
    """Return the fields of what a specification describes.

    ``None``: any name will do.
    """
    while "items" in spec:
        spec = spec["items"]
    if "$ref" in spec:
        spec = schemas(api)[spec["$ref"]]
    fields: Mapping[str, JSON] | None = spec.get("properties")
    return fields


def read(name: str, body: JSON, api: str = "sheets.v4") -> JSON:
    """Read a body as a message of an API's schemas.

    Raises:
        ApiError: the body has what the message has not.
    """
    reader = _Reader(api)
    message = reader.message(name, body, "")
    if reader.violations:
        raise bad_request(reader.violations)
    return message


def bad_request(violations: list[tuple[str, str]]) -> ApiError:
    """Refuse a body, saying of each place what is wrong with it."""
    listed = [
        {"field": field, "description": words} if field else {"description": words}
        for field, words in violations
    ]
    detail = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": listed,
    }
    message = "\n".join(words for _, words in violations)
    return sheets_error(400, "INVALID_ARGUMENT", message, [detail])


class _Reader:
    """Reads one body; what is wrong with it gathers in ``violations``."""

    def __init__(self, api: str) -> None:
        self._api = api
        self.violations: list[tuple[str, str]] = []
        self._formats: dict[bytes, JSON] = {}

    def message(self, name: str, value: Value, place: str) -> JSON:
        if not isinstance(value, dict):
            self._invalid(
                place, f"type.googleapis.com/google.apps.{self._api}.{name}", value
            )
            return {}
        known = schemas(self._api)[name].get("properties", {})
        made: JSON = {}
        for given, inner in value.items():
            field = given if given in known else _camel(given)
            if field not in known:
                self._unknown(given, place)
            elif inner is not None:
                read = self._field(known[field], inner, _join(place, field))
                if field in KEPT.get(name, ()) or not _is_default(read):
                    made[field] = read
        if name == "Color":
            return quantized(made)
        return complete(made, known)

    def _field(self, spec: JSON, value: Value, place: str) -> Value:
        if "$ref" in spec:
            read = self._format if spec["$ref"] == "CellFormat" else self.message
            return read(spec["$ref"], value, place)
        if spec.get("type") == "array":
            return self._list(spec["items"], value, place)
        if _MAP_KEY in spec:
            if not isinstance(value, dict):
                self._invalid(place, "TYPE_MESSAGE", value)
                return {}
            return {
                key: self._field(spec[_MAP_KEY], inner, f"{place}[{key}]")
                for key, inner in value.items()
            }
        return self._plain(spec, value, place)

    def _format(self, name: str, value: Value, place: str) -> JSON:
        """Read a cell's format; the same one, never changed in its place, once."""
        packed = marshal.dumps(value, 2)  # tells 1 from true
        if packed in self._formats:
            return self._formats[packed]
        wrong = len(self.violations)
        made = self.message(name, value, place)
        if len(self.violations) == wrong:
            self._formats[packed] = made
        return made

    def _list(self, items: JSON, value: Value, place: str) -> list[Value]:
        if items.get("type") in {"any", "array"}:
            return value if isinstance(value, list) else [value]
        values = value if isinstance(value, list) else [value]
        if "$ref" in items:
            values = list(_messages(values))
        return [
            self._field(items, inner, f"{place}[{number}]")
            for number, inner in enumerate(values)
        ]

    def _plain(self, spec: JSON, value: Value, place: str) -> Value:
        kind = spec.get("type")
        if "enum" in spec:
            return self._enum(spec, value, place)
        if kind == "boolean" and not isinstance(value, bool):
            return self._boolean(value, place)
        if kind in {"integer", "number"}:
            return self._number(kind, value, place)
        if kind == "string" and not isinstance(value, str):
            self._invalid(place, "TYPE_STRING", value)
            return ""
        return value

    def _enum(self, spec: JSON, value: Value, place: str) -> Value:
        if value not in spec["enum"]:
            self._invalid(place, "TYPE_ENUM", value)
        unspecified = isinstance(value, str) and value.endswith("_UNSPECIFIED")
        return "" if unspecified else value

    def _boolean(self, value: Value, place: str) -> bool:
        if value in ("true", "false"):
            return bool(value == "true")
        self._invalid(place, "TYPE_BOOL", value)
        return False

    def _number(self, kind: str, value: Value, place: str) -> float:
        try:
            number = float(value) if not isinstance(value, bool) else None
        except (TypeError, ValueError):
            number = None
        whole = kind == "integer"
        if number is None or not (_is_int32(number) if whole else isfinite(number)):
            self._invalid(place, "TYPE_INT32" if whole else "TYPE_DOUBLE", value)
            return 0
        return int(number) if number.is_integer() and abs(number) < 2**53 else number

    def _unknown(self, name: str, place: str) -> None:
        where = f" at '{place}'" if place else ""
        words = f'Invalid JSON payload received. Unknown name "{name}"{where}: '
        self.violations.append((place, words + "Cannot find field."))

    def _invalid(self, place: str, kind: str, value: Value) -> None:
        shown = json.dumps(value, ensure_ascii=False)
        self.violations.append((place, f"Invalid value at '{place}' ({kind}), {shown}"))


def _messages(values: list[Value]) -> Iterator[Value]:
    """Yield the messages of a list, which Google takes within further lists too.

    Clients rely on it, and on the passing over of ``null`` among them.
    """
    for value in values:
        if isinstance(value, list):
            yield from _messages(value)
        elif value is not None:
            yield value


def _is_int32(number: float) -> bool:
    return number.is_integer() and -(2**31) <= number < 2**31


def _is_default(value: Value) -> bool:
    return any(value == empty and type(value) is type(empty) for empty in _EMPTY)


def _join(place: str, field: str) -> str:
    return f"{place}.{_snake(field)}" if place else _snake(field)


@cache
def _snake(field: str) -> str:
    """Return the other way to write a field; there are as many as Google's messages have."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", field).lower()


def _camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), name)
