"""A cover on a tab of its own, its labels in one cell and their texts in the next."""

import pytest

from sync.importing.workbook import import_workbook
from sync.model.plan import Info
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import OFFICE, TITLE, Book, Rows, official

PLACES = ["อำเภอ", "ตัวอย่าง", "จังหวัด", "แบบแผน"]


@pytest.mark.parametrize(
    "cover",
    [
        [["ชื่อแผน :", TITLE], ["ปีงบประมาณ :", "2570"], ["หน่วยงาน :", OFFICE], PLACES],
        [[TITLE, "ประจำปีงบประมาณ พ.ศ. 2570"], ["หน่วยงาน", OFFICE], PLACES],
        [[TITLE], [OFFICE, "อำเภอตัวอย่าง จังหวัดแบบแผน"], ["ปีงบประมาณ", "2570"]],
    ],
)
def test_labels_and_lines_of_a_cover_are_read_side_by_side(cover: Rows) -> None:
    book = Book({"ปก": cover, "แผน": official()[5:]})

    plan = import_workbook(book.sheet(), "ก.xlsx", HEADERS, DIMENSIONS)

    assert plan.info[Info.TITLE] == TITLE
    assert plan.info[Info.OFFICE] == OFFICE
    assert plan.info[Info.FISCAL_YEAR] == "2570"
    assert plan.info[Info.PROVINCE] == "แบบแผน"
    assert plan.unplaced == ()
    assert plan.left == ()


@pytest.mark.parametrize(
    ("place", "province"), [([], "แบบแผน"), (["จังหวัด", "อื่น"], "อื่น")]
)
def test_the_office_of_a_province_says_which_unless_a_line_does(
    place: list[str], province: str
) -> None:
    office = ["หน่วยงาน", "องค์การบริหารส่วนจังหวัดแบบแผน"]
    cover: Rows = [[TITLE], office, ["ปีงบประมาณ", "2570"], place]
    book = Book({"ปก": cover, "แผน": official()[5:]})

    plan = import_workbook(book.sheet(), "ก.xlsx", HEADERS, DIMENSIONS)

    assert plan.info[Info.PROVINCE] == province
