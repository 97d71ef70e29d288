"""Text files: encodings, rows, and what is refused."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from sync import errors
from sync.errors import WorkerError
from sync.importing import import_plan
from sync.importing.source import Row, SourceLine
from sync.messages import load_words
from tests.unit.importing.exports import (
    COVER,
    DIMENSIONS,
    EXPORT,
    FIRST,
    HEADERS,
    lines_of,
    parse,
)

_ODT = "OpenDocument (.odt)"


def zipped(**parts: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


ROOT = Path(__file__).parents[3]


def test_lines_with_tabs_are_rows_and_all_know_their_number() -> None:
    assert lines_of("ก\n\n 1\tข \t\n\t เยื้อง\n\u200b\n") == [
        SourceLine("ก", 1),
        Row(("1", "ข", ""), 3),
        SourceLine("เยื้อง", 4),
    ]


def test_control_characters_are_not_taken_over() -> None:
    assert lines_of("a\x01b\x00c") == [SourceLine("abc", 1)]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"],
)
def test_a_plan_is_the_same_in_every_encoding_thai_is_saved_in(
    tmp_path: Path, encoding: str
) -> None:
    text = EXPORT.replace("☑", "/")
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode(encoding))

    assert import_plan(path, HEADERS, DIMENSIONS) == parse(text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_plan_is_the_same_with_lines_ended_as_any_machine_does(ending: str) -> None:
    assert parse(EXPORT.replace("\n", ending)) == parse(EXPORT)


@pytest.mark.parametrize(
    ("content", "stop"),
    [
        (b"", errors.SourceEmpty),
        (b" \r\n\t", errors.SourceEmpty),
        (b"\x9f\xcf\x11\xe0\x00\x00", errors.SourceNoText),
        (b"\xff\xfe\x00", errors.SourceNoText),
        (b"PK\x03\x04 no zip", errors.SourceDamaged),
        (b"%PDF-1.7\n%", errors.SourcePdf),
        (b"x" * (2 * 2**20 + 1), errors.SourceTooLarge),
        ("จดหมายธรรมดา".encode(), errors.SourceWithoutPlan),
    ],
)
def test_what_is_no_plan_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, stop: type[WorkerError]
) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(content)

    with pytest.raises(stop) as refusal:
        import_plan(path, HEADERS, DIMENSIONS)

    assert type(refusal.value) is stop
    assert refusal.value.facts["path"] == str(path)


@pytest.mark.parametrize("name", ["แผน.xlsx", "แผน.XLSM", "แผน.xls", "แผน.ods"])
@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", b"\x9f\xcf\x11\xe0\x00\x00"])
def test_what_its_name_says_is_a_workbook_is_not_called_a_broken_document(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(errors.SourceSheetDamaged) as refusal:
        import_plan(path, HEADERS, DIMENSIONS)

    for said in load_words("th").say_stop(refusal.value):
        assert "Word" not in said
        assert ".xlsx" in said


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{\\rtf1\\ansi}", "Rich Text (.rtf)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "Office 97–2003"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "HTML (.html)"),
        (b"<?xml version='1.0'?>\n<html lang='th'>", "HTML (.html)"),
        (b"\x89PNG\r\n", "PNG"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), _ODT),
        (zipped(**{"xl/workbook.xml": ""}), "Excel (.xlsx)"),
        (zipped(**{"photo.jpg": ""}), "ZIP (.zip)"),
    ],
    # what a zip holds bears the time, and each of two processes must collect the same
    ids=["rtf", "doc", "html", "xhtml", "png", "odt", "xlsx", "zip"],
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_another_format_is_named_with_what_to_do(
    tmp_path: Path, content: bytes, kind: str, language: str
) -> None:
    path = tmp_path / "แผน.docx"
    path.write_bytes(content)

    with pytest.raises(errors.SourceForeign) as refusal:
        import_plan(path, HEADERS, DIMENSIONS)

    says, cure = load_words(language).say_stop(refusal.value)
    assert kind in says
    assert "แผน.docx" in says
    assert ".docx" in cure


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.SourceUnreadable) as refusal:
        import_plan(tmp_path / "none.txt", HEADERS, DIMENSIONS)

    assert refusal.value.facts["why"] == "No such file or directory"


def test_the_shipped_example_has_a_place_for_everything() -> None:
    example = ROOT / "config" / "example" / "plan.txt"

    assert import_plan(example, HEADERS, DIMENSIONS).unplaced == ()


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_table_that_lost_its_cells_is_refused_with_the_export_that_keeps_them(
    tmp_path: Path, language: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(COVER + "โครงการอื่น ๆ\n" * 50 + FIRST, "utf-8")

    with pytest.raises(errors.SourceShort) as refusal:
        import_plan(path, HEADERS, DIMENSIONS)

    _, cure = load_words(language).say_stop(refusal.value)
    assert "pdftotext -layout" in cure
    assert ".docx" in cure
