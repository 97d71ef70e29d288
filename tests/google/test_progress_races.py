"""Staff work in the tab of progress between any two requests of the night of a round.

Whatever they do, theirs stays in the row they typed it in, no project gets a row twice,
and none another's.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle.night import run_cycle
from sync.errors import WorkerError
from sync.model.plan import Info
from sync.progress.table import COLUMNS
from tests.emulator.driving import ROBOT, Drive
from tests.google.racing import (
    Desks,
    Raced,
    Step,
    cut,
    deleted,
    inserted,
    moved,
    sorted_by,
    typed_into,
)
from tests.google.sheeting import Staff, make_office
from tests.progressing import HEADER, SIX, TAB
from tests.reporting import OPEN, last_report, waiting_sheet
from tests.sheets import HEADERS, INFO, NAMES, PROJECTS

LOOK = 4
"""The requests up to the write, which all that follows depends on."""
TOLD = ("reporter", "remark")
"""Columns in which staff say whose a row is."""
STAFFS = COLUMNS[COLUMNS.index("state") : COLUMNS.index("remark") + 1]


def column(name: str) -> int:
    return COLUMNS.index(name)


def actions(tabs: Mapping[str, int]) -> Mapping[str, Sequence[Step]]:
    """Return what staff may do in the tab, by name."""
    tab, projects = tabs[TAB], tabs[PROJECTS]
    block = {"sheetId": tab, "startRowIndex": 1, "endRowIndex": 4}
    own = typed_into(tab, 4, column("result"), ["งานนอกแผน"])
    return {
        "type a result": [[typed_into(tab, 3, column("result"), ["พิมพ์ขณะนั้น"])]],
        "type a state": [[typed_into(tab, 3, column("state"), ["เกือบเสร็จ"])]],
        "type below the rows": [[own]],
        "type where a row will be": [
            [typed_into(tab, 5, column("remark"), ["จดไว้ก่อน"])]
        ],
        "type over a key": [[typed_into(tab, 2, 0, ["ของเรา"])]],
        "type over a status": [[typed_into(tab, 2, column("status"), ["เรียบร้อย"])]],
        "insert a row on top": [[inserted(tab, "ROWS", 1, 1)]],
        "insert a row above the header": [[inserted(tab, "ROWS", 0, 1)]],
        "insert rows": [[inserted(tab, "ROWS", 3, 3)]],
        "delete a row": [[deleted(tab, "ROWS", 2)]],
        "delete all rows": [[deleted(tab, "ROWS", 1, 3)]],
        "move a row down": [[moved(tab, "ROWS", 1, 4)]],
        "move a row far down": [[moved(tab, "ROWS", 1, 7)]],
        "sort": [[sorted_by(block, column("name"))]],
        "sort with what comes": [
            [sorted_by({**block, "endRowIndex": 7}, column("key"))]
        ],
        "cut and paste a row": [[cut(tab, 1, len(HEADER), 8)]],
        "insert a column": [[inserted(tab, "COLUMNS", 2, 1)]],
        "move a column": [[moved(tab, "COLUMNS", column("result"), 1)]],
        "move our column": [[moved(tab, "COLUMNS", 0, 8)]],
        "delete our column": [[deleted(tab, "COLUMNS", column("updated"))]],
        "rename the tab": [
            [
                {
                    "updateSheetProperties": {
                        "properties": {"sheetId": tab, "title": "ผลงาน"},
                        "fields": "title",
                    }
                }
            ]
        ],
        "delete the tab": [[{"deleteSheet": {"sheetId": tab}}]],
        "sort the projects": [
            [sorted_by({"sheetId": projects, "startRowIndex": 2, "endRowIndex": 5}, 1)]
        ],
    }


class Desk(Raced):
    """A spreadsheet in which a round is about to get its rows, and a report is whole."""

    def __init__(self, folder: Path, workspace: WorkspaceServer, drive: Drive) -> None:
        super().__init__(Staff(drive, waiting_sheet()), workspace)
        self._folder = make_office(folder, workspace, self.staff, OPEN)
        plan, report = (document_link(self.staff.make_document()) for _ in range(2))
        self.staff.type_in(f"{INFO}!B16", plan)
        self.staff.type_in(f"{INFO}!A17", HEADERS.label(Info.REPORT_6_LINK))
        self.staff.type_in(f"{INFO}!B17", report)
        for cell, value in last_report().items():
            self.staff.put(cell, value)
        for row, name in enumerate(NAMES, 2):
            for place in TOLD:
                letter = chr(ord("A") + column(place))
                self.staff.type_in(f"{TAB}!{letter}{row}", f"{place} {SIX} {name}")

    def night(self) -> bool:
        """Have the worker run a whole cycle; say whether it came to its end."""
        with wiring.open_office(self._folder) as office:
            try:
                run_cycle(office)
            except WorkerError:
                return False
        return True

    def count(self) -> int:
        """Count the requests of a night."""
        self._workspace.visits.clear()
        self.night()
        return sum(visit.caller == ROBOT for visit in self._workspace.visits)

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows of rounds by the names of their columns.

        Of a tab that was renamed before the worker ever saw it there are two.
        """
        named = (each for each in self.staff.tabs() if each in (TAB, "ผลงาน"))
        return [row for title in named for row in self._rows_of(title)]

    def _rows_of(self, title: str) -> list[dict[str, Any]]:
        grid = self.staff.read(f"{title}!A1:AA40")
        top = next((row for row in grid if HEADER[column("round")] in row), [])
        at = {
            name: top.index(text)
            for name, text in zip(COLUMNS, HEADER, strict=True)
            if text in top
        }
        return [
            {name: row[place] if place < len(row) else "" for name, place in at.items()}
            for row in grid
            if row != top and any(row)
        ]

    def staffs(self) -> Counter[tuple[str, ...]]:
        """Return what is staff's in each row; an empty row says nothing."""
        every = (
            tuple(str(row.get(name, "")) for name in STAFFS) for row in self.rows()
        )
        return Counter(values for values in every if any(set(values) - {"", "False"}))

    def owners(self) -> Counter[tuple[str, str]]:
        """Return whose each row is that is anybody's.

        In rows that staff deleted in the moment of writing, words of the worker's own
        may be left, which are nobody's.
        """
        rows = (row for row in self.rows() if row.get("round"))
        return Counter((row["name"], row["round"]) for row in rows)

    @property
    def actions(self) -> Mapping[str, Sequence[Step]]:
        return actions(self.staff.tabs())


@pytest.fixture
def desks(tmp_path: Path, workspace: WorkspaceServer, drive: Drive) -> Desks[Desk]:
    return Desks(Desk, tmp_path, workspace, drive)


def assert_each_has_its_own(desk: Desk, moment: int) -> None:
    """No project has two rows of a round, and a row is whose staff said it is."""
    rows, owners = desk.rows(), desk.owners()
    assert max(owners.values(), default=1) == 1, (moment, owners)
    for row in rows:
        for place in TOLD:
            said = str(row.get(place, ""))
            if said.startswith(place) and row.get("round"):
                assert said == f"{place} {row['round']} {row['name']}", (moment, row)


def race(desks: Desks[Desk], name: str, moments: Sequence[int]) -> None:
    """Have staff do something before each of these requests of a night."""
    alone = desks.make()
    for step in alone.actions[name]:
        alone.act(step)
    theirs = alone.staffs()
    goes_on = [alone.night() for _ in range(2)][-1]
    assert alone.staffs() == theirs
    assert_each_has_its_own(alone, 0)
    wanted = alone.owners()
    for moment in moments:
        desk = desks.make()
        for after, step in enumerate(desk.actions[name]):
            desk.act_before(step, moment + after)
        desk.night()
        assert_each_has_its_own(desk, moment)
        assert [desk.night() for _ in range(2)][-1] == goes_on
        assert desk.staffs() == theirs, moment
        assert_each_has_its_own(desk, moment)
        if goes_on:
            assert desk.owners() == wanted, moment


NAMED = list(actions({TAB: 1, PROJECTS: 2}))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMED)
def test_staff_are_never_in_the_way_of_rows(desks: Desks[Desk], name: str) -> None:
    race(desks, name, range(1, LOOK + 1))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMED[::4])
def test_staff_are_never_in_the_way_of_reports(desks: Desks[Desk], name: str) -> None:
    race(desks, name, range(LOOK + 1, desks.make().count() + 1, 3))


def test_rows_moved_in_the_moment_of_writing_stay_whose_they_are(
    desks: Desks[Desk],
) -> None:
    race(desks, "insert a row on top", [LOOK])
