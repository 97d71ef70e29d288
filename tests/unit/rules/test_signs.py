"""What is asked first, to look no further, rules nothing out that a rule would find."""

from collections.abc import Iterator
from inspect import unwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Heading
from sync.rules.table import TEXT_RULES
from sync.rules.text import syllables
from sync.rules.text.normalized import NormalizedText, even
from sync.rules.text.passages import Passage
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists, load_word_lists

LISTS = load_word_lists()
PIECES = [
    *("[ ]", "( )", "(ระบุชื่อ)", "“ระบุชื่อ”", "(", ")", "“", '"', "ข้อ ,", "ข้อ ;", "คำ(คำ"),
    *(
        "จำนวน .... คน",
        "จำนวน … คน",
        "___",
        "เลข --- ที่",
        "xxx",
        "๒๕xx",
        "○○",
        "***",
        "จริงหรือไม่???",
        "TBD",
    ),
    *(
        "to be announced",
        "ต่างๆ",
        "ฯลฯกัน",
        "กรุงเทพ ฯ",
        "No Gift Polcy",
        "โน๊ต",
        "จ๋ง",
        "ม๋า",
    ),
    *("๕0", "5๐", "๑o๐", "1OO,000", "๓๑ เมษายน", "31/4/2569", "วันจันทร์ที่ ๑ มกราคม ๒๕๖๙"),
    *(
        "๒๕.๐๐ น.",
        "09:75 น.",
        "10.00 - 09.00 น.",
        "ไตรมาสที่ ๕",
        "โทร. ๐๒-๑๒๓",
        "โทร 02 123 45",
    ),
    *("1-1017-00230-70-5", "081-234-5678 ", "สายตรง ๐๘ ๑๒๓๔ ๕๖๗๘ "),
    *(
        "๒ คน คนละ ๓ บาท เป็นเงิน ๗ บาท",
        "2 x 3 คน รวม 7 บาท",
        "คนละ 3 บาท จำนวน 2 คน รวม 9 บาท",
    ),
    *(
        "ชาย ๕ คน หญิง ๕ คน รวม ๑๑ คน",
        "หมู่ที่ ๑ - ๕ รวม ๖ หมู่",
        "๕ คน ๕ คน รวม ๑๑ คน",
        "０๑",
    ),
    *(
        "ตัวอย่างที่ ๑ ",
        "\n",
        " ",
        "Click here to enter text",
        "พ.ร.บ.ข้อมูลข่าวสาร พ.ศ. ๒๕๔๑",
        "๕ ทาง ได้แก่ ไลน์ เว็บ และป้าย",
        "พ.ศ ๒๕๔๐",
        " gmL[k] ",
        "www.example.go,th",
        "saraban@@example.go.th",
        "ตามรัฐธรรมนูญแห่งราชอาณาจักรไทย พ.ศ. ๒๕๕๐",
        "๒๐๐ คน พอใจ ๑๕๐ คน คิดเป็นร้อยละ ๘๕",
        "จาก ๕ วัน เหลือ ๗ วัน",
        "ร้อยละ ๘๐ - ๗๐",
        "ร้อยละ ๖๐ เป็นชาย ร้อยละ ๕๐ เป็นหญิง",
        "ร้อยละ ๘๐ คน",
        "๕ เรื่อง แก้ไขแล้ว ๖ เรื่อง",
        "ทุกไตรมาส ปีละ ๓ ครั้ง",
        "1,2000 ฉบับ",
        "15/13/2570",
        "ยุทธศาสตร์ชาติ (พ.ศ. ๒๕๖๐ - ๒๕๗๙)",
    ),
]


def typed(text: str) -> NormalizedText:
    return even(Passage(Cell("รายละเอียด", 2, 3), text, Heading.METHOD))


ASKED_LESS = [(rule, unwrap(rule)) for rule in TEXT_RULES.values()]


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
def test_a_rule_asked_only_where_its_signs_stand_misses_nothing(
    pieces: list[str],
) -> None:
    text = typed("".join(pieces))

    for rule, always in ASKED_LESS:
        if always is not rule:
            assert list(rule(text, LISTS)) == list(always(text, LISTS))


def test_each_rule_that_is_asked_less_finds_something_in_the_pieces() -> None:
    texts = [typed(piece) for piece in PIECES]

    for rule, always in ASKED_LESS:
        if always is not rule:
            assert any(list(rule(text, LISTS)) for text in texts), rule.__name__


def test_a_rule_is_not_asked_where_one_of_its_signs_is_missing() -> None:
    @only_with("()", "0๐")
    def found(text: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
        yield text.hit("PLH001", 0, 1)

    told = [bool(list(found(typed(text), LISTS))) for text in ("(๐", "(๑", "๐", "0)")]

    assert told == [True, False, False, True]


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet="กบรนฤเแใะาำๅ\u0e31ิืู็่้๊์ฺ \n.)ๆ1", max_size=12))
def test_what_no_thai_text_can_hold_is_found_as_quickly_and_as_often(
    text: str,
) -> None:
    for quick, whole in (
        (syllables.MAY_BE_TWO, syllables.TWO_MARKS),
        (syllables.MAY_BE_UNFINISHED, syllables.UNFINISHED),
        (syllables.MAY_BE_STRAY, syllables.STRAY),
    ):
        assert quick.search(text) or not whole.search(text)
