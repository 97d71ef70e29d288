"""Where a finding is, in the words of the tab of findings."""

import pytest

from sync.messages import load_words
from sync.model.cells import Cell
from sync.model.findings import Finding, Severity
from sync.model.plan import Called
from sync.plan.places import cell_with_place
from sync.thai.folding import width

WORDS = load_words("th")
NAME = "โครงการประชุมประชาคมชุมชนเพื่อจัดทำแผนพัฒนาท้องถิ่น"


def place(tab: str, heading: str, called: Called | None = None) -> str:
    finding = Finding(
        "X", Severity.ERROR, Cell(tab, 4, 4), None, heading, "", "", "", called=called
    )
    return cell_with_place(finding, WORDS)


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("กลุ่มเป้าหมาย", "รายละเอียด!D4 · กลุ่มเป้าหมาย · ลำดับที่ 3 "),
        ("งบประมาณที่ใช้ในการดำเนินการ", "รายละเอียด!D4 · งบประมาณที่ใช้ในการดำเนินการ"),
        ("", "รายละเอียด!D4 · ลำดับที่ 3 โครงการประชุมประชาคม"),
    ],
)
def test_a_place_is_one_line_with_its_cell_and_heading_first(
    heading: str, said: str
) -> None:
    told = place("รายละเอียด", heading, Called("3", NAME, 5))

    assert told.startswith(said)
    assert width(told) <= 46


def test_a_place_of_no_project_names_its_tab_once() -> None:
    assert place("ข้อมูลแผน", "จังหวัด") == "ข้อมูลแผน!D4 · จังหวัด"
