"""Whatever lies at the workbook's path is a sheet or one of our stops."""

import zipfile
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.adapters.xlsx.patching import patch_workbook
from sync.adapters.xlsx.reading import read_workbook
from sync.errors import (
    SheetTooLarge,
    SpreadsheetError,
    WorkbookDamaged,
    WorkbookEncrypted,
    WorkbookForeign,
    WorkbookMissing,
    WrongKind,
)
from sync.model.cells import Cell, CellEdit, Sheet
from sync.storage import archives
from tests.unit.adapters.xlsx.handmade import PARTS, PATH, SHEET_1, handmade, seen_in

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
TYPES, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"


def zipped(**parts: bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def with_part_text(name: str, old: str, new: str) -> bytes:
    assert old in PARTS[name]
    return handmade(**{name: PARTS[name].replace(old, new)})


def with_two_of_a_name() -> bytes:
    content = BytesIO(handmade())
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(content, "a") as archive,
    ):
        archive.writestr(WORKBOOK, "<workbook/>")
    return content.getvalue()


def with_flipped_bit(of_part: str) -> bytes:
    content = bytearray(handmade())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        header = archive.getinfo(of_part).header_offset
    content[header + 30 + len(of_part) + 20] ^= 1
    return bytes(content)


WORD = PARTS[TYPES].replace("spreadsheetml.sheet.main", "wordprocessingml.document")
ENTITIES = '<!DOCTYPE x [<!ENTITY a "b">]>'

Stop = type[SpreadsheetError]
UNREADABLE: dict[str, tuple[Callable[[], bytes], Stop]] = {
    "an empty file": (lambda: b"", WorkbookDamaged),
    "a text": ("ลำดับ,ชื่อ".encode, WorkbookForeign),
    "a web page": (lambda: b"<html><table></table></html>", WorkbookForeign),
    "an old .xls": (lambda: OLE + bytes(512), WorkbookForeign),
    "a password": (
        lambda: OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
        WorkbookEncrypted,
    ),
    "a folder of files": (lambda: zipped(readme=b"hello"), WorkbookForeign),
    "an .ods": (
        lambda: zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        WorkbookForeign,
    ),
    "a .docx": (lambda: handmade(**{TYPES: WORD}), WorkbookForeign),
    "cut off in the middle": (
        lambda: handmade()[: len(handmade()) // 2],
        WorkbookDamaged,
    ),
    "cut off at the end": (lambda: handmade()[:-1], WorkbookDamaged),
    "only a beginning": (lambda: b"PK\x03\x04", WorkbookDamaged),
    "a flipped bit": (lambda: with_flipped_bit(SHEET_1), WorkbookDamaged),
    "broken XML": (lambda: handmade(**{SHEET_1: "<worksheet>"}), WorkbookDamaged),
    "no workbook part": (lambda: handmade(**{WORKBOOK: None}), WorkbookDamaged),
    "no part of a tab": (lambda: handmade(**{SHEET_1: None}), WorkbookDamaged),
    "no shared texts": (
        lambda: handmade(**{"xl/sharedStrings.xml": None}),
        WorkbookDamaged,
    ),
    "no tabs": (
        lambda: with_part_text(WORKBOOK, "<sheet name=", "<sheets name="),
        WorkbookDamaged,
    ),
    "a text that is not there": (
        lambda: with_part_text(SHEET_1, "<v>4</v>", "<v>99</v>"),
        WorkbookDamaged,
    ),
    "two parts of one name": (with_two_of_a_name, WorkbookDamaged),
    "entities": (lambda: handmade(**{WORKBOOK: ENTITIES + "<x/>"}), WorkbookDamaged),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_readable_workbook_is_called_by_its_name(
    tmp_path: Path, kind: str
) -> None:
    make, stop = UNREADABLE[kind]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(make())

    with pytest.raises(SpreadsheetError) as caught:
        LocalSpreadsheet(path).read()

    assert type(caught.value) is stop
    assert caught.value.facts["path"] == str(path)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WorkbookMissing):
        LocalSpreadsheet(tmp_path / "nowhere" / "plan.xlsx").read()


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(WrongKind):
        LocalSpreadsheet(tmp_path / "plan.xlsx").read()


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    content = BytesIO(handmade())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        zipped.writestr("xl/media/image1.png", bytes(archives.WORKBOOK.unpacked))

    with pytest.raises(SheetTooLarge) as caught:
        seen_in(content.getvalue())

    assert caught.value.facts == {"what": str(PATH), "most": "200 MB"}


def test_a_part_that_hides_its_size_is_found_out() -> None:
    content = handmade(**{SHEET_1: PARTS[SHEET_1] + " " * 1_000_000})
    with zipfile.ZipFile(BytesIO(content)) as archive:
        true_size = archive.getinfo(SHEET_1).file_size.to_bytes(4, "little")

    with pytest.raises(WorkbookDamaged):
        seen_in(content.replace(true_size, (1000).to_bytes(4, "little")))


# --- anything at all ------------------------------------------------------------

EDITS = (
    CellEdit(Cell("โครงการ", 3, 4), None, "ผ่าน", Cell("โครงการ", 1, 1)),
    CellEdit(Cell("โครงการ", 3, 3), None, Decimal(1), "https://example.com/"),
    CellEdit(Cell("ใหม่", 3, 4), None, "ผ่าน"),
)


def is_read_or_refused(content: bytes) -> None:
    """Read and write the content; only our stops may come of it."""
    try:
        seen = read_workbook(content, PATH)
        assert isinstance(seen, Sheet)
        patch_workbook(content, EDITS, seen, PATH)
    except SpreadsheetError:
        pass


@settings(deadline=None)  # a slow machine is no failure
@given(st.sampled_from([b"", b"PK", b"PK\x03\x04", OLE]), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(beginning: bytes, rest: bytes) -> None:
    is_read_or_refused(beginning + rest)


@settings(deadline=None)  # a slow machine is no failure
@given(st.integers(0, len(handmade())))
def test_a_workbook_cut_anywhere_is_read_or_refused(length: int) -> None:
    is_read_or_refused(handmade()[:length])


@settings(deadline=None)  # a slow machine is no failure
@given(st.lists(st.integers(0, len(handmade()) * 8 - 1), min_size=1, max_size=5))
def test_a_workbook_with_flipped_bits_is_read_or_refused(bits: list[int]) -> None:
    content = bytearray(handmade())

    for bit in bits:
        content[bit // 8] ^= 1 << bit % 8

    is_read_or_refused(bytes(content))


@settings(deadline=None)  # a slow machine is no failure
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_workbook_with_a_slip_in_a_part_is_read_or_refused(
    name: str, data: st.DataObject
) -> None:
    text = PARTS[name]
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 12))
    typed = data.draw(st.sampled_from(["", "9", "-1", "x", '"', "<", "/>", "๑", "ZZZ"]))

    is_read_or_refused(
        handmade(**{name: text[:start] + typed + text[start + length :]})
    )
