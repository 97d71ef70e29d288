"""Which format a file is in, told by how it begins rather than by its name."""

import re
import zipfile

from sync.storage.archives import list_archive

TEXT, WORD, EXCEL, PDF, DAMAGED = "text", "word", "Excel (.xlsx)", "pdf", "damaged"

_ZIP = b"PK\x03\x04"
_BEGINNINGS = (
    (b"%PDF-", PDF),
    (b"{\\rtf", "Rich Text (.rtf)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97–2003 (.doc)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)")
_FLAT = re.compile(
    rb"\s*<\?xml[^>]*>\s*<(?:office:document|w:wordDocument|pkg:package)"
)
_MARKS = (b"\xef\xbb\xbf",)
_LOOKED_AT = 4096
_KINDS = {
    "opendocument.text": "OpenDocument (.odt)",
    "opendocument.spreadsheet": "OpenDocument (.ods)",
    "opendocument": "OpenDocument",
}


def format_of(content: bytes) -> str:
    """Return ``TEXT``, ``WORD``, ``PDF``, ``DAMAGED``, or another format's name."""
    start = content[:_LOOKED_AT]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    if start.startswith(_ZIP):
        return _packed(content)
    for beginning, name in _BEGINNINGS:
        if start.lstrip().startswith(beginning):
            return name
    if _PAGE.match(start.lower()):
        return "HTML (.html)"
    return "XML" if _FLAT.match(start) else TEXT


def _packed(content: bytes) -> str:
    """Return what is in an archive by its parts."""
    try:
        with list_archive(content) as archive:
            names = set(archive.namelist())
            kind = ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                kind = archive.read("mimetype").decode("ascii", "replace")
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
