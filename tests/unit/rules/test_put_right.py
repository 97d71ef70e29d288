"""What a slip hides shows once it is put right, and stands where it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.rules.text.language import Language, language
from sync.rules.text.put_right import PutRight
from sync.rules.text.reading import Slip, thai_runs
from sync.rules.text.slips import slips
from sync.rules.text.wordlists import load_word_lists


@pytest.fixture(scope="module")
def plain() -> Language:
    """Return the language without any list of words."""
    return language((), load_word_lists().spelling.look_alikes, ())


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ได้เนน้การส่งเสรมิอาชีพ", ["เนน้", "ส่งเสรมิ"]),
        ("เผยแพร่ข้อมุลข่าววารการจัดซื้อ", ["ข้อมุล", "ข่าววาร"]),
        ("ตรวสอบการใชง้บประมาณของหน่วยงาน", ["ตรวสอบ", "ใชง้บประมาณ"]),
        ("ค่านิยมในการต่อต้านนการทุจรอต", ["ต่อต้านน", "ทุจรอต"]),
    ],
)
def test_a_slip_near_another_is_found(
    text: str, wrong: list[str], plain: Language
) -> None:
    found = slips(text, thai_runs(text, plain.known), plain)

    assert [text[slip.start : slip.end] for slip in found] == wrong


WORDS = st.text("กขคงจ", max_size=4)


@given(st.lists(st.tuples(WORDS, st.text("ฉชซ", min_size=1, max_size=3), WORDS)), WORDS)
def test_what_was_not_put_right_stands_where_it_was_typed(
    parts: list[tuple[str, str, str]], end: str
) -> None:
    typed, found = "", []
    for before, wrong, right in parts:
        start = len(typed) + len(before)
        typed += before + wrong
        found.append(Slip(start, len(typed), right))
    typed += end

    mended = PutRight(typed, found)
    letters = [Slip(at, at + 1, letter) for at, letter in enumerate(mended.text)]
    kept = list(mended.as_typed(letters))

    assert mended.text == "".join(a + right for a, _, right in parts) + end
    assert [typed[one.start : one.end] for one in kept] == [one.word for one in kept]
    assert "".join(one.word for one in kept) == "".join(a for a, *_ in parts) + end


def test_of_slips_that_overlap_the_longest_is_put_right() -> None:
    found = [Slip(2, 5, "ฉฉ"), Slip(2, 8, "ชชช"), Slip(7, 9, "ซ")]

    mended = PutRight("กขคคคงงงจจ", found)

    assert mended.text == "กขชชชจจ"
    assert list(mended.as_typed([Slip(5, 7, "จ")])) == [Slip(8, 10, "จ")]
