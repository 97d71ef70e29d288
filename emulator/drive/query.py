r"""The language of ``q``: what a search asks for, read into a question about a file.

``name = 'x' and not (trashed = true or 'a@example.com' in writers)``; strings stand in
either kind of quotes, with ``\'`` and ``\\`` in them. ``and`` and ``or`` bind alike,
from left to right.
"""

import re
from collections.abc import Callable
from typing import Any

from emulator.drive.access import invalid
from emulator.drive.terms import Found, term

Question = Callable[[Found], bool]

TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
        | (?P<sign><=|>=|!=|[=<>(){}])
        | (?P<word>[A-Za-z][\w.]*)
    )""",
    re.VERBOSE | re.DOTALL,
)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=", "contains", "in", "has")


def parse(text: str) -> Question:
    """Read a query.

    Raises:
        ApiError: it makes no sense ("Invalid Value").
    """
    parser = _Parser(_tokens(text))
    try:
        question = parser.either()
    except RecursionError as error:
        raise invalid("q") from error
    if parser.kind:
        raise invalid("q")
    return question


def _tokens(text: str) -> list[tuple[str, str]]:
    found, place, end = [], 0, len(text.rstrip())
    while place < end:
        match = TOKEN.match(text, place)
        if match is None:
            raise invalid("q")
        kind = match.lastgroup or ""
        value = match[kind]
        if kind == "text":
            value = re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)
        elif kind == "word" and value.lower() in ("and", "or", "not"):
            kind = value = value.lower()
        found.append((kind, value))
        place = match.end()
    return found


class _Parser:
    """Descends through the query from its widest parts to single terms."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = [*tokens, ("", "")]
        self._place = 0

    @property
    def kind(self) -> str:
        return self._tokens[self._place][0]

    @property
    def value(self) -> str:
        return self._tokens[self._place][1]

    def _take(self, *values: str) -> str:
        """Pass over a token, which must be one of these if any are given."""
        kind, value = self._tokens[self._place]
        if not kind or (values and value not in values):
            raise invalid("q")
        self._place += 1
        return value

    def either(self) -> Question:
        question = self._single()
        while self.kind in ("and", "or"):
            question = _joined(self._take(), question, self._single())
        return question

    def _single(self) -> Question:
        if self.kind == "not":
            self._take()
            inner = self._single()
            return lambda found: not inner(found)
        if self.value == "(" and self.kind == "sign":
            self._take()
            inner = self.either()
            self._take(")")
            return inner
        return self._term()

    def _term(self) -> Question:
        left_kind, left = self.kind, self._take()
        if left == "sharedWithMe" and self.value not in COMPARISONS:
            return term("sharedWithMe", "=", value=True)
        sign = self._take(*COMPARISONS)
        if self.value == "{":
            return term(left, sign, self._pair())
        right_kind, right = self.kind, self._take()
        if left_kind == "text" and right_kind == "word":  # 'x' in parents
            return term(right, sign, left)
        if left_kind != "word" or right_kind not in ("word", "text"):
            raise invalid("q")
        return term(left, sign, _constant(right) if right_kind == "word" else right)

    def _pair(self) -> tuple[str, str]:
        """Read ``{ key='a' and value='b' }``."""
        self._take("{")
        parts = {}
        for name in ("key", "value"):
            self._take(name)
            self._take("=")
            parts[name] = self._take()
            if name == "key":
                self._take("and")
        self._take("}")
        return parts["key"], parts["value"]


def _joined(word: str, left: Question, right: Question) -> Question:
    if word == "and":
        return lambda found: left(found) and right(found)
    return lambda found: left(found) or right(found)


def _constant(word: str) -> Any:  # noqa: ANN401
    if word.lower() not in ("true", "false"):
        raise invalid("q")
    return word.lower() == "true"
