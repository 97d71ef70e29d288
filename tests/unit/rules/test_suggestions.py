"""What staff are advised: a sentence, in the digits that they use."""

import re
from dataclasses import replace

import pytest

from sync.model.cells import Sheet, Uncomputed
from sync.rules.catalogue import load_rule_texts
from sync.thai.digits import to_arabic
from tests.sheets import clean_sheet, type_in
from tests.unit.rules.test_rules import judge

TEXTS = load_rule_texts()


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_rule_advises_in_a_sentence(language: str) -> None:
    bare = [
        code
        for code, text in TEXTS[language].items()
        if len(re.sub(r"\{\w+\}|[^ก-๙A-Za-z]", "", text.suggestion)) < 4
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("cell", "typed", "rule", "said"),
    [
        ("โครงการ!A4", "7", "PRJ004", "แก้เลขลำดับเป็น 2"),
        (
            "รายละเอียด!G2",
            "๒๐๐๐๐ บาท (สองหมื่นบาทถ้วน) จากข้อบัญญัติ",
            "BUD102",
            "พิมพ์เป็น ๒๐,๐๐๐",
        ),
        (
            "รายละเอียด!G2",
            "20000 บาท (สองหมื่นบาทถ้วน) จากข้อบัญญัติ",
            "BUD102",
            "พิมพ์เป็น 20,000",
        ),
        (
            "รายละเอียด!G2",
            "๒๐,๐๐๐ บาท จากข้อบัญญัติงบประมาณรายจ่ายประจำปี พ.ศ. ๒๕๖๙",
            "YRS005",
            "แก้ปีงบประมาณเป็น ๒๕๗๐",
        ),
        ("โครงการ!D3", "๑๒.๐๐๐", "BUD008", "เช่น ๑๒,๐๐๐.๐๐ / ๑๒.๐๐"),
    ],
)
def test_numbers_to_type_are_in_the_digits_that_stand_there(
    cell: str, typed: str, rule: str, said: str
) -> None:
    findings = judge(type_in(clean_sheet(), {cell: typed}))

    (found,) = [finding for finding in findings if finding.rule == rule]
    assert said in found.suggestion


def test_what_a_finding_quotes_keeps_its_digits() -> None:
    steps = "1) ขออนุมัติ\n2) ดำเนินการ\n๓) รายงานผล\n4) เผยแพร่"
    findings = judge(type_in(clean_sheet(), {"รายละเอียด!E2": steps}))

    (mixed,) = [finding for finding in findings if finding.rule == "LST003"]
    assert "พบ “๓)” ขณะที่ข้ออื่นใช้แบบ “1)”" in mixed.message
    assert mixed.suggestion == "ใช้แบบเดียวกันทุกข้อ เช่น 1)"


@pytest.mark.parametrize(
    ("typed", "rule", "said"),
    [
        ({"ข้อมูลแผน!B9": "พ.ศ. ๒๕๖๖ - ๒๕๖๙"}, "INF005", "ช่วงปีของแผน พ.ศ. ๒๕๖๖ - ๒๕๖๙"),
        (
            {"รายละเอียด!G2": "๒๐,๐๐๐ บาท (สองแสนบาทถ้วน)"},
            "BUD104",
            "ไม่ตรงกับตัวเลข ๒๐,๐๐๐ บาท",
        ),
        (
            {"รายละเอียด!G2": "20,000 บาท (สองแสนบาทถ้วน)"},
            "BUD104",
            "ไม่ตรงกับตัวเลข 20,000 บาท",
        ),
    ],
)
def test_figures_that_are_quoted_are_not_written_anew(
    typed: dict[str, str], rule: str, said: str
) -> None:
    (found,) = [f for f in judge(type_in(clean_sheet(), typed)) if f.rule == rule]

    assert said in found.message


def arabic(sheet: Sheet) -> Sheet:
    """Return a sheet with every digit as 0-9."""
    return replace(
        sheet,
        tabs=tuple(
            replace(
                tab,
                rows=tuple(
                    tuple(to_arabic(v) if isinstance(v, str) else v for v in row)
                    for row in tab.rows
                ),
            )
            for tab in sheet.tabs
        ),
    )


@pytest.mark.parametrize(
    ("typed", "rule", "thai", "said"),
    [
        ({"รายละเอียด!D2": "พนักงานส่วนตำบล"}, "TGT004", True, "จำนวน ๕๐ คน"),
        ({"รายละเอียด!D2": "พนักงานส่วนตำบล"}, "TGT004", False, "จำนวน 50 คน"),
        ({"รายละเอียด!J2": "ข้อร้องเรียนลดลง"}, "RES007", False, "ร้อยละ 10 จากปีก่อน"),
        ({"ข้อมูลแผน!B9": "พ.ศ. 2566 - 2571"}, "YRS003", True, "พ.ศ. 2566 - 2570"),
    ],
)
def test_examples_are_in_the_plans_own_digits(
    typed: dict[str, str], rule: str, thai: bool, said: str
) -> None:
    sheet = type_in(clean_sheet(), typed)
    findings = judge(sheet if thai else arabic(sheet))

    (found,) = [finding for finding in findings if finding.rule == rule]
    assert said in found.suggestion


def test_of_two_names_neither_is_taken_for_the_right_one() -> None:
    findings = judge(type_in(clean_sheet(), {"รายละเอียด!A2": "โครงการอบรมคุณธรร"}))

    (drift,) = [finding for finding in findings if finding.rule == "DET006"]
    assert drift.suggestion == "ดูว่าชื่อใดพิมพ์ถูก แล้วแก้อีกแห่งให้ตรงกัน"


def test_of_numbers_that_stand_there_twice_the_row_is_told() -> None:
    numbers = {f"โครงการ!A{row}": 1 for row in (3, 4, 5)}
    findings = judge(type_in(clean_sheet(), {**numbers, "รายละเอียด!A4": "กิจกรรมบัตรคว"}))

    (drift,) = [finding for finding in findings if finding.rule == "DET006"]
    assert drift.project == 3
    assert "แถวที่ 5 “กิจกรรมบัตรคิว”" in drift.message


TOWN = {
    "ข้อมูลแผน!B4": "เทศบาลตำบลธารสมมุติ",
    "ข้อมูลแผน!B5": "เทศบาลตำบล",
    "รายละเอียด!G2": "งบประมาณ จำนวน ๒๐,๐๐๐ บาท (สองหมื่นบาทถ้วน)",
}


@pytest.mark.parametrize(
    ("office", "law"),
    [
        ({"รายละเอียด!G2": TOWN["รายละเอียด!G2"]}, "จากข้อบัญญัติงบประมาณ"),
        (TOWN, "จากเทศบัญญัติงบประมาณ"),
    ],
)
def test_the_by_law_advised_is_that_of_the_kind_of_office(
    office: dict[str, str], law: str
) -> None:
    findings = judge(type_in(clean_sheet(), office))

    (found,) = [finding for finding in findings if finding.rule == "BUD105"]
    assert law in found.suggestion


def test_figures_are_in_the_plans_own_digits_where_nothing_found_has_any() -> None:
    findings = judge(type_in(clean_sheet(), {"รายละเอียด!G2": "ไม่ใช้งบประมาณ"}))

    (found,) = [finding for finding in findings if finding.rule == "BUD106"]
    assert found.message.endswith("ตารางมีงบประมาณ ๒๐,๐๐๐.๐๐ บาท")


@pytest.mark.parametrize(
    ("typed", "rule", "heading"),
    [
        ({"ผู้รับอีเมล!D2": False}, "REC002", "ชื่อ"),
        (
            {"ข้อมูลแผน!A17": "ไม่ทราบตำแหน่ง", "ข้อมูลแผน!B17": "ภาคผนวก ก"},
            "INF004",
            "ไม่ทราบตำแหน่ง",
        ),
        ({"โครงการ!E3": "P"}, "QTR002", "ดำเนินการไตรมาส 1"),
    ],
)
def test_a_finding_names_the_heading_of_its_cell(
    typed: dict[str, object], rule: str, heading: str
) -> None:
    findings = judge(type_in(clean_sheet(), typed))

    assert [f.field for f in findings if f.rule == rule] == [heading]


def test_a_formula_in_a_row_that_is_no_project_names_the_heading_of_its_column() -> (
    None
):
    row = dict.fromkeys(("โครงการ!C4", "โครงการ!D4", "โครงการ!F4"), "")
    sheet = type_in(clean_sheet(), {**row, "โครงการ!B4": Uncomputed("=A9")})

    fields = {str(f.cell): f.field for f in judge(sheet) if f.rule == "CEL001"}
    assert fields == {"โครงการ!B4": "รายการโครงการ"}


CITY = {
    "ข้อมูลแผน!B4": "เทศบาลเมืองธารสมมุติ",
    "ข้อมูลแผน!B5": "เทศบาลเมือง",
}
SHORT = {"ข้อมูลแผน!B4": "อบต.ธารสมมุติ"}


@pytest.mark.parametrize(
    ("office", "typed", "found", "right"),
    [
        (CITY, "เทศบาลตำบลหนองหอย", "เทศบาลตำบลหนองหอย", "เทศบาลเมืองธารสมมุติ"),
        (CITY, "เทศบาลนครหนองหอย", "เทศบาลนครหนองหอย", "เทศบาลเมืองธารสมมุติ"),
        (
            CITY,
            "นายกเทศมนตรีตำบลหนองหอย",
            "นายกเทศมนตรีตำบลหนองหอย",
            "นายกเทศมนตรีเมืองธารสมมุติ",
        ),
        (
            CITY,
            "องค์การบริหารส่วนตำบลหนองหอย",
            "องค์การบริหารส่วนตำบลหนองหอย",
            "เทศบาลเมืองธารสมมุติ",
        ),
        (CITY, "อบต. หนองหอย", "อบต. หนองหอย", "เทศบาลเมืองธารสมมุติ"),
        (CITY, "นายก อบต.หนองหอย", "นายก อบต.หนองหอย", "นายกเทศมนตรีเมืองธารสมมุติ"),
        (
            CITY,
            "ปลัดองค์การบริหารส่วนตำบลธารสมมุติ",
            "ปลัดองค์การบริหารส่วนตำบลธารสมมุติ",
            "ปลัดเทศบาลเมืองธารสมมุติ",
        ),
        (CITY, "อบต./เทศบาล", "อบต.", "เทศบาล"),
        ({}, "เทศบาลเมืองหนองหอย", "เทศบาลเมืองหนองหอย", "องค์การบริหารส่วนตำบลธารสมมุติ"),
        ({}, "เทศบาลตำบลจึงดำเนินการ", "เทศบาลตำบล", "องค์การบริหารส่วนตำบลธารสมมุติ"),
        (
            {},
            "นายกเทศมนตรีตำบลธารสมมุติ",
            "นายกเทศมนตรีตำบลธารสมมุติ",
            "นายกองค์การบริหารส่วนตำบลธารสมมุติ",
        ),
        ({}, "อบต. หนองหอย", "อบต. หนองหอย", "อบต. ธารสมมุติ"),
        ({}, "อบจ.และประชาชน พนักงานเทศบาล", "พนักงานเทศบาล", "พนักงานส่วนตำบล"),
        (SHORT, "สำนักปลัดเทศบาล", "สำนักปลัดเทศบาล", "สำนักปลัด อบต."),
    ],
)
def test_what_is_advised_for_another_office_is_ones_own_kind_and_name(
    office: dict[str, str], typed: str, found: str, right: str
) -> None:
    text = {"รายละเอียด!B2": f"{typed}จัดทำมาตรการนี้"}
    findings = judge(type_in(clean_sheet(), {**office, **text}))

    told = [
        (finding.found, finding.suggestion)
        for finding in findings
        if finding.rule.startswith("ORG") and finding.cell.a1 == "B2"
    ]
    assert [each for each, _ in told] == [found]
    assert re.search(rf"[“ ]{re.escape(right)}(?:”|$)", told[0][1])


@pytest.mark.parametrize(
    ("province", "said"),
    [
        ("กรุงเทพ", "พิมพ์ชื่อเต็มของจังหวัด"),
        ("ประจวบ", "พิมพ์ชื่อเต็มของจังหวัด ชื่อที่ใกล้ที่สุดในทำเนียบ: ประจวบคีรีขันธ์"),
        ("แบบแผน", "พิมพ์ชื่อเต็มของจังหวัด"),
    ],
)
def test_the_nearest_province_is_named_where_there_is_one(
    province: str, said: str
) -> None:
    typed = {"ข้อมูลแผน!B6": "หัวหิน", "ข้อมูลแผน!B7": province}

    found = judge(type_in(clean_sheet(), typed))

    assert [each.suggestion for each in found if each.rule == "INF007"] == [said]
