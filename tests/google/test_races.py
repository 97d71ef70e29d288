"""Staff work in the sheet between any two requests of a cycle.

Whatever they do, theirs stays as they made it, and after the next look the worker's
own cells say what they would say had nobody been in the way.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from emulator.server import WorkspaceServer
from sync import wiring
from sync.adapters.google.drive import document_link
from sync.cycle.night import check_cycle, run_cycle
from sync.errors import CellsProtected, HeaderMissing, SheetShapeError, TabMissing
from tests.emulator.driving import Drive
from tests.google.racing import (
    FINDINGS,
    Desks,
    Raced,
    Step,
    actions,
    differing,
    shown,
    staffs,
)
from tests.google.sheeting import Staff, make_office
from tests.sheets import INFO, PROJECTS, clean_sheet, place

pytestmark = pytest.mark.slow

ACTIONS = list(actions({PROJECTS: 1, "รายละเอียด": 2, FINDINGS: 3}))
LOOK, NIGHT = 4, 9
"""The requests of a check that finds a change, and of a night."""

STOPS = (CellsProtected, HeaderMissing, SheetShapeError, TabMissing)
"""What staff can do that the worker cannot go on from, until they undo it."""


class Desk(Raced):
    """A spreadsheet that is just about to be looked at: staff have changed a budget."""

    def __init__(self, folder: Path, workspace: WorkspaceServer, drive: Drive) -> None:
        super().__init__(Staff(drive, clean_sheet()), workspace)
        self._folder = make_office(folder, workspace, self.staff)
        document = document_link(self.staff.make_document())
        self.staff.type_in(f"{INFO}!B16", document)
        for row in (3, 4, 5):
            self.staff.type_in(f"{PROJECTS}!I{row}", f"หมายเหตุ {row}")
            self.staff.note_on(place(f"{PROJECTS}!D{row}"), f"บันทึก {row}")
        self.staff.type_in(f"{PROJECTS}!M3", "ของเรา")
        self.look()
        self.staff.type_in(f"{PROJECTS}!D4", 7000)
        self.staff.type_in(f"{PROJECTS}!C5", "มิติ ๙")

    def look(self) -> None:
        """Have the worker look at the sheet, and answer staff."""
        with wiring.open_office(self._folder) as office:
            check_cycle(office, office.spreadsheet.read())

    def night(self) -> None:
        """Have the worker run a whole cycle."""
        with wiring.open_office(self._folder) as office:
            run_cycle(office)

    @property
    def actions(self) -> dict[str, Sequence[Step]]:
        return dict(actions(self.staff.tabs()))


@pytest.fixture
def desks(tmp_path: Path, workspace: WorkspaceServer, drive: Drive) -> Desks[Desk]:
    return Desks(Desk, tmp_path, workspace, drive)


def _goes_on(work: Callable[[], None]) -> bool:
    try:
        work()
    except STOPS:
        return False
    return True


@pytest.mark.parametrize("name", ACTIONS)
def test_staff_are_never_in_the_way_of_a_look(desks: Desks[Desk], name: str) -> None:
    alone = desks.make()
    for step in alone.actions[name]:
        alone.act(step)
    theirs = staffs(alone.staff)
    goes_on = [_goes_on(alone.look) for _ in range(3)][-1]
    assert differing(staffs(alone.staff), theirs) == {}
    unread = desks.make()
    unread.look()
    for moment in range(1, LOOK + 1):
        desk = desks.make()
        for after, step in enumerate(desk.actions[name]):
            desk.act_before(step, moment + after)
        _goes_on(desk.look)
        # a second step may be taken only now, and is seen by the next
        assert [_goes_on(desk.look) for _ in range(2)][-1] == goes_on
        assert differing(staffs(desk.staff), theirs) == {}, moment
        if goes_on:
            # in the moment of writing it is written over, and nobody ever read it
            lost = name == "type over a total" and moment == LOOK
            expected = unread if lost else alone
            assert shown(desk.staff) == shown(expected.staff), moment


@pytest.mark.parametrize("moment", range(LOOK + 1, NIGHT + 1))
def test_staff_are_never_in_the_way_of_a_night(desks: Desks[Desk], moment: int) -> None:
    for name in ACTIONS[moment % 6 :: 6]:
        alone = desks.make()
        for step in alone.actions[name]:
            alone.act(step)
        theirs = staffs(alone.staff)
        goes_on = [_goes_on(alone.look) for _ in range(2)][-1]
        desk = desks.make()
        for after, step in enumerate(desk.actions[name]):
            desk.act_before(step, moment + after)
        _goes_on(desk.night)
        assert [_goes_on(desk.look) for _ in range(2)][-1] == goes_on
        assert differing(staffs(desk.staff), theirs) == {}, name
        if goes_on:
            assert shown(desk.staff) == shown(alone.staff), name
