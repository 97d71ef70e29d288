"""Logs: one event a line, to stderr and to a rotating file in the office."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LINE = "%(asctime)s %(levelname)s %(message)s"
_BYTES, _FILES = 1_000_000, 5


def log_to(path: Path) -> None:
    """Send the worker's events to a file, and to stderr where no person watches."""
    root = logging.getLogger("sync")
    root.setLevel(logging.INFO)
    handlers: list[logging.Handler] = [
        RotatingFileHandler(
            path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True
        )
    ]
    if not sys.stderr.isatty():
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_LINE))
        root.addHandler(handler)
