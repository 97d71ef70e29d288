"""Logs: one event a line, to stderr and to a rotating file in the office.

Each line bears the number of the cycle in which it was written.
"""

import json
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Literal, TextIO, cast

from sync.storage.durable import PRIVATE_FILE, make_sure_of_file
from sync.storage.files import inside, must_be_file
from sync.thai.folding import visible

_CYCLE: ContextVar[int | None] = ContextVar("cycle", default=None)
"""The cycle that is on, if one is."""

_TALKATIVE = ("urllib3", "oauthlib", "requests_oauthlib", "google.auth")
"""Libraries that tell addresses, codes and tokens, if somebody asks them for all."""
_BYTES, _FILES = 1_000_000, 5
_ROOT = logging.getLogger("sync")


@contextmanager
def logging_to(
    path: Path,
    form: Literal["text", "json"] = "text",
    *,
    quiet: bool = False,
    office: str = "",
) -> Iterator[None]:
    """Send what is logged within to a file, and to stderr where no person watches.

    It ends with the block. Offices may be worked at one after the other in a process,
    or side by side in threads: what is logged in one block goes into no other's log.
    A thread that is begun within has this log if it runs in a copy of the context.

    Args:
        path: the file; it is private, and followed by others when it is large.
        form: an event a line, as text or as a JSON object.
        quiet: to the file alone.
        office: a name that each line bears, where many offices are worked at.

    Raises:
        StorageError: the file leads elsewhere, or is none.
    """
    inside(path, path.parent)
    must_be_file(path)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    _ROOT.setLevel(logging.INFO)
    _ROOT.addHandler(_SWITCH)  # once, however often
    handlers: list[logging.Handler] = [
        _PrivateFile(
            path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True
        )
    ]
    if not (quiet or sys.stderr.isatty()):
        handlers.append(_Stderr())
    formatter = _Json(office) if form == "json" else _Text(office)
    for handler in handlers:
        handler.setFormatter(formatter)
    token = _OPEN.set(tuple(handlers))
    try:
        yield
    finally:
        _OPEN.reset(token)
        for handler in handlers:
            handler.close()


def log_what_nobody_keeps() -> None:
    """Have warnings of a command that keeps no log go to stderr, as lines of one.

    Else the library would write them there bare. A person is told otherwise, and work
    in the background keeps its own.
    """
    _ROOT.addHandler(_SWITCH)
    _SWITCH.unkept = _Stderr()
    _SWITCH.unkept.setFormatter(_Text(""))


@contextmanager
def in_cycle(number: int) -> Iterator[None]:
    """Have each line that is logged within bear a cycle's number, and none after it."""
    token = _CYCLE.set(number)
    try:
        yield
    finally:
        _CYCLE.reset(token)


_OPEN: ContextVar[tuple[logging.Handler, ...]] = ContextVar("log", default=())


class _Switch(logging.Handler):
    """Hands an event to the log of the block in which it was written, if there is one.

    Handlers of each block at the logger itself would be put on and taken off while
    other threads go through them, which loses events.
    """

    unkept: logging.Handler | None = None

    def handle(self, record: logging.LogRecord) -> bool:
        for handler in _OPEN.get() or self._of_unkept(record):
            handler.handle(record)
        return True

    def _of_unkept(self, record: logging.LogRecord) -> tuple[logging.Handler, ...]:
        in_background = threading.current_thread() is not threading.main_thread()
        if in_background or record.levelno < logging.WARNING or sys.stderr.isatty():
            return ()
        return (self.unkept,) if self.unkept else ()


_SWITCH = _Switch()


class _Untroubled(logging.Handler):
    """What goes on where it cannot write.

    A disk that is full is told elsewhere, by what it keeps from work; and logging's
    own complaint would show the event as it was before its addresses were taken out.
    """

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say nothing."""


class _Stderr(_Untroubled, logging.StreamHandler[TextIO]):
    """What a person or a service manager reads."""


class _PrivateFile(_Untroubled, RotatingFileHandler):
    """A rotating file that nobody but its owner can read."""

    def _open(self) -> TextIOWrapper:
        def opener(path: str, flags: int) -> int:
            make_sure_of_file(Path(path))
            return os.open(path, flags, PRIVATE_FILE)

        file = open(  # noqa: SIM115  what logging does, but for the opener
            self.baseFilename, self.mode, encoding=self.encoding, opener=opener
        )
        return cast("TextIOWrapper", file)


def _told(text: str) -> str:
    """Return what may be told: of an address its domain, of controls that they are."""
    return visible(_ADDRESS.sub(r"…@\1", text))


_ADDRESS = re.compile(
    r"""(?<![^\s<>"'=,;:()\[\]{}…])(?![0-9a-f]{32}@)[^\s<>"'=,;:()\[\]{}@…]{1,64}@([\w-]+(?:\.[\w-]+)+)"""
)
"""An address; what stands before the @ of a Message-ID is no name of anybody's."""


class _Text(logging.Formatter):
    """One line an event; what follows of a traceback is indented, so none is forged.

    Times bear their zone: a machine's is not always the office's.
    """

    def __init__(self, office: str) -> None:
        self._office = f"office={office} " if office else ""
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def formatTime(  # noqa: N802  the library's name
        self,
        record: logging.LogRecord,
        datefmt: str | None = None,  # noqa: ARG002
    ) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).astimezone()
        return moment.isoformat(sep=" ", timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        number = _CYCLE.get()
        cycle = "-" if number is None else number
        return (
            f"{record.asctime} {record.levelname} {self._office}"
            f"cycle={cycle} {record.message}"
        )

    def format(self, record: logging.LogRecord) -> str:
        return _told(super().format(record)).replace("\n", "\n    ")


class _Json(logging.Formatter):
    def __init__(self, office: str) -> None:
        self._office = {"office": office} if office else {}
        super().__init__()

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            **self._office,
            "cycle": _CYCLE.get(),
            "event": _told(record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = _told(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
