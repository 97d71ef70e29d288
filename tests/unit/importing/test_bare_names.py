"""Details below one another, each below a project's bare name: every project has its own."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from sync.importing import import_plan
from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan
from sync.thai.digits import to_thai
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import (
    DETAILS,
    LABELS,
    NAMES,
    Book,
    Rows,
    below_one_another,
    official,
)

HOW = pytest.mark.parametrize(
    "name",
    [
        lambda at: [NAMES[at]],
        lambda at: [f"{at + 1}. {NAMES[at]}"],
        lambda at: [to_thai(f"({at + 1}) {NAMES[at]}")],
        lambda at: [at + 1, NAMES[at]],
    ],
)


def section(name: list[str | int], at: int) -> Rows:
    texts = DETAILS[NAMES[at]].items()
    return [name, *([LABELS[heading], text] for heading, text in texts)]


def imported(name: Callable[[int], list[str | int]]) -> ImportedPlan:
    details = below_one_another(lambda at: section(name(at), at))
    sheet = Book({"แผน": official(), "รายละเอียด": details}).sheet()
    return import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)


@HOW
def test_a_row_with_a_projects_name_begins_its_details(
    name: Callable[[int], list[str | int]],
) -> None:
    plan = imported(name)

    assert {one.name: one.texts for one in plan.details} == DETAILS
    assert plan.unplaced == ()


def test_details_of_a_name_spelt_otherwise_are_no_other_projects() -> None:
    plan = imported(lambda at: [NAMES[at].replace("บุคลากรในสังกัด", "บุคคลากรในสังกัด")])

    found = {one.name: one.texts for one in plan.details}
    assert len(found) == len(NAMES)
    assert {own: found[own] for own in NAMES[1:]} == {o: DETAILS[o] for o in NAMES[1:]}


def test_details_below_the_table_in_its_tab_are_found_by_names_too() -> None:
    details = below_one_another(lambda at: section([NAMES[at]], at))
    sheet = Book({"แผน": [*official(), [], ["รายละเอียดโครงการ"], *details]}).sheet()

    plan = import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)

    assert {one.name: one.texts for one in plan.details} == DETAILS


def test_names_begin_sections_of_a_word_file_as_well(tmp_path: Path) -> None:
    document = docx.Document()
    rows = official()
    for row in rows:
        if len(row) == 1:
            document.add_paragraph(row[0])
    wide = [row for row in rows if len(row) > 1]
    table = document.add_table(rows=len(wide), cols=8)
    for row, cells in zip(wide, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=False):
            cell.text = "" if text is None else str(text)
    for at, name in enumerate(NAMES):
        document.add_paragraph(f"{at + 1}. {name}")
        for heading, text in DETAILS[name].items():
            document.add_paragraph(LABELS[heading])
            for line in text.splitlines():
                document.add_paragraph(line)
    source = tmp_path / "plan.docx"
    document.save(str(source))

    plan = import_plan(source, HEADERS, DIMENSIONS)

    assert {one.name: one.texts for one in plan.details} == DETAILS
