"""The files that an office is given, and what a killed worker left among them."""

import os
import time
from contextlib import suppress
from pathlib import Path

from sync.errors import StorageError
from sync.paths import OfficePaths
from sync.resources import CONFIG
from sync.storage.files import clear_drafts, replace_file, storing
from sync.storage.journal import finish_interrupted
from sync.storage.trees import Tree


def put_if_missing(path: Path, name: str) -> bool:
    """Put one of our files into an office, unless there is one: it is a person's then.

    Return whether it was missing.
    """
    missing = not os.path.lexists(path)
    if missing:
        replace_file(path, (CONFIG / name).read_bytes())
    return missing


def clean_up_after_killed(paths: OfficePaths) -> None:
    """Put right what a worker left that was killed; none is at the office now."""
    with storing(paths.workbook):
        finish_interrupted(paths.workbook)
    for folder in (paths.folder, paths.documents, paths.outbox):
        clear_drafts(folder, time.time())
    with suppress(StorageError):  # told by the night, which stops nothing else for it
        Tree(paths.public, paths.public_kept).recover()
