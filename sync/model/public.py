"""The public folder as the worker finds it, and the list that it bears of its files."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

LIST = "SHA256SUMS"
"""The list of a folder's own files, as ``sha256sum -c`` reads it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What stands in a folder: ``ours`` by name with their digests, as we wrote them.

    ``changed`` are not as we wrote them, ``missing`` are not there, ``strange`` are no
    files of ours.
    """

    ours: Mapping[str, str]
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def listed(digests: Mapping[str, str]) -> bytes:
    """Write the list that a tree bears of its files."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def read_list(text: str) -> Mapping[str, str]:
    """Return the digests of a list by names; lines that are none count for nothing.

    Neither do names that lead out of the folder: a list may be somebody else's work.
    """
    parts = (line.partition("  ") for line in text.splitlines())
    return {
        name: digest
        for digest, _, name in parts
        if len(digest) == 64 and _OUT.isdisjoint(name.split("/"))
    }


_OUT = frozenset({"", ".", ".."})
"""Parts of a path that is not within its folder, or none."""
