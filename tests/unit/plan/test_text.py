"""Staff's text as documents show it."""

import pytest

from sync.plan.text import digit_style, printable, printable_lines, split_mark


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("พ.ศ. 2569", "พ.ศ. ๒๕๖๙"),
        ("จำนวน50คน (30%)", "จำนวน๕๐คน (๓๐%)"),
        ("ระบบ E-Service 4.0 จำนวน 2 ระบบ", "ระบบ E-Service 4.0 จำนวน ๒ ระบบ"),
        ("ISO 9001:2015 ภายใน 24 ชั่วโมง", "ISO 9001:2015 ภายใน ๒๔ ชั่วโมง"),
        ("Line 45 คน", "Line ๔๕ คน"),
        ("COVID-19 ปี 2563", "COVID-19 ปี ๒๕๖๓"),
        (
            "ดูที่ https://example.com/แผน/2569 หน้า 3",
            "ดูที่ https://example.com/แผน/2569 หน้า ๓",
        ),
        (
            "ติดต่อ plan2569@example.com โทร 044-123",
            "ติดต่อ plan2569@example.com โทร ๐๔๔-๑๒๓",
        ),
        ("www.example.com/2569", "www.example.com/2569"),
        ("", ""),
    ],
)
def test_digits_of_thai_text_become_thai(typed: str, shown: str) -> None:
    assert digit_style("thai")(typed) == shown


def test_thai_digits_become_arabic_but_for_links() -> None:
    show = digit_style("arabic")

    assert show("ปี ๒๕๖๙ ร้อยละ ๙๐") == "ปี 2569 ร้อยละ 90"
    assert show("https://example.com/๒๕๖๙ ที่ ๑") == "https://example.com/๒๕๖๙ ที่ 1"


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("๑) เพื่อสร้าง", ("๑)", "เพื่อสร้าง")),
        ("๑๐)เพื่อสร้าง", ("๑๐)", "เพื่อสร้าง")),
        ("(2) เพื่อสร้าง", ("(2)", "เพื่อสร้าง")),
        ("- ๑) ประชุม", ("- ๑)", "ประชุม")),
        ("1. ประชุม", ("1.", "ประชุม")),
        ("1.ประชุม", ("1.", "ประชุม")),
        ("1.2. ประชุม", ("1.2.", "ประชุม")),
        ("• ประชุม", ("•", "ประชุม")),
        ("-ประชุม", ("-", "ประชุม")),
        ("ก) ประชุม", ("ก)", "ประชุม")),
        ("-", ("-", "")),
        ("๖)", ("๖)", "")),
        ("1.5 ล้านบาท", ("", "1.5 ล้านบาท")),
        ("๕๐ คน", ("", "๕๐ คน")),
        ("-5 องศา", ("", "-5 องศา")),
        ("2569. ก็ได้", ("", "2569. ก็ได้")),
        ("ก.พ. กำหนด", ("", "ก.พ. กำหนด")),
        ("(ร่าง) ประกาศ", ("", "(ร่าง) ประกาศ")),
        ("ข้าราชการ", ("", "ข้าราชการ")),
        ("", ("", "")),
    ],
)
def test_a_list_mark_is_parted_from_its_text(
    line: str, parted: tuple[str, str]
) -> None:
    assert split_mark(line) == parted


def test_what_cannot_be_printed_is_left_out() -> None:
    typed = "\ufeffก\u200bข\x00\x07ค\x0b\tง\ud800\ufffe\ufffd\x85จ "

    assert printable(typed) == "กขค ง จ"


def test_every_kind_of_line_end_ends_a_line() -> None:
    assert printable_lines("ก\nข\r\n\n \u200b \nค\u2028ง\x0bจ") == (
        "ก",
        "ข",
        "ค",
        "ง",
        "จ",
    )


@pytest.mark.parametrize("text", ["เก็บ", "นํ้า", "น้ำ", "กี่", "ก่ี", "ผู้ใหญ่", "ฤๅ", "เเก้ว"])
def test_thai_marks_stay_as_they_were_typed(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("char", ["-", "a", "๑", "9.", "://", "w", "( "])
def test_a_cell_full_of_one_character_is_no_trouble(char: str) -> None:
    text = char * 50_000

    assert len(digit_style("thai")(text)) == len(text)
    assert len("".join(split_mark(text))) <= len(text)


@pytest.mark.parametrize("typed", ["ก \ufffd\ufffd ข", "\ufffd ก \ufffd ข \ufffd"])
def test_what_no_font_draws_leaves_one_space(typed: str) -> None:
    assert printable(typed) == "ก ข"
