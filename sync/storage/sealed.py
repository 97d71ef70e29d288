"""Pages that tell by themselves that they are ours, and as we wrote them.

The last line of each is a seal: what the page was made of, and a digest of all of it.
So no ledger has to know them, and whoever writes one can be killed at any moment. What
bears no seal, or was changed after, is somebody else's and left alone.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from sync.model.public import digest_of
from sync.storage.files import inside, make_folder, replace_file, storing

_SEAL = "<!-- plan-sync {made_of} {digest} -->\n"
_SEALED = re.compile(rb"(.*\n)<!-- plan-sync ([0-9a-f]{64}) ([0-9a-f]{64}) -->\n", re.S)
_MOST = 2**24
"""Bytes: a page of ours has a thousandth of it."""


class _NotOurs(Exception):
    """Somebody put a file of theirs there meanwhile."""


@dataclass(frozen=True, slots=True)
class SealedPages:
    """The sealed pages in a ``folder`` that others put files into as well."""

    folder: Path

    def path(self, name: str) -> Path:
        """Return where a page is."""
        return self.folder / name

    def made_of(self, name: str) -> str | None:
        """Return the code of what a page was made of.

        Returns:
            "" where something stands that is not ours, ``None`` where nothing does.

        Raises:
            StorageError: it cannot be looked at.
        """
        path = self.path(name)
        with storing(path):
            real = inside(path, self.folder.parent)
            if not real.exists():
                return None
            if not real.is_file() or real.stat().st_size > _MOST:
                return ""
            found = _SEALED.fullmatch(real.read_bytes())
        if found is None:
            return ""
        page, made_of, digest = found[1], found[2].decode(), found[3].decode()
        return made_of if digest == _digest(page, made_of) else ""

    def put(self, name: str, made_of: str, page: str) -> bool:
        """Put a page in its place, whole.

        Args:
            name: of its file.
            made_of: a code, 64 hexadecimal digits.
            page: its text.

        Returns:
            Whether it stands there; not where something is that is not ours.

        Raises:
            StorageError: it cannot be written; the old one is as it was.
        """
        body = f"{page.rstrip()}\n".encode()
        seal = _SEAL.format(made_of=made_of, digest=_digest(body, made_of))
        make_folder(self.folder)

        def still_ours() -> None:
            if self.made_of(name) == "":
                raise _NotOurs

        try:
            replace_file(
                self.path(name),
                body + seal.encode(),
                home=self.folder.parent,
                just_before=still_ours,
            )
        except _NotOurs:
            return False
        return True


def _digest(page: bytes, made_of: str) -> str:
    return digest_of(made_of.encode() + page)
