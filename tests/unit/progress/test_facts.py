"""What differs between two versions of a report, and the projects that one was about."""

from dataclasses import replace
from decimal import Decimal

from sync.messages import load_words
from sync.model.changes import Change
from sync.model.progress import Reported, State
from sync.progress.facts import projects_of, report_changes, report_facts
from sync.progress.figures import told_in
from sync.progress.read import Copies
from tests.sheets import HEADERS
from tests.unit.progress.test_figures import SIX, row

WORDS = load_words("th")
DONE = row(state=State.DONE, texts={Reported.PAID: "18000"})


def test_what_changed_is_called_as_staff_call_it() -> None:
    after = replace(DONE, name="ชื่อใหม่", texts={Reported.PAID: "17000"})
    was, now = (report_facts(told_in([each], SIX)) for each in (DONE, after))

    assert report_changes(was, now, HEADERS, WORDS) == [
        Change("ชื่อใหม่", "รายการโครงการ", "โครงการ", "ชื่อใหม่"),
        Change("ชื่อใหม่", "เบิกจ่ายจริง (บาท)", "18000", "17000"),
    ]
    assert report_changes(was, was, HEADERS, WORDS) == []


def test_a_project_struck_or_put_back_is_told_as_one_that_goes_or_comes() -> None:
    was, now = (
        report_facts(told_in([replace(DONE, in_plan=in_plan)], SIX))
        for in_plan in (True, False)
    )

    assert report_changes(was, now, HEADERS, WORDS) == [
        Change("โครงการ", "นำโครงการออก", "โครงการ", "")
    ]
    assert report_changes(now, was, HEADERS, WORDS) == [
        Change("โครงการ", "เพิ่มโครงการ", "", "โครงการ")
    ]


def test_the_projects_of_a_report_are_those_that_its_plan_had() -> None:
    struck = replace(DONE, key="k2", in_plan=False)
    unread = row("k3", number="๓.", planned=None, dimension=None)

    facts = report_facts(told_in([DONE, struck, unread], SIX))

    assert projects_of(facts) == {
        "k1": Copies("1", "โครงการ", 1, Decimal(20_000)),
        "k3": Copies("3.", "โครงการ", None, None),
    }
    assert projects_of(()) == {}
