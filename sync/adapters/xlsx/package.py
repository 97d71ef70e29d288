"""An .xlsx file as a package of parts: opened with care, given back whole.

A part that nobody replaced is given back byte for byte, in its place; only a workbook
in the strict form becomes a transitional one, which all programs read.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from sync.adapters.xlsx.elements import Element, mended_xml, parse_xml
from sync.adapters.xlsx.elements import to_bytes as xml_bytes
from sync.errors import (
    SheetTooLarge,
    SpreadsheetError,
    WorkbookDamaged,
    WorkbookEncrypted,
    WorkbookForeign,
)
from sync.storage.archives import WORKBOOK, ArchiveTooLarge, open_archive

LARGEST_FILE = 50 * 2**20
"""Bytes a workbook may have: a plan with many pictures takes a few million."""

CONTENT_TYPES = "[Content_Types].xml"

_SCHEMAS = b"http://schemas.openxmlformats.org/"
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(re.escape(_STRICT) + rb"(\w+)/")
_SPELT_OTHERWISE = {
    b"officeDocument/extendedProperties": b"officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
}
_XML = (".xml", ".rels", ".vml")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@contextmanager
def damage_as_stop(path: Path) -> Iterator[None]:
    """Call it damage of the workbook, whatever its content makes a reader raise."""
    try:
        yield
    except SpreadsheetError:
        raise
    except Exception as error:
        # zipfile, zlib, lxml and openpyxl have some two dozen classes for this
        raise WorkbookDamaged(path, f"{type(error).__name__}: {error}") from error


class Package:
    """The parts of one .xlsx file. ``path`` only names the file in our stops."""

    def __init__(self, content: bytes, path: Path) -> None:
        self.path = path
        self._archive = _open(content, path)
        self._replaced: dict[str, bytes] = {}
        self._removed: set[str] = set()
        # to Office, names that differ in their capitals are one
        self._names = {_plain(name): name for name in self._archive.namelist()}

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        name = self._named(name)
        return name in self._replaced or (
            name in self._names.values() and name not in self._removed
        )

    def read(self, name: str) -> bytes:
        """Return a part's content."""
        name = self._named(name)
        if name in self._replaced:
            return self._replaced[name]
        with damage_as_stop(self.path):
            return _transitional(name, self._archive.read(name))

    def tree(self, name: str) -> Element:
        """Return a part's root element."""
        with damage_as_stop(self.path):
            return parse_xml(self.read(name))

    def mended_tree(self, name: str) -> Element | None:
        """Return what can be read of a part that holds no values, if it is there."""
        return mended_xml(self.read(name)) if self.has(name) else None

    def put(self, name: str, content: bytes) -> None:
        """Replace a part, or add one at the end."""
        self._replaced[self._named(name)] = content

    def put_tree(self, name: str, root: Element) -> None:
        """Replace a part by a tree, or add one at the end."""
        self.put(name, xml_bytes(root))

    def remove(self, name: str) -> None:
        """Take a part out."""
        self._removed.add(self._named(name))

    def to_bytes(self) -> bytes:
        """Return the file: the old parts in their order, then the new ones."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for old in self._archive.infolist():
                if old.filename not in self._removed:
                    archive.writestr(_entry_like(old), self.read(old.filename))
            for name, content in self._replaced.items():
                if name not in self._names.values():
                    archive.writestr(name, content)
        return packed.getvalue()

    def _named(self, name: str) -> str:
        return self._names.get(_plain(name), name)


def _plain(name: str) -> str:
    return name.casefold().replace("\\", "/")


def _transitional(name: str, content: bytes) -> bytes:
    """Return a part its transitional names: ISO/IEC 29500-4, annex A, lists both."""
    if _STRICT not in content or not name.endswith(_XML):
        return content
    for strict, transitional in _SPELT_OTHERWISE.items():
        content = content.replace(_STRICT + strict, _SCHEMAS + transitional)
    content = _STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
    return content.replace(b' conformance="strict"', b"")


def _open(content: bytes, path: Path) -> zipfile.ZipFile:
    if content.startswith(_OLE):
        raise (WorkbookEncrypted if _ENCRYPTED in content else WorkbookForeign)(path)
    if not content:
        raise WorkbookDamaged(path, "the file is empty")
    if not content.startswith(b"PK"):
        raise WorkbookForeign(path)
    with damage_as_stop(path):
        try:
            archive = open_archive(content, WORKBOOK)
        except ArchiveTooLarge as error:
            raise SheetTooLarge(str(path), error.most) from error
        names = archive.namelist()
        if len(set(names)) < len(names):
            raise WorkbookDamaged(path, "two parts of the same name")
        if CONTENT_TYPES not in names:
            raise WorkbookForeign(path)
    return archive


def _entry_like(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(old.filename, old.date_time)
    stored = old.compress_type == zipfile.ZIP_STORED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = old.external_attr
    return entry
