"""A plan without details, or without a heading in any of them, is not whole and is told."""

from collections.abc import Mapping
from io import StringIO

import pytest
from rich.console import Console

from sync.cli.import_view import show_source
from sync.cli.terminal import Terminal
from sync.importing.example import load_example
from sync.messages import load_words
from sync.model.imports import ImportedDetail, ImportedPlan
from sync.model.plan import Field, Heading, Info
from tests.unit.importing.exports import DIMENSIONS, HEADERS

KNOWN = {
    Info.TITLE: "แผนปฏิบัติการป้องกันการทุจริต",
    Info.OFFICE: "เทศบาลตำบลเขาสมมุติ",
    Info.FISCAL_YEAR: "2570",
}
NAME = "โครงการค่ายสุจริต"
WHOLE = dict.fromkeys(Heading, "ประชุมชี้แจง")
MOST = {h: text for h, text in WHOLE.items() if h is not Heading.OUTCOMES}


def shown(*texts: Mapping[Heading, str]) -> tuple[bool, str]:
    """Show a plan of a project for each of these texts."""
    row = dict.fromkeys(Field, "")
    rows = [{**row, Field.NAME: f"{NAME} {n}"} for n in range(max(1, len(texts)))]
    details = (
        ImportedDetail(own[Field.NAME], each)
        for own, each in zip(rows, texts, strict=False)
    )
    return _show(ImportedPlan(KNOWN, tuple(rows), {}, tuple(details)))


def _show(plan: ImportedPlan) -> tuple[bool, str]:
    screen = StringIO()
    words = load_words("th")
    terminal = Terminal(words, Console(file=screen, width=2_000))
    return show_source(plan, HEADERS, terminal), screen.getvalue()


def test_a_plan_without_any_details_is_not_whole() -> None:
    is_whole, said = shown()

    assert not is_whole
    assert "ไม่พบรายละเอียดของโครงการใดเลย" in said


def test_details_of_a_responsible_column_alone_are_not_whole() -> None:
    is_whole, said = shown({Heading.RESPONSIBLE: "กองคลัง"})

    (line,) = (line for line in said.splitlines() if "โครงการใดเลย" in line)
    assert not is_whole
    assert HEADERS.label(Heading.RATIONALE) in line
    assert HEADERS.label(Heading.RESPONSIBLE) not in line


@pytest.mark.parametrize(
    ("texts", "is_whole"),
    [((WHOLE, WHOLE), True), ((MOST, WHOLE), True), ((MOST, MOST), False)],
)
def test_a_heading_is_missed_where_no_project_has_it(
    texts: tuple[Mapping[Heading, str], ...], is_whole: bool
) -> None:
    assert shown(*texts)[0] is is_whole


def test_a_project_whose_details_spell_its_name_otherwise_is_told() -> None:
    plan = load_example(HEADERS, DIMENSIONS)
    names = {detail.name for detail in plan.details}
    (own,) = (row for row in plan.projects if row[Field.NAME] not in names)

    is_whole, said = _show(plan)

    assert is_whole
    (line,) = (line for line in said.splitlines() if "เขียนไม่ตรงกัน" in line)
    assert own[Field.NAME] in line
