"""Which choice of a cell a text may mean."""

import pytest

from sync.model.progress import Reason, State
from sync.plan.choices import choices_for
from tests.sheets import HEADERS

STATES = "“อยู่ระหว่างดำเนินการ”, “ดำเนินการแล้วเสร็จ”, “ไม่สามารถดำเนินการได้”"


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("ดำเนินการแล้วเส็จ", "“ดำเนินการแล้วเสร็จ”"),
        ("เสร็จแล้ว", "“ดำเนินการแล้วเสร็จ”"),
        ("อยู่ระหวางดำเนินงาน", "“อยู่ระหว่างดำเนินการ”"),
        ("ไม่สามารถดำเนินงานได้", "“ไม่สามารถดำเนินการได้”"),
        ("ไม่แล้วเสร็จ", STATES),
        ("ยังไม่ได้ดำเนินการ", STATES),
        ("ดำเนินการ", STATES),
        ("ยกเลิก", STATES),
        ("TRUE", STATES),
        ("ก" * 5000, STATES),
    ],
)
def test_a_state_nearly_or_partly_typed_is_named_and_else_all(
    typed: str, named: str
) -> None:
    assert choices_for(typed, "states", list(State), HEADERS) == named


def test_a_reason_that_is_near_none_is_told_all_there_are() -> None:
    said = choices_for("งบไม่พอ", "reasons", list(Reason), HEADERS)

    assert said.split(", ") == [
        "“ไม่ได้รับงบประมาณ”",
        "“นโยบายผู้บริหารเปลี่ยนแปลง”",
        "“บุคลากรไม่เพียงพอ”",
        "“อื่นๆ”",
    ]
    near = choices_for("บุคลากรไม่พอเพียง", "reasons", list(Reason), HEADERS)
    assert near == "“บุคลากรไม่เพียงพอ”"
