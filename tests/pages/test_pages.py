"""What people hold in their hands: the pages of the documents, printed and measured."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sync.model.plan import Heading, Info, Plan
from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES
from tests.pages.measures import HEADER, assert_within_margins, plan_of, table_pages
from tests.pages.pdf import Page, bare, fonts_of, pages, pages_of_all
from tests.unit.documents.word import project_document, render
from tests.unit.fictional import PLAN, PROJECT, detail

pytestmark = pytest.mark.usefixtures("printing")


@pytest.fixture(scope="module")
def long_plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, ...]:
    names = [
        f"B{n:03} โครงการ{'ส่งเสริมความโปร่งใส' * (n % 9)} E{n:03}" for n in range(200)
    ]
    folder = tmp_path_factory.mktemp("long")
    return pages(render(plan_of(names, "หมายเหตุ")), folder)


def test_the_header_stands_on_every_page_of_the_table(
    long_plan: tuple[Page, ...],
) -> None:
    table = table_pages(long_plan)

    assert len(table) > 10
    for page in table:
        assert page.text.count(HEADER) == 1
        quarters = bare("ดำเนินการไตรมาส")
        assert page.text.index(quarters) < page.text.index("B")
    rows = [re.findall(r"B\d{3}", page.text) for page in table]
    assert list(itertools.chain.from_iterable(rows)) == [f"B{n:03}" for n in range(200)]


def test_no_row_is_torn_between_two_pages(long_plan: tuple[Page, ...]) -> None:
    for page in table_pages(long_plan):
        begun, ended = (
            re.findall(rf"{mark}(\d{{3}})", page.text) for mark in ("B", "E")
        )
        assert begun == ended


def test_the_totals_row_is_not_alone_on_its_page(long_plan: tuple[Page, ...]) -> None:
    (last,) = (page for page in table_pages(long_plan) if bare("รวมทั้งสิ้น") in page.text)

    assert "E199" in last.text


def test_every_project_has_its_own_page_and_the_list_names_it(
    long_plan: tuple[Page, ...],
) -> None:
    first_words = [page.text for page in long_plan]

    starts = [text for text in first_words if bare("ลำดับที่") in text]
    assert len(starts) == 200
    assert sum(text.count("B007") for text in first_words) == 3  # list, table, page


def test_a_long_plan_keeps_within_the_margins(long_plan: tuple[Page, ...]) -> None:
    assert_within_margins(long_plan)


CONSONANTS = "กญฎฏฐปฝฟฬ"
ABOVE = ("", "ิ", "ี", "ึ", "ื", "ั", "็")
BELOW = ("", "ุ", "ู")
TONES = ("", "่", "้", "๊", "๋", "์")
MARKS = " ".join(
    "".join(c + vowel + tone for c in CONSONANTS)
    for vowel, tone in itertools.product((*ABOVE, *BELOW[1:]), TONES)
)
WORST = (
    "โครงการ" + "อบรมคุณธรรมจริยธรรม" * 40,
    "https://example.com/" + "a-very-long-address/" * 20,
    MARKS,
    "<b>หนา</b> & {{ 7*7 }} {% raw %} \"คำพูด\" 'เดี่ยว' 😀 ☑ ๑๒๓",
    "ก",
)


def worst_plan() -> Plan:
    rich = Decimal("999999999999.99")
    projects = tuple(
        replace(
            PROJECT,
            number=str(number),
            name=name,
            key=str(number),
            remark=name[:300],
            budget=rich,
            quarters=frozenset({1, 2, 3, 4}),
        )
        for number, name in enumerate(WORST, 1)
    )
    details = tuple(detail(name, dict.fromkeys(Heading, name)) for name in WORST[:-1])
    return replace(PLAN, projects=projects, details=details)


@pytest.fixture(scope="module")
def short(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[tuple[Page, ...]], Path]:
    """Print together: the worst plan, a summary sheet, a project's document as a draft."""
    folder = tmp_path_factory.mktemp("short")
    names = [
        f"โครงการที่มีชื่อยาวพอสมควรของหน่วยงาน{'และประชาชน' * (n % 4)}" for n in range(16)
    ]
    contents = (
        render(worst_plan(), errors=99),
        render(plan_of(names), template=TEMPLATES["summary.docx"]),
        project_document(PLAN, errors=3),
    )
    return pages_of_all(contents, folder), folder


@pytest.fixture(scope="module")
def worst(
    short: tuple[list[tuple[Page, ...]], Path],
) -> tuple[tuple[Page, ...], Path]:
    return short[0][0], short[1] / "0.pdf"


def test_the_worst_plan_keeps_within_the_margins(
    worst: tuple[tuple[Page, ...], Path],
) -> None:
    assert_within_margins(worst[0])


def test_twelve_digits_of_money_stay_on_one_line(
    worst: tuple[tuple[Page, ...], Path],
) -> None:
    words = [text.text for page in table_pages(worst[0]) for text in page.texts]

    assert words.count("999,999,999,999.99") == len(WORST)


def test_all_thai_is_drawn_with_the_font_that_is_named(
    worst: tuple[tuple[Page, ...], Path],
) -> None:
    used = fonts_of(worst[1])

    assert {font for font in used if font.startswith("Sarabun")} == {
        "Sarabun-Regular",
        "Sarabun-Bold",
    }
    borrowed = set().union(
        *(
            characters
            for font, characters in used.items()
            if not font.startswith("Sarabun")
        )
    )
    assert not re.search("[ก-๛]", "".join(borrowed))
    assert "☑" in borrowed


def test_a_draft_says_so_on_every_page(worst: tuple[tuple[Page, ...], Path]) -> None:
    says = bare("ร่าง – ต้องแก้ไข ๙๙ จุด")

    assert all(says in page.text for page in worst[0])


def test_a_plan_of_sixteen_projects_fits_one_summary_sheet(
    short: tuple[list[tuple[Page, ...]], Path],
) -> None:
    _, printed, _ = short[0]

    assert len(printed) == 1
    assert printed[0].width > printed[0].height


def test_projects_that_follow_one_another_save_pages_and_keep_their_headings(
    tmp_path: Path,
) -> None:
    short = dict.fromkeys(Heading, "ดำเนินการตามแผน")
    plan = plan_of([f"โครงการ {n}" for n in range(12)])
    plan = replace(plan, details=tuple(detail(p.name, short) for p in plan.projects))
    settings = DocumentSettings(new_page_per_project=False)

    apart, together = pages_of_all(
        [render(plan), render(plan, settings=settings)], tmp_path
    )

    assert len(together) <= len(apart) - 3
    for page in together:
        # the heading, the name and what follows it are one block
        orders, reasons = (
            page.text.count(bare(text)) for text in ("ลำดับที่", "หลักการและเหตุผล")
        )
        assert orders == reasons


def test_the_box_of_a_draft_stands_clear_of_the_title(
    short: tuple[list[tuple[Page, ...]], Path],
) -> None:
    first, *_ = short[0][2]

    box, title = (
        next(text for text in first.texts if bare(text.text).startswith(bare(begins)))
        for begins in ("ร่าง", "โครงการตาม")
    )
    assert title.top - box.bottom > 12  # the box is six points larger than its text


LONG = "เทศบาลตำบลห้วยทรายขาวบ้านโป่งน้ำร้อนเฉลิมพระเกียรติพัฒนาสามัคคีธรรมสัมพันธ์ร่มเย็น"


def test_a_cover_is_one_page_whatever_stands_on_it(tmp_path: Path) -> None:
    usual, clerks = PLAN.info.text(Info.OFFICE), f"สำนักปลัด {LONG}"
    covers = [
        (usual, clerks, 3),
        (LONG, clerks, 0),
        (LONG, "\n".join([clerks] * 2), 3),
        (f"{LONG} {LONG}", "\n".join([clerks] * 4), 3),
    ]
    contents = []
    for office, makers, errors in covers:
        texts = {**PLAN.info.texts, Info.OFFICE: office, Info.PREPARED_BY: makers}
        plan = replace(plan_of(["ก"]), info=replace(PLAN.info, texts=texts))
        contents.append(render(plan, errors=errors))

    for cover, printed in zip(covers, pages_of_all(contents, tmp_path), strict=True):
        first, second, *_ = printed
        assert bare("จังหวัดแบบแผน") in first.text, cover
        assert HEADER in second.text, cover
        assert_within_margins(printed[:1])
