"""Forms of two columns in a Word file: a label and its text beside it."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from sync.importing import import_plan
from sync.model.imports import ImportedPlan
from sync.model.plan import Field, Heading, Info
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import (
    COVER,
    DETAILS,
    HEADER,
    LABELS,
    NAMES,
    OFFICE,
    QUARTERS,
    TITLE,
    Rows,
    rows_of,
)

FEW = range(2)


def bring(path: Path, *blocks: str | Rows) -> ImportedPlan:
    """Save lines and tables as a Word file, and read it."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=max(map(len, block)))
        for row in block:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                cell.text = "" if text is None else str(text)
    document.save(str(path / "แผน.docx"))
    return import_plan(path / "แผน.docx", HEADERS, DIMENSIONS)


def form(at: int) -> Rows:
    return [["ชื่อโครงการ", NAMES[at]], *texts(at)]


def texts(at: int) -> Rows:
    return [[LABELS[own], text] for own, text in DETAILS[NAMES[at]].items()]


def numbered_form(at: int) -> Rows:
    return [[f"{number}.", *row] for number, row in enumerate(form(at), 1)]


def cover() -> Sequence[str]:
    return [line[0] for line in COVER if line]


TABLE: Rows = [HEADER, QUARTERS, *rows_of(FEW)]


@pytest.mark.parametrize("own", [form, numbered_form])
def test_headings_beside_their_texts_are_the_details_of_a_project(
    own: object, tmp_path: Path
) -> None:
    assert callable(own)
    forms = [block for at in FEW for block in ("", own(at))]

    plan = bring(tmp_path, *cover(), TABLE, *forms)

    assert [row[Field.NAME] for row in plan.projects] == NAMES[:2]
    assert {one.name: one.texts for one in plan.details} == {
        name: DETAILS[name] for name in NAMES[:2]
    }
    assert plan.unplaced == ()


def test_forms_below_one_another_without_a_line_between_stay_apart(
    tmp_path: Path,
) -> None:
    plan = bring(tmp_path, *cover(), TABLE, "", [*form(0), *form(1)])

    assert [one.name for one in plan.details] == NAMES[:2]
    assert plan.details[1].texts[Heading.BUDGET] == DETAILS[NAMES[1]][Heading.BUDGET]


def test_a_label_that_the_form_has_not_is_kept_and_spoils_no_text(
    tmp_path: Path,
) -> None:
    first, *rest = form(0)
    forms: Rows = [first, ["สถานที่ดำเนินการ", "หอประชุม"], *rest]

    plan = bring(tmp_path, *cover(), TABLE, "", forms)

    assert plan.details[0].texts == DETAILS[NAMES[0]]
    assert [line for line in plan.unplaced if "หอประชุม" in line]


def test_labels_above_the_table_say_whose_plan_it_is(tmp_path: Path) -> None:
    labels: Rows = [
        ["ชื่อแผน", TITLE],
        ["หน่วยงาน :", OFFICE],
        ["ปีงบประมาณ", "2570"],
        ["อำเภอ", "ตัวอย่าง"],
        ["จังหวัด", "แบบแผน"],
    ]

    plan = bring(tmp_path, labels, "", TABLE)

    assert plan.info[Info.TITLE] == TITLE
    assert plan.info[Info.OFFICE] == OFFICE
    assert plan.info[Info.FISCAL_YEAR] == "2570"
    assert plan.info[Info.AMPHOE] == "ตัวอย่าง"
    assert plan.unplaced == ()


def test_a_table_of_projects_with_columns_of_details_is_no_form(tmp_path: Path) -> None:
    head = ["ลำดับ", "ชื่อโครงการ", "มิติ", "วัตถุประสงค์", "ผู้รับผิดชอบ"]
    rows: Rows = [[at + 1, NAMES[at], 1, "เพื่อความสุจริต", "สำนักปลัด"] for at in FEW]

    plan = bring(tmp_path, *cover(), [head, *rows])

    assert [row[Field.NAME] for row in plan.projects] == NAMES[:2]
