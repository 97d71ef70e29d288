"""Functions that count and add what meets a condition such as ``>=10`` or ``a*``."""

import math
import re
from collections.abc import Callable

from emulator.sheets.calc.arguments import Arguments, function
from emulator.sheets.calc.quantities import Block, Coercion, Fault, Scalar, compare
from emulator.sheets.typing import recognised

_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)

Test = Callable[[Scalar], bool]


@function("COUNTIF", 2)
def count_if(given: Arguments) -> float:
    """Count what meets a condition."""
    test = _test(given.scalar(1), given.context.coercion)
    return float(sum(map(test, given.block(0))))


@function("SUMIF", 2, 3)
def sum_if(given: Arguments) -> float:
    """Add up the numbers beside what meets a condition."""
    return math.fsum(_beside(given))


@function("COUNTIFS", 2, None)
def count_ifs(given: Arguments) -> float:
    """Count the places where each block meets its condition."""
    return float(sum(_all_met(given, 0)))


@function("SUMIFS", 3, None)
def sum_ifs(given: Arguments) -> float:
    """Add up the numbers where each of the other blocks meets its condition."""
    pairs = zip(given.block(0), _all_met(given, 1), strict=False)
    return math.fsum(v for v, met in pairs if met and isinstance(v, float))


def _beside(given: Arguments) -> list[float]:
    test = _test(given.scalar(1), given.context.coercion)
    tested = given.block(0)
    added = given.block(2) if given.given(2) else tested
    return [
        value
        for row, values in enumerate(tested.rows)
        for column, tried in enumerate(values)
        if test(tried) and isinstance(value := _at(added, row, column), float)
    ]


def _at(block: Block, row: int, column: int) -> Scalar:
    if row < len(block.rows) and column < len(block.rows[row]):
        return block.rows[row][column]
    return None


def _all_met(given: Arguments, start: int) -> list[bool]:
    met: list[list[bool]] = []
    for place in range(start, len(given) - 1, 2):
        test = _test(given.scalar(place + 1), given.context.coercion)
        met.append([test(value) for value in given.block(place)])
    return [all(each) for each in zip(*met, strict=False)]


def _test(condition: Scalar, coercion: Coercion) -> Test:
    """Read a condition."""
    if not isinstance(condition, str):
        return lambda value: _same(value, condition)
    match = _CONDITION.fullmatch(condition)
    assert match is not None
    sign, wanted = match[1] or "=", _wanted(match[2], coercion)
    if sign in ("=", "<>") and isinstance(wanted, str) and re.search(r"[*?]", wanted):
        return _like(wanted, is_wanted=sign == "=")
    if sign in ("=", "<>"):
        return lambda value: _same(value, wanted) == (sign == "=")
    return lambda value: _ordered(value, sign, wanted)


def _wanted(text: str, coercion: Coercion) -> Scalar:
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    number = recognised(text, coercion.locale, coercion.today)
    return text if number is None else number


def _like(pattern: str, *, is_wanted: bool) -> Test:
    signs = {"*": ".*", "?": "."}
    parts = re.split(r"([*?])", pattern)
    rule = re.compile(
        "".join(signs.get(part) or re.escape(part) for part in parts),
        re.IGNORECASE | re.DOTALL,
    )
    return lambda value: (
        (isinstance(value, str) and rule.fullmatch(value) is not None) == is_wanted
    )


def _same(value: Scalar, wanted: Scalar) -> bool:
    if isinstance(value, Fault) or isinstance(wanted, Fault):
        return False
    if wanted in (None, "") or value is None:
        return value in (None, "") and wanted in (None, "")
    return type(value) is type(wanted) and compare(value, wanted) == 0


def _ordered(value: Scalar, sign: str, wanted: Scalar) -> bool:
    if value is None or isinstance(value, Fault) or type(value) is not type(wanted):
        return False
    order = compare(value, wanted)
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign]
