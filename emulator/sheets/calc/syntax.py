"""The grammar of formulas: from text to a tree of operations."""

from dataclasses import dataclass
from typing import TypeAlias

from emulator.sheets.calc.references import Reference, read_reference
from emulator.sheets.calc.tokens import (
    Kind,
    Token,
    UnreadableFormula,
    UnservedFormula,
    tokenize,
)


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text or a truth value; ``None``: an argument left out."""

    value: float | str | bool | None


@dataclass(frozen=True, slots=True)
class ErrorLiteral:
    """An error that stands in the formula, such as ``#REF!``."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A named range."""

    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with what it works on; percent and signs have one operand."""

    sign: str
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Node", ...]


Node: TypeAlias = Literal | ErrorLiteral | Name | Operation | Call | Reference

_LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
_END = Token(Kind.SPACE, "")


def parse(formula: str) -> Node:
    """Read a formula, which begins with an equals sign.

    Raises:
        UnreadableFormula: it is not one.
        UnservedFormula: it is one, and more than is calculated here.
    """
    words = [token for token in tokenize(formula[1:]) if token.kind is not Kind.SPACE]
    parser = _Parser(words)
    try:
        tree = parser.expression()
    except RecursionError as error:
        raise UnservedFormula("formulas of so many parts") from error
    if parser.next is not _END:
        raise UnreadableFormula(formula)
    return tree


class _Parser:
    """Reads one formula from left to right."""

    def __init__(self, words: list[Token]) -> None:
        self._words = words
        self._place = 0

    @property
    def next(self) -> Token:
        at_end = self._place >= len(self._words)
        return _END if at_end else self._words[self._place]

    def expression(self, level: int = 0) -> Node:
        if level == len(_LEVELS):
            return self._signed()
        left = self.expression(level + 1)
        while self.next.kind is Kind.SIGN and self.next.text in _LEVELS[level]:
            sign = self._take().text
            left = Operation(sign, (left, self.expression(level + 1)))
        return left

    def _signed(self) -> Node:
        if self.next.kind is Kind.SIGN and self.next.text in ("+", "-"):
            sign = self._take().text
            return Operation(f"{sign}x", (self._signed(),))
        tree = self._primary()
        while self._accept("%"):
            tree = Operation("%", (tree,))
        return tree

    def _primary(self) -> Node:
        token = self._take()
        match token.kind:
            case Kind.NUMBER:
                return Literal(float(token.text))
            case Kind.STRING:
                return Literal(token.text[1:-1].replace('""', '"'))
            case Kind.ERROR:
                return ErrorLiteral(token.text.upper())
            case Kind.REFERENCE:
                return read_reference(token.text)
            case Kind.NAME:
                return self._named(token.text)
        return self._bracketed(token)

    def _named(self, text: str) -> Node:
        if self._accept("("):
            return Call(text.upper(), tuple(self._arguments()))
        if text.upper() in ("TRUE", "FALSE"):
            return Literal(text.upper() == "TRUE")
        return Name(text)

    def _bracketed(self, token: Token) -> Node:
        if token.text == "(":
            tree = self.expression()
            self._expect(")")
            return tree
        if token.text == "{":
            raise UnservedFormula("arrays in braces")
        raise UnreadableFormula(token.text)

    def _arguments(self) -> list[Node]:
        if self._accept(")"):
            return []
        made = [self._argument()]
        while not self._accept(")"):
            if not self._accept(","):
                self._expect(";")
            made.append(self._argument())
        return made

    def _argument(self) -> Node:
        return Literal(None) if self.next.text in (",", ";", ")") else self.expression()

    def _take(self) -> Token:
        token = self.next
        if token is _END:
            raise UnreadableFormula("")
        self._place += 1
        return token

    def _accept(self, sign: str) -> bool:
        token = self.next
        if token.kind is not Kind.SIGN or token.text != sign:
            return False
        self._place += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._accept(sign):
            raise UnreadableFormula(sign)
