"""Pieces of sentences that are no words: what is asked about, and what is let alone."""

import pytest

from sync.rules.text.language import Language, language
from sync.rules.text.reading import thai_runs
from sync.rules.text.unknown import unknown_words
from sync.rules.text.wordlists import load_word_lists


@pytest.fixture(scope="module")
def plain() -> Language:
    """Return the language without any list of words."""
    return language((), load_word_lists().spelling.look_alikes, ())


def found(text: str, words: Language) -> list[str]:
    spans = unknown_words(text, thai_runs(text, words.known), words)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("ส่งเสริมการกำหดนแนวทางของหน่วยงาน", "การกำหดนแนวทาง"),
        ("ประชาชนได้รับความเดือรฮ้อนจากหน่วยงาน", "ความเดือรฮ้อนจาก"),
        ("ปรับปรุงโครงการฮประชาชนในพื้นที่", "โครงการฮประชาชน"),
        ("มีการปรับปุรรงระบบบริการ", "ปรับปุรรงระบบ"),
    ],
)
def test_what_falls_to_pieces_between_common_words_is_found(
    text: str, unknown: str, plain: Language
) -> None:
    assert found(text, plain) == [unknown]


@pytest.mark.parametrize(
    "text",
    [
        "ส่งเสริมการกำหนดแนวทางของหน่วยงาน",
        "มอบหมายนายธนกฤษฎ์เป็นผู้ประสานงาน",  # a person
        "ประชุมประชาชนบ้านฮางโพนโครงการ",  # a village
        "จัดทำเนื้อหาลงติ๊กต็อกและเว็บไซต์",  # a foreign word
        "สำนักงาน ป.ป.ช. ประจำจังหวัด ปีงบประมาณ พ.ศ. ๒๕๗๐ เวลา ๐๙.๐๐ น.",
        "แขวงทางหลวงสมทบ อปพร. และชรบ. ในพื้นที่",  # abbreviations
    ],
)
def test_names_foreign_words_and_abbreviations_are_let_alone(
    text: str, plain: Language
) -> None:
    assert found(text, plain) == []
