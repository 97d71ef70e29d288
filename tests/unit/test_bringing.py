"""A file that LibreOffice must open first is read all the same, or named."""

import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from sync.adapters.local import libreoffice
from sync.errors import (
    SourceAtGoogle,
    SourceForeign,
    SourceLocked,
    SourcePdf,
    SourceTooLarge,
)
from sync.importing.formats import LOCKED, OLD_EXCEL, OLD_WORD, format_of
from sync.model.imports import Said
from sync.wiring.bringing import read_source
from tests.unit.importing.exports import TABLE
from tests.unit.importing.workbooks import PROJECTS, Book, official

needs_scripts = pytest.mark.skipif(os.name == "nt", reason="programs here are scripts")
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600


def older(stream: str) -> bytes:
    return OLE + f"{stream}\0".encode("utf-16-le")


def open_document(kind: str, manifest: str = "", rest: bytes = b"") -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", rest)
    return content.getvalue()


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that makes the same workbook of all that it gets, and keeps a copy of that."""
    made = Book({"แผน": official()}).save(tmp_path / "made.xlsx")
    path = tmp_path / "soffice"
    path.write_text(
        f"#!{sys.executable}\nimport pathlib, shutil, sys\n"
        "source = pathlib.Path(sys.argv[-1])\n"
        f"shutil.copy(source, {str(tmp_path / 'given')!r})\n"
        f"shutil.copy({str(made)!r}, source.with_suffix('.xlsx'))\n",
        "utf-8",
    )
    path.chmod(0o755)
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: path)
    return path


@needs_scripts
@pytest.mark.parametrize(
    "content", [older("Workbook"), older("Book"), open_document("spreadsheet")]
)
def test_an_older_workbook_is_read_through_libreoffice_whatever_its_name(
    tmp_path: Path, converter: Path, content: bytes
) -> None:
    source = tmp_path / "แผน.xlsx"
    source.write_bytes(content)

    plan = read_source(str(source), None, source.parent)

    assert len(plan.projects) == len(PROJECTS)
    assert plan.found[0] == Said("converted", {"kind": format_of(content)})
    assert (converter.parent / "given").read_bytes() == content
    assert source.read_bytes() == content


def test_without_libreoffice_the_format_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: None)
    source = tmp_path / "แผน.xls"
    source.write_bytes(older("Workbook"))

    with pytest.raises(SourceForeign) as stop:
        read_source(str(source), None, source.parent)

    assert stop.value.kind == "Excel 97–2003 (.xls)"


@needs_scripts
def test_a_bomb_never_reaches_libreoffice(tmp_path: Path, converter: Path) -> None:
    source = tmp_path / "แผน.odt"
    source.write_bytes(open_document("text", rest=b"<" * 5_000_000))

    with pytest.raises(SourceTooLarge):
        read_source(str(source), None, source.parent)

    assert not (converter.parent / "given").exists()


@pytest.mark.parametrize("name", ["แผน.xlsx", "แผน.docx"])
def test_an_archive_of_more_parts_than_any_file_is_refused(
    tmp_path: Path, name: str
) -> None:
    source = tmp_path / name
    source.write_bytes(open_document("text") + b"PK\x01\x02" * 5_001)

    with pytest.raises(SourceTooLarge):
        read_source(str(source), None, tmp_path)


@pytest.mark.parametrize(
    "content",
    [older("EncryptedPackage"), open_document("text", "<manifest:encryption-data/>")],
)
def test_a_file_with_a_password_says_so(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "แผน.xlsx"
    source.write_bytes(content)

    with pytest.raises(SourceLocked):
        read_source(str(source), None, source.parent)


def test_older_files_are_told_by_what_is_in_them() -> None:
    assert format_of(older("WordDocument")) == OLD_WORD
    assert format_of(older("Workbook")) == OLD_EXCEL
    assert format_of(older("EncryptedPackage")) == LOCKED


def test_a_link_needs_an_office_at_google(tmp_path: Path) -> None:
    link = (
        "https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ/edit#gid=0"
    )

    with pytest.raises(SourceAtGoogle) as stop:
        read_source(link, None, tmp_path)

    assert stop.value.facts["path"] == link


def test_a_text_without_a_plan_that_is_called_a_pdf_is_told_as_one(
    tmp_path: Path,
) -> None:
    source = tmp_path / "แผน.PDF"
    source.write_text("ลำดับ,โครงการ,มิติ,งบประมาณ\n1,โครงการหนึ่ง,1,500\n", "utf-8")

    with pytest.raises(SourcePdf):
        read_source(str(source), None, tmp_path)


def test_a_text_with_a_plan_is_read_whatever_its_name(tmp_path: Path) -> None:
    source = tmp_path / "แผน.csv"
    source.write_text(TABLE, "utf-8")

    assert len(read_source(str(source), None, tmp_path).projects) == 2
