"""Whose a project is."""

from decimal import Decimal

import pytest

from sync.model.cells import Cell
from sync.model.plan import Detail, Heading, Plan, PlanInfo, Project, Recipient
from sync.plan.matching import match_details
from sync.plan.owners import owned_projects


def owned(name: str, *responsible: str) -> list[int]:
    """Return the rows of what somebody owns, each project's ผู้รับผิดชอบ being given."""
    plan = Plan(
        info=PlanInfo(),
        projects=tuple(
            Project("", f"โครงการ {row}", 1, Decimal(0), frozenset(), "", "", row, {})
            for row, _ in enumerate(responsible, 1)
        ),
        details=tuple(
            Detail(
                f"โครงการ {row}",
                {Heading.RESPONSIBLE: text},
                row,
                Cell("รายละเอียด", row, 1),
                {},
            )
            for row, text in enumerate(responsible, 1)
        ),
        recipients=(),
    )
    email = Cell("ผู้รับอีเมล", 2, 2)
    recipient = Recipient(
        name, "a@example.com", None, wants=True, row=2, email_cell=email
    )
    return [p.row for p in owned_projects(plan, recipient, match_details(plan))]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("สมมุติ ใจซื่อ", [1]),
        ("นางสาวสมมุติ ใจซื่อ", [1]),
        ("ส.ต.ท. สมมุติ ใจซื่อ", [1]),
        ("ว่าที่ร้อยตรี สมมุติ ใจซื่อ", [1]),
        ("สมมุติ ใจซื่อ (กองคลัง)", [1, 2]),
        ("กองช่าง / กองคลัง", [2, 3]),
        ("กองช่าง - กองคลัง", [2, 3]),
        ("กองการศึกษา", []),
        ("กอง", []),
        ("", []),
    ],
)
def test_a_project_is_of_who_is_named_and_of_their_unit(
    name: str, rows: list[int]
) -> None:
    found = owned(name, "นางสาวสมมุติ  ใจซื่อ\nนักวิชาการ", "กองคลัง", "ผอ.กองช่าง")

    assert found == rows


def test_names_of_four_letters_are_looked_for_and_shorter_ones_are_not() -> None:
    assert owned("มานี", "นางมานี มีนา") == [1]
    assert owned("มาน", "นายมาน มีนา") == []
