"""Native files: making, filling, copying and exporting them, each by its kind."""

import io
import zipfile
from collections.abc import Callable, Mapping

from emulator.copying import copied
from emulator.drive import documents, office, pdf, tables
from emulator.drive.access import bad_request, marks
from emulator.drive.files import new_file
from emulator.drive.formats import (
    CSV,
    DOCX,
    EXTENSIONS,
    HTML,
    MARKDOWN,
    PDF,
    TEXT,
    TSV,
    XLSX,
    ZIP,
)
from emulator.sheets import access as sheets_access
from emulator.sheets.formulas import calculated
from emulator.web import JSON
from emulator.world import (
    DOCUMENT_TYPE,
    SHEET_TYPE,
    DriveFile,
    SheetTab,
    Spreadsheet,
    World,
)


def make(world: World, owner: str, resource: JSON) -> DriveFile:
    """Make a file of any type, empty: a native one is ready to be worked in."""
    if resource["mimeType"] == SHEET_TYPE:
        title = resource.get("name") or "Untitled"
        made = sheets_access.new_spreadsheet(world, owner, {"title": title}, resource)
        return world.files[made.id]
    file = new_file(world, owner, resource)
    if resource["mimeType"] == DOCUMENT_TYPE:
        file.content = documents.blank()
    return file


def take_in(world: World, file: DriveFile, content: bytes, kind: str) -> None:
    """Replace what is in a native file by an upload."""
    if file.resource["mimeType"] == DOCUMENT_TYPE:
        marks(file).pop("namedRanges", None)
        file.content = documents.to_docx(
            content, kind, exact=world.keeps_uploads, spoilt=world.spoilt
        )
    elif file.resource["mimeType"] == SHEET_TYPE:
        spreadsheet = world.spreadsheets[file.id]
        title = str(file.resource["name"]).removesuffix(".csv")
        spreadsheet.tabs = tables.read(content, kind, title, spreadsheet)
        spreadsheet.named_ranges.clear()


def duplicate(world: World, owner: str, source: DriveFile, resource: JSON) -> DriveFile:
    """Copy a native file with everything in it."""
    file = make(world, owner, resource)
    file.content = source.content
    if source.id in world.spreadsheets:
        twin = copied(world.spreadsheets[source.id])
        twin.id = file.id
        twin.properties["title"] = file.resource["name"]
        world.spreadsheets[file.id] = twin
    return file


def export(
    world: World, file: DriveFile, form: str, tab: SheetTab | None = None
) -> bytes:
    """Return a native file in one of the forms of ``formats.EXPORTS``.

    What holds but one tab is of the first unless another is given.

    Raises:
        ApiError: the form takes LibreOffice, and there is none.
    """
    if file.id not in world.spreadsheets:
        return _export_document(file.content or documents.blank(), form)
    spreadsheet = world.spreadsheets[file.id]
    with calculated(spreadsheet, world.now()):
        return _export_spreadsheet(spreadsheet, tab or spreadsheet.tabs[0], form)


def _export_spreadsheet(spreadsheet: Spreadsheet, tab: SheetTab, form: str) -> bytes:
    exporters: dict[str, Callable[[], bytes]] = {
        CSV: lambda: tables.to_csv(spreadsheet, tab),
        TSV: lambda: tables.to_tsv(spreadsheet, tab),
        XLSX: lambda: tables.to_xlsx(spreadsheet),
        ZIP: lambda: _zip(tables.to_pages(spreadsheet)),
        PDF: lambda: pdf.of_text(_lines(spreadsheet)),
    }
    if form in exporters:
        return exporters[form]()
    return _by_office(tables.to_xlsx(spreadsheet), "xlsx", form)


def _export_document(content: bytes, form: str) -> bytes:
    exporters: dict[str, Callable[[bytes], bytes]] = {
        DOCX: bytes,
        TEXT: documents.to_text,
        MARKDOWN: documents.to_markdown,
        HTML: documents.to_html,
        ZIP: lambda content: _zip({"document": documents.to_html(content)}),
        PDF: _document_pdf,
    }
    if form in exporters:
        return exporters[form](content)
    return _by_office(content, "docx", form)


def _by_office(content: bytes, extension: str, form: str) -> bytes:
    made = office.converted(content, extension, EXTENSIONS[form])
    if made is None:
        raise bad_request("The requested conversion is not supported.")
    return made


def _document_pdf(content: bytes) -> bytes:
    laid_out = office.converted(content, "docx", "pdf")
    return laid_out or pdf.of_text(documents.lines(content))


def _zip(pages: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, page in pages.items():
            archive.writestr(f"{name}.html", page)
    return stream.getvalue()


def _lines(spreadsheet: Spreadsheet) -> list[str]:
    rows = (row for tab in spreadsheet.tabs for row in tables.texts(spreadsheet, tab))
    return ["\t".join(row) for row in rows]


def text_of(world: World, file: DriveFile) -> str:
    """Return what can be read in a file, for a search."""
    kind = file.resource["mimeType"]
    if file.id in world.spreadsheets:
        spreadsheet = world.spreadsheets[file.id]
        with calculated(spreadsheet, world.now()):
            return "\n".join(_lines(spreadsheet))
    if kind in (DOCUMENT_TYPE, DOCX) and file.content:
        return "\n".join(documents.lines(file.content))
    if kind.startswith("text/"):
        return file.content.decode(errors="replace")
    return ""
