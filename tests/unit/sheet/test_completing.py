import pytest

from sync.errors import TabsAlike
from sync.model.cells import Sheet, Tab
from sync.plan.labels import HEADINGS, shown_titles
from sync.sheet.completing import completing
from sync.sheet.read import read_plan
from tests.approving import sheet_with
from tests.sheets import DETAILS, HEADERS, INFO, PROJECTS, type_in
from tests.unit.sheet.test_write_back import apply


def test_a_whole_workbook_lacks_nothing() -> None:
    assert tuple(completing(sheet_with(), HEADERS)) == ()


def test_tabs_that_are_missing_are_added_and_can_be_read() -> None:
    other = Tab("แผนของเรา", (("ก", "ข"),))
    sheet = Sheet((other,), "1")

    made = apply(sheet, tuple(completing(sheet, HEADERS)))

    assert made.tab("แผนของเรา") == other
    info = made.tab(INFO)
    assert info
    assert [row[0] for row in info.rows] == [HEADERS.label(each) for each in HEADINGS]
    assert read_plan(made, HEADERS).plan.projects == ()
    assert tuple(completing(made, HEADERS)) == ()


def test_columns_that_are_missing_are_added_on_the_right() -> None:
    typed = {f"{PROJECTS}!D1": "เงิน", f"{DETAILS}!J1": "", f"{DETAILS}!L3": "ของเรา"}
    sheet = type_in(sheet_with(), typed)

    edits = tuple(completing(sheet, HEADERS))

    assert {str(e.cell): (e.expected, e.new) for e in edits} == {
        f"{PROJECTS}!M1": (None, "งบประมาณ (บาท)"),
        f"{DETAILS}!M1": (None, "ผลลัพธ์"),
    }
    assert read_plan(apply(sheet, edits), HEADERS).plan.projects[0].budget is None


def test_a_tab_that_is_something_else_is_left_alone() -> None:
    sheet = sheet_with()
    other = Tab(PROJECTS, (("บันทึกการประชุม",), ("1", "2")))
    tabs = tuple(other if tab.title == PROJECTS else tab for tab in sheet.tabs)

    assert tuple(completing(Sheet(tabs, "1"), HEADERS)) == ()


@pytest.mark.parametrize(
    "title", ["โครงการ ", "\u200bโครงการ", "โครง\u00a0การ", "โครงการ"]
)
def test_a_tab_is_known_by_its_title_whatever_spaces_are_in_it(title: str) -> None:
    assert shown_titles(["บันทึก ", title, INFO]) == ["บันทึก ", PROJECTS, INFO]


def test_two_tabs_of_one_title_stop_with_both_of_them() -> None:
    with pytest.raises(TabsAlike) as stop:
        shown_titles(["โครงการ", INFO, "โครงการ "])

    assert stop.value.facts == {"tab": PROJECTS, "alike": "“โครงการ”, “โครงการ ”"}


def test_headings_that_the_plans_tab_lacks_are_added_below_all_there_is() -> None:
    sheet = sheet_with()
    info = sheet.tabs[0]
    note = ("หมายเหตุของเรา", "ห้ามลบ")
    kept = tuple(row for row in info.rows if row[0] != "ปีงบประมาณ")
    tabs = (Tab(INFO, (*kept, note)), *sheet.tabs[1:])

    edits = tuple(completing(Sheet(tabs, "1"), HEADERS))

    assert [(str(e.cell), e.expected, e.new) for e in edits] == [
        (f"{INFO}!A{len(kept) + 2}", None, "ปีงบประมาณ")
    ]
    assert not tuple(completing(apply(Sheet(tabs, "1"), edits), HEADERS))


def test_a_tab_of_the_plans_name_without_headings_is_left_alone() -> None:
    tabs = (Tab(INFO, (("บันทึก", "อื่น"),)), *sheet_with().tabs[1:])

    assert not tuple(completing(Sheet(tabs, "1"), HEADERS))
