"""A ledger that is another office's: nothing is written, and nobody is written to."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sync import wiring
from sync.cli import main as command_line
from sync.cycle.night import run_cycle
from sync.errors import LedgerOfAnother
from sync.ledger.copies import newest_copy
from sync.paths import OfficePaths
from tests.offices import example_office

OURS, OTHERS = "เทศบาลตำบลตัวอย่าง", "เทศบาลตำบลอีกแห่ง"
INFO = "ข้อมูลแผน"

Run = Callable[..., tuple[int, str]]


def type_in(folder: Path, heading: str, text: str) -> None:
    path = OfficePaths(folder).workbook
    workbook = load_workbook(path)
    (row,) = (row for row in workbook[INFO].iter_rows() if row[0].value == heading)
    row[1].value = text
    workbook.save(path)


def office_of(folder: Path, name: str) -> Path:
    example_office(folder)
    settings = folder / "office.toml"
    written = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
    settings.write_text(written, "utf-8")
    type_in(folder, "ชื่อหน่วยงาน", name)
    return folder


def night(folder: Path) -> None:
    with wiring.open_office(folder) as services:
        run_cycle(services)
        today = services.clock.now().date()
        services.ledger.tend(today, keep_days=30)


def left(folder: Path) -> dict[str, bytes]:
    """Return all that people see of an office: its sheet, its documents, its mail."""
    seen = (
        folder / "plan.xlsx",
        folder / "documents",
        folder / "public",
        folder / "outbox",
    )
    files = (
        it for path in seen for it in ([path] if path.is_file() else path.rglob("*"))
    )
    return {str(it): it.read_bytes() for it in files if it.is_file()}


@pytest.fixture(scope="module")
def worked_at(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two offices of one plan after a night each."""
    place = tmp_path_factory.mktemp("both")
    both = office_of(place / "ours", OURS), office_of(place / "others", OTHERS)
    for folder in both:
        night(folder)
    return both


@pytest.fixture
def ours(worked_at: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(worked_at[0], tmp_path / "office"))


@pytest.fixture
def run(
    ours: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    def one(*options: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["run.py", *options, "--office", str(ours)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            command_line.main()
        said = capfd.readouterr()
        return int(end.value.code or 0), said.out + said.err

    return one


def put_file(others: Path, ours: Path) -> None:
    for path in ours.glob("ledger.db*"):
        path.unlink()
    shutil.copyfile(others / "ledger.db", ours / "ledger.db")


def put_copy(others: Path, ours: Path) -> None:
    for path in ours.glob("ledger.db*"):
        path.unlink()
    copy = newest_copy(others / "ledger.db")
    assert copy
    shutil.copyfile(copy, ours / "ledger.db")


@pytest.mark.parametrize("put", [put_file, put_copy])
@pytest.mark.parametrize(
    "command", [(), ("--once",), ("mail",), ("check",), ("doctor",)]
)
def test_with_another_offices_ledger_nothing_is_written_and_nobody_written_to(
    worked_at: tuple[Path, Path],
    ours: Path,
    run: Run,
    put: Callable[[Path, Path], None],
    command: tuple[str, ...],
) -> None:
    put(worked_at[1], ours)
    before = left(ours)

    for _ in range(2):  # nor is it forgotten once it was said
        status, said = run(*command)

        assert status == (1 if command == ("doctor",) else 10)
        assert OURS in said
        assert OTHERS in said
    assert left(ours) == before


def test_with_its_own_ledger_again_it_goes_on_and_repeats_nothing(
    worked_at: tuple[Path, Path], ours: Path, run: Run
) -> None:
    assert run()[0] == 0  # links in the sheet lead to where it is
    before = left(ours)
    put_file(worked_at[1], ours)
    assert run()[0] == 10

    put_copy(worked_at[0], ours)

    assert run()[0] == 0
    assert left(ours) == before


def test_an_office_of_the_same_name_elsewhere_is_another(
    ours: Path, tmp_path: Path
) -> None:
    others = office_of(tmp_path / "others", OURS)
    type_in(others, "อำเภอ", "อำเภออื่น")
    night(others)
    put_file(others, ours)

    with pytest.raises(LedgerOfAnother), wiring.open_office(ours):
        pass


@pytest.mark.parametrize(
    ("heading", "text"),
    [("ชื่อหน่วยงาน", "เทศบาลเมืองตัวอย่าง"), ("อำเภอ", "อำเภอที่ตั้งใหม่")],
)
def test_an_office_that_is_renamed_is_the_same(
    ours: Path, heading: str, text: str
) -> None:
    type_in(ours, heading, text)

    night(ours)
    night(ours)


def test_a_name_and_a_place_may_be_written_otherwise(ours: Path) -> None:
    shutil.rmtree(ours / "documents")
    type_in(ours, "ชื่อหน่วยงาน", f"  {OURS} ")
    type_in(ours, "อำเภอ", "อ.ตัวอย่าง")

    night(ours)


def test_an_office_with_a_new_name_and_new_documents_is_told_the_way_out(
    ours: Path, run: Run
) -> None:
    shutil.rmtree(ours / "documents")
    type_in(ours, "ชื่อหน่วยงาน", "เทศบาลเมืองตัวอย่าง")
    status, said = run()
    assert (status, "ชื่อเดิม" in said) == (10, True)

    type_in(ours, "ชื่อหน่วยงาน", OURS)
    assert run()[0] == 0
    type_in(ours, "ชื่อหน่วยงาน", "เทศบาลเมืองตัวอย่าง")

    assert run()[0] == 0
