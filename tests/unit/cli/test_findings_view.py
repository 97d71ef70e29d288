import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.cli.findings_view import excerpt
from sync.thai.folding import width


def test_carets_stand_under_what_was_found() -> None:
    assert excerpt("งบ 15,00O.00 บาท", "15,00O.00", 60) == (
        "งบ 15,00O.00 บาท",
        "   ^^^^^^^^^",
    )


def test_marks_above_and_below_take_no_caret() -> None:
    line, carets = excerpt("ให้้องค์กร", "ให้้", 60)

    assert line == "ให้้องค์กร"
    assert carets == "^^"


@pytest.mark.parametrize(("text", "found"), [("ก", ""), ("ก", "ข"), ("", "ข")])
def test_what_does_not_stand_in_the_cell_is_not_shown(text: str, found: str) -> None:
    assert excerpt(text, found, 60) == ()


@given(
    st.text(alphabet="กขิ่้ำ \n", max_size=200),
    st.text(alphabet="กขิ่้ำ", min_size=1, max_size=30),
    st.text(alphabet="กขิ่้ำ \n", max_size=200),
)
def test_a_long_text_is_cut_to_the_width_around_the_find(
    before: str, found: str, after: str
) -> None:
    line, carets = excerpt(before + found + after, found, 60)

    assert width(line) <= 61
    assert width(carets) <= 61
    assert "^" in carets
