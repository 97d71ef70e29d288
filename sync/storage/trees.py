"""A folder of files that is replaced as a whole, and what is somebody else's in it.

A new tree is written beside the old one, and the two change places: whoever looks sees
the one or the other. Each tree bears a list of its own files (``SHA256SUMS``, as
``sha256sum -c`` reads it). By it the next worker tells what is ours; what is not, or is
not as we wrote it, is never taken away: it stays where it is, or is kept beside.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sync.errors import WrongKind
from sync.model.public import LIST, Looked, digest_of, listed, read_list
from sync.storage.durable import give_to_owner_of, sync_folder, write_through
from sync.storage.exchange import exchanged
from sync.storage.files import inside, storing

NOTHING: Mapping[str, str] = MappingProxyType({})
_BUILDING, _READY, _OLD = ".{}-building", ".{}-new", ".{}-old"


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree in a ``folder``; what cannot stay there goes to the folder ``kept``."""

    folder: Path
    kept: Path

    def look(self, known: Mapping[str, str] = NOTHING) -> Looked:
        """Look what stands there.

        Args:
            known: what we wrote, where somebody may have taken the tree's own list.

        Raises:
            StorageError: it cannot be looked at.
        """
        with storing(self.folder):
            wrote = _list_in(self.folder) or known
            there = {
                path.relative_to(self.folder).as_posix(): path
                for path in _files(self.folder)
            }
            digests = {name: _digest_at(there[name]) for name in wrote if name in there}
        strange = sorted(there.keys() - wrote.keys() - {LIST})
        return Looked(
            {name: digest for name, digest in digests.items() if wrote[name] == digest},
            tuple(sorted(n for n, digest in digests.items() if wrote[n] != digest)),
            tuple(sorted(wrote.keys() - there.keys())),
            tuple(strange),
        )

    def read(self, name: str) -> bytes:
        """Return the content of a file.

        Raises:
            StorageError: it cannot be read.
        """
        with storing(self.folder):
            return inside(self.folder / name, self.folder).read_bytes()

    def put(self, files: Mapping[str, bytes], known: Mapping[str, str]) -> None:
        """Have the folder hold these files, and what is somebody else's as it was.

        Args:
            files: all of ours, by names relative to the folder, with slashes.
            known: what we wrote last.

        Raises:
            StorageError: it cannot be written; the old tree is as it was.
        """
        inside(self.folder, self.folder.parent)
        if self.folder.is_symlink():  # it would change places, and not what it leads to
            raise WrongKind(self.folder)
        self.recover(known)
        building, ready = self._beside(_BUILDING), self._beside(_READY)
        digests = {name: digest_of(content) for name, content in files.items()}
        with storing(self.folder):
            building.mkdir()
            give_to_owner_of(self.folder.parent, building)
            for name, content in {**files, LIST: listed(digests)}.items():
                _write(building / name, content)
            if self.folder.exists():
                self._carry(building, known)
                shutil.copymode(self.folder, building)
            _sync(building)
            building.rename(ready)
            self._change_places(ready)
        self.recover(known)

    def recover(self, known: Mapping[str, str] = NOTHING) -> None:
        """Finish or undo what a worker had begun that was killed.

        Args:
            known: what we wrote last, where a tree may have lost its own list.

        Raises:
            StorageError: it cannot be done.
        """
        building, ready, old = map(self._beside, (_BUILDING, _READY, _OLD))
        with storing(self.folder):
            if building.exists():  # others' files in it are the same as in the folder
                shutil.rmtree(building)
            if not self.folder.exists():
                first = ready if ready.exists() else old
                if first.exists():
                    first.rename(self.folder)
            for left in (ready, old):
                if left.exists():
                    self._sweep(left, known)
            sync_folder(self.folder.parent)

    def _beside(self, name: str) -> Path:
        return self.folder.with_name(name.format(self.folder.name))

    def _change_places(self, ready: Path) -> None:
        if not self.folder.exists():
            ready.rename(self.folder)
        elif not exchanged(ready, self.folder):
            self.folder.rename(self._beside(_OLD))
            ready.rename(self.folder)
        sync_folder(self.folder.parent)

    def _carry(self, building: Path, known: Mapping[str, str]) -> None:
        """Have what is somebody else's in the new tree as well."""
        wrote = _list_in(self.folder) or known
        for path in _files(self.folder):
            name = path.relative_to(self.folder)
            target = building / name
            if name.as_posix() in wrote or os.path.lexists(target):
                continue
            _folder(target.parent)
            if path.is_symlink():
                target.symlink_to(path.readlink())
                continue
            try:
                os.link(path, target)
            except OSError:  # a disk without such links
                shutil.copy2(path, target)

    def _sweep(self, left: Path, known: Mapping[str, str]) -> None:
        """Take a tree away that is out of its place, but nothing that is not ours."""
        wrote = _list_in(left) or known
        for path in list(_files(left)):
            name = path.relative_to(left).as_posix()
            here = self.folder / name
            same = _same(path, here)
            if same or name == LIST or _is(path, wrote.get(name)):
                path.unlink()
            elif os.path.lexists(here):
                self._keep(path, name)
            else:
                _folder(here.parent)
                path.rename(here)
        shutil.rmtree(left)

    def _keep(self, path: Path, name: str) -> None:
        """Keep a file beside the tree, under a name that nothing else has."""
        digest = _digest_at(path)[:8]
        target = self.kept / f"{digest}-{name.replace('/', '-')}"
        _folder(target.parent)
        path.replace(target)


def _list_in(folder: Path) -> Mapping[str, str]:
    try:
        text = (folder / LIST).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return {}
    return read_list(text)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it; a link is a file."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _write(path: Path, content: bytes) -> None:
    _folder(path.parent)
    write_through(path, content, 0o666)


def _folder(path: Path) -> None:
    missing = [each for each in (path, *path.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        give_to_owner_of(each.parent, each)


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            _sync(path)
    sync_folder(folder)


def _digest_at(path: Path) -> str:
    """Return a file's digest; of a link or a thing that cannot be read, none."""
    if path.is_symlink() or not path.is_file():
        return ""
    return digest_of(path.read_bytes())


def _is(path: Path, digest: str | None) -> bool:
    return digest is not None and _digest_at(path) == digest


def _same(one: Path, other: Path) -> bool:
    if one.is_symlink() or other.is_symlink():
        with suppress(OSError):
            return one.readlink() == other.readlink()
        return False
    if not other.is_file():
        return False
    return one.samefile(other) or _digest_at(one) == _digest_at(other)
