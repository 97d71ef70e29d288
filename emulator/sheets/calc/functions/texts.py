"""Functions of texts."""

from emulator.sheets.calc.arguments import Arguments, function, is_number
from emulator.sheets.calc.quantities import Fault, Quantity
from emulator.sheets.patterns import render, render_text


@function("CONCATENATE", 1, None)
def concatenate(given: Arguments) -> str:
    """Put texts together."""
    return "".join(map(given.context.coercion.text, given.cells()))


@function("CONCAT", 2)
def concat(given: Arguments) -> str:
    """Put two texts together."""
    return given.text(0) + given.text(1)


@function("JOIN", 2, None)
def join(given: Arguments) -> str:
    """Put texts together with something between them."""
    return given.text(0).join(map(given.context.coercion.text, given.cells(1)))


@function("TEXTJOIN", 3, None)
def text_join(given: Arguments) -> str:
    """Put texts together with something between them, perhaps without empty ones."""
    texts = map(given.context.coercion.text, given.cells(2))
    skips = given.truth(1)
    return given.text(0).join(text for text in texts if text or not skips)


@function("LEFT", 1, 2)
def left(given: Arguments) -> str:
    """Return the first characters."""
    return given.text(0)[: _count(given, 1, 1)]


@function("RIGHT", 1, 2)
def right(given: Arguments) -> str:
    """Return the last characters."""
    text, count = given.text(0), _count(given, 1, 1)
    return text[max(0, len(text) - count) :]


@function("MID", 3)
def middle(given: Arguments) -> str:
    """Return characters from somewhere within."""
    start = _count(given, 1, 1) - 1
    if start < 0:
        raise Fault(
            "NUM", "Function MID parameter 2 value is 0. It should be at least 1."
        )
    return given.text(0)[start : start + _count(given, 2, 0)]


@function("LEN", 1)
def length(given: Arguments) -> float:
    """Count the characters."""
    return float(len(given.text(0)))


@function("UPPER", 1)
def upper(given: Arguments) -> str:
    """Write in capitals."""
    return given.text(0).upper()


@function("LOWER", 1)
def lower(given: Arguments) -> str:
    """Write in small letters."""
    return given.text(0).lower()


@function("TRIM", 1)
def trim(given: Arguments) -> str:
    """Take away spaces that are too many."""
    return " ".join(word for word in given.text(0).split(" ") if word)


@function("SUBSTITUTE", 3)
def substitute(given: Arguments) -> str:
    """Put a text for another, wherever it is."""
    old = given.text(1)
    return given.text(0).replace(old, given.text(2)) if old else given.text(0)


@function("REPT", 2)
def repeat(given: Arguments) -> str:
    """Return a text so many times."""
    return given.text(0) * _count(given, 1, 0)


@function("FIND", 2, 3)
def find(given: Arguments) -> float:
    """Return where a text begins in another."""
    place = given.text(1).find(given.text(0), _count(given, 2, 1) - 1)
    if place < 0:
        raise Fault("VALUE", f"In FIND evaluation, cannot find '{given.text(0)}'.")
    return float(place + 1)


@function("EXACT", 2)
def exact(given: Arguments) -> bool:
    """Whether two texts are the same to the letter."""
    return given.text(0) == given.text(1)


@function("TEXT", 2)
def text(given: Arguments) -> str:
    """Show a value by a number format."""
    value, pattern = given.scalar(0), given.text(1)
    if isinstance(value, str):
        return render_text(value, pattern)
    if isinstance(value, bool):
        return given.text(0)
    return render(given.number(0), pattern, given.context.coercion.locale)


@function("VALUE", 1)
def value_of(given: Arguments) -> float:
    """Return the number that a text is."""
    held = given.scalar(0)
    if held == "":
        raise Fault("VALUE", "VALUE parameter '' cannot be parsed to number.")
    return given.number(0)


@function("HYPERLINK", 1, 2)
def hyperlink(given: Arguments) -> Quantity:
    """Show a link's label, or its address."""
    if not given.given(1):
        return given.text(0)
    label = given.scalar(1)
    return label if is_number(label) else given.text(1)


@function("IMAGE", 1, 4)
def image(given: Arguments) -> Quantity:
    """Show a picture, which as a value is nothing."""
    given.text(0)
    return None


def _count(given: Arguments, place: int, default: int) -> int:
    count = int(given.number(place, default))
    if count < 0:
        message = (
            f"Function parameter {place + 1} value is {count}. It should be at least 0."
        )
        raise Fault("VALUE", message)
    return count
