"""Which known words a run of letters may be, as written or with a slip."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.rules.text.counts import FIGURE, GAP, UNKNOWN, word_counts
from sync.rules.text.near_words import near_words
from sync.rules.text.rarities import ANY_OTHER
from sync.rules.text.segment import is_cut, onward, segmented, vocabulary
from tests.unit.rules.spelling import KNOWN


@settings(max_examples=150, deadline=None)
@given(run=st.text(alphabet="การปชนะ่เ", min_size=1, max_size=20))
def test_words_put_together_are_the_run_whichever_way_it_is_cut(run: str) -> None:
    way = segmented(run, vocabulary(KNOWN))
    on = onward(way)

    assert "".join(way.words_to(len(run))) == run
    assert "".join(on.words_from(0)) == run
    assert way.to[-1] == pytest.approx(on.chance[0])


@settings(max_examples=150, deadline=None)
@given(run=st.text(alphabet="การปชนะ่เ", min_size=1, max_size=20))
def test_each_known_word_is_met_wherever_a_word_may_begin(run: str) -> None:
    known = vocabulary(KNOWN)

    for place, (first, *words) in known.reaches(run):
        ends = {end: chance for end, chance in words if is_cut(run, end)}
        assert first[0] == next(
            end for end in range(place + 1, len(run) + 1) if is_cut(run, end)
        )
        assert ends == {
            place + len(word): chance
            for word, chance in KNOWN.items()
            if run.startswith(word, place) and is_cut(run, place + len(word))
        }


def test_the_likeliest_words_are_chosen() -> None:
    way = segmented("การประชาชน", vocabulary(KNOWN))

    assert way.words_to(10) == ["การ", "ประชาชน"]


@pytest.mark.parametrize(
    "run",
    ["ประชาขน", "ประชาชนน", "ประาชชน", "ประชชน", "ประชาน", "ประช่าชน"],
)
def test_a_word_is_met_with_one_slip_of_any_kind(run: str) -> None:
    near = near_words(["ประชาชน"], ["ชข"]).at(run, 0)

    assert ("ประชาชน", len(run)) in [(one.word, one.end) for one in near]


@pytest.mark.parametrize(
    ("right", "run"),
    [
        ("สำคัญ", "สำคัน"),
        ("สัตย์", "สัต"),
        ("พันธุ์", "พัน"),
        ("ภาพ", "พาพ"),
        ("วินัย", "วิไน"),
        ("วินัย", "วิไนย"),
        ("ใจ", "จัย"),
        ("กรรม", "กัม"),
        ("บรรจุ", "บันจุ"),
        ("บันทึก", "บรรทึก"),
        ("สัมพันธ์", "สำพันธ์"),
        ("พฤติ", "พริติ"),
    ],
)
def test_a_word_is_met_as_it_sounds(right: str, run: str) -> None:
    near = near_words([right], []).at(run, 0)

    assert (right, len(run)) in [(one.word, one.end) for one in near]


@pytest.mark.parametrize(("right", "run"), [("เตรียม", "เทรียม"), ("ผล", "พล")])
def test_a_first_letter_of_another_sound_is_no_slip_of_the_ear(
    right: str, run: str
) -> None:
    near = near_words([right], []).at(run, 0)

    assert all(one.rarity == ANY_OTHER for one in near)


def test_any_other_letter_is_met_in_a_word_of_five_letters_and_rarely() -> None:
    (near,) = near_words(["หน่วยงาน"], []).at("หน่อยงาน", 0)

    assert (near.word, near.rarity) == ("หน่วยงาน", ANY_OTHER)
    assert near_words(["จัด"], []).at("ลัด", 0) == []


def test_the_letter_that_joined_words_lose_is_no_slip() -> None:
    near = near_words(["ราชอนุมัติ"], []).at("ราชานุมัติ", 0)

    assert near == []


def test_two_slips_are_no_word() -> None:
    near = near_words(["ประชาชน"], ["ชข"]).at("ปรชาขน", 0)

    assert near == []


def test_pairs_are_counted_and_what_was_never_seen_is_unlikely() -> None:
    counts = word_counts()

    assert counts.pair("เพื่อ", "ให้") > 100
    assert counts.pair("เพื่อ", "ไม่มีคำนี้") == 0
    words = ["เพื่อ", "ให้", "ไม่มีคำนี้", "ให้", "ได้"]
    assert counts.together(words) == [counts.pair(*two) for two in pairwise(words)]
    assert dict(counts.behind("เพื่อ"))["ให้"] == counts.pair("เพื่อ", "ให้")
    assert counts.triple("เป็น", "ไป", "อย่าง") > 100
    assert counts.triple("เป็น", "ไป", "ไม่มีคำนี้") == 0
    assert counts.triple("เป็น", "ไม่มีคำนี้", "อย่าง") == 0
    assert counts.chance_after("ให้", "เพื่อ") > counts.chance_after("เพื่อ", "ให้")
    assert list(counts.numbers)[:3] == [GAP, FIGURE, UNKNOWN]
