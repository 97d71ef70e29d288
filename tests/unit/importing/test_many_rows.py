"""A table of many projects takes a time that grows with it, and not with its square."""

from collections.abc import Iterator, Mapping

import pytest

from sync.importing.workbook.arrows import under
from sync.importing.workbook.own_columns import Column, column_line
from sync.model.cells import Area, Cell
from tests.unit.importing.workbooks import PLAN

MANY = 2_000
CELLS = [Cell(PLAN, row, column) for row in range(1, 9) for column in range(1, 7)]


@pytest.mark.parametrize(
    "areas",
    [
        [],
        [Area(2, 2, 2, 3)],
        [Area(1, 1, 8, 1), Area(2, 1, 3, 2), Area(3, 6, 9, 9)],
        [Area(1, 4, 1, 5), Area(7, 4, 7, 4), Area(4, 3, 5, 4), Area(4, 4, 4, 4)],
    ],
)
def test_the_cells_under_areas_are_those_that_one_holds(areas: list[Area]) -> None:
    held = [cell for cell in CELLS if any(area.holds(cell) for area in areas)]

    assert [*under(areas, CELLS)] == held


def test_each_area_is_looked_at_once_a_column() -> None:
    looked = 0

    class Watched(Area):
        @property
        def top(self) -> int:
            nonlocal looked
            looked += 1
            return self[0]

    areas = [Watched(row, 1, row, 4) for row in range(1, MANY)]
    cells = [Cell(PLAN, row, column) for row in range(1, MANY) for column in (1, 4)]

    assert [*under(areas, cells)] == cells
    assert looked <= len(areas) * 2


def test_owners_are_gone_through_once_a_column() -> None:
    gone = 0

    class Watched(dict[int, str]):
        def __iter__(self) -> Iterator[int]:
            nonlocal gone
            gone += 1
            return super().__iter__()

    owners: Mapping[int, str] = Watched({5: "1", 8: "2"})
    column = Column("ที่", {4: "ก", 5: "ข", 7: "ค", 8: "ง", 30: "จ"})

    assert column_line(column, owners) == "ที่ · 1: ก · 1: ข · 1: ค · 2: ง · 2: จ"
    assert gone == 1
