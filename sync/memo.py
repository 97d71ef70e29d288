"""What was made of texts before, kept as long as its owner and within so many bytes.

A worker runs for years, and texts change every day: what a module kept for itself would
hold texts of plans long gone, however many letters they have. So whoever lives as long
as the answers are of use owns a ``Memo``, and gives it a bound.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")

_OF_AN_ENTRY = 300
"""Bytes that an entry takes besides its question and its answer."""


class Memo:
    """Answers by what was asked; past ``most`` bytes those not asked for longest go.

    Questions and answers are texts, numbers, and tuples and values of ours made of
    them. For one thread: a cycle is in one.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._size = 0

    @property
    def size(self) -> int:
        """Return how many bytes are taken; what two entries share is counted twice."""
        return self._size

    def answer(self, question: Hashable, find: Callable[[], _T]) -> _T:
        """Return the answer to a question; ``find`` is called where it is not kept.

        One that alone is past the bound is given, and not kept.
        """
        if question in self._kept:
            self._kept.move_to_end(question)
            return cast("_T", self._kept[question][0])
        answer = find()
        size = _OF_AN_ENTRY + _bytes_of(question) + _bytes_of(answer)
        if size <= self._most:
            self._make_room(size)
            self._kept[question] = answer, size
            self._size += size
        return answer

    def _make_room(self, size: int) -> None:
        while self._size + size > self._most:
            _, (_, freed) = self._kept.popitem(last=False)
            self._size -= freed


def _bytes_of(value: object) -> int:
    """Return how many bytes a value takes with all that it is made of."""
    size = value.__sizeof__()
    if isinstance(value, (str, int, float)):
        return size  # most are, and are made of nothing
    if isinstance(value, (tuple, list, frozenset)):
        return size + sum(map(_bytes_of, value))
    for name in getattr(value, "__dataclass_fields__", ()):  # fields() asks each anew
        size += _bytes_of(getattr(value, name))
    return size


class HasMemo(Protocol):
    """Who remembers what was made of texts."""

    @property
    def memo(self) -> Memo:
        """Return what it is kept in."""


class Made:
    """One answer of each function, of which there are few: what its owner is asked for."""

    def __init__(self) -> None:
        self._answers: dict[Callable[..., Any], Any] = {}

    def answer(self, make: Callable[..., _T], find: Callable[[], _T]) -> _T:
        """Return what a function made; ``find`` is called the first time."""
        if make not in self._answers:
            self._answers[make] = find()
        return cast("_T", self._answers[make])


class HasMade(Protocol):
    """Who keeps what was made of itself."""

    @property
    def made(self) -> Made:
        """Return what it is kept in."""


_Owner = TypeVar("_Owner", bound=HasMemo)
_Keeper = TypeVar("_Keeper", bound=HasMade)


def remembered(
    make: Callable[Concatenate[_Owner, _P], _T],
) -> Callable[Concatenate[_Owner, _P], _T]:
    """Let a function's first argument remember its answers, by the other arguments."""

    @wraps(make)
    def ask(owner: _Owner, /, *asked: _P.args, **named: _P.kwargs) -> _T:
        question = (make, asked, *named.items())
        return owner.memo.answer(question, lambda: make(owner, *asked, **named))

    return ask


def made_once(
    make: Callable[Concatenate[_Keeper, _P], _T],
) -> Callable[Concatenate[_Keeper, _P], _T]:
    """Let a function's first argument keep the one answer, as a pattern of a list's words.

    Any other arguments are the same as long as it lives.
    """

    @wraps(make)
    def ask(keeper: _Keeper, /, *asked: _P.args, **named: _P.kwargs) -> _T:
        return keeper.made.answer(make, lambda: make(keeper, *asked, **named))

    return ask
