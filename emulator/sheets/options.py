"""What requests for values ask for: options in the query, and values in the body."""

import json
import re

from emulator.sheets.reading import Rendering
from emulator.sheets.schema import bad_request, read
from emulator.web import JSON, Request, sheets_error

_API = "type.googleapis.com/google.apps.sheets.v4"
_LIST = "type.googleapis.com/google.protobuf.ListValue"

_RENDERINGS = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
_MOMENTS = ("SERIAL_NUMBER", "FORMATTED_STRING")
_ENUMS = {
    "dateTimeRenderOption": ("DateTimeRenderOption", _MOMENTS),
    "insertDataOption": (
        "AppendValuesRequest.InsertDataOption",
        ("OVERWRITE", "INSERT_ROWS"),
    ),
    "majorDimension": ("Dimension", ("DIMENSION_UNSPECIFIED", "ROWS", "COLUMNS")),
    "responseDateTimeRenderOption": ("DateTimeRenderOption", _MOMENTS),
    "responseValueRenderOption": ("ValueRenderOption", _RENDERINGS),
    "valueInputOption": (
        "ValueInputOption",
        ("INPUT_VALUE_OPTION_UNSPECIFIED", "RAW", "USER_ENTERED"),
    ),
    "valueRenderOption": ("ValueRenderOption", _RENDERINGS),
}


def query_rendering(request: Request) -> Rendering:
    """Return how the query wants values to be given."""
    major = _enum(request, "majorDimension", "ROWS")
    return Rendering(
        _enum(request, "valueRenderOption", "FORMATTED_VALUE"),
        _enum(request, "dateTimeRenderOption", "SERIAL_NUMBER"),
        "ROWS" if major == "DIMENSION_UNSPECIFIED" else major,
    )


def response_rendering(request: Request) -> JSON:
    """Return what the query wants to see of what was written, as bodies have it."""
    return {
        "includeValuesInResponse": request.flag("includeValuesInResponse"),
        "responseValueRenderOption": _enum(
            request, "responseValueRenderOption", "FORMATTED_VALUE"
        ),
        "responseDateTimeRenderOption": _enum(
            request, "responseDateTimeRenderOption", "SERIAL_NUMBER"
        ),
    }


def insert_option(request: Request) -> str:
    """Return whether appended rows are inserted."""
    return _enum(request, "insertDataOption", "OVERWRITE")


def value_input(option: str | None) -> str:
    """Return how values are to be entered, which must be said.

    Raises:
        ApiError: it is not (400).
    """
    if not option or option == "INPUT_VALUE_OPTION_UNSPECIFIED":
        message = "'valueInputOption' is required but not specified"
        raise sheets_error(400, "INVALID_ARGUMENT", message)
    return _known("valueInputOption", option)


def value_body(body: JSON, place: str, schema: str = "") -> JSON:
    """Return a body with values, which must be a list of lists.

    Raises:
        ApiError: they are not, or the body has other mistakes (400).
    """
    values = body.get("values")
    wrong = [] if values is None else _wrong_lines(values, f"{place}.values")
    if wrong:
        raise bad_request(wrong)
    return read(schema, body) if schema else body


def _wrong_lines(values: object, place: str) -> list[tuple[str, str]]:
    if not isinstance(values, list):
        return [_wrong(place, values)]
    return [
        _wrong(f"{place}[{number}]", line)
        for number, line in enumerate(values)
        if not isinstance(line, list)
    ]


def _wrong(place: str, value: object) -> tuple[str, str]:
    shown = json.dumps(value, ensure_ascii=False)
    return place, f"Invalid value at '{place}' ({_LIST}), {shown}"


def _enum(request: Request, name: str, default: str) -> str:
    value = request.arg(name)
    return _known(name, value) if value else default


def _known(name: str, value: str) -> str:
    kind, known = _ENUMS[name]
    if value not in known:
        snake = re.sub(r"([A-Z])", r"_\1", name).lower()
        words = f"Invalid value at '{snake}' ({_API}.{kind}), \"{value}\""
        raise bad_request([(snake, words)])
    return value
