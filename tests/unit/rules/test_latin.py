"""Words in Latin letters that may be a slip of another."""

import pytest

from sync.rules.text.latin import latin_slips, often_met

MET = {"tolerance": 20, "cleaning": 30, "clearing": 2, "office": 90, "policy": 50}
OFTEN = often_met(MET)


def asked(text: str) -> list[tuple[str, str]]:
    """Return what is asked about in a text, and what may be meant."""
    found = latin_slips(text, MET, OFTEN)
    return [(text[slip.start : slip.end], slip.word) for slip in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ตามแนวคิด Zero Tolerace ทุกข้อ", ("Tolerace", "Tolerance")),
        ("กิจกรรม Big Cieaning Day", ("Cieaning", "Cleaning")),
        ("ประกาศ NO GIFT POILCY", ("POILCY", "POLICY")),
    ],
)
def test_a_word_one_slip_from_a_frequent_one_is_asked_about(
    text: str, found: tuple[str, str]
) -> None:
    assert asked(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "No Gift Policy และ Zero Tolerance",
        # met in prose, if seldom
        "Clearing House",
        # forms of a word, and others that begin or end otherwise
        "Offices, Officer, Yolerance",
        # addresses, models, names with a hyphen
        "www.tolerace.go.th tolerace@example.com Tolerace-9 x/tolerace",
        "เครื่องรุ่น Polcy2",
        # too short
        "Polcy",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert asked(text) == []
