"""The page about templates names everything a template can use, and nothing else."""

import re
from dataclasses import fields
from pathlib import Path

from sync.documents.assessed_view import AnswerView, AssessedView
from sync.documents.keyin_view import EntryView, KeyInView
from sync.documents.lines import LineView
from sync.documents.public_view import (
    EventView,
    IndexView,
    LinkView,
    ListedView,
    PublicView,
    YearView,
)
from sync.documents.report_view import MoneyView, ReportedView, ReportView, StateView
from sync.documents.view import (
    DimensionView,
    PlanView,
    ProjectView,
    RowView,
    TableView,
)
from sync.documents.word import engine
from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "templates.md").read_text("utf-8")


def named_under(heading: str) -> set[str]:
    """Return the names in the first column of the table under a heading."""
    section = PAGE.split(heading, 1)[1].split("\n#", 1)[0]
    cells = re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE)
    return set(re.findall(r"`([^`]+)`", " ".join(cells)))


def names(view: type) -> set[str]:
    return {field.name for field in fields(view)}


def test_the_plan_has_what_the_page_says() -> None:
    assert named_under("### ทั้งแผน") == names(PlanView)


def test_a_project_has_what_the_page_says() -> None:
    lines = {f"line.{name}" for name in names(LineView)}

    assert named_under("### หนึ่งโครงการ") == names(ProjectView) | lines


def test_the_table_and_its_rows_have_what_the_page_says() -> None:
    assert named_under("### ตาราง") == names(TableView)
    assert named_under("### แถวของตาราง") == names(RowView)
    for name in names(DimensionView):
        assert f"`dimension.{name}`" in PAGE


def test_a_report_has_what_the_page_says() -> None:
    lines = {f"state.{name}" for name in names(StateView)}
    lines |= {f"part.{name}" for name in names(MoneyView)}

    assert named_under("### รายงานรอบ") == names(ReportView)
    assert named_under("### สถานะและเงิน") == lines
    assert named_under("### โครงการในรายงาน") == names(ReportedView)


def test_the_sheet_to_key_in_from_has_what_the_page_says() -> None:
    lines = {f"project.{name}" for name in names(EntryView)}

    assert named_under("### ใบกรอก") == names(KeyInView) | lines


def test_pages_for_the_public_have_what_the_page_says() -> None:
    inner = {"year": YearView, "event": EventView, "file": LinkView}
    named = named_under("### หน้ารวม")

    assert names(IndexView) | {f"document.{it}" for it in names(ListedView)} == named
    for what, view in {**inner, "public": PublicView}.items():
        assert [it for it in names(view) if f"`{what}.{it}`" not in PAGE] == []


def test_the_page_oit_is_answered_from_has_what_the_page_says() -> None:
    named = named_under("### หน้าตอบ OIT")

    assert names(AssessedView) | {f"item.{it}" for it in names(AnswerView)} == named


def test_every_template_and_filter_is_named() -> None:
    ours = set(engine(DocumentSettings()).filters) & {"text_digits", "table_digits"}

    assert len(ours) == 2
    for name in (
        *TEMPLATES,
        "web/plan.html",
        "web/report.html",
        "web/index.html",
        "web/assessed.html",
        *ours,
    ):
        assert name in PAGE
