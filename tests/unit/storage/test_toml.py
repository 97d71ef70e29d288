"""A file that is no TOML: where, and what people call the trouble."""

import tomllib

import pytest

from sync.storage.toml import toml_problem


def said_of(text: str) -> str:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    return toml_problem(caught.value, text)


@pytest.mark.parametrize(
    ("text", "thai", "english"),
    [
        ("opens = 2570-06-31", "ไม่มีวันที่ 2570-06-31 ในปฏิทิน", "no day 2570-06-31"),
        ("opens = 2570-13-01 # x", "ไม่มีวันที่ 2570-13-01", "no day 2570-13-01"),
        ("days = [2570-01-01, 2570-02-30]", "ไม่มีวันที่ 2570-02-30", "2570-02-30"),
        # a day of the Buddhist era, whose leap years are others than TOML's
        ("opens = 2567-02-29", 'เช่น "2567-02-29"', "put 2567-02-29 in quotes"),
        ("opens = 31/12/2570", 'เช่น "31/12/2570"', "put 31/12/2570 in quotes"),
        ("opens = 2570-6-1", 'เช่น "2570-6-1"', "put 2570-6-1 in quotes"),
        ("night = 01:30", 'เช่น "01:30"', "put 01:30 in quotes"),
        ("a = 1\na = 2", "ตั้งไว้แล้ว", "set already"),
        ("[x]\n[x]", "ตั้งไว้แล้ว", "set already"),
        ("a = {b = 1", "ยังไม่ปิด", "not closed"),
        ("[a", "ยังไม่ปิด", "not closed"),
        ('a = "C:\\user"', "ให้ใช้ / แทน", "write /"),
        ("a = ข", "ขาดเครื่องหมายคำพูด", "a quote is missing"),
        ("a = 2570-06-30 x", "ขาดเครื่องหมายคำพูด", "a quote is missing"),
        ('a = "2570-06-31" x', "ขาดเครื่องหมายคำพูด", "a quote is missing"),
        ("host = 10.0.0.1", "ขาดเครื่องหมายคำพูด", "a quote is missing"),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(
    text: str, thai: str, english: str
) -> None:
    said = said_of(f"log = 'text'\n{text}\n")

    line = 2 + text.count("\n")
    assert said.startswith(f"บรรทัดที่ {line}")
    assert thai in said
    assert english in said


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("a =", 3),
        ('[x]\na = """b\nc = 1\n\nd = 2\n', 4),
        ("a = [1,\n2,\n\n# x\n", 3),
        ("a", 3),
    ],
)
def test_what_the_end_of_the_file_cuts_off_is_said_where_it_begins(
    text: str, begins: int
) -> None:
    said = said_of(f"log = 'text'\n\n{text}")

    assert said.startswith(f"บรรทัดที่ {begins}: ")
    assert f"line {begins}:" in said
    assert "–" not in said


def test_nothing_of_the_file_is_shown_but_a_day() -> None:
    assert "secret" not in said_of('password = "secret" secret')
