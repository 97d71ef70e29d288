"""The cover: smaller where much stands on it, and by its styles alone."""

from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from sync.documents.cover import FULL_SIZE, Cover
from sync.model.plan import Info
from tests.unit.documents.word import opened, render
from tests.unit.fictional import PLAN

LONG = "เทศบาลตำบลห้วยทรายขาวบ้านโป่งน้ำร้อนเฉลิมพระเกียรติพัฒนาสามัคคีธรรม"
USUAL = Cover("แผนปฏิบัติการป้องกันการทุจริต", "พ.ศ. ๒๕๖๖", "อบต.ตัวอย่าง", ["ก"], draft=True)


def test_a_cover_as_most_are_stays_as_it_was() -> None:
    assert USUAL.scale == FULL_SIZE


@pytest.mark.parametrize(
    "cover",
    [replace(USUAL, office=LONG), replace(USUAL, others=[LONG] * 6)],
)
def test_a_long_name_and_many_lines_make_it_smaller(cover: Cover) -> None:
    assert cover.scale.letters < 1
    assert cover.scale.spaces < 1


def test_more_on_it_never_makes_it_larger() -> None:
    scales = [replace(USUAL, office=LONG * many).scale.letters for many in range(1, 9)]

    assert scales == sorted(scales, reverse=True)


def test_only_the_styles_of_the_cover_are_made_smaller() -> None:
    texts = {**PLAN.info.texts, Info.OFFICE: LONG}
    long = replace(PLAN, info=replace(PLAN.info, texts=texts))

    usual, small = (
        {style.style_id: size_of(style) for style in opened(render(plan)).styles}
        for plan in (PLAN, long)
    )

    smaller = {name for name, size in small.items() if size < usual[name]}
    assert smaller == {
        *("Title", "CoverYear", "CoverPeriod", "CoverOffice"),
        *("CoverEnglish", "CoverBy", "CoverMaker"),
    }
    assert small.keys() == usual.keys()


def size_of(style: object) -> float:
    size = style.element.rPr.find(qn("w:szCs"))  # type: ignore[attr-defined]
    return float(size.get(qn("w:val")))
