"""Write a file in place, where it cannot be replaced, and lose nothing in a crash.

Before the first byte is changed, both the old content and the new are in a journal
beside the file, safely on disk. Killed in the middle, what is in the file then is a
mixture of the two: whoever is next puts the new content there whole. If the file is
something else by then, somebody saved it meanwhile; that stays, and what was there
before our write is put beside it. If it is the old content still, nothing was begun,
nor is it then: who asked for it has not looked whether it may be.
"""

import errno
import hashlib
import io
import logging
import os
import secrets
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

from sync.errors import FileHeld
from sync.storage.durable import sync_file, sync_folder, write_through

_log = logging.getLogger(__name__)

_MARK = b"plan-sync journal 1\n"
_LENGTH, _DIGEST = 8, 32
_NO_ROOM_AHEAD = {errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS}


class _Kept(NamedTuple):
    old: bytes
    new: bytes


def write_in_place(path: Path, content: bytes, just_before: Callable[[], None]) -> None:
    """Put the content into a file that is there, keeping the file itself.

    Args:
        path: the file.
        content: all that is to be in it.
        just_before: called when the journal is kept and only the write remains; what
            it raises leaves the file as it is.

    Raises:
        FileHeld: somebody saved it meanwhile; what they saved is there.
        OSError: it cannot be done; the file is as it was.
    """
    journal = _journal_of(path)
    with _opened(path) as file:  # or not, before anything is begun
        old = file.readall()
        _keep(journal, _Kept(old, content))
        try:
            just_before()
            _refuse_if_saved(path, file, old)
        except BaseException:  # not ours to put back: nothing was written
            _drop(journal)
            raise
        try:
            _overwrite(file, content)
        except BaseException:  # a signal, too: nothing may stay half done
            _overwrite(file, old)
            _drop(journal)
            raise
    _drop(journal)


def _refuse_if_saved(path: Path, file: io.FileIO, old: bytes) -> None:
    file.seek(0)
    present = file.readall()
    if present != old or not os.path.samestat(os.fstat(file.fileno()), path.stat()):
        raise FileHeld(path)


def finish_interrupted(path: Path) -> None:
    """Finish what a worker that was killed had begun to write in place."""
    journal = _journal_of(path)
    try:
        kept = _load(journal.read_bytes())
    except FileNotFoundError:
        return
    now = path.read_bytes() if path.exists() else b""
    if kept is not None and now not in kept:
        if is_mixture(now, kept.old, kept.new) and path.exists():
            _log.info("a write that was interrupted is finished path=%s", path)
            with _opened(path) as file:
                _overwrite(file, kept.new)
        else:
            _put_aside(path, kept.old)
    _drop(journal)


def _put_aside(path: Path, content: bytes) -> None:
    """Put what was there before beside the file; what another time put there stays."""
    for number in count(1):
        which = "before" if number == 1 else f"before-{number}"
        aside = path.with_name(f"{path.stem}.{which}{path.suffix}")
        if not aside.exists():
            write_through(aside, content)
        elif aside.read_bytes() != content:
            continue
        _log.warning("kept what was there before a crash path=%s", aside)
        return


def standing_content(path: Path, content: bytes) -> bytes:
    """Return what a file holds as ``content``, or will hold once a write is finished."""
    try:
        kept = _load(_journal_of(path).read_bytes())
    except OSError:
        return content
    if kept is None or content in kept or not is_mixture(content, *kept):
        return content
    return kept.new


def is_mixture(now: bytes, old: bytes, new: bytes) -> bool:
    """Whether a write of ``new`` over ``old`` may have left this when it was cut off."""
    if not min(len(old), len(new)) <= len(now) <= max(len(old), len(new)):
        return False
    longer = max(old, new, key=len)
    padded = [each + longer[len(each) :] for each in (old, new)]
    # room that was taken ahead of the content is full of zeros
    return all(
        here in (one, other) or (here == 0 and at >= len(old))
        for at, (here, one, other) in enumerate(zip(now, *padded, strict=False))
    )


def _journal_of(path: Path) -> Path:
    digest = hashlib.sha256(path.name.encode()).hexdigest()[:16]
    return path.with_name(f".{digest}.journal")


def _keep(journal: Path, kept: _Kept) -> None:
    draft = journal.with_name(f".{secrets.token_hex(8)}.tmp")
    body = len(kept.old).to_bytes(_LENGTH, "big") + kept.old + kept.new
    try:
        write_through(draft, _MARK + hashlib.sha256(body).digest() + body)
        draft.replace(journal)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(journal.parent)


def _load(content: bytes) -> _Kept | None:
    """Return what a journal keeps; ``None`` if it is none, or not whole."""
    digest = content[len(_MARK) : len(_MARK) + _DIGEST]
    body = content[len(_MARK) + _DIGEST :]
    if not content.startswith(_MARK) or hashlib.sha256(body).digest() != digest:
        return None
    end = _LENGTH + int.from_bytes(body[:_LENGTH], "big")
    return _Kept(body[_LENGTH:end], body[end:])


def _opened(path: Path) -> io.FileIO:
    return path.open("r+b", buffering=0)


def _overwrite(file: io.FileIO, content: bytes) -> None:
    before = os.fstat(file.fileno()).st_size
    if len(content) > before:
        _take_room(file.fileno(), len(content), before)
    file.seek(0)
    view = memoryview(content)
    while view:
        view = view[file.write(view) :]
    file.truncate(len(content))
    sync_file(file.fileno())


def _take_room(handle: int, size: int, before: int) -> None:
    """Take the room ahead, so that no disk is full in the middle of writing."""
    if not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(handle, 0, size)
    except OSError as error:
        os.ftruncate(handle, before)
        if error.errno not in _NO_ROOM_AHEAD:
            raise


def _drop(journal: Path) -> None:
    journal.unlink(missing_ok=True)
    sync_folder(journal.parent)
