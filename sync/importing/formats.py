"""Which format a file is in, told by how it begins rather than by its name."""

import re
import zipfile
from collections.abc import Collection

from sync.storage.archives import list_archive

TEXT, WORD, EXCEL, PDF, DAMAGED = "text", "word", "Excel (.xlsx)", "pdf", "damaged"

OPEN_TEXT, OPEN_SHEET = "OpenDocument (.odt)", "OpenDocument (.ods)"
OLD_WORD, OLD_EXCEL = "Word 97–2003 (.doc)", "Excel 97–2003 (.xls)"
RICH_TEXT, LOCKED = "Rich Text (.rtf)", "locked"

CONVERTED = {
    OPEN_TEXT: ("odt", "docx"),
    OPEN_SHEET: ("ods", "xlsx"),
    OLD_WORD: ("doc", "docx"),
    OLD_EXCEL: ("xls", "xlsx"),
    RICH_TEXT: ("rtf", "docx"),
}
"""What another program can make something we read of: its suffix, and what to make."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = {
    "EncryptedPackage": LOCKED,
    "WordDocument": OLD_WORD,
    "Workbook": OLD_EXCEL,
    "Book": OLD_EXCEL,
    "PowerPoint Document": "PowerPoint 97–2003 (.ppt)",
}
"""What the parts of an older Office file are called, the first that is there telling."""

_ZIP = b"PK\x03\x04"
_BEGINNINGS = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RICH_TEXT),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)")
_FLAT = re.compile(
    rb"\s*<\?xml[^>]*>\s*<(?:office:document|w:wordDocument|pkg:package)"
)
_MARKS = (b"\xef\xbb\xbf",)
_LOOKED_AT = 4096
_MANIFEST, _LARGEST_LIST = "META-INF/manifest.xml", 2**20
_KINDS = {
    "opendocument.text": OPEN_TEXT,
    "opendocument.spreadsheet": OPEN_SHEET,
    "opendocument": "OpenDocument",
}


def format_of(content: bytes) -> str:
    """Return ``TEXT``, ``WORD``, ``EXCEL``, ``PDF``, ``LOCKED``, ``DAMAGED``, or another name."""
    start = content[:_LOOKED_AT]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    if start.startswith(_ZIP):
        return _packed(content)
    if start.startswith(_OLE):
        streams = (k for name, k in _STREAMS.items() if _stream(name) in content)
        return next(streams, "Office 97–2003")
    for beginning, name in _BEGINNINGS:
        if start.lstrip().startswith(beginning):
            return name
    if _PAGE.match(start.lower()):
        return "HTML (.html)"
    return "XML" if _FLAT.match(start) else TEXT


def _stream(name: str) -> bytes:
    """Return a part's name as the list of parts has it, with the end of it."""
    return f"{name}\0".encode("utf-16-le")


def _is_locked(archive: zipfile.ZipFile, names: Collection[str]) -> bool:
    """Whether the parts of an OpenDocument are encrypted, as its list of them says."""
    if _MANIFEST not in names or archive.getinfo(_MANIFEST).file_size > _LARGEST_LIST:
        return False
    return b"encryption-data" in archive.read(_MANIFEST)


def _packed(content: bytes) -> str:
    """Return what is in an archive by its parts."""
    try:
        with list_archive(content) as archive:
            names = set(archive.namelist())
            kind = ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                kind = archive.read("mimetype").decode("ascii", "replace")
                if _is_locked(archive, names):
                    return LOCKED
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError):
        return DAMAGED
    for part, name in _KINDS.items():
        if part in kind:
            return name
    if any(name.startswith("xl/") for name in names):
        return EXCEL
    if any(name.startswith("ppt/") for name in names):
        return "PowerPoint (.pptx)"
    return WORD if any(name.startswith("word/") for name in names) else "ZIP (.zip)"
