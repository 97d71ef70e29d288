"""What a function of a formula is given, and where the functions are kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from emulator.sheets.calc.quantities import (
    Block,
    Coercion,
    Fault,
    Quantity,
    Scalar,
    unserved,
)
from emulator.sheets.calc.syntax import Call, Literal, Node


class Context(Protocol):
    """The cell whose formula is calculated, and the spreadsheet around it."""

    row: int
    column: int
    now: datetime
    coercion: Coercion

    def evaluate(self, tree: Node) -> Quantity:
        """Calculate a part of the formula."""

    def scalar(self, quantity: Quantity) -> Scalar:
        """Return the one value that a block comes down to here."""


class Arguments:
    """The arguments of one call, each calculated when it is asked for."""

    def __init__(self, context: Context, call: Call) -> None:
        self.context = context
        self.nodes = call.arguments
        self._name = call.name

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.nodes)

    def given(self, place: int) -> bool:
        """Whether there is an argument, and not just room for one."""
        return place < len(self) and self.nodes[place] != Literal(None)

    def quantity(self, place: int) -> Quantity:
        """Return an argument as it is."""
        return self.context.evaluate(self.nodes[place])

    def block(self, place: int) -> Block:
        """Return an argument as a block."""
        found = self.quantity(place)
        return found if isinstance(found, Block) else Block(((found,),))

    def scalar(self, place: int) -> Scalar:
        """Return an argument as one value, which may be a fault."""
        return self.context.scalar(self.quantity(place))

    def number(self, place: int, default: float = 0.0) -> float:
        """Return an argument as a number."""
        if not self.given(place):
            return default
        where = f"Function {self._name} parameter {place + 1} "
        return self.context.coercion.number(self.scalar(place), where)

    def text(self, place: int, default: str = "") -> str:
        """Return an argument as a text."""
        if not self.given(place):
            return default
        return self.context.coercion.text(self.scalar(place))

    def truth(self, place: int, *, default: bool = False) -> bool:
        """Return an argument as true or false."""
        if not self.given(place):
            return default
        return self.context.coercion.truth(self.scalar(place))

    def cells(self, start: int = 0) -> Iterator[Scalar]:
        """Yield the values of all arguments, those of blocks one by one."""
        for place in range(start, len(self)):
            yield from self.block(place)

    def numbers(self) -> Iterator[float]:
        """Yield all numbers: of blocks only cells that hold one, else by force.

        Raises:
            Fault: a value is one.
        """
        for place in range(len(self)):
            found = self.quantity(place)
            if not isinstance(found, Block):
                yield self.number(place)
                continue
            for value in found:
                if isinstance(value, Fault):
                    raise value
                if is_number(value):
                    yield float(value or 0)


def is_number(value: Scalar) -> bool:
    """Whether a value is a number, which truth values are not."""
    return isinstance(value, float | int) and not isinstance(value, bool)


Run: TypeAlias = Callable[[Arguments], Quantity]


@dataclass(frozen=True, slots=True)
class Function:
    """What a function does, and how many arguments it takes."""

    run: Run
    fewest: int
    most: int | None


FUNCTIONS: dict[str, Function] = {}


def function(name: str, fewest: int, most: int | None = -1) -> Callable[[Run], Run]:
    """Return a decorator that makes a function known.

    ``most`` is none without a limit.
    """

    def register(run: Run) -> Run:
        FUNCTIONS[name] = Function(run, fewest, fewest if most == -1 else most)
        return run

    return register


def call(context: Context, tree: Call) -> Quantity:
    """Calculate a call.

    Raises:
        Fault: there is no such function, or it cannot be done.
    """
    known = FUNCTIONS.get(tree.name)
    if known is None:
        raise unserved(tree.name)
    count = len(tree.arguments)
    if count < known.fewest or (known.most is not None and count > known.most):
        raise Fault("N_A", f"Wrong number of arguments to {tree.name}.{_wanted(known)}")
    return known.run(Arguments(context, tree))


def _wanted(known: Function) -> str:
    if known.most == known.fewest:
        return f" Expected {known.fewest} arguments."
    if known.most is None:
        return f" Expected at least {known.fewest} arguments."
    return f" Expected between {known.fewest} and {known.most} arguments."
