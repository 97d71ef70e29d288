"""A version is restored as it was, but for what is personal."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sync.documents.content import plan_content, report_content
from sync.model.chain import Link
from sync.model.plan import Heading, Info
from sync.model.progress import ProgressRow, Reported, State
from sync.public.editions import editions_in
from sync.public.masking import without_personal
from sync.public.restoring import restored_plan, restored_report
from sync.public.shown import shown_to_all
from tests.sheets import clean_sheet, type_in
from tests.unit.progress.test_figures import SIX, TWELVE, row
from tests.unit.public.publishing import chain_of, edition_of, plan_of, report_of

DONE = row(
    state=State.DONE,
    ordinance=Decimal("18000.50"),
    paid=Decimal("17999.25"),
    in_ordinance=True,
    completed=date(2026, 2, 20),
    evidence=("https://example.com/1",),
    texts={
        Reported.RESULT: "อบรม 45 คน\n\nพึงพอใจร้อยละ 90",
        Reported.PROBLEMS: "ไม่มี",
        Reported.SUGGESTIONS: "จัดอีกในปีหน้า",
    },
)
CANNOT = row(
    "k2",
    name="อีกโครงการ",
    number="2",
    dimension=None,
    planned=None,
    state=State.CANNOT,
    texts={Reported.REASON: "บุคลากรไม่เพียงพอ"},
)


def test_a_plan_says_again_all_that_it_said() -> None:
    finished = plan_of(clean_sheet())

    restored = restored_plan(edition_of(finished))

    again = plan_content(restored.plan, restored.matching, restored.dimensions)
    assert again == finished.content


@pytest.mark.parametrize("rows", [[DONE, CANNOT], [row()]], ids=["reported", "waiting"])
def test_a_report_says_again_all_that_it_said(rows: list[ProgressRow]) -> None:
    finished = report_of(rows, SIX)

    restored = restored_report(edition_of(finished))

    again = report_content(restored.round, restored.told, restored.dimensions)
    assert again == finished.content


def test_what_was_carried_and_struck_is_so_again() -> None:
    rows = [DONE, row(round=TWELVE), CANNOT]
    finished = report_of(rows, TWELVE)

    told = restored_report(edition_of(finished)).told

    assert [(it.carried, it.own.in_plan) for it in told] == [
        (True, True),
        (False, False),
    ]


def test_remarks_of_reports_are_never_restored_and_problems_only_where_wanted() -> None:
    typed = {**DONE.texts, Reported.REMARK: "ลับ"}
    edition = edition_of(report_of([replace(DONE, texts=typed)], SIX))

    (shown,) = restored_report(edition).told
    (hidden,) = restored_report(edition, problems=False).told

    assert shown.report.text(Reported.PROBLEMS) == "ไม่มี"
    assert hidden.report.text(Reported.PROBLEMS) == ""
    assert hidden.report.text(Reported.SUGGESTIONS) == ""
    assert shown.report.text(Reported.REMARK) == ""


def test_nothing_personal_is_in_a_restored_plan() -> None:
    personal = "ติดต่อ somchai.p@example.go.th โทร ๐๘๑-๒๓๔-๕๖๗๘ หรือ 02-123-4567"
    typed = {"โครงการ!I3": personal, "รายละเอียด!C2": personal, "ข้อมูลแผน!B2": personal}
    restored = restored_plan(edition_of(plan_of(type_in(clean_sheet(), typed))))

    public = "ติดต่อ xxx@example.go.th โทร ๐๘x-xxx-xx๗๘ หรือ 02-123-4567"
    (detail, *_) = restored.plan.details
    assert restored.plan.projects[0].remark == public
    assert detail.texts[list(Heading)[1]] == public
    assert restored.plan.info.text(Info.TITLE) == public


@pytest.mark.parametrize(
    ("typed", "public"),
    [
        ("บัตร 1 2345 67890 12 1", "บัตร 1 xxxx xxxxx xx 1"),
        ("โทร.0812345678", "โทร.08xxxxxx78"),
        ("+66 81 234 5678", "+6x xx xxx xx78"),
        ("โทร 044-123-456", "โทร 044-123-456"),
        ("a+b.c-d@mail.example.com,e@x.th", "xxx@mail.example.com,xxx@x.th"),
        ("อีเมลsomjai@อบต.go.th", "อีเมลxxx@อบต.go.th"),
        ("อีเมล ก.ข@หน่วยงาน.ไทย", "อีเมล xxx@หน่วยงาน.ไทย"),
        ("ไม่มี@ที่อยู่ และ @line", "ไม่มี@ที่อยู่ และ @line"),
    ],
)
def test_numbers_of_people_and_mailboxes_are_masked(typed: str, public: str) -> None:
    assert without_personal(typed) == public


def test_what_somebody_altered_in_the_chain_is_not_shown_and_stops_nothing() -> None:
    (link,) = chain_of(plan_of(clean_sheet()))
    altered = Link(link.number, link.text, link.code, link.content + " ")

    assert editions_in([altered]) == ()
    for name, said in (("noted", "no day"), ("year", "2570"), ("office", None)):
        facts = {**link.facts(), name: said}
        if said is None:
            del facts[name]
        entry = Link(link.number, json.dumps(facts), link.code, link.content)
        assert editions_in([entry]) == ()
    publication = {"kind": "publication", "document": "plan", "year": None}
    entry = Link(2, json.dumps(publication), "", "")
    (shown,) = shown_to_all([link, entry], (), (), "finished")
    assert shown.before == ()
    assert [it.version for it in editions_in([link])] == [1]
