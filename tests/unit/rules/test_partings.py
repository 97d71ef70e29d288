"""Where copies of one text part for a letter and go on alike."""

from hypothesis import given
from hypothesis import strategies as st

from sync.rules.text.partings import partings

SENTENCE = "ผู้ร้องเรียนได้รับการคุ้มครองตามมาตรการของหน่วยงาน"


def parted(one: str, two: str) -> list[tuple[str, str]]:
    """Return the letters that differ, of an earlier text and of a later."""
    texts = one, two
    return [
        (texts[a.text][a.start : a.end], texts[b.text][b.start : b.end])
        for a, b in partings(texts)
    ]


def test_a_letter_changed_lost_put_in_and_two_exchanged_are_met() -> None:
    at = SENTENCE.index("คุ้ม")
    head, tail = SENTENCE[:at], SENTENCE[at + 1 :]

    assert parted(SENTENCE, head + "ต" + tail) == [("ค", "ต")]
    assert parted(SENTENCE, head + tail) == [("ค", "")]
    assert parted(SENTENCE, head + "คต" + tail) == [("", "ต")]
    assert parted(SENTENCE, head + "ุค" + tail[1:]) == [("คุ", "ุค")]
    assert parted(SENTENCE, head + "ให้ความคุ้ม" + tail[3:]) == []


def test_the_same_text_and_texts_of_their_own_part_nowhere() -> None:
    assert parted(SENTENCE, SENTENCE) == []
    assert parted(SENTENCE, "จัดทำบัญชีราคากลางทุกโครงการและเปิดเผยทางเว็บไซต์") == []


def test_figures_spaces_and_signs_are_no_slips() -> None:
    text = "กลุ่มเป้าหมายการอบรม จำนวน ๔๐ คน ในเขตเทศบาล"

    assert parted(text, text.replace("๔๐", "๔๕")) == []
    assert parted(text, text.replace("อบรม จำนวน", "อบรม  จำนวน")) == []
    assert parted(text, text.replace(" ใน", " (ใน")) == []


def test_a_text_parts_from_itself_too() -> None:
    text = f"{SENTENCE} {SENTENCE.replace('คุ้ม', 'ตุ้ม')}"

    assert [pair[0].text for pair in partings([text])] == [0]


@given(at=st.integers(14, len(SENTENCE) - 15), letter=st.sampled_from("กดตนมยรลวสอาิีุู่้"))
def test_what_differs_is_what_was_changed(at: int, letter: str) -> None:
    """Whatever letter is changed: putting back the other one's letters makes them alike."""
    changed = SENTENCE[:at] + letter + SENTENCE[at + 1 :]

    for one, two in partings([SENTENCE, changed]):
        theirs = SENTENCE[one.start : one.end]
        assert changed[: two.start] + theirs + changed[two.end :] == SENTENCE


@given(st.lists(st.text("กนรา ข่้", max_size=60), max_size=6))
def test_any_texts_give_places_within_them(texts: list[str]) -> None:
    for one, two in partings(texts):
        for place in (one, two):
            assert 0 <= place.start <= place.end <= len(texts[place.text])
