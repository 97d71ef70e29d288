"""Documents as files in a folder."""

import hashlib
import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sync.errors import DocumentOpen, FileHeld, StorageError
from sync.model.documents import Audience, Before, Document, Kind, Placed, Publication
from sync.storage.files import inside, make_folder, replace_file, storing
from sync.thai.folding import width

_NOT_IN_A_NAME = re.compile(r"[^\w\u0e00-\u0e7f \-()\[\]]|[. ]+\Z|\A +")
_LONGEST = 60
"""Characters: Thai takes three bytes each, and most file systems give a name 255."""
_MOST_BYTES = 255
_THEN = " – "
"""Between key and name: no stem has this dash, so no key's file is taken for another's."""
_JOINED = "\u0e33"
_LEADING = "เแโใไ"


class LocalDocuments:
    """A folder with one file for each document's key and kind."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def publish(self, document: Document, before: Before | None = None) -> Placed:
        """Put the document in the place its key has always had.

        Raises:
            DocumentOpen: the file is held by another program, mostly Word.
            StorageError: it cannot be written.
        """
        path = self._place(document, before)
        make_folder(self._folder)
        try:
            kept = self._keep(path, document, before)
            replace_file(path, document.content, home=self._folder.parent)
        except FileHeld as error:
            raise DocumentOpen(path) from error
        return Placed(self._link(path.name), kept=kept)

    def intact(
        self,
        published: Sequence[Publication],
        soon: Collection[str] = (),  # noqa: ARG002  looking costs nothing here
    ) -> frozenset[str]:
        """Return the links under which there still is what was published."""
        return frozenset(known.link for known in published if _is_intact(known))

    def _keep(self, path: Path, document: Document, before: Before | None) -> str:
        """Keep what a person made of the document, named by when it became so.

        Of a PDF, which is other bytes at each printing, nobody can tell; nor does
        anybody write in one.
        """
        if not path.exists():
            return ""
        with storing(path):
            present = inside(path, self._folder.parent).read_bytes()
        ours = {document.digest, before.digest if before else ""}
        if document.kind is Kind.PDF or not present or _digest(present) in ours:
            return ""
        since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        # the moment stays whole, however long the key is
        stem = f"{_file_stem(document.key)} ({since:%Y%m%d%H%M%S})"
        copy = self._folder / f"{stem}.{document.kind}"
        replace_file(copy, present, home=self._folder.parent)
        return self._link(copy.name)

    def find(
        self,
        key: str,
        kind: Kind = Kind.WORD,
        home: str | None = None,  # noqa: ARG002
    ) -> str | None:
        """Return the document's link, which is known before the document is there."""
        path = self._present(key, kind) or self._path(key, kind)
        return self._link(path.name)

    def stands(self, key: str, home: str | None) -> bool:  # noqa: ARG002
        """Whether there is a file of the key."""
        return self._present(key, Kind.WORD) is not None

    def read(self, link: str) -> bytes | None:
        """Return what is in a file of the folder; ``None`` if it is not there."""
        path = Path(url2pathname(urlsplit(link).path))
        try:
            return inside(path, self._folder).read_bytes()
        except (OSError, StorageError):
            return None

    def pdf_link(self, link: str) -> str:  # noqa: ARG002
        """Return none: nothing here prints."""
        return ""

    def audience(self, link: str) -> Audience | None:  # noqa: ARG002
        """Return nothing: who may open a file is not ours to know."""
        return None

    def approved(self, link: str) -> bool:  # noqa: ARG002
        """Say no: nobody approves files on this machine."""
        return False

    def admit(self, link: str, address: str, *, notify: bool) -> None:
        """Do nothing: files are not shared one by one."""

    def _link(self, name: str) -> str:
        return (self._folder.resolve() / name).as_uri()

    def _path(self, key: str, kind: Kind) -> Path:
        return self._folder / f"{_file_stem(key)}.{kind}"

    def _place(self, document: Document, before: Before | None) -> Path:
        """Return the file the document has or had, else one called by its name."""
        key, kind = document.key, document.kind
        plain = self._path(key, kind)
        if before:
            had = Path(url2pathname(urlsplit(before.link).path)).name
            if _is_of(had, key, kind):
                return self._folder / had
        present = self._present(key, kind)
        if present or not document.name:
            return present or plain
        room = _MOST_BYTES - len(f"{plain.name}{_THEN}".encode())
        name = _cut(_NOT_IN_A_NAME.sub("_", document.name), room)
        return plain.with_name(f"{plain.stem}{_THEN}{name}.{kind}") if name else plain

    def _present(self, key: str, kind: Kind) -> Path | None:
        """Return the key's file; a copy that people made of it has a longer name."""
        plain = self._path(key, kind)
        if plain.exists() or not self._folder.is_dir():
            return plain if plain.exists() else None
        with storing(self._folder):
            names = [path.name for path in self._folder.iterdir()]
        ours = [name for name in names if _is_of(name, key, kind)]
        if not ours:
            return None
        return self._folder / min(ours, key=lambda name: (len(name), name))


def _is_of(name: str, key: str, kind: Kind) -> bool:
    """Whether a file's name is one the document of the key may have."""
    stem = _file_stem(key)
    return name == f"{stem}.{kind}" or (
        name.startswith(f"{stem}{_THEN}") and name.endswith(f".{kind}")
    )


def _cut(name: str, room: int) -> str:
    """Cut a name to so many bytes, never inside a cluster."""
    kept = taken = 0
    for place, char in enumerate(name):
        if width(char) and char != _JOINED:
            kept = place
        taken += len(char.encode())
        if taken > room:
            return name[:kept].rstrip(f"{_LEADING} .")
    return name.strip()


def _is_intact(known: Publication) -> bool:
    path = Path(url2pathname(urlsplit(known.link).path))
    try:
        content = path.read_bytes()
    except OSError:
        return False
    if known.kind is Kind.PDF:
        return content.startswith(b"%PDF")
    return _digest(content) == known.digest


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _file_stem(key: str) -> str:
    """Return a name safe in any folder; two keys never share one."""
    safe = _NOT_IN_A_NAME.sub("_", key)[:_LONGEST]
    if safe == key and key:
        return key
    return f"{safe}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
