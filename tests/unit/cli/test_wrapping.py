"""Lines for a terminal, of Thai that has no spaces between its words."""

from hypothesis import given
from hypothesis import strategies as st

from sync.cli.wrapping import wrap
from sync.thai.folding import width

TYPED = st.text(alphabet="กขงิ่้ำเแ“”() ab1๒,", max_size=300)


@given(TYPED, st.integers(20, 80))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, columns: int) -> None:
    lines = list(wrap(text, columns, 4))

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns for line in lines)


@given(st.lists(st.sampled_from(["กำ", "คำ”", "“ข้อ", "เกิน", "น้ำ,"]), max_size=80))
def test_what_belongs_to_a_letter_stays_with_it(parts: list[str]) -> None:
    lines = list(wrap("".join(parts), 24))

    assert not [line for line in lines if line[:1] in {"ำ", "”", ","}]
    assert not [line for line in lines if line[-1:] in {"“", "เ"}]


def test_a_closing_quotation_mark_never_stands_alone_on_a_line() -> None:
    text = "ชื่อโครงการ “" + "ก" * 45 + "”"

    assert [
        line.strip() for line in wrap(text, 58) if line.strip() in {"”", "”)"}
    ] == []


def test_no_two_letters_of_a_word_are_left_alone() -> None:
    *_, last = wrap("ก" * 62, 60)

    assert len(last) == 8


def test_lines_after_the_first_hang_below_its_text() -> None:
    first, *more = wrap("  → " + "แก้งบประมาณ " * 12, 40, 4)

    assert first.startswith("  → แก้")
    assert more
    assert all(line.startswith("    แก้") for line in more)


def test_a_line_ends_at_a_space_where_one_is_near() -> None:
    assert list(wrap("งบประมาณ ของลำดับที่ ๙ ก่อนเสมอ", 22)) == [
        "งบประมาณ ของลำดับที่ ๙",
        "ก่อนเสมอ",
    ]
