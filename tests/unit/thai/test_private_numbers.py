"""Numbers of people, found and masked."""

import pytest

from sync.thai.private_numbers import without_private_numbers


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("เลข 1-1037-02071-81-1 ครับ", "เลข 1-xxxx-xxxxx-xx-1 ครับ"),
        ("๑ ๑๐๓๗ ๐๒๐๗๑ ๘๑ ๑", "๑ xxxx xxxxx xx ๑"),
        ("1103702071811", "11xxxxxxxxx11"),
        ("โทร 081-234-5678 และ ๐๒ ๑๒๓ ๔๕๖๗", "โทร 08x-xxx-xx78 และ ๐๒ xxx xx๖๗"),
        ("https://example.com/0812345678", "https://example.com/0812345678"),
        ("เลขที่ 1103702071812", "เลขที่ 1103702071812"),
        ("เลขประจำตัว 1-1001-00000-12-9", "เลขประจำตัว 1-xxxx-xxxxx-xx-9"),
        ("เลขประจำตัวประชาชน ๑ ๑๐๐๑ ๐๐๐๐๐ ๑๒ ๙", "เลขประจำตัวประชาชน ๑ xxxx xxxxx xx ๙"),
        ("บัตรประชาชนเลขที่ 1100100000129", "บัตรประชาชนเลขที่ 11xxxxxxxxx29"),
        ("เลขประจำตัวผู้เสียภาษี 0994000123456", "เลขประจำตัวผู้เสียภาษี 0994000123456"),
        ("เลขประจำตัวพนักงาน 12345", "เลขประจำตัวพนักงาน 12345"),
        ("จ่าย 1,234,567.89 บาท เมื่อ 31/3/2570", "จ่าย 1,234,567.89 บาท เมื่อ 31/3/2570"),
    ],
)
def test_numbers_of_people_are_masked_and_no_others(typed: str, shown: str) -> None:
    assert without_private_numbers(typed) == shown
