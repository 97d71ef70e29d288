"""Functions that find cells, and that say where they are."""

from collections.abc import Callable, Sequence
from itertools import takewhile

from emulator.sheets.calc.arguments import Arguments, function
from emulator.sheets.calc.quantities import Block, Fault, Quantity, Scalar, compare


@function("ROW", 0, 1)
def row(given: Arguments) -> float:
    """Return the number of a cell's row, or of the formula's own."""
    if not len(given):
        return float(given.context.row + 1)
    return _place(given.block(0).row)


@function("COLUMN", 0, 1)
def column(given: Arguments) -> float:
    """Return the number of a cell's column, or of the formula's own."""
    if not len(given):
        return float(given.context.column + 1)
    return _place(given.block(0).column)


@function("ROWS", 1)
def rows(given: Arguments) -> float:
    """Count the rows of a block."""
    return float(len(given.block(0).rows))


@function("COLUMNS", 1)
def columns(given: Arguments) -> float:
    """Count the columns of a block."""
    return float(len(given.block(0).rows[0]))


@function("INDEX", 1, 3)
def index(given: Arguments) -> Quantity:
    """Return the cell at a row and a column of a block; 0 means all of them."""
    block = given.block(0)
    down, across = int(given.number(1)), int(given.number(2))
    if not given.given(2) and len(block.rows) == 1 and len(block.rows[0]) > 1:
        down, across = 0, down
    if not 0 <= down <= len(block.rows) or not 0 <= across <= len(block.rows[0]):
        raise Fault("REF", "Function INDEX is out of range.")
    chosen = block.rows[down - 1 : down] if down else block.rows
    cells = tuple(each[across - 1 : across] if across else each for each in chosen)
    return Block(cells, _moved(block.row, down), _moved(block.column, across))


@function("MATCH", 2, 3)
def match(given: Arguments) -> float:
    """Return where a value is in a row or a column."""
    wanted, block = given.scalar(0), given.block(1)
    if len(block.rows) > 1 and len(block.rows[0]) > 1:
        raise Fault("N_A", "MATCH range must be a single row or a single column.")
    kind = given.number(2, 1)
    place = _find(list(block), wanted, 0 if kind == 0 else 1 if kind > 0 else -1)
    return float(place + 1)


@function("VLOOKUP", 3, 4)
def vertical_lookup(given: Arguments) -> Quantity:
    """Return what stands beside a value that is found in the first column."""
    wanted, block, across = given.scalar(0), given.block(1), int(given.number(2))
    if not 1 <= across <= len(block.rows[0]):
        message = f"VLOOKUP evaluates to an out of bounds range: column {across}."
        raise Fault("REF" if across > 0 else "VALUE", message)
    kind = 1 if given.truth(3, default=True) else 0
    place = _find([each[0] for each in block.rows], wanted, kind)
    return block.rows[place][across - 1]


def _find(values: Sequence[Scalar], wanted: Scalar, kind: int) -> int:
    """Return where a value is: exactly, or the last not past it in sorted values."""
    if isinstance(wanted, Fault):
        raise wanted
    if kind == 0:
        found = next((n for n, v in enumerate(values) if _same(v, wanted)), -1)
    else:
        fits: Callable[[int], bool] = lambda order: order * kind <= 0  # noqa: E731
        like = [
            (number, value)
            for number, value in enumerate(values)
            if type(value) is type(wanted)
        ]
        before = list(takewhile(lambda each: fits(compare(each[1], wanted)), like))
        found = before[-1][0] if before else -1
    if found < 0:
        raise Fault(
            "N_A", f"Did not find value '{_shown(wanted)}' in lookup evaluation."
        )
    return found


def _same(value: Scalar, wanted: Scalar) -> bool:
    return type(value) is type(wanted) and compare(value, wanted) == 0


def _shown(value: Scalar) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _moved(start: int | None, by: int) -> int | None:
    return None if start is None else start + max(0, by - 1)


def _place(index: int | None) -> float:
    if index is None:
        raise Fault("N_A", "Argument must be a range.")
    return float(index + 1)
