"""Nothing but the named cells changes, whoever made the workbook."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.adapters.workbook_layout.new_workbook import create_workbook
from sync.adapters.xlsx.package import Package
from sync.adapters.xlsx.patching import patch_workbook
from sync.adapters.xlsx.workbook import Workbook
from sync.model.cells import Cell, CellEdit
from sync.plan.labels import load_headers
from tests.unit.adapters.xlsx.example_plan import example_plan
from tests.unit.adapters.xlsx.handmade import PATH, handmade, parts_of, seen_in

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PROJECTS = "โครงการ"


def created(folder: Path) -> Path:
    path = folder / "plan.xlsx"
    create_workbook(path, example_plan(), load_headers())
    return path


def saved_by_libreoffice(path: Path, folder: Path) -> Path:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    saved = folder / "saved"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(saved), str(path)], check=True, capture_output=True, timeout=120
    )
    return saved / path.name


@pytest.fixture(scope="module", params=["created", "libreoffice", "handmade"])
def content(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    folder = tmp_path_factory.mktemp("untouched")
    if request.param == "handmade":
        return handmade()
    path = created(folder)
    if request.param == "libreoffice":
        path = saved_by_libreoffice(path, folder)
    return path.read_bytes()


EDITS = (
    CellEdit(Cell(PROJECTS, 2, 4), None, "ผ่าน"),
    CellEdit(Cell(PROJECTS, 3, 10), None, "ต้องแก้ไข 2 จุด\nบรรทัดสอง"),
    CellEdit(Cell(PROJECTS, 40, 1), None, Decimal(3)),
    CellEdit(Cell(PROJECTS, 3, 11), None, "ไป", Cell(PROJECTS, 3, 2)),
    CellEdit(Cell(PROJECTS, 3, 12), None, None),
)
EDITED = {"D2", "J3", "A40", "K3", "L3"}


def canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def cells(part: bytes) -> dict[str, bytes]:
    found = etree.fromstring(part).iter(f"{MAIN}c")
    return {cell.get("r", ""): canonical(cell) for cell in found}


def around(part: bytes) -> list[bytes]:
    """Return what a worksheet has besides its cells, its links and its size."""
    changing = {f"{MAIN}{name}" for name in ("sheetData", "hyperlinks", "dimension")}
    root = etree.fromstring(part)
    return [
        canonical(child)
        for child in root.iterchildren("*")
        if child.tag not in changing
    ]


def test_every_part_but_the_edited_sheet_is_the_same_to_the_byte(
    content: bytes,
) -> None:
    before = parts_of(content)

    after = parts_of(patch_workbook(content, EDITS, seen_in(content), PATH))

    workbook = Workbook(Package(content, PATH))
    # the workbook's own part only where formulas must be computed anew
    own = {"xl/workbook.xml"} if workbook.has_formulas else set()
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {
        workbook.tabs[PROJECTS],
        *own,
    }


def test_in_the_edited_sheet_every_other_cell_is_the_same(content: bytes) -> None:
    before = parts_of(content)

    after = parts_of(patch_workbook(content, EDITS, seen_in(content), PATH))

    name = Workbook(Package(content, PATH)).tabs[PROJECTS]
    old, new = cells(before[name]), cells(after[name])
    assert set(new) - set(old) <= EDITED
    assert {at: new[at] for at in old if at not in EDITED} == {
        at: old[at] for at in old if at not in EDITED
    }
    assert around(after[name]) == around(before[name])


def test_libreoffice_opens_what_we_wrote_and_keeps_its_values(tmp_path: Path) -> None:
    path = created(tmp_path)
    spreadsheet = LocalSpreadsheet(path)
    seen = spreadsheet.read()
    edits = [
        CellEdit(Cell(PROJECTS, 3, 10), "รอตรวจ", "=ผ่าน"),
        CellEdit(Cell(PROJECTS, 3, 11), None, "ไป", Cell(PROJECTS, 3, 2)),
        CellEdit(Cell(PROJECTS, 23, 4), Decimal("63000.5"), Decimal("80000.25")),
        CellEdit(Cell("ใหม่", 2, 2), None, "_x0041_ ☑"),
    ]
    spreadsheet.write(edits, seen=seen)

    saved = LocalSpreadsheet(saved_by_libreoffice(path, tmp_path))

    assert saved.read().tabs == spreadsheet.read().tabs
