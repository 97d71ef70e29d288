"""Text out of a PDF: the whole word is shown, and what it was meant to be."""

import pytest

from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Heading
from sync.rules.causes import without_repeats
from sync.rules.table import TEXT_RULES
from sync.rules.text.normalized import even
from sync.rules.text.passages import Passage
from sync.rules.text.wordlists import load_word_lists
from sync.rules.words.damaged import from_pdf

LISTS = load_word_lists()
CELL = Cell("รายละเอียด", 2, 2)


def hits(text: str) -> list[Hit]:
    typed = even(Passage(CELL, text, Heading.RATIONALE))
    met = (hit for rule in TEXT_RULES.values() for hit in rule(typed, LISTS))
    return list(without_repeats(met))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(hit.rule, hit.found, hit.facts.get("right", "")) for hit in hits(text)]


@pytest.mark.parametrize(
    ("typed", "found", "right"),
    [
        ("ส\u0e4d\u0e32หรับใช้ในการประชุม", "ส\u0e4d\u0e32หรับ", "สำหรับ"),
        ("ใช้น\u0e49\u0e4d\u0e32อย่างประหยัด", "น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("ส่งเสริมเมล็ดพันธ์ุดี", "เมล็ดพันธ์ุ", "เมล็ดพันธุ์"),
    ],
)
def test_what_is_stored_otherwise_is_shown_as_a_word(
    typed: str, found: str, right: str
) -> None:
    assert ("SPL012", found, right) in told(typed)


@pytest.mark.parametrize(
    ("typed", "found", "right"),
    [
        ("เจ้าหน้าที่ซึ งต้องปฏิบัติงาน", "ซึ ง", "ซึ่ง"),
        ("ให้เป นไปตามกฎหมาย", "เป น", "เป็น"),
        ("แผนการป องกันการทุจริต", "ป องกัน", "ป้องกัน"),
        ("ดำเนินการเพื อให้บริการ", "เพื อ", "เพื่อ"),
    ],
)
def test_a_space_in_place_of_a_mark_is_told_with_the_word(
    typed: str, found: str, right: str
) -> None:
    assert ("SPL008", found, right) in told(typed)


def test_whoever_lost_a_mark_is_not_told_to_join_what_is_left() -> None:
    found = told("ดำเนินการเพื อให้บริการ และการปร ะชุม")

    assert [it for it in found if it[0] == "SPL002"] == [("SPL002", "ร ะชุ", "")]


def test_words_behind_such_a_space_are_judged_with_the_mark_in_its_place() -> None:
    found = told("หน่วยงานซึ งต้องจัดทาแผนและประกาศเจตจานงสุจริต")

    assert ("SPL008", "จัดทา", "จัดทำ") in found
    assert ("SPL008", "เจตจานง", "เจตจำนง") in found
    assert ("SPL015", "ซึ ง", "ซึ่ง") in found


def test_a_cell_full_of_signs_gets_one_finding_for_them() -> None:
    text = "ซึ งต้องจัดทาแผนและประกาศเจตจานงสุจริต ให้เป นไปตามกฎหมาย การป องกันการทุจริต"

    assert {rule for rule, *_ in told(text)} == {"SPL015"}


@pytest.mark.parametrize(
    ("text", "count"),
    [("น าเสนอ", 0), ("น าเสนอ การพัฒน า", 2), ("การพัฒน า น าเสนอ การพัฒน า", 3)],
)
def test_a_torn_place_counts_though_another_has_its_letters(
    text: str, count: int
) -> None:
    typed = even(Passage(CELL, text, Heading.RATIONALE))
    counted = [hit.facts["count"] for hit in from_pdf(typed, LISTS)]

    assert counted == [str(count)] * bool(count)


@pytest.mark.parametrize(
    "text",
    [
        "ต.ตกพรม อ.ขลุง จ.จันทบุรี",
        "แบ่งเป็นกลุ่ม ก ข ค และ ง ตามลำดับ",
        "ป.ป.ช. มี มติ ให้ จัด ทำ แผน",
    ],
)
def test_spaces_between_words_and_abbreviations_are_no_lost_marks(text: str) -> None:
    assert not [hit for hit in hits(text) if hit.rule == "SPL008" and " " in hit.found]
