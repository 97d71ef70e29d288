"""Which words a whole word, or pieces side by side, may be a slip of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.rules.text.rarities import letter_swaps
from sync.rules.text.whole_words import WholeWords, whole_words

SHORT = ("มาตรา", "เด็ก")
LONG = ("ค่านิยม", "ประชาชน", "คณะกรรมการ", "ท้องถิ่น")


@pytest.fixture(scope="module")
def words() -> WholeWords:
    """Return some words; of three, letters may be lost or garbled."""
    return whole_words((*SHORT, *LONG), LONG, letter_swaps(["ชข"]))


def right_of(met: str, words: WholeWords) -> dict[str, float | None]:
    """Return what letters may be a slip of, and how rare it is."""
    return {word: words.rarity(met, word) for word in words.like(met)}


@pytest.mark.parametrize(
    ("met", "right"),
    [
        ("มาตร", "มาตรา"),
        ("มาตราา", "มาตรา"),
        ("ประชาขน", "ประชาชน"),
        ("เดก็", "เด็ก"),
        ("คำนิยม", "ค่านิยม"),
        ("ประชน", "ประชาชน"),
        ("คณะกรรม", "คณะกรรมการ"),
        ("ทั้งถิ่น", "ท้องถิ่น"),
    ],
)
def test_a_word_is_like_one_that_differs_in_one_place(
    met: str, right: str, words: WholeWords
) -> None:
    assert right_of(met, words).get(right) is not None


@pytest.mark.parametrize(
    ("met", "right"),
    [
        ("ประชาชน", "ประชาชน"),
        ("มา", "มาตรา"),
        ("ปชะราชน", "ประชาชน"),
        ("ประมาณ", "ประชาชน"),
        ("กรรมการ", "คณะกรรมการ"),
    ],
)
def test_a_word_is_not_like_itself_nor_like_one_that_differs_more(
    met: str, right: str, words: WholeWords
) -> None:
    assert right_of(met, words).get(right) is None


@given(word=st.sampled_from((*SHORT, *LONG)), at=st.integers(0, 9))
def test_whichever_letter_was_lost_the_word_is_found(word: str, at: int) -> None:
    at %= len(word)
    met = word[:at] + word[at + 1 :]

    assert word in whole_words([word], (), {}).like(met)


@given(
    word=st.sampled_from(LONG),
    at=st.integers(1, 9),
    size=st.integers(0, 3),
    instead=st.text(alphabet="ก\u0e48าด", max_size=2),
)
def test_what_stands_for_some_letters_is_rarer_than_one_slip(
    word: str, at: int, size: int, instead: str
) -> None:
    at = min(at, len(word) - 1)
    words = whole_words((*SHORT, *LONG), LONG, {})
    one = words.rarity(word[:-1], word)
    some = words.rarity(word[:at] + instead + word[at + size :], word)

    assert one is not None
    assert some is None or size < 2 or len(instead) + size < 3 or some >= one
