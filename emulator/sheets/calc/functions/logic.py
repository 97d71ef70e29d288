"""Functions that decide, and that ask what kind of value something is."""

from collections.abc import Callable

from emulator.sheets.calc.arguments import Arguments, function, is_number
from emulator.sheets.calc.quantities import Fault, Quantity, Scalar


@function("IF", 2, 3)
def choose(given: Arguments) -> Quantity:
    """Return one or the other; only the chosen one is calculated."""
    place = 1 if given.truth(0) else 2
    if place < len(given):
        return given.quantity(place)
    return False


@function("IFS", 2, None)
def choose_first(given: Arguments) -> Quantity:
    """Return what goes with the first condition that is met."""
    for place in range(0, len(given) - 1, 2):
        if given.truth(place):
            return given.quantity(place + 1)
    raise Fault("N_A", "No match.")


@function("IFERROR", 1, 2)
def unless_fault(given: Arguments) -> Quantity:
    """Return a value, or something else if it is a fault."""
    return _instead(given, lambda _: True)


@function("IFNA", 1, 2)
def unless_missing(given: Arguments) -> Quantity:
    """Return a value, or something else if it is not available."""
    return _instead(given, lambda fault: fault.kind == "N_A")


@function("AND", 1, None)
def every(given: Arguments) -> bool:
    """Whether all are true."""
    return all(_truths(given))


@function("OR", 1, None)
def some(given: Arguments) -> bool:
    """Whether one is true."""
    return any(_truths(given))


@function("NOT", 1)
def opposite(given: Arguments) -> bool:
    """Return the opposite."""
    return not given.truth(0)


@function("TRUE", 0)
def true(_: Arguments) -> bool:
    """Return true."""
    return True


@function("FALSE", 0)
def false(_: Arguments) -> bool:
    """Return false."""
    return False


@function("NA", 0)
def missing(_: Arguments) -> Quantity:
    """Return the fault of what is not available."""
    raise Fault("N_A", "")


@function("ISBLANK", 1)
def is_blank(given: Arguments) -> bool:
    """Whether a cell is empty."""
    return _held(given) is None


@function("ISNUMBER", 1)
def holds_number(given: Arguments) -> bool:
    """Whether a value is a number."""
    return is_number(_held(given))


@function("ISTEXT", 1)
def holds_text(given: Arguments) -> bool:
    """Whether a value is a text."""
    return isinstance(_held(given), str)


@function("ISERROR", 1)
def is_fault(given: Arguments) -> bool:
    """Whether a value is a fault."""
    return isinstance(_held(given), Fault)


def _held(given: Arguments) -> Scalar:
    try:
        return given.scalar(0)
    except Fault as fault:
        return fault


def _instead(given: Arguments, catches: Callable[[Fault], bool]) -> Quantity:
    value = _held(given)
    if isinstance(value, Fault) and catches(value):
        return given.quantity(1) if len(given) > 1 else None
    return value


def _truths(given: Arguments) -> list[bool]:
    coercion = given.context.coercion
    found = [
        coercion.truth(value)
        for value in given.cells()
        if value is not None and not (isinstance(value, str) and not value)
    ]
    if not found:
        raise Fault("VALUE", "There is no true or false among the values.")
    return found
