"""Replace a file whole: whoever looks sees the old content or the new, never half."""

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path


def _nothing() -> None:
    """Let the replacement go on."""


def replace_file(
    path: Path, content: bytes, *, just_before: Callable[[], None] = _nothing
) -> None:
    """Put the content at the path, safely on disk, keeping the file's permissions.

    ``just_before`` is called when all is written and only the swap remains; what it
    raises leaves the old file as it was.

    Raises:
        PermissionError: the folder may not be written to or, on Windows, another
            program holds the file open.
    """
    target = path.resolve()
    # Its own short name: a Thai name may already be as long as a file name can be.
    draft = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        _write_through(draft, content)
        if target.exists():
            shutil.copymode(target, draft)
        just_before()
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    try:
        opened = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # Windows opens no folders, and needs no such thing
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
