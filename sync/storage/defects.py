"""A mistake of the worker's own: a file about it that can be sent to its maintainer.

It tells where in the program it happened, and nothing of what was worked on: messages
of exceptions may quote cells, addresses or keys, so they stay out.
"""

import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sync import __version__
from sync.errors import Defect, StorageError
from sync.storage.files import replace_file, storage_stop

_LONGEST_CHAIN = 5


def stop_for(error: Exception, folder: Path, now: datetime) -> StorageError | Defect:
    """Return the stop that an exception nobody caught is.

    What the system refused of a file is that; anything else is a defect, and a report
    of it is left in the folder, or where temporary files go if that takes none.

    Args:
        error: the exception.
        folder: the office's.
        now: names the report.
    """
    if isinstance(error, OSError) and isinstance(error.filename, str | bytes):
        return storage_stop(error, Path(_as_text(error.filename)))
    return Defect(error, _put_down(defect_report(error), folder, now))


def defect_report(error: BaseException) -> str:
    """Return where an exception came from, without its words."""
    lines = [
        f"plan-sync {__version__}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"command {sys.argv[1] if sys.argv[1:2] and sys.argv[1].isalpha() else '-'}",
    ]
    for each in _chain(error):
        lines += ["", _name_of(each)]
        for frame in traceback.extract_tb(each.__traceback__):
            lines += [f"  {frame.filename}:{frame.lineno} {frame.name}"]
            lines += [f"    {frame.line}"] if frame.line else []
    return "\n".join([*lines, ""])


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_LONGEST_CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _name_of(error: BaseException) -> str:
    kind = type(error)
    number = getattr(error, "errno", None)
    named = f"{kind.__module__}.{kind.__qualname__}"
    return f"{named} errno={number}" if isinstance(number, int) else named


def _put_down(text: str, folder: Path, now: datetime) -> str:
    name = f"report-{now:%Y%m%d-%H%M%S}.txt"
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            replace_file(place / name, text.encode(), private=True)
        except StorageError:
            continue
        return str(place / name)
    return "–"


def _as_text(name: str | bytes) -> str:
    return name.decode(errors="replace") if isinstance(name, bytes) else name
