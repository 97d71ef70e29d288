"""Documents as files in a folder."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sync.errors import DocumentOpen, FileHeld, StorageError
from sync.model.documents import Audience, Before, Document, Kind, Placed, Publication
from sync.storage.files import inside, make_folder, replace_file, storing

_NOT_IN_A_NAME = re.compile(r"[^\w\u0e00-\u0e7f \-()\[\]]|[. ]+\Z|\A +")
_LONGEST = 60
"""Characters: Thai takes three bytes each, and most file systems give a name 255."""


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
        path = self._path(document.key, document.kind)
        make_folder(self._folder)
        try:
            kept = self._keep(path, document, before)
            replace_file(path, document.content, home=self._folder.parent)
        except FileHeld as error:
            raise DocumentOpen(path) from error
        return Placed(path.resolve().as_uri(), kept=kept)

    def intact(self, published: Sequence[Publication]) -> frozenset[str]:
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
        copy = self._path(f"{document.key} ({since:%Y%m%d%H%M%S})", document.kind)
        replace_file(copy, present, home=self._folder.parent)
        return copy.resolve().as_uri()

    def find(
        self,
        key: str,
        kind: Kind = Kind.WORD,
        home: str | None = None,  # noqa: ARG002
    ) -> str | None:
        """Return the document's link, which is known before the document is there."""
        return self._path(key, kind).resolve().as_uri()

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

    def admit(self, link: str, address: str, *, notify: bool) -> None:
        """Do nothing: files are not shared one by one."""

    def _path(self, key: str, kind: Kind) -> Path:
        return self._folder / f"{_file_stem(key)}.{kind}"


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
