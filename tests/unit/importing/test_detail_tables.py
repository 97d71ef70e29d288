"""A tab with a row a project: each column is a heading's, or kept with its name."""

from collections.abc import Mapping

import pytest

from sync.model.imports import ImportedPlan
from sync.model.plan import Heading
from tests.unit.importing.bringing import bring
from tests.unit.importing.workbooks import NAMES, Book, official


def with_columns(columns: Mapping[str, str]) -> ImportedPlan:
    """Bring in a tab of details with these columns beside two of ours."""
    head = ["ลำดับ", "ชื่อโครงการ", "วัตถุประสงค์", "วิธีดำเนินการ", *columns]
    rows = [
        [at, name, "เพื่อรู้", "อบรม", *columns.values()]
        for at, name in enumerate(NAMES, 1)
    ]
    return bring(Book({"แผน": official(), "รายละเอียด": [head, *rows]}))


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("งบประมาณดำเนินการ", Heading.BUDGET),
        ("วงเงินงบประมาณ (บาท)", Heading.BUDGET),
        ("งบประมาณ/แหล่งที่มา", Heading.BUDGET),
        ("ระยะเวลาการดำเนินงาน", Heading.PERIOD),
        ("เหตุผลความจำเป็น", Heading.RATIONALE),
        ("เป้าหมายของโครงการ", Heading.TARGET_GROUP),
        ("ผลลัพธ์ที่คาดว่าจะได้รับ", Heading.OUTCOMES),
    ],
)
def test_a_heading_in_an_offices_own_words_is_read(
    title: str, heading: Heading
) -> None:
    plan = with_columns({title: "ข้อความ"})

    assert {one.texts.get(heading) for one in plan.details} == {"ข้อความ"}
    assert (plan.unplaced, plan.left) == ((), ())


@pytest.mark.parametrize(
    "title", ["หมายเหตุ", "มิติ", "ไตรมาส 1", "ประเภท", "แหล่งงบประมาณ"]
)
def test_what_is_no_heading_is_kept_with_its_projects(title: str) -> None:
    plan = with_columns({title: "ข้อความ"})

    assert plan.unplaced == (
        f"{title} · " + " · ".join(f"{name}: ข้อความ" for name in NAMES),
    )


def test_results_in_one_column_go_to_those_in_their_own() -> None:
    plan = with_columns({"ผลผลิต": "ก", "ตัวชี้วัด": "ผลผลิต ข\nผลลัพธ์ ค\nผลกระทบ ง"})

    (texts,) = {
        (one.texts[Heading.OUTPUTS], one.texts[Heading.OUTCOMES])
        for one in plan.details
    }
    assert texts == ("ก\nข", "ค")
    assert plan.unplaced == (
        "ตัวชี้วัด · " + " · ".join(f"{name}: ผลกระทบ ง" for name in NAMES),
    )
