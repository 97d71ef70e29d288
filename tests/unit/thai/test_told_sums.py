"""How many projects a text says there are, and what they cost."""

from decimal import Decimal

import pytest

from sync.thai.spoken_money import said_twice
from sync.thai.told_sums import amounts_told, counts_told, says_count


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("รวมทั้งสิ้น 20 โครงการ", [20]),
        ("จำนวน ๒๐ โครงการ/กิจกรรม/มาตรการ", [20]),
        ("รวมมิติที่ 1 จำนวน 5 โครงการ", [5]),
        ("10 โครงการ 3 กิจกรรม 3 มาตรการ", [10, 3, 3]),
        ("มิติที่ 3 การสร้างสังคมที่ไม่ทนต่อการทุจริต จำนวน 5 โครงการ", [5]),
        # of some of them, of one, or of something else
        ("รวม (ใช้งบประมาณ 10 โครงการ ไม่ใช้งบประมาณ จำนวน 6 โครงการ)", []),
        ("มิติที่ 1 โครงการที่ 4 กิจกรรม", []),
        ("รวม 4 มิติ 2,000 โครงการ", []),
        ("ไม่น้อยกว่า 5 กิจกรรมย่อย ปีละ 2 โครงการ", []),
    ],
)
def test_a_count_is_told_where_it_is_of_all(text: str, counts: list[int]) -> None:
    assert [told.figure for told in counts_told(text)] == counts


def test_a_text_that_says_a_count_and_nothing_else() -> None:
    assert says_count("(รวม ๙ โครงการ)") == 9
    assert says_count("รวม 9 โครงการ เป็นเงิน") is None


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("รวมเป็นเงิน 30,000 บาท (สามหมื่นบาทถ้วน)", ["30000", "30000"]),
        ("(แปดหมื่นสองพันห้าร้อยบาทถ้วน)", ["82500"]),
        ("รวมทั้งสิ้น (เงินสามหมื่นบาทถ้วน)", ["30000"]),
        ("30,000 บาท -สามหมื่นบาทถ้วน-", ["30000", "30000"]),
        ("๑,๐๐๐.๕๐ บาท", ["1000.50"]),
        ("คนละ 250 บาทต่อวัน", []),
        ("งบประมาณ (บาท)", []),
    ],
)
def test_amounts_are_read_in_figures_and_in_words(
    text: str, amounts: list[str]
) -> None:
    assert [told.figure for told in amounts_told(text)] == list(map(Decimal, amounts))


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("10,000 (หนึ่งหมื่นบาทถ้วน)", ("10,000", 10000)),
        ("๑๐,๐๐๐ บาท หนึ่งหมื่นบาทถ้วน", ("10,000 บาท", 10000)),
        ("สองหมื่นบาทถ้วน (10,000.-)", ("10,000.-", 20000)),
        ("10,000 (สองหมื่น)", ("10,000", 20000)),
        ("10,000.- บาท (-เงินสองหมื่นบาทถ้วน-)", ("10,000.- บาท", 20000)),
        ("[ตัวอักษร: สองหมื่นบาทถ้วน] 10,000", ("10,000", 20000)),
        ("เป็นเงิน 10,000 บาท (สองหมื่นบาท)", ("10,000 บาท", 20000)),
        ("10,000 บาทถ้วน", None),
        ("10,000 บาท (งบของกองคลัง)", None),
        ("10,000 (สอง)", None),
        ("3 หมื่น", None),
        ("๓ หมื่นบาท", None),
    ],
)
def test_an_amount_said_twice(text: str, twice: tuple[str, int] | None) -> None:
    read = said_twice(text)

    assert (read and (read.figures.strip(), int(read.words))) == twice
