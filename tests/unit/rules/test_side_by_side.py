"""Two slips beside one another, and two in one word."""

import pytest

from sync.rules.text.language import Language, language
from sync.rules.text.reading import thai_runs
from sync.rules.text.slips import slips
from sync.rules.text.wordlists import load_word_lists


@pytest.fixture(scope="module")
def plain() -> Language:
    """Return the language without any list of words."""
    return language((), load_word_lists().spelling.look_alikes, ())


def mended(text: str, words: Language) -> str:
    """Return a text with the slips put right that are no question."""
    for slip in reversed(list(slips(text, thai_runs(text, words.known), words))):
        if not slip.is_unsure:
            text = text[: slip.start] + slip.word + text[slip.end :]
    return text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("หนังสือขอควมอนุเคระห์จากหน่วยงาน", "หนังสือขอความอนุเคราะห์จากหน่วยงาน"),
        ("การพัฒณาทองถิ่นของเรา", "การพัฒนาท้องถิ่นของเรา"),
        ("เพื่อป้องกนการทุจิตในหน่วยงาน", "เพื่อป้องกันการทุจริตในหน่วยงาน"),
    ],
)
def test_two_slips_side_by_side_are_put_right_together(
    text: str, right: str, plain: Language
) -> None:
    assert mended(text, plain) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ประชาชนได้รับความเดือรฮ้อนจากน้ำท่วม", "ประชาชนได้รับความเดือดร้อนจากน้ำท่วม"),
        ("ขอความร่วมมือโดยพาะอย่างยิ่งเยาวชน", "ขอความร่วมมือโดยเฉพาะอย่างยิ่งเยาวชน"),
    ],
)
def test_two_slips_in_one_word_are_put_right(
    text: str, right: str, plain: Language
) -> None:
    assert mended(text, plain) == right


@pytest.mark.parametrize(
    "text",
    [
        "มีจุดผ่านแดนถาวรสองแห่ง และบูธหน่วยงานต่าง ๆ",
        "กลุ่มแม่บ้านจำหน่ายเนื้อแพะที่ตลาดนัด",
        "ชิ้นส่วนเป็นหนึ่งในสิบอุตสาหกรรมเป้าหมาย",
        "ใช้แนวทางเวชปฏิบัติสำหรับการวินิจฉัย",
        "บริษัทเซมิคอนดัคเตอร์เข้าร่วมงาน",
    ],
)
def test_words_that_stand_for_themselves_are_left_as_they_are(
    text: str, plain: Language
) -> None:
    assert mended(text, plain) == text
