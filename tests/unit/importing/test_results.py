"""Outputs and outcomes on the lines of their words, below one heading for both."""

from pathlib import Path

import pytest

from sync.importing.results import is_joint, results_in
from sync.model.imports import ImportedPlan
from sync.model.plan import Heading
from tests.unit.importing.bringing import bring
from tests.unit.importing.exports import parse
from tests.unit.importing.test_word_forms import TABLE
from tests.unit.importing.test_word_forms import bring as bring_word
from tests.unit.importing.workbooks import NAMES, Book, Rows, official

NAME = "โครงการตลาดสุจริต"
PAPER = f"""\
ลำดับที่ 1
1. ชื่อโครงการ : {NAME}
7. งบประมาณ
7,000 บาท
8. ผู้รับผิดชอบ
กองคลัง
"""
BOTH = {Heading.OUTPUTS: "จัดอบรม 1 ครั้ง", Heading.OUTCOMES: "ผู้ค้ามีความรู้"}


def results(plan: ImportedPlan) -> dict[Heading, str]:
    (detail,) = plan.details
    assert detail.texts[Heading.RESPONSIBLE] == "กองคลัง"
    return {own: detail.texts[own] for own in BOTH if own in detail.texts}


@pytest.mark.parametrize(
    "heading",
    [
        "9. ผลผลิต/ผลลัพธ์",
        "9. ผลผลิต และผลลัพธ์ :",
        "๙. ผลผลิต (Output) / ผลลัพธ์ (Outcome)",
        "9. ผลผลิตและผลลัพธ์ที่คาดว่าจะได้รับ",
        "9. ตัวชี้วัด",
        "9. ตัวชี้วัด/ผลลัพธ์",
        "9. ผลที่คาดว่าจะได้รับ",
        "ผลผลิต/ผลลัพธ์",
    ],
)
@pytest.mark.parametrize(
    "lines",
    [
        "ผลผลิต จัดอบรม 1 ครั้ง\nผลลัพธ์ ผู้ค้ามีความรู้",
        "ผลผลิต : จัดอบรม 1 ครั้ง\nผลลัพธ์ : ผู้ค้ามีความรู้",
        "- ผลผลิต จัดอบรม 1 ครั้ง\n- ผลลัพธ์ ผู้ค้ามีความรู้",
        "9.1 ผลผลิต จัดอบรม 1 ครั้ง\n9.2 ผลลัพธ์ ผู้ค้ามีความรู้",
        "1) ผลผลิต คือ จัดอบรม 1 ครั้ง\n2) ผลลัพธ์ คือ ผู้ค้ามีความรู้",
        "ผลผลิต (Output) จัดอบรม 1 ครั้ง\nผลลัพธ์ (Outcome) ผู้ค้ามีความรู้",
        "ผลผลิตของโครงการ – จัดอบรม 1 ครั้ง\nผลลัพท์ของโครงการ – ผู้ค้ามีความรู้",
        "ผลลัพธ์ ผู้ค้ามีความรู้\nผลผลิต จัดอบรม 1 ครั้ง",
        "ผลผลิต จัดอบรม 1 ครั้ง ผลลัพธ์ ผู้ค้ามีความรู้",
        "ผลผลิต\nจัดอบรม 1 ครั้ง\nผลลัพธ์\nผู้ค้ามีความรู้",
        "ผลผลิต จัดอบรม\n1 ครั้ง\nผลลัพธ์ ผู้ค้ามีความรู้",
    ],
)
def test_each_has_the_text_behind_its_word(heading: str, lines: str) -> None:
    plan = parse(f"{PAPER}{heading}\n{lines}\n")

    found = results(plan)
    assert {own: " ".join(text.split()) for own, text in found.items()} == BOTH
    assert plan.unplaced == ()


def test_both_words_are_enough_where_no_heading_stands_above() -> None:
    plan = parse(f"{PAPER}ผลผลิต จัดอบรม 1 ครั้ง\nผลลัพธ์ ผู้ค้ามีความรู้\n")

    assert results(plan) == BOTH


@pytest.mark.parametrize(
    "line",
    [
        "ผลผลิตทางการเกษตรมีราคาดี",
        "ผลผลิต ทางการเกษตรมีราคาดี",
        "ผลผลิตและผลลัพธ์เป็นไปตามแผน",
        "ผลผลิต และผลลัพธ์เป็นไปตามแผน",
        "ผลลัพธ์ที่ดีเกิดแก่ทุกคน",
    ],
)
def test_a_sentence_that_begins_with_the_word_is_no_label(line: str) -> None:
    plan = parse(f"{PAPER}9. ตัวชี้วัด\n{line}\n")

    assert results(plan) == {}
    assert plan.unplaced == (f"{NAME} · 9. ตัวชี้วัด\n{line}",)


def test_the_word_alone_in_another_text_stays_its_text() -> None:
    plan = parse(PAPER.replace("กองคลัง", "กองคลัง\nผลผลิต อื่นของกอง"))

    (detail,) = plan.details
    assert detail.texts[Heading.RESPONSIBLE] == "กองคลัง ผลผลิต อื่นของกอง"


def test_what_else_follows_below_the_heading_is_kept_apart() -> None:
    lines = "ผลผลิต จัดอบรม 1 ครั้ง\nผลลัพธ์ ผู้ค้ามีความรู้\nผลกระทบ ตลาดเป็นที่ไว้ใจ\nของทุกคน"
    plan = parse(f"{PAPER}9. ผลผลิต/ผลลัพธ์\nข้อความนำ\n{lines}\n")

    assert results(plan) == BOTH
    assert plan.unplaced == (
        f"{NAME} · ข้อความนำ",
        f"{NAME} · ผลกระทบ ตลาดเป็นที่ไว้ใจ\nของทุกคน",
    )


@pytest.mark.parametrize("label", ["ผลผลิต/ผลลัพธ์", "ตัวชี้วัด", "9. ผลผลิต และผลลัพธ์ :"])
@pytest.mark.parametrize(
    "text",
    [
        "ผลผลิต: จัดอบรม 1 ครั้ง\nผลลัพธ์: ผู้ค้ามีความรู้",
        "1. ผลผลิต จัดอบรม 1 ครั้ง\n2. ผลลัพธ์ ผู้ค้ามีความรู้",
        "ผลผลิต จัดอบรม 1 ครั้ง ผลลัพธ์ ผู้ค้ามีความรู้",
    ],
)
def test_a_cell_beside_the_label_is_parted_as_well(
    label: str, text: str, tmp_path: Path
) -> None:
    form: Rows = [
        ["ชื่อโครงการ", NAMES[0]],
        ["วัตถุประสงค์", "เพื่อรู้"],
        ["ผู้รับผิดชอบ", "กองคลัง"],
        [label, text],
    ]
    tab = bring(Book({"แผน": official(), "1": form}))
    word = bring_word(tmp_path, TABLE, "", form)

    assert results(tab) == results(word) == BOTH
    assert not any("อบรม 1" in line for line in (*tab.unplaced, *word.unplaced))


def with_column(title: str, text: str) -> ImportedPlan:
    rows = official()
    rows[5] = [*rows[5], title]
    rows[7] = [*rows[7], text]
    return bring(Book({"แผน": rows}))


def test_a_column_of_both_is_parted_and_told() -> None:
    plan = with_column(
        "ผลผลิต/ผลลัพธ์", "ผลผลิต จัดอบรม 1 ครั้ง\nผลลัพธ์ ผู้ค้ามีความรู้\nผลกระทบ ไม่มี"
    )

    (detail,) = plan.details
    assert detail.texts == BOTH
    assert plan.unplaced == ("ผลผลิต/ผลลัพธ์ · 1: ผลกระทบ ไม่มี",)
    told = [each.facts for each in plan.found if each.code == "found_column"]
    assert [own["heading"] for own in told] == ["outputs", "outcomes"]


def test_a_column_of_both_without_their_words_is_kept() -> None:
    plan = with_column("ผลผลิต/ผลลัพธ์", "จัดอบรม 1 ครั้ง")

    assert plan.details == ()
    assert plan.unplaced == ("ผลผลิต/ผลลัพธ์ · 1: จัดอบรม 1 ครั้ง",)


@pytest.mark.parametrize("title", ["ผลผลิต", "ตัวชี้วัด/ผลลัพธ์", "ผลผลิตผลลัพธ์ของปีก่อน", ""])
def test_a_heading_of_one_or_of_more_is_not_the_joint_one(title: str) -> None:
    assert not is_joint(title)


def test_a_cell_says_each_in_its_own_lines() -> None:
    text = "ผลผลิต\n1) ก\n2) ข\nผลลัพธ์ ค"

    assert results_in(text) == (
        {Heading.OUTPUTS: "1) ก\n2) ข", Heading.OUTCOMES: "ค"},
        "",
    )
    assert results_in("ก\nข") == ({}, "ก\nข")


def test_the_same_line_left_of_two_projects_is_told_of_each() -> None:
    forms = [
        [[name], ["ผลผลิต/ผลลัพธ์"], ["ยังไม่ระบุ"], ["ผู้รับผิดชอบ"], ["กองคลัง"]]
        for name in NAMES[:2]
    ]
    plan = bring(Book({"แผน": official(), "รายละเอียด": [*forms[0], *forms[1]]}))

    assert plan.unplaced == tuple(f"{name} · ยังไม่ระบุ" for name in NAMES[:2])
