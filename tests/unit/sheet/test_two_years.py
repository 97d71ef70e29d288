"""Tables of two years in the tab of projects: one is read, and the other is told of."""

import pytest

from sync.model.cells import Sheet, Tab
from sync.sheet.read import Reading, read_plan
from tests.sheets import HEADERS, PROJECTS
from tests.unit.sheet.plan_rows import BLANK, HEADER, Row, line, project, sheet_of

TITLE = "แผนปฏิบัติการป้องกันการทุจริต"


def read(*rows: Row) -> Reading:
    """Read a tab whose rows stand as given, its own headers among them."""
    tabs = list(sheet_of().tabs)
    tabs[1] = Tab(PROJECTS, rows)
    return read_plan(Sheet(tuple(tabs), "1"), HEADERS)


def told(reading: Reading) -> list[tuple[str, int]]:
    return [(hit.rule, hit.cell.row) for hit in reading.rows.hits]


@pytest.mark.parametrize("total", ["รวม", "รวมทั้งสิ้น", None])
@pytest.mark.parametrize(
    "title",
    [
        [f"{TITLE} ปีงบประมาณ พ.ศ. 2569"],
        ["ปี ๒๕๖๙"],
        [TITLE, "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙", "ข้อมูล ณ 1 ตุลาคม 2568"],
    ],
)
def test_a_table_below_the_title_of_another_year_is_another_table(
    title: list[str], total: str | None
) -> None:
    sums = [line(total, 1000)] if total else []
    above = [line(f"{TITLE} ประจำปีงบประมาณ พ.ศ. 2570"), *HEADER, project(1), *sums]
    below = [*map(line, title), *HEADER, project(1), project(2), line("รวม", 2000)]

    reading = read(*above, BLANK, *below)

    assert [own.row for own in reading.plan.projects] == [4]
    assert told(reading) == [("TOT008", 4 + len(sums) + 1 + len(title) + 1)]
    assert (reading.rows.total, reading.rows.place) == (None, None)


@pytest.mark.parametrize(
    "title",
    [
        [f"{TITLE} ประจำปีงบประมาณ พ.ศ. 2570"],
        [f"{TITLE} ประจำปีงบประมาณ พ.ศ. 2570 (ต่อ)", "ข้อมูล ณ 1 ตุลาคม 2569"],
        ["ภายใต้แผนพัฒนาท้องถิ่น พ.ศ. 2566 - 2570"],
        ["หน้า 2"],
        [],
    ],
)
def test_the_headers_again_below_the_same_year_are_a_new_page(title: list[str]) -> None:
    above = [line(f"{TITLE} ประจำปีงบประมาณ พ.ศ. 2570"), *HEADER, project(1)]

    reading = read(*above, BLANK, *map(line, title), *HEADER, project(2))

    assert [own.number for own in reading.plan.projects] == ["1", "2"]
    assert told(reading) == []
