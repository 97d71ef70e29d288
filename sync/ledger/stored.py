"""What the ledger keeps, understood: the one place where a stored value can prove none.

A disk or a hand can spoil a value of which the file around it tells nothing. Every part
of the ledger turns what it read into our values by ``understood``, within ``guarded``,
which makes of it the stop that a damaged ledger is.
"""

import json
import logging
import zlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sync.storage.defects import defect_report

_log = logging.getLogger(__name__)

_NOT_UNDERSTOOD = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
T = TypeVar("T")


class Illegible(Exception):
    """A value of a ``table`` is nothing that we wrote; its cause tells what it lacks."""

    def __init__(self, table: str, cause: Exception) -> None:
        super().__init__(f"{table}: {type(cause).__name__}")


def understood(table: str, decode: Callable[..., T], *kept: Any) -> T:  # noqa: ANN401
    """Return what stored values mean; to be called within ``guarded``.

    A mistake of our own in decoding looks the same from here. So where it happened is
    logged, without the words of the exception, which may quote what is kept.

    Args:
        table: where they stand.
        decode: what understands them.
        kept: the values.

    Raises:
        Illegible: they mean nothing.
    """
    try:
        return decode(*kept)
    except _NOT_UNDERSTOOD as error:
        _log.error("the ledger is illegible table=%s\n%s", table, defect_report(error))
        raise Illegible(table, error) from error


def texts_from(kept: str) -> tuple[str, ...]:
    """Return texts that are kept as a list of JSON."""
    return texts_of(json.loads(kept))


def texts_of(values: object) -> tuple[str, ...]:
    """Return what is a list of texts as such."""
    return tuple(_of_kind(str, each) for each in _of_kind(list, values))


def numbers_from(kept: str) -> tuple[int, ...]:
    """Return numbers that are kept as a list of JSON."""
    return tuple(_of_kind(int, each) for each in _of_kind(list, json.loads(kept)))


def named_from(kept: str) -> Mapping[str, str]:
    """Return texts that are kept by name, as an object of JSON."""
    named = _of_kind(dict, json.loads(kept))
    return {name: _of_kind(str, each) for name, each in named.items()}


def _of_kind(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(type(value).__name__)
    return value
