"""The text that a cell shows: its value as its number format has it."""

from emulator.sheets.calc.look import format_of_formula
from emulator.sheets.calc.quantities import UNSERVED
from emulator.sheets.locales import Locale, locale_of
from emulator.sheets.patterns import general, is_date_pattern, render, render_text
from emulator.web import JSON
from emulator.world import Spreadsheet

ERROR_TEXTS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}
_DATE_TYPES = {"DATE", "TIME", "DATE_TIME"}


def formatted(cell: JSON, effective: JSON, spreadsheet: Spreadsheet) -> str:
    """Return the text that a cell shows; ``effective`` is its value as calculated."""
    if "errorValue" in effective:
        return error_text(effective)
    if "boolValue" in effective:
        return "TRUE" if effective["boolValue"] else "FALSE"
    locale = locale_of(spreadsheet)
    pattern = pattern_of(cell, locale)
    if "stringValue" in effective:
        text = str(effective["stringValue"])
        return render_text(text, pattern) if pattern else text
    if "numberValue" not in effective:
        return ""
    number = float(effective["numberValue"])
    return render(number, pattern, locale) if pattern else general(number, locale)


def error_text(effective: JSON) -> str:
    """Return the text of an error; one is the emulator's own, none of Google's."""
    if effective["errorValue"].get("message", "").startswith(UNSERVED):
        return "#EMULATOR!"
    return ERROR_TEXTS.get(effective["errorValue"].get("type", "ERROR"), "#ERROR!")


def shows_date(cell: JSON, spreadsheet: Spreadsheet) -> bool:
    """Whether a cell shows its number as a date, a time or a duration."""
    number_format = _number_format(cell)
    if number_format.get("type") in _DATE_TYPES:
        return True
    pattern = pattern_of(cell, locale_of(spreadsheet))
    return bool(pattern) and is_date_pattern(pattern)


def pattern_of(cell: JSON, locale: Locale) -> str:
    """Return the pattern of a cell's number format; none if it has no format."""
    number_format = _number_format(cell)
    kind = number_format.get("type", "")
    pattern = str(number_format.get("pattern") or _defaults(locale).get(kind, ""))
    return "" if pattern == "@" else pattern


def _number_format(cell: JSON) -> JSON:
    entered: JSON = cell.get("userEnteredFormat", {}).get("numberFormat", {})
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    return entered or (format_of_formula(formula) if formula else {})


def _defaults(locale: Locale) -> dict[str, str]:
    return {
        "NUMBER": "#,##0.00",
        "PERCENT": "0.00%",
        "CURRENCY": f'"{locale.currency}"#,##0.00',
        "DATE": locale.date,
        "TIME": "h:mm:ss AM/PM",
        "DATE_TIME": f"{locale.date} h:mm:ss",
        "SCIENTIFIC": "0.00E+00",
    }
