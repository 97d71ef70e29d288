"""Whether a person waits for what is asked of other machines, and how to tell that one.

Unattended work is patient: nobody looks on, and a night must not be lost to a router
that starts anew. A person wants to hear soon that nothing comes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

from sync.errors import WorkerError

Tell: TypeAlias = Callable[[WorkerError | None, float], None]
"""Hears what is in the way, if that is known, and for how many seconds it goes on."""

_TELL: ContextVar[Tell | None] = ContextVar("attended", default=None)


@contextmanager
def attended(tell: Tell) -> Iterator[None]:
    """Have somebody wait for all that is asked within, and be told when that is long."""
    token = _TELL.set(tell)
    try:
        yield
    finally:
        _TELL.reset(token)


def whom_to_tell() -> Tell | None:
    """Return how to tell the person who waits; ``None`` where nobody does."""
    return _TELL.get()
