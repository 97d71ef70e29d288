from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync.thai.dates import (
    fiscal_year,
    from_cell,
    long_date,
    parse_date,
    parse_year,
    quarter,
)
from sync.thai.digits import to_arabic, to_thai
from sync.thai.folding import (
    clean,
    fold,
    in_order,
    key,
    only_signs,
    says_something,
    settle,
    shorten,
    width,
    without_repeated,
)
from sync.thai.money import Amount, baht, baht_words, number_words, parse_baht
from sync.thai.ticks import parse_tick


@pytest.mark.parametrize(
    ("typed", "amount", "plain"),
    [
        ("20,000.00", "20000.00", True),
        ("๒๐๐๐๐", "20000", True),
        ("20000 บาท", "20000", False),
        ("๒๐,๐๐๐ บาท (สองหมื่นบาทถ้วน)", "20000", False),
        ("4,000 บาท (ข้อบัญญัติงบประมาณ พ.ศ. ๒๕๗๐)", "4000", False),
        ("งบประมาณ จำนวน ๒๐๐๐๐ บาท", "20000", False),
        ("20,000.-", "20000", False),
        ("฿500", "500", False),
        ("-", "0", False),
        ("ไม่ใช้งบประมาณ", "0", True),
        ("-500", "-500", True),
        (" 1 ", "1", True),
    ],
)
def test_money_is_read_in_every_form_staff_type(
    typed: str, amount: str, plain: bool
) -> None:
    assert parse_baht(typed) == Amount(Decimal(amount), plain)


@pytest.mark.parametrize(
    "typed", ["", "สองหมื่น", "1,2,3", "20,00", "15,00O", "1e5", "1.2.3", "--5", "NaN"]
)
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    assert parse_baht(typed) is None


@given(st.integers(min_value=-(10**16), max_value=10**16))
def test_a_printed_amount_reads_back_to_the_satang(satang: int) -> None:
    amount = Decimal(satang) / 100

    for printed in (baht(amount), to_thai(baht(amount))):
        assert parse_baht(printed) == Amount(amount, plain=True)


@given(st.text())
def test_any_text_is_an_amount_or_is_not_and_never_an_exception(text: str) -> None:
    parse_baht(text)
    parse_date(text)
    parse_year(text)
    parse_tick(text)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("20000", "สองหมื่นบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("2500021", "สองล้านห้าแสนยี่สิบเอ็ดบาทถ้วน"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("12.50", "สิบสองบาทห้าสิบสตางค์"),
        ("0", "ศูนย์บาทถ้วน"),
    ],
)
def test_amounts_are_read_aloud(amount: str, words: str) -> None:
    assert baht_words(Decimal(amount)) == words


def test_a_million_millions_is_said_twice() -> None:
    assert number_words(10**12) == "หนึ่งล้านล้าน"


@pytest.mark.parametrize(
    "typed",
    [
        "18 มิถุนายน 2569",
        "๑๘ มิถุนายน ๒๕๖๙",
        "18 มิ.ย. 69",
        "18 มิถุนายน พ.ศ. 2569",
        "18/06/2569",
        "18-6-69",
        "2026-06-18",
        "18 มิถุนายน 2026",
    ],
)
def test_a_date_is_read_in_every_form_staff_type(typed: str) -> None:
    assert parse_date(typed) == date(2026, 6, 18)


@pytest.mark.parametrize("typed", ["31 กันยายน 2569", "0/1/2569", "18 มิถุนา", "", "ไม่มี"])
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert parse_date(typed) is None


def test_a_leap_day_of_a_buddhist_year_is_a_day() -> None:
    assert parse_date("29 กุมภาพันธ์ 2567") == date(2024, 2, 29)


def test_a_date_cell_of_a_buddhist_year_is_converted() -> None:
    assert from_cell(date(2569, 6, 18)) == date(2026, 6, 18)
    assert from_cell(date(2026, 6, 18)) == date(2026, 6, 18)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 12, 31)))
def test_a_printed_date_reads_back(day: date) -> None:
    assert parse_date(long_date(day)) == day
    assert parse_date(to_thai(long_date(day))) == day


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2569", 2569),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๙", 2569),
        ("พ.ศ.๒๕๖๖", 2566),
        ("69", 2569),
        ("2026", 2569),
        ("1234", None),
        ("ปีหน้า", None),
    ],
)
def test_a_year_is_a_buddhist_year(typed: str, year: int | None) -> None:
    assert parse_year(typed) == year


@pytest.mark.parametrize(
    ("day", "year", "part"),
    [
        (date(2025, 9, 30), 2568, 4),
        (date(2025, 10, 1), 2569, 1),
        (date(2026, 1, 1), 2569, 2),
        (date(2026, 4, 1), 2569, 3),
        (date(2026, 6, 18), 2569, 3),
        (date(2026, 7, 1), 2569, 4),
    ],
)
def test_a_fiscal_year_begins_in_october(day: date, year: int, part: int) -> None:
    assert (fiscal_year(day), quarter(day)) == (year, part)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("น้ำ", "น้ํา"),
        ("น้ำ", "นํ้า"),
        ("กี่", "ก่ี"),
        ("แผน", "เเผน"),
        ("ทำให้", "ทำให้้"),
        ("มิติ 1", "มิติ ๑"),
        ("ต่าง ๆ", "ต่างๆ"),
        ("กอง\u200bคลัง", "กองคลัง"),
        ("a\u00a0b", "a  b"),
    ],
)
def test_spellings_that_look_the_same_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_name_split_over_two_lines_has_the_same_key() -> None:
    assert key("โครงการ\nอบรม “คุณธรรม”") == key('โครงการอบรม"คุณธรรม"')


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_sara_am_is_never_taken_apart() -> None:
    assert fold("ทำ") == "ทำ"


def test_cleaning_keeps_words_and_drops_what_cannot_be_seen() -> None:
    assert clean("  กอง\u200bคลัง \n ตำบล ") == "กองคลัง ตำบล"


@example(text="\u0e34" * 5, columns=1)
@given(st.text(alphabet="กขคงำ่้๊๋ิีึืุู็์ะาเแ ", max_size=40), st.integers(1, 20))
def test_a_shortened_text_fits_and_never_ends_inside_a_cluster(
    text: str, columns: int
) -> None:
    short = shorten(text, columns)

    assert width(short) <= columns
    if short != text:
        kept = short.removesuffix("…")
        rest = text[len(kept) :]
        assert not kept or not rest or width(rest[0]) > 0


@given(
    st.text(
        "กเแ\u0e30\u0e31\u0e32\u0e33\u0e34\u0e3a\u0e47\u0e48\u0e4b\u0e4c\u0e4d\u0e4e"
    )
)
def test_a_text_is_looked_through_only_where_something_is_to_be_settled(
    text: str,
) -> None:
    assert settle(text) == in_order(without_repeated(text))


def test_digits_fold_both_ways() -> None:
    assert to_arabic("๒๕๖๙") == "2569"
    assert to_thai("2569") == "๒๕๖๙"


@pytest.mark.parametrize(
    ("mark", "ticked"),
    [
        *(
            (mark, True)
            for mark in ("TRUE", "☑", "✓", "✔", "/", "x", "X", "ใช่", "1", "๑")
        ),
        *((mark, False) for mark in ("FALSE", "", "☐", "-", "0", "ไม่")),
        *((mark, None) for mark in ("ต.ค.", "2", "?")),
    ],
)
def test_ticks_are_read_in_every_form(mark: str, ticked: bool | None) -> None:
    assert parse_tick(mark) is ticked


@pytest.mark.parametrize(
    ("text", "signs", "says"),
    [
        ("", True, False),
        (" - – — … ____ ( ) ? / \u3164", True, False),
        ("xxx XX x", True, False),
        ("๒๕xx", False, False),
        ("100%", False, False),
        ("ก", False, False),
        ("Max", False, True),
        ("แผน ก", False, True),
        ("กองxx", False, True),
    ],
)
def test_signs_and_crosses_are_no_words(text: str, signs: bool, says: bool) -> None:
    assert (only_signs(text), says_something(text)) == (signs, says)
