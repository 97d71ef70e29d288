"""What every spreadsheet promises, whatever it is made of."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl.comments import Comment

from emulator.contract import Contract
from emulator.server import WorkspaceServer
from emulator.world import OWNER, Account, World
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.spreadsheet import GoogleSpreadsheet
from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.errors import SheetChanged
from sync.model.cells import (
    Cell,
    CellEdit,
    Edit,
    EmptyResult,
    NoteEdit,
    Sheet,
    Tab,
    Value,
)
from sync.ports import Spreadsheet
from tests.emulator.driving import Drive
from tests.fakes import MemorySpreadsheet
from tests.google.sheeting import Staff
from tests.google.signed_in import robot_session

PLAN = Tab(
    "โครงการ",
    (
        ("ลำดับ", "รายการโครงการ", "งบประมาณ (บาท)", "1", "สถานะ"),
        (Decimal(1), "กิจกรรมต้นกล้า", Decimal("20000.5"), True, "รอตรวจ"),
        (Decimal(2), "มาตรการ No Gift Policy", None, False),
        (),
        ("รวมทั้งสิ้น", None, Decimal("20000.5"), Decimal(1)),
    ),
)
NOTES = Tab("บันทึก", ((date(2026, 6, 18), "๑๒๓"),))
SHOWS_NOTHING = '=IF(1=1,"","")'
_RESULT = rb'" t="str"><f>\1</f><v></v>'
STATUS = Cell("โครงการ", 2, 5)


class Desk(Protocol):
    """A spreadsheet, and the staff that type in it."""

    @property
    def spreadsheet(self) -> Spreadsheet: ...

    def type_in(self, cell: Cell, value: Value) -> None: ...

    def note_on(self, cell: Cell, text: str) -> None: ...

    def compute_nothing_in(self, cell: Cell) -> None:
        """Put a formula there that shows nothing."""


class MemoryDesk:
    def __init__(self) -> None:
        self.spreadsheet = MemorySpreadsheet(PLAN, NOTES)
        self.type_in = self.spreadsheet.type_in
        self.note_on = self.spreadsheet.note_on

    def compute_nothing_in(self, cell: Cell) -> None:
        self.type_in(cell, EmptyResult())


class LocalDesk:
    def __init__(self, path: Path) -> None:
        self._path = path
        self.spreadsheet = LocalSpreadsheet(path)
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        for tab in (PLAN, NOTES):
            sheet = workbook.create_sheet(tab.title)
            for row in tab.rows:
                sheet.append(row)
        workbook.save(path)

    def type_in(self, cell: Cell, value: Value) -> None:
        workbook = openpyxl.load_workbook(self._path)
        workbook[cell.tab][cell.a1] = value
        workbook.save(self._path)

    def note_on(self, cell: Cell, text: str) -> None:
        workbook = openpyxl.load_workbook(self._path)
        workbook[cell.tab][cell.a1].comment = Comment(text, "พี่แดง")
        workbook.save(self._path)

    def compute_nothing_in(self, cell: Cell) -> None:
        self.type_in(cell, SHOWS_NOTHING)
        # Excel keeps what it has worked out beside the formula
        with zipfile.ZipFile(self._path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        with zipfile.ZipFile(self._path, "w") as package:
            for name, content in parts.items():
                worked_out = re.sub(rb'"><f>(.*?)</f><v ?/?>(</v>)?', _RESULT, content)
                package.writestr(name, worked_out)


class GoogleDesk:
    """A spreadsheet of the emulator, shared with the worker."""

    def __init__(self, drive: Drive, session: GoogleSession) -> None:
        self._staff = Staff(drive, Sheet((PLAN, NOTES), ""))
        self.spreadsheet = GoogleSpreadsheet(session, self._staff.id)

    def type_in(self, cell: Cell, value: Value) -> None:
        self._staff.put(cell, value)

    def note_on(self, cell: Cell, text: str) -> None:
        self._staff.note_on(cell, text)

    def compute_nothing_in(self, cell: Cell) -> None:
        self._staff.type_in(f"{cell.tab}!{cell.a1}", SHOWS_NOTHING)


@pytest.fixture(params=["memory", "local", "google"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    match request.param:
        case "memory":
            yield MemoryDesk()
        case "local":
            yield LocalDesk(tmp_path / "p.xlsx")
        case _:
            world = World()
            world.accounts[OWNER] = Account(OWNER, name="Owner")
            contract = Contract(even_refused=True)
            with WorkspaceServer(world) as server:
                server.observers.append(contract)
                drive = Drive(server)
                with robot_session(server) as session:
                    yield GoogleDesk(drive, session)
            assert contract.broken == []


def value_at(sheet: Sheet, cell: Cell) -> Value:
    tab = sheet.tab(cell.tab)
    return tab.value(cell.row, cell.column) if tab else None


def test_reading_gives_every_tab_with_its_values(desk: Desk) -> None:
    sheet = desk.spreadsheet.read()

    assert sheet.tabs == (PLAN, NOTES)
    assert [type(value) for value in sheet.tabs[0].rows[1]] == [
        Decimal,
        str,
        Decimal,
        bool,
        str,
    ]


def test_a_formula_that_shows_nothing_is_no_empty_cell(desk: Desk) -> None:
    before = desk.spreadsheet.read()
    at = Cell("โครงการ", 6, 3)

    desk.compute_nothing_in(at)
    seen = desk.spreadsheet.read()

    assert seen.revision != before.revision
    assert isinstance(value_at(seen, at), EmptyResult)
    with pytest.raises(SheetChanged):
        desk.spreadsheet.write([CellEdit(at, None, Decimal(1))], seen=seen)
    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "ผ่าน")], seen=seen)
    assert isinstance(value_at(desk.spreadsheet.read(), at), EmptyResult)


def test_an_unchanged_sheet_has_the_same_revision(desk: Desk) -> None:
    assert desk.spreadsheet.read().revision == desk.spreadsheet.read().revision


def test_a_change_by_staff_is_another_revision(desk: Desk) -> None:
    before = desk.spreadsheet.read()

    desk.type_in(Cell("โครงการ", 3, 3), Decimal(500))

    assert desk.spreadsheet.read().revision != before.revision


def test_the_link_is_an_address_that_stays(desk: Desk) -> None:
    link = desk.spreadsheet.link

    assert "://" in link
    assert desk.spreadsheet.link == link


def test_a_cell_has_an_address_where_there_is_such_a_thing(desk: Desk) -> None:
    desk.spreadsheet.read()
    cell = Cell(NOTES.title, 2, 3)

    link = desk.spreadsheet.cell_link(cell)

    if isinstance(desk, LocalDesk):
        assert link is None
    else:
        assert link is not None
        assert link.startswith(desk.spreadsheet.link)
        assert link.endswith(cell.a1)
    if isinstance(desk, GoogleDesk):
        gid = desk.spreadsheet.tabs[NOTES.title]
        assert link == f"{desk.spreadsheet.link}#gid={gid}&range=C2"
        assert desk.spreadsheet.cell_link(Cell("ไม่มีแท็บนี้", 1, 1)) is None


def test_writing_changes_the_named_cells_and_no_other(desk: Desk) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write(
        [
            CellEdit(STATUS, "รอตรวจ", "ผ่าน"),
            CellEdit(Cell("โครงการ", 3, 5), None, "ต้องแก้ไข 2 จุด"),
            CellEdit(Cell("โครงการ", 5, 4), Decimal(1), Decimal(2)),
        ],
        seen=seen,
    )

    assert desk.spreadsheet.read().tabs == (
        Tab(
            "โครงการ",
            (
                PLAN.rows[0],
                (Decimal(1), "กิจกรรมต้นกล้า", Decimal("20000.5"), True, "ผ่าน"),
                (Decimal(2), "มาตรการ No Gift Policy", None, False, "ต้องแก้ไข 2 จุด"),
                (),
                ("รวมทั้งสิ้น", None, Decimal("20000.5"), Decimal(2)),
            ),
        ),
        NOTES,
    )


def test_a_sheet_that_changed_since_it_was_seen_is_not_written(desk: Desk) -> None:
    seen = desk.spreadsheet.read()
    desk.type_in(Cell("โครงการ", 3, 2), "มาตรการใหม่")
    changed = desk.spreadsheet.read()

    with pytest.raises(SheetChanged):
        desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "ผ่าน")], seen=seen)

    assert desk.spreadsheet.read() == changed


def test_a_sheet_seen_before_our_own_write_is_stale(desk: Desk) -> None:
    seen = desk.spreadsheet.read()
    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "ผ่าน")], seen=seen)

    with pytest.raises(SheetChanged):
        desk.spreadsheet.write([CellEdit(STATUS, "ผ่าน", "รอตรวจ")], seen=seen)

    assert value_at(desk.spreadsheet.read(), STATUS) == "ผ่าน"


@pytest.mark.parametrize(
    "unexpected",
    [
        CellEdit(Cell("โครงการ", 2, 3), Decimal(1), Decimal(2)),
        CellEdit(Cell("โครงการ", 2, 4), Decimal(1), Decimal(2)),  # TRUE is no 1
        CellEdit(Cell("โครงการ", 3, 5), "ผ่าน", "รอตรวจ"),
        CellEdit(Cell("ไม่มีแท็บนี้", 1, 1), "ผ่าน", "รอตรวจ"),
    ],
    ids=str,
)
def test_one_unexpected_value_and_nothing_is_written(
    desk: Desk, unexpected: CellEdit
) -> None:
    seen = desk.spreadsheet.read()

    with pytest.raises(SheetChanged):
        desk.spreadsheet.write(
            [CellEdit(STATUS, "รอตรวจ", "ผ่าน"), unexpected], seen=seen
        )

    assert desk.spreadsheet.read() == seen


def test_writing_nothing_changes_nothing(desk: Desk) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([], seen=seen)

    assert desk.spreadsheet.read() == seen


def test_a_missing_tab_is_added_at_the_end(desk: Desk) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write(
        [
            CellEdit(Cell("สรุป", 2, 2), None, Decimal(16)),
            CellEdit(Cell("สรุป", 1, 1), None, "สรุปแผน"),
        ],
        seen=seen,
    )

    assert desk.spreadsheet.read().tabs == (
        PLAN,
        NOTES,
        Tab("สรุป", (("สรุปแผน",), (None, Decimal(16)))),
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.com")',
        "+66 2 000 0000",
        "-",
        "@SUM(A1)",
        "TRUE",
        "007",
        "๒๐,๐๐๐.๐๐ บาท",
        "น้ำใจ\u200bกู้ภัย นํ้า",
        "👩‍👩‍👧 ☑ 🇹🇭",
        "<b>&amp;</b> ]]>",
        "  ชิดขวา \n\n บรรทัดใหม่\tแท็บ ",
        "_x0041_ _x000A_",
        "ก" * 30_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_text_stays_the_text_it_is(desk: Desk, text: str) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", text)], seen=seen)

    assert value_at(desk.spreadsheet.read(), STATUS) == text


@pytest.mark.parametrize(
    "value",
    [
        Decimal(0),
        Decimal("0.01"),
        Decimal("-500.25"),
        Decimal("20000.00"),
        Decimal("999999999999.99"),
        Decimal("1E+6"),
        True,
        False,
    ],
    ids=str,
)
def test_a_number_and_a_tick_stay_exact(desk: Desk, value: Value) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", value)], seen=seen)

    written = value_at(desk.spreadsheet.read(), STATUS)
    assert written == value
    assert type(written) is type(value)


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_emptied_cell_holds_nothing(desk: Desk, nothing: Value) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", nothing)], seen=seen)

    assert value_at(desk.spreadsheet.read(), STATUS) is None


@pytest.mark.parametrize(
    "link",
    [Cell("บันทึก", 1, 2), "https://example.com/แผน?a=1&b=2", None],
    ids=["cell", "address", "none"],
)
def test_a_link_leaves_the_value_as_it_is(desk: Desk, link: Cell | str | None) -> None:
    seen = desk.spreadsheet.read()

    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "เปิด", link)], seen=seen)

    assert value_at(desk.spreadsheet.read(), STATUS) == "เปิด"


@pytest.mark.parametrize(
    "link",
    ["https://example.com/แผน?a=1&b=2", "file:///srv/my%20office/%E0%B9%81.docx"],
)
def test_where_a_cell_leads_is_read_back(desk: Desk, link: str) -> None:
    for address in (link, "https://example.com/other", link):
        seen = desk.spreadsheet.read()
        edit = CellEdit(STATUS, value_at(seen, STATUS), "เปิด", address)
        desk.spreadsheet.write([edit], seen=seen)

        tab = desk.spreadsheet.read().tab(STATUS.tab)
        assert tab
        assert unquote(tab.links[STATUS]) == unquote(address)


NOTED = Cell("โครงการ", 3, 3)


def notes_of(sheet: Sheet) -> dict[Cell, str]:
    return {cell: note for tab in sheet.tabs for cell, note in tab.notes.items()}


def test_a_note_is_hung_changed_and_taken_away(desk: Desk) -> None:
    told = []
    for old, new in (
        (None, "งบ?\nถาม 😀"),
        ("งบ?\nถาม 😀", "=SUM(A1)"),
        ("=SUM(A1)", None),
    ):
        edit = NoteEdit(NOTED, old, new)
        desk.spreadsheet.write([edit], seen=desk.spreadsheet.read())
        told.append(notes_of(desk.spreadsheet.read()))

    assert told == [{NOTED: "งบ?\nถาม 😀"}, {NOTED: "=SUM(A1)"}, {}]


def test_notes_and_cells_are_written_together_and_nothing_else_changes(
    desk: Desk,
) -> None:
    before = desk.spreadsheet.read()
    edits: list[Edit] = [
        CellEdit(STATUS, "รอตรวจ", "ผ่าน"),
        NoteEdit(NOTED, None, "ยังไม่กรอก"),
    ]

    desk.spreadsheet.write(edits, seen=before)

    after = desk.spreadsheet.read()
    assert value_at(after, STATUS) == "ผ่าน"
    assert notes_of(after) == {NOTED: "ยังไม่กรอก"}
    assert after.tabs[1] == before.tabs[1]


def test_a_note_of_staff_stays_beside_ours(desk: Desk) -> None:
    theirs = Cell("โครงการ", 2, 2)
    desk.note_on(theirs, "ถามกองคลัง")
    for old, new in ((None, "ยังไม่กรอก"), ("ยังไม่กรอก", None)):
        seen = desk.spreadsheet.read()
        desk.spreadsheet.write([NoteEdit(NOTED, old, new)], seen=seen)

    assert notes_of(desk.spreadsheet.read()) == {theirs: "ถามกองคลัง"}


def test_a_note_that_is_not_the_expected_one_is_not_written_over(desk: Desk) -> None:
    desk.note_on(NOTED, "ถามกองคลัง")
    edits: list[Edit] = [
        CellEdit(STATUS, "รอตรวจ", "ผ่าน"),
        NoteEdit(NOTED, None, "ของเรา"),
    ]

    with pytest.raises(SheetChanged):
        desk.spreadsheet.write(edits, seen=desk.spreadsheet.read())

    assert notes_of(desk.spreadsheet.read()) == {NOTED: "ถามกองคลัง"}
    assert value_at(desk.spreadsheet.read(), STATUS) == "รอตรวจ"


def test_what_is_kept_stays_what_it_was(desk: Desk) -> None:
    seen = desk.spreadsheet.read()

    where = desk.spreadsheet.keep([PLAN.title], "2569")
    seen = desk.spreadsheet.read()
    desk.spreadsheet.write([CellEdit(STATUS, "รอตรวจ", "ผ่าน")], seen=seen)

    kept = kept_tab(desk, where)
    assert kept is not None
    assert kept.rows == PLAN.rows
    assert value_at(desk.spreadsheet.read(), STATUS) == "ผ่าน"


def test_keeping_the_same_again_is_harmless(desk: Desk, tmp_path: Path) -> None:
    first = desk.spreadsheet.keep([PLAN.title], "2569")
    tabs = desk.spreadsheet.read().tabs

    assert desk.spreadsheet.keep([PLAN.title], "2569") == first
    assert desk.spreadsheet.read().tabs == tabs
    assert len(list(tmp_path.glob("*.xlsx"))) in {0, 2}


def test_what_was_kept_is_never_replaced(desk: Desk) -> None:
    first = desk.spreadsheet.keep([PLAN.title], "2569")
    desk.type_in(STATUS, "อื่น")

    second = desk.spreadsheet.keep([PLAN.title], "2569")

    kept = kept_tab(desk, first)
    assert kept is not None
    assert kept.rows == PLAN.rows
    if isinstance(desk, LocalDesk):
        assert second != first
    else:
        assert desk.spreadsheet.read().tab(f"{PLAN.title} 2569 (2)") is not None


def kept_tab(desk: Desk, where: str) -> Tab | None:
    """Return the tab of the plan as it was kept at a place."""
    if isinstance(desk, LocalDesk):
        return LocalSpreadsheet(Path(where)).read().tab(PLAN.title)
    return desk.spreadsheet.read().tab(f"{PLAN.title} 2569")
