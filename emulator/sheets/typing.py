"""What becomes of what is typed into a cell: numbers, dates, formulas or plain text."""

from datetime import UTC, date, datetime

from emulator.sheets.locales import Locale, locale_of
from emulator.sheets.serials import local
from emulator.sheets.typed_dates import typed_date
from emulator.sheets.typed_numbers import typed_number
from emulator.web import JSON
from emulator.world import Spreadsheet


def raw(value: object) -> JSON:
    """Return the parts of a cell that holds exactly a JSON value; ``""`` is nothing."""
    if isinstance(value, bool):
        return {"userEnteredValue": {"boolValue": value}}
    if isinstance(value, int | float):
        return {"userEnteredValue": {"numberValue": plain(value)}}
    return {"userEnteredValue": {"stringValue": str(value)}} if value != "" else {}


def entered(
    value: object, spreadsheet: Spreadsheet, *, now: datetime | None = None
) -> JSON:
    """Return the parts of a cell into which a value is typed.

    These are its value and, where typing it implies one, its number format. ``now``
    says what year a date without one is in.
    """
    if not isinstance(value, str):
        return raw(value)
    if value.startswith("'"):
        return {"userEnteredValue": {"stringValue": value[1:]}}
    text = value.strip()
    if text.casefold() in {"true", "false"}:
        return raw(text.casefold() == "true")
    today = local(spreadsheet, now or datetime.now(UTC)).date()
    parts = _read(text, locale_of(spreadsheet), today)
    return parts or _formula(text) or raw(value)


def recognised(text: str, locale: Locale, today: date) -> float | None:
    """Return the number that a text would be if it were typed.

    ``None`` if it is text.
    """
    parts = _read(text.strip(), locale, today)
    return float(parts["userEnteredValue"]["numberValue"]) if parts else None


def plain(number: float) -> float:
    """Return a number as JSON has it: a whole one without a point."""
    whole = float(number).is_integer() and abs(number) < 1e15
    return int(number) if whole else number


def _read(text: str, locale: Locale, today: date) -> JSON | None:
    return typed_number(text, locale) or typed_date(text, locale, today)


def _formula(text: str) -> JSON | None:
    if len(text) < 2 or text[0] not in "=+":
        return None
    formula = text if text[0] == "=" else f"={text}"
    return {"userEnteredValue": {"formulaValue": formula}}
