"""How each document of ours read when it was filled: the measure of a person's edit.

Who is a person at Google notes it on the file. A robot account is told by Google itself
whether somebody wrote after it, and needs it only then: it is remembered on this
machine, which saves a request each time. Where that memory is lost, and somebody was at
the document, it counts as changed: what is there is kept before anything else is put
there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sync.adapters.google.drive import Drive
from sync.adapters.google.marks import DIGEST, SHOWN, noted_on


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept on this machine: ``recall`` gives what ``remember`` was told last."""

    recall: Callable[[str], str]
    remember: Callable[[str, str], None]


class Shown:
    """Keeps the fingerprints; in ``memory`` where there is one, else on the files."""

    def __init__(self, drive: Drive, memory: Memory | None) -> None:
        self._drive = drive
        self._memory = memory

    def of(self, there: Mapping[str, Any]) -> str | None:
        """Return the fingerprint of what a file showed; ``None``: nobody came to see it."""
        noted = noted_on(there)
        if self._memory is not None:
            digest, _, seen = self._memory.recall(_name(there["id"])).partition(" ")
            # of what stands there now, and not of what stood there before
            if seen and digest == noted.get(DIGEST):
                return seen
        return noted.get(SHOWN)

    def note(self, file_id: str, digest: str, fingerprint: str) -> None:
        """Keep the fingerprint of a file that was filled with what has this digest."""
        if self._memory is None:
            self._drive.note(file_id, {SHOWN: fingerprint})
        else:
            self._memory.remember(_name(file_id), f"{digest} {fingerprint}")


def _name(file_id: str) -> str:
    return f"shown {file_id}"
