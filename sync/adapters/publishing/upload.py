"""Uploading: files are brought to a place of others one by one, in an order that holds.

Each is put beside its place, read back, and only then renamed into it, so that none is
ever there by halves; data first, then pages, the list of all last. The place bears the
list of what is ours, and nothing else there is touched: not even under a name of ours.

Before anything changes, a claim says what is about to. Who finds one knows that a
delivery was cut off: what it names is ours, and may be old, new or gone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from sync.errors import PublicUndelivered
from sync.model.public import LIST, digest_of, listed, read_list

_BESIDE = ".plan-sync-new"
_CLAIM = f"{LIST}.plan-sync-claim"
_INDEX = "index.html"


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
        """Take a file away; one that is not there is away."""
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
    there, claimed = _list_in(store, LIST), _list_in(store, _CLAIM)
    ours = {**there, **claimed}
    new = list(_find_new(store, digests, there, claimed, way))
    gone = sorted(ours.keys() - digests.keys())
    known = {**ours, **digests}
    changing = {name: known[name] for name in (*claimed, *new, *gone)}
    store.write(_CLAIM, listed(changing))
    for name in _ordered(new):
        content = _read(folder / name, way)
        if digest_of(content) != digests[name]:
            raise PublicUndelivered(way, f"{name}: changed just now")
        _put(store, name, content, way)
    for name in (*gone, *(f"{name}{_BESIDE}" for name in claimed)):
        store.remove(name)
    _put(store, LIST, listed(digests), way)
    store.remove(_CLAIM)


def _find_new(
    store: Store,
    digests: Mapping[str, str],
    there: Mapping[str, str],
    claimed: Mapping[str, str],
    way: str,
) -> Iterator[str]:
    """Yield the files that are to be put; what is in doubt is looked at."""
    for name, digest in digests.items():
        if name in there and name not in claimed:
            if there[name] != digest:
                yield name
            continue
        content = store.read(name)
        if content is not None and digest_of(content) == digest:
            continue
        if content is not None and name not in claimed:
            raise PublicUndelivered(way, f"{name}: not ours")
        yield name


def _list_in(store: Store, name: str) -> Mapping[str, str]:
    return read_list((store.read(name) or b"").decode("utf-8", "replace"))


def _read(path: Path, way: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise PublicUndelivered(way, f"{path.name}: {why}") from error


def _put(store: Store, name: str, content: bytes, way: str) -> None:
    beside = f"{name}{_BESIDE}"
    store.write(beside, content)
    if store.read(beside) != content:
        raise PublicUndelivered(way, f"{name}: not as it was sent")
    store.rename(beside, name)


def _ordered(names: Iterable[str]) -> Sequence[str]:
    """Order files so that none leads to one that is not there yet."""
    return sorted(names, key=lambda it: (it == _INDEX, it.endswith(".html"), it))
