"""Names of offices, shortened for where there is little room."""

import pytest

from sync.thai.office_names import law_of, province_of, short_office


@pytest.mark.parametrize(
    ("name", "short", "law"),
    [
        ("องค์การบริหารส่วนตำบลธารสมมุติ", "อบต.ธารสมมุติ", "ข้อบัญญัติ"),
        ("องค์การบริหารส่วนจังหวัด สมมุติ", "อบจ.สมมุติ", "ข้อบัญญัติ"),
        ("เทศบาลตำบลธารสมมุติ", "ทต.ธารสมมุติ", "เทศบัญญัติ"),
        ("เทศบาลเมืองธารสมมุติ", "ทม.ธารสมมุติ", "เทศบัญญัติ"),
        ("เทศบาลนครธารสมมุติ", "ทน.ธารสมมุติ", "เทศบัญญัติ"),
        ("องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนตำบล", "ข้อบัญญัติ"),
        ("เมืองพัทยา", "เมืองพัทยา", "ข้อบัญญัติ"),
        ("", "", "ข้อบัญญัติ"),
    ],
)
def test_a_name_is_shortened_by_its_kind_and_has_its_law(
    name: str, short: str, law: str
) -> None:
    assert short_office(name) == short
    assert law_of(name) == law


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("องค์การบริหารส่วนจังหวัดแบบแผน", "แบบแผน"),
        ("องค์การบริหารส่วนจังหวัด แบบแผน", "แบบแผน"),
        ("อบจ.แบบแผน", "แบบแผน"),
        ("องค์การบริหารส่วนจังหวัด", ""),
        ("องค์การบริหารส่วนจังหวัดแบบแผน อำเภอเมือง", ""),
        ("องค์การบริหารส่วนตำบลแบบแผน", ""),
        ("", ""),
    ],
)
def test_only_the_office_of_a_province_bears_its_name(name: str, province: str) -> None:
    assert province_of(name) == province
