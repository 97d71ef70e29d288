"""Functions of texts."""

from emulator.sheets.calc.arguments import Arguments, function, is_number
from emulator.sheets.calc.quantities import Quantity
from emulator.sheets.patterns import render, render_text


@function("CONCATENATE", 1, None)
def concatenate(given: Arguments) -> str:
    """Put texts together."""
    return "".join(map(given.context.coercion.text, given.cells()))


@function("TEXT", 2)
def text(given: Arguments) -> str:
    """Show a value by a number format."""
    value, pattern = given.scalar(0), given.text(1)
    if isinstance(value, str):
        return render_text(value, pattern)
    if isinstance(value, bool):
        return given.text(0)
    return render(given.number(0), pattern, given.context.coercion.locale)


@function("HYPERLINK", 1, 2)
def hyperlink(given: Arguments) -> Quantity:
    """Show a link's label, or its address."""
    if not given.given(1):
        return given.text(0)
    label = given.scalar(1)
    return label if is_number(label) else given.text(1)
