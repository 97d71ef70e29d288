"""Uploading: files are brought to a place of others one by one, in an order that holds.

Each is put beside its place, read back, and only then renamed into it, so that none is
ever there by halves; data first, then pages, the list of all last. The place bears the
list of what is ours, and nothing else there is touched: not even under a name of ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from sync.errors import PublicUndelivered
from sync.model.public import LIST, digest_of, read_list

_BESIDE = ".plan-sync-new"
_LAST = ("index.html", LIST)


class Store(Protocol):
    """A folder at the other end; what it cannot do it says with ``PublicUndelivered``."""

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; ``None`` where there is none."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Put a file there, in place of one that is there."""
        ...

    def rename(self, name: str, new: str) -> None:
        """Have a file take the place of another."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away."""
        ...


def bring(store: Store, folder: Path, digests: Mapping[str, str], way: str) -> None:
    """Have a store hold the files of a folder.

    Args:
        store: the place.
        folder: where the files are.
        digests: of those to be there.
        way: what the way is called.

    Raises:
        PublicUndelivered: it does not hold them all, or somebody else's stands there.
    """
    there = read_list((store.read(LIST) or b"").decode("utf-8", "replace"))
    new = [name for name in digests if there.get(name) != digests[name]]
    for name in new:
        if name not in there and _is_strange(store, name, digests[name]):
            raise PublicUndelivered(way, f"{name}: not ours")
    for name in (*_ordered(new), LIST):
        _put(store, name, (folder / name).read_bytes(), way)
    for name in sorted(there.keys() - digests.keys()):
        store.remove(name)


def _is_strange(store: Store, name: str, digest: str) -> bool:
    """Whether something of somebody else's has a name of ours."""
    content = store.read(name)
    return content is not None and digest_of(content) != digest


def _put(store: Store, name: str, content: bytes, way: str) -> None:
    beside = f"{name}{_BESIDE}"
    store.write(beside, content)
    if store.read(beside) != content:
        raise PublicUndelivered(way, f"{name}: not as it was sent")
    store.rename(beside, name)


def _ordered(names: Iterable[str]) -> Sequence[str]:
    """Order files so that none leads to one that is not there yet."""
    return sorted(names, key=lambda it: (it in _LAST, it.endswith(".html"), it))
