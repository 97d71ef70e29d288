"""What a night is made of besides the office's sheet: whether any of it changed.

That is the program with its packages, what ships with it, the office's settings, words
and templates. What was read when the office was opened counts as it was then.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from pathlib import Path

import sync
from sync.paths import OfficePaths
from sync.resources import CONFIG, TEMPLATES
from sync.settings.values import Settings

_PACKAGE = Path(sync.__file__).parent


class MadeOf:
    """What an office that is open works with."""

    def __init__(self, paths: OfficePaths, settings: Settings) -> None:
        self._paths = paths
        self._settings = settings
        self._opened = _begun(), self._own()

    def tell(self) -> str:
        """Return a text that is another after something changed; "" where none can tell.

        None can of templates that are Google Docs, nor once a file that was read when
        the office was opened is another, or one of the program since that has begun.
        """
        google = self._settings.google
        if not all(self._opened) or (google and google.templates):
            return ""
        if (_program(), self._own()) != self._opened:
            return ""
        try:
            own = _contents(self._paths.templates)
        except OSError:
            return ""
        return _digest(self._opened, own)

    def _own(self) -> str:
        try:
            words = _contents(self._paths.words)
        except OSError:  # whoever reads it tells of it
            return ""
        return _digest(self._settings.model_dump_json(), words)


@cache
def _begun() -> str:
    """Return the program as this process has it, or the one that it was forked from.

    Installed anew meanwhile, it is not what works here.
    """
    return _program()


def _program() -> str:
    """Return what tells the program, its packages and Python apart from others."""
    try:
        files = [*_states(_PACKAGE), *_states(CONFIG), *_states(TEMPLATES)]
    except OSError:  # whoever reads it tells of it
        return ""
    return _digest(files, _packages(), sys.version)


def _digest(*said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _contents(path: Path) -> list[tuple[str, str]]:
    """Return the digest of a file, or of each in a folder."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [
        (str(file), hashlib.sha256(file.read_bytes()).hexdigest())
        for file in files
        if file.is_file()
    ]


def _states(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:  # hundreds, each night
        inside = sorted(entries, key=attrgetter("name"))
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            yield from _states(entry.path)
        elif not entry.name.endswith(".pyc"):
            state = entry.stat()
            yield entry.path, state.st_mtime_ns, state.st_size


def _packages() -> list[str]:
    """Return the packages that can be imported, with their versions."""
    folders = (Path(place) for place in sys.path)
    return sorted(
        {
            path.name
            for folder in folders
            if folder.is_dir()
            for path in folder.glob("*.dist-info")
        }
    )
