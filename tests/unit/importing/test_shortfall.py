"""What an import lacks: whose plan it is, of which year, and details of every project."""

import pytest

from sync.importing.shortfall import shortfall_of
from sync.model.imports import ImportedDetail, ImportedPlan
from sync.model.plan import Field, Heading, Info
from tests.unit.importing.exports import HEADERS

KNOWN = {
    Info.TITLE: "แผนปฏิบัติการป้องกันการทุจริต",
    Info.OFFICE: "เทศบาลตำบลเขาสมมุติ",
    Info.FISCAL_YEAR: "๒๕๗๐",
}


def plan(projects: str, details: str) -> ImportedPlan:
    """Return a plan of projects as “1 ก”, and of details by name."""
    rows = []
    for text in projects.split(", "):
        number, name = text.split(" ")
        row = {**dict.fromkeys(Field, ""), Field.NUMBER: number, Field.NAME: name}
        rows.append(row)
    texts = dict.fromkeys(Heading, "ประชุม")
    named = [ImportedDetail(name, texts) for name in details.split(", ") if name]
    return ImportedPlan(KNOWN, tuple(rows), {}, tuple(named))


@pytest.mark.parametrize(
    ("projects", "details", "without", "without_project"),
    [
        ("1 อบรม, 2 อบรม", "อบรม, อบรม", (), ()),
        ("1 อบรม, 2 อบรม", "อบรม", ("2 อบรม",), ()),
        ("1 อบรม, 2 อบรม, 3 ประชุม", "ประชุม, อบรม", ("2 อบรม",), ()),
        ("1 อบรม", "อบรม, อบรม", (), ()),
        ("1 อบรม", "อบรม, สัมมนา", (), ("สัมมนา",)),
        ("1 ก, 2 ข", "ก", ("ข",), ()),
        ("1 โครงการอบรมคุณธรรมรุ่นที่1, 2 โครงการอบรมคุณธรรมรุ่นที่2",
         "โครงการอบรมคุณธรรมรุ่นที่1", ("โครงการอบรมคุณธรรมรุ่นที่2",), ()),
        ("1 โครงการอบรมคุณธรรม, 2 ข", "โครงการอบรมคุนธรรม, ข", (), ()),
    ],
)  # fmt: skip
def test_every_project_wants_a_detail_of_its_own(
    projects: str, details: str, without: tuple[str], without_project: tuple[str]
) -> None:
    short = shortfall_of(plan(projects, details), HEADERS)

    assert short.without_detail == without
    assert short.without_project == without_project
    assert bool(short) is (len(without) + len(without_project) > 0)


@pytest.mark.parametrize("lacking", KNOWN)
@pytest.mark.parametrize("details", ["ก", ""])
def test_a_plan_wants_a_name_an_office_and_a_year(lacking: Info, details: str) -> None:
    whole = plan("1 ก", details)
    known = {info: text for info, text in KNOWN.items() if info != lacking}
    in_part = ImportedPlan(known, whole.projects, {}, whole.details)

    short = shortfall_of(in_part, HEADERS)

    assert short.without_info == (lacking,)
    assert short


def test_a_year_that_cannot_be_read_is_none() -> None:
    known = {**KNOWN, Info.FISCAL_YEAR: "ปีหน้า"}

    short = shortfall_of(ImportedPlan(known, plan("1 ก", "").projects, {}, ()), HEADERS)

    assert short.without_info == (Info.FISCAL_YEAR,)
