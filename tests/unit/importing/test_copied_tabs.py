"""A tab beside its copy: which may be the plan, and what differs between them."""

import pytest

from sync.errors import SourceTablesAlike
from sync.importing.workbook import import_workbook
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import NAMES, Book, Rows, as_rows, official


def copied(budget: int) -> Rows:
    rows = [list(row) for row in official()]
    at = next(n for n, row in enumerate(rows) if NAMES[1] in row)
    rows[at][3] = budget
    return rows


def stopped(book: Book) -> SourceTablesAlike:
    with pytest.raises(SourceTablesAlike) as stop:
        import_workbook(book.sheet(), "ก.xlsx", HEADERS, DIMENSIONS)
    return stop.value


def test_a_tab_of_details_is_not_offered_as_the_plan() -> None:
    tabs = {"แผน": official(), "รายละเอียด": as_rows(), "แผน (2)": copied(99_000)}

    assert stopped(Book(tabs)).tabs == ["แผน", "แผน (2)"]


def test_what_differs_between_a_tab_and_its_copy_is_told() -> None:
    told = stopped(Book({"แผน": official(), "แผน (2)": copied(99_000)})).difference

    assert told == f"“{NAMES[1]}” งบประมาณ (บาท) แผน: “15500” ≠ แผน (2): “99000”"


def test_a_project_that_only_one_of_them_has_is_told() -> None:
    fewer = [row for row in copied(99_000) if NAMES[4] not in row]

    told = stopped(Book({"แผน": official(), "แผน (2)": fewer})).difference

    assert told.endswith("(+1)")
