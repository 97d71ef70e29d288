"""Functions that decide."""

from emulator.sheets.calc.arguments import Arguments, function
from emulator.sheets.calc.quantities import Fault, Quantity


@function("IF", 2, 3)
def choose(given: Arguments) -> Quantity:
    """Return one or the other; only the chosen one is calculated."""
    place = 1 if given.truth(0) else 2
    if place < len(given):
        return given.quantity(place)
    return False


@function("IFERROR", 1, 2)
def unless_fault(given: Arguments) -> Quantity:
    """Return a value, or something else if it is a fault."""
    try:
        value = given.scalar(0)
    except Fault as fault:
        value = fault
    if isinstance(value, Fault):
        return given.quantity(1) if len(given) > 1 else None
    return value


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
