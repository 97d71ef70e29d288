"""Content that is safely on disk, as far as the disk can say so."""

import errno
import os
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
_CANNOT_SAY = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
"""What some network shares answer when asked to see something safely on disk."""


def write_through(path: Path, content: bytes, mode: int = PRIVATE_FILE) -> None:
    """Make a new file with the content, and see it safely on disk."""
    with os.fdopen(make_file(path, mode), "wb") as file:
        file.write(content)
        file.flush()
        sync_file(file.fileno())


def make_file(path: Path, mode: int = PRIVATE_FILE) -> int:
    """Make a new file, open to write.

    Raises:
        FileExistsError: there is one.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, mode)
    give_to_owner_of(path.parent, handle)
    return handle


def make_sure_of_file(path: Path) -> None:
    """Make a private file, empty, unless there is one.

    Raises:
        OSError: it cannot be made.
    """
    with suppress(FileExistsError):
        os.close(make_file(path))


def give_to_owner_of(folder: Path, made: int | Path) -> None:
    """Give what root made in somebody's folder to them, who could not use it else."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    owner = folder.stat()
    if owner.st_uid != 0:
        with suppress(OSError):  # no owners on this disk
            os.chown(made, owner.st_uid, owner.st_gid)


def sync_file(handle: int) -> None:
    """See an open file safely on disk."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SAY:
            raise


def sync_folder(folder: Path) -> None:
    """See the names in a folder safely on disk, where that can be asked for.

    What was done is done: an answer that it may not be safe yet is no reason to fail.
    """
    with suppress(OSError):  # Windows opens no folders; some shares cannot say
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
