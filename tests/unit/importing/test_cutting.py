"""A text longer than a cell is cut, and every letter of it is kept and said."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest

from sync.adapters.workbook_layout.new_workbook import lay_out
from sync.adapters.xlsx.reading import read_workbook
from sync.importing.cutting import fit_cells
from sync.model.imports import ImportedDetail, ImportedPlan, Said
from sync.model.plan import Field, Heading, Info
from tests.unit.importing.exports import HEADERS

LONG = "ความ ยาว " * 9_000
NO_SPACE = "ก" * 70_000
BEYOND = "🎋" * 20_000


def plan_of(text: str) -> ImportedPlan:
    row = {**dict.fromkeys(Field, ""), Field.NAME: "โครงการยาว", Field.REMARK: text}
    detail = ImportedDetail(
        "โครงการยาว", {Heading.RATIONALE: text, Heading.METHOD: "ก"}
    )
    return ImportedPlan({Info.TITLE: "แผน"}, (row,), {}, (detail,), (text,))


def without_labels(pieces: Sequence[str]) -> str:
    return "".join(piece.partition(": ")[2] for piece in pieces)


@pytest.mark.parametrize("text", [LONG, NO_SPACE, BEYOND])
def test_no_letter_of_a_long_text_is_lost_on_the_way_to_the_sheet(text: str) -> None:
    plan = fit_cells(plan_of(text), HEADERS)
    content = BytesIO()
    lay_out(plan, HEADERS).save(content)
    sheet = read_workbook(content.getvalue(), Path("ใหม่.xlsx"))

    cells = {value for tab in sheet.tabs for row in tab.rows for value in row}
    (row,), (detail,) = plan.projects, plan.details
    kept = [row[Field.REMARK], detail.texts[Heading.RATIONALE], *plan.unplaced]
    assert all(piece in cells for piece in kept)
    of_remark = [line for line in plan.unplaced if "· หมายเหตุ: " in line]
    of_detail = [line for line in plan.unplaced if "· หลักการและเหตุผล: " in line]
    assert row[Field.REMARK] + without_labels(of_remark) == text
    assert detail.texts[Heading.RATIONALE] + without_labels(of_detail) == text
    alone = [line for line in plan.unplaced if line not in (*of_remark, *of_detail)]
    assert "".join(alone) == text
    facts = {"name": "โครงการยาว", "part": "หลักการและเหตุผล"}
    assert Said("doubt_cut", facts) in plan.doubts


def test_what_fits_stays_as_it_is() -> None:
    plan = plan_of("สั้น")

    assert fit_cells(plan, HEADERS) == plan
