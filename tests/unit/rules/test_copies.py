"""Sentences that stand twice in a plan but for a letter, judged by the words beside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.rules.text.copies import copies
from sync.rules.text.language import language

SENTENCE = "การรับเรื่องจากประชาชนที่มารับบริการ"


def spelt(texts: list[str]) -> list[tuple[str, str]]:
    """Return what differs in two copies, as each of them has it."""
    return [
        (texts[one.text][one.start : one.end], texts[two.text][two.start : two.end])
        for one, two in copies(texts, language((), (), ()))
    ]


def test_of_two_copies_the_one_that_never_stands_so_is_asked_about() -> None:
    wrong = SENTENCE.replace("เรื่อง", "เครื่อง")

    assert spelt([SENTENCE, wrong]) == [("เรื่อง", "เครื่อง")]
    assert spelt([SENTENCE, SENTENCE]) == []


@pytest.mark.parametrize("letter", ["ก", "ำ", "่"])
def test_a_letter_alone_between_signs_is_no_word(letter: str) -> None:
    texts = [f"{SENTENCE} - {letter} - ข้อ", f"{SENTENCE} -  - ข้อ"]

    assert spelt(texts) == []
    assert spelt(texts[::-1]) == []


PIECES = st.sampled_from(["กนราก", "การ", "ข", "่", "ํ", "า", " ", "-", "๒"])


@given(st.lists(PIECES, min_size=1, max_size=9), st.data())
def test_no_texts_make_it_fail(pieces: list[str], data: st.DataObject) -> None:
    lost = data.draw(st.integers(0, len(pieces) - 1))
    ways = pieces, pieces[:lost] + pieces[lost + 1 :]

    texts = [SENTENCE + "".join(way) + SENTENCE for way in ways]

    for pair in copies(texts, language((), (), ())):
        assert all(copy.start < copy.end for copy in pair)
