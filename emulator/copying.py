"""Copies of what the emulator keeps, which is JSON and dataclasses of JSON."""

import pickle
from typing import TypeVar

_Kept = TypeVar("_Kept")


def copied(value: _Kept) -> _Kept:
    """Return a value that shares nothing with this one that could be changed.

    As ``copy.deepcopy``, in a sixth of the time: a spreadsheet is copied for every
    batch.
    """
    made: _Kept = pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))  # noqa: S301  our own
    return made
