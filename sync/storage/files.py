"""Files of an office: replaced whole, kept as theirs, and never outside its folder.

Whoever looks sees the old content or the new, never half. Every write of the worker
to a file of its own or of staff's goes through ``replace_file``, but those of SQLite
and of the log, whose places ``inside`` has looked at.
"""

import errno
import getpass
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sync.errors import (
    DiskFull,
    FileHeld,
    FileTrouble,
    LinkLeadsAway,
    NoFile,
    NotPermitted,
    ReadOnly,
    StorageError,
    WrongKind,
)
from sync.storage.durable import (
    PRIVATE_FILE,
    give_to_owner_of,
    make_file,
    sync_folder,
    write_through,
)
from sync.storage.journal import write_in_place

PRIVATE_FOLDER = 0o700
_FULL = {errno.ENOSPC, errno.EDQUOT}
_OF_ANOTHER_KIND = {errno.EISDIR, errno.ENOTDIR, errno.EEXIST}
_LEAST_ROOM = 2**20
"""Bytes: with less, a ledger cannot be written to."""
_PROBE = 2**16
"""Bytes: a disk that is full may still take a name, and a few of these."""
_SHARING, _LOCKED = 32, 33
"""Windows's own numbers for a file that another program holds."""


def storage_stop(error: OSError, path: Path) -> StorageError:
    """Return the stop that a failure of the system at a path is."""
    if error.errno in _FULL:
        return DiskFull(path)
    if error.errno == errno.EROFS:
        return ReadOnly(path)
    if getattr(error, "winerror", None) in {_SHARING, _LOCKED}:
        return FileHeld(path)
    if isinstance(error, PermissionError):
        return NotPermitted(path, user_name())
    if error.errno in _OF_ANOTHER_KIND:
        return WrongKind(path)
    return FileTrouble(path, error.strerror or type(error).__name__)


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """Have what the system refuses at a path be a stop.

    Raises:
        StorageError: it refused.
    """
    try:
        yield
    except OSError as error:
        raise storage_stop(error, path) from error


def in_the_way(path: Path) -> StorageError | None:
    """Return what would keep the owner of a file from writing it, without writing.

    Raises:
        StorageError: its folder cannot be looked at.
    """
    with storing(path.parent):
        if shutil.disk_usage(path.parent).free < _LEAST_ROOM:
            return DiskFull(path)
    if not path.exists():
        return None
    if hasattr(os, "statvfs") and os.statvfs(path).f_flag & os.ST_RDONLY:
        return ReadOnly(path)
    ours = hasattr(os, "geteuid") and path.stat().st_uid == os.geteuid()
    if ours and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return NotPermitted(path, user_name())
    return None


def state_of(path: Path) -> str:
    """Return what is another text whenever a file may hold something else."""
    try:
        state = path.stat()
    except OSError:
        return "-"
    return f"{state.st_mtime_ns}.{state.st_size}"


def try_to_write(path: Path) -> None:
    """Find out whether a folder, or a file that is there, can be written to.

    Nothing is left behind.

    Raises:
        StorageError: it cannot.
    """
    with storing(path):
        if path.is_dir():
            with tempfile.TemporaryFile(dir=path, buffering=0) as probe:
                probe.write(bytes(_PROBE))
        else:
            must_be_file(path)
            os.close(os.open(path, os.O_RDWR))


def user_name() -> str:
    """Return the name of the user that runs this process."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user that has no name
        return str(os.getuid()) if hasattr(os, "getuid") else "?"


def inside(path: Path, home: Path) -> Path:
    """Return where a path leads when its links are followed.

    Args:
        path: which.
        home: the folder that it may not leave.

    Raises:
        LinkLeadsAway: it leads out of ``home``, or nowhere.
    """
    try:
        real, folder = path.resolve(), home.resolve()
    except (OSError, RuntimeError) as error:  # a link to itself
        raise LinkLeadsAway(path, str(path)) from error
    if real == folder or not real.is_relative_to(folder):
        raise LinkLeadsAway(path, str(real))
    return real


def must_be_file(path: Path) -> None:
    """Go on if there is a plain file or nothing; a pipe would be read for ever.

    Raises:
        StorageError: something else is there.
    """
    with storing(path):
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return
    if stat.S_ISDIR(mode):
        raise WrongKind(path)
    if not stat.S_ISREG(mode):
        raise NoFile(path)


def make_folder(path: Path, *, private: bool = False) -> None:
    """Make a folder in one that may be missing as well, unless it is there.

    Args:
        path: which.
        private: nobody but the owner may look into it.

    Raises:
        StorageError: it cannot be made, or is a link out of the one it is in.
    """
    inside(path, path.parent)
    with storing(path):
        if not path.is_dir():
            mode = PRIVATE_FOLDER if private else 0o777
            path.mkdir(mode, parents=True, exist_ok=True)
            give_to_owner_of(path.parent, path)


def _nothing() -> None:
    """Let the replacement go on."""


def replace_file(
    path: Path,
    content: bytes,
    *,
    home: Path | None = None,
    private: bool = False,
    staffs: bool = False,
    just_before: Callable[[], None] = _nothing,
) -> None:
    """Put the content at the path, safely on disk.

    A file that is there keeps its owner, group, mode, attributes and access list. One
    of ``staffs`` whose owner we cannot keep is written in place, under a journal; one
    of our own is then replaced all the same.

    Args:
        path: where; a link in it may not lead out of ``home``.
        content: all of it.
        home: the folder to stay in; that of the file, unless given.
        private: nobody but the owner may read it.
        staffs: the file is not ours.
        just_before: called when all is safely on disk and only the swap, or the write
            in place, remains; what it raises leaves the file as it is.

    Raises:
        StorageError: it cannot be done; the old file is as it was.
    """
    target = inside(path, home or path.parent)
    draft = _draft_beside(target)
    with storing(path):
        try:
            there = target.exists()
            write_through(draft, content, PRIVATE_FILE if private or there else 0o666)
            kept = not there or _take_after(target, draft, private=private)
            if kept or not staffs:
                just_before()
                _swap(draft, target)
            else:
                write_in_place(target, content, just_before)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        sync_folder(target.parent)


def replace_note(path: Path, content: bytes) -> None:
    """Put a private note of ours at the path, whole or not at all.

    Nobody needs it once the machine has gone down, so no disk is waited for.

    Raises:
        StorageError: it cannot be done; the old note is as it was.
    """
    target = inside(path, path.parent)
    draft = _draft_beside(target)
    with storing(path):
        try:
            with os.fdopen(make_file(draft), "wb") as file:
                file.write(content)
            _swap(draft, target)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def clear_drafts(folder: Path, now: float) -> None:
    """Take away what writes that were killed left half done in a folder.

    ``now`` is in seconds of the file system's clock; a draft of the last hour may still
    become a file.
    """
    with suppress(OSError):  # nobody needs it done now
        for path in folder.glob(".*.tmp"):
            if _DRAFT.fullmatch(path.name) and path.lstat().st_mtime < now - _AN_HOUR:
                path.unlink(missing_ok=True)


_DRAFT = re.compile(r"\.[0-9a-f]{16}\.tmp")
_AN_HOUR = 3600


def _draft_beside(path: Path) -> Path:
    # Its own short name: a Thai name may already be as long as a file name can be.
    return path.with_name(f".{secrets.token_hex(8)}.tmp")


def _swap(draft: Path, target: Path) -> None:
    try:
        draft.replace(target)
    except PermissionError as error:
        if getattr(error, "winerror", None) is None:
            raise
        # we could write beside it: on Windows, somebody has it open
        raise FileHeld(target) from error


def _take_after(target: Path, draft: Path, *, private: bool) -> bool:
    """Make the draft's owner, mode and attributes those of the file it replaces."""
    if os.name != "posix":
        return True  # a new file has the folder's access list there
    was, now = target.stat(), draft.stat()
    mode = PRIVATE_FILE if private else stat.S_IMODE(was.st_mode)
    try:
        if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
            os.chown(draft, was.st_uid, was.st_gid)
        draft.chmod(mode)
        if not private:
            _copy_attributes(target, draft)
    except OSError as error:
        if error.errno in _FULL:
            raise
        with suppress(OSError):  # as near as we may come
            os.chown(draft, -1, was.st_gid)
        with suppress(OSError):
            draft.chmod(mode)
        return False
    return True


def _copy_attributes(target: Path, draft: Path) -> None:
    """Copy extended attributes; an access list is one of them."""
    if not hasattr(os, "listxattr"):
        return
    wanted, present = _attributes(target), _attributes(draft)
    for name, value in wanted.items():
        if present.get(name) != value:
            os.setxattr(draft, name, value)
    for name in present.keys() - wanted.keys():
        if not name.startswith("security."):  # the system's own
            os.removexattr(draft, name)


def _attributes(path: Path) -> dict[str, bytes]:
    try:
        return {name: os.getxattr(path, name) for name in os.listxattr(path)}
    except OSError as error:
        if error.errno == errno.ENOTSUP:  # the disk has none
            return {}
        raise
