"""The year's turn, asked for at the command line of a local office."""

from pathlib import Path

import openpyxl
import pytest
import time_machine
from click.testing import CliRunner, Result

from sync import wiring
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.cli.commands import app
from sync.cli.session import Session
from sync.cycle import turn
from sync.cycle.night import run_cycle
from sync.errors import NoFiscalYear, SheetChanged, YearAhead, YearNotOver, YearTurned
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from tests.offices import example_office

INFO, PROJECTS, PROGRESS = "ข้อมูลแผน", "โครงการ", "ผลการดำเนินงาน"
YEAR = "B8"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return example_office(tmp_path / "office")


def workbook(office: Path) -> Path:
    return OfficePaths(office).workbook


def type_in(office: Path, tab: str, place: str, value: str | None) -> None:
    book = openpyxl.load_workbook(workbook(office))
    book[tab][place] = value
    book.save(workbook(office))


def turned(office: Path) -> str:
    with wiring.open_office(office) as services:
        return turn.make_turn(services, turn.find_turn(services))


def test_the_old_year_is_kept_to_the_byte_and_the_sheet_is_the_next_ones(
    office: Path,
) -> None:
    before = workbook(office).read_bytes()

    kept = turned(office)

    assert Path(kept) == office / "plan-2570.xlsx"
    assert Path(kept).read_bytes() == before
    book = openpyxl.load_workbook(workbook(office))
    assert book[INFO][YEAR].value == "๒๕๗๑"
    ticks = [cell.value for row in book[PROJECTS]["E3:H18"] for cell in row]
    assert set(ticks) <= {False, None}


def test_old_documents_stay_and_the_new_year_has_its_own(office: Path) -> None:
    with wiring.open_office(office) as services:
        old = run_cycle(services).plan_document.link
    shown = {path: path.read_bytes() for path in (office / "documents").iterdir()}

    turned(office)
    with wiring.open_office(office) as services:
        new = run_cycle(services).plan_document.link

    assert new != old
    assert all(path.read_bytes() == content for path, content in shown.items())


@pytest.mark.parametrize(
    ("day", "rounds"),
    [
        ("2027-04-20", {"6 เดือน 2570", "12 เดือน 2570"}),
        ("2027-10-06", {"12 เดือน 2570"}),
        ("2027-11-06", set()),
    ],
)
def test_only_rounds_still_to_be_reported_get_rows_by_the_turn(
    office: Path, day: str, rounds: set[str]
) -> None:
    with time_machine.travel(f"{day}T09:00:00+07:00"):
        turned(office)

    tab = openpyxl.load_workbook(workbook(office))[PROGRESS]
    at = list(load_headers().spellings["progress"]).index("round") + 1
    assert {tab.cell(row, at).value for row in range(2, tab.max_row + 1)} - {
        None
    } == rounds


def test_a_turn_made_is_not_made_twice(office: Path) -> None:
    turned(office)

    with wiring.open_office(office) as services, pytest.raises(YearAhead):
        turn.find_turn(services)


def test_a_turn_made_after_the_year_is_over_is_not_repeated(office: Path) -> None:
    with time_machine.travel("2027-10-02T09:00:00+07:00"):
        turned(office)
        there = workbook(office).read_bytes()

        with wiring.open_office(office) as services, pytest.raises(YearTurned) as stop:
            turn.find_turn(services)

    assert (stop.value.year, stop.value.day) == (2571, "2 ตุลาคม 2570")
    assert workbook(office).read_bytes() == there


def test_an_office_two_years_behind_turns_twice(office: Path) -> None:
    with time_machine.travel("2028-10-02T09:00:00+07:00"):
        turned(office)

        kept = turned(office)

    assert Path(kept) == office / "plan-2571.xlsx"


def test_a_year_later_it_turns_again(office: Path) -> None:
    turned(office)

    with time_machine.travel("2027-10-02T09:00:00+07:00"):
        kept = turned(office)

    assert Path(kept) == office / "plan-2571.xlsx"


def test_projects_reported_and_not_done_are_marked(office: Path) -> None:
    with wiring.open_office(office) as services:
        run_cycle(services)
    book = openpyxl.load_workbook(workbook(office))
    key, name = (book[PROJECTS][place].value for place in ("L3", "B3"))
    tab, columns = "ผลการดำเนินงาน", list(load_headers().spellings["progress"])
    reported = {
        "key": key,
        "name": name,
        "round": "6 เดือน 2570",
        "state": "อยู่ระหว่างดำเนินการ",
    }
    for column, value in reported.items():
        book[tab].cell(2, columns.index(column) + 1).value = value
    book.save(workbook(office))

    turned(office)

    remark = openpyxl.load_workbook(workbook(office))[PROJECTS]["I3"].value
    assert "ยกมาจากปีงบประมาณ 2570 (ยังไม่แล้วเสร็จ)" in str(remark)


@pytest.mark.parametrize("top", [1, 6])
def test_an_offices_own_tab_of_progress_is_left_alone(office: Path, top: int) -> None:
    book = openpyxl.load_workbook(workbook(office))
    del book[PROGRESS]
    own = book.create_sheet(PROGRESS)
    for column, text in enumerate(("โครงการของเรา", "ผู้ติดตาม", "ผลเดือนนี้"), 1):
        own.cell(top, column).value = text
    book.save(workbook(office))

    turned(office)

    book = openpyxl.load_workbook(workbook(office))
    rows = [row for row in book[PROGRESS].iter_rows(values_only=True) if any(row)]
    assert rows == [("โครงการของเรา", "ผู้ติดตาม", "ผลเดือนนี้")]
    assert book[INFO][YEAR].value == "๒๕๗๑"


def test_without_a_year_there_is_no_turn(office: Path) -> None:
    type_in(office, INFO, YEAR, None)

    with wiring.open_office(office) as services, pytest.raises(NoFiscalYear):
        turn.find_turn(services)


def test_what_somebody_typed_since_it_was_shown_stops_it(office: Path) -> None:
    with wiring.open_office(office) as services:
        shown = turn.find_turn(services)
        type_in(office, PROJECTS, "I3", "ประจำปีงบประมาณ ๒๕๗๐")
        before = workbook(office).read_bytes()

        with pytest.raises(SheetChanged):
            turn.make_turn(services, shown)

    assert workbook(office).read_bytes() == before


def test_a_turn_killed_between_keeping_and_writing_is_made_the_next_time(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = workbook(office).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(LocalSpreadsheet, "write", _killed)
        with pytest.raises(KeyboardInterrupt):
            turned(office)
    assert workbook(office).read_bytes() == before

    assert Path(turned(office)).read_bytes() == before
    assert sorted(path.name for path in office.glob("*.xlsx")) == [
        "plan-2570.xlsx",
        "plan.xlsx",
    ]


def _killed(*_: object, **__: object) -> str:
    raise KeyboardInterrupt


def test_of_a_plan_that_nobody_touched_since_the_turn_nobody_is_told(
    office: Path,
) -> None:
    with wiring.open_office(office) as services:
        run_cycle(services)
    turned(office)

    with time_machine.travel("2027-10-02T09:00:00+07:00"):
        with wiring.open_office(office) as services:
            untouched = run_cycle(services)
        type_in(office, PROJECTS, "E3", "✓")
        with wiring.open_office(office) as services:
            begun = run_cycle(services)

    assert [it.topic for it in untouched.messages if it.topic == "published"] == []
    assert [it for it in begun.messages if it.topic == "published"]


# --- at the terminal: how early a turn is ------------------------------------------------

EARLY = (
    "ปีงบประมาณ 2570 ยังไม่จบ สิ้นสุด 30 กันยายน 2570 ปกติเริ่มแผนปี 2571 ได้ตั้งแต่ 1 กรกฎาคม 2570"
)


def asked(office: Path, day: str, *options: str) -> Result:
    with time_machine.travel(f"{day}T09:00:00+07:00"):
        words = ["--office", str(office), "next-year", *options]
        return CliRunner().invoke(app, words, obj=Session())


def year_in(office: Path) -> object:
    return openpyxl.load_workbook(workbook(office))[INFO][YEAR].value


def test_a_turn_in_the_midst_of_the_year_is_said_to_be_early(office: Path) -> None:
    ran = asked(office, "2026-12-01")

    assert ran.exit_code == 0
    assert EARLY in ran.output
    assert "ยังไม่ได้เปลี่ยนสิ่งใด" in ran.output


def test_nobody_turns_the_year_early_without_having_been_told(office: Path) -> None:
    before = workbook(office).read_bytes()

    ran = asked(office, "2027-06-30", "--yes")

    assert isinstance(ran.exception, YearNotOver)
    assert EARLY in ran.output
    assert workbook(office).read_bytes() == before
    assert not list(office.glob("plan-*.xlsx"))


@pytest.mark.parametrize("options", [(), ("--yes",)])
@pytest.mark.parametrize(
    ("told", "asks", "turns"),
    [
        ("2026-12-01", "2026-12-01", True),
        ("2026-12-01", "2026-12-07", True),
        ("2026-12-01", "2026-12-08", False),
        ("2026-12-09", "2026-12-01", False),
    ],
)
def test_who_was_told_lately_and_asks_again_means_it(
    office: Path, options: tuple[str, ...], told: str, asks: str, *, turns: bool
) -> None:
    asked(office, told, *options)

    ran = asked(office, asks, "--yes")

    assert year_in(office) == ("๒๕๗๑" if turns else "๒๕๗๐")
    assert (ran.exit_code == 0) is turns


@pytest.mark.parametrize(
    "day", ["2027-07-01", "2027-09-30", "2027-10-01", "2028-01-05"]
)
def test_from_the_years_last_quarter_on_it_turns_at_a_word(
    office: Path, day: str
) -> None:
    ran = asked(office, day, "--yes")

    assert ran.exit_code == 0
    assert "ยังไม่จบ" not in ran.output
    assert year_in(office) == "๒๕๗๑"
