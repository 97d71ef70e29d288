"""Reading bodies as Drive does: what it does not know it passes over.

A plain value of another type is taken where it can be meant, as a number for its text;
a list or an object in place of a plain value, or the other way round, is refused.
"""

import json

from emulator.contract_values import MOMENT
from emulator.sheets.schema import Value, schemas
from emulator.web import JSON, ApiError, drive_error


def read(spec: JSON, value: Value, api: str) -> Value:
    """Return what a specification describes of a value.

    Raises:
        ApiError: the value cannot be what is described (400).
    """
    if value is None:
        return None
    if "$ref" in spec:
        spec = schemas(api)[spec["$ref"]]
    kind = spec["type"]
    if kind == "any":
        return value
    holds = {"array": list, "object": dict}.get(kind, str | int | float)
    if not isinstance(value, holds):
        raise _refusal()
    if kind == "array":
        return [read(spec["items"], each, api) for each in value]
    if kind == "object":
        return _object(spec, value, api)
    return _plain(spec, value)


def _object(spec: JSON, value: JSON, api: str) -> JSON:
    known, others = spec.get("properties", {}), spec.get("additionalProperties")
    return {
        name: read(described, inner, api)
        for name, inner in value.items()
        if (described := known.get(name, others))
    }


def _plain(spec: JSON, value: str | float) -> str | float:
    kind = spec["type"]
    if kind == "string":
        return _text(spec, value)
    text = value if isinstance(value, str) else json.dumps(value)
    try:
        if kind == "boolean":
            return {"true": True, "false": False}[text]
        return int(text) if kind == "integer" else float(text)
    except (KeyError, ValueError) as error:
        raise _refusal() from error


def _text(spec: JSON, value: str | float) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    if spec.get("format") == "date-time" and not MOMENT.fullmatch(text):
        raise drive_error(400, "invalid", "Invalid Value")
    return text


def _refusal() -> ApiError:
    return drive_error(400, "parseError", "Parse Error")
