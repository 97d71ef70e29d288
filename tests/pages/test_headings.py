"""Headings stay with their texts, and contents and numbers are true on printed pages."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sync import wiring
from sync.cycle.night import run_cycle
from sync.importing import import_plan
from sync.importing.example import load_example
from sync.model.imports import ImportedPlan
from sync.model.plan import Heading
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from sync.settings.values import DocumentSettings
from tests.pages.measures import HEADER, assert_within_margins, plan_of, table_pages
from tests.pages.pdf import Page, bare, pages, pages_of_all
from tests.shared import shared_data
from tests.unit.documents.word import render
from tests.unit.fictional import detail

pytestmark = pytest.mark.usefixtures("printing")


HEADINGS = tuple(
    bare(text)
    for text in (
        *("ชื่อโครงการ", "หลักการและเหตุผล", "วัตถุประสงค์", "กลุ่มเป้าหมาย"),
        *("วิธีดำเนินการ", "ระยะเวลาดำเนินการ", "งบประมาณที่ใช้ในการดำเนินการ"),
        *("ผู้รับผิดชอบ", "ผลผลิต/ผลลัพธ์", "ผลผลิต", "ผลลัพธ์", "ลำดับที่", "คำอธิบาย"),
    )
)
IS_HEADING = re.compile(rf"(?:[๐-๙]\.)?(?:{'|'.join(HEADINGS)})(?:[๐-๙]+|:.*)?")


def assert_no_heading_is_last(printed: Sequence[Page]) -> None:
    last = [(number, page.lines[-1]) for number, page in enumerate(printed, 1)]
    assert [found for found in last if IS_HEADING.fullmatch(found[1])] == []


def assert_contents_are_true(printed: Sequence[Page], digits: str) -> None:
    """Check that the list names the page on which each project begins."""
    contents = itertools.takewhile(lambda page: HEADER not in page.text, printed)
    entries = "\n".join(line for page in contents for line in page.lines)
    named = re.findall(rf"\.{{2,}}([{digits}]+)$", entries, re.MULTILINE)
    begin = [
        number
        for number, page in enumerate(printed, 1)
        for line in page.lines
        if re.fullmatch(rf"{bare('ลำดับที่')}[{digits}]+", line)
    ]
    assert len(begin) > 10
    assert list(map(int, named)) == begin


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Page, ...], Path]:
    folder = tmp_path_factory.mktemp("example")
    plan = load_example(load_headers(), load_frames()[0].dimensions)
    return pages(document_of(plan, folder), folder), folder


def document_of(plan: ImportedPlan, folder: Path) -> bytes:
    """Return the document of an office that begins with this plan."""
    wiring.create_office(folder / "office", plan)
    settings = folder / "office" / "office.toml"
    settings.write_text("[document]\npdf = false\n", "utf-8")  # it is printed here
    with wiring.open_office(folder / "office") as opened:
        return run_cycle(opened).plan_document.document.content


def test_no_heading_of_the_example_stays_behind_its_text(
    example: tuple[tuple[Page, ...], Path],
) -> None:
    assert_no_heading_is_last(example[0])


def test_no_heading_stays_behind_its_text_wherever_a_page_ends(tmp_path: Path) -> None:
    plan = plan_of([f"โครงการ {n}" for n in range(1, 41)])
    details = tuple(
        detail(
            project.name,
            {
                **dict.fromkeys(
                    Heading, "ดำเนินการตามแผนที่วางไว้ให้แล้วเสร็จในปี" * (n % 4 + 1)
                ),
                Heading.METHOD: "\n".join(f"{step}) อบรม" for step in range(1, n)),
            },
        )
        for n, project in enumerate(plan.projects, 2)
    )

    plan = replace(plan, details=details)
    ways = (DocumentSettings(new_page_per_project=new) for new in (True, False))
    contents = [render(plan, settings=settings) for settings in ways]

    for printed in pages_of_all(contents, tmp_path):
        assert len(printed) > 40
        assert_no_heading_is_last(printed)
        assert_contents_are_true(printed, "๐-๙")


def test_pages_are_numbered_in_thai_and_the_contents_with_them(
    example: tuple[tuple[Page, ...], Path],
) -> None:
    printed, _ = example

    heads = [page.lines[0] for page in printed[1:]]
    assert heads[:3] == ["–๒–", "–๓–", "–๔–"]
    assert all(re.fullmatch("–[๐-๙]+–", head) for head in heads)
    assert_contents_are_true(printed, "๐-๙")


def test_an_office_of_arabic_digits_has_them_on_its_pages_and_in_the_contents(
    tmp_path: Path,
) -> None:
    settings = DocumentSettings(text_digits="arabic")
    content = render(plan_of([f"โครงการ {n}" for n in range(12)]), settings=settings)

    printed = pages(content, tmp_path, thai_digits=False)

    assert [page.lines[0] for page in printed[1:3]] == ["–2–", "–3–"]
    assert_contents_are_true(printed, "0-9")


def test_a_pdf_says_that_it_is_in_thai(
    example: tuple[tuple[Page, ...], Path],
) -> None:
    content = (example[1] / "plan.pdf").read_bytes()

    catalogue = re.search(rb"/Type/Catalog.*?endobj", content, re.DOTALL)
    assert catalogue
    assert b"/Lang(th-TH)" in catalogue[0]


def test_sixteen_projects_with_legend_and_signature_stand_on_one_page(
    example: tuple[tuple[Page, ...], Path],
) -> None:
    (table,) = table_pages(example[0])

    assert len(re.findall("☑", table.text)) > 16
    for text in ("รวมทั้งสิ้น", "มิติ 4", "ผู้อนุมัติ", "วันที่ ………………"):
        assert bare(text) in table.text
    assert len(table.lines) > 16


def test_a_real_plan_prints_as_an_office_would_print_it(tmp_path: Path) -> None:
    source = shared_data("tako-2569.txt")
    plan = import_plan(source, load_headers(), load_frames()[0].dimensions)

    printed = pages(document_of(plan, tmp_path), tmp_path)

    assert_within_margins(printed)
    assert_no_heading_is_last(printed)
    assert_contents_are_true(printed, "๐-๙")
    starts = [page for page in printed if bare("ลำดับที่") in page.text]
    assert len(starts) == len(plan.projects) == 16
    assert len(table_pages(printed)) == 1
    assert 20 <= len(printed) <= 40
