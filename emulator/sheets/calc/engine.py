"""Calculates formulas, each once, whatever they depend on."""

import math
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from emulator.sheets import a1
from emulator.sheets.calc import functions
from emulator.sheets.calc.arguments import call
from emulator.sheets.calc.functions.arithmetic import raised
from emulator.sheets.calc.quantities import (
    Block,
    Coercion,
    Fault,
    Quantity,
    Scalar,
    compare,
    literal_fault,
    scalar_of,
    to_json,
    unserved,
)
from emulator.sheets.calc.references import Reference
from emulator.sheets.calc.syntax import (
    Call,
    ErrorLiteral,
    Literal,
    Name,
    Node,
    Operation,
    parse,
)
from emulator.sheets.calc.tokens import UnreadableFormula, UnservedFormula
from emulator.sheets.locales import locale_of
from emulator.sheets.serials import local
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet

__all__ = ["Calculation", "functions"]

_CIRCLE = (
    "Circular dependency detected. To resolve with iterative calculation, see File > "
    "Settings."
)
_TOO_LARGE = (
    "Numeric value is greater than 1.79769E+308 and cannot be displayed properly."
)
_ORDERS: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}

_Place = tuple[int, int, int]


class _Pending(Exception):
    """A formula needs the results of others first."""

    def __init__(self, places: list[_Place]) -> None:
        super().__init__(places)
        self.places = places


class Calculation:
    """The results of a spreadsheet's formulas, as long as nothing changes."""

    def __init__(self, spreadsheet: Spreadsheet, now: datetime) -> None:
        self.spreadsheet = spreadsheet
        self.now = local(spreadsheet, now)
        self.coercion = Coercion(locale_of(spreadsheet), self.now.date())
        self._tabs = {tab.id: tab for tab in spreadsheet.tabs}
        self._results: dict[_Place, Scalar] = {}

    def effective(self, tab: SheetTab, row: int, column: int) -> JSON:
        """Return the result of a cell's formula."""
        place = (tab.id, row, column)
        self._settle(place)
        return to_json(self._results[place])

    def block(self, tab: SheetTab, rng: a1.GridRange) -> Block:
        """Return cells, which must have been calculated.

        Raises:
            Fault: they are not on the grid.
        """
        top, bottom, left, right = a1.clip(tab, rng)
        if top == bottom or left == right:
            raise Fault("REF", "Reference does not exist.")
        pending: list[_Place] = []
        rows = tuple(
            tuple(
                self._cell(tab, row, column, pending) for column in range(left, right)
            )
            for row in range(top, bottom)
        )
        if pending:
            raise _Pending(pending)
        return Block(rows, top, left)

    def _cell(
        self, tab: SheetTab, row: int, column: int, pending: list[_Place]
    ) -> Scalar:
        value = tab.cells.get((row, column), {}).get("userEnteredValue")
        if not value:
            return None
        if "formulaValue" not in value:
            return scalar_of(value)
        place = (tab.id, row, column)
        if place not in self._results:
            pending.append(place)
        return self._results.get(place)

    def _settle(self, wanted: _Place) -> None:
        """Calculate a cell, first what it needs; formulas in a circle are faults.

        ``path`` holds the formulas begun, each waiting for the next. No recursion: a
        column may have thousands of formulas that build on one another.
        """
        waiting, path = [wanted], dict[_Place, None]()
        while waiting:
            place = waiting[-1]
            if place in self._results:
                waiting.pop()
                continue
            path[place] = None
            try:
                self._results[place] = self._result(place)
            except _Pending as pending:
                self._wait(pending.places, waiting, path)
                continue
            del path[place]

    def _wait(
        self, places: list[_Place], waiting: list[_Place], path: dict[_Place, None]
    ) -> None:
        circular = [place for place in places if place in path]
        if not circular:
            waiting.extend(reversed(places))
            return
        begun = list(path)
        start = min(begun.index(place) for place in circular)
        for place in begun[start:]:
            self._results[place] = Fault("REF", _CIRCLE)
            del path[place]

    def _result(self, place: _Place) -> Scalar:
        tab = self._tabs[place[0]]
        formula = tab.cells[place[1:]]["userEnteredValue"]["formulaValue"]
        try:
            evaluation = _Evaluation(self, tab, place[1], place[2])
            return evaluation.scalar(evaluation.evaluate(_parsed(formula)))
        except UnreadableFormula:
            return Fault("ERROR", "Formula parse error.")
        except UnservedFormula as lacking:
            return unserved(str(lacking))
        except RecursionError:
            return unserved("formulas of so many parts")
        except Fault as fault:
            return fault


@lru_cache(maxsize=4096)
def _parsed(formula: str) -> Node:
    return parse(formula)


class _Evaluation:
    """Calculates the formula of one cell."""

    def __init__(
        self, calculation: Calculation, tab: SheetTab, row: int, column: int
    ) -> None:
        self._calculation = calculation
        self._tab = tab
        self.row = row
        self.column = column
        self.now = calculation.now
        self.coercion = calculation.coercion

    def evaluate(self, tree: Node) -> Quantity:
        """Calculate a part of the formula.

        Raises:
            Fault: it cannot be calculated.
        """
        match tree:
            case Literal():
                return tree.value
            case ErrorLiteral():
                raise literal_fault(tree.text)
            case Reference():
                return self._referred(tree)
            case Name():
                return self._named(tree.text)
        return self._calculated(tree)

    def scalar(self, quantity: Quantity) -> Scalar:
        """Return the one value that a block comes down to here.

        A row or a column comes down to its cell beside the formula.
        """
        if not isinstance(quantity, Block):
            return quantity
        rows = quantity.rows
        if quantity.row is None or (len(rows) == 1 and len(rows[0]) == 1):
            return rows[0][0]
        down, across = self.row - quantity.row, self.column - (quantity.column or 0)
        if len(rows) == 1 and 0 <= across < len(rows[0]):
            return rows[0][across]
        if len(rows[0]) == 1 and 0 <= down < len(rows):
            return rows[down][0]
        raise Fault("VALUE", "An array value could not be found.")

    def _referred(self, reference: Reference) -> Block:
        tab: SheetTab | None = self._tab
        if reference.title is not None:
            tab = a1.titled(self._calculation.spreadsheet, reference.title)
        if tab is None:
            raise Fault("REF", f"Unresolved sheet name '{reference.title}'.")
        rng = a1.GridRange(tab.id, *reference.rows, *reference.columns)
        return self._calculation.block(tab, rng)

    def _named(self, name: str) -> Block:
        spreadsheet = self._calculation.spreadsheet
        found = a1.named(spreadsheet, name)
        if found is None:
            raise Fault("NAME", f"Unknown range name: '{name.upper()}'.")
        rng = a1.from_json(spreadsheet, found)
        return self._calculation.block(a1.tab_of(spreadsheet, rng), rng)

    def _calculated(self, tree: Call | Operation) -> Quantity:
        try:
            made = call(self, tree) if isinstance(tree, Call) else self._operated(tree)
        except OverflowError as error:
            raise Fault("NUM", _TOO_LARGE) from error
        if isinstance(made, float) and not math.isfinite(made):
            raise Fault("NUM", _TOO_LARGE)
        return made

    def _operated(self, tree: Operation) -> Scalar:
        values = [self.scalar(self.evaluate(each)) for each in tree.operands]
        if tree.sign in _ORDERS:
            return _ORDERS[tree.sign](compare(values[0], values[1]))
        if tree.sign == "&":
            return "".join(map(self.coercion.text, values))
        return _arithmetic(
            tree.sign, [self._number(tree.sign, *v) for v in enumerate(values)]
        )

    def _number(self, sign: str, place: int, value: Scalar) -> float:
        where = f"Function {_NAMES[sign]} parameter {place + 1} "
        return self.coercion.number(value, where)


_NAMES = {
    "+": "ADD",
    "-": "MINUS",
    "*": "MULTIPLY",
    "/": "DIVIDE",
    "^": "POW",
    "%": "UNARY_PERCENT",
    "-x": "UMINUS",
    "+x": "UPLUS",
}
_OPERATIONS: dict[str, Callable[..., float]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "^": raised,
    "%": lambda one: one / 100,
    "-x": lambda one: -one,
    "+x": lambda one: one,
}


def _arithmetic(sign: str, numbers: list[float]) -> float:
    if sign != "/":
        return _OPERATIONS[sign](*numbers)
    if numbers[1] == 0:
        raise Fault("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
    return numbers[0] / numbers[1]
