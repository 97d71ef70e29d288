"""The types that Drive turns into its own, and back: names only."""

from emulator.world import DOCUMENT_TYPE, SHEET_TYPE

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = OFFICE + "wordprocessingml.document"
XLSX = OFFICE + "spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
GOOGLES_ODS = "application/x-vnd.oasis.opendocument.spreadsheet"
RTF = "application/rtf"
CSV = "text/csv"
TSV = "text/tab-separated-values"
PDF = "application/pdf"
TEXT = "text/plain"
HTML = "text/html"
MARKDOWN = "text/markdown"
ZIP = "application/zip"

EXTENSIONS = {
    DOCX: "docx",
    XLSX: "xlsx",
    ODT: "odt",
    ODS: "ods",
    GOOGLES_ODS: "ods",
    RTF: "rtf",
    CSV: "csv",
    TSV: "tsv",
    PDF: "pdf",
    TEXT: "txt",
    HTML: "html",
    MARKDOWN: "markdown",
    ZIP: "zip",
}

EXPORTS: dict[str, tuple[str, ...]] = {
    DOCUMENT_TYPE: (RTF, ODT, HTML, PDF, MARKDOWN, ZIP, DOCX, TEXT),
    SHEET_TYPE: (GOOGLES_ODS, ODS, TSV, PDF, XLSX, CSV, ZIP),
}
"""What a native file can be had as."""

IMPORTS: dict[str, tuple[str, ...]] = {
    DOCX: (DOCUMENT_TYPE,),
    TEXT: (DOCUMENT_TYPE, SHEET_TYPE),
    HTML: (DOCUMENT_TYPE,),
    XLSX: (SHEET_TYPE,),
    CSV: (SHEET_TYPE,),
    TSV: (SHEET_TYPE,),
}
"""What an upload can be made into; the first is what v2's ``convert`` takes."""


def plain(content_type: str) -> str:
    """Return a content type without its parameters."""
    return content_type.partition(";")[0].strip().lower()
