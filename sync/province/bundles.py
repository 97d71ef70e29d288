"""An office's settings as one thing to hand on: what other machines need to visit it.

Only what people set goes in: no keys, no passwords, no ledger, no document, no log.
"""

import hashlib
import io
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from sync.paths import OfficePaths
from sync.storage.files import make_folder, replace_file

_MARK = ".bundle"
"""Lies in a folder that was unpacked here, and says what is in it."""
_LONG_AGO = (2000, 1, 1, 0, 0, 0)


class UnsafeBundle(ValueError):
    """A bundle holds what no office's settings are: nothing of it is unpacked."""


def digest_of(content: bytes) -> str:
    """Return what tells a bundle from others."""
    return hashlib.sha256(content).hexdigest()


def pack(office: OfficePaths) -> bytes:
    """Return an office's settings, words and templates; the same are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in _settings_of(office):
            name = path.relative_to(office.folder).as_posix()
            bundle.writestr(zipfile.ZipInfo(name, _LONG_AGO), path.read_bytes())
    return out.getvalue()


def stamp_of_settings(office: OfficePaths) -> str:
    """Return what is another text whenever an office's bundle may be another."""
    states = ((path, path.stat()) for path in _settings_of(office))
    return " ".join(f"{it}.{at.st_mtime_ns}.{at.st_size}" for it, at in states)


def unpacked(office: OfficePaths) -> str:
    """Return the digest of the bundle that was unpacked in a folder.

    It is empty for a folder that is an office's own home.
    """
    with suppress(FileNotFoundError, PermissionError):
        return (office.folder / _MARK).read_text("ascii").strip() or "?"
    return ""


def unpack(content: bytes, office: OfficePaths) -> None:
    """Put an office's settings where they are now, or were before.

    A folder that is new is seen when all is in it. In one that is there each file is
    replaced whole, and the mark comes last: who is killed before that begins again.

    Raises:
        UnsafeBundle: a name in it leads elsewhere.
        StorageError: it cannot be written.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        files = {_safe(name): bundle.read(name) for name in bundle.namelist()}
    if office.folder.exists():
        _put(files, office)
        _mark(office, digest_of(content))
        return
    draft = OfficePaths(office.folder.with_name(f".{secrets.token_hex(8)}"))
    make_folder(draft.folder)
    try:
        _put(files, draft)
        _mark(draft, digest_of(content))
        with suppress(OSError):  # another process was as quick
            draft.folder.rename(office.folder)
    finally:
        shutil.rmtree(draft.folder, ignore_errors=True)


def put_aside(office: OfficePaths) -> None:
    """Hide the folder of an office that is visited here no more; nothing is deleted."""
    hidden = office.folder.with_name(f".{office.folder.name}.{secrets.token_hex(4)}")
    office.folder.rename(hidden)


def _settings_of(office: OfficePaths) -> Iterator[Path]:
    """Yield the files of a bundle that are there; what is a link is nobody else's."""
    candidates = [office.settings, office.words]
    if office.templates.is_dir() and not office.templates.is_symlink():
        candidates += sorted(office.templates.rglob("*"))
    for path in candidates:
        if path.is_file() and not path.is_symlink():
            yield path


def _put(files: dict[PurePosixPath, bytes], office: OfficePaths) -> None:
    for name, content in files.items():
        path = office.folder / name
        make_folder(path.parent)
        replace_file(path, content, home=office.folder)
    for path in list(_settings_of(office)):
        if PurePosixPath(path.relative_to(office.folder).as_posix()) not in files:
            path.unlink()


def _mark(office: OfficePaths, digest: str) -> None:
    replace_file(office.folder / _MARK, f"{digest}\n".encode())


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    ours = name in {"office.toml", "words.toml"} or path.parts[:1] == ("templates",)
    if not ours or path.is_absolute() or ".." in path.parts or set(name) & set("\\:"):
        raise UnsafeBundle(name)
    return path
