"""A Word plan with a table of its own for each dimension is one plan, as in a workbook."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from sync.importing import import_plan
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import Field
from tests.unit.importing.exports import DIMENSIONS, HEADERS

FULL = tuple(f"มิติที่ {n} {name}" for n, name in enumerate(DIMENSIONS[:2], 1))
OLDER = (
    "มิติที่ 1 การสร้างสังคมที่ไม่ทนต่อการทุจริต",
    "มิติที่ 2 การบริหารราชการเพื่อป้องกันการทุจริต",
)
BARE = ("มิติที่ 1", "มิติที่ ๒")
NAMED = tuple(DIMENSIONS[:2])
EVERY = pytest.mark.parametrize("headings", [FULL, OLDER, BARE, NAMED])
TITLES = ("ที่", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "ไตรมาส", "", "", "", "ผู้รับผิดชอบ")
FIRST = (
    ("1", "โครงการค่ายคุณธรรมเยาวชนเขาสมมุติ", "30,000", "/", "", "", "", "กองการศึกษา"),
    ("2", "กิจกรรมประกาศเจตนารมณ์สุจริต", "-", "", "/", "", "", "สำนักปลัด"),
)
SECOND = (("3", "มาตรการเปิดเผยราคากลางทุกโครงการ", "5,000", "/", "/", "", "", "กองคลัง"),)
NAMES_OF_ALL = [row[1] for row in (*FIRST, *SECOND)]

Rows = Sequence[Sequence[str]]


def imported(
    path: Path, *blocks: str | Rows, last_titles: Sequence[str] = TITLES
) -> ImportedPlan:
    """Save a document of paragraphs and tables, each with headers, and import it."""
    document = docx.Document()
    document.add_paragraph("แผนปฏิบัติการป้องกันการทุจริต")
    document.add_paragraph("ประจำปีงบประมาณ พ.ศ. 2570")
    document.add_paragraph("เทศบาลตำบลเขาสมมุติ")
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        quarters = ["", "", "", "1", "2", "3", "4", ""]
        titles = last_titles if block is blocks[-1] else TITLES
        rows = [titles, quarters, *block]
        table = document.add_table(rows=len(rows), cols=len(titles))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(0, 3).merge(table.cell(0, 6))
    source = path / "plan.docx"
    document.save(str(source))
    return import_plan(source, HEADERS, DIMENSIONS)


def sum_of(amount: str, label: str = "รวม") -> Sequence[str]:
    return ("", label, amount, "", "", "", "", "")


def told(plan: ImportedPlan) -> list[tuple[str, str]]:
    return [(row[Field.NAME], row[Field.DIMENSION]) for row in plan.projects]


ALL = list(zip(NAMES_OF_ALL, ["1", "1", "2"], strict=True))


@EVERY
def test_each_table_has_the_dimension_of_the_heading_above_it(
    headings: tuple[str, str], tmp_path: Path
) -> None:
    first, second = headings

    plan = imported(tmp_path, first, FIRST, second, SECOND)

    assert told(plan) == ALL
    assert plan.unplaced == ()
    assert plan.doubts == ()


def test_what_headings_were_taken_for_is_told(tmp_path: Path) -> None:
    plan = imported(tmp_path, BARE[0], FIRST, BARE[1], SECOND)

    facts = [{"text": text, "dimension": str(n)} for n, text in enumerate(BARE, 1)]
    headings = [own for own in plan.found if own.code == "found_heading"]
    assert headings == [Said("found_heading", own) for own in facts]


@EVERY
def test_a_sum_below_each_table_ends_none_of_them(
    headings: tuple[str, str], tmp_path: Path
) -> None:
    first, second = headings
    own, others = [*FIRST, sum_of("30,000")], [*SECOND, sum_of("5,000")]

    plan = imported(tmp_path, first, own, second, others)

    assert told(plan) == ALL
    assert plan.totals == {}
    assert plan.doubts == ()
    assert plan.unplaced == ()


def test_a_total_of_all_below_the_last_table_is_the_plans(tmp_path: Path) -> None:
    own = [*FIRST, sum_of("30,000")]
    others = [*SECOND, sum_of("35,000", "รวมทั้งสิ้น")]

    plan = imported(tmp_path, BARE[0], own, BARE[1], others)

    assert told(plan) == ALL
    assert plan.totals[Field.BUDGET] == "35,000"
    assert plan.doubts == ()


def test_lines_between_a_heading_and_its_table_are_kept(tmp_path: Path) -> None:
    own = [*FIRST, sum_of("30,000")]
    aim = "เป้าประสงค์ ประชาชนตรวจสอบได้"

    plan = imported(tmp_path, FULL[0], own, FULL[1], aim, SECOND)

    assert told(plan) == ALL
    assert plan.unplaced == (aim,)


def test_a_paragraph_between_tables_goes_on_with_no_name(tmp_path: Path) -> None:
    plan = imported(tmp_path, BARE[0], FIRST, "ตารางต่อไปนี้เป็นของกองคลัง", SECOND)

    assert [row[Field.NAME] for row in plan.projects] == NAMES_OF_ALL
    assert plan.unplaced == ("ตารางต่อไปนี้เป็นของกองคลัง",)


def test_a_column_that_only_a_later_table_has_is_told(tmp_path: Path) -> None:
    titles = [*TITLES[:-1], "หน่วยงานเจ้าของเรื่องราว"]

    plan = imported(tmp_path, BARE[0], FIRST, BARE[1], SECOND, last_titles=titles)

    assert told(plan) == ALL
    assert plan.unplaced == ("หน่วยงานเจ้าของเรื่องราว",)


def test_a_table_with_its_columns_otherwise_is_not_read_as_if_alike(
    tmp_path: Path,
) -> None:
    titles = [TITLES[0], TITLES[2], TITLES[1], *TITLES[3:]]
    rows = [("3", "5,000", SECOND[0][1], *SECOND[0][3:])]

    plan = imported(tmp_path, BARE[0], FIRST, BARE[1], rows, last_titles=titles)

    assert told(plan) == ALL[:2]
    assert any(SECOND[0][1] in line for line in plan.unplaced)


def test_dimensions_listed_above_the_only_table_give_it_none(tmp_path: Path) -> None:
    plan = imported(tmp_path, *FULL, FIRST)

    assert [row[Field.DIMENSION] for row in plan.projects] == ["", ""]
    assert plan.unplaced == ()
