"""The plan becomes a web page that says what the booklet says."""

import json
import re
from dataclasses import replace

import pytest

from sync.model.plan import Heading, Plan
from sync.settings.values import DocumentSettings
from tests.shared import shared_data
from tests.unit.documents.pages import (
    ARABIC,
    EMPTY,
    HOSTILE,
    SETTINGS,
    Node,
    booklet_of,
    page_of,
    tree_of,
    view_of,
)
from tests.unit.documents.test_word_real_plan import plan_of as plan_of_source
from tests.unit.fictional import PLAN, detail, plan_of, plan_with


def compared(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    ("plan", "errors", "settings"),
    [
        (PLAN, 0, SETTINGS),
        (PLAN, 3, ARABIC),
        (plan_of(11), 1, DocumentSettings(table_digits="thai")),
        (EMPTY, 0, SETTINGS),
        *((plan_with(text), 0, ARABIC) for text in HOSTILE),
    ],
)
def test_it_says_what_the_booklet_says_in_the_same_order(
    plan: Plan, errors: int, settings: DocumentSettings
) -> None:
    view = view_of(plan, errors=errors, settings=settings)

    page = tree_of(page_of(plan, errors=errors, settings=settings))

    assert compared(page.text(shown=True)) == compared(booklet_of(view, settings))


def test_every_word_of_a_real_plan_is_there() -> None:
    source = json.loads(shared_data("tako-2569.json").read_text("utf-8"))
    plan = plan_of_source(source)

    page = tree_of(page_of(plan))

    # what the booklet has of it is proved word by word, in test_render_real_plan
    booklet = booklet_of(view_of(plan), SETTINGS)
    assert compared(page.text(shown=True)) == compared(booklet)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_the_sheet_adds_no_markup(text: str) -> None:
    harmless = tree_of(page_of(plan_with("ธรรมดา")))
    hostile = tree_of(page_of(plan_with(text)))

    def shape(page: Node) -> list[tuple[str, list[str]]]:
        return [(node.tag, list(node.attributes)) for node in page.all()]

    assert shape(hostile) == shape(harmless)


def test_a_draft_says_so_first() -> None:
    draft = tree_of(page_of(PLAN, errors=4))

    assert draft.one("header").text().split("\n")[1] == "ร่าง – ต้องแก้ไข ๔ จุด"
    assert draft.one("title").text().startswith("ร่าง – แผนปฏิบัติการ")
    clean = page_of(PLAN)
    assert "ร่าง" not in tree_of(clean).text()


def test_the_title_names_plan_year_and_office() -> None:
    assert tree_of(page_of(PLAN)).one("title").text() == (
        "แผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ พ.ศ. ๒๕๗๐ – องค์การบริหารส่วนตำบลธารสมมุติ"
    )


def test_lines_with_a_mark_are_lists_and_others_paragraphs() -> None:
    typed = "นำ\n๑) หนึ่ง\n๒) สอง\nคั่น\n• สาม\nท้าย"
    texts = {Heading.METHOD: typed}
    plan = replace(PLAN, details=(detail(PLAN.projects[0].name, texts),))

    page = tree_of(page_of(plan))

    part = next(
        node
        for node in page.all("div")
        if "part" in node.classes and "วิธีดำเนินการ" in node.text()
    )
    said = [(n.tag, " ".join(n.text().split())) for n in part.all("p", "ul", "li")]
    assert said == [
        ("p", "นำ"),
        ("ul", "๑) หนึ่ง ๒) สอง"),
        *(("li", "๑) หนึ่ง"), ("li", "๒) สอง")),
        ("p", "คั่น"),
        *(("ul", "• สาม"), ("li", "• สาม")),
        ("p", "ท้าย"),
    ]


def test_the_same_plan_gives_the_same_page() -> None:
    assert page_of(plan_of(12), errors=2) == page_of(plan_of(12), errors=2)


@pytest.mark.parametrize(
    ("new_page", "says"), [(True, "break-before: page;"), (False, "padding-top: 18pt;")]
)
def test_projects_begin_a_page_if_the_office_wants_it(
    new_page: bool, says: str
) -> None:
    settings = DocumentSettings(new_page_per_project=new_page)

    style = tree_of(page_of(PLAN, settings=settings)).one("style").text()

    assert f".project {{ {says} }}" in style


def test_page_numbers_have_the_digits_of_the_text() -> None:
    assert "counter(page, thai)" in page_of(PLAN)
    assert "counter(page) " in page_of(PLAN, settings=ARABIC)


def test_page_and_document_say_how_many_budgets_are_not_in_the_total() -> None:
    project = replace(PLAN.projects[0], budget=None)
    plan = replace(PLAN, projects=(project, *PLAN.projects[1:]))
    said = "ยังไม่รวม ๑ โครงการ"

    assert said in tree_of(page_of(plan)).text(shown=True)
    assert said in booklet_of(view_of(plan), SETTINGS)
