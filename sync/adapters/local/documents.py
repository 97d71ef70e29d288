"""Documents as files in a folder."""

import hashlib
import re
from pathlib import Path

from sync.errors import DocumentOpen, FileHeld
from sync.files import make_folder, replace_file
from sync.model import Audience, Document, Kind, Placed

_NOT_IN_A_NAME = re.compile(r"[^\w\u0e00-\u0e7f \-()\[\]]|[. ]+\Z|\A +")
_LONGEST = 60
"""Characters: Thai takes three bytes each, and most file systems give a name 255."""


class LocalDocuments:
    """A folder with one file for each document's key and kind."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def publish(self, document: Document) -> Placed:
        """Put the document in the place its key has always had.

        Raises:
            DocumentOpen: the file is held by another program, mostly Word.
            StorageError: it cannot be written.
        """
        path = self._path(document.key, document.kind)
        make_folder(self._folder)
        try:
            replace_file(path, document.content, home=self._folder.parent)
        except FileHeld as error:
            raise DocumentOpen(path) from error
        return Placed(path.resolve().as_uri())

    def find(
        self,
        key: str,
        kind: Kind = Kind.WORD,
        home: str | None = None,  # noqa: ARG002
    ) -> str | None:
        """Give the document's link, which is known before the document is there."""
        return self._path(key, kind).resolve().as_uri()

    def audience(self, link: str) -> Audience | None:  # noqa: ARG002
        """Tell nothing: who may open a file is not ours to know."""
        return None

    def admit(self, link: str, address: str, *, notify: bool) -> None:
        """Do nothing: files are not shared one by one."""

    def _path(self, key: str, kind: Kind) -> Path:
        return self._folder / f"{_file_stem(key)}.{kind}"


def _file_stem(key: str) -> str:
    """Give a name safe in any folder; two keys never share one."""
    safe = _NOT_IN_A_NAME.sub("_", key)[:_LONGEST]
    if safe == key and key:
        return key
    return f"{safe}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
