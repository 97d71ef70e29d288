"""The workbook as a file: what stops a write, and what a read makes of a value."""

import os
import stat
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from sync.adapters.local.spreadsheet import LocalSpreadsheet, open_mark
from sync.errors import FileHeld, SheetChanged, WorkbookOpen
from sync.model.cells import Cell, CellEdit, Tab
from sync.storage import files, journal
from tests.unit.adapters.xlsx.handmade import SHEET_1, handmade, part_of, seen_in

EDIT = CellEdit(Cell("โครงการ", 3, 4), None, "ผ่าน")
MARKS = ["~$plan.xlsx", ".~lock.plan.xlsx#"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(handmade())
    return path


def test_a_handmade_workbook_reads_as_staff_see_it() -> None:
    assert seen_in(handmade()).tabs == (
        Tab(
            "โครงการ",
            (
                ("ชื่อ", "จำนวน", "สองเท่า", "สถานะ"),
                ("หนา และบาง", Decimal(100), Decimal(200), "บรรทัดแรก\r\nบรรทัดสอง"),
                ("บรรทัดแรก\r\nบรรทัดสอง", Decimal(55), Decimal(5500)),
                (None, Decimal(25), Decimal(2500)),
                (None, Decimal(10), Decimal(1000)),
                (),
                (None, "#REF!", Decimal(9200)),
            ),
            {Cell("โครงการ", 3, 1): "ถามปลัดก่อน"},
            links={Cell("โครงการ", 2, 1): "https://example.com/"},
        ),
        Tab(
            "สำนวน",
            (
                (Decimal(1), "สอง", None, None, Decimal(5), Decimal(6)),
                (),
                (),
                (Decimal(41),),
                (True,),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (20000.0, "20000"),
        (0.1, "0.1"),
        (-0.0, "0"),
        (1e22, "10000000000000000000000"),
        (0.000015, "0.000015"),
        (123456789012345, "123456789012345"),
    ],
)
def test_a_number_is_read_as_people_see_it(
    tmp_path: Path, typed: float, read: str
) -> None:
    path = tmp_path / "plan.xlsx"
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = typed
    workbook.save(path)

    assert str(LocalSpreadsheet(path).read().tabs[0].value(1, 1)) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (date(2026, 6, 18), date(2026, 6, 18)),
        (date(2569, 6, 18), date(2569, 6, 18)),
        (datetime(2026, 6, 18, 9, 30), date(2026, 6, 18)),  # noqa: DTZ001
        (time(9, 30), "09:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_a_day_is_a_date_and_a_time_a_text(
    tmp_path: Path, typed: date | time | timedelta, read: date | str
) -> None:
    path = tmp_path / "plan.xlsx"
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = typed
    workbook.save(path)

    assert LocalSpreadsheet(path).read().tabs[0].value(1, 1) == read


def test_a_size_that_a_file_wrongly_states_is_not_believed() -> None:
    text = part_of(handmade(), SHEET_1).decode().partition("\n")[2]
    lying = handmade(**{SHEET_1: text.replace('"A1:D7"', '"A1:A1"')})

    assert seen_in(lying).tabs == seen_in(handmade()).tabs


def test_a_row_far_below_all_others_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["B1048576"] = "ท้ายสุด"
    workbook.save(path)

    tab = LocalSpreadsheet(path).read().tabs[0]

    assert tab.value(1048576, 2) == "ท้ายสุด"


@pytest.mark.parametrize("mark", MARKS)
def test_a_workbook_that_is_open_is_not_written(path: Path, mark: str) -> None:
    spreadsheet = LocalSpreadsheet(path)
    seen = spreadsheet.read()
    path.with_name(mark).touch()

    with pytest.raises(WorkbookOpen) as caught:
        spreadsheet.write([EDIT], seen=seen)

    assert caught.value.facts["lock"] == str(path.with_name(mark))
    assert path.read_bytes() == handmade()


@pytest.mark.parametrize("mark", MARKS)
def test_the_mark_of_an_open_workbook_is_found(path: Path, mark: str) -> None:
    assert open_mark(path) is None

    path.with_name(mark).touch()

    assert open_mark(path) == path.with_name(mark)


def test_an_open_workbook_can_still_be_read(path: Path) -> None:
    path.with_name(MARKS[0]).touch()

    assert LocalSpreadsheet(path).read() == seen_in(handmade())


def test_a_workbook_saved_while_we_were_writing_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spreadsheet = LocalSpreadsheet(path)
    seen = spreadsheet.read()
    newer = handmade(**{"xl/comments1.xml": "<comments/>"})

    def save_meanwhile(_: int) -> None:
        path.write_bytes(newer)

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    with pytest.raises(SheetChanged):
        spreadsheet.write([EDIT], seen=seen)

    assert path.read_bytes() == newer
    assert [file.name for file in path.parent.iterdir()] == ["plan.xlsx"]


def test_a_workbook_that_another_program_holds_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spreadsheet = LocalSpreadsheet(path)
    seen = spreadsheet.read()

    def held(*_: object) -> None:
        error = PermissionError()
        vars(error)["winerror"] = 32  # as Windows says it
        raise error

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(FileHeld):
        spreadsheet.write([EDIT], seen=seen)

    assert path.read_bytes() == handmade()
    assert [file.name for file in path.parent.iterdir()] == ["plan.xlsx"]


def test_writing_keeps_the_files_permissions_and_leaves_nothing_beside(
    path: Path,
) -> None:
    path.chmod(0o640)
    spreadsheet = LocalSpreadsheet(path)

    spreadsheet.write([EDIT], seen=spreadsheet.read())

    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["plan.xlsx"]


def test_a_workbook_behind_a_symbolic_link_stays_behind_it(
    path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    spreadsheet = LocalSpreadsheet(link)

    spreadsheet.write([EDIT], seen=spreadsheet.read())

    assert link.is_symlink()
    assert LocalSpreadsheet(path).read().tabs[0].value(3, 4) == "ผ่าน"


def test_the_link_is_the_files_address(path: Path) -> None:
    assert LocalSpreadsheet(path).link == path.as_uri()


def test_what_staff_save_while_a_write_in_place_is_made_ready_is_theirs(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the worker is another user than staff, and may not keep their owner."""
    monkeypatch.setattr(files, "_take_after", lambda *_, **__: False)
    saved = path.read_bytes() + b"\n"
    keep = journal._keep

    def save_meanwhile(at: Path, kept: journal._Kept) -> None:
        keep(at, kept)
        path.write_bytes(saved)

    monkeypatch.setattr(journal, "_keep", save_meanwhile)
    sheet = LocalSpreadsheet(path)
    seen = sheet.read()

    with pytest.raises(SheetChanged):
        sheet.write([EDIT], seen=seen)

    assert path.read_bytes() == saved
    assert [each.name for each in path.parent.iterdir()] == ["plan.xlsx"]
