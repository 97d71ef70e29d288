"""Slips in a plan: its own words are none, and a damaged text is said once a cell."""

from tests.sheets import DETAILS, INFO
from tests.unit.rules.spelling import rules_in


def test_a_word_of_the_trade_is_found_as_it_sounds() -> None:
    there = {f"{DETAILS}!B3": "ผู้เข้าร่วมประชุมลงรายมือชื่อทุกครั้ง"}

    assert ("SPL008", "รายมือชื่อ") in rules_in(there)


def test_a_name_that_the_plan_gives_is_no_slip_anywhere() -> None:
    there = {f"{DETAILS}!B3": "กำหนดนโบบายของรัฐ"}

    assert ("SPL008", "นโบบาย") in rules_in(there)
    assert ("SPL008", "นโบบาย") not in rules_in({**there, f"{INFO}!B6": "นโบบาย"})


def test_no_word_that_is_met_again_and_again_is_the_plan_s_own() -> None:
    text = "ปรับปรุงโครงการฮประชาชนในพื้นที่"
    cells = [f"{DETAILS}!{column}{row}" for column in "BC" for row in (2, 3)]

    once = rules_in({cells[0]: text})
    often = rules_in({cell: f"{number}) {text}" for number, cell in enumerate(cells)})

    assert ("SPL014", "โครงการฮประชาชน") in once
    assert ("SPL014", "โครงการฮประชาชน") not in often


def test_a_spelling_met_again_and_again_is_the_plan_s_own() -> None:
    cells = [f"{DETAILS}!{column}{row}" for column in "BC" for row in (2, 3)]
    line = "เพื่อส่งเสริมอุสาหกรรมในพื้นที่"
    typed = dict.fromkeys(cells, line)

    assert ("SPL008", "อุสาหกรรม") not in rules_in(typed)
    assert ("SPL008", "อุสาหกรรม") not in rules_in({cells[0]: " ".join([line] * 4)})
    typed[cells[0]] = "เพื่อส่งเสริมอุตสาหกรรมในพื้นที่"
    assert ("SPL008", "อุสาหกรรม") in rules_in(typed)


def test_text_out_of_a_pdf_is_said_once_a_cell_with_the_words() -> None:
    text = "ส านักงานเทศบาลด าเนินการป้องกันการกระทาทุจริต"

    said = rules_in({f"{DETAILS}!B3": text})

    assert [rule for rule, _ in said].count("SPL015") == 1
    assert {("SPL008", "ส านักงาน"), ("SPL008", "ด าเนินการ")} <= {*said}
