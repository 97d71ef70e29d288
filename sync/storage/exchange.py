"""Two folders that change places: in one step, where the system has one for it."""

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths are looked for as ever."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux (renameat2, glibc 2.28); RENAME_SWAP of macOS is 2 as well."""


def exchanged(one: Path, other: Path) -> bool:
    """Have two folders change places, so that at no instant one of them is missing.

    Returns:
        Whether it was done; nothing was where the system or the disk has no such step.
    """
    library = _library()
    if library is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        step = getattr(library, "renamex_np", None)
        return step is not None and step(*names, _EXCHANGE) == 0
    step = getattr(library, "renameat2", None)
    done = step is not None and step(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0
    return bool(done)


def _library() -> ctypes.CDLL | None:
    if os.name != "posix":
        return None
    try:
        return ctypes.CDLL(None)
    except OSError:
        return None
