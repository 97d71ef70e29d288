"""Workbooks made to fill the memory: refused soon, in a sentence that says what to do."""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.adapters.xlsx.package import LARGEST_FILE
from sync.adapters.xlsx.reading import read_workbook
from sync.errors import SheetTooLarge, WorkbookDamaged
from sync.messages import load_words
from sync.model.cells import Sheet
from tests.hostile.children import Took, measured
from tests.unit.adapters.xlsx.handmade import PARTS, PATH, SHEET_1, handmade, seen_in

pytestmark = pytest.mark.slow

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
IMAGE = "xl/media/image1.png"


def with_rows(rows: str) -> bytes:
    root = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return handmade(**{SHEET_1: root})


def with_part(name: str, content: bytes) -> bytes:
    saved = io.BytesIO(handmade())
    with zipfile.ZipFile(saved, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, content)
    return saved.getvalue()


def claiming(size: int) -> bytes:
    """Return a workbook with a part that says it has another size than it has."""
    content = bytearray(with_part(IMAGE, bytes(300 * 2**20)))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", size)
    return bytes(content)


def overlapping() -> bytes:
    """Return a workbook that lists one part of a million bytes a thousand times."""
    content = with_part(IMAGE, bytes(2**20))
    end = content.rindex(b"PK\x05\x06")
    entry = content[content.rindex(b"PK\x01\x02") : end]
    start = struct.unpack("<I", content[end + 16 : end + 20])[0]
    copies = b"".join(
        entry.replace(IMAGE.encode(), f"xl/media/imag{number:03}.png"[:19].encode())
        for number in range(1000)
    )
    listed = content[start:end] + copies
    count = content[start:end].count(b"PK\x01\x02") + 1000
    sizes = struct.pack("<HHII", count, count, len(listed), start)
    return content[:start] + listed + content[end : end + 8] + sizes + b"\0\0"


def many_parts() -> bytes:
    saved = io.BytesIO(handmade())
    with zipfile.ZipFile(saved, "a") as archive:
        for number in range(5_000):
            archive.writestr(f"xl/media/{number}", b"")
    return saved.getvalue()


def rows_to_the_far_right() -> bytes:
    return with_rows(
        "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 99))
    )


CELLS, TAGS, MEGABYTES, LISTED = (
    *("1,000,000 cells", "4,000,000 tags"),
    *("200 MB", "5,000 parts"),
)
TOO_LARGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "values in the last column": (rows_to_the_far_right, CELLS),
    "a million small cells": (
        lambda: with_rows(("<row>" + "<c><v>1</v></c>" * 999 + "</row>") * 1002),
        TAGS,
    ),
    "elements that mean nothing": (
        lambda: handmade(**{"xl/styles.xml": f"<a>{'<a/>' * 4_000_000}</a>"}),
        TAGS,
    ),
    "a part that claims four gigabytes": (lambda: claiming(2**32 - 2), MEGABYTES),
    "parts that overlap": (overlapping, MEGABYTES),
    "five thousand parts": (many_parts, LISTED),
}


@pytest.mark.skipif(os.name != "posix", reason="memory as POSIX tells it")
@pytest.mark.parametrize("kind", TOO_LARGE)
def test_a_workbook_made_to_fill_the_memory_is_refused(
    tmp_path: Path, kind: str
) -> None:
    make, most = TOO_LARGE[kind]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(make())

    took = read_in_a_child(path)

    assert took.said == f"SheetTooLarge { ({'what': str(path), 'most': most}) }"
    assert took.megabytes < 700


def read_in_a_child(path: Path) -> Took:
    return measured(
        "from pathlib import Path\n"
        "from sync.adapters.local.spreadsheet import LocalSpreadsheet\n",
        f"print('read', len(LocalSpreadsheet(Path({str(path)!r})).read().tabs))",
    )


@pytest.mark.skipif(os.name != "posix", reason="memory as POSIX tells it")
def test_a_part_that_hides_its_size_is_not_unpacked_to_find_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(claiming(1000))

    took = read_in_a_child(path)

    assert took.said.startswith("WorkbookDamaged")
    assert took.megabytes < 200


def test_a_file_far_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with path.open("wb") as file:
        file.write(handmade())
        file.truncate(50 * LARGEST_FILE)  # takes no room on most disks

    with pytest.raises(SheetTooLarge) as caught:
        LocalSpreadsheet(path).read()

    assert caught.value.facts == {"what": str(path), "most": "50 MB"}


@pytest.mark.parametrize("language", ["th", "en"])
def test_what_is_too_large_is_said_with_the_cure(language: str) -> None:
    stop = SheetTooLarge("office/plan.xlsx", "1,000,000 cells")

    says, cure = load_words(language).say_stop(stop)

    assert "office/plan.xlsx" in says
    assert "1,000,000" in says
    assert len(cure) > 40


def test_a_value_in_the_very_last_cell_is_a_value_and_no_grid() -> None:
    last = with_rows('<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>')

    tab = seen_in(last).tabs[0]

    assert sum(map(len, tab.rows)) == 16_384
    assert str(tab.rows[-1][-1]) == "7"


def test_a_workbook_in_a_workbook_is_not_opened() -> None:
    inside = with_part("xl/media/bomb.xlsx", with_part(IMAGE, bytes(100 * 2**20)))

    assert seen_in(inside).tabs == seen_in(handmade()).tabs


# --- XML that grows, or fetches -------------------------------------------------------

LAUGHS = "".join(
    f'<!ENTITY {name} "{20 * f"&{before};"}">'
    for before, name in zip("jklmnopq", "klmnopqr", strict=True)
)
DOCTYPES = {
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY j "hahahahaha">{LAUGHS}]>',
    "a file of the machine": '<!DOCTYPE x [<!ENTITY r SYSTEM "file:///etc/passwd">]>',
    "a page elsewhere": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY r "">]>',
    "a parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;<!ENTITY r "">]>',
}


@pytest.mark.parametrize("kind", DOCTYPES)
@pytest.mark.parametrize("part", PARTS)
def test_entities_in_any_part_are_refused_or_not_looked_at(
    part: str, kind: str
) -> None:
    text = PARTS[part].removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    place = next((mark for mark in ("<v>", "<t>") if mark in text), ">")
    hostile = DOCTYPES[kind] + text.replace(place, f"{place}&r;", 1)

    with suppress(WorkbookDamaged):
        assert read_workbook(handmade(**{part: hostile}), PATH).tabs == plain().tabs


def plain() -> Sheet:
    return seen_in(handmade())
