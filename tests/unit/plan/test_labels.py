"""Headers as staff spell them, and as we write them."""

import pytest

from sync.model.plan import Field, Heading, Info, Role
from sync.plan.labels import load_headers, missing_headings

HEADERS = load_headers()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("หมายเหตุ", "remark"),
        (" หมาย เหตุ ", "remark"),
        ("ไตรมาสที่ ๒", "quarter_2"),
        ("หมายเหตุ" + " " * 192, "remark"),
        ("หมายเหตุ" + " " * 193, None),  # no header is longer than two hundred letters
        ("หมายเหตุอื่น", None),
        ("", None),
    ],
)
def test_a_header_is_known_by_its_letters(text: str, name: str | None) -> None:
    assert HEADERS.find("projects", text) == name


def test_a_quarter_says_that_it_is_one_where_no_header_above_does() -> None:
    assert HEADERS.write("projects", "quarter_3") == "3"
    assert HEADERS.write_alone("projects", "quarter_3") == "ไตรมาส 3"
    assert HEADERS.write_alone("projects", "remark") == "หมายเหตุ"
    assert HEADERS.label(Field("quarter_3")) == "ดำเนินการไตรมาส 3"


def test_words_of_ours_are_known_as_staff_know_them() -> None:
    assert HEADERS.label(Field.REMARK) == "หมายเหตุ"
    assert HEADERS.label(Info.AS_OF) == "ข้อมูล ณ วันที่"
    assert HEADERS.label(Heading.RESPONSIBLE) == "ผู้รับผิดชอบ"
    assert HEADERS.find("roles", HEADERS.label(Role.EXECUTIVE)) == Role.EXECUTIVE


def test_headings_are_missed_where_some_are_there() -> None:
    every = [HEADERS.label(info) for info in Info if info is not Info.UNPLACED]
    without = [text for text in every if text != HEADERS.label(Info.AS_OF)]

    assert missing_headings(every, HEADERS) == ()
    assert missing_headings(without, HEADERS) == (Info.AS_OF,)
    assert missing_headings(["เรื่องอื่น", ""], HEADERS) == ()


def test_the_link_of_drafts_is_not_missed() -> None:
    draft = HEADERS.label(Info.DRAFT_LINK)
    every = [HEADERS.label(info) for info in Info if info is not Info.UNPLACED]

    without = [text for text in every if text != draft]

    assert missing_headings(without, HEADERS) == ()
