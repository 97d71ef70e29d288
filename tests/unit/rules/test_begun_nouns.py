"""Nouns that begin with การ or ความ and go no further, and those that are whole."""

import pytest

from sync.rules.text.begun_nouns import begun_nouns
from sync.rules.text.language import Language, language
from sync.rules.text.reading import thai_runs
from sync.rules.text.wordlists import load_word_lists
from tests.sheets import DETAILS
from tests.unit.rules.spelling import rules_in


@pytest.fixture(scope="module")
def plain() -> Language:
    """Return the language without any list of words."""
    return language((), load_word_lists().spelling.look_alikes, ())


def begun_in(text: str, words: Language) -> list[str]:
    """Return what is found of a text's nouns."""
    found = begun_nouns(thai_runs(text, words.known), words)
    return [text[begun.start : begun.end] for begun in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ผู้สูงอายุได้รับการอย่างเท่าเทียมกัน", "ได้รับการอย่าง"),
        ("เพื่อให้มีการภารกิจที่ชัดเจน", "มีการภารกิจ"),
        ("นักเรียนมีความสุขภาพแข็งแรง", "มีความสุขภาพ"),
        ("ป้องกันการและปราบปรามการทุจริต", "ป้องกันการและ"),
        ("กลุ่มเกษตรการและแม่บ้าน", "เกษตรการและ"),
    ],
)
def test_a_noun_that_is_begun_before_another_word_is_found(
    text: str, found: str, plain: Language
) -> None:
    assert begun_in(text, plain) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "ได้รับการดูแลอย่างเท่าเทียมกัน",
        "พนักงานระดับชำนาญการและชำนาญงาน",
        "มีพัฒนาการในเชิงบวก",
        "แจ้งกำหนดการล่วงหน้า",
        "ระดับปฏิบัติการหรือชำนาญการ",
        "ความในวรรคหนึ่ง การใดที่ทำไปแล้ว",
        "ข้าราชการและพนักงานจ้าง",
    ],
)
def test_a_noun_that_is_whole_is_let_alone(text: str, plain: Language) -> None:
    assert begun_in(text, plain) == []


def test_a_reader_is_asked_which_word_is_lost_where_no_slip_was_found() -> None:
    lost = rules_in({f"{DETAILS}!B3": "ผู้สูงอายุได้รับการอย่างเท่าเทียมกัน"})
    slipped = rules_in({f"{DETAILS}!B3": "ประชาชนได้รับการอย่าาเท่าเทียมกัน"})

    assert lost == [("SPL019", "ได้รับการอย่าง")]
    assert "SPL019" not in dict(slipped)
