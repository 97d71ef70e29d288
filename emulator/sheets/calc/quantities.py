"""What formulas calculate with: scalars, blocks of cells and faults."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from emulator.sheets.locales import Locale
from emulator.sheets.patterns import general
from emulator.sheets.typing import plain, recognised
from emulator.web import JSON

_TYPES = {
    "#ERROR!": "ERROR",
    "#NULL!": "NULL_VALUE",
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
}


UNSERVED = "The emulator does not calculate "
"""How the message begins of what is not calculated."""


class Fault(Exception):
    """An error value: raised where it stops a calculation, held where a cell has it."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


Scalar: TypeAlias = float | str | bool | Fault | None


@dataclass(frozen=True, slots=True)
class Block:
    """Cells in rows. ``row`` and ``column`` say where they begin, if on the grid."""

    rows: tuple[tuple[Scalar, ...], ...]
    row: int | None = None
    column: int | None = None

    def __iter__(self) -> Iterator[Scalar]:
        """Return the cells, row by row."""
        return (value for row in self.rows for value in row)


Quantity: TypeAlias = Scalar | Block


def unserved(what: str) -> Fault:
    """Return the fault of what the emulator does not calculate.

    Google has no such error: it is shown as ``#EMULATOR!``, and its message says what
    is lacking. Whether Google would know the function the emulator cannot tell.
    """
    return Fault("ERROR", f"{UNSERVED}{what}.")


def literal_fault(text: str) -> Fault:
    """Return the fault whose text stands in a formula."""
    if text == "#REF!":
        return Fault("REF", "Reference does not exist.")
    return Fault(_TYPES[text], "")


def scalar_of(value: JSON) -> Scalar:
    """Read an ``ExtendedValue`` that is not a formula."""
    if "errorValue" in value:
        error = value["errorValue"]
        return Fault(error.get("type", "ERROR"), error.get("message", ""))
    if "numberValue" in value:
        return float(value["numberValue"])
    found: Scalar = value.get("boolValue", value.get("stringValue"))
    return found


def to_json(value: Scalar) -> JSON:
    """Write an ``ExtendedValue``; nothing is nothing."""
    if isinstance(value, Fault):
        return {"errorValue": {"type": value.kind, "message": value.message}}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    return {} if value is None else {"numberValue": plain(value)}


@dataclass(frozen=True, slots=True)
class Coercion:
    """How one kind of value is taken for another, which depends on the locale."""

    locale: Locale
    today: date

    def number(self, value: Scalar, where: str = "") -> float:
        """Take a value for a number.

        Raises:
            Fault: it is a text that is none, or a fault.
        """
        if isinstance(value, Fault):
            raise value
        if isinstance(value, str):
            found = recognised(value, self.locale, self.today)
            if found is None and value:
                raise Fault(
                    "VALUE",
                    f"{where}expects number values. But '{value}' is a text and cannot "
                    "be coerced to a number.",
                )
            return found or 0.0
        return float(value or 0)

    def text(self, value: Scalar) -> str:
        """Take a value for a text.

        Raises:
            Fault: it is a fault.
        """
        if isinstance(value, Fault):
            raise value
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, str):
            return value
        return "" if value is None else general(value, self.locale)

    def truth(self, value: Scalar) -> bool:
        """Take a value for true or false.

        Raises:
            Fault: it is a text that is neither, or a fault.
        """
        if isinstance(value, str):
            if value.upper() in ("TRUE", "FALSE"):
                return value.upper() == "TRUE"
            raise Fault(
                "VALUE",
                f"'{value}' is a text and cannot be coerced to a boolean.",
            )
        return self.number(value) != 0


def compare(one: Scalar, other: Scalar) -> int:
    """Order two values: numbers before texts before truth values; case is nothing.

    Raises:
        Fault: one of them is a fault.
    """
    for value in (one, other):
        if isinstance(value, Fault):
            raise value
    left, right = _key(one, other), _key(other, one)
    return (left > right) - (left < right)


def _key(value: Scalar, beside: Scalar) -> tuple[int, float, str]:
    if value is None:  # an empty cell is the nothing of whatever it is held against
        return (1, 0.0, "") if isinstance(beside, str) else _key(_nothing(beside), 0.0)
    if isinstance(value, bool):
        return 2, float(value), ""
    if isinstance(value, str):
        return 1, 0.0, value.casefold()
    assert isinstance(value, float | int)
    return 0, float(value), ""


def _nothing(beside: Scalar) -> Scalar:
    return False if isinstance(beside, bool) else 0.0
