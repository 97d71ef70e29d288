"""Notes in the workbook's own parts, beside those of staff."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.model.cells import Cell, NoteEdit
from tests.unit.adapters.xlsx.handmade import SHEET_1, handmade, parts_of

# openpyxl says so of the handmade workbook; nothing is saved through it
pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension")

TAB = "โครงการ"
OURS, THEIRS = Cell(TAB, 2, 2), Cell(TAB, 3, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(handmade())
    return path


def hang(path: Path, *notes: tuple[Cell, str | None, str | None]) -> None:
    sheet = LocalSpreadsheet(path)
    sheet.write([NoteEdit(*note) for note in notes], seen=sheet.read())


def test_another_program_reads_our_note_beside_that_of_staff(path: Path) -> None:
    hang(path, (OURS, None, "[ระบบตรวจแผน]\nบรรทัดสอง"))

    sheet = openpyxl.load_workbook(path)[TAB]
    ours, theirs = sheet[OURS.a1].comment, sheet[THEIRS.a1].comment
    assert ours is not None
    assert theirs is not None
    assert (ours.text, ours.author) == ("[ระบบตรวจแผน]\nบรรทัดสอง", "ระบบตรวจแผน")
    assert theirs.text == "ถามปลัดก่อน"


def test_only_the_parts_of_notes_and_the_sheet_change(path: Path) -> None:
    before = parts_of(path.read_bytes())

    hang(path, (OURS, None, "ก"))

    after = parts_of(path.read_bytes())
    changed = {name for name in before if after[name] != before[name]}
    others = {
        name
        for name in changed
        if name != SHEET_1
        and "comments" not in name
        and not name.endswith((".vml", ".rels", "[Content_Types].xml"))
    }
    assert others == set()


def test_taking_our_last_note_away_leaves_no_part_behind(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = TAB
    workbook.save(path)
    before = set(parts_of(path.read_bytes()))

    hang(path, (OURS, None, "ก"))
    hang(path, (OURS, "ก", None))

    after = parts_of(path.read_bytes())
    assert {name for name in after if "rels" not in name} == {
        name for name in before if "rels" not in name
    }
    assert b"legacyDrawing" not in after["xl/worksheets/sheet1.xml"]


def test_many_notes_are_many_boxes(path: Path) -> None:
    cells = [Cell(TAB, row, 6) for row in range(2, 60)]

    hang(path, *((cell, None, f"ข้อ {cell.row}") for cell in cells))

    sheet = openpyxl.load_workbook(path)[TAB]
    notes = [sheet[cell.a1].comment for cell in cells]
    assert [note.text for note in notes if note] == [f"ข้อ {c.row}" for c in cells]
    vml = next(
        content
        for name, content in parts_of(path.read_bytes()).items()
        if name.endswith(".vml") and b"<x:Row>58</x:Row>" in content
    )
    assert vml.count(b'id="_x0000_s') == len(set(vml.split(b'id="_x0000_s'))) - 1


def test_libreoffice_keeps_our_note(tmp_path: Path, path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    hang(path, (OURS, None, "[ระบบตรวจแผน]\nบรรทัดสอง"))
    folder = tmp_path / "saved"

    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
    )

    saved = LocalSpreadsheet(folder / "plan.xlsx").read().tab(TAB)
    assert saved
    assert saved.notes[OURS] == "[ระบบตรวจแผน]\nบรรทัดสอง"
