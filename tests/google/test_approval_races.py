"""People work in the tab of approvals between any two requests of a night.

A newer version gets a row of its own that night, and the row of the older one, which
nobody touched, is taken back. Whatever people do meanwhile, what they ticked or typed
stays beside the version they saw, and no version gets two rows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.approval.table import COLUMNS
from sync.cycle.night import run_cycle
from sync.errors import WorkerError
from tests.approving import HEADER, TAB
from tests.emulator.driving import ROBOT, Drive
from tests.google.racing import (
    Desks,
    Raced,
    Step,
    inserted,
    moved,
    sorted_by,
    typed_into,
)
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, PROJECTS, clean_sheet

NAMES = [str(column) for column in COLUMNS]
OLD = "เห็นฉบับที่ 1"
"""What somebody types who sees the older version in the row."""


def at(name: str) -> int:
    return NAMES.index(name)


def actions(tabs: Mapping[str, int]) -> Mapping[str, Step]:
    """Return what people may do in the tab, by name."""
    tab = tabs[TAB]
    block = {"sheetId": tab, "startRowIndex": 1, "endRowIndex": 6}
    return {
        "type in the row": [typed_into(tab, 1, at("comment"), [OLD])],
        "put forward": [typed_into(tab, 1, at("proposer"), [OLD])],
        "insert a row on top": [inserted(tab, "ROWS", 1, 1)],
        "sort": [sorted_by(block, at("status"))],
        "insert a column": [inserted(tab, "COLUMNS", 2, 1)],
        "move our column": [moved(tab, "COLUMNS", at("version"), at("comment"))],
        "move theirs": [moved(tab, "COLUMNS", at("result"), 1)],
    }


class Desk(Raced):
    """A spreadsheet in which a version has its row, and the plan has changed since."""

    def __init__(self, folder: Path, workspace: WorkspaceServer, drive: Drive) -> None:
        super().__init__(Staff(drive, clean_sheet()), workspace)
        self._folder = make_office(folder, workspace, self.staff)
        home = document_link(self.staff.make_document())
        self.staff.type_in(f"{INFO}!B16", home)
        wiring.set_up_office(self._folder)
        self.night()
        self.staff.type_in(f"{PROJECTS}!I4", "เร่งรัด")

    def night(self) -> None:
        """Have the worker run a whole cycle, be it to its end or not."""
        with wiring.open_office(self._folder) as office:
            try:
                run_cycle(office)
            except WorkerError:
                return

    def count(self) -> int:
        """Count the requests of a night."""
        self._workspace.visits.clear()
        self.night()
        return sum(visit.caller == ROBOT for visit in self._workspace.visits)

    def rows(self) -> list[Mapping[str, str]]:
        """Return the rows that say anything, by the names of their columns."""
        grid = self.staff.read(f"{TAB}!A1:Z40")
        top = next(row for row in grid if HEADER[at("key")] in row)
        places = {name: top.index(HEADER[at(name)]) for name in NAMES}
        lines = [
            {n: str(row[p]) if p < len(row) else "" for n, p in places.items()}
            for row in grid
            if row != top
        ]
        return [each for each in lines if set(each.values()) - {"", "False"}]


@pytest.fixture
def desks(tmp_path: Path, workspace: WorkspaceServer, drive: Drive) -> Desks[Desk]:
    return Desks(Desk, tmp_path, workspace, drive)


def race(desks: Desks[Desk], name: str, moments: Sequence[int]) -> None:
    """Have people do something before each of these requests of a night."""
    for moment in moments:
        desk = desks.make()
        desk.act_before(actions(desk.staff.tabs())[name], moment)
        for _ in range(3):
            desk.night()
        rows = desk.rows()
        versions = Counter(row["version"] for row in rows if row["key"])
        assert versions["2"] == 1, (moment, rows)
        assert max(versions.values()) == 1, (moment, rows)
        for row in rows:
            if OLD in row.values():
                assert row["version"] in {"1", ""}, (moment, row)
        if name in {"type in the row", "put forward"}:
            assert sum(OLD in row.values() for row in rows) == 1, (moment, rows)


NAMED = list(actions({TAB: 1}))
LAST = 11
"""The requests of the night: the last two write the rows."""


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMED)
def test_nobody_is_in_the_way_of_versions(desks: Desks[Desk], name: str) -> None:
    race(desks, name, range(1, desks.make().count() + 1))


def test_who_types_in_the_moment_of_writing_has_typed_beside_what_they_saw(
    desks: Desks[Desk],
) -> None:
    race(desks, "put forward", [LAST])
