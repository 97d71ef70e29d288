"""The cover, and what stands below the table."""

import pytest

from sync.importing.front import parse_front
from sync.model.plan import Info
from sync.thai.digits import to_arabic
from tests.unit.importing.exports import BELOW, COVER, EXPORT, TABLE, parse


def test_the_cover_and_the_lines_below_the_table_say_whose_plan_it_is() -> None:
    plan = parse(EXPORT)

    assert plan.info == {
        Info.TITLE: "แผนปฏิบัติการป้องกันการทุจริต",
        Info.FISCAL_YEAR: "๒๕๗๐",
        Info.PERIOD: "พ.ศ. ๒๕๖๖ - ๒๕๗๐",
        Info.OFFICE: "องค์การบริหารส่วนตำบลธารสมมุติ",
        Info.OFFICE_TYPE: "องค์การบริหารส่วนตำบล",
        Info.ENGLISH_TITLE: "Action Plan\nFor an Honest & Open Office",
        Info.PREPARED_BY: "สำนักปลัด องค์การบริหารส่วนตำบลธารสมมุติ",
        Info.AMPHOE: "ตัวอย่าง",
        Info.PROVINCE: "แบบแผน",
        Info.AS_OF: "16 พฤศจิกายน 2569",
        Info.ISSUER: "นางสาวสมมุติ ใจซื่อ",
    }
    assert plan.unplaced == ()


@pytest.mark.parametrize(
    ("line", "info"),
    [
        (
            "เทศบาลเมืองสมมุติ อำเภอตัวอย่าง จังหวัดแบบแผน",
            {
                Info.OFFICE: "เทศบาลเมืองสมมุติ",
                Info.OFFICE_TYPE: "เทศบาลเมือง",
                Info.AMPHOE: "ตัวอย่าง",
                Info.PROVINCE: "แบบแผน",
            },
        ),
        (
            "องค์การบริหารส่วนจังหวัดสมมุติ",
            {
                Info.OFFICE: "องค์การบริหารส่วนจังหวัดสมมุติ",
                Info.OFFICE_TYPE: "องค์การบริหารส่วนจังหวัด",
                Info.PROVINCE: "สมมุติ",
            },
        ),
        ("เมืองพัทยา", {Info.OFFICE: "เมืองพัทยา", Info.OFFICE_TYPE: "เมืองพัทยา"}),
        (
            "แผนป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",
            {Info.TITLE: "แผนป้องกันการทุจริต", Info.FISCAL_YEAR: "๒๕๗๐"},
        ),
        *(
            (line, {Info.TITLE: "แผนป้องกันการทุจริต", Info.FISCAL_YEAR: "๒๕๗๑"})
            for line in (
                "ร่างแผนป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๗๑",
                "(ร่าง) แผนป้องกันการทุจริต พ.ศ. ๒๕๗๑",
                "ร่างที่ ๒ แผนป้องกันการทุจริต พ.ศ. ๒๕๗๑",
                "แผนป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๗๑ (ร่าง)",
                "ฉบับร่าง: แผนป้องกันการทุจริต พ.ศ. ๒๕๗๑",
            )
        ),
        (
            "แผนป้องกันการทุจริต ระยะ ๕ ปี (พ.ศ. 2566 – 2570)",
            {
                Info.TITLE: "แผนป้องกันการทุจริต ระยะ ๕ ปี",
                Info.PERIOD: "พ.ศ. 2566 – 2570",
            },
        ),
        (
            "แผนป้องกันการทุจริต พ.ศ. 2570 ของ เทศบาลตำบลสมมุติ",
            {
                Info.TITLE: "แผนป้องกันการทุจริต",
                Info.FISCAL_YEAR: "2570",
                Info.OFFICE: "เทศบาลตำบลสมมุติ",
                Info.OFFICE_TYPE: "เทศบาลตำบล",
            },
        ),
        ("จัดทำโดย : กองคลัง", {Info.PREPARED_BY: "กองคลัง"}),
    ],
)
def test_one_line_may_say_several_things(line: str, info: dict[Info, str]) -> None:
    plan = parse(line + "\n" + TABLE)

    assert plan.info == info
    assert plan.unplaced == ()


@pytest.mark.parametrize(
    "title",
    [
        "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2571 ของ องค์การบริหารส่วนตำบลธารสมมุติ",
        "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570 ของ องค์การบริหารส่วนตำบลอื่น",
        "แผนปฏิบัติการป้องกันการทุจริต (ฉบับแก้ไข)",
        "เทศบาลตำบลอื่น",
        "ปีงบประมาณ พ.ศ. ๒๕๗๑",
        "ทุจริตคือภัย ร่วมใจต้าน",
        "https://example.com/plan",
    ],
)
def test_a_line_that_says_otherwise_than_the_cover_is_unplaced(title: str) -> None:
    plan = parse(COVER + title + "\n" + TABLE)

    assert plan.info == parse(COVER + TABLE).info
    assert plan.unplaced == (title,)


def test_the_same_said_again_in_other_digits_needs_no_second_place() -> None:
    plan = parse(COVER + "ปีงบประมาณ พ.ศ. 2570\n" + TABLE)

    assert plan.info[Info.FISCAL_YEAR] == "๒๕๗๐"
    assert plan.unplaced == ()


def test_a_position_belongs_to_the_person_on_the_line_before() -> None:
    plan = parse(
        TABLE + "ผู้ออกรายงาน นางสาวสมมุติ ใจซื่อ\nตำแหน่ง นักวิเคราะห์นโยบายและแผน\n"
        "ผู้อนุมัติ\nนายตัวอย่าง รักสุจริต\nตำแหน่งนายกองค์การบริหารส่วนตำบล\n"
    )

    assert plan.info == {
        Info.ISSUER: "นางสาวสมมุติ ใจซื่อ",
        Info.ISSUER_POSITION: "นักวิเคราะห์นโยบายและแผน",
        Info.APPROVER: "นายตัวอย่าง รักสุจริต",
        Info.APPROVER_POSITION: "นายกองค์การบริหารส่วนตำบล",
    }
    assert plan.unplaced == ()


def test_a_position_of_nobody_is_unplaced() -> None:
    assert parse(TABLE + "ตำแหน่ง ปลัด\n").unplaced == ("ตำแหน่ง ปลัด",)


@pytest.mark.parametrize(
    "line", ["มิติ 1 ชื่ออื่น", "มิติ 5 การสร้างวัฒนธรรมสุจริต", "หมายเหตุท้ายตาราง"]
)
def test_a_legend_that_is_not_the_known_one_is_unplaced(line: str) -> None:
    assert parse(TABLE + BELOW + line + "\n").unplaced == (line,)


def test_page_numbers_and_rules_are_no_english_title() -> None:
    plan = parse("- 1 -\n" + COVER + TABLE)

    assert plan.info == parse(COVER + TABLE).info
    assert plan.unplaced == ("- 1 -",)


@pytest.mark.parametrize("label", ["ผู้อนุมัติ", "ผู้ออกรายงาน", "จัดทำโดย", "ข้อมูล ณ วันที่"])
@pytest.mark.parametrize(
    "line", ["–๔–", "–4– ่้องแก้ไข", "่้องแก้ไข", "- 12 -", "(3)", "***"]
)
def test_what_can_be_nobodys_name_is_said_and_put_nowhere(
    label: str, line: str
) -> None:
    plan = parse(TABLE + label + "\n" + line + "\n")

    assert plan.info == {}
    assert len(plan.unplaced) == 1
    assert "".join(plan.unplaced[0].split()).endswith("".join(line.split()))


@pytest.mark.parametrize("label", ["ผู้อนุมัติ", "ผู้ออกรายงาน"])
@pytest.mark.parametrize(
    "line",
    [
        "หมายเหตุท้ายตาราง",
        "หมายเหตุ ดูภาคผนวก",
        "ร่าง – พบ 4 ข้อ",
        "โครงการ ทั้งหมด",
        "ลงมติแล้ว",
    ],
)
def test_a_note_below_a_label_is_nobodys_name(label: str, line: str) -> None:
    plan = parse(TABLE + label + "\n" + line + "\n")

    assert plan.info == {}
    assert plan.unplaced == (line,)


@pytest.mark.parametrize(
    "name",
    [
        *("นายตัวอย่าง รักสุจริต", "ว่าที่ร้อยตรี ตัวอย่าง รักสุจริต", "ตัวอย่าง รักสุจริต"),
        *("พ.ต.ท. ตัวอย่าง รักสุจริต", "นายตัวอย่าง", "ดร.ตัวอย่าง รักสุจริต", "Somchai Sample"),
    ],
)
@pytest.mark.parametrize("written", ["ผู้อนุมัติ {}", "ผู้อนุมัติ\n{}", "ผู้อนุมัติ\n({})"])
def test_a_name_is_taken_wherever_the_label_has_it(name: str, written: str) -> None:
    plan = parse(TABLE + written.format(name) + "\n")

    assert plan.info == {Info.APPROVER: name}
    assert plan.unplaced == ()


@pytest.mark.parametrize("said", ["๓", "–๔–", "่ ้อง", "- -"])
def test_what_can_be_no_position_is_said(said: str) -> None:
    line = f"ตำแหน่ง {said}"

    plan = parse(TABLE + f"ผู้อนุมัติ นายตัวอย่าง รักสุจริต\n{line}\n")

    assert plan.info == {Info.APPROVER: "นายตัวอย่าง รักสุจริต"}
    assert len(plan.unplaced) == 1
    assert plan.unplaced[0].startswith("ตำแหน่ง")


@pytest.mark.parametrize("line", ["ผู้อนุมัติ 4", "ผู้ออกรายงาน –๔–"])
def test_a_label_with_no_name_behind_it_is_said(line: str) -> None:
    plan = parse(TABLE + line + "\n")

    assert plan.info == {}
    assert plan.unplaced == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "แผนต้านทุจริต เทศบาลตำบลดอนแก้ว ปีงบประมาณ พ.ศ. 2570",
        "แผนต้านทุจริต ปีงบประมาณ พ.ศ. 2570 เทศบาลตำบลดอนแก้ว",
        "แผนต้านทุจริต ประจำปีงบประมาณ 2570 ของเทศบาลตำบลดอนแก้ว",
        "แผนต้านทุจริตเทศบาลตำบลดอนแก้ว ประจำปีงบประมาณ พ.ศ. 2570",
        "แผนต้านทุจริต ประจำปีงบประมาณ พ.ศ. 2570 เทศบาลตำบลดอนแก้ว อำเภอไกล จังหวัดโพ้น",
        "แผนต้านทุจริตของเทศบาลตำบลดอนแก้ว อำเภอไกล จังหวัดโพ้น ปีงบประมาณ ๒๕๗๐",
        "ตารางแผนต้านทุจริต ประจำปี พ.ศ. 2570 ของเทศบาลตำบลดอนแก้ว",
        "บัญชีโครงการตามแผนต้านทุจริต เทศบาลตำบลดอนแก้ว ประจำปีงบประมาณ 2570",
    ],
)
def test_title_year_and_office_are_told_apart_in_one_line(line: str) -> None:
    info, unplaced = parse_front([line], (), ())

    assert (info[Info.TITLE], info[Info.OFFICE]) == ("แผนต้านทุจริต", "เทศบาลตำบลดอนแก้ว")
    assert to_arabic(info[Info.FISCAL_YEAR]) == "2570"
    assert info.get(Info.PROVINCE, "โพ้น") == "โพ้น"
    assert unplaced == []


def test_a_span_of_years_between_title_and_office_is_the_period() -> None:
    line = "แผนต้านทุจริต ระยะ 5 ปี (พ.ศ. 2566 - 2570) เทศบาลตำบลดอนแก้ว"

    info, _ = parse_front([line], (), ())

    assert info[Info.TITLE] == "แผนต้านทุจริต ระยะ 5 ปี"
    assert info[Info.PERIOD] == "พ.ศ. 2566 - 2570"
    assert info[Info.OFFICE] == "เทศบาลตำบลดอนแก้ว"
