"""The page from which a clerk answers assessors."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from sync.adapters.local.templates import LocalTemplates
from sync.documents.html import render_page
from sync.model.documents import Template
from sync.public.assessed import made_of, page_name, view_items, with_answers
from sync.public.oit import Answer
from sync.settings.values import DocumentSettings
from tests.offices import ROOT
from tests.unit.public.publishing import OFFICE, edition_of
from tests.unit.public.test_oit import PLAN_ITEM, WORDS, approved, item, plan

ASKED = datetime(2027, 3, 1, 9, 5)  # noqa: DTZ001  only shown
TEMPLATE = LocalTemplates(Path("/none"), ROOT / "templates").read("web/assessed.html")
FOUND = item(PLAN_ITEM, [plan()], [approved(plan())])
LACKING = item(PLAN_ITEM.model_copy(update={"item": "O9", "path": ()}))
EDITION = edition_of(plan())
VIEW = view_items(2570, [FOUND, LACKING], [EDITION], WORDS)


def printed(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]).split())


def test_each_item_stands_ready_to_be_copied() -> None:
    page = render_page(VIEW, TEMPLATE, DocumentSettings())

    text = printed(page)
    assert OFFICE in text
    assert "มีสิ่งที่ยังขาด 1 ข้อ จากทั้งหมด 2 ข้อ" in text
    first, second = text.split("O1 แผน")[1].split("O9 แผน")
    assert first.startswith(" มี ")
    assert "https://www.example.go.th/public/plan-2570.html" in first
    assert f"รหัสเนื้อหา {EDITION.short_code}" in first
    assert "ไม่พบสิ่งที่ขาด" in first
    assert "<li>1. หน้าแรก</li>\n<li>2. แผน</li>\n</ol>" in page
    assert second.startswith(" ไม่มี ")
    assert "คลิกเมนูใดตามลำดับ" in second
    assert "เอกสารยังไม่เสร็จสมบูรณ์" in second
    assert "ผลการเปิดที่อยู่" not in text
    assert "<script" not in page


def test_what_addresses_answered_stands_with_the_time() -> None:
    answers = [Answer("same"), Answer("status", 404)]

    view = with_answers(VIEW, answers, ASKED, WORDS)

    assert [each.opens for each in view.items] == [True, False]
    text = printed(render_page(view, TEMPLATE, DocumentSettings()))
    assert "ระบบลองเปิดที่อยู่เหล่านี้เมื่อวันที่ 1 มีนาคม 2570 เวลา 09.05 น." in text
    assert "เปิดได้ และเป็นฉบับเดียวกับในโฟลเดอร์ public" in text
    assert "เว็บตอบรหัส 404" in text


def test_an_item_that_has_no_address_has_no_answer() -> None:
    view = with_answers(VIEW, [Answer("same"), None], ASKED, WORDS)

    assert view.items[1] == VIEW.items[1]


def test_a_page_is_made_of_all_but_the_answers() -> None:
    answered = with_answers(VIEW, [Answer("same"), None], ASKED, WORDS)
    newer = replace(FOUND, current=replace(EDITION, version=2))
    others = [
        (view_items(2570, [newer, LACKING], [EDITION], WORDS), TEMPLATE),
        (view_items(2570, [FOUND], [EDITION], WORDS), TEMPLATE),
        (VIEW, Template(TEMPLATE.name, b"another")),
    ]

    code = made_of(VIEW, TEMPLATE)

    assert made_of(answered, TEMPLATE) == code
    assert len({code, *(made_of(*each) for each in others)}) == 4


def test_what_settings_say_is_text_and_nothing_else() -> None:
    hostile = PLAN_ITEM.model_copy(
        update={"title": "<script>alert(1)</script>", "path": ("{{ 7 * 7 }}", "a&b")}
    )
    view = view_items(2570, [item(hostile)], [], WORDS)

    page = render_page(view, TEMPLATE, DocumentSettings())

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page
    assert "a&amp;b" in page


@pytest.mark.parametrize("year", [2570, 2571])
def test_the_file_is_named_by_the_year(year: int) -> None:
    assert page_name(year, WORDS) == f"คำตอบ OIT ปี {year}.html"
